//! Writing JSON straight to a text: ten thousand pages need no tree of values.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::source::first_of;

use super::columns::Cell;

/// A JSON object as it is written.
pub(super) struct Object<'o> {
    out: &'o mut String,
    first: bool,
}

impl<'o> Object<'o> {
    pub fn open(out: &'o mut String) -> Self {
        out.push('{');
        Object { out, first: true }
    }

    pub fn close(self) {
        self.out.push('}');
    }

    /// The text, ready for the value of `key`.
    pub fn key(&mut self, key: &str) -> &mut String {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        string(self.out, key);
        self.out.push(':');
        self.out
    }

    /// A value that is always there.
    pub fn text(&mut self, key: &str, text: &str) {
        string(self.key(key), text);
    }

    /// A value, unless it says nothing.
    pub fn optional(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.text(key, text);
        }
    }

    /// The same for a date.
    pub fn date(&mut self, key: &str, date: Option<Date>) {
        if let Some(date) = date {
            let _ = write!(self.key(key), "\"{date}\"");
        }
    }

    /// The same for a cell of the catalogue.
    pub fn cell(&mut self, key: &str, value: &Cell<'_>) {
        match value {
            Cell::Absent => {}
            Cell::Text(text) => self.text(key, text),
            Cell::Date(date) => self.date(key, Some(*date)),
            Cell::Integer(integer) => {
                let _ = write!(self.key(key), "{integer}");
            }
            Cell::List(items) => {
                let out = self.key(key);
                array(out, items, |out, item| string(out, item));
            }
        }
    }
}

/// An array.
pub(super) fn array<T>(out: &mut String, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut String, T)) {
    out.push('[');
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

/// A string, escaped as JSON asks; U+2028 and U+2029 too, which JavaScript took for line ends.
pub(super) fn string(out: &mut String, text: &str) {
    out.push('"');
    // U+2028 and U+2029 begin with 0xE2, as do the apostrophe and the dashes of French.
    let mut rest = text;
    while let Some(at) = first_of::<b'"', b'\\', 0x7f, 0xe2, 0xe2, b' '>(rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut chars = after.chars();
        match chars.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\t') => out.push_str("\\t"),
            Some(c @ ('\u{0}'..='\u{1f}' | '\u{7f}' | '\u{2028}' | '\u{2029}')) => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            Some(c) => out.push(c),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever is written is read back.
        #[test]
        fn strings_are_json(text in "(?s).{0,40}") {
            let mut out = String::new();
            string(&mut out, &text);
            let read: String = serde_json::from_str(&out).expect("it is JSON");
            prop_assert_eq!(read, text);
        }
    }
}
