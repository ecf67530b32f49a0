//! What the first view of each page takes: the page, and the files that a browser fetches with it.
//!
//! Read off the rendered HTML, as a browser without a cache would ask. What a stylesheet or a script fetches in its turn
//! is not followed; of a picture in several sizes, the one in `src` is counted.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::output::{self, Payload, Route};
use crate::pipeline::Assembly;
use crate::render::Subject;

/// What the first view of a page takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// Its URL path.
    pub url: String,
    /// Bytes of its HTML.
    pub html: u64,
    /// Bytes of its HTML once compressed with gzip.
    pub html_gzip: u64,
    /// Bytes sent for the first view: text compressed, the rest as it is.
    pub first_view: u64,
    /// Files asked for, the page itself included.
    pub requests: usize,
}

/// A page, and the addresses of the files fetched with it.
type Rendered = (Weight, BTreeSet<String>);

/// The weights of every page of HTML, redirects apart, heaviest first; and what failed to render.
pub fn weights(assembly: &Assembly) -> (Vec<Weight>, Vec<Diagnostic>) {
    let site = &assembly.site;
    let bytes = |route: &Route| -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(match output::render(site, &assembly.engine, route)? {
            Payload::Bytes(bytes) => bytes.to_vec(),
            Payload::File(path) => vec![0; std::fs::metadata(path).map_or(0, |data| data.len() as usize)],
        })
    };
    let base = site.base_url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("");
    let shown = |route: &Route| matches!(route, Route::Html(subject) if !matches!(subject, Subject::Redirect(..)));
    let rendered: Vec<Result<Rendered, Box<Diagnostic>>> = assembly
        .routes
        .all()
        .par_iter()
        .filter(|(_, route)| shown(route))
        .map(|(url, route)| {
            let html = bytes(route)?;
            let text = String::from_utf8_lossy(&html);
            let files = crate::third_party::fetched_first(&text);
            let own = |address: &&str| !address.trim_start().starts_with("data:") && !address.trim().is_empty();
            let files = files.into_iter().filter(own).map(|address| resolve(url.as_str(), address, base)).collect();
            let (html_gzip, html) = (gzip(&html), html.len() as u64);
            Ok((Weight { url: url.as_str().to_owned(), html, html_gzip, first_view: 0, requests: 0 }, files))
        })
        .collect();
    let (mut pages, mut failed) = (Vec::new(), Vec::new());
    for page in rendered {
        match page {
            Ok(page) => pages.push(page),
            Err(problem) => failed.push(*problem),
        }
    }
    let files: BTreeSet<&String> = pages.iter().flat_map(|(_, files)| files).collect();
    let sizes: BTreeMap<String, u64> = files
        .into_par_iter()
        .map(|url| {
            let content = assembly.routes.get(url).and_then(|route| bytes(&route).ok()).unwrap_or_default();
            let text = [".css", ".js", ".svg", ".json", ".html"].iter().any(|end| url.ends_with(end));
            (url.clone(), if text { gzip(&content) } else { content.len() as u64 })
        })
        .collect();
    let mut weights: Vec<Weight> = pages
        .into_iter()
        .map(|(page, files)| Weight {
            first_view: page.html_gzip + files.iter().map(|file| sizes[file]).sum::<u64>(),
            requests: 1 + files.len(),
            ..page
        })
        .collect();
    weights.sort_by(|one, other| other.first_view.cmp(&one.first_view).then_with(|| one.url.cmp(&other.url)));
    (weights, failed)
}

/// Bytes once compressed, as servers do by default.
fn gzip(bytes: &[u8]) -> u64 {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_or(bytes.len() as u64, |out| out.len() as u64)
}

/// The URL path that `address`, in the page at `from`, leads to on a site published below `base`.
fn resolve(from: &str, address: &str, base: &str) -> String {
    let address = address.trim().split(['?', '#']).next().unwrap_or("");
    if crate::third_party::is_foreign(address) {
        return address.to_owned();
    }
    if let Some(path) = address.strip_prefix(base).filter(|path| path.starts_with('/')) {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').skip(1).collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved() {
        assert_eq!(resolve("/a/b/", "../../assets/x.css?v=1", ""), "/assets/x.css");
        assert_eq!(resolve("/a/b/", "c.png", ""), "/a/b/c.png");
        assert_eq!(resolve("/404.html", "/base/assets/x.css", "/base"), "/assets/x.css");
        assert_eq!(resolve("/", "./c.png", ""), "/c.png");
        assert_eq!(resolve("/", "//autre.fr/c.png", ""), "//autre.fr/c.png");
    }

    #[test]
    fn text_weighs_less_compressed() {
        assert!(gzip(&[b'a'; 10_000]) < 200);
    }
}
