//! Each way a value can be read or refused, and each problem the reader raises.

use super::*;
use crate::source::Role;
use crate::value::parse_yaml;

/// Reads `text` with `read`; the result and the problems as `code: debug`.
fn check<T>(text: &str, read: impl FnOnce(&mut Reader<'_, '_>) -> T) -> (T, Vec<Problem>) {
    let file = SourceFile::in_memory("content/a.md", Role::Content, text);
    let (table, errors) = parse_yaml(text, 0);
    assert_eq!(errors, []);
    let mut problems = Vec::new();
    let mut reader = Reader::new(&table, &file, KeyContext::FrontMatter, &mut problems);
    let value = read(&mut reader);
    reader.finish();
    (value, problems.into_iter().map(|d| d.problem).collect())
}

fn wrong(key: &str, expected: Expected, found: &str, nearest: Option<&str>) -> Problem {
    Problem::WrongValue {
        context: KeyContext::FrontMatter,
        key: key.into(),
        expected,
        found: found.into(),
        nearest: nearest.map(Into::into),
    }
}

#[test]
fn texts() {
    let value = |text: &str| check(text, |r| r.plain_text(&["titre", "title"]));
    for (text, expected) in [
        ("titre: Bonjour", Some("Bonjour")),
        ("TITLE: Bonjour", Some("Bonjour")),
        ("titre: 1.20", Some("1.20")),
        ("titre: 007", Some("007")),
        ("titre: true", Some("true")),
        ("titre: 2026-01-10", Some("2026-01-10")),
        ("titre: non", Some("non")),
        ("titre:", None),
        ("titre: '  '", None),
        ("{}", None),
    ] {
        assert_eq!(value(text), (expected.map(Into::into), vec![]), "{text}");
    }
    let problem = wrong("titre", Expected::Text, "[a]", None);
    assert_eq!(value("titre: [a]"), (None, vec![problem]));
}

#[test]
fn numbers_and_truths() {
    let integer = |text: &str| check(text, |r| r.integer(&["n"]));
    assert_eq!(integer("n: 3"), (Some(3), vec![]));
    assert_eq!(integer("n: '3'"), (Some(3), vec![]));
    assert_eq!(integer("n: 3.0"), (Some(3), vec![]));
    assert_eq!(integer("n: trois"), (None, vec![wrong("n", Expected::Integer, "trois", None)]));
    let count = |text: &str| check(text, |r| r.count(&["n"]));
    assert_eq!(count("n: 0"), (Some(0), vec![]));
    assert_eq!(count("n: -1"), (None, vec![wrong("n", Expected::Integer, "-1", None)]));
    let number = |text: &str| check(text, |r| r.number(&["n"]));
    assert_eq!(number("n: '1,5'"), (Some(1.5), vec![]));
    assert_eq!(number("n: .inf"), (None, vec![wrong("n", Expected::Number, ".inf", None)]));
    let boolean = |text: &str| check(text, |r| r.boolean(&["b"]));
    assert_eq!(boolean("b: oui"), (Some(true), vec![]));
    assert_eq!(boolean("b: false"), (Some(false), vec![]));
    assert_eq!(boolean("b: peut-être"), (None, vec![wrong("b", Expected::Boolean, "peut-être", None)]));
}

#[test]
fn dates_and_periods() {
    let date = |text: &str| check(text, |r| r.date(&["d"]));
    let day = Some(jiff::civil::date(2026, 11, 22));
    assert_eq!(date("d: 2026-11-22"), (day, vec![]));
    assert_eq!(date("d: 2026-11-22T10:00:00Z"), (day, vec![]));
    let loose = Problem::LooseDate { written: "22/11/2026".into(), iso: "2026-11-22".into() };
    assert_eq!(date("d: 22/11/2026"), (day, vec![loose]));
    assert_eq!(date("d: 2026"), (None, vec![wrong("d", Expected::Date, "2026", None)]));
    let period = |text: &str| check(text, |r| r.period(&["p"]));
    assert_eq!(period("p: 12 mois").0.map(|p| p.months), Some(12));
    assert_eq!(period("p: 12"), (None, vec![wrong("p", Expected::Duration, "12", None)]));
}

#[test]
fn lists_and_tables() {
    let texts = |text: &str| check(text, |r| r.plain_texts(&["l"]));
    let ab = vec!["a".to_owned(), "b, c".to_owned()];
    assert_eq!(texts("l: [a, 'b, c', ]"), (ab.clone(), vec![]));
    assert_eq!(texts("l: 'b, c'"), (vec![ab[1].clone()], vec![]));
    assert_eq!(texts("l:"), (vec![], vec![]));
    assert_eq!(texts("l: [{a: b}]"), (vec![], vec![wrong("l", Expected::Text, "{a: b}", None)]));
    let tables = |text: &str| check(text, |r| r.tables(&["t"]).len());
    assert_eq!(tables("t: [{a: 1}, {a: 2}]"), (2, vec![]));
    assert_eq!(tables("t: {a: 1}"), (1, vec![]));
    assert_eq!(tables("t: [x]"), (0, vec![wrong("t", Expected::Table, "x", None)]));
}

#[test]
fn choices() {
    let choices: &[(u8, &[&str])] = &[(1, &["eprouve", "proven"]), (2, &["a-revoir"])];
    let read = |text: &str| check(text, |r| r.one_of(&["m"], choices).map(|c| c.value));
    assert_eq!(read("m: Éprouvé"), (Some(1), vec![]));
    assert_eq!(read("m: PROVEN"), (Some(1), vec![]));
    assert_eq!(read("m: à revoir"), (Some(2), vec![]));
    let words = Expected::OneOf(vec!["eprouve".into(), "a-revoir".into()]);
    assert_eq!(read("m: prouven"), (None, vec![wrong("m", words, "prouven", Some("eprouve"))]));
}

#[test]
fn doubled_keys() {
    let read = |text: &str| check(text, |r| r.plain_text(&["titre", "title"]));
    let duplicate = |key: &str| {
        vec![Problem::DuplicateKey { context: KeyContext::FrontMatter, key: key.into(), first: "titre".into() }]
    };
    let a = Some("a".to_owned());
    assert_eq!(read("titre: a\ntitle: a"), (a.clone(), duplicate("title")));
    assert_eq!(read("titre: a\nTitre: a"), (a.clone(), duplicate("Titre")));
    for alias in ["title", "titre"] {
        let disagreement = Problem::Disagreement { key: "titre".into(), alias: alias.into() };
        assert_eq!(read(&format!("titre: a\n{alias}: b")), (a.clone(), vec![disagreement]));
    }
}

#[test]
fn unknown_keys() {
    let unknown = |key: &str, nearest: Option<&str>| Problem::UnknownKey {
        context: KeyContext::FrontMatter,
        key: key.into(),
        nearest: nearest.map(Into::into),
    };
    let (_, problems) = check("titre: a\nresmue: b\nzzz: c", |r| {
        r.text(&["titre"]);
        r.text(&["resume"]);
    });
    assert_eq!(problems, [unknown("resmue", Some("resume")), unknown("zzz", None)]);
}

#[test]
fn noise_stays_small() {
    let text: String = (0..1000).map(|n| format!("k{n}: x\n")).collect();
    let (_, problems) = check(&text, |_| ());
    assert_eq!(problems.len(), UNKNOWN);
    let long = format!("n: {}\n{}: 1\n", "x".repeat(100_000), "y".repeat(500));
    let (_, problems) = check(&long, |r| r.integer(&["n"]));
    assert!(matches!(&problems[0], Problem::WrongValue { found, .. } if found.len() == FOUND));
    assert!(matches!(&problems[1], Problem::UnknownKey { nearest: None, .. }));
}
