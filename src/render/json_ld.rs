//! schema.org data of a page.

mod crumbs;
mod dataset;
mod glossary;
mod how_to;
mod licence;
mod node;
mod web_site;
mod whole;

use std::sync::Arc;

use crate::sheet::Form;
use crate::site::{PageId, PageRole};

use super::Scope;
use node::{Node, Object};

/// The `<script type="application/ld+json">` of a page.
pub(super) fn script(scope: &Arc<Scope>, id: PageId) -> String {
    let site = &scope.site;
    let page = site.page(id);
    let meta = &site.document(page.document).meta;
    let kind = &site.config.kinds.kinds[page.kind];
    let address = |url: &crate::source::UrlPath| site.absolute(url).unwrap_or_else(|| scope.url(url));
    let mut sheet = Object::of(if kind.schema_type.is_empty() { "Article" } else { &kind.schema_type })
        .with("headline", page.title.as_str())
        .with("name", page.title.as_str())
        .with("inLanguage", page.language.as_str())
        .with("url", address(&page.url))
        .with("isAccessibleForFree", true);
    if let Some(summary) = &meta.summary {
        sheet.set("description", summary.value.as_str());
    }
    if let Some(date) = page.published {
        sheet.set("datePublished", date.to_string());
    }
    if let Some(date) = page.updated {
        sheet.set("dateModified", date.to_string());
    }
    if let Some(version) = &meta.version {
        sheet.set("version", version.as_str());
    }
    let authors = if meta.authors.is_empty() { &site.config.authors } else { &meta.authors };
    if !authors.is_empty() {
        sheet.set(
            "author",
            authors
                .iter()
                .map(|name| Object::of(licence::agent_type(site, name)).with("name", name.as_str()))
                .collect::<Node<'_>>(),
        );
    }
    if !site.config.publisher.name.is_empty() {
        sheet.set("publisher", Object::of("Organization").with("name", site.config.publisher.name.as_str()));
    }
    if let Some(written) = site.licence_of(id) {
        sheet.set("license", licence::addresses(site, written));
    }
    let mut keywords = page.fields.terms.iter().flat_map(|of| &of.terms).map(|term| term.value.as_str()).peekable();
    if keywords.peek().is_some() {
        sheet.set("keywords", keywords.collect::<Node<'_>>());
    }

    licence::describe(scope, id, &mut sheet);

    if Form::of(kind) == Form::Procedure {
        how_to::describe(site.document(page.document), kind, &address(&page.url), &mut sheet);
    }

    let dataset = (Form::of(kind) == Form::Benchmark)
        .then(|| dataset::describe(scope, id, &address(&page.url), &mut sheet))
        .flatten();

    let mut graph: Vec<Node<'_>> = vec![sheet.into(), crumbs::describe(scope, id).into()];
    graph.extend(dataset.map(Node::Json));
    graph.extend(glossary::describe(scope, id).map(Node::Json));
    if page.role == PageRole::Home {
        graph.extend(web_site::describe(scope).map(Node::Json));
    }
    written(graph)
}

/// The `<script>` of the page of open data: the base as a dataset.
pub(super) fn data_script(scope: &Arc<Scope>) -> minijinja::Value {
    match whole::describe(scope) {
        Some(dataset) => minijinja::Value::from_safe_string(written(vec![dataset.into()])),
        None => minijinja::Value::from(()),
    }
}

fn written(graph: Vec<Node<'_>>) -> String {
    let mut out = String::with_capacity(2048);
    out.push_str("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":");
    Node::List(graph).write(&mut out);
    out.push_str("}</script>");
    out
}
