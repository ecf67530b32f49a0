//! Every row of a section's listing in one script, so that another narrows the listing in place: over HTTP as from a
//! disk, where nothing else can be read.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use serde_json::json;

use crate::diagnostic::Diagnostic;
use crate::site::{PageId, SectionId, Site};
use crate::source::UrlPath;

use super::fragment::{self, Fragments};
use super::strings::{self, Translator};
use super::view::{PageList, PageSource, ScopeView, SiteView};
use super::{Engine, Scope, error, filters};

/// Sheets of such a file, at most: a longer one is too heavy for a phone, and the pages of each value are there.
const SHEETS: usize = 1000;

/// The template of rows.
const ROWS: &str = "parts/rows.html";

/// Where the rows of a section are, when its listing can be narrowed, is not too long, and has rows in this theme.
pub fn rows_url(site: &Site, section: SectionId) -> Option<UrlPath> {
    let section = site.section(section);
    let listed = !section.facets.is_empty() && section.pages.len() <= SHEETS;
    (listed && site.theme.templates.contains_key(ROWS)).then(|| section.url.child("filtre/fiches.js"))
}

/// The rows of a section, their links from the section's own address, and which of them have each value.
///
/// # Errors
/// When the template of rows is missing or fails.
pub fn facet_rows(site: &Arc<Site>, engine: &Arc<Engine>, id: SectionId) -> Result<String, Box<Diagnostic>> {
    let section = site.section(id);
    let language = section.page.map_or(&site.config.language, |page| &site.page(page).language);
    let scope = Scope::new(site, engine, section.url.clone(), language);
    let context = Value::from_pairs([
        (filters::SCOPE, Value::from_object(ScopeView(Arc::clone(&scope)))),
        (strings::NAME, Value::from_object(Translator(Arc::clone(&scope)))),
        (fragment::NAME, Fragments::value(&scope)),
        ("site", Value::from_object(SiteView(Arc::clone(&scope)))),
        ("pages", PageList::value(&scope, PageSource::Section(id))),
        ("level", Value::from(3)),
    ]);
    let template = engine.template(ROWS, language);
    let html = template
        .and_then(|template| template.render(context))
        .map_err(|failure| Box::new(error::render(engine, &failure, &section.folder, language)))?;
    let order: BTreeMap<PageId, usize> = section.pages.iter().copied().zip(0..).collect();
    let values: serde_json::Map<String, serde_json::Value> = section
        .facets
        .iter()
        .map(|facet| {
            let values: serde_json::Map<_, _> = facet
                .values
                .iter()
                .map(|value| {
                    let rows: Vec<usize> = value.pages.iter().filter_map(|page| order.get(page).copied()).collect();
                    (value.slug.clone(), json!(rows))
                })
                .collect();
            (facet.key.clone(), values.into())
        })
        .collect();
    Ok(format!("classeurFiches({});\n", json!({"html": html, "values": values})))
}
