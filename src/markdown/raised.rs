//! Raised letters as authors mark them: `1^er^`, `1^{er}`.
//!
//! Only reads the marks; `setter` raises, and the words that are searched go without.

use std::borrow::Cow;

use super::numbers;

/// `^er^` or `^{er}` at the start of `text`: its length, and what is raised.
pub(super) fn superscript(text: &str) -> Option<(usize, &str)> {
    const LONGEST: usize = 24;
    let rest = text.strip_prefix('^')?;
    let (open, close) = if rest.starts_with('{') { (1, b'}') } else { (0, b'^') };
    let end = open + rest.as_bytes()[open..].iter().take(LONGEST).position(|byte| *byte == close)?;
    let inside = &rest[open..end];
    let fine =
        !inside.is_empty() && !inside.contains(|c: char| c.is_whitespace() || matches!(c, '^' | '{' | '}' | '[' | ']'));
    fine.then_some((end + 2, inside))
}

/// `text` without the marks of raised letters: as it is searched.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'^', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'^', &text.as_bytes()[at..]) {
        out.push_str(&text[at..at + next]);
        at += next;
        if let Some((length, letters)) = superscript(&text[at..]) {
            out.push_str(letters);
            at += length;
        } else {
            let ordinal = out.ends_with(|c: char| c.is_ascii_digit()) && numbers::suffix(&text[at + 1..]).is_some();
            if !ordinal {
                out.push('^');
            }
            at += 1;
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_marks() {
        assert_eq!(superscript("^er^ x"), Some((4, "er")));
        assert_eq!(superscript("^{er}x"), Some((5, "er")));
        for none in ["^", "^^", "^a b^", "^{a", "^[a]^", "er"] {
            assert_eq!(superscript(none), None, "{none}");
        }
        assert_eq!(without_marks("1^er^ 2^{e} 3^e a^b 2^12"), "1er 2e 3e a^b 2^12");
    }
}
