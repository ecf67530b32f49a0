//! The texts of sheets, from which the script shows titles, sections and passages: a few sheets a file, so that ten
//! results load ten small files.

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::site::{PageId, Site};
use crate::source::UrlPath;

/// Bytes of a file, about: below that a request costs more than what it brings.
const FILE: usize = 8_000;

/// How many sheets a file holds.
pub(super) fn sheets_of_a_file(site: &Site, pages: &[PageId]) -> usize {
    let bytes: usize = pages.iter().map(|page| site.document_of(*page).body.text.len()).sum();
    let mean = bytes / pages.len().max(1) + 200;
    FILE.div_ceil(mean).clamp(1, 32)
}

/// What the names of these files depend on: everything that [`file`] writes.
pub(super) fn fingerprint(site: &Site, pages: &[PageId]) -> String {
    // A file is hashed when its fingerprint is first asked for: here, on all cores.
    pages.par_iter().for_each(|id| {
        site.document_of(*id).file.fingerprint();
    });
    let mut hash = blake3::Hasher::new();
    for id in pages {
        let page = site.page(*id);
        hash.update(&site.document(page.document).file.fingerprint());
        let label = site.config.kinds.kinds[page.kind].label.get(&page.language);
        let date = page.updated.map(|date| date.to_string()).unwrap_or_default();
        for text in [page.title.as_str(), page.url.as_str(), label, &date, &page.language] {
            hash.update(text.as_bytes());
            hash.update(&[0]);
        }
    }
    hash.update(&[u8::from(site.options.portable)]);
    hash.finalize().to_hex()[..12].to_owned()
}

/// The sheets of a file: for each its address from the site's root, title, kind, date, summary, and its sections: id,
/// heading and text of each, one after the other.
pub(super) fn file(site: &Site, pages: &[PageId]) -> Value {
    pages.iter().map(|page| sheet(site, *page)).collect()
}

fn sheet(site: &Site, id: PageId) -> Value {
    let page = site.page(id);
    let document = site.document(page.document);
    let body = &document.body;
    let mut sections: Vec<&str> = Vec::new();
    let text = body.text.read();
    for (heading, span) in &body.text.runs {
        let heading = heading.map(|at| &body.outline[at as usize]);
        let text = text[span.range()].trim();
        let text = match heading {
            Some(heading) => text.strip_prefix(heading.text.as_str()).unwrap_or(text).trim_start(),
            None => text,
        };
        let (id, title) = heading.map_or(("", ""), |heading| (heading.id.as_str(), heading.text.as_str()));
        sections.extend([id, title, text]);
    }
    let address = page.url.relative_to(&UrlPath::root(), site.options.portable);
    let kind = &site.config.kinds.kinds[page.kind];
    json!([
        address,
        page.title,
        kind.label.get(&page.language),
        page.updated.map(|date| date.to_string()).unwrap_or_default(),
        document.meta.summary.as_ref().map_or("", |summary| summary.value.as_str()),
        sections,
    ])
}
