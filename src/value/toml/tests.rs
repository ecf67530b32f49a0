//! TOML as sites write it, well and badly.

use super::*;
use crate::value::test_support::{check_spans, render};
use proptest::prelude::*;

#[test]
fn values_in_the_order_written() {
    let text = "titre = \"É\"\nb = 1\na = 1.5\nd = 2026-01-10\nh = 2026-01-10T10:00:00Z\n[z.y]\nn = [1, {k = true}]\n[[m]]\nx = 0xff\n[[m]]\n[c]\nd.e = 'f'\nbig = 99999999999999999999\n";
    let (table, errors) = parse_toml(text, 0);
    assert!(errors.len() <= 1, "{errors:?}");
    check_spans(text, &table);
    assert!(
        render(&table).starts_with(
            "titre=\"É\" b=1 a=1.5 d=2026-01-10 h=2026-01-10 z={y={n=[1 {k=true}]}} m=[{x=255} {}] c={d={e=\"f\"}"
        ),
        "{}",
        render(&table)
    );
    let slice = |span: Span| &text[span.range()];
    assert_eq!(slice(table.entries[0].node.span), "\"É\"");
    assert_eq!(slice(table.entries[5].key_span), "z");
}

#[test]
fn several_mistakes_at_once() {
    let text = "titre = Bonjour\nb = 1\nc: 2\nd = \"ouvert\ne = 5\nb = 2\n";
    let (table, errors) = parse_toml(text, 10);
    let lines: Vec<usize> =
        errors.iter().map(|e| text[..e.span.start as usize - 10].matches('\n').count() + 1).collect();
    assert_eq!(lines, [1, 3, 4, 6], "{errors:?}");
    assert!(render(&table).contains("e=5"), "{}", render(&table));
    assert!(!render(&table).contains("titre"), "{}", render(&table));
}

#[test]
fn mistakes_keep_the_words_their_translation_knows() {
    // `diagnostic::mistake` recognises these words.
    for (text, words) in [
        ("a = Bonjour le monde", "string values must be quoted"),
        ("a: 1", "expected `=`"),
        ("a = \"b", "invalid basic string"),
        ("a = [1", "unclosed array"),
        ("a = 1\na = 2", "duplicate key"),
    ] {
        let (_, errors) = parse_toml(text, 0);
        assert!(errors.iter().any(|e| e.message.contains(words)), "{text}: {errors:?}");
    }
}

#[test]
fn depth_is_limited() {
    let keys = ["a"; 70].join(".");
    for text in [
        format!("{} = 1", ["a"; 100_000].join(".")),
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{a = ".repeat(100_000)),
        format!("x = {}", format!("{{{keys} = ").repeat(60)),
        format!("{keys} = 1"),
    ] {
        assert!(!parse_toml(&text, 0).1.is_empty());
    }
}

proptest! {
    #[test]
    fn never_panics(text in "[-a-c=é\u{10348}\\[\\]{}\"'|&#.,0-9T: \n\t]{0,80}", offset in 0usize..50) {
        let (table, errors) = parse_toml(&text, offset);
        let padded = format!("{}{text}", " ".repeat(offset));
        check_spans(&padded, &table);
        for error in errors {
            prop_assert!(padded.get(error.span.range()).is_some(), "{error:?}");
        }
    }
}
