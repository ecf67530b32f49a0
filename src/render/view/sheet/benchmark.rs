//! A benchmark: its comparison table, in the place of the one its author wrote, its ranking and its bars.

use minijinja::{Error, Value};

use crate::markdown::{Cut, Extent};
use crate::render::view::{DateView, list, optional};
use crate::sheet::{self, Benchmark, Evidence, Score, Solution, Standing, leading_score};

use super::{SheetWriter, shown};

/// The width of a bar that says the best score.
const BAR: f64 = 100.0;

/// `scale`, `criteria`, `solutions`, `ranking`, `heads`, `rows`, `before`, `after`, `csv_url`, `json_url`.
pub(super) fn view(writer: &SheetWriter) -> Result<Value, Error> {
    let site = &writer.scope.site;
    let body = &writer.document().body;
    let benchmark = sheet::benchmark(site, writer.page, &mut Vec::new());
    let standings = benchmark.standings();
    let table = benchmark.grid.as_ref().map(|grid| body.blocks.at(grid.table).outer);
    let whole = body.whole;
    let (before, after) = match table {
        Some(table) => (Extent { from: whole.from, to: table.from }, Some(Extent { from: table.to, to: whole.to })),
        None => match comparison(writer) {
            Some(cut) => (Extent { from: whole.from, to: cut }, Some(Extent { from: cut, to: whole.to })),
            None => (whole, None),
        },
    };
    let before = shown(writer.html(before)?);
    let table = Table::new(writer, &benchmark)?;
    let after = after.map(|after| writer.html(after)).transpose()?.map_or(Value::from(()), shown);
    let solutions: Vec<Value> = benchmark
        .solutions
        .iter()
        .zip(&standings)
        .enumerate()
        .map(|(at, (one, standing))| solution(writer, &benchmark, at, one, standing))
        .collect();
    let mut order: Vec<usize> = (0..solutions.len()).collect();
    order.sort_by_key(|at| standings[*at].rank.unwrap_or(usize::MAX));
    let whole: f64 = benchmark.criteria.iter().map(|criterion| criterion.weight).sum();
    let url = &site.page(writer.page).url;
    let published = url.as_str().ends_with('/') && !benchmark.criteria.is_empty() && !solutions.is_empty();
    let file = |name: &str| optional(published.then(|| writer.scope.url(&url.child(name))));
    Ok(Value::from_pairs([
        ("scale", Value::from_pairs([("min", benchmark.scale.0), ("max", benchmark.scale.1)])),
        (
            "criteria",
            list(benchmark.criteria.iter().map(|criterion| {
                Value::from_pairs([
                    ("id", Value::from(criterion.id.as_str())),
                    ("name", writer.typeset(&criterion.name)),
                    ("weight", Value::from(criterion.weight)),
                    ("share", Value::from(if whole > 0.0 { criterion.weight / whole * 100.0 } else { 0.0 })),
                ])
            })),
        ),
        ("assessed", Value::from(benchmark.scores.iter().flatten().flatten().count())),
        ("ranking", list(order.iter().map(|at| solutions[*at].clone()))),
        ("solutions", Value::from(solutions)),
        ("corner", table.corner),
        ("heads", Value::from(table.heads)),
        ("rows", Value::from(table.rows)),
        ("before", before),
        ("after", after),
        ("csv_url", file("donnees.csv")),
        ("json_url", file("donnees.json")),
    ]))
}

/// Where a table made of other scores goes: at the end of the section that means comparison.
fn comparison(writer: &SheetWriter) -> Option<Cut> {
    let outline = &writer.document().body.outline;
    let mut page = outline.iter().filter(|heading| !heading.nested && !heading.empty);
    let heading =
        page.find(|heading| writer.kind().role(&heading.text).is_some_and(|role| role.name == "comparaison"))?;
    Some(heading.own.to)
}

fn solution(writer: &SheetWriter, benchmark: &Benchmark, at: usize, solution: &Solution, standing: &Standing) -> Value {
    let bars = benchmark.criteria.iter().enumerate().map(|(criterion, one)| {
        let value = benchmark.score(criterion, at).map(|score| score.value);
        Value::from_pairs([
            ("name", writer.typeset(&one.name)),
            ("value", optional(value)),
            ("width", optional(value.map(|value| width(benchmark, value)))),
        ])
    });
    Value::from_pairs([
        ("id", Value::from(solution.id.as_str())),
        ("name", writer.typeset(&solution.name)),
        ("version", optional(solution.version.as_ref().map(|version| writer.typeset(version)))),
        ("licence", optional(solution.licence.as_deref())),
        ("url", optional(solution.url.as_deref())),
        ("total", optional(standing.total)),
        ("width", optional(standing.total.map(|total| width(benchmark, total)))),
        ("coverage", Value::from((standing.coverage * 100.0).round())),
        ("rank", optional(standing.rank)),
        ("tied", Value::from(standing.tied)),
        ("bars", list(bars)),
    ])
}

/// How long the bar of a score is.
fn width(benchmark: &Benchmark, value: f64) -> f64 {
    let (min, max) = benchmark.scale;
    let part = if max > min { (value - min) / (max - min) } else { 0.0 };
    (part.clamp(0.0, 1.0) * BAR * 100.0).round() / 100.0
}

/// The comparison table: the author's cells where there are, else made of the scores.
struct Table {
    corner: Value,
    heads: Vec<Value>,
    rows: Vec<Value>,
}

impl Table {
    fn new(writer: &SheetWriter, benchmark: &Benchmark) -> Result<Self, Error> {
        let body = &writer.document().body;
        let inner = |cell: u32| writer.html(body.blocks.at(cell).inner);
        let grid = benchmark.grid.as_ref();
        let weights = grid.and_then(|grid| grid.weights);
        let written = grid.map_or(&[][..], |grid| &grid.solutions);
        let corner = grid.map(|grid| inner(grid.corner)).transpose()?;
        let mut heads = Vec::new();
        let mut columns: Vec<Option<usize>> = Vec::new();
        for (at, (cell, solution)) in written.iter().enumerate() {
            let html = inner(*cell)?;
            if weights != Some(at) {
                heads.push(head(benchmark, *solution, html));
                columns.push(*solution);
            }
        }
        for (at, solution) in benchmark.solutions.iter().enumerate() {
            if !columns.contains(&Some(at)) {
                heads.push(head(benchmark, Some(at), writer.typeset(&solution.name).to_string()));
                columns.push(Some(at));
            }
        }
        let mut rows = Vec::new();
        let mut seen = Vec::new();
        for row in grid.map_or(&[][..], |grid| &grid.rows) {
            seen.extend(row.criterion);
            let title = inner(row.head)?;
            let mut cells = Vec::new();
            for (at, cell) in row.cells.iter().enumerate().filter(|(at, _)| weights != Some(*at)) {
                let solution = written.get(at).and_then(|(_, solution)| *solution);
                let html = cell.as_ref().map(|cell| inner(cell.block)).transpose()?.unwrap_or_default();
                let score = row.criterion.zip(solution).and_then(|(row, column)| benchmark.score(row, column));
                // A number that is not the score read from this very cell stays in the words.
                let read = cell.as_ref().is_some_and(|cell| cell.number > 0);
                cells.push(written_cell(benchmark, solution, score.filter(|_| read), html));
            }
            for solution in columns.iter().skip(cells.len()) {
                let score = row.criterion.zip(*solution).and_then(|(row, column)| benchmark.score(row, column));
                cells.push(made_cell(writer, benchmark, *solution, score));
            }
            rows.push(line(benchmark, row.criterion, title, cells));
        }
        for (at, criterion) in benchmark.criteria.iter().enumerate().filter(|(at, _)| !seen.contains(at)) {
            let cells = columns.iter().map(|solution| {
                let score = solution.and_then(|solution| benchmark.score(at, solution));
                made_cell(writer, benchmark, *solution, score)
            });
            rows.push(line(benchmark, Some(at), writer.typeset(&criterion.name).to_string(), cells.collect()));
        }
        Ok(Table { corner: corner.map_or(Value::from(()), shown), heads, rows })
    }
}

fn head(benchmark: &Benchmark, solution: Option<usize>, html: String) -> Value {
    Value::from_pairs([
        ("id", optional(solution.map(|at| benchmark.solutions[at].id.as_str()))),
        ("content", Value::from_safe_string(html)),
    ])
}

fn line(benchmark: &Benchmark, criterion: Option<usize>, title: String, cells: Vec<Value>) -> Value {
    let criterion = criterion.map(|at| &benchmark.criteria[at]);
    Value::from_pairs([
        ("id", optional(criterion.map(|criterion| criterion.id.as_str()))),
        ("weight", optional(criterion.map(|criterion| criterion.weight))),
        ("title", Value::from_safe_string(title)),
        ("cells", Value::from(cells)),
    ])
}

/// A cell as its author wrote it, its number apart.
fn written_cell(benchmark: &Benchmark, solution: Option<usize>, score: Option<&Score>, html: String) -> Value {
    let rest = match (score, leading_score(html.trim_start())) {
        (Some(_), Some((_, length))) => html.trim_start()[length..].trim().to_owned(),
        _ => html,
    };
    Value::from_pairs([
        ("solution", optional(solution.map(|at| benchmark.solutions[at].id.as_str()))),
        ("value", optional(score.map(|score| score.value))),
        ("content", shown(rest)),
    ])
}

/// A cell of a score that comes from the front matter or from a file.
fn made_cell(writer: &SheetWriter, benchmark: &Benchmark, solution: Option<usize>, score: Option<&Score>) -> Value {
    let evidence = score.map_or(&[][..], |score| &score.evidence);
    let urls = evidence.iter().filter_map(|evidence| match evidence {
        Evidence::Url(url) => Some(Value::from(url.as_str())),
        Evidence::Reference(_) => None,
    });
    Value::from_pairs([
        ("solution", optional(solution.map(|at| benchmark.solutions[at].id.as_str()))),
        ("value", optional(score.map(|score| score.value))),
        ("content", Value::from(())),
        ("evidence", list(urls)),
        ("date", optional(score.and_then(|score| score.date).map(|date| Value::from_object(DateView(date))))),
        ("comment", optional(score.and_then(|score| score.comment.as_ref()).map(|comment| writer.typeset(comment)))),
    ])
}
