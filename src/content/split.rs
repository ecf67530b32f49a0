//! Where a file's front matter ends and its text starts.
//!
//! Looks at fences only: never at what is between them.

use std::ops::Range;

use super::Syntax;
use crate::source::Span;

/// The parts of a content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// How the front matter is written.
    pub syntax: Syntax,
    /// From its opening fence to its closing one, both included.
    pub front: Span,
    /// What is between the fences.
    pub inner: Range<usize>,
    /// Where the text starts.
    pub body: usize,
    /// The opening fence, when nothing closes it: the whole file is then text.
    pub unclosed: Option<Span>,
}

/// Splits `text`. A front matter starts at the first line that is not blank.
pub fn split(text: &str) -> Split {
    let whole = Split { syntax: Syntax::None, front: Span::default(), inner: 0..0, body: 0, unclosed: None };
    let mut lines = Lines { text, at: 0 };
    let Some(opening) = lines.find(|line| !text[line.clone()].trim().is_empty()) else {
        return whole;
    };
    let (syntax, closings): (Syntax, &[&str]) = match text[opening.clone()].trim_end() {
        "---" => (Syntax::Yaml, &["---", "..."]),
        "+++" => (Syntax::Toml, &["+++"]),
        _ => return whole,
    };
    let start = lines.at;
    match lines.find(|line| closings.contains(&text[line.clone()].trim_end())) {
        Some(closing) => Split {
            syntax,
            front: Span::new(opening.start, closing.end),
            inner: start..closing.start,
            body: lines.at,
            unclosed: None,
        },
        None => {
            Split { unclosed: Some(Span::new(opening.start, opening.start + text[opening].trim_end().len())), ..whole }
        }
    }
}

/// The ranges of lines, without their ends; `at` is where the next one starts.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if start == self.text.len() {
            return None;
        }
        let newline = memchr::memchr(b'\n', &self.text.as_bytes()[start..]);
        let end = newline.map_or(self.text.len(), |at| start + at);
        self.at = (end + 1).min(self.text.len());
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The syntax, the front matter with its fences, what is inside, the text.
    fn parts(text: &str) -> (Syntax, &str, &str, &str) {
        let split = split(text);
        assert_eq!(split.unclosed, None, "{text:?}");
        (split.syntax, &text[split.front.range()], &text[split.inner], &text[split.body..])
    }

    #[test]
    fn fences() {
        use Syntax::{None, Toml, Yaml};
        for (text, expected) in [
            ("---\na: 1\n---\nB\n", (Yaml, "---\na: 1\n---", "a: 1\n", "B\n")),
            ("---\na: 1\n...\nB", (Yaml, "---\na: 1\n...", "a: 1\n", "B")),
            ("\n \n--- \na: 1\n---\t\nB", (Yaml, "--- \na: 1\n---\t", "a: 1\n", "B")),
            ("+++\na = 1\n+++\n", (Toml, "+++\na = 1\n+++", "a = 1\n", "")),
            ("---\n---", (Yaml, "---\n---", "", "")),
            ("---\na: |\n  ---\n---\nB", (Yaml, "---\na: |\n  ---\n---", "a: |\n  ---\n", "B")),
            ("# Titre\n---\n", (None, "", "", "# Titre\n---\n")),
            ("----\n", (None, "", "", "----\n")),
            (" ---\na\n---\n", (None, "", "", " ---\na\n---\n")),
            ("", (None, "", "", "")),
        ] {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }

    #[test]
    fn unclosed() {
        let split = split("\n--- \ntitre: a\n\n# Texte\n");
        assert_eq!(split.unclosed, Some(Span::new(1, 4)));
        assert_eq!((split.syntax, split.body), (Syntax::None, 0));
    }

    proptest! {
        #[test]
        fn never_panics(text in "[-+.a: é\n\t]{0,40}") {
            let split = split(&text);
            prop_assert!(text.get(split.front.range()).is_some());
            prop_assert!(text.get(split.inner.clone()).is_some());
            prop_assert!(text.get(split.body..).is_some());
            if let Some(span) = split.unclosed {
                prop_assert!(matches!(&text[span.range()], "---" | "+++"));
            }
        }
    }
}
