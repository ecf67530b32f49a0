//! What aliases lead to: merged tables, and what copies cost.

use crate::value::{Entry, Node, Table, Value};

/// `<<: *base` (YAML 1.1, still written): the entries of the tables it names, under those written here.
pub(super) fn merged(entries: Vec<Entry>) -> Table {
    if entries.iter().all(|entry| entry.key != "<<") {
        return Table { entries };
    }
    let (merges, mut entries): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|entry| entry.key == "<<");
    for merge in merges {
        let sources = match merge.node.value {
            Value::List(items) => items,
            _ => vec![merge.node],
        };
        for source in sources {
            let Value::Table(table) = source.value else {
                continue;
            };
            for entry in table.entries {
                if entries.iter().all(|own| own.key != entry.key) {
                    entries.push(entry);
                }
            }
        }
    }
    Table { entries }
}

/// What a copy of `node` costs.
pub(super) fn weight(node: &Node) -> usize {
    1 + match &node.value {
        Value::Text(text) => text.len() / 64,
        Value::List(items) => items.iter().map(weight).sum(),
        Value::Table(table) => table.entries.iter().map(|entry| 1 + entry.key.len() / 64 + weight(&entry.node)).sum(),
        _ => 0,
    }
}
