//! What results can be narrowed by: the kind of sheet and the terms of each taxonomy, for every sheet in one file, since
//! counts are over all that match.

use serde_json::{Value, json};

use crate::site::{PageId, Site, Term};

use super::number;

/// Terms of a taxonomy that results can be narrowed by, at most: those of most sheets. What one sheet alone has narrows
/// nothing, and thousands of them would weigh on every query.
const TERMS: usize = 100;

/// Labels of kinds (in the site's language), taxonomies with their terms, and for each sheet its kind, its number of
/// terms and the terms, numbered through all taxonomies.
pub(super) fn facets(site: &Site, pages: &[PageId]) -> Value {
    let language = &site.config.language;
    let kinds: Vec<Value> =
        site.config.kinds.kinds.iter().map(|kind| json!([kind.name, kind.label.get(language)])).collect();
    let mut first = 0u32;
    let mut taxonomies = Vec::new();
    let mut terms: Vec<Vec<u32>> = vec![Vec::new(); site.pages.len()];
    for taxonomy in &site.taxonomies {
        let definition = &site.config.taxonomies[taxonomy.definition];
        let mut kept: Vec<&Term> = taxonomy.terms.iter().filter(|term| term.pages.len() > 1).collect();
        // A stable sort: those of as many sheets stay in alphabetical order.
        kept.sort_by_key(|term| std::cmp::Reverse(term.pages.len()));
        kept.truncate(TERMS);
        let names: Vec<&str> = kept.iter().map(|term| term.name.as_str()).collect();
        for (number, term) in (first..).zip(&kept) {
            for page in &term.pages {
                terms[page.index()].push(number);
            }
        }
        first += names.len() as u32;
        taxonomies.push(json!([taxonomy.key, definition.plural.get(language), names]));
    }
    let mut sheets = String::with_capacity(pages.len() * 6);
    for page in pages {
        number::push(&mut sheets, site.page(*page).kind as u32);
        let terms = &terms[page.index()];
        number::push(&mut sheets, terms.len() as u32);
        for term in terms {
            number::push(&mut sheets, *term);
        }
    }
    json!({ "kinds": kinds, "taxonomies": taxonomies, "sheets": sheets })
}
