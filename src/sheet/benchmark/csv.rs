//! CSV as spreadsheets write it: `;`, `,` or tabs, quotes doubled, each value with its place.

use crate::source::Span;

/// A value and where it is.
pub(super) type Value = (String, Span);

/// The rows of a CSV text. The separator is the one that its first line holds most of.
pub(super) fn rows(text: &str) -> Vec<Vec<Value>> {
    let first = text.lines().next().unwrap_or("");
    let separator = [';', '\t', ','].into_iter().max_by_key(|mark| (first.matches(*mark).count(), *mark == ';'));
    let separator = separator.unwrap_or(';');
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let mut row: Vec<Value> = Vec::new();
    let mut value = String::new();
    let (mut start, mut quoted) = (0, false);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if quoted && chars.peek().is_some_and(|(_, next)| *next == '"') => {
                value.push('"');
                chars.next();
            }
            '"' if quoted => quoted = false,
            '"' if value.trim().is_empty() => {
                value.clear();
                quoted = true;
            }
            c if quoted => value.push(c),
            '\n' => {
                row.push((std::mem::take(&mut value).trim().to_owned(), Span::new(start, at)));
                rows.push(std::mem::take(&mut row));
                start = at + 1;
            }
            c if c == separator => {
                row.push((std::mem::take(&mut value).trim().to_owned(), Span::new(start, at)));
                start = at + c.len_utf8();
            }
            '\r' | '\u{feff}' => {}
            c => value.push(c),
        }
    }
    if !value.is_empty() || !row.is_empty() {
        row.push((value.trim().to_owned(), Span::new(start, text.len())));
        rows.push(row);
    }
    rows.retain(|row| row.iter().any(|(value, _)| !value.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_write() {
        let values = |text: &str| -> Vec<Vec<String>> {
            rows(text).into_iter().map(|row| row.into_iter().map(|(value, _)| value).collect()).collect()
        };
        assert_eq!(values("a;b\n1;\"x;\"\"y\"\"\nz\"\n"), [["a", "b"], ["1", "x;\"y\"\nz"]]);
        assert_eq!(values("\u{feff}a,b\r\n1,2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(values("a\tb\n\n;\n"), [vec!["a", "b"], vec![";"]]);
        assert_eq!(rows("é;b\n")[0][1].1, Span::new(3, 4));
    }
}
