//! Three kinds of path, each its own type so that none is taken for another:
//! where a file is ([`SourcePath`]), where a reader asks ([`UrlPath`]), where a file is written ([`OutputPath`]).
//!
//! Pure text: never touches a disk.

use std::fmt;
use std::sync::Arc;

/// A file's path from the site's root: `/` between segments on every system, NFC, no leading `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// A path as a reader's browser asks for it: starts with `/`, Unicode (not percent-encoded), no query, no fragment.
/// Ends with `/` for a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

/// A file's path inside the published folder: `/` between segments, no leading `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

macro_rules! text_newtype {
    ($name:ident) => {
        impl $name {
            /// The path as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}
text_newtype!(SourcePath);
text_newtype!(UrlPath);
text_newtype!(OutputPath);

impl SourcePath {
    /// A path from text that may hold `\` (Windows) or decomposed accents (macOS).
    pub fn new(path: &str) -> Self {
        if path.is_ascii() && !path.contains('\\') {
            return SourcePath(path.trim_start_matches("./").into());
        }
        let path = path.replace('\\', "/");
        let nfc = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
        SourcePath(nfc.normalize(path.trim_start_matches("./")).into())
    }

    /// The folder that holds it, without a trailing `/`; `""` at the root.
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The last segment.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The last segment without its extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// The extension in lower case, without its dot; `""` if there is none.
    pub fn extension(&self) -> String {
        let name = self.name();
        match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// `relative`, read from the folder of this file (`../a/b.md`), `.` and `..` resolved.
    /// `None` when it climbs out of the root.
    pub fn join(&self, relative: &str) -> Option<SourcePath> {
        resolve(self.parent(), relative).map(|path| SourcePath::new(&path))
    }
}

impl UrlPath {
    /// A URL path; a missing leading `/` is added, doubled slashes are folded.
    pub fn new(path: &str) -> Self {
        if path.starts_with('/') && !path.contains("//") {
            return UrlPath(path.into());
        }
        let mut out = String::with_capacity(path.len() + 1);
        out.push('/');
        for c in path.chars() {
            if c == '/' && out.ends_with('/') {
                continue;
            }
            out.push(c);
        }
        UrlPath(out.into())
    }

    /// The root, `/`.
    pub fn root() -> Self {
        UrlPath("/".into())
    }

    /// The path `child` below this one, which ends with `/`.
    pub fn child(&self, child: &str) -> Self {
        UrlPath::new(&format!("{}{}{child}", self.0, if self.0.ends_with('/') { "" } else { "/" }))
    }

    /// The file that a static host answers with for this URL.
    pub fn output(&self) -> OutputPath {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            OutputPath(format!("{path}index.html").into())
        } else {
            OutputPath(path.into())
        }
    }

    /// The text that a link at `from` needs to reach this path, percent-encoded, relative, never empty.
    /// With `portable`, folders spell out `index.html`, so that the link works from a disk.
    pub fn relative_to(&self, from: &UrlPath, portable: bool) -> String {
        let base = &from.0[..=from.0.rfind('/').unwrap_or(0)];
        let (folder, last) = self.0.split_at(self.0.rfind('/').map_or(0, |at| at + 1));
        // The folders that both share: up to the last `/` at which they are still the same.
        let same = base.bytes().zip(folder.bytes()).take_while(|(a, b)| a == b).count();
        let shared = if same == base.len() || same == folder.len() {
            let shorter = base.len().min(folder.len());
            base[..shorter].rfind('/').map_or(0, |at| at + 1)
        } else {
            base[..floor(base, same)].rfind('/').map_or(0, |at| at + 1)
        };
        let up = base.as_bytes()[shared..].iter().filter(|byte| **byte == b'/').count();
        let mut out = String::with_capacity(up * 3 + self.0.len() - shared + 12);
        for _ in 0..up {
            out.push_str("../");
        }
        let down = &folder[shared..];
        // A first segment with a colon would read as a scheme; nothing at all would be no link.
        let first = down.split('/').next().filter(|first| !first.is_empty()).unwrap_or(last);
        if up == 0 && (first.contains(':') || (down.is_empty() && last.is_empty() && !portable)) {
            out.push_str("./");
        }
        for segment in down.split_terminator('/') {
            encode_segment(segment, &mut out);
            out.push('/');
        }
        if last.is_empty() && portable {
            out.push_str("index.html");
        }
        encode_segment(last, &mut out);
        out
    }

    /// The path percent-encoded, to put after a base URL that has no trailing slash.
    pub fn encoded(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        for (at, segment) in self.0.split('/').enumerate() {
            if at > 0 {
                out.push('/');
            }
            encode_segment(segment, &mut out);
        }
        out
    }
}

impl OutputPath {
    /// An output path; refuses what would leave the folder (`..`, an absolute path, a NUL).
    pub fn new(path: &str) -> Option<Self> {
        let safe = !path.is_empty()
            && !path.starts_with('/')
            && !path.contains(['\\', '\0'])
            && path.split('/').all(|segment| !matches!(segment, "" | "." | ".."));
        safe.then(|| OutputPath(path.into()))
    }

    /// The URL at which a static host serves this file.
    pub fn url(&self) -> UrlPath {
        let folder = self.0.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        UrlPath::new(folder.unwrap_or(&self.0))
    }
}

/// The greatest character boundary of `text` not above `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `relative` from folder `base`, `.` and `..` resolved; `None` when it climbs out of the root.
fn resolve(base: &str, relative: &str) -> Option<String> {
    let mut segments: Vec<&str> = base.split('/').filter(|s| !s.is_empty()).collect();
    for segment in relative.split(['/', '\\']) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            other => segments.push(other),
        }
    }
    Some(segments.join("/"))
}

/// RFC 3986 unreserved characters and the sub-delimiters allowed in a segment stay; the rest is percent-encoded.
fn encode_segment(segment: &str, out: &mut String) {
    if segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')) {
        out.push_str(segment);
        return;
    }
    for byte in segment.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b'!'
            | b'('
            | b')'
            | b'*'
            | b','
            | b';'
            | b':'
            | b'@'
            | b'='
            | b'+'
            | b'$' => {
                out.push(byte as char);
            }
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)] as char);
                out.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
}

/// An ASCII slug: accents dropped, `œ` → `oe`, apostrophes and everything else → `-`, lower case.
/// Empty when nothing of `text` has an ASCII form.
pub fn slugify(text: &str) -> String {
    let plain = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if plain && !text.starts_with('-') && !text.ends_with('-') && !text.contains("--") {
        return text.to_owned();
    }
    let nfkd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd();
    let mut out = String::with_capacity(text.len());
    for c in nfkd.normalize_iter(text.chars()) {
        let mut push = |c: char| out.push(c);
        match c {
            'a'..='z' | '0'..='9' => push(c),
            'A'..='Z' => push(c.to_ascii_lowercase()),
            'œ' | 'Œ' => {
                push('o');
                push('e');
            }
            'æ' | 'Æ' => {
                push('a');
                push('e');
            }
            'ß' => {
                push('s');
                push('s');
            }
            'ø' | 'Ø' => push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => push('d'),
            'ł' | 'Ł' => push('l'),
            'þ' | 'Þ' => {
                push('t');
                push('h');
            }
            // Combining marks, soft hyphens and zero-width characters leave no trace.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            _ => {
                if !out.is_empty() && !out.ends_with('-') {
                    out.push('-');
                }
            }
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links() {
        let check = |to: &str, from: &str, expected: &str| {
            assert_eq!(UrlPath::new(to).relative_to(&UrlPath::new(from), false), expected, "{from} → {to}");
        };
        check("/a/b/", "/a/c/", "../b/");
        check("/a/", "/a/c/", "../");
        check("/", "/", "./");
        check("/", "/a/", "../");
        check("/a/", "/a/", "./");
        check("/a/b/x.png", "/a/b/", "x.png");
        check("/a/b/x.png", "/a/b/page.html", "x.png");
        check("/é/", "/", "%C3%A9/");
        check("/a/c:d", "/a/", "./c:d");
        check("/ab/c/", "/ad/e/", "../../ab/c/");
        check("/a/", "/a/b/c/d.html", "../../");
        check("/x.css", "/", "x.css");
        check("/éa/", "/èa/", "../%C3%A9a/");
        check("/a/b/", "/a/", "b/");
        assert_eq!(UrlPath::new("/a/").relative_to(&UrlPath::new("/a/"), true), "index.html");
        assert_eq!(UrlPath::new("/").relative_to(&UrlPath::new("/a/"), true), "../index.html");
    }

    #[test]
    fn slugs() {
        let check = |text: &str, expected: &str| assert_eq!(slugify(text), expected);
        check("L’œuvre d'été à Noël", "l-oeuvre-d-ete-a-noel");
        check("  Qui ?  ", "qui");
        check("ﬁn nº 12", "fin-no-12");
        check("日本", "");
        check("a-b--c-", "a-b-c");
        check("-a", "a");
    }

    #[test]
    fn joins() {
        let from = SourcePath::new("content/a/b.md");
        assert_eq!(from.join("../c.md").map(|p| p.to_string()), Some("content/c.md".into()));
        assert_eq!(from.join("../../../c.md"), None);
    }
}
