//! Atom feeds (RFC 4287) of the site, of sections and of terms.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use crate::markdown;
use crate::render::{self, Engine};
use crate::site::{PageId, PageRole, SectionId, Site};
use crate::source::UrlPath;

use super::Route;
use super::xml::escape;

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
    let text = |text: &str| escape(&markdown::typeset_text(text, &options));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ =
        writeln!(out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", escape(&site.config.language));
    let _ = writeln!(out, "<title>{}</title>", text(title));
    if !site.config.description.is_empty() {
        let _ = writeln!(out, "<subtitle>{}</subtitle>", text(&site.config.description));
    }
    let address = absolute(url);
    let feed_address = absolute(&url.child("atom.xml"));
    let _ = writeln!(out, "<id>{}</id>", escape(&feed_address));
    let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&address));
    let _ = writeln!(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", escape(&feed_address));
    let updated = pages.iter().filter_map(|page| site.page(*page).updated).max();
    let _ = writeln!(out, "<updated>{}</updated>", instant(updated.unwrap_or(site.options.date)));
    let publisher =
        if site.config.publisher.name.is_empty() { &site.config.title } else { &site.config.publisher.name };
    let _ = writeln!(out, "<author><name>{}</name></author>", text(publisher));
    if let Some(licence) = &site.config.licence {
        let _ = writeln!(out, "<rights>{}</rights>", escape(&licence.value));
    }
    let _ = writeln!(
        out,
        "<generator uri=\"https://crates.io/crates/classeur\" version=\"{0}\">Classeur</generator>",
        env!("CARGO_PKG_VERSION")
    );
    let scope = Route::feed_scope(site, engine, url.clone());
    for id in pages {
        let page = site.page(id);
        let meta = &site.document(page.document).meta;
        let address = absolute(&page.url);
        let _ = writeln!(out, "<entry xml:lang=\"{}\">", escape(&page.language));
        let _ = writeln!(out, "<title>{}</title>", text(&page.title));
        let _ = writeln!(out, "<id>{}</id>", escape(&address));
        let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&address));
        let _ = writeln!(out, "<updated>{}</updated>", instant(page.updated.unwrap_or(site.options.date)));
        if let Some(published) = page.published {
            let _ = writeln!(out, "<published>{}</published>", instant(published));
        }
        let authors = if meta.authors.is_empty() { &site.config.authors } else { &meta.authors };
        for author in authors {
            let _ = writeln!(out, "<author><name>{}</name></author>", text(author));
        }
        for term in page.fields.terms.iter().flat_map(|of| &of.terms) {
            let _ = writeln!(out, "<category term=\"{}\"/>", escape(&term.value));
        }
        if let Some(summary) = &meta.summary {
            let _ = writeln!(out, "<summary>{}</summary>", text(&summary.value));
        } else if let Ok(html) = render::body_html(&scope, id) {
            let _ = writeln!(out, "<content type=\"html\">{}</content>", escape(&html));
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// A date as an instant: midnight, universal time.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
