//! Where a rendering stands: the site, and the URL that links start from.

use std::sync::{Arc, Mutex};

use crate::markdown::{LeadingHeading, Options};
use crate::site::{Place, Site, Target};
use crate::source::UrlPath;

use super::Engine;

/// How links are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkStyle {
    /// From the page: the site works in any sub-path.
    Relative,
    /// From the host's root, for the 404 page, which is served at any depth.
    Rooted,
    /// With scheme and host, for feeds.
    Absolute,
}

/// Everything a view needs beside what it shows.
#[derive(Debug)]
pub struct Scope {
    /// The site.
    pub site: Arc<Site>,
    /// Its compiled templates.
    pub engine: Arc<Engine>,
    /// The page that links start from.
    pub from: UrlPath,
    /// Language of strings and dates.
    pub language: String,
    /// How links are written.
    pub style: LinkStyle,
    /// What typesets titles and summaries.
    pub options: Options,
    /// Where links lead, when that is asked for.
    noted: Option<Mutex<Vec<UrlPath>>>,
}

/// How words that are not a page's text (titles, names, labels) are set in `language`.
pub fn options(site: &Site, language: &str) -> Options {
    Options {
        language: language.to_owned(),
        typography: site.config.typography,
        narrow_spaces: site.config.narrow_spaces,
        trust_html: false,
        highlighting: false,
        leading_heading: LeadingHeading::Title,
    }
}

impl Scope {
    /// A scope for the page at `from`.
    pub fn new(site: &Arc<Site>, engine: &Arc<Engine>, from: UrlPath, language: &str) -> Arc<Self> {
        Scope::styled(site, engine, from, language, LinkStyle::Relative)
    }

    /// The same with another way to write links.
    pub fn styled(
        site: &Arc<Site>,
        engine: &Arc<Engine>,
        from: UrlPath,
        language: &str,
        style: LinkStyle,
    ) -> Arc<Self> {
        let options = options(site, language);
        Arc::new(Scope {
            site: Arc::clone(site),
            engine: Arc::clone(engine),
            from,
            language: language.to_owned(),
            style,
            options,
            noted: None,
        })
    }

    /// The same scope, which notes where its links lead.
    pub(super) fn noting(scope: &Arc<Scope>) -> Arc<Self> {
        Arc::new(Scope {
            site: Arc::clone(&scope.site),
            engine: Arc::clone(&scope.engine),
            from: scope.from.clone(),
            language: scope.language.clone(),
            style: scope.style,
            options: scope.options.clone(),
            noted: Some(Mutex::default()),
        })
    }

    /// Where the links made so far lead.
    pub(super) fn noted(&self) -> Vec<UrlPath> {
        self.noted.as_ref().map_or_else(Vec::new, |noted| noted.lock().expect("noting does not panic").clone())
    }

    fn note(&self, to: &UrlPath) {
        if let Some(noted) = &self.noted {
            let mut noted = noted.lock().expect("noting does not panic");
            if !noted.contains(to) {
                noted.push(to.clone());
            }
        }
    }

    /// How `to` is written in a link from here.
    pub fn url(&self, to: &UrlPath) -> String {
        self.note(to);
        match self.style {
            LinkStyle::Relative => to.relative_to(&self.from, self.site.options.portable),
            LinkStyle::Rooted => {
                // The path of the public address, so that a site in a sub-path finds its own files.
                let base = self
                    .site
                    .base_url
                    .split_once("://")
                    .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
                    .unwrap_or("");
                let index = if self.site.options.portable && to.as_str().ends_with('/') { "index.html" } else { "" };
                format!("{base}{}{index}", to.encoded())
            }
            LinkStyle::Absolute => self.site.absolute(to).unwrap_or_else(|| to.encoded()),
        }
    }

    /// The URL path of something that has one.
    pub fn path_of(&self, place: Place) -> UrlPath {
        match place {
            Place::Review => self.site.review_url(),
            Place::Generated(page) => page.url(),
            place => self.site.url_of(place).cloned().unwrap_or_else(UrlPath::root),
        }
    }

    /// Whether a target has an `href`.
    pub fn leads(target: &Target) -> bool {
        !matches!(target, Target::Document(_) | Target::Unpublished(_) | Target::Broken)
    }

    /// The `href` of a target, `None` when it leads nowhere.
    pub fn href(&self, target: &Target) -> Option<String> {
        let with = |url: String, fragment: &Option<String>| match fragment {
            Some(fragment) => format!("{url}#{}", encode_fragment(fragment)),
            None => url,
        };
        match target {
            Target::Page { page, fragment } => {
                let path = &self.site.page(*page).url;
                self.note(path);
                match fragment {
                    Some(fragment) if *path == self.from && self.style == LinkStyle::Relative => {
                        Some(format!("#{}", encode_fragment(fragment)))
                    }
                    fragment => Some(with(self.url(path), fragment)),
                }
            }
            Target::Place { place, fragment } => {
                let url = match self.site.url_of(*place) {
                    Some(url) => self.url(url),
                    None => self.url(&self.path_of(*place)),
                };
                Some(with(url, fragment))
            }
            Target::Here(fragment) => Some(format!("#{}", encode_fragment(fragment))),
            Target::External(url) => Some(encode_external(url)),
            Target::Document(_) | Target::Unpublished(_) | Target::Broken => None,
        }
    }
}

/// A fragment as a URL needs it: spaces and what breaks attributes percent-encoded.
fn encode_fragment(fragment: &str) -> String {
    encode(fragment, |byte| {
        matches!(byte, b' ' | b'"' | b'<' | b'>' | b'`' | b'%' | b'#' | b'[' | b']' | b'{' | b'}' | b'|' | b'\\' | b'^')
    })
}

/// An external address: as written, what no URL may hold percent-encoded; a `%` that starts an escape stays.
fn encode_external(url: &str) -> String {
    encode(url, |byte| matches!(byte, b' ' | b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^'))
}

fn encode(text: &str, refused: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() && !c.is_ascii_control() && !refused(c as u8) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}
