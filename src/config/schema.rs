//! JSON Schemas (draft 7, which editors read) of a sheet's front matter and of `site.toml`, from the declarations that
//! the readers themselves use.
//!
//! Says what is written without any diagnostic; never validates anything itself.

mod site;

use serde_json::{Map, Value, json};

use super::{COMMON_KEYS, FieldDef, FieldType, Kind, SiteConfig, Status};
use crate::config::keys::FOREIGN_KEYS;
use crate::diagnostic::fold_key;

pub use site::site_schema;

/// The schema of the front matter of a sheet of `kind`, on the site that `config` configures.
pub fn sheet_schema(kind: &Kind, config: &SiteConfig) -> Value {
    let mut keys = Keys::default();
    for names in COMMON_KEYS {
        keys.add(names.iter().copied(), described(common(names[0], config), about_common(names[0])));
    }
    for taxonomy in &config.taxonomies {
        let names = [taxonomy.key.as_str()].into_iter().chain(taxonomy.aliases.iter().map(String::as_str));
        keys.add(names, described(list_of(text()), taxonomy.plural.get(&config.language)));
    }
    for field in &kind.fields {
        keys.add(field.names().into_iter(), field_schema(field, &config.language));
    }
    for key in FOREIGN_KEYS {
        keys.pattern(key, json!({"description": "Clé d'un autre outil, sans effet ici."}));
    }
    let mut schema = keys.object();
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(kind.label.get(&config.language));
    schema["description"] = json!(kind.description.get(&config.language));
    schema
}

/// The keys of a table: canonical names, which editors propose, and any way to write them, which they accept.
#[derive(Default)]
struct Keys {
    properties: Map<String, Value>,
    patterns: Map<String, Value>,
}

impl Keys {
    fn add<'n>(&mut self, names: impl Iterator<Item = &'n str>, schema: Value) {
        for (at, name) in names.enumerate() {
            if at == 0 {
                self.properties.insert(name.to_owned(), schema.clone());
            }
            self.pattern(name, schema.clone());
        }
    }

    fn pattern(&mut self, name: &str, schema: Value) {
        self.patterns.insert(format!("^{}$", any_writing(name)), schema);
    }

    fn object(self) -> Value {
        json!({
            "type": ["object", "null"],
            "properties": self.properties,
            "patternProperties": self.patterns,
            "additionalProperties": false,
        })
    }
}

/// A pattern of every way to write `word` that folds to it: case, accents, `-`, `_` and spaces do not matter.
fn any_writing(word: &str) -> String {
    let mut pattern = String::new();
    for c in fold_key(word).chars() {
        match c {
            '_' => pattern.push_str("[-_ '’.]+"),
            'a' => pattern.push_str("[aàâäAÀÂÄ]"),
            'c' => pattern.push_str("[cçCÇ]"),
            'e' => pattern.push_str("[eéèêëEÉÈÊË]"),
            'i' => pattern.push_str("[iîïIÎÏ]"),
            'o' => pattern.push_str("[oôöOÔÖ]"),
            'u' => pattern.push_str("[uùûüUÙÛÜ]"),
            c if c.is_ascii_alphabetic() => pattern.push_str(&format!("[{c}{}]", c.to_ascii_uppercase())),
            c => pattern.push(c),
        }
    }
    // A ligature folds to its two letters.
    pattern.replace("[oôöOÔÖ][eéèêëEÉÈÊË]", "(?:[oôöOÔÖ][eéèêëEÉÈÊË]|[œŒ])")
}

/// One of `words`, the canonical ones proposed, any writing accepted.
fn one_of<'w>(canonical: impl Iterator<Item = &'w str>, words: impl Iterator<Item = &'w str>) -> Value {
    let canonical: Vec<&str> = canonical.collect();
    let patterns: Vec<String> = words.map(any_writing).collect();
    json!({"anyOf": [{"enum": canonical}, {"type": "string", "pattern": format!("^(?:{})$", patterns.join("|"))}, {"type": "null"}]})
}

fn described(mut schema: Value, description: &str) -> Value {
    if !description.is_empty() {
        schema["description"] = json!(description);
    }
    schema
}

fn text() -> Value {
    json!({"type": ["string", "number", "boolean", "null"]})
}

fn integer() -> Value {
    json!({"anyOf": [{"type": ["integer", "null"]}, {"type": "string", "pattern": "^\\s*-?[0-9]*\\s*$"}]})
}

fn number() -> Value {
    json!({"anyOf": [{"type": ["number", "null"]}, {"type": "string", "pattern": "^\\s*-?[0-9]*(?:[.,][0-9]+)?\\s*$"}]})
}

fn boolean() -> Value {
    let words = ["oui", "vrai", "yes", "true", "non", "faux", "no", "false"];
    json!({"anyOf": [{"type": ["boolean", "null"]}, one_of([].into_iter(), words.into_iter())["anyOf"][1]]})
}

/// ISO, with a time after it when another generator wrote it.
fn date() -> Value {
    json!({"anyOf": [{"type": "string", "pattern": "^\\s*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?)?\\s*$"}, {"type": "null"}]})
}

/// A list of items, or one item alone.
fn list_of(item: Value) -> Value {
    json!({"anyOf": [{"type": "array", "items": item}, item]})
}

fn field_schema(field: &FieldDef, language: &str) -> Value {
    let (label, description) = (field.label.get(language), field.description.get(language));
    let about = if description.is_empty() { label.to_owned() } else { format!("{label} : {description}") };
    described(type_schema(&field.kind, language), &about)
}

fn type_schema(kind: &FieldType, language: &str) -> Value {
    match kind {
        FieldType::Text | FieldType::Page => text(),
        FieldType::Integer => integer(),
        FieldType::Number => number(),
        FieldType::Date => date(),
        FieldType::Boolean => boolean(),
        FieldType::Enumeration(values) => {
            let labels = values.iter().flat_map(|(_, label)| label.texts.iter().map(|(_, text)| text.as_str()));
            let names = || values.iter().map(|(name, _)| name.as_str());
            one_of(names(), names().chain(labels))
        }
        FieldType::List(item) => list_of(type_schema(item, language)),
        FieldType::Table(fields) => {
            let mut keys = Keys::default();
            for field in fields {
                keys.add(field.names().into_iter(), field_schema(field, language));
            }
            keys.object()
        }
    }
}

/// A table whose keys are all texts, those of `dates` excepted.
fn texts(names: &[&[&str]], dates: &[&[&str]]) -> Keys {
    let mut keys = Keys::default();
    for names in names {
        keys.add(names.iter().copied(), text());
    }
    for names in dates {
        keys.add(names.iter().copied(), date());
    }
    keys
}

/// What a common key holds, by its canonical name.
fn common(key: &str, config: &SiteConfig) -> Value {
    let kinds = || {
        let kinds = &config.kinds.kinds;
        one_of(
            kinds.iter().map(|kind| kind.name.as_str()),
            kinds.iter().flat_map(|kind| kind.words.iter().map(String::as_str)),
        )
    };
    let people = || list_of(json!({"anyOf": [text(), {"type": "object"}]}));
    match key {
        "type" | "type_des_pages" => kinds(),
        "statut" => one_of(
            Status::ALL.iter().map(|status| status.name()),
            Status::WORDS.iter().flat_map(|(_, words)| words.iter().copied()),
        ),
        "draft" => boolean(),
        // Elsewhere it may be a date.
        "published" => json!({"anyOf": [boolean(), date()]}),
        "resume" => json!({"type": ["string", "number", "boolean", "null"], "maxLength": 300}),
        "publie_le" | "mis_a_jour_le" | "relu_le" | "a_revoir_le" => date(),
        "poids" => integer(),
        "auteurs" | "contributeurs" => people(),
        "liees" | "remplace" | "anciennes_adresses" => list_of(text()),
        "extra" => json!({"type": ["object", "null"]}),
        "taxonomies" => json!({"type": ["object", "null"], "additionalProperties": list_of(text())}),
        "historique" => {
            let line = texts(&[&["version"], &["note", "notes", "description", "changement"]], &[&["date", "le"]]);
            list_of(json!({"anyOf": [text(), line.object()]}))
        }
        "sources" => {
            let mut source = texts(
                &[
                    &["titre", "title", "nom", "name"],
                    &["url", "lien", "link", "adresse"],
                    &["licence", "license"],
                    &["derogation"],
                    &["modifications", "modification"],
                ],
                &[&["consulte_le", "consultee_le", "accessed"]],
            );
            source.add(["auteur", "auteurs", "author", "authors"].into_iter(), people());
            let usages = ["reproduction", "adaptation", "citation"];
            let words = ["reproduit", "adapte", "consultation", "quotation"];
            source.add(["usage"].into_iter(), one_of(usages.into_iter(), usages.into_iter().chain(words)));
            list_of(json!({"anyOf": [text(), source.object()]}))
        }
        "images" => {
            let image = json!({"anyOf": [text(), image()]});
            json!({"anyOf": [{"type": "object", "additionalProperties": image}, {"type": "array", "items": image}, text()]})
        }
        "image" => json!({"anyOf": [text(), image()]}),
        _ => text(),
    }
}

fn image() -> Value {
    let mut image = texts(
        &[
            &["fichier", "file", "chemin", "path", "src", "image"],
            &["alt", "alternative"],
            &["source", "url"],
            &["licence", "license"],
            &["derogation"],
            &["legende", "caption"],
        ],
        &[],
    );
    image.add(
        ["auteur", "auteurs", "author", "credit"].into_iter(),
        list_of(json!({"anyOf": [text(), {"type": "object"}]})),
    );
    image.add(["decorative", "decoratif"].into_iter(), boolean());
    image.object()
}

/// What an editor says of a common key.
fn about_common(key: &str) -> &'static str {
    match key {
        "titre" => "Titre ; à défaut, le premier # du texte, sinon le nom du fichier.",
        "type" => "Type de fiche.",
        "type_des_pages" => "Dans _index.md : type des fiches du dossier.",
        "resume" => "Ce que le lecteur y trouvera, en 300 caractères au plus.",
        "statut" => "brouillon et en-relecture ne sont pas publiés.",
        "publie_le" | "mis_a_jour_le" | "relu_le" | "a_revoir_le" => "Date, AAAA-MM-JJ.",
        "revision" => "Durée entre deux relectures : 12 mois.",
        "responsable" => "Qui répond de la fiche.",
        "licence" => "Identifiant SPDX : etalab-2.0, CC-BY-4.0…",
        "liees" => "Fiches à lire ensuite.",
        "anciennes_adresses" => "Adresses qui mènent désormais ici.",
        "poids" => "Nombre entier : les plus petits d'abord.",
        "slug" => "Dernière partie de l'adresse.",
        "url" => "Adresse entière.",
        "gabarit" => "Gabarit à la place de celui du type.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_of_what_folds_alike() {
        assert_eq!(any_writing("mis_a"), "[mM][iîïIÎÏ][sS][-_ '’.]+[aàâäAÀÂÄ]");
        assert!(any_writing("mise_en_oeuvre").contains("[œŒ]"));
    }
}
