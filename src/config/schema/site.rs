//! The schema of `site.toml`.

use serde_json::{Map, Value, json};

use super::one_of;
use crate::config::Status;
use crate::diagnostic::CODES;

/// The schema of `site.toml`.
pub fn site_schema() -> Value {
    let publishers = ["collectivite", "etat", "entreprise", "association", "personne"];
    let text = || json!({"type": "string"});
    let texts = || json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]});
    let count = || json!({"type": "integer", "minimum": 0});
    let open = || json!({"type": "object"});
    let servers = json!({"type": "array", "items": {"enum": ["netlify", "cloudflare", "apache", "nginx", "gitlab", "github", "s3"]}});
    let mut schema = table([
        ("title", text()),
        ("description", text()),
        ("base_url", json!({"type": "string", "pattern": "^https?://"})),
        ("language", text()),
        ("theme", text()),
        ("licence", text()),
        ("authors", texts()),
        ("edit_url", text()),
        ("contact", text()),
        (
            "publisher",
            table([
                ("name", text()),
                ("type", one_of(publishers.into_iter(), publishers.into_iter())),
                ("url", text()),
                ("email", text()),
            ]),
        ),
        ("accessibility", accessibility()),
        ("content", table([("ignore", texts()), ("git_dates", json!({"type": "boolean"}))])),
        (
            "markdown",
            table([
                ("typography", json!({"type": "boolean"})),
                ("highlighting", json!({"type": "boolean"})),
                ("glossary", json!({"type": "boolean"})),
                ("raw_html", json!({"enum": ["filtered", "trusted"]})),
                ("spaces", json!({"enum": ["normal", "narrow"]})),
            ]),
        ),
        ("build", table([("minify", json!({"type": "boolean"}))])),
        ("listing", table([("per_page", count())])),
        ("sheets", table([("score_age", json!({"type": "string"}))])),
        ("review", table([("page", json!({"type": "boolean"})), ("within", json!({"type": "string"}))])),
        ("feeds", table([("entries", count())])),
        (
            "images",
            table([
                ("enabled", json!({"type": "boolean"})),
                ("widths", json!({"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 16383}})),
                ("quality", json!({"type": "integer", "minimum": 1, "maximum": 100})),
                ("svg", json!({"type": "boolean"})),
            ]),
        ),
        ("social", table([("cards", json!({"type": "boolean"}))])),
        (
            "search",
            table([
                ("enabled", json!({"type": "boolean"})),
                ("synonyms", json!({"type": "array", "items": {"type": "array", "items": {"type": "string"}}})),
            ]),
        ),
        ("hosting", table([("servers", servers.clone()), ("redirects", servers), ("csp", text())])),
        ("preview", table([("editor", json!({"enum": crate::config::EDITORS}))])),
        ("budget", table([("page_bytes", count()), ("requests", count())])),
        ("checks", checks()),
        ("menu", json!({"$ref": "#/definitions/entries"})),
        ("footer", json!({"$ref": "#/definitions/entries"})),
        ("taxonomies", json!({"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, taxonomy()]}})),
        ("redirects", json!({"type": "object", "additionalProperties": {"type": "string"}})),
        ("kinds", json!({"type": "object", "additionalProperties": kind()})),
        ("extra", open()),
    ]);
    for (alias, of) in [
        ("baseurl", "base_url"),
        ("lang", "language"),
        ("license", "licence"),
        ("author", "authors"),
        ("repository", "edit_url"),
    ] {
        schema["properties"][alias] = schema["properties"][of].clone();
    }
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("site.toml");
    let entry = table([
        ("title", text()),
        ("page", text()),
        ("url", text()),
        ("children", json!({"$ref": "#/definitions/entries"})),
    ]);
    let fields = json!({"type": "object", "additionalProperties": {"$ref": "#/definitions/field"}});
    schema["definitions"] = json!({
        "entries": {"type": "array", "items": {"anyOf": [{"type": "string"}, entry]}},
        "local": local(),
        "fields": fields,
        "field": field(),
    });
    schema
}

fn accessibility() -> Value {
    let text = || json!({"type": "string"});
    // TOML's own dates are no JSON; editors show them as texts.
    let date = || json!({});
    table([
        ("page", text()),
        ("status", json!({"enum": ["none", "partial", "full"]})),
        ("standard", text()),
        ("audit_date", date()),
        ("audit_rate", json!({"type": "number", "minimum": 0, "maximum": 100})),
        ("auditor", text()),
        ("drafted_on", date()),
        ("technologies", list()),
        ("environments", list()),
        ("tools", list()),
        ("sample", list()),
        ("non_conformities", list()),
        ("exemptions", list()),
        ("out_of_scope", list()),
        ("plan", text()),
        ("contact", text()),
    ])
}

fn table<const N: usize>(keys: [(&str, Value); N]) -> Value {
    let properties: Map<String, Value> = keys.into_iter().map(|(key, schema)| (key.to_owned(), schema)).collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// A text, or a text by language.
fn local() -> Value {
    json!({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]})
}

/// Every code, family and `*`, each with its severity.
fn checks() -> Value {
    let severity = json!({"enum": ["error", "warning", "note", "off"]});
    let families = CODES.iter().map(|code| format!("{}/*", code.family()));
    let codes = CODES.iter().map(|code| code.as_str().to_owned());
    let names = families.chain(codes).chain(["*".to_owned()]);
    let properties: Map<String, Value> = names.map(|name| (name, severity.clone())).collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

fn taxonomy() -> Value {
    let local = json!({"$ref": "#/definitions/local"});
    table([
        ("label", local.clone()),
        ("plural", local),
        ("slug", json!({"type": "string"})),
        ("aliases", list()),
        ("facet", json!({"type": "boolean"})),
    ])
}

fn list() -> Value {
    json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
}

fn kind() -> Value {
    let local = || json!({"$ref": "#/definitions/local"});
    let role = table([
        ("label", local()),
        ("description", local()),
        ("headings", list()),
        ("level", json!({"type": "integer", "minimum": 2, "maximum": 6})),
        ("required_from", status()),
    ]);
    table([
        ("label", local()),
        ("plural", local()),
        ("description", local()),
        ("aliases", list()),
        ("template", json!({"type": "string"})),
        ("schema_type", json!({"type": "string"})),
        ("fields", json!({"$ref": "#/definitions/fields"})),
        ("roles", json!({"type": "object", "additionalProperties": role})),
    ])
}

fn field() -> Value {
    let types =
        json!({"enum": ["text", "integer", "number", "date", "boolean", "enumeration", "list", "table", "page"]});
    let local = || json!({"$ref": "#/definitions/local"});
    let named = json!({"type": "object", "additionalProperties": local()});
    table([
        ("type", types.clone()),
        ("of", types),
        ("values", json!({"anyOf": [{"type": "array", "items": {"type": "string"}}, named]})),
        ("fields", json!({"$ref": "#/definitions/fields"})),
        ("label", local()),
        ("description", local()),
        ("aliases", list()),
        ("required_from", status()),
        ("shown", json!({"type": "boolean"})),
        ("facet", json!({"enum": ["none", "values", "durations"]})),
    ])
}

fn status() -> Value {
    one_of(
        Status::ALL.iter().map(|status| status.name()),
        Status::WORDS.iter().flat_map(|(_, words)| words.iter().copied()),
    )
}
