//! The JSON-LD of every page, against `schema_org.txt`: types, their properties, and what those may be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use classeur::pipeline::Assembly;
use serde_json::Value;

use super::folder::{Built, Folder, options};

/// A type of the table.
#[derive(Default)]
struct Type {
    parents: Vec<String>,
    properties: BTreeMap<String, Vec<String>>,
}

struct Vocabulary(BTreeMap<String, Type>);

impl Vocabulary {
    fn read() -> Self {
        let mut types: BTreeMap<String, Type> = BTreeMap::new();
        let mut current = String::new();
        for line in include_str!("schema_org.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            if let Some(property) = line.strip_prefix("  ") {
                let (name, ranges) = property.split_once(": ").expect("a property and its ranges");
                let known = &mut types.get_mut(&current).expect("after its type").properties;
                known.insert(name.to_owned(), words(ranges));
            } else {
                let (name, parents) = line.split_once(" < ").unwrap_or((line, ""));
                current = name.to_owned();
                types.insert(current.clone(), Type { parents: words(parents), ..Type::default() });
            }
        }
        let vocabulary = Vocabulary(types);
        for (name, one) in &vocabulary.0 {
            let ranges = one.properties.values().flatten().filter(|range| !VALUES.contains(&range.as_str()));
            for word in one.parents.iter().chain(ranges) {
                assert!(vocabulary.0.contains_key(word), "{name}: {word} is not in the table");
            }
        }
        vocabulary
    }

    fn is_a(&self, name: &str, wanted: &str) -> bool {
        name == wanted || self.0.get(name).is_some_and(|one| one.parents.iter().any(|parent| self.is_a(parent, wanted)))
    }

    fn ranges(&self, name: &str, property: &str) -> Option<&Vec<String>> {
        let one = self.0.get(name)?;
        let own = one.properties.get(property);
        own.or_else(|| one.parents.iter().find_map(|parent| self.ranges(parent, property)))
    }

    /// What is wrong with a node and those in it; the types it meets go to `seen`.
    fn check(&self, node: &Value, seen: &mut BTreeSet<String>, wrong: &mut Vec<String>) {
        let Some(object) = node.as_object() else { return wrong.push(format!("{node} is no node")) };
        let name = object.get("@type").and_then(Value::as_str).unwrap_or_default();
        if !self.0.contains_key(name) {
            return wrong.push(format!("{name:?} is no type"));
        }
        seen.insert(name.to_owned());
        for (property, value) in object.iter().filter(|(key, _)| !["@type", "@id", "@context"].contains(&key.as_str()))
        {
            let Some(ranges) = self.ranges(name, property) else {
                wrong.push(format!("{name} has no property {property}"));
                continue;
            };
            let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            if values.is_empty() {
                wrong.push(format!("{name}.{property} is an empty list"));
            }
            for value in values {
                match value.get("@type").and_then(Value::as_str) {
                    Some(inner) if ranges.iter().any(|range| self.is_a(inner, range)) => self.check(value, seen, wrong),
                    Some(inner) => wrong.push(format!("{name}.{property} is a {inner}, not {ranges:?}")),
                    None if ranges.iter().any(|range| is_value(value, range)) => {}
                    None => wrong.push(format!("{name}.{property} is {value}, not {ranges:?}")),
                }
            }
        }
    }
}

const VALUES: [&str; 7] = ["Text", "URL", "Date", "Duration", "Boolean", "Integer", "Number"];

fn is_value(value: &Value, range: &str) -> bool {
    let text = value.as_str();
    match range {
        "Text" => text.is_some_and(|text| !text.is_empty()),
        "URL" => text.is_some_and(|text| text.starts_with("https://") || text.starts_with("http://")),
        "Date" => text.is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok()),
        "Duration" => text.is_some_and(|text| text.parse::<jiff::Span>().is_ok() && text.starts_with('P')),
        "Boolean" => value.is_boolean(),
        "Integer" => value.is_i64() || value.is_u64(),
        "Number" => value.is_number(),
        _ => false,
    }
}

/// The nodes of the JSON-LD of each page.
fn nodes(built: &Built) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("HTML is UTF-8");
        for script in html.split("<script type=\"application/ld+json\">").skip(1) {
            let text = script.split("</script>").next().unwrap_or_default();
            let read: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(read["@context"], "https://schema.org", "{path}");
            let graph = read["@graph"].as_array().unwrap_or_else(|| panic!("{path}: no graph"));
            found.extend(graph.iter().map(|node| (path.clone(), node.clone())));
        }
    }
    found
}

#[test]
fn every_page_uses_terms_that_exist_as_they_are_meant() {
    let vocabulary = Vocabulary::read();
    let own = Assembly::of_folder(Path::new(env!("CARGO_MANIFEST_DIR")), &options(), None).expect("our own site");
    let sources = Folder::new(&[
        ("content/_index.md", "---\ntitre: Accueil\n---\n"),
        (
            "content/fiches/a.md",
            "---\ntitre: A\nresume: x\nauteurs: [Ada]\nlicence: CC-BY-4.0 OR MIT\nsources:\n  - {titre: T, auteur: B, url: \"https://exemple.fr/\", licence: CC0-1.0, usage: adaptation}\n---\n\n## Contexte\n\nTexte.\n",
        ),
    ])
    .build();
    assert!(!sources.files.is_empty(), "{}", sources.said());
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for built in [Built::of(&own), sources] {
        for (path, node) in nodes(&built) {
            let mut found = Vec::new();
            vocabulary.check(&node, &mut seen, &mut found);
            wrong.extend(found.into_iter().map(|problem| format!("{path}: {problem}")));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, Vec::<String>::new());
    let wanted = [
        "TechArticle",
        "HowTo",
        "Article",
        "CreativeWork",
        "WebPage",
        "Dataset",
        "DataDownload",
        "DefinedTermSet",
        "DefinedTerm",
        "BreadcrumbList",
        "WebSite",
        "SearchAction",
        "ImageObject",
        "Organization",
        "Person",
    ];
    let unseen: Vec<_> = wanted.iter().filter(|name| !seen.contains(**name)).collect();
    assert_eq!(unseen, Vec::<&&str>::new(), "no page has any");
}

#[test]
fn what_is_wrong_is_found() {
    let vocabulary = Vocabulary::read();
    let told = |text: &str| {
        let mut wrong = Vec::new();
        vocabulary.check(&serde_json::from_str(text).expect("JSON"), &mut BTreeSet::new(), &mut wrong);
        wrong
    };
    assert_eq!(
        told(r#"{"@type": "HowTo", "name": "A", "totalTime": "PT2H", "step": [{"@type": "HowToStep"}]}"#),
        [""; 0]
    );
    for (text, count) in [
        (r#"{"@type": "Fiche"}"#, 1),
        (r#"{"@type": "Article", "titre": "A"}"#, 1),
        (r#"{"@type": "Article", "dateModified": "22/11/2026"}"#, 1),
        (r#"{"@type": "Article", "author": "Ada"}"#, 1),
        (r#"{"@type": "Article", "license": "etalab-2.0"}"#, 1),
        (r#"{"@type": "HowTo", "step": [{"@type": "Person"}], "tool": []}"#, 2),
        (r#"{"@type": "Dataset", "creator": {"@type": "Person", "nom": "Ada"}}"#, 1),
    ] {
        assert_eq!(told(text).len(), count, "{text}: {:?}", told(text));
    }
}
