//! What benchmarks say, from every form their scores are written in.

use proptest::prelude::*;

use super::*;
use crate::sheet::test_support::{document, kind};
use crate::source::Role;

const HEAD: &str = "---\nevalue_le: 2026-01-02\nechelle: {min: 0, max: 4}\ncriteres:\n  - {id: api, nom: API ouverte, poids: 3}\n  - {id: doc, nom: Documentation, poids: 1}\nsolutions: [{id: a, nom: Alpha}, {id: b, nom: Bêta}]\n---\n\n";

fn read(text: &str, data: Option<(&str, &str)>) -> (Benchmark, Vec<String>) {
    let document = document(text);
    let kind = kind("benchmark");
    let mut problems = Vec::new();
    let fields = Fields::read(&document, &kind, &[], &mut problems);
    let file = data.map(|(name, text)| SourceFile::in_memory(name, Role::Asset, text));
    let benchmark = Benchmark::read(&document, &kind, &fields, file.as_ref(), &mut problems);
    (benchmark, problems.iter().map(|problem| problem.code().to_string()).collect())
}

fn values(benchmark: &Benchmark) -> Vec<Vec<Option<f64>>> {
    benchmark
        .scores
        .iter()
        .map(|row| row.iter().map(|score| score.as_ref().map(|score| score.value)).collect())
        .collect()
}

#[test]
fn scores_of_a_table_either_way() {
    let table = "## Comparaison\n\n| Critère | Alpha | Bêta |\n|---|---|---|\n| API ouverte | 4 ([doc](https://a.fr/), 12/05/2026) | non évalué |\n| Documentation | 2 | 3,5 |\n";
    let turned = "| Solution | API ouverte | Documentation |\n|---|---|---|\n| Alpha | 4 ([doc](https://a.fr/), 12/05/2026) | 2 |\n| bêta | non évalué | 3,5 |\n";
    for text in [table, turned] {
        let (benchmark, problems) = read(&format!("{HEAD}| Note | Sens |\n|---|---|\n| 0 | rien |\n\n{text}"), None);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(values(&benchmark), [[Some(4.0), None], [Some(2.0), Some(3.5)]]);
        let first = benchmark.score(0, 0).expect("it is assessed");
        assert_eq!(first.date, Some(jiff::civil::date(2026, 5, 12)));
        assert_eq!(first.evidence.len(), 1);
        let second = benchmark.score(1, 0).expect("it is assessed");
        assert_eq!((second.date, second.evidence.len()), (Some(jiff::civil::date(2026, 1, 2)), 0));
        let standings = benchmark.standings();
        assert_eq!((standings[0].total, standings[0].coverage, standings[0].rank), (Some(3.5), 1.0, Some(1)));
        assert_eq!((standings[1].total, standings[1].coverage, standings[1].rank), (Some(3.5), 0.25, Some(1)));
        assert!(standings.iter().all(|standing| standing.tied));
    }
}

#[test]
fn scores_of_files_and_of_the_front_matter() {
    let long = "critere;solution;note;preuve;date\nAPI ouverte;a;4;https://a.fr/;12/05/2026\ndoc;Bêta;3,5;;\n";
    let wide = "Critère;Alpha;Bêta\nAPI ouverte;4 (https://a.fr/, 12/05/2026);\nDocumentation;;3,5\n";
    let toml = "[[notes]]\ncritere = \"api\"\nsolution = \"a\"\nnote = 4\npreuve = \"https://a.fr/\"\ndate = 2026-05-12\n[[notes]]\ncritere = \"doc\"\nsolution = \"b\"\nnote = \"3,5\"\n";
    let front = HEAD.replace("solutions:", "notes:\n  - {critere: api, solution: a, note: 4, preuve: \"https://a.fr/\", date: 2026-05-12}\n  - {critere: doc, solution: b, note: 3.5}\nsolutions:");
    let cases = [
        (HEAD, Some(("content/notes.csv", long))),
        (HEAD, Some(("content/notes.csv", wide))),
        (HEAD, Some(("content/notes.toml", toml))),
        (&front, None),
    ];
    for (text, data) in cases {
        let (benchmark, problems) = read(text, data);
        assert_eq!(problems, Vec::<String>::new(), "{data:?}");
        assert_eq!(values(&benchmark), [[Some(4.0), None], [None, Some(3.5)]], "{data:?}");
        let score = benchmark.score(0, 0).expect("it is assessed");
        assert_eq!(score.evidence, [Evidence::Url("https://a.fr/".into())]);
        assert_eq!(score.date, Some(jiff::civil::date(2026, 5, 12)));
    }
}

#[test]
fn what_is_not_declared_comes_from_the_table() {
    let (benchmark, problems) = read(
        "## Résultats\n\n| Critère | Poids | Alpha | Bêta |\n|---|---|---|---|\n| Coût | 2 | 5 | 3 |\n| Aide | 1 | 2 | – |\n",
        None,
    );
    // A column of weights is one of no solution.
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(benchmark.criteria.iter().map(|one| one.weight).collect::<Vec<_>>(), [2.0, 1.0]);
    assert_eq!(benchmark.solutions.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Alpha", "Bêta"]);
    assert_eq!(benchmark.scale, (0.0, 5.0));
    assert_eq!(benchmark.standings()[0].total, Some(4.0));
}

#[test]
fn mistakes() {
    let table = |rows: &str| format!("{HEAD}| Critère | Alpha | Gamma |\n|---|---|---|\n{rows}");
    let (_, problems) = read(
        &table("| API ouverte | 7 | 1 |\n| Documentatio | 2 | 1 |\n| Documentation | bon | 1 |\n| API | 1 | 1 |\n"),
        None,
    );
    assert_eq!(
        problems,
        [
            "benchmark/solution-inconnue",
            "benchmark/hors-echelle",
            "benchmark/critere-inconnu",
            "benchmark/note",
            "benchmark/doublon"
        ]
    );
    let (_, problems) = read(
        "---\nechelle: {min: 4, max: 0}\ncriteres: [{id: a, poids: -1}, {id: a}]\nsolutions: [{nom: X}, {nom: x}]\n---\n",
        Some(("content/notes.csv", "a;b\n1;2\n")),
    );
    assert_eq!(
        problems,
        ["benchmark/echelle", "benchmark/poids", "benchmark/doublon", "benchmark/doublon", "benchmark/donnees"]
    );
}

proptest! {
    /// Whatever the scores and the weights: a total is between the lowest and the highest score, zero weights count for
    /// nothing, ranks are those of totals, and what is not assessed lowers the coverage only.
    #[test]
    fn totals_and_ranks(
        weights in proptest::collection::vec(0u8..5, 1..6),
        cells in proptest::collection::vec(proptest::option::of(0u8..=4), 18)
    ) {
        let mut text = String::from("---\nechelle: {max: 4}\ncriteres:\n");
        for (at, weight) in weights.iter().enumerate() {
            text.push_str(&format!("  - {{id: c{at}, poids: {weight}}}\n"));
        }
        text.push_str("solutions: [{id: s0}, {id: s1}, {id: s2}]\n---\n\n| x | s0 | s1 | s2 |\n|---|---|---|---|\n");
        for at in 0..weights.len() {
            text.push_str(&format!("| c{at} |"));
            for column in 0..3 {
                let cell = cells[at * 3 + column].map_or("non évalué".to_owned(), |score| score.to_string());
                text.push_str(&format!(" {cell} |"));
            }
            text.push('\n');
        }
        let (benchmark, problems) = read(&text, None);
        prop_assert!(problems.is_empty(), "{problems:?}");
        let standings = benchmark.standings();
        for (solution, standing) in standings.iter().enumerate() {
            let own: Vec<f64> = (0..weights.len())
                .filter(|at| weights[*at] > 0)
                .filter_map(|at| benchmark.score(at, solution).map(|score| score.value))
                .collect();
            prop_assert_eq!(standing.total.is_some(), !own.is_empty());
            prop_assert!((0.0..=1.0).contains(&standing.coverage));
            if let Some(total) = standing.total {
                let (low, high) = own.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
                prop_assert!(low <= total && total <= high);
                let better = standings.iter().filter(|other| other.total > Some(total)).count();
                prop_assert_eq!(standing.rank, Some(better + 1));
            }
        }
    }
}
