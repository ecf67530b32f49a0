//! The built-in kinds, and what a site may declare.

use super::*;
use crate::config::FieldType;

fn read(text: &str) -> (Kinds, Vec<Problem>) {
    let file = SourceFile::in_memory("site.toml", Role::Configuration, text);
    let (table, errors) = parse_toml(text, 0);
    assert_eq!(errors, []);
    let mut kinds = Kinds::default();
    let mut problems = Vec::new();
    if let Some(Node { value: Value::Table(table), .. }) = table.get("kinds") {
        read_kinds(&mut kinds, table, &file, &mut problems);
    }
    (kinds, problems.into_iter().map(|d| d.problem).collect())
}

#[test]
fn built_in_kinds_have_no_problem() {
    let (_, errors) = parse_toml(BUILT_IN, 0);
    assert_eq!(errors, []);
    let (kinds, problems) = read_built_in();
    assert!(problems.is_empty(), "{problems:?}");
    let names: Vec<&str> = kinds.kinds.iter().map(|kind| kind.name.as_str()).collect();
    assert_eq!(names, ["fiche", "procedure", "benchmark", "modele", "page"]);
    for kind in &kinds.kinds {
        let roles = kind.roles.iter().map(|role| &role.label);
        let fields = kind.fields.iter().map(|field| &field.label);
        for label in [&kind.label, &kind.plural, &kind.description].into_iter().chain(roles).chain(fields) {
            let languages: Vec<&str> = label.texts.iter().map(|(tag, _)| tag.as_str()).collect();
            assert_eq!(languages, ["fr", "en"], "{label:?}");
        }
    }
    let fiche = &kinds.kinds[0];
    let keys: Vec<&str> = fiche.fields.iter().map(|field| field.key.as_str()).collect();
    assert_eq!(keys, ["maturite", "cout", "effort", "delai", "prerequis"]);
    let FieldType::Enumeration(values) = &fiche.fields[0].kind else {
        panic!("{:?}", fiche.fields[0]);
    };
    let values: Vec<(&str, &str)> = values.iter().map(|(name, label)| (name.as_str(), label.get("fr"))).collect();
    assert_eq!(values, [("idee", "Idée"), ("pilote", "Pilote"), ("eprouve", "Éprouvé")]);
    assert!(kinds.kinds[1].roles.iter().all(|role| role.level == 3));
}

#[test]
fn a_site_adds_a_kind() {
    let (kinds, problems) = read(
        "[kinds.retour-experience]\nlabel = \"Retour d'expérience\"\nplural = \"Retours d'expérience\"\ntemplate = \"retex.html\"\n\
         [kinds.retour-experience.fields.budget]\ntype = \"number\"\nrequired_from = \"validée\"\n\
         [kinds.retour-experience.fields.suites]\ntype = \"list\"\nof = \"page\"\n\
         [kinds.retour-experience.fields.etat]\ntype = \"enumeration\"\nvalues = [\"À faire\", \"Fait\"]\n\
         [kinds.retour-experience.roles.bilan]\nheadings = [\"Ce que nous retenons\"]\nrequired_from = \"validee\"\n",
    );
    assert_eq!(problems, []);
    let kind = kinds.find("Retours d’expérience").expect("it was declared");
    assert_eq!((kind.name.as_str(), kind.template.as_str()), ("retour_experience", "retex.html"));
    assert_eq!(kinds.kinds.last(), Some(kind));
    assert_eq!(kind.fields[0].required_from, Some(Status::Valid));
    assert_eq!(kind.fields[0].label.get("fr"), "Budget");
    assert_eq!(kind.fields[1].kind, FieldType::List(Box::new(FieldType::Page)));
    let FieldType::Enumeration(values) = &kind.fields[2].kind else {
        panic!("{:?}", kind.fields[2]);
    };
    assert_eq!(values[0], ("a-faire".into(), LocalText::any("À faire")));
    assert_eq!(kind.role("Ce que nous retenons").map(|role| role.level), Some(2));
}

#[test]
fn a_site_adds_to_a_built_in_kind() {
    let (kinds, problems) = read(
        "[kinds.fiche]\nlabel = \"Fiche pratique\"\naliases = [\"pratique\"]\n\
         [kinds.fiche.fields.cout]\nrequired_from = \"validee\"\n\
         [kinds.fiche.fields.pilote]\ntype = \"text\"\n\
         [kinds.benchmark.fields.criteres.fields.famille]\ntype = \"text\"\n",
    );
    assert_eq!(problems, []);
    let fiche = kinds.find("pratique").expect("an alias was added");
    assert_eq!(fiche.label.get("fr"), "Fiche pratique");
    assert_eq!(fiche.plural.get("fr"), "Fiches opérationnelles");
    let cout = fiche.field("cout").expect("built in");
    assert_eq!(cout.required_from, Some(Status::Valid));
    assert!(matches!(&cout.kind, FieldType::Enumeration(values) if values.len() == 3));
    assert!(fiche.field("pilote").is_some() && fiche.field("maturite").is_some());
    let criteres = kinds.find("benchmark").and_then(|kind| kind.field("criteres"));
    let Some(FieldType::List(item)) = criteres.map(|field| &field.kind) else {
        panic!("{criteres:?}");
    };
    assert!(matches!(&**item, FieldType::Table(fields) if fields.len() == 4));
}

#[test]
fn mistakes() {
    let declaration = |kind: &str, expected: DeclarationFault| {
        let kind = kind.to_owned();
        move |problem: &Problem| matches!(problem, Problem::KindDeclaration { kind: k, fault } if *k == kind && *fault == expected)
    };
    let check = |text: &str, expected: &dyn Fn(&Problem) -> bool| {
        let (_, problems) = read(text);
        assert!(problems.len() == 1 && expected(&problems[0]), "{text}: {problems:?}");
    };
    check("[kinds.x.fields.e]\ntype = \"enumeration\"", &declaration("x", DeclarationFault::NoValues));
    check("[kinds.x.fields.t]\ntype = \"list\"\nof = \"table\"", &declaration("x", DeclarationFault::NoFields));
    check(
        "[kinds.x.fields.date]\ntype = \"date\"",
        &declaration("x", DeclarationFault::CommonKey { key: "date".into() }),
    );
    check(
        "[kinds.x]\naliases = [\"fiches\"]",
        &declaration("x", DeclarationFault::KindTaken { word: "fiches".into(), other: "fiche".into() }),
    );
    check(
        "[kinds.fiche.roles.x]\nheadings = [\"Contexte\"]",
        &declaration("fiche", DeclarationFault::HeadingTaken { heading: "contexte".into() }),
    );
    check(
        "[kinds.x.fields.e]\ntype = \"txet\"",
        &|problem| matches!(problem, Problem::WrongValue { key, nearest: Some(near), .. } if key == "type" && near == "text"),
    );
    check(
        "[kinds.x.roles.e]\nlevel = 7",
        &|problem| matches!(problem, Problem::WrongValue { key, expected: Expected::OneOf(_), .. } if key == "level"),
    );
    check(
        "[kinds.x]\nlabl = \"X\"",
        &|problem| matches!(problem, Problem::UnknownKey { nearest: Some(near), .. } if near == "label"),
    );
    check(
        "[kinds]\nx = 3",
        &|problem| matches!(problem, Problem::WrongValue { key, expected: Expected::Table, .. } if key == "x"),
    );
}
