//! The number that authors write before a heading: `01`, `1.`, `Phase 1 :`.
//!
//! Knows nothing of headings: it reads the start of a text, plain or HTML, and says where the number ends.

/// Words that may stand before a phase's number.
const WORDS: &[&str] = &["phase", "étape", "etape", "step", "partie", "temps"];

/// A number at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The digits as written: `01`, `2.1`.
    pub digits: String,
    /// Bytes of the text up to what follows the number and its punctuation.
    pub length: usize,
}

/// The number that `text` starts with. A bare digit before words (`2 ateliers`) counts something: it is not one.
pub fn leading_number(text: &str) -> Option<Number> {
    let start = text.len() - text.trim_start().len();
    let mut rest = &text[start..];
    let lower = rest.to_lowercase();
    let word = WORDS.iter().find(|word| {
        lower.strip_prefix(**word).is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c == 'n'))
    });
    if let Some(word) = word {
        let skipped = word.chars().count();
        rest = rest.char_indices().nth(skipped).map_or("", |(at, _)| &rest[at..]).trim_start();
        rest = rest.strip_prefix("n°").unwrap_or(rest).trim_start();
    }
    let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let digits = digits.trim_end_matches('.');
    let significant = digits.split('.').all(|part| (1..=2).contains(&part.len()));
    if digits.is_empty() || !significant {
        return None;
    }
    let after = &rest[digits.len()..];
    let mark = |c: char| matches!(c, '.' | ')' | ':' | '-' | '–' | '—' | '°' | '/' | '|') || c.is_whitespace();
    if !after.is_empty() && !after.starts_with(mark) {
        return None;
    }
    let unmarked = after.trim_start_matches(mark);
    let punctuated = after[..after.len() - unmarked.len()].chars().any(|c| !c.is_whitespace());
    let clear = word.is_some() || punctuated || digits.starts_with('0') || digits.contains('.') || unmarked.is_empty();
    clear.then(|| Number { digits: digits.to_owned(), length: text.len() - unmarked.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_authors_write_them() {
        let check = |text: &str, number: Option<(&str, &str)>| {
            let found = leading_number(text);
            let found = found.as_ref().map(|found| (found.digits.as_str(), &text[found.length..]));
            assert_eq!(found, number, "{text}");
        };
        check("01", Some(("01", "")));
        check("01 Observer", Some(("01", "Observer")));
        check("1. Observer", Some(("1", "Observer")));
        check("2) Observer", Some(("2", "Observer")));
        check("Phase 1 : Observer", Some(("1", "Observer")));
        check("PHASE 1\u{a0}: Observer", Some(("1", "Observer")));
        check("Étape n° 3 – Observer", Some(("3", "Observer")));
        check("Phase 2", Some(("2", "")));
        check("2.1 Observer", Some(("2.1", "Observer")));
        check("2.1. Observer", Some(("2.1", "Observer")));
        check("2 ateliers", None);
        check("1er atelier", None);
        check("2026 : bilan", None);
        check("Observer", None);
        check("Phases du projet", None);
        check("", None);
    }
}
