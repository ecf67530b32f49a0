//! The Markdown table that compares: which one it is, which way it is turned, what each cell is about.

use std::sync::Arc;

use crate::config::Kind;
use crate::content::Document;
use crate::diagnostic::{SheetFault, fold_key};
use crate::markdown::{BlockKind, Body, ReferenceKind};

use super::cell::{self, Cell};
use super::{Benchmark, Declared, Evidence, Reading, Score};
use crate::sheet::passage::one_line;

/// The comparison table of a text, criteria in rows whichever way its author turned it.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The table's block.
    pub table: u32,
    /// The corner cell.
    pub corner: u32,
    /// The column of weights, by index among those of solutions, when the table has one.
    pub weights: Option<usize>,
    /// The head cells of solutions, each with the solution it names.
    pub solutions: Vec<(u32, Option<usize>)>,
    /// The head cell of each criterion, the criterion it names, and its cells in the order of `solutions`.
    pub rows: Vec<GridRow>,
}

/// A criterion's cells.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// The head cell.
    pub head: u32,
    /// The criterion it names.
    pub criterion: Option<usize>,
    /// The cells; `None` where the row is short.
    pub cells: Vec<Option<GridCell>>,
}

/// A cell of scores.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// Its block.
    pub block: u32,
    /// How many bytes of its words the number takes; 0 when there is none.
    pub number: usize,
}

impl Grid {
    /// The first outermost table whose heads name solutions and criteria; failing declarations, the first table under
    /// a heading that means comparison.
    pub(super) fn find(document: &Document, kind: &Kind, benchmark: &Benchmark) -> Option<Self> {
        let body = &document.body;
        let tables = body.blocks.iter().filter(|(_, block)| {
            block.parent.is_none() && matches!(block.kind, BlockKind::Table { columns } if columns > 1)
        });
        for (at, block) in tables {
            let rows = rows(body, at);
            let Some((head, below)) = rows.split_first().filter(|(head, below)| !head.is_empty() && !below.is_empty())
            else {
                continue;
            };
            let words = |cell: &u32| one_line(body.words(body.blocks.at(*cell)));
            let across: Vec<String> = head.iter().skip(1).map(words).collect();
            let down: Vec<String> = below.iter().filter_map(|row| row.first()).map(words).collect();
            let some = |texts: &[String], known: &dyn Fn(&str) -> bool| texts.iter().any(|text| known(text));
            let solution = |text: &str| benchmark.solution(text).is_some();
            let criterion = |text: &str| benchmark.criterion(text).is_some();
            let (no_solutions, no_criteria) = (benchmark.solutions.is_empty(), benchmark.criteria.is_empty());
            let compares = || {
                let heading = block.heading.map(|heading| &body.outline[heading as usize]);
                heading.and_then(|heading| kind.role(&heading.text)).is_some_and(|role| role.name == "comparaison")
            };
            if no_solutions && no_criteria {
                if compares() {
                    return Some(Grid::new(at, &rows));
                }
            } else if (no_solutions || some(&across, &solution)) && (no_criteria || some(&down, &criterion)) {
                return Some(Grid::new(at, &rows));
            } else if (no_criteria || some(&across, &criterion)) && (no_solutions || some(&down, &solution)) {
                return Some(Grid::new(at, &turned(&rows)));
            }
        }
        None
    }

    fn new(table: u32, rows: &[Vec<u32>]) -> Self {
        let solutions = rows[0].iter().skip(1).map(|cell| (*cell, None)).collect();
        let below = rows[1..].iter().filter(|row| !row.is_empty()).map(|row| {
            let cells = row[1..].iter().map(|block| Some(GridCell { block: *block, number: 0 })).collect();
            GridRow { head: row[0], criterion: None, cells }
        });
        Grid { table, corner: rows[0][0], weights: None, solutions, rows: below.collect() }
    }
}

/// The cells of a table, row by row.
fn rows(body: &Body, table: u32) -> Vec<Vec<u32>> {
    let rows = body.children(table).filter(|(_, row)| matches!(row.kind, BlockKind::Row { .. }));
    rows.map(|(row, _)| body.children(row).map(|(cell, _)| cell).collect()).collect()
}

/// Rows for columns; cells beyond the shortest row are left out, as CommonMark gives every row the head's width.
fn turned(rows: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let width = rows.iter().map(Vec::len).min().unwrap_or(0);
    (0..width).map(|column| rows.iter().map(|row| row[column]).collect()).collect()
}

impl Reading<'_, '_> {
    /// Reads the scores of a table.
    pub(super) fn grid(&mut self, mut grid: Grid) {
        let document = Arc::clone(self.document);
        let body = &document.body;
        let words = |cell: u32| one_line(body.words(body.blocks.at(cell)));
        let (criteria, solutions) = self.declared();
        let mut weights = None;
        for (column, (cell, solution)) in grid.solutions.iter_mut().enumerate() {
            let name = words(*cell);
            if matches!(fold_key(&name).as_str(), "poids" | "weight" | "ponderation") {
                weights = Some(column);
                continue;
            }
            let place = self.here(body.blocks.at(*cell).span);
            *solution = self.solution(&name, solutions, &place);
        }
        for row in &mut grid.rows {
            let place = self.here(body.blocks.at(row.head).span);
            row.criterion = self.criterion(&words(row.head), criteria, &place);
            let Some(criterion) = row.criterion else { continue };
            for (column, cell) in row.cells.iter_mut().enumerate() {
                let Some(cell) = cell else { continue };
                let text = words(cell.block);
                if weights == Some(column) {
                    if let (Declared::No, Some((weight, _))) = (criteria, cell::leading_number(text.trim())) {
                        self.benchmark.criteria[criterion].weight = weight.max(0.0);
                    }
                    continue;
                }
                let Some((_, Some(solution))) = grid.solutions.get(column) else { continue };
                let block = &body.blocks.at(cell.block);
                let place = self.here(block.span);
                match cell::read(&text) {
                    Cell::NotAssessed => {}
                    Cell::Unreadable => self.report(SheetFault::UnreadableScore { found: text }, &place),
                    Cell::Score { value, date, length } => {
                        cell.number = length;
                        let inside =
                            |span: crate::source::Span| block.span.start <= span.start && span.end <= block.span.end;
                        let evidence = (0u32..)
                            .zip(&body.references)
                            .filter(|(_, one)| one.kind != ReferenceKind::Image && inside(one.span))
                            .map(|(at, _)| Evidence::Reference(at))
                            .collect();
                        self.set(criterion, *solution, Score { value, evidence, date, comment: None, place });
                    }
                }
            }
        }
        grid.weights = weights;
        self.benchmark.grid = Some(grid);
    }
}
