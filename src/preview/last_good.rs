//! What was good before: the bytes of pages, to stay beneath the overlay when a template fails, and the text of files,
//! to stay in the site while the author is in the middle of writing their front matter.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use crate::diagnostic::{Diagnostic, Problem};
use crate::pipeline::Assembly;
use crate::site::BuildOptions;
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

/// Files that cannot be read as what they are, and what serves in their place.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    unreadable: HashSet<SourcePath>,
    /// Their last good version; `None` for a template that never had one, and is passed over.
    replaced: HashMap<SourcePath, Option<Arc<SourceFile>>>,
}

impl Kept {
    /// What serves in place of what `real`, just put together from the disk, cannot read; nothing was shown before.
    pub(super) fn at_start(real: &Assembly) -> Self {
        let unreadable = unreadable(real);
        let on_disk = &real.site.snapshot;
        let replaced = last_good(&unreadable, &unreadable, on_disk, &HashMap::new(), on_disk);
        Kept { unreadable, replaced }
    }

    /// The same after these were kept, with `shown` as the files that were shown then.
    pub(super) fn after(&self, real: &Assembly, shown: &Snapshot) -> Self {
        let unreadable = unreadable(real);
        let replaced = last_good(&unreadable, &self.unreadable, shown, &self.replaced, &real.site.snapshot);
        Kept { unreadable, replaced }
    }

    /// What is shown, made after `previous`, and `real` when that is another.
    pub(super) fn shown(
        &self,
        real: Assembly,
        options: &BuildOptions,
        previous: Option<&Assembly>,
    ) -> (Assembly, Option<Assembly>) {
        if self.replaced.is_empty() {
            return (real, None);
        }
        let snapshot = Arc::new(real.site.snapshot.with(&self.replaced));
        (Assembly::of_snapshot(snapshot, options, previous.or(Some(&real))), Some(real))
    }
}

/// The files of a site that cannot be read as what they are: half-written front matter, a template that does not
/// compile, a text that another program holds.
fn unreadable(assembly: &Assembly) -> HashSet<SourcePath> {
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
fn last_good(
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
