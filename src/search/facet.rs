//! What results can be narrowed by: the kind of sheet and the terms of each taxonomy, for every sheet in one file, since
//! counts are over all that match.

use serde_json::{Value, json};

use crate::site::{PageId, Site};

use super::number;

/// Labels of kinds (in the site's language), taxonomies with their terms, and for each sheet its kind, its number of
/// terms and the terms, numbered through all taxonomies.
pub(super) fn facets(site: &Site, pages: &[PageId]) -> Value {
    let language = &site.config.language;
    let kinds: Vec<Value> = site.config.kinds.kinds.iter().map(|kind| json!([kind.name, kind.label.get(language)])).collect();
    let mut first = 0u32;
    let mut firsts = Vec::new();
    let mut taxonomies = Vec::new();
    let mut terms: Vec<Vec<u32>> = vec![Vec::new(); site.pages.len()];
    for taxonomy in &site.taxonomies {
        let definition = &site.config.taxonomies[taxonomy.definition];
        let names: Vec<&str> = taxonomy.terms.iter().map(|term| term.name.as_str()).collect();
        for (number, term) in (first..).zip(&taxonomy.terms) {
            for page in &term.pages {
                terms[page.index()].push(number);
            }
        }
        firsts.push(first);
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
