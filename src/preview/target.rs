//! What a browser asks for, from the request line: a path decoded once, and its query.
//!
//! Refuses whatever could be read as another path by someone else (`..`, `\`, NUL, encoded separators), so that what
//! is looked up is what was written.

use crate::source::UrlPath;

/// A request's target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The path, decoded.
    pub path: UrlPath,
    /// What follows `?`, as it was written.
    pub query: String,
}

impl Target {
    /// Reads the target of a request line; `None` when it is refused.
    pub(super) fn read(written: &str) -> Option<Self> {
        if !written.starts_with('/') || written.contains('#') {
            return None;
        }
        let (path, query) = written.split_once('?').unwrap_or((written, ""));
        Some(Target { path: decode_path(path)?, query: query.to_owned() })
    }

    /// The value of `name` in the query, decoded.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        parameter(&self.query, name)
    }
}

/// A path percent-decoded, refused when it could mean another.
pub(super) fn decode_path(written: &str) -> Option<UrlPath> {
    let folded = written.to_ascii_lowercase();
    if folded.contains("%2f") || folded.contains("%5c") || written.contains("//") {
        return None;
    }
    let path = percent_decode(written)?;
    let odd = |c: char| c.is_control() || c == '\\';
    if !path.starts_with('/') || path.contains(odd) || path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return None;
    }
    Some(UrlPath::new(&path))
}

/// The value of `name` in `name=value&…`, decoded.
pub(super) fn parameter(pairs: &str, name: &str) -> Option<String> {
    let value = pairs.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?.1;
    percent_decode(&value.replace('+', " "))
}

/// Decoded once; `None` for a broken escape or bytes that are not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: u8| (byte as char).to_digit(16);
        let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
        bytes.push((high * 16 + low) as u8);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_and_what_is_refused() {
        let path = |written: &str| Target::read(written).map(|target| target.path.to_string());
        assert_eq!(path("/a/%C3%A9t%C3%A9/?x=1").as_deref(), Some("/a/été/"));
        assert_eq!(path("/%2525").as_deref(), Some("/%25"), "decoded once");
        let refused = [
            "",
            "a",
            "*",
            "http://hote/",
            "//hote/",
            "/a//b",
            "/../x",
            "/a/..",
            "/./a",
            "/%2e%2e/x",
            "/.%2E/x",
            "/a\\b",
            "/a%5cb",
            "/a%2Fb",
            "/%00",
            "/a%0d%0ab",
            "/%zz",
            "/%f",
            "/%ff",
            "/a#b",
            "/\u{7f}",
        ];
        for written in refused {
            assert_eq!(path(written), None, "{written}");
        }
        assert_eq!(parameter("a=1&url=%2Fb%2F&c", "url").as_deref(), Some("/b/"));
    }
}
