//! Small values: dates, lists, trees of front matter.

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
