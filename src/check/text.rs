//! Summaries, empty sections, blanks left in a text.

use crate::diagnostic::{Diagnostic, Problem, Visibility};
use crate::markdown::Heading;
use crate::sheet::{Form, leading_number};
use crate::site::{DocumentId, PageRole, Site};

/// A summary longer than this does not fit where it is shown.
const SUMMARY_LIMIT: usize = 300;

pub(super) fn check(site: &Site, id: DocumentId, problems: &mut Vec<Diagnostic>) {
    let document = site.document(id);
    let Some(page) = site.page_of(id).map(|page| site.page(page)) else { return };
    let visibility = page.visibility();
    let kind = &site.config.kinds.kinds[page.kind];

    match &document.meta.summary {
        Some(summary) => {
            let length = summary.value.chars().count();
            if length > SUMMARY_LIMIT {
                problems.push(Diagnostic::new(
                    Problem::LongSummary { length, limit: SUMMARY_LIMIT },
                    &document.file,
                    summary.span,
                ));
            }
        }
        // What could not be read may hold it.
        None if !document.front.whole => {}
        None if page.role == PageRole::Sheet && visibility == Visibility::Published => {
            problems.push(Diagnostic::new(Problem::MissingSummary, &document.file, document.front.span));
        }
        None => {}
    }
    // `01` alone on its line is the number of the phase whose title follows.
    let number = |text: &str| {
        Form::of(kind) == Form::Procedure && leading_number(text).is_some_and(|number| number.length == text.len())
    };
    let empty = |heading: &&Heading| heading.empty && !heading.nested && !number(&heading.text);
    for heading in document.body.outline.iter().filter(empty) {
        problems.push(Diagnostic::new(
            Problem::EmptySection { title: heading.text.clone(), visibility },
            &document.file,
            heading.span,
        ));
    }
    if Form::of(kind) != Form::Template {
        for blank in &document.body.blanks {
            problems.push(Diagnostic::new(
                Problem::Blank { written: blank.written.clone(), visibility },
                &document.file,
                blank.span,
            ));
        }
    }
}
