//! What the tests of both readers share.

use super::{Node, Table, Value};

/// The tree on one line.
pub(super) fn render(table: &Table) -> String {
    let entries = table.entries.iter();
    entries.map(|entry| format!("{}={}", entry.key, render_node(&entry.node))).collect::<Vec<_>>().join(" ")
}

fn render_node(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".into(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Text(value) => format!("{value:?}"),
        Value::Date(value) => value.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(render_node).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Table(table) => format!("{{{}}}", render(table)),
    }
}

/// Every place is inside `text` and on its characters.
pub(super) fn check_spans(text: &str, table: &Table) {
    for entry in &table.entries {
        assert!(text.get(entry.key_span.range()).is_some(), "{entry:?}");
        check_node(text, &entry.node);
    }
}

fn check_node(text: &str, node: &Node) {
    assert!(text.get(node.span.range()).is_some(), "{node:?}");
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check_node(text, item)),
        Value::Table(table) => check_spans(text, table),
        _ => {}
    }
}
