//! What procedures say, from headings as authors write them.

use proptest::prelude::*;

use super::*;
use crate::sheet::test_support::{document, kind};

/// What a procedure is made of, in a few words a line.
fn shape(text: &str) -> Vec<String> {
    let document = document(text);
    let kind = kind("procedure");
    let procedure = Procedure::read(&document, &kind);
    let mut lines = Vec::new();
    for part in &procedure.parts {
        match part {
            Part::Preamble(_) => lines.push("preamble".to_owned()),
            Part::Section(_) => lines.push("section".to_owned()),
            Part::Role(passage) => lines.push(line(passage, &document.body)),
            Part::Phase(phase) => {
                lines.push(format!("{} {} #{}", phase.number, phase.title.text, phase.anchor));
                lines.extend(phase.passages.iter().map(|passage| format!("  {}", line(passage, &document.body))));
            }
        }
    }
    lines
}

fn line(passage: &Passage<'_>, body: &Body) -> String {
    let role = passage.role.map_or(passage.title.text.as_str(), |role| role.name.as_str());
    format!("{role} {}", passage.items(body).len())
}

#[test]
fn phases_and_roles() {
    assert_eq!(
        shape(
            "Avant.\n\n## 01 Observer\n\nDurée : 2 jours\n\n### Tâches\n\n- a\n- b\n\n### Autre\n\nTexte.\n\n## Phase 2 : Agir\n\n### Qui ?\n\nLe chef.\n\n## Annexe\n\nFin.\n"
        ),
        [
            "preamble",
            "01 Observer #phase-01",
            "  taches 2",
            "  Autre 1",
            "2 Agir #phase-02",
            "  personnes_ressources 1",
            "section"
        ]
    );
}

#[test]
fn headings_without_numbers_are_phases_when_they_hold_roles() {
    assert_eq!(
        shape("## Objet\n\nTexte.\n\n## Observer\n\n### Tâches\n\n- a\n\n## Agir\n\n### Étapes\n\n1. b\n"),
        ["section", "01 Observer #phase-01", "  taches 1", "02 Agir #phase-02", "  etapes 1"]
    );
    assert_eq!(shape("## Tâches\n\n- a\n\n## Outils\n\n- b\n"), ["taches 1", "outils 1"]);
    assert_eq!(shape("## Phase 01\n\n### Tâches\n\n- a\n"), ["01 Phase 01 #phase-01", "  taches 1"]);
}

/// The forms in which `01` stands alone on its line, the last being what a PDF's text gives.
#[test]
fn a_number_alone_on_its_line() {
    let expected =
        ["01 Veille #phase-01", "  taches 2", "  outils 1", "02 Ateliers #phase-02", "  points_de_vigilance 1"];
    assert_eq!(
        shape(
            "## 01\n\n## Veille\n\n### Tâches\n\n- a\n- b\n\n### Outils\n\nInternet\n\n## 02\n\n## Ateliers\n\n### Points de vigilance\n\n- c\n"
        ),
        expected
    );
    assert_eq!(
        shape(
            "01\n\n## Veille\n\n### Tâches\n\n- a\n- b\n\n### Outils\n\nInternet\n\n02\n\n## Ateliers\n\n### Points de vigilance\n\n- c\n"
        ),
        expected
    );
    assert_eq!(
        shape(
            "01\n\nVeille\n\nTâches\n\n- a\n- b\n\nOutils\n\nInternet\n\n02\n\nAteliers\n\nPoints de vigilance\n\n- c\n"
        ),
        expected
    );
}

#[test]
fn steps_numbered_by_hand_and_in_groups() {
    let document = document(
        "## 01 A\n\n### Étapes\n\n- 1- Identifier\n- 2- Choisir\n\n## 02 B\n\n### Étapes\n\n1^er^ atelier\n\n- Exposer\n\nFin.\n",
    );
    let kind = kind("procedure");
    let procedure = Procedure::read(&document, &kind);
    let items: Vec<Vec<_>> = procedure
        .phases()
        .map(|phase| phase.role("etapes").flat_map(|passage| passage.items(&document.body)).collect())
        .collect();
    assert_eq!(items[0].iter().map(|item| item.text.as_str()).collect::<Vec<_>>(), ["Identifier", "Choisir"]);
    assert_eq!(items[1][0].group.as_deref(), Some("1er atelier"));
    assert_eq!(items[1][1].text, "Fin.");
}

#[test]
fn people_and_time() {
    let document = document(
        "## 01 A {duree=\"1 mois\"}\n\n### Qui ?\n\n- Chef de projet\n- Élu\n\n## 02 B\n\nDurée : 2 semaines\n\n### Qui ?\n\n- chef de projet\n\n## 03 C\n\n### Qui ?\n\nÉlu\n",
    );
    let kind = kind("procedure");
    let procedure = Procedure::read(&document, &kind);
    let people = procedure.involvements(&document.body);
    assert_eq!(
        people.iter().map(|one| (one.who.as_str(), one.phases.clone())).collect::<Vec<_>>(),
        [("Chef de projet", vec![0, 1]), ("Élu", vec![0, 2])]
    );
    let (total, count) = procedure.total().expect("two phases say how long they last");
    assert_eq!((total.words("fr").as_str(), count), ("1\u{a0}mois et 2\u{a0}semaines", 2));
}

/// Every extent of a procedure, in order, titles included.
fn extents(procedure: &Procedure<'_>) -> Vec<Extent> {
    let mut all = Vec::new();
    let passage = |passage: &Passage<'_>, all: &mut Vec<Extent>| all.extend([passage.title.html, passage.body]);
    for part in &procedure.parts {
        match part {
            Part::Preamble(extent) | Part::Section(extent) => all.push(*extent),
            Part::Role(one) => passage(one, &mut all),
            Part::Phase(phase) => {
                all.extend([phase.title.html, phase.intro]);
                phase.passages.iter().for_each(|one| passage(one, &mut all));
            }
        }
    }
    all.push(procedure.notes);
    all
}

proptest! {
    /// Any sequence of headings, numbers and texts: parts follow one another, and hold every word.
    #[test]
    fn no_word_is_lost(pieces in proptest::collection::vec(0usize..14, 0..24)) {
        let mut text = String::new();
        let mut words = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let word = format!("mot{at}x");
            let written = match piece {
                0 => format!("## {word}"),
                1 => format!("## 0{} {word}", at % 10),
                2 => format!("## Phase {at} : {word}"),
                3 => format!("### {word}"),
                4 => format!("### Tâches\n\n- {word}"),
                5 => format!("### Outils\n\n{word}"),
                6 => format!("#### {word}"),
                7 => format!("{:02}\n\n## {word}", at),
                8 => format!("{:02}\n\n{word}\n\nTâches\n\n- a", at),
                9 => format!("1. {word}"),
                10 => format!("> ## {word}\n>\n> ### Tâches"),
                11 => format!("::: note {word}\n\n### Tâches\n\n:::"),
                12 => format!("{word}[^{at}]\n\n[^{at}]: note{word}"),
                _ => format!("{word} et une phrase."),
            };
            words.push(word);
            text.push_str(&written);
            text.push_str("\n\n");
        }
        let document = document(&text);
        let kind = kind("procedure");
        let procedure = Procedure::read(&document, &kind);
        let mut found = String::new();
        let mut last = 0;
        for extent in extents(&procedure) {
            prop_assert!(extent.from.html >= last && extent.to.html >= extent.from.html, "{text}");
            last = extent.to.html;
            found.push_str(&document.body.html[extent.from.html as usize..extent.to.html as usize]);
            for container in &document.body.containers {
                found.push_str(&container.title);
            }
        }
        for word in words {
            prop_assert!(found.contains(&word), "{word} is lost in:\n{text}\n{found}");
        }
    }
}
