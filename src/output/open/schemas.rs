//! The schemas of the catalogue: Table Schema (specs.frictionlessdata.io) of the CSV, JSON Schema of the JSON.

use serde_json::{Map, Value, json};

use crate::site::{DataFile, Site};

use super::columns::{Column, SEPARATOR, Type, address, columns};

pub(super) fn table_schema(site: &Site) -> String {
    let fields = columns(site).into_iter().map(|column| {
        let (kind, format) = match column.kind {
            Type::Text => ("string", "default"),
            // An address is whole only when the site's own is known.
            Type::Url if site.base_url.is_empty() => ("string", "default"),
            Type::Url => ("string", "uri"),
            Type::Date => ("date", "default"),
            Type::Integer => ("integer", "default"),
            Type::List => ("string", "default"),
        };
        let mut constraints = Map::new();
        if column.required {
            constraints.insert("required".into(), json!(true));
        }
        if column.name == "chemin" {
            constraints.insert("unique".into(), json!(true));
        }
        let mut description = column.description.to_owned();
        if column.kind == Type::List {
            description.push_str(&format!(" Plusieurs valeurs sont séparées par « {} ».", SEPARATOR.trim()));
        }
        let mut field = json!({
            "name": column.name,
            "title": column.title,
            "description": description,
            "type": kind,
            "format": format,
        });
        if !constraints.is_empty() {
            field["constraints"] = Value::Object(constraints);
        }
        field
    });
    let schema = json!({
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": "catalogue",
        "title": format!("Catalogue : {}", site.config.title),
        "description": "Une page par ligne. CSV en UTF-8, points-virgules, fins de ligne CRLF.",
        "path": address(site, &DataFile::TableSchema.url()),
        "resources": [{"title": "Catalogue", "path": address(site, &DataFile::CatalogueCsv.url())}],
        "fields": fields.collect::<Vec<_>>(),
        "primaryKey": "chemin",
        "missingValues": [""],
    });
    pretty(&schema)
}

pub(super) fn json_schema(site: &Site) -> String {
    let columns = columns(site);
    let text = || json!({"type": "string", "minLength": 1});
    let date = || json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"});
    let url = || json!({"type": "string", "format": "uri-reference", "minLength": 1});
    let sheet_keys: Map<String, Value> =
        columns.iter().map(|column| (column.name.to_string(), property(column))).collect();
    let required: Vec<&str> = columns.iter().filter(|column| column.required).map(|column| &*column.name).collect();
    let whole = |keys: Value| json!({"type": "object", "properties": keys, "additionalProperties": false});
    let list = |item: Value| json!({"type": "array", "items": item});
    let mut page_keys = sheet_keys.clone();
    let more = [
        ("contributeurs", list(text())),
        ("derogation", text()),
        ("champs", json!({"type": "object"})),
        ("historique", list(whole(json!({"version": text(), "date": date(), "note": text()})))),
        (
            "sources",
            list(whole(json!({
                "titre": text(), "auteur": text(), "url": text(), "licence": text(),
                "usage": {"enum": ["reproduction", "adaptation", "citation"]},
                "modifications": text(), "derogation": text(), "consulte_le": date(),
            }))),
        ),
        (
            "oeuvres",
            list(whole(json!({
                "url": url(), "titre": text(), "auteur": text(), "licence": text(), "source": text(), "derogation": text(),
            }))),
        ),
        (
            "plan",
            list(whole(json!({
                "niveau": {"type": "integer", "minimum": 1, "maximum": 6}, "titre": {"type": "string"}, "id": text(),
            }))),
        ),
        ("liees", list(url())),
        ("remplace", list(url())),
        ("remplacee_par", url()),
    ];
    page_keys.extend(more.map(|(key, schema)| (key.to_owned(), schema)));
    let object = |keys: Map<String, Value>| json!({"type": "object", "properties": keys, "required": required, "additionalProperties": false});
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": address(site, &DataFile::JsonSchema.url()),
        "title": format!("Catalogue : {}", site.config.title),
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "titre": text(), "description": text(), "url": url(), "langue": text(), "editeur": text(),
            "licence": text(), "licence_url": url(), "mis_a_jour_le": date(),
            "fiches": {"type": "array", "items": {"$ref": "#/definitions/fiche"}},
        },
        "required": ["titre", "langue", "fiches"],
        "additionalProperties": false,
        "definitions": {"fiche": object(sheet_keys), "page": object(page_keys)},
    });
    pretty(&schema)
}

fn property(column: &Column) -> Value {
    let mut schema = match column.kind {
        Type::Text => json!({"type": "string", "minLength": 1}),
        Type::Url => json!({"type": "string", "format": "uri-reference", "minLength": 1}),
        Type::Date => json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Type::Integer => json!({"type": "integer", "minimum": 0}),
        Type::List => json!({"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}),
    };
    schema["title"] = json!(column.title);
    schema["description"] = json!(column.description);
    schema
}

fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("a tree of texts and numbers is JSON");
    text.push('\n');
    text
}
