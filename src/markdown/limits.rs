//! What is refused before it is parsed: texts so long or so nested that reading them would take minutes.
//!
//! A cheap look at the lines; it errs on the side of reading.

use super::lines::Lines;
use crate::diagnostic::Problem;
use crate::source::Span;

/// Bytes of a text.
const LENGTH: usize = 8 << 20;
/// Levels of quotes, lists and containers.
pub(super) const DEPTH: usize = 100;
/// `[^`, `^[` and the like: comrak looks each up in time that grows with their number.
const MARKS: usize = 5_000;
/// Bytes of a paragraph: delimiters are matched over the whole of it.
const PARAGRAPH: usize = 1 << 20;

/// Why a text is not read, and where.
#[derive(Debug)]
pub(super) struct Refusal {
    pub problem: Problem,
    pub span: Span,
}

/// Checks `text[start..]`, whose lines are `lines`.
pub(super) fn check(text: &str, start: usize, lines: &Lines<'_>) -> Result<(), Refusal> {
    let body = &text.as_bytes()[start..];
    if body.len() > LENGTH {
        return refuse_long("texte", LENGTH, start);
    }
    let mut marks = 0;
    for at in memchr::memchr_iter(b'^', body) {
        let bracketed = body.get(at + 1) == Some(&b'[') || (at > 0 && body[at - 1] == b'[');
        marks += usize::from(bracketed);
        if marks > MARKS {
            return refuse_long("notes", MARKS, start + at);
        }
    }
    let mut fences: Vec<usize> = Vec::new();
    let mut paragraph = 0;
    for (at, line) in lines.each() {
        let (depth, content) = markers(line);
        if depth > DEPTH {
            return refuse_deep(at);
        }
        let rest = &line[content..];
        if rest.starts_with(b":::") {
            fence(rest, &mut fences);
            if fences.len() > DEPTH {
                return refuse_deep(at);
            }
        }
        // Rows of a table are parsed a cell at a time, items of a list each on its own.
        let item = line[..content].iter().any(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
        let apart = item || rest.is_empty() || rest[0] == b'|';
        paragraph = if apart { rest.len() } else { paragraph + line.len() };
        if paragraph > PARAGRAPH {
            return refuse_long("paragraphe", PARAGRAPH, at);
        }
    }
    Ok(())
}

fn refuse_long(what: &'static str, limit: usize, at: usize) -> Result<(), Refusal> {
    Err(Refusal { problem: Problem::TooLong { what, limit }, span: Span::at(at) })
}

fn refuse_deep(at: usize) -> Result<(), Refusal> {
    Err(Refusal { problem: Problem::TooDeep { limit: DEPTH }, span: Span::at(at) })
}

/// How many quotes and list items open on a line, and where its words start.
fn markers(line: &[u8]) -> (usize, usize) {
    let mut depth = 0;
    let mut at = 0;
    while at < line.len() {
        match line[at] {
            b' ' | b'\t' => {}
            b'>' => depth += 1,
            b'-' | b'+' | b'*' if matches!(line.get(at + 1), None | Some(b' ' | b'\t')) => depth += 1,
            b'0'..=b'9' => {
                let digits = line[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let marker = digits < 10
                    && matches!(line.get(at + digits), Some(b'.' | b')'))
                    && matches!(line.get(at + digits + 1), None | Some(b' ' | b'\t'));
                if !marker {
                    break;
                }
                depth += 1;
                at += digits;
            }
            _ => break,
        }
        at += 1;
    }
    (depth, at)
}

/// Opens or closes containers as comrak does: a bare fence closes the outermost container it is long enough for.
fn fence(line: &[u8], open: &mut Vec<usize>) {
    let length = line.iter().take_while(|byte| **byte == b':').count();
    let rest = &line[length..];
    if rest.contains(&b':') {
        return;
    }
    let bare = rest.iter().all(u8::is_ascii_whitespace);
    match open.iter().position(|fence| *fence <= length) {
        Some(outermost) if bare => open.truncate(outermost),
        _ => open.push(length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_too_deep() {
        let check = |text: &str| check(text, 0, &Lines::new(text, 0)).err().map(|refusal| refusal.problem);
        assert_eq!(check("> - 1. a\n::: x\n:::\n"), None);
        assert_eq!(check(&">".repeat(500)), Some(Problem::TooDeep { limit: DEPTH }));
        assert_eq!(check(&"- ".repeat(500)), Some(Problem::TooDeep { limit: DEPTH }));
        assert_eq!(check(&":::a\n".repeat(32_000)), Some(Problem::TooDeep { limit: DEPTH }));
        assert_eq!(check(&":::a\n:::\n".repeat(32_000)), None);
        assert!(matches!(check(&"[^".repeat(32_000)), Some(Problem::TooLong { .. })));
        assert!(matches!(check(&"^[".repeat(32_000)), Some(Problem::TooLong { .. })));
        assert!(matches!(check(&"mot ".repeat(300_000)), Some(Problem::TooLong { .. })));
        assert_eq!(check(&"| a | b |\n".repeat(100_000)), None);
        assert!(matches!(check(&"a\n\n".repeat(5_000_000)), Some(Problem::TooLong { .. })));
    }
}
