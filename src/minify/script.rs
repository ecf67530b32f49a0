//! Scripts: comments and needless spaces are dropped. An end of line that may end a statement stays one, so that a
//! script written without semicolons does what it did.

use super::Proof;
use ress::Scanner;
use ress::tokens::prelude::{Template, Token};

/// `script` without needless spaces and comments; `None` when it cannot be read to its end.
pub(super) fn minify(script: &str, proof: Proof) -> Option<String> {
    let mut out = String::with_capacity(script.len());
    let mut tokens = Vec::new();
    let (mut before, mut end) = (None, 0);
    for item in Scanner::new(script) {
        let item = item.ok()?;
        let text = script.get(item.span.start..item.span.end)?;
        let gap = script.get(end..item.span.start)?;
        match &item.token {
            Token::EoF => break,
            Token::Comment(_) if is_kept(text) => {
                if ends_a_line(gap) && !out.is_empty() {
                    out.push('\n');
                }
                out.push_str(text);
                (before, end) = (None, item.span.end);
            }
            // What is a comment in a page is two operators in a module.
            Token::Comment(_) if text.starts_with(['<', '-']) => return None,
            Token::Comment(_) => {}
            token => {
                let here = Piece { text, part: part(token) };
                out.push_str(match before {
                    Some(before) => between(before, here, gap),
                    None if ends_a_line(gap) && !out.is_empty() => "\n",
                    None => "",
                });
                out.push_str(text);
                tokens.push(text);
                (before, end) = (Some(here), item.span.end);
            }
        }
    }
    // Whatever the rules let through, what is read again is the same.
    (proof == Proof::Tested || says(&out, &tokens)).then_some(out)
}

/// Comments that stay: licences, and the line that says what runs the script.
fn is_kept(comment: &str) -> bool {
    comment.starts_with("/*!") || comment.starts_with("#!") || comment.contains("@license")
}

fn ends_a_line(gap: &str) -> bool {
    gap.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
}

/// Whether `script` is made of `tokens`, comments aside.
fn says(script: &str, tokens: &[&str]) -> bool {
    let mut expected = tokens.iter();
    for item in Scanner::new(script) {
        let Ok(item) = item else { return false };
        match item.token {
            Token::Comment(_) | Token::EoF => {}
            _ if expected.next().copied() == script.get(item.span.start..item.span.end) => {}
            _ => return false,
        }
    }
    expected.next().is_none()
}

/// A token, as far as what may touch it goes.
#[derive(Clone, Copy)]
struct Piece<'s> {
    text: &'s str,
    part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Operator,
    Number,
    Pattern,
    /// `` `…${ `` and `}…${`: an expression must follow.
    Opening,
    /// `` }…` ``: an expression ends.
    Closing,
    Other,
}

fn part(token: &Token<&str>) -> Part {
    match token {
        Token::Punct(_) => Part::Operator,
        Token::Number(_) => Part::Number,
        Token::RegEx(_) => Part::Pattern,
        Token::Template(Template::Head(_) | Template::Middle(_)) => Part::Opening,
        Token::Template(Template::Tail(_)) => Part::Closing,
        _ => Part::Other,
    }
}

/// What must stand between two tokens that `gap` separates.
fn between(before: Piece, here: Piece, gap: &str) -> &'static str {
    if ends_a_line(gap) && !goes_on(before) && !continues(here) {
        return "\n";
    }
    if !gap.is_empty() && would_glue(before, here) { " " } else { "" }
}

/// Whether a statement cannot end after this token.
fn goes_on(before: Piece) -> bool {
    match before.part {
        Part::Operator => !matches!(before.text, ")" | "]" | "}" | "++" | "--"),
        Part::Opening => true,
        _ => false,
    }
}

/// Whether no statement, nor a member of a class, can begin with this token.
fn continues(here: Piece) -> bool {
    match here.part {
        Part::Operator => matches!(
            here.text,
            ")" | "]"
                | "}"
                | ","
                | ";"
                | ":"
                | "."
                | "?."
                | "?"
                | "??"
                | "&&"
                | "||"
                | "="
                | "=="
                | "==="
                | "!="
                | "!=="
                | "<="
                | ">="
                | ">"
                | "<"
                | "%"
                | "&"
                | "|"
                | "^"
        ),
        // `}` of a template; its `${` too, which is in the same token.
        Part::Opening | Part::Closing => here.text.starts_with('}'),
        _ => false,
    }
}

/// Whether two tokens that touch would be read as others.
fn would_glue(before: Piece, here: Piece) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '@' | '\\') || !c.is_ascii();
    let is_sign = |c: char| c.is_ascii_punctuation() && !"()[]{},;:'\"`_$#@\\".contains(c);
    let (Some(last), Some(first)) = (before.text.chars().next_back(), here.text.chars().next()) else { return true };
    match (before.part, here.part) {
        (Part::Number, _) if first == '.' => true,
        (Part::Pattern, _) if is_word(first) => true,
        (_, Part::Pattern) if is_sign(last) => last == '/',
        (Part::Operator, Part::Operator) if matches!(here.text, "!" | "~") => last == '<',
        _ => (is_word(last) && is_word(first)) || (is_sign(last) && is_sign(first)),
    }
}

#[cfg(test)]
mod tests;
