//! Facets: what the sheets of a section can be narrowed by (its kinds' fields, its taxonomies), with the sheets of each
//! value. Never decides how they are shown.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use rayon::prelude::*;

use crate::config::{FacetBy, FieldType, LocalText, SiteConfig};
use crate::content::FieldContent;
use crate::source::{UrlPath, slugify};
use crate::value::Duration;

use super::collation::sort_key;
use super::taxonomy::term_slug;
use super::{Page, PageId, Section, Taxonomy};

/// A list of fewer sheets is read whole sooner than it is narrowed.
const SHEETS: usize = 5;

/// Values of a facet, at most: those of most sheets.
const VALUES: usize = 30;

/// What the sheets of a section can be narrowed by.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// Its key in URLs: `cout`.
    pub key: String,
    /// Its name: `Coût`.
    pub label: LocalText,
    /// Its values, each with some of the sheets: as declared, else by length, else in French alphabetical order.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetValue {
    /// Its name in URLs: `faible`.
    pub slug: String,
    /// Its name: `Faible`.
    pub label: LocalText,
    /// The sheets of the section that have it, in the order of the section.
    pub pages: Vec<PageId>,
    /// Where they are listed.
    pub url: UrlPath,
    /// Whether that is the listing of a term, because no other section has sheets of it.
    pub is_term: bool,
}

/// What has been found of a facet so far.
struct Gathered {
    /// Fields of the first kind come first, taxonomies last.
    rank: (usize, usize),
    key: String,
    label: LocalText,
    values: HashMap<String, (usize, LocalText, Vec<PageId>), FixedState>,
}

/// The facets of each of `sections`.
pub(super) fn facets(
    sections: &[Section],
    pages: &[Page],
    taxonomies: &[Taxonomy],
    config: &SiteConfig,
) -> Vec<Vec<Facet>> {
    let of = |section: &Section| {
        // The home page has other ways in; a section whose address is a file has nothing below it.
        if section.parent.is_none() || section.pages.len() < SHEETS || !section.url.as_str().ends_with('/') {
            return Vec::new();
        }
        let mut found: Vec<Gathered> = Vec::new();
        for id in &section.pages {
            let page = &pages[id.index()];
            let kind = &config.kinds.kinds[page.kind];
            for field in &page.fields.values {
                let definition = &kind.fields[field.def];
                if definition.facet != FacetBy::Nothing {
                    let rank = (page.kind, field.def);
                    let facet = gathered(&mut found, rank, &definition.key, &definition.label);
                    add_field(facet, *id, &field.content, definition.facet, &definition.kind);
                }
            }
            for of in &page.fields.terms {
                let definition = &config.taxonomies[of.taxonomy];
                if !definition.facet {
                    continue;
                }
                let facet = gathered(&mut found, (usize::MAX, of.taxonomy), &definition.key, &definition.label);
                for term in &of.terms {
                    let known = taxonomies[of.taxonomy].term(&term.value);
                    let name = known.map_or(term.value.as_str(), |(_, term)| term.name.as_str());
                    add(facet, *id, term_slug(&term.value), usize::MAX, || LocalText::any(name));
                }
            }
        }
        found.sort_by_key(|facet| facet.rank);
        found.into_iter().filter_map(|facet| finish(facet, section, taxonomies)).collect()
    };
    sections.par_iter().map(of).collect()
}

fn gathered<'g>(found: &'g mut Vec<Gathered>, rank: (usize, usize), key: &str, label: &LocalText) -> &'g mut Gathered {
    let at = found.iter().position(|facet| facet.key == key).unwrap_or_else(|| {
        found.push(Gathered { rank, key: key.to_owned(), label: label.clone(), values: HashMap::default() });
        found.len() - 1
    });
    found[at].rank = found[at].rank.min(rank);
    &mut found[at]
}

/// Files a sheet under what its field says.
fn add_field(facet: &mut Gathered, page: PageId, content: &FieldContent, by: FacetBy, kind: &FieldType) {
    let mut text = |text: String, rank: usize| add(facet, page, slugify(&text), rank, || LocalText::any(text.clone()));
    match (content, kind) {
        (FieldContent::List(items), FieldType::List(of)) => {
            for (item, _) in items {
                add_field(facet, page, item, by, of);
            }
        }
        (FieldContent::Text(words), _) if by == FacetBy::Durations => {
            if let Some((rank, slug, label)) = Duration::read(words).map(|duration| range(&duration)) {
                add(facet, page, slug.to_owned(), rank, || label);
            }
        }
        (FieldContent::Choice(at), FieldType::Enumeration(values)) => {
            if let Some((name, label)) = values.get(*at) {
                add(facet, page, slugify(name), *at, || label.clone());
            }
        }
        (FieldContent::Boolean(true), _) => add(facet, page, "oui".into(), 0, || local("Oui", "Yes")),
        (FieldContent::Boolean(false), _) => add(facet, page, "non".into(), 1, || local("Non", "No")),
        (FieldContent::Text(words), _) => text(words.clone(), usize::MAX),
        (FieldContent::Integer(number), _) => text(number.to_string(), usize::try_from(*number).unwrap_or(0)),
        (FieldContent::Number(number), _) => text(number.to_string().replace('.', ","), usize::MAX),
        (FieldContent::Date(date), _) => text(date.year().to_string(), date.year().max(0) as usize),
        _ => {}
    }
}

fn add(facet: &mut Gathered, page: PageId, slug: String, rank: usize, label: impl FnOnce() -> LocalText) {
    if slug.is_empty() {
        return;
    }
    let (_, _, pages) = facet.values.entry(slug).or_insert_with(|| (rank, label(), Vec::new()));
    if pages.last() != Some(&page) {
        pages.push(page);
    }
}

fn local(french: &str, english: &str) -> LocalText {
    LocalText { texts: vec![("fr".into(), french.into()), ("en".into(), english.into())] }
}

/// The range of lengths that a duration is in at its longest: its rank, its name in URLs, its name.
fn range(duration: &Duration) -> (usize, &'static str, LocalText) {
    match duration.most_days() {
        days if days <= 30.0 => (0, "un-mois", local("Un mois au plus", "A month at most")),
        days if days <= 91.0 => (1, "trois-mois", local("D'un à trois mois", "One to three months")),
        days if days <= 182.0 => (2, "six-mois", local("De trois à six mois", "Three to six months")),
        days if days <= 365.0 => (3, "un-an", local("De six mois à un an", "Six months to a year")),
        _ => (4, "plus-d-un-an", local("Plus d'un an", "More than a year")),
    }
}

/// The facet, when it narrows anything.
fn finish(facet: Gathered, section: &Section, taxonomies: &[Taxonomy]) -> Option<Facet> {
    let whole = section.pages.len();
    let mut values: Vec<_> = facet.values.into_iter().collect();
    values.sort_by(|(slug, (.., pages)), (other, (.., more))| more.len().cmp(&pages.len()).then(slug.cmp(other)));
    values.truncate(VALUES);
    values.sort_by_cached_key(|(slug, (rank, label, _))| (*rank, sort_key(label.get("fr")), slug.clone()));
    if values.iter().all(|(_, (.., pages))| pages.len() == whole) {
        return None;
    }
    let key = slugify(&facet.key);
    let taxonomy = taxonomies.iter().find(|taxonomy| taxonomy.key == facet.key);
    let values = values.into_iter().map(|(slug, (_, label, pages))| {
        let term = taxonomy.and_then(|taxonomy| taxonomy.term(label.get("fr")));
        // Two addresses for one list would be one too many.
        let same = term.filter(|(_, term)| term.pages.len() == pages.len());
        let url = match same {
            Some((_, term)) => term.url.clone(),
            None => section.url.child(&format!("filtre/{key}/{slug}/")),
        };
        FacetValue { slug, label, pages, url, is_term: same.is_some() }
    });
    Some(Facet { values: values.collect(), key, label: facet.label })
}
