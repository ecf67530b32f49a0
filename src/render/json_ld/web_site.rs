//! `WebSite` of the home page, with its search.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::render::Scope;
use crate::source::UrlPath;

use super::licence;

/// The site; nothing while its public address is not known, since it is what names it.
pub(super) fn describe(scope: &Arc<Scope>) -> Option<Value> {
    let site = &scope.site;
    let config = &site.config;
    let mut whole = json!({
        "@type": "WebSite",
        "name": config.title,
        "url": site.absolute(&UrlPath::root())?,
        "inLanguage": config.language,
    });
    if !config.description.is_empty() {
        whole["description"] = json!(config.description);
    }
    if !config.publisher.name.is_empty() {
        whole["publisher"] = licence::agent(site, &config.publisher.name);
    }
    if let Some(written) = &config.licence {
        whole["license"] = licence::addresses(site, &written.value);
    }
    if !config.search {
        return Some(whole);
    }
    let search = site.absolute(&UrlPath::new("/recherche/"))?;
    whole["potentialAction"] = json!({
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": format!("{search}?q={{search_term_string}}")},
        "query-input": "required name=search_term_string",
    });
    Some(whole)
}
