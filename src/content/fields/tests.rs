//! Fields of each type, terms, and each mistake a front matter may hold once its kind is known.

use super::*;
use crate::config::{SiteConfig, Status};
use crate::content::Document;
use crate::markdown;
use crate::source::{Role, SourceFile};

fn read(config: &SiteConfig, kind: &str, front: &str) -> (Fields, Vec<Problem>) {
    let text = format!("---\n{front}\n---\n");
    let file = SourceFile::in_memory("content/a.md", Role::Content, &text);
    let document = Document::parse(&file, &markdown::Options::default());
    let mut problems = Vec::new();
    let kind = config.kinds.find(kind).expect("a known kind");
    let fields = Fields::read(&document, kind, &config.taxonomies, &mut problems);
    (fields, problems.into_iter().map(|d| d.problem).collect())
}

fn site(text: &str) -> SiteConfig {
    let file = SourceFile::in_memory("site.toml", Role::Configuration, text);
    let mut problems = Vec::new();
    let config = SiteConfig::read(&file, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    config
}

#[test]
fn a_sheet() {
    let config = SiteConfig::default();
    let front = "titre: a\nmaturité: Éprouvé\ncost: High\nprerequis: [un, deux]\ndelai: 3\ntags: [x, y]\nthème: z";
    let (fields, problems) = read(&config, "fiche", front);
    assert_eq!(problems, []);
    let kind = config.kinds.find("fiche").expect("built in");
    let choice = |key: &str| {
        let def = kind.field(key).expect("declared");
        fields.get(kind, key).and_then(|value| value.content.choice(&def.kind, "fr"))
    };
    assert_eq!(choice("maturite"), Some(("eprouve", "Éprouvé")));
    assert_eq!(choice("cout"), Some(("eleve", "Élevé")));
    let prerequis = fields.get(kind, "prerequis").expect("it is there");
    assert_eq!(prerequis.content.items()[1].0.text(), Some("deux"));
    assert_eq!(fields.get(kind, "delai").and_then(|v| v.content.text()), Some("3"));
    assert_eq!(fields.get(kind, "effort"), None);
    let terms: Vec<(usize, usize)> = fields.terms.iter().map(|t| (t.taxonomy, t.terms.len())).collect();
    assert_eq!(terms, [(0, 1), (3, 2)]);
}

#[test]
fn a_benchmark() {
    let config = SiteConfig::default();
    let front = "evalue_le: 2026-01-10\nechelle: {min: 0, max: 4.5}\ncriteres:\n  - {id: prix, nom: Prix, poids: 2}\n  - {id: a11y, nom: Accessibilité, poids: '1,5'}\nsolutions: [{nom: X, version: 1.10, licence: MIT, url: https://exemple.fr}]";
    let (fields, problems) = read(&config, "comparatif", front);
    assert_eq!(problems, []);
    let kind = config.kinds.find("benchmark").expect("built in");
    let content = |key: &str| &fields.get(kind, key).expect("it is there").content;
    assert_eq!(content("evalue_le"), &FieldContent::Date(jiff::civil::date(2026, 1, 10)));
    let Some(FieldType::List(item)) = kind.field("criteres").map(|def| &def.kind) else {
        panic!("a list");
    };
    let FieldType::Table(defs) = &**item else {
        panic!("of tables");
    };
    let weights: Vec<Option<f64>> = content("criteres")
        .items()
        .iter()
        .map(|(item, _)| item.get(defs, "poids").and_then(|value| value.content.number()))
        .collect();
    assert_eq!(weights, [Some(2.0), Some(1.5)]);
}

#[test]
fn mistakes() {
    let config = SiteConfig::default();
    let check = |kind: &str, front: &str, code: &str, words: &str| {
        let (_, problems) = read(&config, kind, front);
        let [problem] = &problems[..] else {
            panic!("{front}: {problems:?}");
        };
        assert_eq!(problem.code().as_str(), code, "{front}");
        assert!(format!("{problem:?}").contains(words), "{front}: {problem:?}");
    };
    check("fiche", "maturite: prouvé", "entete/valeur", "Some(\"eprouve\")");
    check("fiche", "maturite: [pilote]", "entete/valeur", "Text");
    check("fiche", "maturiet: pilote", "entete/cle-inconnue", "Some(\"maturite\")");
    check("page", "maturite: pilote", "entete/cle-inconnue", "None");
    check("page", "titer: a", "entete/cle-inconnue", "Some(\"titre\")");
    check("page", "thematique_s: a", "entete/cle-inconnue", "Some(\"thematiques\")");
    check("page", "layout: post", "entete/autre-outil", "layout");
    check("page", "tags: a\nkeywords: b", "entete/desaccord", "keywords");
    check("benchmark", "solutions: [{nmo: X}]", "entete/cle-inconnue", "Some(\"nom\")");
    check("benchmark", "echelle: [0, 4]", "entete/valeur", "Table");
    check("benchmark", "evalue_le: 1er mars 2026", "entete/date", "2026-03-01");
}

#[test]
fn required_fields() {
    let config = site("[kinds.fiche.fields.cout]\nrequired_from = \"en-relecture\"\n");
    let check = |status: Status, expected: Option<Visibility>| {
        let (_, problems) = read(&config, "fiche", &format!("statut: {}", status.name()));
        let missing =
            expected.map(|visibility| Problem::MissingField { field: "cout".into(), kind: "fiche".into(), visibility });
        assert_eq!(problems, Vec::from_iter(missing), "{status:?}");
    };
    check(Status::Draft, None);
    check(Status::InReview, Some(Visibility::Draft));
    check(Status::Valid, Some(Visibility::Published));
    check(Status::Archived, Some(Visibility::Published));
    assert_eq!(read(&config, "fiche", "cout: moyen").1, []);
    // Wrong is said once; unreadable is not missing.
    assert_eq!(read(&config, "fiche", "cout: cher").1.len(), 1);
    assert_eq!(read(&config, "fiche", "cout: a: b").1, []);
}

#[test]
fn a_kind_may_have_a_field_that_is_another_tool_s_key() {
    let config = site("[kinds.fiche.fields.menu]\ntype = \"page\"\n");
    let (fields, problems) = read(&config, "fiche", "menu: a.md");
    assert_eq!(problems, []);
    assert_eq!(fields.values[0].content, FieldContent::Page("a.md".into()));
}
