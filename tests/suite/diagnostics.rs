//! Every diagnostic code is raised by a site of its own, at the marked place, in words an author reads.

use std::collections::BTreeSet;

use classeur::diagnostic::CODES;
use rayon::prelude::*;

use super::fixture::{self, Mark};

/// Codes that no site alone raises, and the test that raises each.
const ELSEWHERE: &[(&str, &str)] = &[
    ("config/site-introuvable", "there is no site: commands::no_site_here"),
    ("lien/externe", "asks another site: src/check/external/tests.rs"),
    ("lien/injoignable", "asks another site: src/check/external/tests.rs"),
    ("lien/deplace", "asks another site: src/check/external/tests.rs"),
    ("fichier/acces", "root reads everything: hostile::files_that_may_not_be_read"),
    ("fichier/historique-partiel", "needs a git repository: tests/suite/history.rs"),
    ("fichier/historique-illisible", "needs a git repository: tests/suite/history.rs"),
    ("publication/dossier-etranger", "is about the published folder: commands::what_publication_refuses"),
    ("publication/dossier-source", "is about the published folder: commands::what_publication_refuses"),
    ("publication/ecriture", "is about the published folder: commands::what_publication_refuses"),
    ("publication/lecture-seule", "is about the published folder: tests/publish"),
    ("publication/disque-plein", "needs a full disk: src/publish/failure.rs tells it from its error"),
    ("benchmark/note", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("benchmark/hors-echelle", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("benchmark/echelle", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("benchmark/poids", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("benchmark/critere-inconnu", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("benchmark/solution-inconnue", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("benchmark/doublon", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("benchmark/sans-preuve", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("benchmark/donnees", "is about what a kind's text says: tests of src/sheet and tests/sheets.rs"),
    ("publication/conflit", "no site reaches it, linking refuses first: tests/publish"),
];

/// `lien-introuvable`, `lien-introuvable-2` → `lien/introuvable`.
fn code_of(name: &str) -> Option<&'static str> {
    let named = |code: &&str| {
        let rest = name.strip_prefix(&code.replacen('/', "-", 1));
        rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(|n| n.parse::<u8>().is_ok()))
    };
    CODES.iter().map(|code| code.as_str()).find(named)
}

#[test]
fn every_code_has_a_fixture_or_a_reason() {
    let fixtures = fixture::all("diagnostics");
    let mut shown: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    for fixture in &fixtures {
        let code = code_of(&fixture.name).unwrap_or_else(|| panic!("{} is no code", fixture.name));
        assert!(
            ELSEWHERE.iter().all(|(elsewhere, _)| *elsewhere != code),
            "{code} has a fixture: take it out of ELSEWHERE"
        );
        shown.insert(code);
    }
    let missing: Vec<&str> = CODES.iter().map(|code| code.as_str()).filter(|code| !shown.contains(code)).collect();
    assert!(std::env::var_os("FIXTURE").is_some() || missing.is_empty(), "codes without a fixture: {missing:?}");
}

#[test]
fn every_code_is_said_at_its_place() {
    let fixtures = fixture::all("diagnostics");
    let wrong: Vec<String> = fixtures
        .par_iter()
        .filter_map(|fixture| {
            let (built, mut marked, difference) = fixture.check();
            let code = code_of(&fixture.name)?;
            let raised: Vec<_> = built.diagnostics.iter().filter(|(_, found)| found.code().as_str() == code).collect();
            if raised.is_empty() {
                return Some(format!("── {}: {code} is not raised\n{}", fixture.name, built.said()));
            }
            let mut places: Vec<Mark> = raised
                .iter()
                .filter_map(|(_, found)| found.place.as_ref())
                .map(|place| Mark {
                    file: place.file.path.to_string(),
                    start: place.span.range().start,
                    end: place.span.range().end,
                })
                .collect();
            places.sort();
            marked.sort();
            if !marked.is_empty() && places != marked {
                return Some(format!(
                    "── {}: {code} is at {places:?}, expected at {marked:?}\n{}",
                    fixture.name,
                    built.said()
                ));
            }
            if marked.is_empty() && places.iter().any(|place| place.end > 0) {
                return Some(format!(
                    "── {}: mark the place of {code} by ⟦…⟧: {places:?}\n{}",
                    fixture.name,
                    built.said()
                ));
            }
            difference
        })
        .collect();
    assert!(wrong.is_empty(), "UPDATE_EXPECT=1 rewrites what is expected\n{}", wrong.join("\n"));
}
