//! schema.org data of a page.

mod dataset;
mod glossary;
mod how_to;
mod licence;
mod web_site;
mod whole;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::sheet::Form;
use crate::site::{PageId, PageRole};

use super::Scope;

/// The `<script type="application/ld+json">` of a page.
pub(super) fn script(scope: &Arc<Scope>, id: PageId) -> String {
    let site = &scope.site;
    let page = site.page(id);
    let meta = &site.document(page.document).meta;
    let kind = &site.config.kinds.kinds[page.kind];
    let address = |url: &crate::source::UrlPath| site.absolute(url).unwrap_or_else(|| scope.url(url));
    let mut sheet = json!({
        "@type": if kind.schema_type.is_empty() { "Article" } else { kind.schema_type.as_str() },
        "headline": page.title,
        "name": page.title,
        "inLanguage": page.language,
        "url": address(&page.url),
        "isAccessibleForFree": true,
    });
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            sheet[key] = value;
        }
    };
    set("description", meta.summary.as_ref().map(|summary| json!(summary.value)));
    set("datePublished", page.published.map(|date| json!(date.to_string())));
    set("dateModified", page.updated.map(|date| json!(date.to_string())));
    set("version", meta.version.as_ref().map(|version| json!(version)));
    let authors = if meta.authors.is_empty() { &site.config.authors } else { &meta.authors };
    set("author", (!authors.is_empty()).then(|| authors.iter().map(|name| licence::agent(site, name)).collect()));
    set(
        "publisher",
        (!site.config.publisher.name.is_empty())
            .then(|| json!({"@type": "Organization", "name": site.config.publisher.name})),
    );
    set("license", site.licence_of(id).map(|written| licence::addresses(site, written)));
    let keywords: Vec<&str> =
        page.fields.terms.iter().flat_map(|of| of.terms.iter().map(|term| term.value.as_str())).collect();
    set("keywords", (!keywords.is_empty()).then(|| json!(keywords)));

    licence::describe(scope, id, &mut sheet);

    if Form::of(kind) == Form::Procedure {
        how_to::describe(site.document(page.document), kind, &address(&page.url), &mut sheet);
    }

    let dataset = (Form::of(kind) == Form::Benchmark)
        .then(|| dataset::describe(scope, id, &address(&page.url), &mut sheet))
        .flatten();

    let crumbs = site
        .breadcrumb(page.section)
        .into_iter()
        .filter(|(_, url)| *url != page.url)
        .chain([(page.title.clone(), page.url.clone())]);
    let items: Vec<Value> = crumbs
        .enumerate()
        .map(|(at, (name, url))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": address(&url)}))
        .collect();
    let mut graph = vec![sheet, json!({"@type": "BreadcrumbList", "itemListElement": items})];
    graph.extend(dataset);
    graph.extend(glossary::describe(scope, id));
    if page.role == PageRole::Home {
        graph.extend(web_site::describe(scope));
    }
    written(graph)
}

/// The `<script>` of the page of open data: the base as a dataset.
pub(super) fn data_script(scope: &Arc<Scope>) -> minijinja::Value {
    match whole::describe(scope) {
        Some(dataset) => minijinja::Value::from_safe_string(written(vec![dataset])),
        None => minijinja::Value::from(()),
    }
}

fn written(graph: Vec<Value>) -> String {
    let graph = json!({"@context": "https://schema.org", "@graph": graph});
    let text = graph.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    format!("<script type=\"application/ld+json\">{text}</script>")
}
