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
        split_last(&self.0, b'/').map_or("", |(parent, _)| parent)
    }

    /// The last segment.
    pub fn name(&self) -> &str {
        split_last(&self.0, b'/').map_or(&*self.0, |(_, name)| name)
    }

    /// The last segment without its extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        split_last(name, b'.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// The extension in lower case, without its dot; `""` if there is none.
    pub fn extension(&self) -> String {
        let name = self.name();
        match split_last(name, b'.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
            _ => String::new(),
        }
    }

    /// `relative`, read from the folder of this file (`../a/b.md`), `.` and `..` resolved.
    /// `None` when it climbs out of the root.
    pub fn join(&self, relative: &str) -> Option<SourcePath> {
        self.joined(relative).map(|path| SourcePath(path.into()))
    }

    /// The text of [`SourcePath::join`], to look it up and not to keep it.
    pub fn joined(&self, relative: &str) -> Option<String> {
        let path = resolve(self.parent(), relative)?;
        if path.is_ascii() {
            return Some(path);
        }
        let nfc = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
        Some(nfc.normalize(&path).into_owned())
    }

    /// Whether `relative`, read from the folder of this file, is `path` as it is spelt: folders up, then names. A quick
    /// look: `false` says nothing of what [`SourcePath::join`] makes of it.
    pub fn spells(&self, relative: &str, path: &SourcePath) -> bool {
        let (mut folder, mut rest) = (self.parent(), relative);
        while let Some(after) = rest.strip_prefix("../").filter(|_| !folder.is_empty()) {
            folder = split_last(folder, b'/').map_or("", |(parent, _)| parent);
            rest = after;
        }
        match path.0.strip_prefix(folder) {
            Some(below) if folder.is_empty() => below == rest,
            Some(below) => below.strip_prefix('/') == Some(rest),
            None => false,
        }
    }
}

impl UrlPath {
    /// A URL path; a missing leading `/` is added, doubled slashes are folded.
    pub fn new(path: &str) -> Self {
        if path.starts_with('/') && !path.as_bytes().windows(2).any(|pair| pair == b"//") {
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
        let mut path = String::with_capacity(self.0.len() + 1 + child.len());
        path.push_str(&self.0);
        if !path.ends_with('/') {
            path.push('/');
        }
        path.push_str(child);
        // One segment has nothing to fold.
        let segment = child.bytes().position(|byte| byte == b'/').is_none_or(|at| at > 0 && at + 1 == child.len());
        if segment { UrlPath(path.into()) } else { UrlPath::new(&path) }
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

    /// How a link at `from` goes to this path: how many folders up, and how many bytes of this path both share.
    pub fn way_from(&self, from: &UrlPath) -> (usize, usize) {
        let base = from.0.as_bytes();
        // The folders that both share end at the last `/` up to which both are the same. What follows the last `/` of
        // `from` is in none.
        let same = same_start(base, self.0.as_bytes());
        let shared = base[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        (slashes(&base[shared..]), shared)
    }

    /// The text that a link at `from` needs to reach this path, percent-encoded, relative, never empty.
    /// With `portable`, folders spell out `index.html`, so that the link works from a disk.
    pub fn relative_to(&self, from: &UrlPath, portable: bool) -> String {
        let (up, shared) = self.way_from(from);
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

/// `text` before and after the last `sign` in it, a character of ASCII: paths are split so often that the standard
/// library's way of looking for it, which is for any character, shows.
pub fn split_last(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = memchr::memrchr(sign, text.as_bytes()).filter(|_| sign.is_ascii())?;
    Some((&text[..at], &text[at + 1..]))
}

/// `relative` from folder `base`, `.` and `..` resolved; `None` when it climbs out of the root.
fn resolve(base: &str, relative: &str) -> Option<String> {
    let mut path = String::with_capacity(base.len() + 1 + relative.len());
    path.push_str(base);
    let is_separator = |byte: u8| matches!(byte, b'/' | b'\\');
    let mut rest = relative;
    loop {
        let end = rest.bytes().position(is_separator).unwrap_or(rest.len());
        match &rest[..end] {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.bytes().rposition(|byte| byte == b'/').unwrap_or(0)),
            segment => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(segment);
            }
        }
        if end == rest.len() {
            return Some(path);
        }
        rest = &rest[end + 1..];
    }
}

/// What a path's segments may hold as it is, and the `/` between them: RFC 3986 unreserved characters and the
/// sub-delimiters allowed in a segment, less `&` and `'`, which HTML would escape.
const PATH: ByteSet = ByteSet::of(b"/-_.~!()*,;:@=+$").and_alphanumerics();

/// How many bytes `a` and `b` have in common from their start.
fn same_start(a: &[u8], b: &[u8]) -> usize {
    let mut same = 0;
    for (one, two) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        let differs = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*two);
        if differs != 0 {
            return same + differs.trailing_zeros() as usize / 8;
        }
        same += 8;
    }
    same + a[same..].iter().zip(&b[same..]).take_while(|(a, b)| a == b).count()
}

/// How many `/` are in `bytes`: eight are looked at together.
fn slashes(bytes: &[u8]) -> usize {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut count = rest.iter().filter(|byte| **byte == b'/').count();
    for word in words {
        // The high bit of each byte that is no `/`, then one bit for each that is.
        let differs = u64::from_ne_bytes(*word) ^ u64::from_ne_bytes([b'/'; 8]);
        let same = !((((differs & LOW) + LOW) | differs) | LOW) >> 7;
        count += (same.wrapping_mul(u64::from_ne_bytes([1; 8])) >> 56) as usize;
    }
    count
}

/// How many bytes from the start, a multiple of sixteen, are letters, digits and `-`, `.`, `/`, `_`. A function of its
/// own, or the loop is not made of vectors.
#[inline(never)]
fn plain(bytes: &[u8]) -> usize {
    let mut passed = 0;
    for chunk in bytes.chunks_exact(16) {
        let mut all = true;
        for byte in chunk {
            let letter = (*byte | 0x20).wrapping_sub(b'a') < 26;
            // `-`, `.`, `/` and the digits follow one another.
            all &= letter | (byte.wrapping_sub(b'-') < 13) | (*byte == b'_');
        }
        if !all {
            break;
        }
        passed += 16;
    }
    passed
}

/// Appends `path`, what may not stand in a URL percent-encoded.
fn encode_path(path: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = path.as_bytes();
    // What is before `at` may stand as it is; what is before `from` is written.
    let (mut from, mut at) = (0, plain(bytes));
    while let Some(passed) = PATH.first_not_in(&bytes[at..]) {
        at += passed;
        // What is allowed is ASCII, so both ends are between characters; the byte that is not is written in digits.
        out.push_str(str::from_utf8(&bytes[from..at]).unwrap_or_default());
        let byte = bytes[at];
        out.push('%');
        out.push(HEX[usize::from(byte >> 4)] as char);
        out.push(HEX[usize::from(byte & 15)] as char);
        at += 1;
        from = at;
    }
    if from == 0 { out.push_str(path) } else { out.push_str(str::from_utf8(&bytes[from..]).unwrap_or_default()) }
}

#[cfg(test)]
mod tests;
