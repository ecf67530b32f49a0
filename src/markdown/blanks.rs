//! Blanks that an author left to be filled in: `{{nom}}`, `XXXX`, `[à compléter]`, `« … »`.
//!
//! Finds them in words; whether one is a fault depends on the kind of page, which is not known here.

use std::ops::Range;

/// A blank in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where, brackets included.
    pub range: Range<usize>,
    /// The name inside braces.
    pub name: Option<Range<usize>>,
}

/// Whether [`find`] may find anything in `text`: a quick look.
pub(super) fn possible(text: &str) -> bool {
    memchr::memchr(b'[', text.as_bytes()).is_some() || possible_outside_brackets(text)
}

/// The same, for blanks that are not in brackets.
pub(super) fn possible_outside_brackets(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(b'{', b'X', 0xab, bytes).any(|at| {
        let rest = &bytes[at + 1..];
        match bytes[at] {
            0xab => guillemets_may_open(rest),
            sign => rest.first() == Some(&sign),
        }
    })
}

/// Whether what follows `«` may be nothing but dots: they come after spaces, which are of several bytes each.
fn guillemets_may_open(rest: &[u8]) -> bool {
    let spaces = rest.iter().take_while(|byte| matches!(byte, b'\t'..=b'\r' | b' ' | 0x80..)).count();
    // `…` is among them.
    rest[..spaces].windows(2).any(|bytes| bytes == [0x80, 0xa6]) || rest.get(spaces) == Some(&b'.')
}

/// The first blank of `text` at or after byte `from`.
pub(super) fn find(text: &str, from: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let length = match bytes[at] {
            b'{' => braces(&text[at..]),
            b'[' => brackets(&text[at..]),
            b'X' => crosses(text, at),
            0xc2 if bytes.get(at + 1) == Some(&0xab) => guillemets(&text[at..]),
            _ => {
                at += 1;
                continue;
            }
        };
        if let Some(length) = length {
            let name = (bytes[at] == b'{').then(|| {
                let inside = &text[at + 2..at + length - 2];
                let start = at + 2 + (inside.len() - inside.trim_start().len());
                start..start + inside.trim().len()
            });
            return Some(Found { range: at..at + length, name });
        }
        // A run of X that is no blank is passed over whole, so that its end is not taken for one.
        at += if bytes[at] == b'X' { run(&bytes[at..]) } else { 1 };
    }
    None
}

/// `{{nom}}`: no brace or line end inside, something else than spaces.
fn braces(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("{{")?;
    let end = inside.find(['{', '}', '\n'])?;
    let named = inside[end..].starts_with("}}") && !inside[..end].trim().is_empty();
    named.then_some(end + 4)
}

/// `XXX`: three or more, a word of their own.
fn crosses(text: &str, at: usize) -> Option<usize> {
    let length = run(&text.as_bytes()[at..]);
    let glued = |c: char| c.is_alphanumeric() || c == '_';
    let alone = !text[..at].ends_with(glued) && !text[at + length..].starts_with(glued);
    // XXX is also thirty in Roman numerals, but nobody writes that alone.
    (length >= 3 && alone).then_some(length)
}

fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| **byte == b'X').count()
}

/// `[à compléter]`, `[A COMPLETER]`, `[…]` is a cut, not a blank.
fn brackets(text: &str) -> Option<usize> {
    let inside = &text[1..];
    let end = inside.bytes().take(60).position(|byte| byte == b']')?;
    let words = &inside[..end];
    if words.contains('[') {
        return None;
    }
    let folded = crate::source::slugify(words);
    matches!(
        folded.as_str(),
        "a-completer" | "a-remplir" | "a-preciser" | "a-renseigner" | "a-definir" | "to-be-completed" | "todo"
    )
    .then_some(end + 2)
}

/// `« … »`: nothing but dots.
fn guillemets(text: &str) -> Option<usize> {
    let inside = &text['«'.len_utf8()..];
    let (end, _) = inside.char_indices().take(24).find(|(_, c)| *c == '»')?;
    let dots = &inside[..end];
    let only = dots.chars().all(|c| c.is_whitespace() || matches!(c, '…' | '.'))
        && (dots.contains('…') || dots.contains(".."));
    only.then_some(end + '«'.len_utf8() + '»'.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds() {
        let check = |text: &str, expected: Option<&str>| {
            let found = find(text, 0);
            assert_eq!(found.as_ref().map(|found| &text[found.range.clone()]), expected, "{text}");
            assert!(found.is_none() || possible(text), "{text}");
        };
        check("a {{nom}} b", Some("{{nom}}"));
        check("a {{}} b", None);
        check("les Archives XXXX ont", Some("XXXX"));
        check("XXIe, XX, aXXX, XXXb", None);
        check("[à compléter]", Some("[à compléter]"));
        check("[A COMPLETER]", Some("[A COMPLETER]"));
        check("[ ] [1] […]", None);
        check("dit « … » et", Some("« … »"));
        check("dit « ...... »", Some("« ...... »"));
        check("« mot »", None);
        let found = find("{{ nom }}", 0).expect("a blank");
        assert_eq!(found.name, Some(3..6));
    }
}
