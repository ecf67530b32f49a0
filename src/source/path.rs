//! Three kinds of path, each its own type so that none is taken for another:
//! where a file is ([`SourcePath`]), where a reader asks ([`UrlPath`]), where a file is written ([`OutputPath`]).
//!
//! Pure text: never touches a disk.

use std::fmt;
use std::sync::Arc;

use super::ByteSet;

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

    /// The same text, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.0)
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
        let slash = if self.0.ends_with('/') { "" } else { "/" };
        UrlPath::new(&[&*self.0, slash, child].concat())
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
        let base = from.0.as_bytes();
        let base = &base[..base.iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1)];
        // The folders that both share end at the last `/` up to which both are the same.
        let mut shared = 0;
        for (at, (a, b)) in base.iter().zip(self.0.as_bytes()).enumerate() {
            if a != b {
                break;
            }
            if *a == b'/' {
                shared = at + 1;
            }
        }
        let up = base[shared..].iter().filter(|byte| **byte == b'/').count();
        let rest = &self.0[shared..];
        let mut out = String::with_capacity(up * 3 + rest.len() + 12);
        for _ in 0..up {
            out.push_str("../");
        }
        let folder = rest.is_empty() || rest.ends_with('/');
        // A first segment with a colon would read as a scheme; nothing at all would be no link.
        let first = || rest.split('/').next().unwrap_or_default();
        if up == 0 && ((rest.is_empty() && !portable) || first().contains(':')) {
            out.push_str("./");
        }
        encode_path(rest, &mut out);
        if folder && portable {
            out.push_str("index.html");
        }
        out
    }

    /// The path percent-encoded, to put after a base URL that has no trailing slash.
    pub fn encoded(&self) -> String {
        self.after("")
    }

    /// The same, after `base`.
    pub fn after(&self, base: &str) -> String {
        let mut out = String::with_capacity(base.len() + self.0.len());
        out.push_str(base);
        encode_path(&self.0, &mut out);
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

/// What a path's segments may hold as it is, and the `/` between them: RFC 3986 unreserved characters and the
/// sub-delimiters allowed in a segment, less `&` and `'`, which HTML would escape.
const PATH: ByteSet = ByteSet::of(b"/-_.~!()*,;:@=+$").and_alphanumerics();

/// Appends `path`, what may not stand in a URL percent-encoded.
fn encode_path(path: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = path.as_bytes();
    let mut from = 0;
    while let Some(passed) = PATH.first_not_in(&bytes[from..]) {
        // What is allowed is ASCII, so both ends are between characters; the byte that is not is written in digits.
        out.push_str(str::from_utf8(&bytes[from..from + passed]).unwrap_or_default());
        let byte = bytes[from + passed];
        out.push('%');
        out.push(HEX[usize::from(byte >> 4)] as char);
        out.push(HEX[usize::from(byte & 15)] as char);
        from += passed + 1;
    }
    if from == 0 { out.push_str(path) } else { out.push_str(str::from_utf8(&bytes[from..]).unwrap_or_default()) }
}

/// An ASCII slug: accents dropped, `œ` → `oe`, apostrophes and everything else → `-`, lower case.
/// Empty when nothing of `text` has an ASCII form.
pub fn slugify(text: &str) -> String {
    let plain = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if plain && !text.starts_with('-') && !text.ends_with('-') && !text.contains("--") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    if text.chars().all(|c| c.is_ascii() || french_base(c) != c || matches!(c, 'œ' | 'Œ' | 'æ' | 'Æ')) {
        // What French is written with needs no table of the whole of Unicode.
        push_slug(text.chars().map(french_base), &mut out);
    } else {
        let nfkd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd();
        push_slug(nfkd.normalize_iter(text.chars()), &mut out);
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

/// The letter under a French accent, `-` for French punctuation; any other character as it is.
fn french_base(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ÿ' | 'Ÿ' => 'y',
        '’' | '‘' | '«' | '»' | '“' | '”' | '–' | '—' | '\u{a0}' | '\u{202f}' | '€' | '·' | '…' => {
            '-'
        }
        other => other,
    }
}

/// Appends what a slug keeps of characters whose accents stand apart.
fn push_slug(chars: impl Iterator<Item = char>, out: &mut String) {
    for c in chars {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_letters_are_those_of_unicode() {
        let nfkd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd();
        for c in ('\u{80}'..='\u{24f}').chain('\u{2000}'..='\u{20cf}').filter(|c| french_base(*c) != *c) {
            let mut expected = String::from("x");
            push_slug(nfkd.normalize_iter(std::iter::once(c)), &mut expected);
            let mut found = String::from("x");
            push_slug(std::iter::once(french_base(c)), &mut found);
            assert_eq!(found, expected, "{c:?}");
        }
    }

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
