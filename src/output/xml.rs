//! Writing XML: escaping, and nothing else.

use crate::source::first_of;

/// `text` escaped for XML text and attributes; characters that XML 1.0 cannot hold are dropped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    push_escaped(&mut out, text);
    out
}

/// The same, appended.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    // U+FFFE and U+FFFF begin with 0xEF, as do few other characters.
    let mut rest = text;
    while let Some(at) = first_of::<b'&', b'<', b'>', b'"', 0xef, b' '>(rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut chars = after.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some(c) if matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')) => {
                out.push(c)
            }
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_dropped() {
        let check = |text: &str, expected: &str| assert_eq!(escape(text), expected, "{text:?}");
        check("é a & <b> \"c\" 'd'", "é a &amp; &lt;b&gt; &quot;c&quot; 'd'");
        check("a\tb\nc\rd\u{0}e\u{1f}f\u{7f}", "a\tb\nc\rdef\u{7f}");
        check("\u{fffd}\u{fffe}x\u{ffff}\u{feff}ﬁ", "\u{fffd}x\u{feff}ﬁ");
        check("", "");
    }
}
