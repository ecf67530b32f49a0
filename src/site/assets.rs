//! Files of `static/assets/`: the bytes each is published as, and the address that names those bytes.
//!
//! A stylesheet names others (`url(…)`, `@import`), by their published names; so its own is known after theirs.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::minify::{minify, minify_own};
use crate::source::{Contents, SourceFile, SourcePath, UrlPath};

/// A file of `static/assets/`.
#[derive(Debug, Clone)]
pub struct ThemeAsset {
    /// Its address, `/assets/classeur.1a2b3c4d.css`.
    pub url: UrlPath,
    /// The file.
    pub file: Arc<SourceFile>,
    /// What is published instead of what it holds.
    pub bytes: Option<Arc<str>>,
}

/// The published form of `files`, by their names below `static/assets/`. `more` is written at the end of the stylesheet
/// named first in it.
pub(super) fn published(
    files: BTreeMap<String, Arc<SourceFile>>,
    more: (&str, &str),
    minified: bool,
) -> BTreeMap<String, ThemeAsset> {
    let mut maker = Maker { files, more, minified, made: BTreeMap::new(), open: Vec::new() };
    for name in maker.files.keys().cloned().collect::<Vec<_>>() {
        maker.url(&name);
    }
    maker.made
}

struct Maker<'m> {
    files: BTreeMap<String, Arc<SourceFile>>,
    more: (&'m str, &'m str),
    minified: bool,
    made: BTreeMap<String, ThemeAsset>,
    /// Stylesheets being made, each named by the one before.
    open: Vec<String>,
}

impl Maker<'_> {
    /// The address of the file `name`.
    fn url(&mut self, name: &str) -> Option<UrlPath> {
        if let Some(made) = self.made.get(name) {
            return Some(made.url.clone());
        }
        let file = Arc::clone(self.files.get(name)?);
        // Two stylesheets that name each other: the address of one cannot wait for the other's.
        if self.open.iter().any(|open| open == name) {
            return Some(address(name, &file.fingerprint()));
        }
        let bytes = self.bytes(name, &file);
        let url = match &bytes {
            Some(bytes) => address(name, blake3::hash(bytes.as_bytes()).as_bytes()),
            None => address(name, &fingerprint(&file)),
        };
        self.made.insert(name.to_owned(), ThemeAsset { url: url.clone(), file, bytes });
        Some(url)
    }

    /// What is published instead of the contents of `file`.
    fn bytes(&mut self, name: &str, file: &Arc<SourceFile>) -> Option<Arc<str>> {
        if !crate::minify::concerns(name) {
            return None;
        }
        let mut text = file.text()?.to_owned();
        if name.ends_with(".css") {
            self.open.push(name.to_owned());
            text = self.with_addresses(name, &text);
            self.open.pop();
            if name == self.more.0 {
                text.push_str(self.more.1);
            }
        }
        let shorter = match file.contents {
            _ if !self.minified => None,
            Contents::Embedded(_) => minify_own(name, &text),
            _ => minify(name, &text),
        };
        Some(shorter.unwrap_or(text).into())
    }

    /// Replaces `url(name)` by the published name of a file of `static/assets/`, relative to the stylesheet.
    fn with_addresses(&mut self, name: &str, css: &str) -> String {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let from = UrlPath::new(&format!("/assets/{name}"));
        let mut out = String::with_capacity(css.len());
        let mut rest = css;
        while let Some(at) = rest.find("url(") {
            let (before, after) = rest.split_at(at + 4);
            out.push_str(before);
            let Some(end) = after.find(')') else {
                rest = after;
                break;
            };
            let written = after[..end].trim().trim_matches(['"', '\'']);
            let full = SourcePath::new(&format!("{folder}/x")).join(written);
            match full.and_then(|path| self.url(path.as_str())) {
                Some(url) => {
                    out.push('"');
                    out.push_str(&url.relative_to(&from, false));
                    out.push('"');
                }
                None => out.push_str(&after[..end]),
            }
            rest = &after[end..];
        }
        out.push_str(rest);
        out
    }
}

fn fingerprint(file: &SourceFile) -> [u8; 16] {
    let mut fingerprint = file.fingerprint();
    if matches!(file.contents, Contents::OnDisk) {
        // Its fingerprint is that of its time, which is another on each machine. One that cannot be read is reported
        // when it is published.
        let mut hasher = blake3::Hasher::new();
        if std::fs::File::open(&file.disk).is_ok_and(|opened| hasher.update_reader(opened).is_ok()) {
            fingerprint.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        }
    }
    fingerprint
}

/// `classeur.css` → `/assets/classeur.1a2b3c4d.css`.
fn address(name: &str, fingerprint: &[u8]) -> UrlPath {
    let hash: String = fingerprint[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => UrlPath::new(&format!("/assets/{stem}.{hash}.{extension}")),
        None => UrlPath::new(&format!("/assets/{name}.{hash}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Role;

    fn made(files: &[(&str, &str)], minified: bool) -> BTreeMap<String, ThemeAsset> {
        let files =
            files.iter().map(|(name, text)| ((*name).to_owned(), SourceFile::in_memory(name, Role::Static, text)));
        published(files.collect(), ("a.css", "\n:root { --x: 1 }\n"), minified)
    }

    #[test]
    fn an_address_follows_what_is_published() {
        let of = |image: &str, minified| {
            let made = made(&[("a.css", "a { b: url(i/x.svg) }"), ("i/x.svg", image)], minified);
            (made["a.css"].url.clone(), made["a.css"].bytes.clone().expect("made"), made["i/x.svg"].url.clone())
        };
        let (url, bytes, image) = of("<svg/>", true);
        assert_eq!(
            &*bytes,
            format!("a{{b:url(\"i/{}\")}}:root{{--x:1}}", image.as_str().rsplit('/').next().expect("named"))
        );
        assert_ne!(of("<svg></svg>", true).0, url, "the image it names has another address");
        assert_ne!(of("<svg/>", false).0, url);
        assert_eq!(
            &*of("<svg/>", false).1,
            bytes.replace("a{b:", "a { b: ").replace("}:root{--x:1}", " }\n:root { --x: 1 }\n")
        );
    }

    #[test]
    fn stylesheets_that_name_each_other_are_both_made() {
        let made = made(&[("b.css", "@import url(c.css);"), ("c.css", "@import url(b.css);")], true);
        assert!(made["b.css"].bytes.as_ref().is_some_and(|css| css.contains("c.")));
        assert!(made["c.css"].bytes.as_ref().is_some_and(|css| css.contains("b.")));
    }
}
