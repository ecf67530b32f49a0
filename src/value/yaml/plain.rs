//! What most front matter is made of, read without a YAML parser: a key and a value on one line.
//!
//! Takes only what means the same to any reader of YAML, and leaves all else to saphyr, entry by entry: it gives the
//! very tree that saphyr's events would, or nothing.

use super::super::{Entry, Node, Table, Value, scalar};
use super::Builder;
use crate::source::{ByteSet, Span};

/// What a key is made of here.
const KEY: ByteSet = ByteSet::of(b"_-").and_alphanumerics();
/// What may mean something inside a value without quotes: comments, keys, controls (among them U+0080 to U+009F).
const DOUBTFUL: ByteSet = ByteSet::of(b"#:\x7f\xc2").and_controls();
/// The same inside brackets.
const DOUBTFUL_INSIDE: ByteSet = ByteSet::of(b"#:\x7f\xc2,[]{}\"'").and_controls();
/// What ends quoted text, or stands there for something else.
const DOUBTFUL_QUOTED: ByteSet = ByteSet::of(b"\"'\\\x7f\xc2").and_controls();
/// What makes an entry depend on others: anchors, aliases, merges.
const SHARED: ByteSet = ByteSet::of(b"&*<");
/// Bytes of a key: a longer one is an error of YAML's.
const LONGEST_KEY: usize = 200;

/// The table that `text`, at byte `offset` of its file, is; `None` when it takes more than looking at its entries.
pub(super) fn table(text: &str, offset: usize) -> Option<Table> {
    let bytes = text.as_bytes();
    let line_end = |at: usize| memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
    let mut entries = Vec::with_capacity(8);
    let mut at = 0;
    while at < bytes.len() {
        let first_line = line_end(at);
        // All lines up to one that starts as a key are the entry's.
        let mut end = (first_line + 1).min(bytes.len());
        let mut alone = true;
        while bytes.get(end).is_some_and(|byte| !byte.is_ascii_alphabetic()) {
            alone &= bytes[end] == b'\n';
            end = (line_end(end) + 1).min(bytes.len());
        }
        let key = key(&bytes[at..first_line])?;
        match node(text, at + key + 1, first_line, offset).filter(|_| alone) {
            Some(node) => entries.push(Entry {
                key: text[at..at + key].to_owned(),
                key_span: Span::new(offset + at, offset + at + key),
                node,
            }),
            None if SHARED.first_in(&bytes[at..end]).is_some() => return None,
            None => entries.extend(Builder::new(&text[at..end], offset + at).document().ok()?.entries),
        }
        at = end;
    }
    Some(Table { entries })
}

/// The length of the key that `line` starts with.
fn key(line: &[u8]) -> Option<usize> {
    let length = KEY.first_not_in(line)?;
    let fits = line[0].is_ascii_alphabetic() && length < LONGEST_KEY && line[length] == b':';
    (fits && matches!(line.get(length + 1), None | Some(b' '))).then_some(length)
}

/// The value between two bytes of `text`, which are on one line.
fn node(text: &str, start: usize, end: usize, offset: usize) -> Option<Node> {
    let written = &text[start..end];
    let value = written.trim_matches(' ');
    if value.is_empty() {
        // An absent value is right after its key.
        let span = Span::at(offset + start);
        return written.is_empty().then_some(Node { value: Value::Null, span });
    }
    let start = start + (written.len() - written.trim_start_matches(' ').len());
    let span = Span::new(offset + start, offset + start + value.len());
    let Some(items) = value.strip_prefix('[') else {
        return Some(Node { value: scalar(value, &DOUBTFUL)?, span });
    };
    let items = items.strip_suffix(']')?;
    let mut nodes = Vec::new();
    let mut at = start + 1;
    for written in items.split(',').filter(|_| !items.is_empty()) {
        let item = written.trim_matches(' ');
        let from = offset + at + (written.len() - written.trim_start_matches(' ').len());
        let value = scalar(item, &DOUBTFUL_INSIDE)?;
        nodes.push(Node { value, span: Span::new(from, from + item.len()) });
        at += written.len() + 1;
    }
    Some(Node { value: Value::List(nodes), span })
}

/// A text between quotes, or a value without, that holds nothing of `doubtful`.
fn scalar(written: &str, doubtful: &ByteSet) -> Option<Value> {
    let first = written.chars().next()?;
    if matches!(first, '"' | '\'') {
        let inside = written[1..].strip_suffix(first)?;
        return DOUBTFUL_QUOTED.first_in(inside.as_bytes()).is_none().then(|| Value::Text(inside.to_owned()));
    }
    // Of a value that ends with a space that is none of YAML's, saphyr says that it stands where it has no space.
    let spaced = written.ends_with(char::is_whitespace);
    let sure = first.is_alphanumeric() && !spaced && doubtful.first_in(written.as_bytes()).is_none();
    sure.then(|| scalar::plain(written))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What saphyr makes of `text`.
    fn whole(text: &str, offset: usize) -> Option<Table> {
        Builder::new(text, offset).document().ok()
    }

    #[test]
    fn what_is_plain_is_read_here() {
        for text in [
            "titre: Été à l'école, 2e partie\n",
            "a: 12\nb: true\nc:\n\nd: 2026-01-10",
            "l: [a, b c,  \"d é\", '12', 12]\nm: []\n",
            "t: \"1.4\"\nu: 'x, [y]: # z'\n",
        ] {
            let nodes = text.lines().filter(|line| !line.is_empty()).map(|line| {
                let key = key(line.as_bytes()).expect("a key");
                node(line, key + 1, line.len(), 0)
            });
            assert!(nodes.into_iter().all(|node| node.is_some()), "{text}");
            assert_eq!(table(text, 3), whole(text, 3), "{text}");
        }
        for text in [
            "",
            "&a",
            "*a",
            "!x y",
            "a # b",
            "a: b",
            "\"a\\n\"",
            "'a''b'",
            "[a, [b]]",
            "[a,]",
            "{a: 1}",
            "| x",
            "- a",
            "a\u{202f}",
        ] {
            assert_eq!(node(&format!(" {text}"), 0, text.len() + 1, 0), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn as_saphyr_reads_it(pieces in prop::collection::vec(prop::sample::select(vec![
            "a: ", "b_c: ", "titre: ", "x:", "\n", "\n", "\n", "  ", " ", "- ", "mot", "é", "Été d'un", "12", "1.5", "true", "~",
            "2026-01-10", "[", "]", "{", "}", ",", ", ", "\"", "'", "#", " # ", ":", ": ", "https://x.fr/", "&a ", "*a", "|", ">-", "\\n",
            "\t", "!", "?", "? ", "%", "@", "`", "---\n", "...\n", "\u{a0}", "\u{85}", "\u{2028}", "«", "<<: ", "-", ".", "null", "0x1f",
        ]), 0..24), offset in 0usize..9) {
            let text = pieces.concat();
            if let Some(read) = table(&text, offset) {
                prop_assert_eq!(Some(read), whole(&text, offset), "{:?}", text);
            }
        }

        #[test]
        fn as_saphyr_reads_entries(entries in prop::collection::vec((prop::sample::select(vec!["a", "bc", "d-e", "true"]), prop::sample::select(vec![
            "", " mot", "  deux mots ", " [a, b]", " [ a , 'b', \"c\" ]", " []", " [ ]", " [a,]", " \"x\"", " 'y' ", " \"x\" y", " été: x", " |\n  x\n  y\n", "\n  - a\n  - {b: 1}",
            "\n- a", " un\n  deux", " a\n\n  b", " # c", " x # c", " >-\n a\n\n", " {a: 1}", "\n  b: 1\n  c:\n    - d", "\n", "\n\n", " [a,\n  b]", " \"a\n  b\"", " -1", " «x»", " Œ",
        ])), 0..6)) {
            let text: String = entries.iter().map(|(key, value)| format!("{key}:{value}\n")).collect();
            if let Some(read) = table(&text, 0) {
                prop_assert_eq!(Some(read), whole(&text, 0), "{:?}", text);
            }
        }
    }
}
