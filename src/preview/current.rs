//! The state of the site that is served, replaced whole at each change.
//!
//! Owns what is kept between two answers: pages already rendered (until the next state) and the last good version of
//! pages and files. Never decides when the state changes: see `update`.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use crate::diagnostic::{self, Diagnostic, Language, Problem, Severity};
use crate::pipeline::Assembly;
use crate::site::BuildOptions;
use crate::source::{Snapshot, SourcePath, Span, UrlPath};

use super::Settings;
use super::answer::{Answer, answer};
use super::last_good::{Kept, LastGood};

/// How many changes of files are remembered for tabs that come back from sleep.
const REMEMBERED: usize = 512;

/// One state of the site.
#[derive(Debug)]
pub(super) struct Current {
    /// Its number, from 1 for each run.
    pub number: u64,
    /// What is served.
    pub assembly: Assembly,
    /// What is on disk: `assembly`'s snapshot, unless a file there cannot be read as it should.
    pub on_disk: Arc<Snapshot>,
    /// The assembly of `on_disk`, when it is another: what is wrong is said of what the author wrote.
    pub wrong: Option<Assembly>,
    /// What is not on disk as it is shown.
    pub kept: Kept,
    /// The folder itself is not a site any more.
    pub lost: Option<Diagnostic>,
    answers: Mutex<HashMap<UrlPath, Arc<Answer>>>,
    /// What is wrong, once it has been looked for.
    problems: Mutex<Option<Problems>>,
    /// Why pages that were asked for could not be rendered.
    failures: Mutex<Vec<Diagnostic>>,
}

/// What is wrong, with the severity the site gives it.
type Problems = Arc<Vec<(Severity, Diagnostic)>>;

/// What every thread of the server shares.
#[derive(Debug)]
pub(super) struct Shared {
    current: RwLock<Arc<Current>>,
    news: Mutex<News>,
    changed: Condvar,
    /// The last good bytes of pages, for when their template fails.
    pages: LastGood,
    /// As asked.
    pub settings: Settings,
}

/// What is told to streams.
#[derive(Debug, Default, Clone)]
struct News {
    /// Counts whatever a tab may want to know: states, and their problems once found.
    version: u64,
    /// Published files that changed, by the number of the state.
    files: Vec<(u64, UrlPath)>,
    /// The page that is being written.
    follow: Option<(u64, UrlPath)>,
}

impl Current {
    /// The state numbered `number`, of `real` as it is on disk, made after `previous`.
    pub(super) fn new(
        number: u64,
        real: Assembly,
        kept: Kept,
        options: &BuildOptions,
        previous: Option<&Assembly>,
    ) -> Self {
        let on_disk = Arc::clone(&real.site.snapshot);
        let (assembly, wrong) = kept.shown(real, options, previous);
        Current {
            number,
            assembly,
            on_disk,
            wrong,
            kept,
            lost: None,
            answers: Mutex::default(),
            problems: Mutex::default(),
            failures: Mutex::default(),
        }
    }

    /// The same site in a folder that holds none any more, for the reason `lost`.
    pub(super) fn lost(&self, lost: Diagnostic) -> Self {
        Current {
            number: self.number + 1,
            assembly: self.assembly.clone(),
            on_disk: Arc::clone(&self.on_disk),
            wrong: self.wrong.clone(),
            kept: self.kept.clone(),
            lost: Some(lost),
            answers: Mutex::default(),
            problems: Mutex::default(),
            failures: Mutex::default(),
        }
    }

    /// What is answered for `url`, rendered once.
    fn answer(&self, url: &UrlPath, pages: &LastGood) -> Arc<Answer> {
        if let Some(known) = lock(&self.answers).get(url) {
            return Arc::clone(known);
        }
        let made = Arc::new(answer(&self.assembly, url, pages));
        let mut answers = lock(&self.answers);
        // A tab that asks for names at random must not fill the memory.
        if answers.len() < 4096 {
            answers.insert(url.clone(), Arc::clone(&made));
        }
        made
    }

    /// Keeps why a page could not be rendered; whether that was not known. A template that is not there because it
    /// cannot be read is told as such, and the pages that miss it follow.
    fn keep_failure(&self, failure: &Diagnostic) -> bool {
        let unread =
            matches!(&failure.problem, Problem::TemplateMissing { name, .. } if self.assembly.engine.has(name));
        let mut failures = lock(&self.failures);
        let same = |known: &Diagnostic| known.problem == failure.problem && place(known) == place(failure);
        let new = !unread && !failures.iter().any(same);
        if new {
            failures.push(failure.clone());
        }
        new
    }

    /// Why pages that were asked for could not be rendered.
    pub(super) fn failures(&self) -> Vec<Diagnostic> {
        lock(&self.failures).clone()
    }

    /// What is wrong, if it has been looked for.
    pub(super) fn problems(&self) -> Option<Arc<Vec<(Severity, Diagnostic)>>> {
        lock(&self.problems).clone()
    }

    /// Looks for what is wrong with the whole site.
    pub(super) fn find_problems(&self) -> Arc<Vec<(Severity, Diagnostic)>> {
        let mut found = self.wrong.as_ref().unwrap_or(&self.assembly).diagnostics(false);
        if let Some(lost) = &self.lost {
            found.insert(0, (Severity::Error, lost.clone()));
        }
        let found = Arc::new(found);
        *lock(&self.problems) = Some(Arc::clone(&found));
        found
    }

    /// The language to tell problems in.
    pub(super) fn language(&self, settings: &Settings) -> Language {
        settings.language.or_else(|| Language::of_tag(&self.assembly.site.config.language)).unwrap_or_default()
    }
}

impl Shared {
    /// The first state of the site in folder `root`.
    pub(super) fn of_folder(root: &Path, settings: &Settings) -> Result<Self, Diagnostic> {
        let options = options(settings);
        let real = Assembly::of_folder(root, &options, None)?;
        let kept = Kept::at_start(&real);
        Ok(Shared {
            current: RwLock::new(Arc::new(Current::new(1, real, kept, &options, None))),
            news: Mutex::new(News { version: 1, ..News::default() }),
            changed: Condvar::new(),
            pages: LastGood::default(),
            settings: settings.clone(),
        })
    }

    /// The state that is served.
    pub(super) fn current(&self) -> Arc<Current> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What `current` answers for `url`.
    pub(super) fn answer(&self, current: &Current, url: &UrlPath) -> Arc<Answer> {
        let answer = current.answer(url, &self.pages);
        if let Answer::Bytes(bytes) = &*answer
            && bytes.failure.as_ref().is_some_and(|failure| current.keep_failure(failure))
        {
            self.wake();
        }
        answer
    }

    /// Serves `next` from now on; `files` are the paths that changed.
    pub(super) fn replace(&self, next: Current, files: &BTreeSet<SourcePath>) {
        let next = Arc::new(next);
        let number = next.number;
        let site = &next.assembly.site;
        let published = site.assets.iter().filter(|asset| files.contains(&asset.file.path));
        let published: Vec<_> = published.map(|asset| (number, asset.url.clone())).collect();
        // One sheet that changed alone is the one being written.
        let sheet = match files.iter().collect::<Vec<_>>()[..] {
            [one] if self.settings.follow => site.document_at(one.as_str()).and_then(|document| site.page_of(document)),
            _ => None,
        };
        let follow =
            sheet.map(|page| site.page(page)).filter(|page| page.visible).map(|page| (number, page.url.clone()));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&next);
        let mut news = lock(&self.news);
        news.version += 1;
        news.files.extend(published);
        let surplus = news.files.len().saturating_sub(REMEMBERED);
        news.files.drain(..surplus);
        if follow.is_some() {
            news.follow = follow;
        }
        drop(news);
        self.changed.notify_all();
    }

    /// Tells streams to look again.
    pub(super) fn wake(&self) {
        lock(&self.news).version += 1;
        self.changed.notify_all();
    }

    /// Waits until there is news after `version`, for `patience` at most; the version there is then.
    pub(super) fn wait(&self, version: u64, patience: Duration) -> u64 {
        let waited = self.changed.wait_timeout_while(lock(&self.news), patience, |news| news.version == version);
        waited.unwrap_or_else(PoisonError::into_inner).0.version
    }

    /// The published files that changed after state `number`; `None` when that is too long ago to tell.
    pub(super) fn files_since(&self, number: u64) -> Option<Vec<UrlPath>> {
        let news = lock(&self.news);
        if news.files.len() == REMEMBERED && news.files[0].0 > number {
            return None;
        }
        let mut files: Vec<UrlPath> =
            news.files.iter().filter(|(at, _)| *at > number).map(|(_, url)| url.clone()).collect();
        files.sort();
        files.dedup();
        Some(files)
    }

    /// The page being written, when it changed after state `number`.
    pub(super) fn follow_since(&self, number: u64) -> Option<UrlPath> {
        lock(&self.news).follow.clone().filter(|(at, _)| *at > number).map(|(_, url)| url)
    }
}

/// What a preview builds with: everything as published, and drafts.
pub(super) fn options(settings: &Settings) -> BuildOptions {
    let date = settings.date.unwrap_or_else(|| jiff::Zoned::now().date());
    BuildOptions { drafts: true, ..BuildOptions::on(date) }
}

/// Where a problem is, to tell it from another.
pub(super) fn place(problem: &Diagnostic) -> Option<(SourcePath, Span)> {
    problem.place.as_ref().map(|place| (place.file.path.clone(), place.span))
}

/// The diagnostics of `found` that stop a build.
pub(super) fn errors(found: &[(Severity, Diagnostic)]) -> impl Iterator<Item = &(Severity, Diagnostic)> {
    found.iter().filter(|(severity, _)| *severity == Severity::Error)
}

/// A diagnostic as the terminal shows it, without colours.
pub(super) fn told(severity: Severity, problem: &Diagnostic, language: Language) -> String {
    diagnostic::terminal(
        &[(severity, problem.clone())],
        language,
        diagnostic::Style { width: 100, ..Default::default() },
    )
}

/// A lock whose holder panicked holds what it held before: every change here is one assignment.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
