//! Stylesheets: `@import`, `url(…)`, `image-set(…)`.

use super::{By, Request, note};

/// What stylesheet `css`, whose first byte is byte `at` of its file, asks of other sites.
pub fn in_css(css: &str, at: usize, found: &mut Vec<Request>) {
    let bytes = css.as_bytes();
    let mut here = 0;
    // In `image-set("…")` and after `@import`, a text is an address.
    let (mut import, mut depth, mut set) = (false, 0u32, None);
    // `@namespace url(…)` names, and asks for nothing.
    let mut namespace = false;
    while here < bytes.len() {
        let rest = &css[here..];
        match bytes[here] {
            b'/' if rest.starts_with("/*") => {
                here += rest.find("*/").map_or(rest.len(), |end| end + 2);
                continue;
            }
            quote @ (b'"' | b'\'') => {
                let text = &rest[1..];
                let length = text.find(quote as char).unwrap_or(text.len());
                if import || set.is_some() {
                    note(&text[..length], at + here + 1, By::Markup, found);
                }
                here += length + 2;
                continue;
            }
            b'@' => {
                import = starts(rest, "@import");
                namespace = starts(rest, "@namespace");
            }
            b';' | b'{' | b'}' => (import, namespace) = (false, false),
            b'(' => {
                depth += 1;
                if set.is_none() && css.get(here.saturating_sub(9)..here).is_some_and(|name| starts(name, "image-set"))
                {
                    set = Some(depth);
                }
            }
            b')' => {
                if set == Some(depth) {
                    set = None;
                }
                depth = depth.saturating_sub(1);
            }
            b'u' | b'U' if starts(rest, "url(") => {
                let inner = &rest[4..];
                let length = inner.find(')').unwrap_or(inner.len());
                let written = &inner[..length];
                let value = written.trim().trim_matches(['"', '\'']);
                let start = written.len() - written.trim_start().trim_start_matches(['"', '\'']).len();
                if !namespace && length < inner.len() {
                    note(value, at + here + 4 + start, By::Markup, found);
                }
                here += 4 + length + 1;
                continue;
            }
            _ => {}
        }
        here += 1;
        while !css.is_char_boundary(here.min(css.len())) {
            here += 1;
        }
    }
}

/// Whether `text` starts with `word`, whatever its case.
fn starts(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}
