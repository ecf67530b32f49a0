//! Taxonomies: the terms that sheets are filed under.

use std::collections::HashMap;

use rayon::prelude::*;

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
    // Sorted once for all terms, by the first bytes of their keys while those differ: each term takes its pages in order.
    let mut order: Vec<(u64, PageId)> =
        (0u32..).map(PageId).zip(pages).filter(|(_, page)| page.visible).map(|(id, page)| (head(page), id)).collect();
    let key = |id: PageId| (&pages[id.index()].sort_key, id);
    order.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key(a.1).cmp(&key(b.1))));
    let gather = |definition: usize| {
        let mut gathered: HashMap<String, Gathered> = HashMap::new();
        // Most spellings come again and again: each is made a slug once.
        let mut slugs: HashMap<&str, String> = HashMap::new();
        for (_, id) in &order {
            let terms = pages[id.index()].fields.terms.iter().filter(|of| of.taxonomy == definition);
            for term in terms.flat_map(|of| &of.terms) {
                let slug = slugs.entry(term.value.as_str()).or_insert_with(|| term_slug(&term.value));
                if !gathered.contains_key(slug.as_str()) {
                    gathered.insert(slug.clone(), Gathered { names: HashMap::new(), pages: Vec::new() });
                }
                let Some(entry) = gathered.get_mut(slug.as_str()) else { continue };
                match entry.names.get_mut(&term.value) {
                    Some(count) => *count += 1,
                    None => {
                        entry.names.insert(term.value.clone(), 1);
                    }
                }
                if entry.pages.last() != Some(id) {
                    entry.pages.push(*id);
                }
            }
        }
        gathered
    };
    let gathered: Vec<HashMap<String, Gathered>> = (0..config.taxonomies.len()).into_par_iter().map(gather).collect();
    gathered
        .into_iter()
        .enumerate()
        .map(|(definition, terms)| {
            let def = &config.taxonomies[definition];
            let url = UrlPath::new(&format!("/{}/", def.slug));
            let mut keyed: Vec<(SortKey, String, Term)> = terms
                .into_iter()
                .map(|(slug, found)| {
                    let Gathered { names, pages: members } = found;
                    let name = names
                        .into_iter()
                        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
                        .map(|(name, _)| name)
                        .unwrap_or_default();
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

/// The first bytes of a page's sort key, which tell most titles apart.
fn head(page: &Page) -> u64 {
    let mut bytes = [0; 8];
    let key = &page.sort_key[..page.sort_key.len().min(8)];
    bytes[..key.len()].copy_from_slice(key);
    u64::from_be_bytes(bytes)
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
