//! The lines of a source that a diagnostic shows, cut to what fits, with the bytes to underline.
//!
//! Its cost depends on what is shown, never on the length of the file or of its lines. Owns no colour and no frame.

use std::ops::Range;

use super::locate::{Region, floor};
use super::wording::visible;

/// A span of more lines than this is shown by its first line alone: the reader has the file.
const MOST_LINES: usize = 6;

/// Lines ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// One line or several, separated by `\n`; control characters are made visible, tabs are kept.
    pub text: String,
    /// What to underline in `text`; empty for a place between two characters.
    pub marks: Range<usize>,
}

/// The lines of `region`, each cut to `width` columns around what matters; `None` when there is nothing to show.
pub(super) fn excerpt(region: &Region<'_>, width: usize) -> Option<Excerpt> {
    let Region { text, start, line_start, .. } = *region;
    if text.is_empty() {
        return None;
    }
    let end = start + text[start..region.end].trim_end().len();
    let lines = memchr::memchr_iter(b'\n', &text.as_bytes()[start..end]).take(MOST_LINES).count() + 1;
    let first_end = line_end(text, line_start, start, width);
    if lines == 1 || lines > MOST_LINES {
        let (text, marks) =
            cut(&text[line_start..first_end], start - line_start..end.min(first_end) - line_start, width);
        return Some(Excerpt { text, marks });
    }
    // Both ends must be seen, so each line is cut around its own.
    let (mut shown, first) = cut(&text[line_start..first_end], start - line_start..start - line_start, width);
    let mut last = first.clone();
    let mut at = start;
    while let Some(next) = memchr::memchr(b'\n', &text.as_bytes()[at..end]) {
        at += next + 1;
        let focus = if memchr::memchr(b'\n', &text.as_bytes()[at..end]).is_none() { end } else { at };
        let (line, marks) = cut(&text[at..line_end(text, at, focus, width)], focus - at..focus - at, width);
        shown.push('\n');
        last = shown.len() + marks.start..shown.len() + marks.end;
        shown.push_str(&line);
    }
    Some(Excerpt { text: shown, marks: first.start..last.end })
}

/// Where the line ends that `focus` is on, or a place far enough after it for the line to be cut before.
fn line_end(text: &str, line_start: usize, focus: usize, width: usize) -> usize {
    let limit = floor(text, focus + 8 * width);
    let found = memchr::memchr(b'\n', &text.as_bytes()[focus..limit]);
    let end = found.map_or(limit, |at| focus + at);
    end - usize::from(end > line_start && end > focus && text.as_bytes()[end - 1] == b'\r')
}

/// `line` cut to `width` columns with `focus` in sight, and where `focus` is in what is left of it.
fn cut(line: &str, focus: Range<usize>, width: usize) -> (String, Range<usize>) {
    let width = width.max(8);
    let fits = line.len() <= 4 * width && columns(line) <= width;
    let (left, right) = if fits { (0, line.len()) } else { window(line, focus.start, width) };
    let mut out = String::with_capacity(right - left + 8);
    if left > 0 {
        out.push('…');
    }
    let mut marks = (None, None);
    for (at, c) in line[left..right].char_indices() {
        let at = left + at;
        if at >= focus.start && marks.0.is_none() {
            marks.0 = Some(out.len());
        }
        if at >= focus.end && marks.1.is_none() {
            marks.1 = Some(out.len());
        }
        out.push(if c == '\t' { c } else { visible(c) });
    }
    let marks = marks.0.unwrap_or(out.len())..marks.1.unwrap_or(out.len());
    if right < line.len() {
        out.push('…');
    }
    (out, marks)
}

/// The bytes of `line` to show: `width` columns less the two marks of a cut, a third of them before `focus`, more
/// when the line ends soon after it.
fn window(line: &str, focus: usize, width: usize) -> (usize, usize) {
    let room = width - 2;
    let after = take(line[focus..].chars(), room);
    let before = take(line[..focus].chars().rev(), (room / 3).max(room - after.1));
    let left = focus - before.0;
    let right = left + take(line[left..].chars(), room).0;
    (left, right.max(focus))
}

/// Bytes and columns of the `chars` that fit in `room` columns.
fn take(chars: impl Iterator<Item = char>, room: usize) -> (usize, usize) {
    let (mut bytes, mut taken) = (0, 0);
    for c in chars.take(4 * room) {
        if taken + column(c) > room {
            break;
        }
        bytes += c.len_utf8();
        taken += column(c);
    }
    (bytes, taken)
}

/// Columns of `text` in a terminal.
fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// Columns of a character, near enough to cut a line; annotate-snippets places the carets with exact ones.
fn column(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 2,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::locate::Locator;
    use crate::source::{Place, Role, SourceFile, Span};

    fn shown(text: &str, span: Range<usize>, width: usize) -> Option<(String, String)> {
        let file = SourceFile::in_memory("a.md", Role::Content, text);
        let place = Place::new(&file, Span::new(span.start, span.end));
        let mut locator = Locator::default();
        excerpt(&locator.region(&place), width).map(|excerpt| (excerpt.text[excerpt.marks].to_owned(), excerpt.text))
    }

    fn pair(marked: &str, text: &str) -> Option<(String, String)> {
        Some((marked.into(), text.into()))
    }

    #[test]
    fn short_lines_are_whole() {
        assert_eq!(shown("", 0..0, 80), None);
        assert_eq!(shown("un\ndeux\ntrois", 3..7, 80), pair("deux", "deux"));
        assert_eq!(shown("un\ndeux\n", 3..8, 80), pair("deux", "deux"), "the line end is not underlined");
        assert_eq!(shown("a\tb\u{1b}c", 2..99, 80), pair("b␛c", "a\tb␛c"));
        assert_eq!(shown("un\r\n", 0..4, 80), pair("un", "un"));
        assert_eq!(shown("un\n", 3..3, 80), pair("", ""));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = format!("{}ICI{}", "a".repeat(50_000), "b".repeat(50_000));
        let (marked, text) = shown(&line, 50_000..50_003, 40).expect("there is text");
        assert_eq!(marked, "ICI");
        assert_eq!(text.chars().count(), 40);
        assert!(text.starts_with("…a") && text.ends_with("b…"), "{text}");
        let (marked, text) = shown(&line, 0..line.len(), 40).expect("there is text");
        assert!(marked.starts_with('a') && text.chars().count() < 41);
        let (marked, text) = shown(&line, line.len() - 2..line.len(), 40).expect("there is text");
        assert_eq!(marked, "bb");
        assert!(text.ends_with("bbb") && text.chars().count() == 39, "{text}");
    }

    #[test]
    fn spans_of_several_lines() {
        assert_eq!(shown("un\ndeux\ntrois\n", 0..8, 80), pair("un\ndeux", "un\ndeux"));
        assert_eq!(shown("un\ndeux\ntrois\n", 1..11, 80), pair("n\ndeux\ntro", "un\ndeux\ntrois"));
        let many = "ligne\n".repeat(100);
        assert_eq!(shown(&many, 2..300, 80), pair("gne", "ligne"));
    }
}
