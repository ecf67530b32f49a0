//! Scores from a file beside the page: CSV, one score a line or one solution a column; TOML, `[[notes]]`.

use std::sync::Arc;

use crate::diagnostic::{SheetFault, fold_key};
use crate::source::{SourceFile, Span};
use crate::value::{Node, Table, Value, french_or_iso, parse_toml};

use super::cell::{self, Cell};
use super::csv;
use super::{Evidence, Reading, Score};

/// Reads the scores of `file`.
pub(super) fn read(reading: &mut Reading<'_, '_>, file: &Arc<SourceFile>) {
    let whole = (Arc::clone(file), Span::default());
    let Some(text) = file.text() else {
        return reading.report(SheetFault::UnreadableScores { message: "UTF-8".into() }, &whole);
    };
    if file.path.extension() == "toml" {
        return toml(reading, file, text);
    }
    let rows = csv::rows(text);
    let Some((head, below)) = rows.split_first() else { return };
    let column = |names: &[&str]| head.iter().position(|(name, _)| names.contains(&fold_key(name).as_str()));
    let Some(criterion) = column(&["critere", "criterion", "criteria"]) else {
        return reading.report(SheetFault::UnreadableScores { message: "critere".into() }, &whole);
    };
    let (criteria, solutions) = reading.declared();
    match (column(&["solution"]), column(&["note", "score", "valeur"])) {
        (Some(solution), Some(score)) => {
            let evidence = column(&["preuve", "evidence", "lien", "url"]);
            let date = column(&["date", "evalue_le"]);
            let comment = column(&["commentaire", "comment", "remarque"]);
            for row in below {
                let cell = |at: usize| row.get(at).map_or("", |(text, _)| text.as_str());
                let place = |at: usize| (Arc::clone(file), row.get(at).map_or(Span::default(), |(_, span)| *span));
                let found = reading.criterion(cell(criterion), criteria, &place(criterion));
                let which = reading.solution(cell(solution), solutions, &place(solution));
                let (Some(found), Some(which)) = (found, which) else { continue };
                let text = |at: Option<usize>| at.map(cell).filter(|text| !text.is_empty()).map(str::to_owned);
                let own = text(date).and_then(|date| french_or_iso(&date)).map(|date| date.date());
                put(reading, found, which, cell(score), place(score), |made| {
                    made.evidence.extend(text(evidence).map(Evidence::Url));
                    made.date = own.or(made.date);
                    made.comment = text(comment);
                });
            }
        }
        _ => {
            let heads: Vec<Option<usize>> = head
                .iter()
                .enumerate()
                .map(|(at, (name, span))| {
                    let skipped = at == criterion || matches!(fold_key(name).as_str(), "" | "poids" | "weight");
                    (!skipped).then(|| reading.solution(name, solutions, &(Arc::clone(file), *span)))?
                })
                .collect();
            for row in below {
                let Some((name, span)) = row.get(criterion) else { continue };
                let Some(found) = reading.criterion(name, criteria, &(Arc::clone(file), *span)) else { continue };
                for (at, (text, span)) in row.iter().enumerate() {
                    if let Some(Some(which)) = heads.get(at) {
                        put(reading, found, *which, text, (Arc::clone(file), *span), |_| {});
                    }
                }
            }
        }
    }
}

fn toml(reading: &mut Reading<'_, '_>, file: &Arc<SourceFile>, text: &str) {
    let (table, errors) = parse_toml(text, 0);
    for error in errors {
        reading.report(SheetFault::UnreadableScores { message: error.message }, &(Arc::clone(file), error.span));
    }
    let Some(Node { value: Value::List(items), .. }) = table.get("notes") else { return };
    let (criteria, solutions) = reading.declared();
    for item in items {
        let Value::Table(entry) = &item.value else { continue };
        let place = (Arc::clone(file), item.span);
        let text = |names: &[&str]| names.iter().find_map(|name| words(entry, name));
        let found = reading.criterion(&text(&["critere", "criterion"]).unwrap_or_default(), criteria, &place);
        let which = reading.solution(&text(&["solution"]).unwrap_or_default(), solutions, &place);
        let (Some(found), Some(which)) = (found, which) else { continue };
        let own = text(&["date", "evalue_le"]).and_then(|date| french_or_iso(&date)).map(|date| date.date());
        put(reading, found, which, &text(&["note", "score"]).unwrap_or_default(), place, |made| {
            made.evidence.extend(text(&["preuve", "evidence", "url"]).map(Evidence::Url));
            made.date = own.or(made.date);
            made.comment = text(&["commentaire", "comment"]);
        });
    }
}

fn words(table: &Table, key: &str) -> Option<String> {
    Some(match &table.get(key)?.value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        _ => return None,
    })
}

/// Reads a cell and puts its score in place.
fn put(
    reading: &mut Reading<'_, '_>,
    criterion: usize,
    solution: usize,
    text: &str,
    place: (Arc<SourceFile>, Span),
    complete: impl FnOnce(&mut Score),
) {
    match cell::read(text) {
        Cell::NotAssessed => {}
        Cell::Unreadable => reading.report(SheetFault::UnreadableScore { found: text.to_owned() }, &place),
        Cell::Score { value, date, length } => {
            let mut score = Score { value, evidence: url_in(&text[length..]), date, comment: None, place };
            complete(&mut score);
            reading.set(criterion, solution, score);
        }
    }
}

/// An address written in a cell of a file.
fn url_in(text: &str) -> Vec<Evidence> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';'));
    words
        .filter(|word| word.starts_with("https://") || word.starts_with("http://"))
        .map(|url| Evidence::Url(url.into()))
        .collect()
}
