//! Setting words: the signs, spaces and quotes of French, one text at a time.
//!
//! Works on the words of one text node, knowing the words before it. Reads them once, and copies what needs nothing.
//! What a number is, is told by `numbers`.

use super::called;
use super::escape::escape;
use super::numbers::{self, Ordinal, digits};
use super::raised::superscript;
use super::rules::{Follow, NBSP, Rules, Target, Typography};

/// Appends `text`, which comes after the words `before` of the same block.
pub(super) fn typeset(out: &mut String, before: &str, text: &str, follow: Follow, how: Typography) {
    let mut setter = Setter { out, before, text, follow, how, from: 0, at: 0, quotes: Quotes::Unread };
    if how.rules == Rules::French {
        setter.unit_after_number();
    }
    setter.run();
}

/// Straight double quotes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// None seen yet, or all in pairs.
    Unread,
    /// One is open; its closing one is at this byte.
    Open(usize),
    /// Not in pairs: left as they are.
    Straight,
}

struct Setter<'o, 't> {
    out: &'o mut String,
    before: &'t str,
    text: &'t str,
    follow: Follow,
    how: Typography,
    /// What is not yet written starts here.
    from: usize,
    /// Where we read.
    at: usize,
    quotes: Quotes,
}

impl Setter<'_, '_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let asked = if self.how.rules == Rules::French { called::FRENCH } else { called::ANY };
        while let Some(at) = called::next(bytes, self.at, asked) {
            self.at = at;
            match bytes[self.at] {
                b'&' => self.replace(1, "&amp;"),
                b'<' => self.replace(1, "&lt;"),
                b'>' => self.replace(1, "&gt;"),
                b'"' => self.quote(),
                b'^' => self.raised(),
                b'\'' => self.apostrophe(),
                b':' => self.high_sign(NBSP),
                b';' | b'!' | b'?' => self.high_sign(self.how.high),
                b'.' => self.dots(),
                b'0'..=b'9' => self.number(),
                b'I' | b'V' | b'X' => self.roman(),
                b'M' => self.madame(),
                0xc2 => self.latin_sign(),
                _ => self.replace(1, ""),
            }
        }
        self.flush(bytes.len());
    }

    /// Writes what is read up to `to`, which is past it or at it.
    fn flush(&mut self, to: usize) {
        if self.from < to {
            self.out.push_str(&self.text[self.from..to]);
        }
        self.from = self.from.max(to);
    }

    /// Writes `entity` (nothing but the character itself in text) instead of the next `length` bytes.
    fn replace(&mut self, length: usize, entity: &str) {
        let end = self.at + length;
        if self.how.target == Target::Html || entity.is_empty() {
            self.flush(self.at);
            self.out.push_str(entity);
            self.from = end;
        }
        self.at = end;
    }

    /// Writes `sign` instead of the next `length` bytes.
    fn put(&mut self, length: usize, sign: char) {
        self.flush(self.at);
        self.out.push(sign);
        self.at += length;
        self.from = self.at;
    }

    /// Writes `space` instead of the plain space at `at`, which is not yet written.
    fn bind(&mut self, at: usize, space: char) {
        self.flush(at);
        self.out.push(space);
        self.from = at + 1;
    }

    /// Raises `letters`, which stand instead of the next `length` bytes.
    fn raise(&mut self, length: usize, letters: &str) {
        self.flush(self.at);
        match self.how.target {
            Target::Html => {
                self.out.push_str("<sup>");
                escape(self.out, letters);
                self.out.push_str("</sup>");
            }
            Target::Text => self.out.push_str(letters),
        }
        self.at += length;
        self.from = self.at;
    }

    fn previous(&self) -> Option<char> {
        previous(self.before, self.text, self.at)
    }

    fn after(&self, length: usize) -> &str {
        self.text.get(self.at + length..).unwrap_or("")
    }

    /// A plain space stands before us and is not yet written.
    fn free_space_before(&self) -> bool {
        self.at > self.from && self.text.as_bytes()[self.at - 1] == b' '
    }

    /// `l'été` → `l’été`, `l'**État**` too.
    fn apostrophe(&mut self) {
        let before = self.previous().is_some_and(char::is_alphabetic);
        let after = match self.after(1).chars().next() {
            Some(next) => next.is_alphanumeric() || matches!(next, '«' | '"' | '“'),
            None => self.follow == Follow::Inline,
        };
        if before && after { self.put(1, '’') } else { self.at += 1 }
    }

    /// `: ; ! ?` after a space, before a space or the end: never `::`, `10:30`, `?a=b`.
    fn high_sign(&mut self, space: char) {
        let sign = self.text.as_bytes()[self.at];
        let ends = match self.after(1).chars().next() {
            None => true,
            // A guillemet, or a quote that becomes one, will have a space before it.
            Some('»' | '"') => true,
            Some(next) => {
                next.is_whitespace() || (sign != b':' && matches!(next, '!' | '?' | '.' | '…' | ')' | ']' | '”' | ','))
            }
        };
        if ends && self.free_space_before() {
            self.bind(self.at - 1, space);
        }
        self.at += 1;
    }

    /// `...` → `…`, and the space after `M.`, `art.`, `p.`.
    fn dots(&mut self) {
        let count = self.after(0).bytes().take_while(|byte| *byte == b'.').count();
        if count == 3 {
            return self.put(3, '…');
        }
        // Most dots end a sentence: no abbreviation is as long as what is before them.
        let before = &self.text.as_bytes()[..self.at];
        let long = before.last_chunk::<{ numbers::LONGEST + 1 }>();
        let long = long.is_some_and(|letters| letters.iter().all(u8::is_ascii_alphabetic));
        if count == 1 && !long && self.after(1).starts_with(' ') {
            let next = self.after(2).chars().next();
            let word = last_word(&self.text[..self.at]);
            let whole = word.len() < self.at || !self.before.ends_with(char::is_alphanumeric);
            if whole && next.is_some_and(|next| numbers::abbreviates(word, next)) {
                self.bind(self.at + 1, NBSP);
                self.at += 2;
                return;
            }
        }
        self.at += count;
    }

    /// `"mot"` → `« mot »` when all quotes of the text are in pairs; `24"` stays.
    fn quote(&mut self) {
        if self.how.rules == Rules::French {
            if self.quotes == Quotes::Open(self.at) {
                self.quotes = Quotes::Unread;
                self.put(1, NBSP);
                self.out.push('»');
                return;
            }
            if let Quotes::Unread = self.quotes
                && self
                    .previous()
                    .is_none_or(|previous| previous.is_whitespace() || matches!(previous, '(' | '[' | '«' | '\'' | '’'))
                && self.after(1).starts_with(|next: char| !next.is_whitespace() && next != '"')
            {
                match self.closing_quote() {
                    Some(close) => {
                        self.quotes = Quotes::Open(close);
                        self.put(1, '«');
                        self.out.push(NBSP);
                        return;
                    }
                    None => self.quotes = Quotes::Straight,
                }
            }
        }
        self.replace(1, "&quot;");
    }

    fn closing_quote(&self) -> Option<usize> {
        let close = self.at + 1 + memchr::memchr(b'"', self.after(1).as_bytes())?;
        let inside = self.text[self.at + 1..close].chars().next_back()?;
        let next = self.text[close + 1..].chars().next();
        let ends = next.is_none_or(|next| {
            next.is_whitespace() || matches!(next, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '…' | '»')
        });
        (!inside.is_whitespace() && ends).then_some(close)
    }

    /// `^er^`, `^{er}`; in French `1^er` too.
    fn raised(&mut self) {
        if let Some((length, letters)) = superscript(self.after(0)) {
            let letters = letters.to_owned();
            return self.raise(length, &letters);
        }
        if self.how.rules == Rules::French
            && self.previous().is_some_and(|previous| {
                previous.is_ascii_digit() || matches!(previous, 'I' | 'V' | 'X' | 'n' | 'N' | 'M')
            })
            && let Some(length) = numbers::suffix(self.after(1))
        {
            let letters = self.after(1)[..length].to_owned();
            return self.raise(1 + length, &letters);
        }
        self.at += 1;
    }

    /// `« » ° º §` and what else starts with the same byte.
    fn latin_sign(&mut self) {
        match self.text.as_bytes().get(self.at + 1) {
            Some(0xab) => self.opening_guillemet(),
            Some(0xbb) => {
                if self.free_space_before() {
                    self.bind(self.at - 1, NBSP);
                } else if self.previous().is_some_and(|previous| !previous.is_whitespace()) {
                    self.flush(self.at);
                    self.out.push(NBSP);
                }
                self.at += 2;
            }
            Some(0xb0 | 0xba) if matches!(self.previous(), Some('n' | 'N')) => self.sign_before_number(),
            Some(0xa7) => self.sign_before_number(),
            _ => self.at += 2,
        }
    }

    fn opening_guillemet(&mut self) {
        self.at += 2;
        match self.after(0).chars().next() {
            Some(' ') => {
                self.bind(self.at, NBSP);
                self.at += 1;
            }
            Some(next) if next.is_whitespace() => {}
            None if self.follow == Follow::Nothing => {}
            _ => {
                self.flush(self.at);
                self.out.push(NBSP);
            }
        }
    }

    /// `n° 12`, `§ 3`.
    fn sign_before_number(&mut self) {
        self.at += 2;
        let rest = self.after(0).as_bytes();
        if rest.first() == Some(&b' ') && rest.get(1).is_some_and(u8::is_ascii_digit) {
            self.bind(self.at, NBSP);
            self.at += 1;
        }
    }

    /// `15 km`, `3 000 €`, `12 mars`, `1er`.
    fn number(&mut self) {
        let count = digits(self.after(0));
        let glued = self.previous().is_some_and(|previous| {
            previous.is_alphanumeric() || matches!(previous, '_' | '-' | '/' | '#' | '@' | '^')
        });
        if glued {
            self.at += count;
            return;
        }
        if let Some(Ordinal { length, letters }) = numbers::ordinal(self.after(0)) {
            self.at += count;
            self.raise(length - count, letters);
        } else {
            let leading_zero = self.after(0).starts_with('0');
            self.at += count;
            if count <= 3 && !leading_zero {
                // Thousands: a space, then exactly three digits.
                while numbers::is_group(self.after(0)) {
                    self.bind(self.at, NBSP);
                    self.at += 4;
                }
            }
            let decimals = self.after(0).strip_prefix(',').map_or(0, digits);
            if decimals > 0 {
                self.at += 1 + decimals;
            }
        }
        if self.after(0).starts_with(' ') && numbers::is_unit(self.after(1)) {
            self.bind(self.at, NBSP);
            self.at += 1;
        }
    }

    /// ` km` after a number that is in other inlines: `**15** km`.
    fn unit_after_number(&mut self) {
        if self.before.ends_with(|c: char| c.is_ascii_digit())
            && self.text.starts_with(' ')
            && numbers::is_unit(self.after(1))
        {
            self.bind(0, NBSP);
            self.at = 1;
        }
    }

    /// `XXIe siècle`.
    fn roman(&mut self) {
        let run = self.after(0).bytes().take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count();
        let glued =
            self.previous().is_some_and(|previous| previous.is_alphanumeric() || matches!(previous, '_' | '-' | '^'));
        if !glued && let Some((length, letters)) = numbers::roman(self.after(0), run) {
            self.at += run;
            self.raise(length, letters);
            if self.after(0).starts_with(" siècle") {
                self.bind(self.at, NBSP);
                self.at += 1;
            }
            return;
        }
        self.at += run;
    }

    /// `Mme Dupont`.
    fn madame(&mut self) {
        let glued = self.previous().is_some_and(char::is_alphanumeric);
        for word in ["Mme ", "Mmes ", "Mlle ", "Mgr "] {
            if !glued && self.after(0).starts_with(word) && self.after(word.len()).starts_with(char::is_uppercase) {
                self.bind(self.at + word.len() - 1, NBSP);
                self.at += word.len();
                return;
            }
        }
        self.at += 1;
    }
}

/// The character before byte `at` of `text`, which comes after `before`.
fn previous(before: &str, text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back().or_else(|| before.chars().next_back())
}

/// The letters that end `text`.
fn last_word(text: &str) -> &str {
    let letters = text.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = &text[text.len() - letters..];
    if text[..text.len() - letters].ends_with(char::is_alphanumeric) { "" } else { word }
}
