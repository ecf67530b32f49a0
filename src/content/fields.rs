//! What a front matter says beyond the common keys: the fields of its kind, its terms, and its mistakes.
//!
//! Read by the site, once it knows the page's kind. Never looks at the text.

use jiff::civil::Date;

use crate::config::{FieldDef, FieldType, Kind, TaxonomyDef, keys};
use crate::diagnostic::{Diagnostic, KeyContext, Problem, Visibility, fold_key, nearest};
use crate::source::Span;
use crate::value::{Node, Reader, Spanned, Value};

use super::{Head, Syntax};

/// The typed fields of a page, and its terms.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields {
    /// The fields that are there, in the order of the kind's declaration.
    pub values: Vec<FieldValue>,
    /// The taxonomies it has terms of, in the order of the site's.
    pub terms: Vec<Terms>,
}

/// A field that is there.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldValue {
    /// Its declaration, in [`Kind::fields`] (in the table's, for a field of a table).
    pub def: usize,
    /// What it says.
    pub content: FieldContent,
    /// Where the value is.
    pub span: Span,
}

/// The value of a field, of the type it was declared with.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldContent {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// true or false.
    Boolean(bool),
    /// One of the values of [`FieldType::Enumeration`], by index.
    Choice(usize),
    /// A list.
    List(Vec<(FieldContent, Span)>),
    /// The fields of a table.
    Table(Vec<FieldValue>),
    /// A reference to a page, as written.
    Page(String),
}

/// A page's terms of one taxonomy.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// The taxonomy, in the site's list.
    pub taxonomy: usize,
    /// Its terms as written.
    pub terms: Vec<Spanned<String>>,
}

impl Fields {
    /// Reads what [`Meta::rest`](super::Meta::rest) holds: fields of `kind`, terms of `taxonomies`. Reports wrong values,
    /// unknown keys, other tools' keys, and the fields that the page's status requires.
    pub fn read(head: &Head, kind: &Kind, taxonomies: &[TaxonomyDef], problems: &mut Vec<Diagnostic>) -> Self {
        let rest = &head.meta.rest;
        let mut reader = Reader::over(rest, &head.file, KeyContext::FrontMatter, problems);
        let values = read_fields(&kind.fields, &mut reader);
        let mut terms = Vec::new();
        for (taxonomy, def) in taxonomies.iter().enumerate() {
            let aliases = def.aliases.iter().map(String::as_str);
            let names: Vec<&str> = [def.key.as_str()].into_iter().chain(aliases).collect();
            let found = reader.texts(&names);
            if !found.is_empty() {
                terms.push(Terms { taxonomy, terms: found });
            }
        }
        let fields = Fields { values, terms };
        fields.report_missing(head, kind, &mut reader);
        report_undeclared_taxonomies(head, taxonomies, &mut reader);
        pass_over_foreign_keys(&mut reader);
        if reader.unread().next().is_some() {
            let common: Vec<&str> = keys::COMMON_KEYS.iter().flat_map(|names| names.iter().copied()).collect();
            reader.finish_knowing(&common);
        }
        fields
    }

    /// The value of the field whose key is `key`.
    pub fn get(&self, kind: &Kind, key: &str) -> Option<&FieldValue> {
        find(&self.values, &kind.fields, key)
    }

    fn report_missing(&self, head: &Head, kind: &Kind, reader: &mut Reader<'_, '_>) {
        // What could not be read may be there.
        if !head.front.whole {
            return;
        }
        let status = head.meta.status;
        let visibility = if status.published() { Visibility::Published } else { Visibility::Draft };
        let fence = head.front.span.start as usize;
        let place = match head.front.syntax {
            Syntax::None => Span::default(),
            _ => Span::new(fence, fence + 3),
        };
        for (at, def) in kind.fields.iter().enumerate() {
            let required = def.required_from.is_some_and(|from| status >= from);
            // A value that is there and wrong has been reported as wrong.
            let written =
                || head.meta.rest.iter().any(|entry| !entry.node.is_empty() && def.named(&fold_key(&entry.key)));
            if required && self.values.iter().all(|value| value.def != at) && !written() {
                let problem = Problem::MissingField { field: def.key.clone(), kind: kind.name.clone(), visibility };
                reader.report(problem, place);
            }
        }
    }
}

impl FieldContent {
    /// The words of a text, or of a reference to a page.
    pub fn text(&self) -> Option<&str> {
        match self {
            FieldContent::Text(text) | FieldContent::Page(text) => Some(text),
            _ => None,
        }
    }

    /// A number, whole or not.
    pub fn number(&self) -> Option<f64> {
        match self {
            FieldContent::Integer(integer) => Some(*integer as f64),
            FieldContent::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[(FieldContent, Span)] {
        match self {
            FieldContent::List(items) => items,
            _ => &[],
        }
    }

    /// The field `key` of a table declared with `fields`.
    pub fn get<'c>(&'c self, fields: &[FieldDef], key: &str) -> Option<&'c FieldValue> {
        match self {
            FieldContent::Table(values) => find(values, fields, key),
            _ => None,
        }
    }

    /// The name and the label of a choice among the values of `kind`.
    pub fn choice<'k>(&self, kind: &'k FieldType, language: &str) -> Option<(&'k str, &'k str)> {
        match (self, kind) {
            (FieldContent::Choice(at), FieldType::Enumeration(values)) => {
                let (name, label) = values.get(*at)?;
                Some((name, label.get(language)))
            }
            _ => None,
        }
    }
}

fn find<'v>(values: &'v [FieldValue], fields: &[FieldDef], key: &str) -> Option<&'v FieldValue> {
    let def = fields.iter().position(|field| field.key == key)?;
    values.iter().find(|value| value.def == def)
}

fn read_fields<'t>(fields: &'t [FieldDef], reader: &mut Reader<'t, '_>) -> Vec<FieldValue> {
    let mut values = Vec::new();
    for (def, field) in fields.iter().enumerate() {
        let Some(entry) = reader.take(&field.names()) else {
            continue;
        };
        if let Some(content) = read_content(&field.kind, &entry.key, &entry.node, reader) {
            values.push(FieldValue { def, content, span: entry.node.span });
        }
    }
    values
}

/// The value of `key` as `kind` wants it; `None` when it says nothing or is wrong.
fn read_content<'t>(
    kind: &'t FieldType,
    key: &str,
    node: &'t Node,
    reader: &mut Reader<'t, '_>,
) -> Option<FieldContent> {
    Some(match kind {
        FieldType::Text => FieldContent::Text(reader.as_text(key, node)?.value),
        FieldType::Page => FieldContent::Page(reader.as_text(key, node)?.value),
        FieldType::Integer => FieldContent::Integer(reader.as_integer(key, node)?),
        FieldType::Number => FieldContent::Number(reader.as_number(key, node)?),
        FieldType::Date => FieldContent::Date(reader.as_date(key, node)?),
        FieldType::Boolean => FieldContent::Boolean(reader.as_boolean(key, node)?),
        FieldType::Enumeration(values) => {
            let text = reader.as_text(key, node)?;
            // By name or by label, in any language.
            let words: Vec<Vec<&str>> = values
                .iter()
                .map(|(name, label)| {
                    let labels = label.texts.iter().map(|(_, text)| text.as_str());
                    [name.as_str()].into_iter().chain(labels).collect()
                })
                .collect();
            let choices: Vec<(usize, &[&str])> = words.iter().map(Vec::as_slice).enumerate().collect();
            FieldContent::Choice(reader.choose(key, &text, &choices)?)
        }
        FieldType::List(item) => {
            let nodes = match &node.value {
                Value::List(nodes) => nodes.as_slice(),
                _ => std::slice::from_ref(node),
            };
            let items: Vec<_> =
                nodes.iter().filter_map(|node| Some((read_content(item, key, node, reader)?, node.span))).collect();
            if items.is_empty() {
                return None;
            }
            FieldContent::List(items)
        }
        FieldType::Table(fields) => {
            let table = reader.as_table(key, node)?;
            let mut inner = reader.nested(table);
            let values = read_fields(fields, &mut inner);
            inner.finish();
            FieldContent::Table(values)
        }
    })
}

/// What stands in a `taxonomies` table and is no taxonomy of the site.
fn report_undeclared_taxonomies<'t>(head: &'t Head, known: &[TaxonomyDef], reader: &mut Reader<'t, '_>) {
    let written = &head.meta.rest[head.meta.taxonomies_at..];
    let unread: Vec<Span> = reader.unread().map(|entry| entry.key_span).collect();
    for entry in written.iter().filter(|entry| unread.contains(&entry.key_span)) {
        let known = known.iter().map(|taxonomy| taxonomy.key.as_str());
        let problem = Problem::UnknownTaxonomy { nearest: nearest(&entry.key, known), name: entry.key.clone() };
        reader.report(problem, entry.key_span);
        reader.skip(&[&entry.key]);
    }
}

/// `layout` and the like, unless the kind or a taxonomy has read them.
fn pass_over_foreign_keys(reader: &mut Reader<'_, '_>) {
    for entry in reader.unread().collect::<Vec<_>>() {
        let key = fold_key(&entry.key);
        if let Some(name) = keys::FOREIGN_KEYS.iter().find(|name| **name == key) {
            reader.report(Problem::ForeignKey { key: entry.key.clone() }, entry.key_span);
            reader.skip(&[name]);
        }
    }
}

#[cfg(test)]
mod tests;
