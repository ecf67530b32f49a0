//! Reads declarations of fields: their names, their type, when they are required.

use crate::config::{FacetBy, FieldDef, FieldType, LocalText, Status};
use crate::diagnostic::{DeclarationFault, Expected, fold_key};
use crate::source::slugify;
use crate::value::{Entry, Table, Value};

use super::{Reading, as_local_text, read_local_text, readable};

impl<'t> Reading<'t, '_> {
    /// Adds the fields of `table` to `fields`.
    pub(super) fn fields(&mut self, table: &'t Table, fields: &mut Vec<FieldDef>) {
        for entry in &table.entries {
            let Some(declaration) = self.reader.as_table(&entry.key, &entry.node) else {
                continue;
            };
            let key = fold_key(&entry.key);
            let known = fields.iter().position(|field| field.key == key);
            let field = known.map(|at| fields[at].clone());
            let field = field.unwrap_or_else(|| FieldDef {
                key,
                aliases: Vec::new(),
                label: LocalText::any(readable(&entry.key)),
                description: LocalText::default(),
                kind: FieldType::Text,
                required_from: None,
                shown: true,
                facet: FacetBy::Nothing,
            });
            let mut inner = Reading { kind: self.kind, reader: self.reader.nested(declaration) };
            let field = inner.field(field, entry);
            inner.reader.finish();
            match known {
                Some(at) => fields[at] = field,
                None => fields.push(field),
            }
        }
    }

    fn field(&mut self, mut field: FieldDef, entry: &'t Entry) -> FieldDef {
        if let Some(label) = read_local_text(&mut self.reader, &["label"]) {
            field.label = label;
        }
        if let Some(description) = read_local_text(&mut self.reader, &["description"]) {
            field.description = description;
        }
        for alias in self.reader.plain_texts(&["aliases"]) {
            field.aliases.push(fold_key(&alias));
        }
        if let Some(status) = self.reader.one_of(&["required_from"], Status::WORDS) {
            field.required_from = Some(status.value);
        }
        if let Some(shown) = self.reader.boolean(&["shown"]) {
            field.shown = shown;
        }
        let facet = self.reader.take(&["facet"]);
        field.kind = self.field_type(field.kind, entry);
        if let Some(facet) = facet
            && let Some(word) = self.reader.as_text(&facet.key, &facet.node)
            && let Some(by) = self.reader.choose(&facet.key, &word, FacetBy::WORDS)
        {
            if by.suits(&field.kind) {
                field.facet = by;
            } else {
                self.reader.wrong(&facet.key, &facet.node, Expected::OneOf(vec!["none".into()]), None);
            }
        }
        field
    }

    /// The type that `type`, `of`, `values` and `fields` declare; `before` when they say nothing.
    fn field_type(&mut self, before: FieldType, entry: &'t Entry) -> FieldType {
        let simple = self.reader.one_of(&["type"], TypeName::WORDS);
        let of = self.reader.one_of(&["of"], TypeName::WORDS);
        let values = self.values();
        let mut fields = match &before {
            FieldType::Table(fields) => fields.clone(),
            FieldType::List(item) => match &**item {
                FieldType::Table(fields) => fields.clone(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        if let Some(table) = self.reader.table(&["fields"]) {
            self.fields(table, &mut fields);
        }
        let Some(name) = simple else {
            return match before {
                FieldType::Enumeration(_) if !values.is_empty() => FieldType::Enumeration(values),
                FieldType::Table(_) => FieldType::Table(fields),
                FieldType::List(item) if matches!(*item, FieldType::Table(_)) => {
                    FieldType::List(Box::new(FieldType::Table(fields)))
                }
                before => before,
            };
        };
        let item = of.map_or(TypeName::Text, |of| of.value);
        let leaf = if name.value == TypeName::List { item } else { name.value };
        if leaf == TypeName::Enumeration && values.is_empty() {
            self.declaration(DeclarationFault::NoValues, entry.key_span);
        }
        if leaf == TypeName::Table && fields.is_empty() {
            self.declaration(DeclarationFault::NoFields, entry.key_span);
        }
        let leaf = match leaf {
            TypeName::Text | TypeName::List => FieldType::Text,
            TypeName::Integer => FieldType::Integer,
            TypeName::Number => FieldType::Number,
            TypeName::Date => FieldType::Date,
            TypeName::Boolean => FieldType::Boolean,
            TypeName::Enumeration => FieldType::Enumeration(values),
            TypeName::Table => FieldType::Table(fields),
            TypeName::Page => FieldType::Page,
        };
        match name.value {
            TypeName::List => FieldType::List(Box::new(leaf)),
            _ => leaf,
        }
    }

    /// `values`: names with their labels, or labels from which names are made.
    fn values(&mut self) -> Vec<(String, LocalText)> {
        let Some(entry) = self.reader.take(&["values"]) else {
            return Vec::new();
        };
        match &entry.node.value {
            Value::Table(table) => {
                let entries = table.entries.iter();
                entries
                    .filter_map(|entry| {
                        let label = as_local_text(&mut self.reader, &entry.key, &entry.node)?;
                        Some((entry.key.clone(), label))
                    })
                    .collect()
            }
            Value::List(items) => {
                let texts = items.iter().filter_map(|item| self.reader.as_text(&entry.key, item));
                texts.map(|text| (slugify(&text.value), LocalText::any(text.value))).collect()
            }
            _ => {
                self.reader.wrong(&entry.key, &entry.node, Expected::List, None);
                Vec::new()
            }
        }
    }
}

/// The words for types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TypeName {
    Text,
    Integer,
    Number,
    Date,
    Boolean,
    Enumeration,
    List,
    Table,
    Page,
}

impl TypeName {
    const WORDS: &[(TypeName, &[&str])] = &[
        (TypeName::Text, &["text"]),
        (TypeName::Integer, &["integer"]),
        (TypeName::Number, &["number"]),
        (TypeName::Date, &["date"]),
        (TypeName::Boolean, &["boolean"]),
        (TypeName::Enumeration, &["enumeration"]),
        (TypeName::List, &["list"]),
        (TypeName::Table, &["table"]),
        (TypeName::Page, &["page"]),
    ];
}
