//! The schemas that `classeur schema` writes say yes to every sheet of this repository and to what `new` writes, and no
//! to mistakes.

use std::path::Path;
use std::process::Command;

use classeur::config::{SiteConfig, sheet_schema, site_schema};
use classeur::pipeline::Assembly;
use classeur::site::BuildOptions;
use classeur::value::{Table, Value as Node, parse_toml, parse_yaml};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// A tree as JSON; a date is a text, as YAML and TOML readers of editors have it.
fn as_json(value: &Node) -> Value {
    match value {
        Node::Null => Value::Null,
        Node::Boolean(boolean) => json!(boolean),
        Node::Integer(integer) => json!(integer),
        Node::Number(number) => json!(number),
        Node::Text(text) => json!(text),
        Node::Date(date) => json!(date.to_string()),
        Node::List(items) => items.iter().map(|item| as_json(&item.value)).collect(),
        Node::Table(table) => object(table),
    }
}

fn object(table: &Table) -> Value {
    Value::Object(
        table.entries.iter().map(|entry| (entry.key.clone(), as_json(&entry.node.value))).collect::<Map<_, _>>(),
    )
}

/// The front matter of a sheet in YAML.
fn front_matter(text: &str) -> Value {
    let inside = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---"));
    object(&parse_yaml(inside.map_or("", |(yaml, _)| yaml), 0).0)
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::meta::validate(schema).expect("a JSON Schema");
    jsonschema::draft7::new(schema).expect("a JSON Schema")
}

fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{} : {error}", error.instance_path())).collect()
}

/// The schema of a kind built in.
fn schema(kind: &str) -> Validator {
    let config = SiteConfig::default();
    validator(&sheet_schema(config.kinds.find(kind).expect("a built-in kind"), &config))
}

#[test]
fn every_sheet_of_the_repository_is_valid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let date = "2026-11-22".parse().expect("a date");
    let site = Assembly::of_folder(root, &BuildOptions::on(date), None).expect("the repository is a site").site;
    let kinds = &site.config.kinds.kinds;
    let validators: Vec<Validator> = kinds.iter().map(|kind| validator(&sheet_schema(kind, &site.config))).collect();
    assert!(site.pages.len() > 20);
    for page in &site.pages {
        let file = &site.document(page.document).file;
        let found = errors(&validators[page.kind], &front_matter(file.text().unwrap_or_default()));
        assert_eq!(found, Vec::<String>::new(), "{}", file.path);
    }
}

#[test]
fn site_files_are_valid() {
    let validator = validator(&site_schema());
    for path in ["site.toml", "src/command/init/site.toml"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("it is there");
        assert_eq!(errors(&validator, &object(&parse_toml(&text, 0).0)), Vec::<String>::new(), "{path}");
        // What is commented out is valid too.
        let used: String = text
            .lines()
            .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line).to_owned() + "\n")
            .collect();
        assert_eq!(errors(&validator, &object(&parse_toml(&used, 0).0)), Vec::<String>::new(), "{path}");
    }
    // The built-in kinds are declared as a site declares its own.
    let kinds = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/config/kinds.toml"));
    let kinds = object(&parse_toml(&kinds.expect("it is there"), 0).0);
    assert_eq!(errors(&validator, &kinds), Vec::<String>::new(), "kinds.toml");
    for wrong in [
        json!({"titel": "x"}),
        json!({"title": 3}),
        json!({"base_url": "exemple.fr"}),
        json!({"markdown": {"raw_html": "yes"}}),
        json!({"checks": {"lien/introuvabel": "off"}}),
        json!({"kinds": {"x": {"fields": {"y": {"type": "texte"}}}}}),
        json!({"menu": [{"pgae": "x"}]}),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn keys_are_accepted_however_they_are_written() {
    let schema = schema("fiche");
    for right in [
        json!({}),
        json!({"Résumé": "x", "Mis à jour le": "2026-01-10", "mots-clés": ["a"], "tags": "b"}),
        json!({"statut": "À revoir", "maturite": "Éprouvé", "cout": "faible", "version": 1.2}),
        json!({"title": "Hugo", "date": "2026-01-10T10:00:00Z", "draft": false, "weight": 2, "author": {"name": "A"}}),
        json!({"layout": "post", "resume": null}),
        json!({"sources": ["https://exemple.fr", {"titre": "x", "usage": "adaptation", "consulte_le": "2026-01-10"}]}),
        json!({"images": {"a.png": {"alt": "x"}, "b.png": "y"}, "image": "a.png"}),
    ] {
        assert_eq!(errors(&schema, &right), Vec::<String>::new(), "{right}");
    }
    for wrong in [
        json!({"titer": "x"}),
        json!({"titre": ["x"]}),
        json!({"statut": "brouilon"}),
        json!({"maturite": "beaucoup"}),
        json!({"poids": "lourd"}),
        json!({"publie_le": "bientôt"}),
        json!({"resume": "é".repeat(301)}),
        json!({"sources": [{"titer": "x"}]}),
        json!({"declencheur": "d'un autre type"}),
    ] {
        assert!(!schema.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn tables_and_lists_of_kinds_are_checked() {
    let schema = schema("benchmark");
    let right = json!({"echelle": {"min": 0, "max": 4}, "criteres": [{"id": "a", "nom": "A", "poids": "1,5"}]});
    assert_eq!(errors(&schema, &right), Vec::<String>::new());
    for wrong in [json!({"echelle": 4}), json!({"criteres": [{"pods": 1}]}), json!({"criteres": [{"poids": "x"}]})] {
        assert!(!schema.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn the_command_prints_one_or_writes_all() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_classeur"));
        command.args(["--lang", "fr", "--site", env!("CARGO_MANIFEST_DIR"), "schema"]).args(arguments);
        command.output().expect("the program is built")
    };
    for name in ["site", "fiche", "Procédures"] {
        let printed: Value = serde_json::from_slice(&run(&[name]).stdout).expect("JSON");
        validator(&printed);
    }
    let written = run(&["--output", &folder.path().display().to_string()]);
    assert_eq!(written.status.code(), Some(0));
    assert!(folder.path().join("site.schema.json").is_file() && folder.path().join("modele.schema.json").is_file());
    for (arguments, words) in [(&["procédrue"][..], "vouliez-vous dire `procedure`"), (&[][..], "il manque")] {
        let refused = run(arguments);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    }
}
