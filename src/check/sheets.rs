//! Roles that a kind asks for, procedures without phases, scores of benchmarks.

use crate::diagnostic::{Diagnostic, Problem, SheetFault};
use crate::sheet::{self, Filling, Form, Procedure, Template};
use crate::site::{DocumentId, FILLING, PageId, PageRole, Site};
use crate::source::Span;

pub(super) fn check(site: &Site, id: DocumentId, problems: &mut Vec<Diagnostic>) {
    let Some(page_id) = site.page_of(id) else { return };
    let page = site.page(page_id);
    if page.role != PageRole::Sheet {
        return;
    }
    let document = site.document(id);
    let kind = &site.config.kinds.kinds[page.kind];
    let head = if document.front.span.range().is_empty() {
        Span::default()
    } else {
        Span::new(document.front.span.start as usize, document.front.span.start as usize + 3)
    };
    for role in sheet::missing_roles(document, kind, document.meta.status) {
        let fault = SheetFault::MissingRole {
            role: role.label.get(&page.language).to_owned(),
            kind: kind.name.clone(),
            visibility: page.visibility(),
        };
        problems.push(Diagnostic::new(Problem::Sheet(fault), &document.file, head));
    }
    match Form::of(kind) {
        Form::Procedure => {
            let any = !document.body.blocks.is_empty();
            if any && Procedure::read(document, kind).phases().next().is_none() {
                problems.push(Diagnostic::new(Problem::Sheet(SheetFault::NoPhase), &document.file, head));
            }
        }
        Form::Benchmark => scores(site, page_id, problems),
        Form::Template => {
            let template = Template::read(document, kind, &page.fields);
            template.report_unused(&document.file, problems);
            if let Some(file) = sheet::beside(site, page_id, FILLING) {
                Filling::read(file, problems).report(&template, file, problems);
                for blank in document.body.blanks.iter().filter(|blank| blank.name.is_none()) {
                    let fault = SheetFault::NamelessBlank { written: blank.written.clone() };
                    problems.push(Diagnostic::new(Problem::Sheet(fault), &document.file, blank.span));
                }
            }
        }
        Form::Plain => {}
    }
}

/// What is wrong with a benchmark's scores, and those that cannot be relied on.
fn scores(site: &Site, page: PageId, problems: &mut Vec<Diagnostic>) {
    let benchmark = sheet::benchmark(site, page, problems);
    let today = site.options.date;
    for (criterion, row) in benchmark.criteria.iter().zip(&benchmark.scores) {
        for (solution, score) in benchmark.solutions.iter().zip(row) {
            let Some(score) = score else { continue };
            let (criterion, solution) = (criterion.name.clone(), solution.name.clone());
            let (file, span) = &score.place;
            if score.evidence.is_empty() {
                let fault =
                    SheetFault::ScoreWithoutEvidence { criterion: criterion.clone(), solution: solution.clone() };
                problems.push(Diagnostic::new(Problem::Sheet(fault), file, *span));
            }
            if let Some(date) = score.date.filter(|date| site.config.score_age.after(*date) < today) {
                let months = (i64::from(today.year()) - i64::from(date.year())) * 12 + i64::from(today.month())
                    - i64::from(date.month());
                let fault = SheetFault::OldScore { criterion, solution, date: date.to_string(), months };
                problems.push(Diagnostic::new(Problem::Sheet(fault), file, *span));
            }
        }
    }
}
