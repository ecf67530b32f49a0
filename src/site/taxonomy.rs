//! Taxonomies: the terms that sheets are filed under.

use rayon::prelude::*;

use crate::config::SiteConfig;
use crate::source::{UrlPath, slugify};

use super::collation::{Ranks, SortKey, sort_key};
use super::{Map, Page, PageId};

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
    by_slug: Map<String, usize>,
    /// Every spelling that some page writes: a slug is made once for each.
    by_spelling: Map<String, usize>,
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
pub(super) fn taxonomies(pages: &[Page], ranks: &Ranks, config: &SiteConfig) -> Vec<Taxonomy> {
    spellings(pages, config.taxonomies.len())
        .into_par_iter()
        .enumerate()
        .map(|(definition, spellings)| {
            let def = &config.taxonomies[definition];
            let url = UrlPath::new(&format!("/{}/", def.slug));
            let mut by_slug: Map<String, Vec<(&str, Vec<PageId>)>> = Map::default();
            for (spelling, members) in spellings {
                by_slug.entry(term_slug(spelling)).or_default().push((spelling, members));
            }
            let mut keyed: Vec<(SortKey, String, Vec<&str>, Term)> = by_slug
                .into_iter()
                .map(|(slug, found)| {
                    // The one that most pages write, the first in order among those.
                    let most = found.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then_with(|| b.0.cmp(a.0)));
                    let name = most.map(|(name, _)| (*name).to_owned()).unwrap_or_default();
                    let spelled = found.iter().map(|(spelling, _)| *spelling).collect();
                    let mut pages: Vec<PageId> = found.into_iter().flat_map(|(_, pages)| pages).collect();
                    pages.sort_unstable_by_key(|page| ranks.of(*page));
                    pages.dedup();
                    let url = url.child(&format!("{slug}/"));
                    (sort_key(&name), slug, spelled, Term { url, name, pages })
                })
                .collect();
            keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
            let spelled =
                (0..).zip(&keyed).flat_map(|(at, (_, _, spelled, _))| spelled.iter().map(move |one| (*one, at)));
            Taxonomy {
                key: def.key.clone(),
                definition,
                url,
                by_spelling: spelled.map(|(spelling, at)| (spelling.to_owned(), at)).collect(),
                by_slug: (0..).zip(&keyed).map(|(at, (_, slug, _, _))| (slug.clone(), at)).collect(),
                terms: keyed.into_iter().map(|(_, _, _, term)| term).collect(),
            }
        })
        .collect()
}

/// The pages that write each spelling of a term, as often as they do.
type Spellings<'p> = Map<&'p str, Vec<PageId>>;

/// For each taxonomy, its spellings.
fn spellings(pages: &[Page], taxonomies: usize) -> Vec<Spellings<'_>> {
    let none = || vec![Spellings::default(); taxonomies];
    pages.par_iter().enumerate().with_min_len(1024).fold(none, add).reduce(none, both)
}

fn add<'p>(mut all: Vec<Spellings<'p>>, (at, page): (usize, &'p Page)) -> Vec<Spellings<'p>> {
    for of in page.fields.terms.iter().filter(|_| page.visible) {
        for term in &of.terms {
            all[of.taxonomy].entry(term.value.as_str()).or_default().push(PageId(at as u32));
        }
    }
    all
}

fn both<'p>(mut one: Vec<Spellings<'p>>, other: Vec<Spellings<'p>>) -> Vec<Spellings<'p>> {
    for (one, other) in one.iter_mut().zip(other) {
        for (spelling, pages) in other {
            one.entry(spelling).or_default().extend(pages);
        }
    }
    one
}

/// The segment of a term's URL.
pub(super) fn term_slug(name: &str) -> String {
    let slug = slugify(name);
    if slug.is_empty() { name.chars().filter(|c| c.is_alphanumeric()).collect() } else { slug }
}

impl Taxonomy {
    /// The term that `name` is a spelling of.
    pub fn term(&self, name: &str) -> Option<(usize, &Term)> {
        let at = self.by_spelling.get(name).or_else(|| self.by_slug.get(&term_slug(name))).copied()?;
        Some((at, &self.terms[at]))
    }
}
