//! YAML as authors write it, well and badly.

use super::*;
use crate::value::test_support::{check_spans, render};
use proptest::prelude::*;

fn read(text: &str) -> String {
    let (table, errors) = parse_yaml(text, 0);
    assert_eq!(errors, [], "{text}");
    check_spans(text, &table);
    render(&table)
}

#[test]
fn values() {
    for (text, expected) in [
        ("", ""),
        ("# rien\n", ""),
        ("titre: Bonjour\n", "titre=\"Bonjour\""),
        ("a: 1\nb: 1.5\nc: true\nd:\ne: ~\nf: oui\n", "a=1 b=1.5 c=true d=null e=null f=\"oui\""),
        ("d: 2026-01-10\ne: '2026-01-10'\n", "d=2026-01-10 e=\"2026-01-10\""),
        ("l:\n- a\n- b\nm: [c, 'd: e']\n", "l=[\"a\" \"b\"] m=[\"c\" \"d: e\"]"),
        ("t: {a: 1, b: {c: é}}\n", "t={a=1 b={c=\"é\"}}"),
        ("t: |\n  un\n  deux\nu: >-\n  un\n  deux\n", "t=\"un\\ndeux\\n\" u=\"un deux\""),
        ("t: un\n  deux\nv: 2\n", "t=\"un deux\" v=2"),
        ("a: 1\na: 2\n", "a=1 a=2"),
        ("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n", "a={b=1} c={b=1} d={e=2 b=1}"),
        ("v: !!str 12\n", "v=\"12\""),
        ("---\na: 1\n...\n", "a=1"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn places_count_bytes() {
    let text = "résumé: « été »\nliste:\n  - œuf\nvide:\nfin: {à: ç}\n";
    let (table, errors) = parse_yaml(text, 0);
    assert_eq!(errors, []);
    let slice = |span: Span| &text[span.range()];
    let keys: Vec<&str> = table.entries.iter().map(|e| slice(e.key_span)).collect();
    assert_eq!(keys, ["résumé", "liste", "vide", "fin"]);
    let values: Vec<&str> = table.entries.iter().map(|e| slice(e.node.span)).collect();
    assert_eq!(values, ["« été »", "- œuf", "", "{à: ç}"]);
    assert_eq!(table.entries[2].node.span.start as usize, text.find("vide:").expect("it is there") + 5);
    let (shifted, _) = parse_yaml(text, 100);
    assert_eq!(shifted.entries[1].key_span, table.entries[1].key_span.shifted(100));
}

#[test]
fn one_bad_line_hides_no_other() {
    let text = "titre: Ouvrir: un jardin\nresume: \"jamais fermé\nstatut: validee\nliste: [a, b\nversion: 1.2\n";
    let (table, errors) = parse_yaml(text, 0);
    let keys: Vec<&str> = table.entries.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys, ["statut", "version"]);
    let lines: Vec<usize> = errors.iter().map(|e| text[..e.span.start as usize].matches('\n').count() + 1).collect();
    assert_eq!(lines, [1, 2, 4], "{errors:?}");
    assert_eq!(&text[errors[0].span.range()], ":");
}

#[test]
fn mistakes_keep_the_words_their_translation_knows() {
    // `diagnostic::mistake` recognises these words.
    for (text, words) in [
        ("a: b: c", "mapping values are not allowed"),
        ("a: \"b", "quoted scalar, found unexpected"),
        ("a:\n\tb: 1", "tab"),
        ("a: [b", "flow"),
        ("juste un texte", "simple key expect"),
        ("titre: {{nom}}", "plain scalar cannot start"),
        ("a: *inconnu", "unknown anchor"),
        ("a: @b", "unexpected character: `@'"),
    ] {
        let (_, errors) = parse_yaml(text, 0);
        assert!(errors.iter().any(|e| e.message.contains(words)), "{text}: {errors:?}");
    }
}

#[test]
fn bombs_are_refused() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for level in 1..12 {
        let previous = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", [previous.as_str(); 10].join(","));
    }
    let (_, errors) = parse_yaml(&bomb, 0);
    assert_eq!(errors[0].message, "aliases repeat too much");

    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a,".repeat(1000));
    assert_eq!(parse_yaml(&long, 0).1[0].message, "aliases repeat too much");

    for deep in ["[".repeat(10_000), "- ".repeat(10_000), "{a: ".repeat(10_000)] {
        let (_, errors) = parse_yaml(&format!("a: {deep}"), 0);
        assert_eq!(errors.len(), 1, "{errors:?}");
    }
    assert_eq!(parse_yaml("a: &a [*a]", 0).1.len(), 1);
}

proptest! {
    #[test]
    fn never_panics(text in "[-a-c:é\u{10348}\\[\\]{}\"'|>&*!#%@`,?~<0-9. \n\t]{0,80}", offset in 0usize..50) {
        let (table, errors) = parse_yaml(&text, offset);
        let padded = format!("{}{text}", " ".repeat(offset));
        check_spans(&padded, &table);
        for error in errors {
            prop_assert!(padded.get(error.span.range()).is_some(), "{error:?}");
        }
    }

    #[test]
    fn plain_words_are_where_they_say(keys in prop::collection::vec("[a-zéœ]{1,8}", 1..6), words in prop::collection::vec("[a-zéœ\u{10348}]{1,6}( [a-zà]{1,6}){0,3}", 6)) {
        let text: String = keys.iter().zip(&words).map(|(key, word)| format!("k{key}: x{word}\n")).collect();
        let (table, errors) = parse_yaml(&text, 0);
        prop_assert!(errors.is_empty());
        for (entry, word) in table.entries.iter().zip(&words) {
            prop_assert_eq!(&text[entry.node.span.range()], format!("x{word}"));
            prop_assert_eq!(&entry.node.value, &Value::Text(format!("x{word}")));
            prop_assert_eq!(&text[entry.key_span.range()], &entry.key);
        }
    }
}
