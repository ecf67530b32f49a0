//! What is answered for a URL: what the site renders there, and nothing else.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::output::{self, Payload, Route};
use crate::pipeline::Assembly;
use crate::render::Subject;
use crate::source::{OutputPath, UrlPath};

use super::content_type::content_type;
use super::last_good::LastGood;

/// An answer before it is HTTP.
#[derive(Debug)]
pub(super) enum Answer {
    /// These bytes.
    Bytes(Bytes),
    /// A file of the site, on disk.
    File {
        /// Where.
        path: PathBuf,
        /// `Content-Type`.
        kind: &'static str,
    },
    /// The page is at another URL: a slash was missing.
    Moved(UrlPath),
}

/// Bytes of the site.
#[derive(Debug)]
pub(super) struct Bytes {
    /// 200, 404 for the page of what is not there, 500 for a page that fails and never was good.
    pub status: u16,
    /// `Content-Type`.
    pub kind: &'static str,
    /// As published.
    pub bytes: Arc<[u8]>,
    /// Their hash.
    pub hash: String,
    /// Why they are not those of this state.
    pub failure: Option<Box<Diagnostic>>,
}

impl Bytes {
    fn answer(status: u16, kind: &'static str, bytes: Arc<[u8]>, failure: Option<Box<Diagnostic>>) -> Answer {
        let hash = blake3::hash(&bytes).to_hex()[..16].to_owned();
        Answer::Bytes(Bytes { status, kind, bytes, hash, failure })
    }

    /// Whether it is a page, to which the preview adds its element.
    pub(super) fn is_page(&self) -> bool {
        self.kind.starts_with("text/html")
    }
}

/// The answer of `assembly` for `url`.
pub(super) fn answer(assembly: &Assembly, url: &UrlPath, pages: &LastGood) -> Answer {
    let routes = &assembly.routes;
    if let Some(route) = routes.get(url.as_str()) {
        return rendered(assembly, url, &route, pages);
    }
    // `/a/index.html` is the file that a host serves at `/a/`.
    if let Some(folder) = OutputPath::new(url.as_str().trim_start_matches('/')).map(|output| output.url())
        && folder != *url
        && let Some(route) = routes.get(folder.as_str())
    {
        return rendered(assembly, &folder, &route, pages);
    }
    let slash = UrlPath::new(&format!("{url}/"));
    if routes.get(slash.as_str()).is_some() {
        return Answer::Moved(slash);
    }
    // The 404 page links from the root of the public address, wherever it stands.
    if let Some(inside) = base_path(assembly).and_then(|base| url.as_str().strip_prefix(base))
        && (inside.is_empty() || inside.starts_with('/'))
    {
        return Answer::Moved(UrlPath::new(inside));
    }
    not_found(assembly, pages)
}

/// The path of the public address, `/base`, when it has one.
fn base_path(assembly: &Assembly) -> Option<&str> {
    let (_, rest) = assembly.site.base_url.split_once("://")?;
    Some(&rest[rest.find('/')?..]).filter(|path| path.len() > 1)
}

fn not_found(assembly: &Assembly, pages: &LastGood) -> Answer {
    let url = UrlPath::new("/404.html");
    let route = assembly.routes.get(url.as_str()).unwrap_or(Cow::Owned(Route::Html(Subject::NotFound)));
    match rendered(assembly, &url, &route, pages) {
        Answer::Bytes(bytes) => Answer::Bytes(Bytes { status: 404, ..bytes }),
        _ => Bytes::answer(404, "text/plain; charset=utf-8", b"404\n".as_slice().into(), None),
    }
}

fn rendered(assembly: &Assembly, url: &UrlPath, route: &Route, pages: &LastGood) -> Answer {
    let kind = content_type(url);
    match output::render(&assembly.site, &assembly.engine, route) {
        Ok(Payload::Bytes(bytes)) => {
            let bytes: Arc<[u8]> = bytes.into();
            if matches!(route, Route::Html(_)) {
                pages.keep(url, &bytes);
            }
            Bytes::answer(200, kind, bytes, None)
        }
        Ok(Payload::File(path)) => Answer::File { path, kind },
        Err(failure) => match pages.get(url) {
            Some(bytes) => Bytes::answer(200, kind, bytes, Some(failure)),
            None if matches!(route, Route::Html(_)) => {
                // Nothing to show beneath the overlay but the ground it stands on.
                let blank = "<!doctype html>\n<html lang=\"fr\">\n<head><meta charset=\"utf-8\"><title>Erreur</title></head>\n<body></body>\n</html>\n";
                Bytes::answer(500, kind, blank.as_bytes().into(), Some(failure))
            }
            None => Bytes::answer(500, "text/plain; charset=utf-8", b"500\n".as_slice().into(), Some(failure)),
        },
    }
}
