//! How a page is cited: a sentence to copy, BibTeX, CSL-JSON.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::markdown;
use crate::site::PageId;

use super::{Scope, filters, long_date};

/// The sentence: who, what, where, when, under which licence.
pub(super) fn sentence(scope: &Arc<Scope>, id: PageId) -> String {
    let site = &scope.site;
    let page = site.page(id);
    let english = scope.language.starts_with("en");
    let (open, close) = if english { ("“", "”") } else { ("« ", " »") };
    let mut parts: Vec<String> = Vec::new();
    let authors = authors(scope, id);
    if !authors.is_empty() {
        parts.push(authors.join(", "));
    }
    parts.push(format!("{open}{}{close}", page.title));
    parts.push(site.config.title.clone());
    if let Some(version) = &site.document(page.document).meta.version {
        parts.push(format!("version {version}"));
    }
    if let Some(date) = page.updated {
        let date = long_date(date, &scope.language);
        parts.push(if english { format!("updated on {date}") } else { format!("mis à jour le {date}") });
    }
    parts.extend(site.absolute(&page.url));
    parts.extend(licence(scope, id));
    markdown::typeset_text(&format!("{}.", parts.join(", ")), filters::options(scope))
}

/// An entry of a BibTeX file.
pub(super) fn bibtex(scope: &Arc<Scope>, id: PageId) -> String {
    let site = &scope.site;
    let page = site.page(id);
    let mut out = format!("@misc{{{},\n", key(scope, id));
    let mut field = |name: &str, value: &str| out.push_str(&format!("  {name} = {{{value}}},\n"));
    let authors: Vec<String> = authors(scope, id).iter().map(|name| format!("{{{}}}", escaped(name))).collect();
    if !authors.is_empty() {
        field("author", &authors.join(" and "));
    }
    // Twice braced, so that no style changes its capitals.
    field("title", &format!("{{{}}}", escaped(&page.title)));
    field("howpublished", &escaped(&site.config.title));
    if let Some(date) = page.updated {
        field("year", &date.year().to_string());
        field("month", &date.month().to_string());
    }
    if let Some(address) = site.absolute(&page.url) {
        field("url", &escaped(&address));
    }
    if let Some(licence) = licence(scope, id) {
        field("note", &escaped(&licence));
    }
    out.push('}');
    out
}

/// An item of Citation Style Language's JSON.
pub(super) fn csl(scope: &Arc<Scope>, id: PageId) -> String {
    let site = &scope.site;
    let page = site.page(id);
    let mut item = json!({
        "id": key(scope, id),
        "type": "webpage",
        "title": page.title,
        "container-title": site.config.title,
        "language": page.language,
    });
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item[name] = value;
        }
    };
    let authors = authors(scope, id);
    set("author", (!authors.is_empty()).then(|| authors.iter().map(|name| json!({"literal": name})).collect()));
    let parts = |date: jiff::civil::Date| json!({"date-parts": [[date.year(), date.month(), date.day()]]});
    set("issued", page.updated.map(parts));
    set("version", site.document(page.document).meta.version.as_ref().map(|version| json!(version)));
    set("URL", site.absolute(&page.url).map(Value::from));
    set("license", site.licence_of(id).map(Value::from));
    format!("[{item}]")
}

/// Who signs: the page's authors, else the site's, else its publisher.
pub(super) fn authors(scope: &Scope, id: PageId) -> &[String] {
    let site = &scope.site;
    let own = &site.document_of(id).meta.authors;
    let publisher = &site.config.publisher.name;
    match (own.is_empty(), site.config.authors.is_empty()) {
        (false, _) => own,
        (true, false) => &site.config.authors,
        (true, true) if !publisher.is_empty() => std::slice::from_ref(publisher),
        (true, true) => &[],
    }
}

fn licence(scope: &Scope, id: PageId) -> Option<String> {
    let written = scope.site.licence_of(id)?;
    Some(match scope.site.licensing.expression(written) {
        Some(expression) => super::view::names(&expression, &scope.language, |licence| &licence.short),
        None => written.to_owned(),
    })
}

/// `fiches-recourir-a-une-amo-2026`: the page's path, which no other page has, and the year.
fn key(scope: &Scope, id: PageId) -> String {
    let page = scope.site.page(id);
    let path: String =
        page.url.as_str().trim_matches('/').chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let path = if path.is_empty() { "accueil".to_owned() } else { path };
    page.updated.map_or(path.clone(), |date| format!("{path}-{}", date.year()))
}

/// A text where TeX has signs of its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_tex() {
        assert_eq!(escaped("50 % d’{AMO} & a_b\\~"), "50 \\% d’\\{AMO\\} \\& a\\_b\\textbackslash{}\\textasciitilde{}");
    }
}
