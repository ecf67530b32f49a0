//! What lists and tables are drawn as: trees, bars of time, totals. Layouts are `sheet`'s; this turns them to values.

use minijinja::Value;

use crate::markdown::{self, BlockKind, Body, Options};
use crate::render::view::{DateView, list, optional, record};
use crate::sheet::{Branch, Calendar, Column, Workload, draw_tree};

/// The tree of the lists that are children of block `container`, drawn; `none` without a list.
pub(super) fn tree(body: &Body, container: u32, options: &Options) -> Value {
    let lists = body.children(container).filter(|(_, block)| matches!(block.kind, BlockKind::List { .. }));
    let roots: Vec<Branch> = lists.flat_map(|(at, _)| branches(body, at, options)).collect();
    if roots.is_empty() {
        return Value::from(());
    }
    let drawing = draw_tree(&roots);
    let boxes = drawing.boxes.iter().map(|one| {
        let lines = one.lines.iter().map(|(text, x, y)| {
            record([("text", Value::from(text.as_str())), ("x", Value::from(*x)), ("y", Value::from(*y))])
        });
        record([
            ("x", Value::from(one.x)),
            ("y", Value::from(one.y)),
            ("width", Value::from(one.width)),
            ("height", Value::from(one.height)),
            ("depth", Value::from(one.depth)),
            ("lines", list(lines)),
        ])
    });
    let lines = drawing.lines.iter().map(|[x1, y1, x2, y2]| {
        let middle = (x1 + x2) / 2.0;
        Value::from(format!("M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"))
    });
    record([
        ("width", Value::from(drawing.width.ceil())),
        ("height", Value::from(drawing.height.ceil())),
        ("count", Value::from(drawing.boxes.len())),
        ("boxes", list(boxes)),
        ("lines", list(lines)),
    ])
}

fn branches(body: &Body, at: u32, options: &Options) -> Vec<Branch> {
    body.children(at)
        .map(|(item, _)| {
            let mut branch = Branch::default();
            for (child, block) in body.children(item) {
                if matches!(block.kind, BlockKind::List { .. }) {
                    branch.below.extend(branches(body, child, options));
                } else {
                    let words = body.words(block).split_whitespace().collect::<Vec<_>>().join(" ");
                    if !branch.text.is_empty() {
                        branch.text.push(' ');
                    }
                    branch.text.push_str(&markdown::typeset_text(&words, options));
                }
            }
            branch
        })
        .collect()
}

/// The words of a table: its head, its rows.
pub(super) fn words(body: &Body, table: u32) -> (Vec<String>, Vec<Vec<String>>) {
    let mut heads = Vec::new();
    let mut rows = Vec::new();
    for (row, block) in body.children(table) {
        let cells = body.children(row).map(|(_, cell)| body.words(cell).trim().to_owned()).collect();
        match block.kind {
            BlockKind::Row { header: true } => heads = cells,
            BlockKind::Row { header: false } => rows.push(cells),
            _ => {}
        }
    }
    (heads, rows)
}

/// A table as a calendar; `none` when its rows have no dates.
pub(super) fn calendar(rows: &[Vec<String>]) -> Value {
    let Some(calendar) = Calendar::read(rows) else { return Value::from(()) };
    let bars = calendar.bars.iter().map(|bar| {
        optional(bar.as_ref().map(|bar| {
            record([
                ("from", Value::from_object(DateView(bar.from))),
                ("to", Value::from_object(DateView(bar.to))),
                ("days", Value::from(bar.days)),
                ("x", Value::from(bar.x)),
                ("width", Value::from(bar.width)),
            ])
        }))
    });
    record([
        ("from", Value::from_object(DateView(calendar.from))),
        ("to", Value::from_object(DateView(calendar.to))),
        ("bars", list(bars)),
        ("months", list(calendar.months.iter().map(|x| Value::from(*x)))),
    ])
}

/// What a table of work adds up to.
pub(super) fn workload(heads: &[String], rows: &[Vec<String>]) -> Value {
    let workload = Workload::read(heads, rows);
    let columns = workload.columns.iter().map(|column| {
        Value::from(match column {
            Column::Text => "text",
            Column::Number => "number",
            Column::Rate => "rate",
        })
    });
    let whole = workload.amounts.as_ref().map(|amounts| amounts.iter().sum::<f64>());
    record([
        ("columns", list(columns)),
        ("totals", list(workload.totals.iter().map(|total| optional(*total)))),
        ("adds_up", Value::from(workload.totals.iter().any(Option::is_some))),
        ("amounts", optional(workload.amounts.map(|amounts| list(amounts.into_iter().map(Value::from))))),
        ("amount", optional(whole)),
    ])
}
