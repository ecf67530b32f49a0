//! Escaping for HTML, and unescaping of what ammonia writes.

/// Appends `text` as HTML text or a quoted attribute's value. Control characters, which HTML forbids, are dropped.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\t' | b'\n' => continue,
            0..=0x1f | 0x7f => "",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// The text that was escaped by ammonia.
pub(super) fn unescape(escaped: &str) -> String {
    // `&amp;` last, or `&amp;lt;` would become `<`.
    escaped
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mut out = String::new();
        escape(&mut out, "a <b> & \"c\"\u{1} é");
        assert_eq!(out, "a &lt;b&gt; &amp; &quot;c&quot; é");
        assert_eq!(unescape(&out), "a <b> & \"c\" é");
    }
}
