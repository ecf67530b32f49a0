//! A tree of values with their places, read alike from YAML and TOML, and a reader that types it.
//!
//! Knows nothing of front matter or of site.toml: it reports wrong, unknown, doubled keys in the words of a
//! [`KeyContext`](crate::diagnostic::KeyContext), wherever they stand.

mod date;
mod duration;
mod reader;
mod scalar;
#[cfg(test)]
mod test_support;
mod toml;
mod yaml;

use crate::source::Span;

pub use date::{Period, WrittenDate, french_or_iso};
pub use duration::{Duration, Unit};
pub use reader::Reader;
pub use toml::parse_toml;
pub use yaml::parse_yaml;

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where, in the file's text.
    pub span: Span,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing after the key, `null`, `~`.
    Null,
    /// `true`, `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(String),
    /// A date, written without quotes.
    Date(jiff::civil::Date),
    /// A list.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

/// Keys and values in the order they were written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The entries; a key written twice stands twice, the reader reports it.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key as written.
    pub key: String,
    /// Where the key is.
    pub key_span: Span,
    /// Its value.
    pub node: Node,
}

/// A typed value and where it was written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// What could not be read as YAML or TOML: the library's message (`diagnostic` says it in authors' words) and the place.
#[derive(Debug, Clone, PartialEq)]
pub struct SyntaxError {
    /// What the parser says.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl Node {
    /// Whether both say the same, wherever they stand.
    pub fn same(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            (Value::Table(a), Value::Table(b)) => {
                let mut pairs = a.entries.iter().zip(&b.entries);
                a.entries.len() == b.entries.len() && pairs.all(|(a, b)| a.key == b.key && a.node.same(&b.node))
            }
            (a, b) => a == b,
        }
    }

    /// Whether nothing is said: no value, an empty text, list or table.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Table(table) => table.entries.is_empty(),
            _ => false,
        }
    }
}

impl Table {
    /// The value of the first entry whose folded key is `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| crate::diagnostic::fold_key(&entry.key) == key).map(|entry| &entry.node)
    }
}
