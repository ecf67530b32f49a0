//! Lines and columns of many places, in one pass over each file when the places are sorted.
//!
//! Owns the clamping of odd spans (past the end, inside a character): whoever reads a [`Region`] may slice with it.

use std::sync::Arc;

use crate::source::{LineColumn, Place, SourceFile};

/// A span of a text, made safe, with its lines and columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region<'a> {
    /// The whole text; empty for a file without text.
    pub text: &'a str,
    /// First byte, on a character.
    pub start: usize,
    /// One past the last byte, on a character, not before `start`.
    pub end: usize,
    /// First byte of the line `start` is on.
    pub line_start: usize,
    /// Line and column of `start`.
    pub from: LineColumn,
    /// Line and column of `end`.
    pub to: LineColumn,
}

/// A byte whose line and column are known.
#[derive(Debug, Clone, Copy)]
struct Known {
    offset: usize,
    line_start: usize,
    at: LineColumn,
}

const FIRST: Known = Known { offset: 0, line_start: 0, at: LineColumn { line: 1, column: 1 } };

/// Finds lines and columns. Remembers where the last place was, so that ten thousand places of one file, sorted, do
/// not read it ten thousand times.
#[derive(Debug, Default)]
pub(super) struct Locator<'a> {
    file: Option<(&'a Arc<SourceFile>, &'a str)>,
    known: Option<Known>,
}

impl<'a> Locator<'a> {
    /// The region of `place`.
    pub(super) fn region(&mut self, place: &'a Place) -> Region<'a> {
        let text = match self.file {
            Some((file, text)) if Arc::ptr_eq(file, &place.file) => text,
            _ => {
                let text = place.file.text().unwrap_or("");
                self.file = Some((&place.file, text));
                self.known = None;
                text
            }
        };
        let start = floor(text, place.span.start as usize);
        let end = floor(text, place.span.end as usize).max(start);
        let before = self.known.filter(|known| known.offset <= start).unwrap_or(FIRST);
        let from = advance(text, before, start);
        self.known = Some(from);
        let to = advance(text, from, end);
        Region { text, start, end, line_start: from.line_start, from: from.at, to: to.at }
    }
}

/// `offset` moved back to the start of a character, or to the end of the text.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn advance(text: &str, known: Known, offset: usize) -> Known {
    let between = &text[known.offset..offset];
    let lines = memchr::memchr_iter(b'\n', between.as_bytes()).count();
    match memchr::memrchr(b'\n', between.as_bytes()) {
        None => Known {
            offset,
            line_start: known.line_start,
            at: LineColumn { line: known.at.line, column: known.at.column + chars(between) },
        },
        Some(last) => Known {
            offset,
            line_start: known.offset + last + 1,
            at: LineColumn { line: known.at.line + lines as u32, column: 1 + chars(&between[last + 1..]) },
        },
    }
}

fn chars(text: &str) -> u32 {
    text.chars().count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Role, Span};

    #[test]
    fn agrees_with_the_plain_count() {
        let file = SourceFile::in_memory("content/a.md", Role::Content, "é\n\nàb\tc\n漢字");
        let places: Vec<Place> = (0..20)
            .flat_map(|start| (0..20).map(move |len| (start, start + len)))
            .map(|(start, end)| Place::new(&file, Span::new(start, end)))
            .collect();
        // Backwards as well: the order is a matter of speed only.
        for order in [places.iter().collect::<Vec<_>>(), places.iter().rev().collect()] {
            let mut locator = Locator::default();
            for place in order {
                let region = locator.region(place);
                assert_eq!(region.from, place.line_column());
                assert_eq!(region.to, LineColumn::of(region.text, region.end));
                assert!(region.line_start <= region.start && region.start <= region.end);
                assert!(!region.text[region.line_start..region.start].contains('\n'));
            }
        }
    }
}
