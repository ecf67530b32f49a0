//! The pipeline from a folder to a site ready to be rendered: *files → Snapshot → Documents → Site*, and its diagnostics.
//!
//! The one door that `build`, `check` and `serve` go through, so that they cannot differ. Never writes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::config::SiteConfig;
use crate::diagnostic::{self, Diagnostic, Problem, Severities, Severity};
use crate::output::{self, Routes};
use crate::render::Engine;
use crate::site::{BuildOptions, Documents, Site, Theme};
use crate::source::{History, Snapshot, SourceFile, git_folder};

/// A site put together from a folder.
#[derive(Debug, Clone)]
pub struct Assembly {
    /// The site.
    pub site: Arc<Site>,
    /// Its compiled templates.
    pub engine: Arc<Engine>,
    /// Its parsed documents, to be reused by the next assembly.
    pub documents: Arc<Documents>,
    /// Everything that can be asked for.
    pub routes: Arc<Routes>,
    /// Problems of configuration and templates, which `check` adds to.
    problems: Vec<Diagnostic>,
}

/// The site's folder: `start`, or the first of its parents that holds a `site.toml`.
///
/// # Errors
/// When there is none.
pub fn find_site(start: &Path) -> Result<PathBuf, Diagnostic> {
    let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
    let found = start.ancestors().find(|folder| folder.join("site.toml").is_file());
    found
        .map(Path::to_owned)
        .ok_or_else(|| Diagnostic::nowhere(Problem::NoSite { folder: start.display().to_string() }))
}

impl Assembly {
    /// Puts together the site in folder `root`, reusing what did not change since `previous`.
    ///
    /// # Errors
    /// When the folder holds no `site.toml`.
    pub fn of_folder(root: &Path, options: &BuildOptions, previous: Option<&Assembly>) -> Result<Self, Diagnostic> {
        // The patterns to ignore are needed before the walk; the problems of site.toml are reported with the rest.
        let config = match Snapshot::configuration(root) {
            Some(file) => SiteConfig::read(&file, &mut Vec::new()),
            // It is there and is no text: the snapshot says so.
            None if root.join("site.toml").is_file() => SiteConfig::default(),
            None => return Err(Diagnostic::nowhere(Problem::NoSite { folder: root.display().to_string() })),
        };
        let previous_snapshot = previous.map(|previous| &*previous.site.snapshot);
        // git reads its history on a thread of its own while files are read on all the others.
        let known = previous_snapshot.and_then(Snapshot::history);
        let (snapshot, history) = std::thread::scope(|scope| {
            let history = config.git_dates.then(|| scope.spawn(|| History::read(root, known)));
            let snapshot = Snapshot::read(root, &config.ignore, previous_snapshot);
            (snapshot, history.and_then(|thread| thread.join().unwrap_or_default()))
        });
        Ok(Assembly::of_snapshot(Arc::new(snapshot.with_history(history)), options, previous))
    }

    /// The snapshot of the site after `previous`, when only what is at or below `changed` may have changed since;
    /// anything may have when it is `None`. What is named is read whatever its length and time say; git's history, when
    /// its folder is named or anything may have changed.
    ///
    /// # Errors
    /// When the folder no longer holds a `site.toml`.
    pub fn snapshot_after(previous: &Snapshot, changed: Option<&[PathBuf]>) -> Result<Snapshot, Diagnostic> {
        let root = previous.root();
        let Some(file) = Snapshot::configuration(root) else {
            return Err(Diagnostic::nowhere(Problem::NoSite { folder: root.display().to_string() }));
        };
        let SiteConfig { ignore, git_dates, .. } = SiteConfig::read(&file, &mut Vec::new());
        let git = git_folder(root);
        let of_git = |path: &Path| git.as_ref().is_some_and(|git| path.starts_with(git));
        let told = changed.is_none_or(|paths| paths.iter().any(|path| *path == file.disk || of_git(path)));
        let snapshot = match changed {
            Some(changed) => {
                let changed: Vec<PathBuf> = changed.iter().filter(|path| !of_git(path)).cloned().collect();
                previous.read_again(&ignore, &changed)
            }
            None => Snapshot::read(root, &ignore, Some(previous)),
        };
        let history = match (git_dates, told) {
            (false, _) => None,
            (true, false) => previous.history().cloned(),
            (true, true) => History::read(root, previous.history()),
        };
        Ok(snapshot.with_history(history))
    }

    /// Puts together the site of `snapshot`.
    pub fn of_snapshot(snapshot: Arc<Snapshot>, options: &BuildOptions, previous: Option<&Assembly>) -> Self {
        let mut problems = Vec::new();
        let site_file = snapshot
            .get("site.toml")
            .cloned()
            .unwrap_or_else(|| SourceFile::in_memory("site.toml", crate::source::Role::Configuration, ""));
        let config = Arc::new(SiteConfig::read(&site_file, &mut problems));
        let theme = Arc::new(Theme::read(&snapshot, &config, &site_file, &mut problems));
        let engine = Engine::new(&theme, previous.map(|previous| &previous.engine), &mut problems);
        let documents = Arc::new(Documents::parse(&snapshot, &config, previous.map(|previous| &*previous.documents)));
        let site = Arc::new(Site::new(&snapshot, &config, &theme, &documents, options));
        let routes = Arc::new(output::routes(&site));
        Assembly { site, engine, documents, routes, problems }
    }

    /// Problems of configuration and templates; those of documents and links are in the site.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The site's severities, with `--strict` on top.
    pub fn severities(&self, strict: bool) -> Severities {
        Severities { strict, ..self.site.config.severities.clone() }
    }

    /// Everything wrong, sorted, with the severity the site gives it.
    pub fn diagnostics(&self, strict: bool) -> Vec<(Severity, Diagnostic)> {
        let mut all = self.problems.clone();
        all.extend(check::check(&self.site));
        diagnostic::sort(&mut all);
        self.severities(strict).apply(all)
    }
}

/// Whether some of `diagnostics` stop a build.
pub fn has_errors(diagnostics: &[(Severity, Diagnostic)]) -> bool {
    diagnostics.iter().any(|(severity, _)| *severity == Severity::Error)
}
