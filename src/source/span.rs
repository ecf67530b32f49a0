//! Where something stands in a text: byte spans, and the line and column people read.
//!
//! Never opens a file: a [`Place`] carries the file it points into.

use std::sync::Arc;

use super::SourceFile;

/// A half-open range of bytes of a decoded text, `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`; texts longer than 4 GiB are refused when read, so offsets fit.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end.max(start)).unwrap_or(u32::MAX) }
    }

    /// An empty span at `at`.
    pub fn at(at: usize) -> Self {
        Span::new(at, at)
    }

    /// The bytes as a range that slices a `str`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span, `by` bytes further.
    pub fn shifted(self, by: usize) -> Self {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

/// A line and a column as editors count them: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
}

impl LineColumn {
    /// The line and column of byte `offset` of `text`; an offset past the end is the end.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        let column = before[line_start..].chars().count() + 1;
        LineColumn { line: line as u32, column: column as u32 }
    }
}

/// A span of one file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file, with its text as it was when the span was made.
    pub file: Arc<SourceFile>,
    /// Where in its text.
    pub span: Span,
}

impl Place {
    /// A place in `file`.
    pub fn new(file: &Arc<SourceFile>, span: Span) -> Self {
        Place { file: Arc::clone(file), span }
    }

    /// The file as a whole: its first byte.
    pub fn whole(file: &Arc<SourceFile>) -> Self {
        Place::new(file, Span::default())
    }

    /// Line and column of the span's start; 1:1 for a file without text.
    pub fn line_column(&self) -> LineColumn {
        LineColumn::of(self.file.text().unwrap_or(""), self.span.start as usize)
    }
}
