//! From comrak's lines and columns to bytes of the file.
//!
//! comrak counts lines of the text it was given, and bytes of a line, both from 1. Its positions are sometimes off
//! (notes written inline); whatever comes in, what goes out is in bounds and on character boundaries.

use comrak::nodes::{LineColumn, Sourcepos};

use crate::source::Span;

/// Where the lines of a text start.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// The lines of `text[start..]`.
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity((text.len() - start) / 32 + 1);
        starts.push(start as u32);
        let after = |at: usize| (start + at + 1) as u32;
        // Files are normalised: only texts that come from elsewhere have other line ends.
        if memchr::memchr(b'\r', &bytes[start..]).is_none() {
            starts.extend(memchr::memchr_iter(b'\n', &bytes[start..]).map(after));
        } else {
            let ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[start..]);
            let alone = |at: &usize| bytes[start + at] == b'\n' || bytes.get(start + at + 1) != Some(&b'\n');
            starts.extend(ends.filter(alone).map(after));
        }
        Lines { text, starts }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// Where each starts, and its text without its end.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, &'a [u8])> {
        let bytes = self.text.as_bytes();
        self.starts.iter().enumerate().map(move |(number, start)| {
            let start = *start as usize;
            let mut end = self.starts.get(number + 1).map_or(bytes.len(), |next| *next as usize);
            while end > start && matches!(bytes[end - 1], b'\n' | b'\r') {
                end -= 1;
            }
            (start, &bytes[start..end])
        })
    }

    /// The span of a node.
    pub(super) fn span(&self, position: Sourcepos) -> Span {
        let start = self.text.floor_char_boundary(self.offset(position.start));
        // The end column is that of the last byte, inclusive.
        let end = self.text.ceil_char_boundary(self.offset(position.end) + 1);
        if position.end.column == 0 {
            return Span::new(start, start.max(self.text.floor_char_boundary(end - 1)));
        }
        Span::new(start, end.max(start))
    }

    /// Where a node starts, on a character boundary or not.
    pub(super) fn start(&self, position: Sourcepos) -> usize {
        self.offset(position.start)
    }

    /// The byte of `position`; the end of the text when it is past it.
    fn offset(&self, position: LineColumn) -> usize {
        let Some(start) = self.starts.get(position.line.wrapping_sub(1)) else {
            return self.text.len();
        };
        (*start as usize + position.column.saturating_sub(1)).min(self.text.len())
    }

    /// The text of line `line`, from 1, without its end.
    pub(super) fn line(&self, line: usize) -> Option<&'a str> {
        let start = *self.starts.get(line.checked_sub(1)?)? as usize;
        Some(self.rest_of_line(start))
    }

    /// What stands on the line of byte `at`, from there on.
    pub(super) fn rest_of_line(&self, at: usize) -> &'a str {
        let rest = &self.text[self.text.floor_char_boundary(at)..];
        &rest[..memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans() {
        let lines = Lines::new("---\nété\nœuf", 4);
        assert_eq!(lines.span((1, 1, 1, 5).into()), Span::new(4, 9));
        assert_eq!(lines.span((2, 1, 2, 2).into()), Span::new(10, 12));
        assert_eq!(lines.span((9, 1, 9, 2).into()), Span::new(14, 14));
        assert_eq!(lines.span((1, 1, 1, 0).into()), Span::new(4, 4));
        assert_eq!(lines.line(2), Some("œuf"));
        assert_eq!(lines.line(0), None);
    }
}
