//! A benchmark: criteria with weights, solutions, and the scores of each solution for each criterion.
//!
//! Scores and weights stay apart: readers may weigh otherwise. *Not assessed* is no score, never zero.

mod cell;
mod csv;
mod file;
mod grid;
mod ranking;

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Kind;
use crate::content::{Document, FieldContent, FieldValue, Fields};
use crate::diagnostic::{Diagnostic, Problem, SheetFault, fold_key, nearest};
use crate::source::{SourceFile, Span};

pub use cell::leading_number as leading_score;
pub use grid::{Grid, GridCell, GridRow};
pub use ranking::Standing;

/// A benchmark.
#[derive(Debug, Clone, Default)]
pub struct Benchmark {
    /// The lowest and highest scores possible.
    pub scale: (f64, f64),
    /// In the order of the front matter, else of the table.
    pub criteria: Vec<Criterion>,
    /// In the order of the front matter, else of the table.
    pub solutions: Vec<Solution>,
    /// By criterion, then by solution; `None` is not assessed.
    pub scores: Vec<Vec<Option<Score>>>,
    /// The Markdown table that gives them, if one does.
    pub grid: Option<Grid>,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its short name in data and addresses.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// How much it counts.
    pub weight: f64,
}

/// A solution compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Solution {
    /// Its short name in data and addresses.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The version assessed.
    pub version: Option<String>,
    /// Its licence.
    pub licence: Option<String>,
    /// Its website.
    pub url: Option<String>,
}

/// A score.
#[derive(Debug, Clone)]
pub struct Score {
    /// On the benchmark's scale.
    pub value: f64,
    /// What justifies it.
    pub evidence: Vec<Evidence>,
    /// When it was given: its own date, else the assessment's.
    pub date: Option<Date>,
    /// A remark.
    pub comment: Option<String>,
    /// The file and place it was written at.
    pub place: (Arc<SourceFile>, Span),
}

/// A link to what justifies a score.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// A link of the text, by index.
    Reference(u32),
    /// An address of the front matter or of a file.
    Url(String),
}

impl Benchmark {
    /// Reads a benchmark: criteria and solutions from the front matter, else from the table; scores from the table,
    /// the front matter's `notes`, then `data`, a CSV or TOML file beside the page.
    pub fn read(
        document: &Arc<Document>,
        kind: &Kind,
        fields: &Fields,
        data: Option<&Arc<SourceFile>>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut reading = Reading { document, problems, benchmark: Benchmark::default(), scale: None, assessed: None };
        reading.declarations(kind, fields);
        let grid = Grid::find(document, kind, &reading.benchmark);
        if let Some(grid) = grid {
            reading.grid(grid);
        }
        reading.notes(kind, fields);
        if let Some(file) = data {
            file::read(&mut reading, file);
        }
        reading.finish()
    }

    /// The criterion whose id or name is `words`.
    pub fn criterion(&self, words: &str) -> Option<usize> {
        let key = fold_key(words);
        self.criteria.iter().position(|one| fold_key(&one.name) == key || fold_key(&one.id) == key)
    }

    /// The solution whose id or name is `words`.
    pub fn solution(&self, words: &str) -> Option<usize> {
        let key = fold_key(words);
        self.solutions.iter().position(|one| fold_key(&one.name) == key || fold_key(&one.id) == key)
    }

    /// The score of a solution for a criterion.
    pub fn score(&self, criterion: usize, solution: usize) -> Option<&Score> {
        self.scores.get(criterion)?.get(solution)?.as_ref()
    }

    /// Totals, coverage and ranks, in the order of solutions.
    pub fn standings(&self) -> Vec<Standing> {
        ranking::standings(self)
    }
}

/// What is being put together, and where problems go.
struct Reading<'d, 'p> {
    document: &'d Arc<Document>,
    problems: &'p mut Vec<Diagnostic>,
    benchmark: Benchmark,
    /// The scale as declared.
    scale: Option<(f64, f64)>,
    /// When the whole was assessed.
    assessed: Option<Date>,
}

impl Reading<'_, '_> {
    fn report(&mut self, fault: SheetFault, place: &(Arc<SourceFile>, Span)) {
        self.problems.push(Diagnostic::new(Problem::Sheet(fault), &place.0, place.1));
    }

    fn here(&self, span: Span) -> (Arc<SourceFile>, Span) {
        (Arc::clone(&self.document.file), span)
    }

    /// `echelle`, `criteres`, `solutions`, `evalue_le`.
    fn declarations(&mut self, kind: &Kind, fields: &Fields) {
        if let Some(FieldContent::Date(date)) = fields.get(kind, "evalue_le").map(|field| &field.content) {
            self.assessed = Some(*date);
        }
        if let Some((scale, inner)) = fields.get(kind, "echelle").zip(table_fields(kind, "echelle")) {
            let of = |key: &str| scale.content.get(inner, key).and_then(|field| field.content.number());
            if let Some(max) = of("max") {
                let min = of("min").unwrap_or(0.0);
                if min < max {
                    self.scale = Some((min, max));
                } else if min != 0.0 || max != 0.0 {
                    // Both zero is what a new sheet starts with: not filled in yet.
                    let place = self.here(scale.span);
                    self.report(SheetFault::BadScale { min, max }, &place);
                }
            }
        }
        for (span, text, number) in entries(kind, fields, "criteres") {
            let Some((id, name)) = names(&text) else { continue };
            let place = self.here(span);
            let weight = number("poids").unwrap_or(1.0);
            if weight < 0.0 {
                self.report(SheetFault::BadWeight { criterion: name.clone() }, &place);
            }
            if self.benchmark.criterion(&name).or_else(|| self.benchmark.criterion(&id)).is_some() {
                self.report(SheetFault::DuplicateCriterion { name }, &place);
            } else {
                self.add_criterion(Criterion { id, name, weight: weight.max(0.0) });
            }
        }
        for (span, text, _) in entries(kind, fields, "solutions") {
            let Some((id, name)) = names(&text) else { continue };
            if self.benchmark.solution(&name).or_else(|| self.benchmark.solution(&id)).is_some() {
                let place = self.here(span);
                self.report(SheetFault::DuplicateSolution { name }, &place);
            } else {
                let solution =
                    Solution { id, name, version: text("version"), licence: text("licence"), url: text("url") };
                self.benchmark.solutions.push(solution);
            }
        }
    }

    fn add_criterion(&mut self, criterion: Criterion) {
        self.benchmark.criteria.push(criterion);
    }

    /// The criterion that `words` name; when none is declared at all, they declare it.
    fn criterion(&mut self, words: &str, declared: Declared, place: &(Arc<SourceFile>, Span)) -> Option<usize> {
        let found = self.benchmark.criterion(words);
        if found.is_none() && declared == Declared::No && !words.is_empty() {
            self.add_criterion(Criterion { id: fold_key(words), name: words.to_owned(), weight: 1.0 });
            return Some(self.benchmark.criteria.len() - 1);
        }
        if found.is_none() {
            let near = nearest(words, self.benchmark.criteria.iter().map(|one| one.name.as_str()));
            self.report(SheetFault::UnknownCriterion { name: words.to_owned(), nearest: near }, place);
        }
        found
    }

    /// The solution that `words` name; when none is declared at all, they declare it.
    fn solution(&mut self, words: &str, declared: Declared, place: &(Arc<SourceFile>, Span)) -> Option<usize> {
        let found = self.benchmark.solution(words);
        if found.is_none() && declared == Declared::No && !words.is_empty() {
            let solution = Solution { id: fold_key(words), name: words.to_owned(), ..Solution::default() };
            self.benchmark.solutions.push(solution);
            return Some(self.benchmark.solutions.len() - 1);
        }
        if found.is_none() {
            let near = nearest(words, self.benchmark.solutions.iter().map(|one| one.name.as_str()));
            self.report(SheetFault::UnknownSolution { name: words.to_owned(), nearest: near }, place);
        }
        found
    }

    /// Whether criteria and solutions are declared so far.
    fn declared(&self) -> (Declared, Declared) {
        let of = |empty: bool| if empty { Declared::No } else { Declared::Yes };
        (of(self.benchmark.criteria.is_empty()), of(self.benchmark.solutions.is_empty()))
    }

    /// Puts a score in its place.
    fn set(&mut self, criterion: usize, solution: usize, mut score: Score) {
        if let Some((min, max)) = self.scale
            && !(min..=max).contains(&score.value)
        {
            let place = score.place.clone();
            self.report(SheetFault::OffScale { score: score.value, min, max }, &place);
        }
        score.date = score.date.or(self.assessed);
        let (height, width) = (self.benchmark.criteria.len(), self.benchmark.solutions.len());
        self.benchmark.scores.resize_with(height, Vec::new);
        let row = &mut self.benchmark.scores[criterion];
        row.resize_with(width.max(row.len()), || None);
        if row[solution].is_none() {
            row[solution] = Some(score);
            return;
        }
        let fault = SheetFault::DuplicateScore {
            criterion: self.benchmark.criteria[criterion].name.clone(),
            solution: self.benchmark.solutions[solution].name.clone(),
        };
        self.report(fault, &score.place);
    }

    /// The front matter's own scores: `notes: [{critere, solution, note, preuve, date, commentaire}]`.
    fn notes(&mut self, kind: &Kind, fields: &Fields) {
        let (criteria, solutions) = self.declared();
        for (span, text, number) in entries(kind, fields, "notes") {
            // What a new sheet starts with: nothing filled in yet.
            if text("critere").is_none() && text("solution").is_none() {
                continue;
            }
            let place = self.here(span);
            let criterion = self.criterion(&text("critere").unwrap_or_default(), criteria, &place);
            let solution = self.solution(&text("solution").unwrap_or_default(), solutions, &place);
            let (Some(criterion), Some(solution), Some(value)) = (criterion, solution, number("note")) else {
                continue;
            };
            let date = text("date").and_then(|date| crate::value::french_or_iso(&date)).map(|date| date.date());
            let evidence = text("preuve").map(Evidence::Url).into_iter().collect();
            self.set(criterion, solution, Score { value, evidence, date, comment: text("commentaire"), place });
        }
    }

    /// A score of each solution for each criterion, and a scale that holds them.
    fn finish(mut self) -> Benchmark {
        let width = self.benchmark.solutions.len();
        self.benchmark.scores.resize_with(self.benchmark.criteria.len(), Vec::new);
        for row in &mut self.benchmark.scores {
            row.resize_with(width, || None);
        }
        let highest = self.benchmark.scores.iter().flatten().flatten().map(|score| score.value);
        let inferred = || (0.0, highest.fold(1.0, f64::max));
        self.benchmark.scale = self.scale.unwrap_or_else(inferred);
        self.benchmark
    }
}

/// Whether the front matter names what is compared, so that other names are mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declared {
    Yes,
    No,
}

type Texts<'f> = Box<dyn Fn(&str) -> Option<String> + 'f>;
type Numbers<'f> = Box<dyn Fn(&str) -> Option<f64> + 'f>;

/// The tables of a list field, each with its place and ways to read a text or a number of it.
fn entries<'f>(kind: &'f Kind, fields: &'f Fields, key: &str) -> Vec<(Span, Texts<'f>, Numbers<'f>)> {
    let Some((list, inner)) = fields.get(kind, key).zip(table_fields(kind, key)) else { return Vec::new() };
    let items = list.content.items().iter();
    items
        .map(|(item, span)| {
            let get = move |key: &str| -> Option<&'f FieldValue> { item.get(inner, key) };
            let text = move |key: &str| match &get(key)?.content {
                FieldContent::Date(date) => Some(date.to_string()),
                content => content.text().map(str::to_owned).filter(|text| !text.trim().is_empty()),
            };
            let number = move |key: &str| get(key)?.content.number();
            (*span, Box::new(text) as Texts<'f>, Box::new(number) as Numbers<'f>)
        })
        .collect()
}

/// The fields of a table, or of each table of a list.
fn table_fields<'k>(kind: &'k Kind, key: &str) -> Option<&'k [crate::config::FieldDef]> {
    use crate::config::FieldType::{List, Table};
    match &kind.field(key)?.kind {
        Table(fields) => Some(fields),
        List(of) => match &**of {
            Table(fields) => Some(fields),
            _ => None,
        },
        _ => None,
    }
}

/// The id and the name of a criterion or a solution; each stands for the other when it is not given.
fn names(text: &Texts<'_>) -> Option<(String, String)> {
    match (text("id"), text("nom")) {
        (Some(id), Some(name)) => Some((id, name)),
        (Some(one), None) => Some((one.clone(), one)),
        (None, Some(name)) => Some((fold_key(&name), name)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests;
