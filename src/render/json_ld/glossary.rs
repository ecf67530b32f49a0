//! `DefinedTermSet` of a page that defines terms.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::render::Scope;
use crate::site::{GlossaryEntry, PageId};

/// The terms that page `id` defines; nothing when it defines none.
pub(super) fn describe(scope: &Arc<Scope>, id: PageId) -> Option<Value> {
    let site = &scope.site;
    let page = site.page(id);
    // Most pages define nothing, and the glossary may be long.
    let body = &site.document(page.document).body;
    body.containers.iter().find(|container| container.name == "lexique")?;
    let address = site.absolute(&page.url).unwrap_or_else(|| scope.url(&page.url));
    let mine = site.glossary.entries.iter().filter(|entry| entry.page == id);
    let terms: Vec<Value> = mine.map(|entry| term(entry, &address)).collect();
    (!terms.is_empty()).then(|| {
        json!({
            "@type": "DefinedTermSet",
            "@id": format!("{address}#glossaire"),
            "name": page.title,
            "url": address,
            "inLanguage": page.language,
            "hasDefinedTerm": terms,
        })
    })
}

fn term(entry: &GlossaryEntry, address: &str) -> Value {
    let mut term = json!({
        "@type": "DefinedTerm",
        "name": entry.term,
        "url": format!("{address}#{}", entry.id),
        "inDefinedTermSet": format!("{address}#glossaire"),
    });
    if !entry.definition.is_empty() {
        term["description"] = json!(entry.definition);
    }
    let others: Vec<&String> = entry.acronym.iter().chain(&entry.aliases).collect();
    if !others.is_empty() {
        term["alternateName"] = json!(others);
    }
    term
}
