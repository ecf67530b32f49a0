//! What a tab is told of its page, as JSON: errors to lay over it, and what the panel lists.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Language, Problem, Severity};
use crate::output::Route;
use crate::render::{self, Subject};
use crate::site::{PageId, Site, Target};
use crate::source::{SourceFile, UrlPath};

use super::Settings;
use super::answer::Answer;
use super::current::{Current, errors, told};

/// The most errors laid over a page: who has more mends the first ones first.
const MOST: usize = 20;

/// A diagnostic for a browser.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Told {
    /// `error`, `warning`, `note`.
    severity: &'static str,
    /// What the terminal shows, excerpt and help included.
    text: String,
    /// The file, when the editor can open it.
    file: Option<String>,
    line: u32,
    column: u32,
}

/// What is wrong, for one page.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Wrong {
    /// Errors of the whole site, those of the page first.
    pub errors: Vec<Told>,
    /// How many there are.
    pub count: usize,
    /// How many warnings and notes the page has.
    pub warnings: usize,
    /// Something is shown as it was before these errors.
    pub kept: bool,
}

/// What the panel shows.
#[derive(Debug, Serialize)]
pub(super) struct Panel {
    status: Option<String>,
    file: Option<String>,
    warnings: Vec<Told>,
    links_in: Vec<Linked>,
    links_out: Vec<Linked>,
}

#[derive(Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Linked {
    title: String,
    url: String,
}

/// The page that is shown at `url`.
pub(super) fn page_at(current: &Current, url: &UrlPath) -> Option<PageId> {
    match &*current.assembly.routes.get(url.as_str())? {
        Route::Html(Subject::Page(page)) => Some(*page),
        Route::Html(Subject::Section(section, _)) => current.assembly.site.section(*section).page,
        _ => None,
    }
}

/// What is wrong, seen from the page at `url`; `None` while it is being looked for.
pub(super) fn wrong(current: &Current, url: &UrlPath, answer: &Answer, settings: &Settings) -> Option<Wrong> {
    let found = current.problems()?;
    let language = current.language(settings);
    let own = page_at(current, url).map(|page| current.assembly.site.document_of(page).file.path.as_str());
    let here = |problem: &Diagnostic| problem.place.as_ref().is_some_and(|place| Some(place.file.path.as_str()) == own);
    let failure = match answer {
        Answer::Bytes(bytes) => bytes.failure.as_deref(),
        _ => None,
    };
    // That of a template that cannot be read follows from what is told of that template.
    let unread = |name: &str| current.assembly.engine.has(name);
    let told = failure.filter(|of| !matches!(&of.problem, Problem::TemplateMissing { name, .. } if unread(name)));
    let mut all: Vec<(Severity, &Diagnostic)> = told.map(|failure| (Severity::Error, failure)).into_iter().collect();
    all.extend(errors(&found).map(|(severity, problem)| (*severity, problem)));
    let count = all.len();
    // Stable: each group stays in the order of files.
    all.sort_by_key(|(_, problem)| !(failure.is_some_and(|failure| std::ptr::eq(failure, *problem)) || here(problem)));
    Some(Wrong {
        errors: all.into_iter().take(MOST).map(|(severity, problem)| tell(severity, problem, language)).collect(),
        count,
        kept: current.wrong.is_some()
            || matches!(answer, Answer::Bytes(bytes) if bytes.status == 200 && failure.is_some()),
        warnings: found.iter().filter(|(severity, problem)| *severity != Severity::Error && here(problem)).count(),
    })
}

/// What the panel shows for the page at `url`.
pub(super) fn panel(current: &Current, url: &UrlPath, settings: &Settings) -> Panel {
    let site = &current.assembly.site;
    let language = current.language(settings);
    let Some(id) = page_at(current, url) else {
        return Panel { status: None, file: None, warnings: Vec::new(), links_in: Vec::new(), links_out: Vec::new() };
    };
    let page = site.page(id);
    let file = &site.document(page.document).file;
    let found = current.problems().unwrap_or_default();
    let warnings = found
        .iter()
        .filter(|(severity, problem)| {
            *severity != Severity::Error && problem.place.as_ref().is_some_and(|place| place.file.path == file.path)
        })
        .take(100)
        .map(|(severity, problem)| tell(*severity, problem, language))
        .collect();
    let mut links_in: Vec<Linked> = site.backlinks[id.index()].iter().map(|page| linked(site, *page)).collect();
    let mut links_out: Vec<Linked> = site.links[page.document.index()]
        .iter()
        .filter_map(|link| match &link.target {
            Target::Page { page, .. } => Some(linked(site, *page)),
            Target::External(address) => Some(Linked { title: address.clone(), url: address.clone() }),
            _ => None,
        })
        .collect();
    for links in [&mut links_in, &mut links_out] {
        links.sort();
        links.dedup();
        links.truncate(200);
    }
    Panel {
        status: Some(
            render::status_label(page.status, if language == Language::English { "en" } else { "fr" }).to_owned(),
        ),
        file: openable(file).then(|| file.path.to_string()),
        warnings,
        links_in,
        links_out,
    }
}

fn linked(site: &Site, id: PageId) -> Linked {
    let page = site.page(id);
    Linked { title: page.title.clone(), url: page.url.encoded() }
}

fn tell(severity: Severity, problem: &Diagnostic, language: Language) -> Told {
    let at = problem.place.as_ref().map(crate::source::Place::line_column);
    Told {
        severity: match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        text: told(severity, problem, language),
        file: problem.place.as_ref().filter(|place| openable(&place.file)).map(|place| place.file.path.to_string()),
        line: at.map_or(1, |at| at.line),
        column: at.map_or(1, |at| at.column),
    }
}

/// Whether the editor can open a file: those embedded in the program are nowhere on disk.
fn openable(file: &SourceFile) -> bool {
    !file.disk.as_os_str().is_empty()
}
