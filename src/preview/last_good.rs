//! What was good before: the bytes of pages, to stay beneath the overlay when a template fails, and the text of files,
//! to stay in the site while the author is in the middle of writing their front matter.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use crate::diagnostic::{Diagnostic, Problem};
use crate::pipeline::Assembly;
use crate::source::{FaultKind, Role, Snapshot, SourceFile, SourcePath, UrlPath};

use super::current::lock;

/// How many pages are kept.
const PAGES: usize = 256;

/// The last bytes of pages that could be rendered.
#[derive(Debug, Default)]
pub(super) struct LastGood {
    pages: Mutex<HashMap<UrlPath, Arc<[u8]>>>,
}

impl LastGood {
    /// Keeps the bytes of a page.
    pub(super) fn keep(&self, url: &UrlPath, bytes: &Arc<[u8]>) {
        let mut pages = lock(&self.pages);
        if pages.len() >= PAGES && !pages.contains_key(url) {
            pages.clear();
        }
        pages.insert(url.clone(), Arc::clone(bytes));
    }

    /// The bytes of a page as they last were.
    pub(super) fn get(&self, url: &UrlPath) -> Option<Arc<[u8]>> {
        lock(&self.pages).get(url).cloned()
    }
}

/// The files of a site that cannot be read as what they are: half-written front matter, a template that does not
/// compile, a text that another program holds.
pub(super) fn unreadable(assembly: &Assembly) -> HashSet<SourcePath> {
    let place = |problem: &Diagnostic| problem.place.as_ref().map(|place| place.file.path.clone());
    let mut found: HashSet<SourcePath> =
        assembly.problems().iter().filter(|problem| is_unreadable(&problem.problem)).filter_map(place).collect();
    let site = &assembly.site;
    found.extend(site.problems.iter().filter(|problem| is_unreadable(&problem.problem)).filter_map(place));
    let documents = site.documents.iter().flat_map(|document| &document.problems);
    found.extend(documents.filter(|problem| is_unreadable(&problem.problem)).filter_map(place));
    found
}

fn is_unreadable(problem: &Problem) -> bool {
    match problem {
        Problem::Syntax { .. } | Problem::UnclosedFrontMatter | Problem::TemplateSyntax { .. } => true,
        Problem::File(kind) => matches!(
            kind,
            FaultKind::Undecodable { .. }
                | FaultKind::Binary { .. }
                | FaultKind::TooLarge { .. }
                | FaultKind::Unreadable { .. }
        ),
        _ => false,
    }
}

/// For each file of `unreadable`, its last good version: the one that is shown now, unless that one is not good either.
/// A template or a table of strings that never was good is passed over, so that the theme's own serves.
pub(super) fn last_good(
    unreadable: &HashSet<SourcePath>,
    before: &HashSet<SourcePath>,
    shown: &Snapshot,
    replaced: &HashMap<SourcePath, Option<Arc<SourceFile>>>,
    on_disk: &Snapshot,
) -> HashMap<SourcePath, Option<Arc<SourceFile>>> {
    let over_theme = |path: &SourcePath| {
        on_disk.get(path.as_str()).is_some_and(|file| matches!(file.role, Role::Template | Role::Strings))
    };
    let good = |path: &SourcePath| match (replaced.get(path), shown.get(path.as_str())) {
        (Some(file), _) => Some(file.clone()),
        (None, Some(file)) if !before.contains(path) => Some(Some(Arc::clone(file))),
        (None, _) => over_theme(path).then_some(None),
    };
    unreadable.iter().filter_map(|path| Some((path.clone(), good(path)?))).collect()
}
