//! Colons in the titles of containers, which comrak's fences do not allow: `::: note Attention : lire`.
//!
//! They are masked before parsing by a character of the same length that no text holds, and put back after; the writer
//! reads titles from the source itself.

use std::borrow::Cow;

/// Stands for a colon of a title while comrak parses.
const MASK: char = '\u{1}';

/// `text` with the colons of containers' opening lines masked, byte for byte.
pub(super) fn mask(text: &str) -> Cow<'_, str> {
    let mut masked: Option<Vec<u8>> = None;
    for at in memchr::memmem::find_iter(text.as_bytes(), ":::") {
        // Inside a run of colons the first three have been seen.
        if at > 0 && text.as_bytes()[at - 1] == b':' {
            continue;
        }
        let line_start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1);
        let opens = text[line_start..at].chars().all(|c| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+'));
        if !opens {
            continue;
        }
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
        let fence = text[at..end].len() - text[at..end].trim_start_matches(':').len();
        for colon in memchr::memchr_iter(b':', &text.as_bytes()[at + fence..end]) {
            masked.get_or_insert_with(|| text.as_bytes().to_vec())[at + fence + colon] = MASK as u8;
        }
    }
    match masked.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(text),
    }
}

/// Puts the colons back.
pub(super) fn unmask(text: &mut String) {
    if text.contains(MASK) {
        *text = text.replace(MASK, ":");
    }
}

/// Code with its colons, in which `:::` opens no container.
pub(super) fn unmasked(code: &str) -> Cow<'_, str> {
    if code.contains(MASK) { Cow::Owned(code.replace(MASK, ":")) } else { Cow::Borrowed(code) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_titles_are_masked() {
        let check = |text: &str, expected: &str| assert_eq!(mask(text), expected, "{text:?}");
        check("::: note Attention : lire\n\na : b\n\n:::\n", "::: note Attention \u{1} lire\n\na : b\n\n:::\n");
        check("- ::: note a:b\n", "- ::: note a\u{1}b\n");
        check("a ::: b : c", "a ::: b : c");
        check(":::: a {b=\"c:d\"}", ":::: a {b=\"c\u{1}d\"}");
    }
}
