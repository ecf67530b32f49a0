//! French typography of the words, and raised letters (`1^er^`, `1^{er}`) in any language.
//!
//! Works on the words of one text node, knowing the words before it; never sees code, URLs or attributes. A text with
//! nothing to change is copied as it is. What is already right is left alone: doing it twice changes nothing.

use std::borrow::Cow;

use super::Options;
use super::numbers;
use super::setter::Setter;
use super::wording::is_french;

/// No-break space.
pub(super) const NBSP: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// What follows a text in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follow {
    /// Nothing.
    Nothing,
    /// Other inlines: a link, bold words.
    Inline,
}

/// How words are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typography {
    rules: Rules,
    target: Target,
    /// The space before `; ! ?`.
    high: char,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rules {
    French,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Html,
    Text,
}

impl Typography {
    /// HTML as `options` ask.
    pub(super) fn html(options: &Options) -> Self {
        let french = options.typography && is_french(&options.language);
        Typography {
            rules: if french { Rules::French } else { Rules::None },
            target: Target::Html,
            high: if options.narrow_spaces { NARROW } else { NBSP },
        }
    }

    fn text(options: &Options) -> Self {
        Typography { target: Target::Text, ..Typography::html(options) }
    }
}

/// `text` with typography, as HTML: escaped, ordinals raised. For titles and summaries.
pub fn typeset_html(text: &str, options: &Options) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    typeset(&mut out, "", text, Follow::Nothing, Typography::html(options));
    out
}

/// `text` with typography, as text: neither escaped nor raised. For attributes and `<title>`, escaped by their template.
pub fn typeset_text(text: &str, options: &Options) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    typeset(&mut out, "", text, Follow::Nothing, Typography::text(options));
    out
}

/// Bytes that may call for something: 1 in any language, 2 in French only.
const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut at = 0;
    while at < 0x20 {
        if at != b'\n' as usize && at != b'\t' as usize {
            class[at] = 1;
        }
        at += 1;
    }
    let any = b"&<>\"^\x7f";
    at = 0;
    while at < any.len() {
        class[any[at] as usize] = 1;
        at += 1;
    }
    // 0xC2 leads « » ° º §.
    let french = b"':;!?.0123456789IVXM\xc2";
    at = 0;
    while at < french.len() {
        class[french[at] as usize] = 2;
        at += 1;
    }
    class
};

/// Appends `text`, which comes after the words `before` of the same block.
pub(super) fn typeset(out: &mut String, before: &str, text: &str, follow: Follow, how: Typography) {
    let mut setter = Setter { out, before, text, follow, how, from: 0, at: 0, quotes: Quotes::Unread };
    if how.rules == Rules::French {
        setter.unit_after_number();
    }
    setter.run();
}

/// `^er^` or `^{er}` at the start of `text`: its length, and what is raised.
fn superscript(text: &str) -> Option<(usize, &str)> {
    const LONGEST: usize = 24;
    let rest = text.strip_prefix('^')?;
    let (open, close) = if rest.starts_with('{') { (1, b'}') } else { (0, b'^') };
    let end = open + rest.as_bytes()[open..].iter().take(LONGEST).position(|byte| *byte == close)?;
    let inside = &rest[open..end];
    let fine =
        !inside.is_empty() && !inside.contains(|c: char| c.is_whitespace() || matches!(c, '^' | '{' | '}' | '[' | ']'));
    fine.then_some((end + 2, inside))
}

/// `text` without the marks of raised letters: as it is searched.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'^', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'^', &text.as_bytes()[at..]) {
        out.push_str(&text[at..at + next]);
        at += next;
        if let Some((length, letters)) = superscript(&text[at..]) {
            out.push_str(letters);
            at += length;
        } else {
            let ordinal = out.ends_with(|c: char| c.is_ascii_digit()) && numbers::suffix(&text[at + 1..]).is_some();
            if !ordinal {
                out.push('^');
            }
            at += 1;
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}
