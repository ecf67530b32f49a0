//! Licences and credits in schema.org's terms: of the page, of its images, of what it takes over.

use std::sync::Arc;

use serde_json::{Value, json};

use super::node::Object;

use crate::config::PublisherType;
use crate::content::Usage;
use crate::render::{Scope, citation};
use crate::site::{Credit, Generated, PageId, Site};

/// The addresses of an expression's licences; a licence that has none is told by its name.
pub(super) fn addresses(site: &Site, written: &str) -> Value {
    let named = |name: &str| json!({"@type": "CreativeWork", "name": name});
    let Some(expression) = site.licensing.expression(written) else { return named(written) };
    let mut all = expression.licences().iter().map(|licence| match licence.url.as_str() {
        "" => named(licence.name(&site.config.language)),
        url => json!(url),
    });
    if expression.licences().len() == 1 { json!(all.next()) } else { all.collect() }
}

/// Adds to `sheet` how the page is credited, its images, and the works it is made from.
pub(super) fn describe(scope: &Arc<Scope>, id: PageId, sheet: &mut Object<'_>) {
    let site = &scope.site;
    let page = site.page(id);
    let credits = site.absolute(&Generated::Credits.url()).unwrap_or_else(|| scope.url(&Generated::Credits.url()));
    let authors = citation::authors(scope, id);
    if !authors.is_empty() {
        sheet.set("creditText", authors.join(", "));
    }
    if site.licence_of(id).is_some() {
        sheet.set("acquireLicensePage", credits.clone());
    }
    let images: Vec<Value> = site
        .credits_in(page.document)
        .iter()
        .filter(|(asset, ..)| site.assets[asset.index()].file.dimensions().is_some())
        .map(|(asset, title, credit)| {
            let url = &site.assets[asset.index()].url;
            let mut image = json!({
                "@type": "ImageObject",
                "contentUrl": site.absolute(url).unwrap_or_else(|| scope.url(url)),
            });
            if !title.is_empty() {
                image["name"] = json!(title);
            }
            credited(site, credit, &mut image);
            if credit.licence.is_some() {
                image["acquireLicensePage"] = json!(credits);
            }
            image
        })
        .collect();
    if !images.is_empty() {
        sheet.set("image", json!(images));
    }
    let sources = site.document(page.document).meta.sources.iter();
    let based_on: Vec<Value> = sources
        .filter(|source| source.usage != Usage::Citation)
        .map(|source| {
            let mut work = json!({"@type": "CreativeWork"});
            if !source.title.is_empty() {
                work["name"] = json!(source.title);
            }
            if let Some(url) = &source.url {
                work["url"] = json!(url.value);
            }
            if let Some(author) = &source.author {
                work["creditText"] = json!(author);
            }
            if let Some(licence) = &source.licence {
                work["license"] = addresses(site, &licence.value);
            }
            work
        })
        .collect();
    if !based_on.is_empty() {
        sheet.set("isBasedOn", json!(based_on));
    }
}

/// Whoever signs: the publisher is an organisation, anybody else is taken for a person.
pub(super) fn agent(site: &Site, name: &str) -> Value {
    json!({"@type": agent_type(site, name), "name": name})
}

/// The type of who has this name.
pub(super) fn agent_type(site: &Site, name: &str) -> &'static str {
    let organisation = name == site.config.publisher.name && site.config.publisher.kind != PublisherType::Person;
    if organisation { "Organization" } else { "Person" }
}

fn credited(site: &Site, credit: &Credit, work: &mut Value) {
    if let Some(licence) = &credit.licence {
        work["license"] = addresses(site, licence);
    }
    if let Some(author) = &credit.author {
        work["creditText"] = json!(author);
        work["creator"] = agent(site, author);
    }
}
