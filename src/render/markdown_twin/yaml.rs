//! Writing YAML: values as block YAML, texts plain where nothing in them could be read otherwise.

use crate::source::ByteSet;
use crate::value::{Node, Table, Value};

/// One key and its value as block YAML.
pub(super) fn pair(out: &mut String, source: &str, key: &str, node: &Node, indent: usize) {
    pad(out, indent);
    out.push_str(key);
    match &node.value {
        Value::List(items) if !items.is_empty() => {
            out.push_str(":\n");
            for item in items {
                element(out, source, item, indent + 2);
            }
        }
        Value::Table(table) if !table.entries.is_empty() => {
            out.push_str(":\n");
            entries(out, source, table, indent + 2);
        }
        _ => {
            out.push_str(": ");
            out.push_str(&flat(source, node));
            out.push('\n');
        }
    }
}

fn entries(out: &mut String, source: &str, table: &Table, indent: usize) {
    for entry in &table.entries {
        pair(out, source, &scalar(&entry.key), &entry.node, indent);
    }
}

/// The spaces before a line.
fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn element(out: &mut String, source: &str, node: &Node, indent: usize) {
    pad(out, indent);
    match &node.value {
        Value::Table(table) if !table.entries.is_empty() => {
            let mut inner = String::new();
            entries(&mut inner, source, table, indent + 2);
            // The first key stands on the dash's line.
            out.push_str("- ");
            out.push_str(inner.trim_start());
        }
        Value::List(items) if !items.is_empty() => {
            out.push_str("-\n");
            for item in items {
                element(out, source, item, indent + 2);
            }
        }
        _ => {
            out.push_str("- ");
            out.push_str(&flat(source, node));
            out.push('\n');
        }
    }
}

/// A value on one line; a number as it stands in `source`: version `1.0` is not version `1`.
fn flat(source: &str, node: &Node) -> String {
    let written = || source.get(node.span.range()).map(str::trim).filter(|text| text.parse::<f64>().is_ok());
    match &node.value {
        Value::Null => "null".into(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(value) => written().map_or_else(|| value.to_string(), str::to_owned),
        Value::Number(value) => written().map_or_else(|| value.to_string(), str::to_owned),
        Value::Text(text) => scalar(text),
        Value::Date(date) => date.to_string(),
        Value::List(_) => "[]".into(),
        Value::Table(_) => "{}".into(),
    }
}

/// Words that YAML reads as truth or nothing.
const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A text as a YAML scalar: plain when nothing in it could be read otherwise, else between double quotes.
pub(super) fn scalar(text: &str) -> String {
    const SIGNS: ByteSet = ByteSet::of(b":#\"\\{}[],\x7f").and_controls();
    let plain = !text.is_empty()
        && text == text.trim()
        && text.starts_with(|c: char| c.is_alphabetic())
        && SIGNS.first_in(text.as_bytes()).is_none()
        && !text.chars().any(char::is_control)
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    if plain { text.to_owned() } else { serde_json::to_string(text).unwrap_or_default() }
}
