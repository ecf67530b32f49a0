//! What a cell says: a score with its remark, or that nothing was assessed.

use jiff::civil::Date;

use crate::diagnostic::fold_key;
use crate::value::french_or_iso;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing assessed.
    NotAssessed,
    /// A score, the date beside it, and the bytes of the cell that the number takes.
    Score { value: f64, date: Option<Date>, length: usize },
    /// Something else.
    Unreadable,
}

/// Words that say that nothing was assessed, folded.
const NOT_ASSESSED: &[&str] = &[
    "",
    "na",
    "n_a",
    "ne",
    "n_e",
    "nc",
    "n_c",
    "non_evalue",
    "non_evaluee",
    "non_renseigne",
    "non_communique",
    "sans_objet",
    "a_evaluer",
    "pas_evalue",
    "not_assessed",
    "not_evaluated",
    "unknown",
];

/// Reads a cell's words.
pub(super) fn read(words: &str) -> Cell {
    let text = words.trim();
    let before = text.split(['(', ',', ':']).next().unwrap_or(text);
    if NOT_ASSESSED.contains(&fold_key(before).as_str()) {
        return Cell::NotAssessed;
    }
    let Some((value, length)) = leading_number(text) else { return Cell::Unreadable };
    let rest = &text[length..];
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return Cell::Unreadable;
    }
    let tokens = rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '[' | ']'));
    let date = tokens.rev().find_map(french_or_iso).map(|date| date.date());
    Cell::Score { value, date, length: words.len() - words.trim_start().len() + length }
}

/// A number at the start of a text, decimal comma or point, and what may follow it: `3/4`, `3 / 4`.
pub fn leading_number(text: &str) -> Option<(f64, usize)> {
    let sign = text.len() - text.trim_start_matches(['-', '−', '+']).len();
    let digits =
        text[sign..].find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(text.len() - sign);
    let written = text[sign..sign + digits].trim_end_matches([',', '.']);
    let value: f64 = written.replace(',', ".").parse().ok().filter(|value: &f64| value.is_finite())?;
    let mut length = sign + written.len();
    let after = text[length..].trim_start();
    if let Some(over) = after.strip_prefix('/') {
        let over = over.trim_start();
        let count = over.find(|c: char| !c.is_ascii_digit()).unwrap_or(over.len());
        if count > 0 && !over[count..].starts_with('/') {
            length = text.len() - over.len() + count;
        }
    }
    let negative = text.starts_with(['-', '−']);
    Some((if negative { -value } else { value }, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_authors_write_them() {
        let value = |text: &str| match read(text) {
            Cell::Score { value, .. } => Some(value),
            _ => None,
        };
        assert_eq!(value("3"), Some(3.0));
        assert_eq!(value(" 3,5 "), Some(3.5));
        assert_eq!(value("3/4"), Some(3.0));
        assert_eq!(value("3 / 4 (documentation)"), Some(3.0));
        assert_eq!(value("-1"), Some(-1.0));
        assert_eq!(value("0"), Some(0.0));
        assert_eq!(
            read("3 (documentation, 12/05/2026)"),
            Cell::Score { value: 3.0, date: Some(jiff::civil::date(2026, 5, 12)), length: 1 }
        );
        for none in ["", "—", "-", "?", "non évalué", "Non évaluée (pas de preuve)", "n/a", "N.E.", "not assessed"]
        {
            assert_eq!(read(none), Cell::NotAssessed, "{none}");
        }
        for wrong in ["bon", "oui", "3e version", "★"] {
            assert!(matches!(read(wrong), Cell::Unreadable | Cell::NotAssessed), "{wrong}");
        }
        assert_eq!(read("bon"), Cell::Unreadable);
        assert_eq!(read("3e version"), Cell::Unreadable);
    }
}
