//! Front matters as this base and other generators write them.

use super::*;
use crate::config::COMMON_KEYS;
use crate::source::{Role, Span};
use crate::value::{Period, parse_yaml};
use jiff::civil::date;

fn read(text: &str) -> (Meta, Vec<Problem>) {
    let file = SourceFile::in_memory("content/a.md", Role::Content, text);
    let (table, errors) = parse_yaml(text, 0);
    assert_eq!(errors, []);
    let mut problems = Vec::new();
    let meta = Meta::read(&table, &file, &mut problems);
    (meta, problems.into_iter().map(|d| d.problem).collect())
}

fn sound(text: &str) -> Meta {
    let (meta, problems) = read(text);
    assert_eq!(problems, [], "{text}");
    meta
}

#[test]
fn everything() {
    let meta = sound(
        r#"
titre: Acquérir un logiciel libre
type: operationnelle
resume: Comment faire.
statut: validée
version: 1.20
historique:
  - {version: "1.1", date: 2026-05-19, note: Mise à jour.}
  - Première publication
publie_le: 2025-09-30
mis_a_jour_le: 2026-05-19
relu_le: 2026-05-20
revision: 12 mois
a_revoir_le: 2027-01-01
responsable: Service achats
auteurs: [A, {nom: B, courriel: b@exemple.fr}]
contributeurs: C
licence: etalab-2.0
derogation: aucune
sources:
  - {titre: Code, auteur: Légifrance, url: https://exemple.fr/, licence: etalab-2.0, usage: Adaptation, modifications: Résumé, consulte_le: 2026-05-11}
  - https://exemple.fr/seul
  - Un livre
liees: [a.md, ../b.md]
remplace: vieux.md
remplacee_par: neuf.md
anciennes_adresses: /vieux/
images:
  schema.png: {alt: Un schéma, auteur: A, licence: CC0-1.0, legende: Le schéma, decorative: non}
  photo.jpg: Une photo
langue: fr_fr
traduction_de: en.md
image: {path: carte.png, alt: Carte}
poids: 3
slug: acquerir
url: /a/
gabarit: autre.html
extra: {couleur: bleu}
taxonomies: {tags: [x]}
maturite: eprouve
"#,
    );
    assert_eq!(meta.title.as_ref().map(|t| t.value.as_str()), Some("Acquérir un logiciel libre"));
    assert_eq!((meta.status, meta.version.as_deref()), (Status::Valid, Some("1.20")));
    assert_eq!(meta.history[0].date, Some(date(2026, 5, 19)));
    assert_eq!(meta.history[1].note, "Première publication");
    assert_eq!((meta.published, meta.review_on), (Some(date(2025, 9, 30)), Some(date(2027, 1, 1))));
    assert_eq!(meta.review_in, Period::parse("12 mois"));
    assert_eq!((meta.authors, meta.contributors), (vec!["A".to_owned(), "B".into()], vec!["C".to_owned()]));
    assert_eq!(meta.sources[0].usage, Usage::Adaptation);
    assert_eq!(meta.sources[1].url.as_ref().map(|u| u.value.as_str()), Some("https://exemple.fr/seul"));
    assert_eq!(meta.sources[2].title, "Un livre");
    assert_eq!((meta.related.len(), meta.replaces.len(), meta.aliases.len()), (2, 1, 1));
    assert_eq!(
        (meta.images[0].file.value.as_str(), meta.images[0].caption.as_deref()),
        ("schema.png", Some("Le schéma"))
    );
    assert_eq!(meta.images[1].alt.as_deref(), Some("Une photo"));
    assert_eq!(meta.language.map(|l| l.value).as_deref(), Some("fr-FR"));
    assert_eq!(meta.image.map(|i| i.file.value).as_deref(), Some("carte.png"));
    assert_eq!((meta.weight, meta.extra.entries.len()), (Some(3), 1));
    let rest: Vec<&str> = meta.rest.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(rest, ["maturite", "tags"]);
}

#[test]
fn every_common_key_is_read_under_every_name() {
    for name in COMMON_KEYS.iter().flat_map(|names| names.iter()) {
        let (meta, _) = read(&format!("{name}: 2026-01-10\n"));
        assert!(meta.rest.is_empty(), "{name}");
    }
}

#[test]
fn other_generators() {
    let meta = sound(
        "title: Hugo\ndate: 2026-01-10T10:00:00Z\nlastmod: 2026-02-01 08:00:00 +0100\ndraft: false\nauthor: {name: A}\nweight: 2\nimages: [a.png]\ncover: b.png\naliases:\n  - /old/\n",
    );
    assert_eq!((meta.published, meta.updated), (Some(date(2026, 1, 10)), Some(date(2026, 2, 1))));
    assert_eq!((meta.status, meta.authors), (Status::Valid, vec!["A".to_owned()]));
    assert_eq!(meta.images[0].file.value, "a.png");
    let list = sound("images:\n  - {fichier: a.png, alt: A}\n  - {file: b.png, decorative: true}\n");
    assert!(list.images[1].decorative && list.images[0].alt.is_some());
    let (_, problems) = read("published: 2026-01-10\n");
    assert_eq!(problems, [Problem::ForeignKey { key: "published".into() }]);
}

#[test]
fn statuses() {
    for (text, status) in [
        ("", Status::Valid),
        ("statut:", Status::Valid),
        ("statut: brouillon", Status::Draft),
        ("statut: En relecture", Status::InReview),
        ("statut: « validée »", Status::Valid),
        ("statut: À revoir", Status::ToReview),
        ("status: archived", Status::Archived),
        ("status: draft", Status::Draft),
        ("status: review", Status::InReview),
        ("status: published", Status::Valid),
        ("draft: true", Status::Draft),
        ("draft: oui", Status::Draft),
        ("draft: false", Status::Valid),
        ("published: false", Status::Draft),
        ("published: true", Status::Valid),
        ("draft: true\nstatut: en-relecture", Status::InReview),
    ] {
        assert_eq!(sound(text).status, status, "{text}");
    }
    let disagree = |text: &str| {
        let (meta, problems) = read(text);
        assert!(matches!(problems[..], [Problem::Disagreement { .. }]), "{text}: {problems:?}");
        meta.status
    };
    assert_eq!(disagree("statut: validee\ndraft: true"), Status::Draft);
    assert_eq!(disagree("statut: brouillon\ndraft: false"), Status::Draft);
    // Nothing is published by mistake.
    let (meta, problems) = read("statut: brouilon");
    assert_eq!(meta.status, Status::Draft);
    assert!(
        matches!(&problems[..], [Problem::WrongValue { expected: Expected::OneOf(words), nearest: Some(near), .. }] if near == "brouillon" && words.len() == 5),
        "{problems:?}"
    );
    assert_eq!(read("draft: peut-être").0.status, Status::Draft);
}

#[test]
fn mistakes() {
    let check = |text: &str, code: &str, words: &str| {
        let (_, problems) = read(text);
        let [problem] = &problems[..] else {
            panic!("{text}: {problems:?}");
        };
        assert_eq!(problem.code().as_str(), code, "{text}");
        assert!(format!("{problem:?}").contains(words), "{text}: {problem:?}");
    };
    check("publie_le: 22/11/2026", "entete/date", "2026-11-22");
    check("publie_le: bientôt", "entete/valeur", "Date");
    check("revision: parfois", "entete/valeur", "Duration");
    check("poids: lourd", "entete/valeur", "Integer");
    check("langue: français", "entete/valeur", "LanguageTag");
    check("titre: [a]", "entete/valeur", "Text");
    check("titre: a\ntitle: b", "entete/desaccord", "title");
    check("titre: a\ntitle: a", "entete/doublon", "title");
    check("sources: [{titre: a, usage: copie}]", "entete/valeur", "OneOf");
    check("sources: [{titer: a}]", "entete/cle-inconnue", "titre");
    check("historique: [{date: hier}]", "entete/valeur", "Date");
    check("images: {a.png: {atl: x}}", "entete/cle-inconnue", "alt");
    check("images: [{alt: x}]", "entete/valeur", "fichier");
    check("extra: x", "entete/valeur", "Table");
    check(&format!("resume: {}", "é".repeat(301)), "entete/resume-long", "301");
    assert_eq!(read(&format!("resume: {}", "é".repeat(300))).1, []);
}

#[test]
fn places() {
    let text = "résumé: é\nliees: [à.md, b.md]\n";
    let meta = sound(text);
    let slice = |span: Span| &text[span.range()];
    assert_eq!(meta.summary.map(|summary| slice(summary.span)), Some("é"));
    assert_eq!(slice(meta.related[1].span), "b.md");
}
