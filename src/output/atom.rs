//! Atom feeds (RFC 4287) of the site, of sections and of terms.

use std::sync::Arc;

use jiff::civil::Date;

use crate::markdown;
use crate::render::{self, Engine};
use crate::site::{PageId, PageRole, SectionId, Site};
use crate::source::UrlPath;

use super::Route;
use super::xml::push_escaped;

/// The feed of what was last updated.
pub(super) fn site(site: &Arc<Site>, engine: &Arc<Engine>) -> String {
    feed(site, engine, &site.config.title, &UrlPath::root(), site.recent().to_vec())
}

/// The feed of a section and those below.
pub(super) fn section(site: &Arc<Site>, engine: &Arc<Engine>, id: SectionId) -> String {
    let section = site.section(id);
    let mut pages = Vec::new();
    let mut waiting = vec![id];
    while let Some(at) = waiting.pop() {
        pages.extend_from_slice(&site.section(at).pages);
        waiting.extend_from_slice(&site.section(at).sections);
    }
    feed(site, engine, &format!("{} – {}", section.title, site.config.title), &section.url, pages)
}

/// The feed of a term.
pub(super) fn term(site: &Arc<Site>, engine: &Arc<Engine>, taxonomy: u32, term: u32) -> String {
    let term = &site.taxonomies[taxonomy as usize].terms[term as usize];
    feed(site, engine, &format!("{} – {}", term.name, site.config.title), &term.url, term.pages.clone())
}

fn feed(site: &Arc<Site>, engine: &Arc<Engine>, title: &str, url: &UrlPath, mut pages: Vec<PageId>) -> String {
    pages.retain(|page| site.page(*page).role == PageRole::Sheet);
    pages.sort_by_key(|page| (std::cmp::Reverse(site.page(*page).updated), *page));
    pages.truncate(site.config.feed_entries);
    let absolute = |url: &UrlPath| site.absolute(url).unwrap_or_default();
    let options = markdown::Options {
        language: site.config.language.clone(),
        typography: site.config.typography,
        ..markdown::Options::default()
    };
    let text = |text: &str| markdown::typeset_text(text, &options);
    let mut out = String::with_capacity(1024 + pages.len() * 1024);
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    around(&mut out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"", &site.config.language, "\">");
    around(&mut out, "<title>", &text(title), "</title>");
    if !site.config.description.is_empty() {
        around(&mut out, "<subtitle>", &text(&site.config.description), "</subtitle>");
    }
    let feed_address = absolute(&url.child("atom.xml"));
    around(&mut out, "<id>", &feed_address, "</id>");
    around(&mut out, "<link rel=\"alternate\" type=\"text/html\" href=\"", &absolute(url), "\"/>");
    around(&mut out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"", &feed_address, "\"/>");
    let updated = pages.iter().filter_map(|page| site.page(*page).updated).max();
    around(&mut out, "<updated>", &instant(updated.unwrap_or(site.options.date)), "</updated>");
    let publisher =
        if site.config.publisher.name.is_empty() { &site.config.title } else { &site.config.publisher.name };
    around(&mut out, "<author><name>", &text(publisher), "</name></author>");
    if let Some(licence) = &site.config.licence {
        around(&mut out, "<rights>", &licence.value, "</rights>");
    }
    out.push_str(concat!(
        "<generator uri=\"https://crates.io/crates/classeur\" version=\"",
        env!("CARGO_PKG_VERSION"),
        "\">Classeur</generator>\n"
    ));
    let scope = Route::feed_scope(site, engine, url.clone());
    for id in pages {
        let page = site.page(id);
        let meta = &site.document(page.document).meta;
        let address = absolute(&page.url);
        around(&mut out, "<entry xml:lang=\"", &page.language, "\">");
        around(&mut out, "<title>", &text(&page.title), "</title>");
        around(&mut out, "<id>", &address, "</id>");
        around(&mut out, "<link rel=\"alternate\" type=\"text/html\" href=\"", &address, "\"/>");
        around(&mut out, "<updated>", &instant(page.updated.unwrap_or(site.options.date)), "</updated>");
        if let Some(published) = page.published {
            around(&mut out, "<published>", &instant(published), "</published>");
        }
        let authors = if meta.authors.is_empty() { &site.config.authors } else { &meta.authors };
        for author in authors {
            around(&mut out, "<author><name>", &text(author), "</name></author>");
        }
        for term in page.fields.terms.iter().flat_map(|of| &of.terms) {
            around(&mut out, "<category term=\"", &term.value, "\"/>");
        }
        if let Some(summary) = &meta.summary {
            around(&mut out, "<summary>", &text(&summary.value), "</summary>");
        } else if let Ok(html) = render::body_html(&scope, id) {
            around(&mut out, "<content type=\"html\">", &html, "</content>");
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// A line: `text`, escaped, between two pieces of XML. Appended piece by piece: formatting costs more than writing.
fn around(out: &mut String, before: &str, text: &str, after: &str) {
    out.push_str(before);
    push_escaped(out, text);
    out.push_str(after);
    out.push('\n');
}

/// A date as an instant: midnight, universal time.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
