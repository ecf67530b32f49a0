//! French typography, and raised letters (`1^er^`, `1^{er}`) in any language: what the options ask, and the words of
//! titles and summaries.
//!
//! Never sees code, URLs or attributes. A text with nothing to change is copied as it is. What is already right is
//! left alone: doing it twice changes nothing.

use super::Options;
use super::rules::{Follow, NARROW, NBSP, Rules, Target, Typography};
use super::setter::typeset;
use super::wording::is_french;

/// What `options` ask, for HTML.
pub(super) fn of(options: &Options) -> Typography {
    let french = options.typography && is_french(&options.language);
    Typography {
        rules: if french { Rules::French } else { Rules::None },
        target: Target::Html,
        high: if options.narrow_spaces { NARROW } else { NBSP },
    }
}

/// `text` with typography, as HTML: escaped, ordinals raised. For titles and summaries.
pub fn typeset_html(text: &str, options: &Options) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    typeset(&mut out, "", text, Follow::Nothing, of(options));
    out
}

/// `text` with typography, as text: neither escaped nor raised. For attributes and `<title>`, escaped by their template.
pub fn typeset_text(text: &str, options: &Options) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    typeset(&mut out, "", text, Follow::Nothing, Typography { target: Target::Text, ..of(options) });
    out
}
