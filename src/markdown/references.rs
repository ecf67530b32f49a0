//! Destinations as authors write them, taken apart: target, query, fragment, scheme.
//!
//! Never asks whether a target exists.

/// A destination taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination {
    pub target: String,
    pub query: Option<String>,
    pub fragment: Option<String>,
}

/// Takes `written` apart. Paths are percent-decoded; addresses with a scheme are left as they are, since decoding
/// them would change what they mean.
pub(super) fn split(written: &str) -> Destination {
    if memchr::memchr3(b'#', b'?', b'%', written.as_bytes()).is_none() {
        return Destination { target: written.to_owned(), query: None, fragment: None };
    }
    let foreign = scheme(written).is_some() || written.starts_with("//");
    let decoded = |part: &str| if foreign { part.to_owned() } else { percent_decode(part) };
    let (rest, fragment) = match written.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decoded(fragment))),
        None => (written, None),
    };
    let (target, query) = match rest.split_once('?') {
        Some((target, query)) => (target, Some(query.to_owned())),
        None => (rest, None),
    };
    Destination { target: decoded(target), query, fragment }
}

/// Takes the inside of `[[…]]` apart: a title may hold `?` and `%`.
pub(super) fn split_wiki(written: &str) -> Destination {
    let (target, fragment) = match written.split_once('#') {
        Some((target, fragment)) => (target.trim(), Some(fragment.trim().to_owned())),
        None => (written.trim(), None),
    };
    Destination { target: target.to_owned(), query: None, fragment }
}

/// The scheme of an address, in lower case. One letter is a Windows drive, not a scheme.
pub(super) fn scheme(address: &str) -> Option<String> {
    memchr::memchr(b':', address.as_bytes())?;
    // Browsers pass over white space and control characters, and read `java\nscript:` as a scheme.
    let mut scheme = String::new();
    for c in address.chars().filter(|c| !c.is_whitespace() && !c.is_control()) {
        match c {
            ':' => return (scheme.len() > 1).then_some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(c.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    None
}

/// Whether a page must never hold this address: it runs a program, or hides a document in itself.
pub(super) fn forbidden(address: &str) -> bool {
    matches!(scheme(address).as_deref(), Some("javascript" | "vbscript" | "data"))
}

/// `%C3%A9` → `é`; what is no UTF-8 once decoded is left as it is.
fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match hexadecimal(&bytes[at..]) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The byte that `%xx` stands for, never NUL.
fn hexadecimal(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok().filter(|byte| *byte != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_apart() {
        let check = |written: &str, target: &str, query: Option<&str>, fragment: Option<&str>| {
            let expected =
                Destination { target: target.into(), query: query.map(Into::into), fragment: fragment.map(Into::into) };
            assert_eq!(split(written), expected, "{written}");
        };
        check("../a/b.md#%C3%A9t%C3%A9", "../a/b.md", None, Some("été"));
        check("a%20b.md?x=%20", "a b.md", Some("x=%20"), None);
        check("#ici", "", None, Some("ici"));
        check("https://x.org/a%2Fb?c#d%20e", "https://x.org/a%2Fb", Some("c"), Some("d%20e"));
        check("100%.md", "100%.md", None, None);
        check("%ff.md", "%ff.md", None, None);
        assert_eq!(split_wiki("Qui ? 100 % # ici").target, "Qui ? 100 %");
    }

    #[test]
    fn schemes() {
        for bad in ["javascript:alert(1)", "JaVa\nScript:x", " data:text/html,x", "vbscript:x"] {
            assert!(forbidden(bad), "{bad}");
        }
        for fine in ["a:b", "https://x", "mailto:a@b.fr", "data.md", "a/javascript:x", "#javascript:"] {
            assert!(!forbidden(fine), "{fine}");
        }
        assert_eq!(scheme("C:\\a"), None);
    }
}
