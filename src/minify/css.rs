//! Stylesheets: what is dropped is decided token by token, whatever the rule, so that a rule newer than this program
//! goes through it unharmed.

use cssparser::{ParseError, Parser, Token};

/// Blocks in blocks, at most: deeper ones are nobody's stylesheet, and each takes room on the stack.
const DEPTH: usize = 64;

/// `css` without needless spaces and comments; `None` when it is not well formed.
pub(super) fn minify(css: &str) -> Option<String> {
    let mut writer = Writer { out: String::with_capacity(css.len()), gap: Gap::None, ended: false, begins: false };
    writer.tokens(&mut Parser::new(css), 0).ok()?;
    if writer.ended {
        writer.out.push(';');
    }
    Some(writer.out)
}

/// What stands between two tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    /// A comment alone: it separates without being a space, which in a selector would mean « inside ».
    Comment,
    Space,
}

struct Writer {
    out: String,
    gap: Gap,
    /// Whether a `;` is still to be written: the last one of a block is needless.
    ended: bool,
    /// Whether a declaration may begin here.
    begins: bool,
}

/// It is not well formed.
struct Malformed;

type Read = Result<(), ParseError<Malformed>>;

impl Writer {
    fn tokens(&mut self, parser: &mut Parser, depth: usize) -> Read {
        if depth > DEPTH {
            return Err(ParseError::custom(Malformed));
        }
        loop {
            let start = parser.position();
            let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return Ok(()) };
            let written = parser.slice_from(start);
            match &token {
                Token::WhiteSpace(_) => self.gap = Gap::Space,
                // A licence stays where it is.
                Token::Comment(text) if text.starts_with('!') => {
                    if std::mem::take(&mut self.ended) {
                        self.out.push(';');
                    }
                    self.out.push_str(written);
                }
                Token::Comment(_) => self.gap = if self.gap == Gap::Space { Gap::Space } else { Gap::Comment },
                Token::BadUrl(_) | Token::BadString(_) => return Err(ParseError::custom(Malformed)),
                Token::CloseParenthesis | Token::CloseSquareBracket | Token::CloseCurlyBracket => {
                    return Err(ParseError::custom(Malformed));
                }
                Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                    self.block(parser, &token, written, depth)?
                }
                Token::Semicolon => {
                    self.ended = true;
                    self.gap = Gap::None;
                    self.begins = depth > 0;
                }
                Token::Ident(name) if self.begins && name.starts_with("--") => {
                    self.write(written);
                    self.begins = false;
                    self.custom_property(parser)?;
                }
                _ => {
                    self.write(written);
                    self.begins = false;
                }
            }
        }
    }

    fn block(&mut self, parser: &mut Parser, open: &Token, written: &str, depth: usize) -> Read {
        self.write(written);
        let braces = matches!(open, Token::CurlyBracketBlock);
        self.begins = braces;
        let mut end = parser.position();
        parser.parse_nested_block(|inner| {
            self.tokens(inner, depth + 1)?;
            end = inner.position();
            Ok(())
        })?;
        let close = match open {
            Token::CurlyBracketBlock => "}",
            Token::SquareBracketBlock => "]",
            _ => ")",
        };
        // One that ends with the file has no end of its own.
        if parser.slice_from(end) != close {
            return Err(ParseError::custom(Malformed));
        }
        self.ended &= !braces;
        self.write(close);
        self.begins = braces && depth > 0;
        Ok(())
    }

    /// After the name of a custom property: scripts may read its value as it is written, so it is kept to the letter.
    fn custom_property(&mut self, parser: &mut Parser) -> Read {
        let before = parser.state();
        if parser.expect_colon().is_err() {
            parser.reset(&before);
            return Ok(());
        }
        let start = parser.position();
        parser.parse_until_before(cssparser::Delimiter::Semicolon, |value| {
            while let Ok(token) = value.next_including_whitespace_and_comments() {
                if token.is_parse_error() {
                    return Err(ParseError::custom(Malformed));
                }
            }
            Ok(())
        })?;
        self.write(":");
        self.out.push_str(parser.slice_from(start).trim());
        self.gap = Gap::None;
        Ok(())
    }

    /// Writes `token` after what must stand between it and what is written already.
    fn write(&mut self, token: &str) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if std::mem::take(&mut self.ended) {
            self.out.push(';');
        }
        let mut before = self.out.chars().rev();
        let last = before.next();
        // `\:` ends a name, as in `.sm\:large`.
        let escaped = before.next() == Some('\\');
        let glued = last.is_none_or(|c| "{}([;,:>!".contains(c) && !escaped)
            || token.starts_with(['{', '}', ')', ']', ',', '>', '!']);
        match gap {
            Gap::Space if !glued => self.out.push(' '),
            Gap::Comment if !glued => self.out.push_str("/**/"),
            _ => {}
        }
        self.out.push_str(token);
    }
}

#[cfg(test)]
mod tests;
