//! Small values: dates, licences, lists, trees of front matter.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use minijinja::Value as Template;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use crate::value::{Node, Table, Value};

/// A date: printed as ISO, put in words by the `date` filter.
#[derive(Debug)]
pub(in crate::render) struct DateView(pub Date);

impl Object for DateView {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Template> {
        Some(match key {
            "year" => Template::from(self.0.year()),
            "month" => Template::from(self.0.month()),
            "day" => Template::from(self.0.day()),
            _ => return None,
        })
    }

    fn get_value(self: &Arc<Self>, key: &Template) -> Option<Template> {
        self.get_value_by_str(key.as_str()?)
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A few named values: cheaper than a map, which hashes, for what every page shows.
#[derive(Debug)]
struct Record(Box<[(&'static str, Template)]>);

impl Object for Record {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Template> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn get_value(self: &Arc<Self>, key: &Template) -> Option<Template> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Template::from(*name)).collect())
    }
}

/// A few named values.
pub(in crate::render) fn record<const N: usize>(fields: [(&'static str, Template); N]) -> Template {
    Template::from_object(Record(Box::new(fields)))
}

/// A table of the author's own, read as it is asked for.
#[derive(Debug)]
pub(in crate::render) struct TableView(pub Arc<Table>);

impl Object for TableView {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Template> {
        self.0.entries.iter().find(|entry| entry.key == key).map(|entry| node(&entry.node))
    }

    fn get_value(self: &Arc<Self>, key: &Template) -> Option<Template> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.entries.iter().map(|entry| Template::from(entry.key.as_str())).collect())
    }
}

/// A list of values.
pub(in crate::render) fn list(values: impl Iterator<Item = Template>) -> Template {
    Template::from(values.collect::<Vec<_>>())
}

/// `none` when there is nothing, so that a template's `if` is enough and its print is empty.
pub(in crate::render) fn optional<T: Into<Template>>(value: Option<T>) -> Template {
    value.map_or(Template::from(()), Into::into)
}

/// A date or `none`.
pub(in crate::render) fn optional_date(date: Option<Date>) -> Template {
    date.map_or(Template::from(()), |date| Template::from_object(DateView(date)))
}

/// A text, or `none` when it is empty.
pub(in crate::render) fn text_or_none(text: &str) -> Template {
    if text.is_empty() { Template::from(()) } else { Template::from(text) }
}

/// `extra`: a table of the author's own, as a map.
pub(in crate::render) fn tree(table: &Table) -> Template {
    Template::from_pairs(table.entries.iter().map(|entry| (entry.key.clone(), node(&entry.node))))
}

fn node(value: &Node) -> Template {
    match &value.value {
        Value::Null => Template::from(()),
        Value::Boolean(value) => Template::from(*value),
        Value::Integer(value) => Template::from(*value),
        Value::Number(value) => Template::from(*value),
        Value::Text(value) => Template::from(value.as_str()),
        Value::Date(value) => Template::from_object(DateView(*value)),
        Value::List(values) => list(values.iter().map(node)),
        Value::Table(table) => tree(table),
    }
}

/// A licence: `id`, `name`, `url`.
pub(in crate::render) fn licence(expression: &str) -> Template {
    let (name, url) = match expression.trim() {
        "etalab-2.0" | "LO-2.0" => ("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
        "CC0-1.0" => ("Creative Commons Zéro 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.fr"),
        "CC-BY-4.0" => ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr"),
        "CC-BY-SA-4.0" => (
            "Creative Commons Attribution – Partage dans les mêmes conditions 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
        ),
        "ODbL-1.0" => ("Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
        other => (other, ""),
    };
    Template::from_pairs([
        ("id", Template::from(expression)),
        ("name", Template::from(name)),
        ("url", text_or_none(url)),
    ])
}
