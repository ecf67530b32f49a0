//! Taxonomies: the terms that sheets are filed under.

use std::collections::HashMap;

use crate::config::SiteConfig;
use crate::source::{UrlPath, slugify};

use super::collation::{SortKey, sort_key};
use super::{Page, PageId};

/// A taxonomy with its terms.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    /// Its key in front matter.
    pub key: String,
    /// Its definition, an index in `config.taxonomies`.
    pub definition: usize,
    /// Its address.
    pub url: UrlPath,
    /// Its terms that have published pages, in French alphabetical order.
    pub terms: Vec<Term>,
    by_slug: HashMap<String, usize>,
}

/// A term.
#[derive(Debug, Clone)]
pub struct Term {
    /// As most authors write it.
    pub name: String,
    /// Its address.
    pub url: UrlPath,
    /// Its pages, in French alphabetical order.
    pub pages: Vec<PageId>,
}

/// Terms are the same when their slugs are; a taxonomy without terms stays in the list, so that indices hold.
pub(super) fn taxonomies(pages: &[Page], config: &SiteConfig) -> Vec<Taxonomy> {
    struct Gathered {
        names: HashMap<String, usize>,
        pages: Vec<PageId>,
    }
    let mut gathered: Vec<HashMap<String, Gathered>> = config.taxonomies.iter().map(|_| HashMap::new()).collect();
    for (id, page) in (0u32..).map(PageId).zip(pages).filter(|(_, page)| page.visible) {
        for of in &page.fields.terms {
            for term in &of.terms {
                let entry = gathered[of.taxonomy]
                    .entry(term_slug(&term.value))
                    .or_insert_with(|| Gathered { names: HashMap::new(), pages: Vec::new() });
                match entry.names.get_mut(&term.value) {
                    Some(count) => *count += 1,
                    None => {
                        entry.names.insert(term.value.clone(), 1);
                    }
                }
                if entry.pages.last() != Some(&id) {
                    entry.pages.push(id);
                }
            }
        }
    }
    gathered
        .into_iter()
        .enumerate()
        .map(|(definition, terms)| {
            let def = &config.taxonomies[definition];
            let url = UrlPath::new(&format!("/{}/", def.slug));
            let mut keyed: Vec<(SortKey, String, Term)> = terms
                .into_iter()
                .map(|(slug, found)| {
                    let Gathered { names, pages: mut members } = found;
                    let name = names
                        .into_iter()
                        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
                        .map(|(name, _)| name)
                        .unwrap_or_default();
                    members.sort_by(|a, b| (&pages[a.index()].sort_key, a).cmp(&(&pages[b.index()].sort_key, b)));
                    let url = url.child(&format!("{slug}/"));
                    (sort_key(&name), slug, Term { url, name, pages: members })
                })
                .collect();
            keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
            Taxonomy {
                key: def.key.clone(),
                definition,
                url,
                by_slug: (0..).zip(&keyed).map(|(at, (_, slug, _))| (slug.clone(), at)).collect(),
                terms: keyed.into_iter().map(|(_, _, term)| term).collect(),
            }
        })
        .collect()
}

/// The segment of a term's URL.
pub(super) fn term_slug(name: &str) -> String {
    let slug = slugify(name);
    if slug.is_empty() { name.chars().filter(|c| c.is_alphanumeric()).collect() } else { slug }
}

impl Taxonomy {
    /// The term that `name` is a spelling of.
    pub fn term(&self, name: &str) -> Option<(usize, &Term)> {
        let at = *self.by_slug.get(&term_slug(name))?;
        Some((at, &self.terms[at]))
    }
}
