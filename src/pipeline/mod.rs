//! The pipeline from a folder to a site ready to be rendered: *files → Snapshot → Documents → Site*, and its diagnostics.
//!
//! The one door that `build`, `check` and `serve` go through, so that they cannot differ. Never writes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::config::SiteConfig;
use crate::diagnostic::{self, Diagnostic, Problem, Severities, Severity};
use crate::output::Routes;
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
    settings: Arc<Settings>,
    /// Problems of configuration and templates, which `check` adds to.
    problems: Vec<Diagnostic>,
}

/// What a site is set up with: kept while the files it was read from are the same.
#[derive(Debug)]
struct Settings {
    site_file: Arc<SourceFile>,
    config: Arc<SiteConfig>,
    /// What is wrong in site.toml.
    config_problems: Vec<Diagnostic>,
    /// Every file that a theme may take something from.
    theme_files: Vec<Arc<SourceFile>>,
    theme: Arc<Theme>,
    /// What is wrong in the theme.
    theme_problems: Vec<Diagnostic>,
}

/// The files of the settings, and what site.toml says: all that documents need.
struct Asked {
    site_file: Arc<SourceFile>,
    config: Arc<SiteConfig>,
    config_problems: Vec<Diagnostic>,
    theme_files: Vec<Arc<SourceFile>>,
}

impl Asked {
    /// What `snapshot` asks for; the configuration of `previous` when it was read from the same file.
    fn read(snapshot: &Snapshot, previous: Option<&Settings>) -> Self {
        let site_file = snapshot
            .get("site.toml")
            .cloned()
            .unwrap_or_else(|| SourceFile::in_memory("site.toml", crate::source::Role::Configuration, ""));
        let theme_files = ["(classeur)/", "themes/", "templates/", "components/", "i18n/", "static/"]
            .into_iter()
            .flat_map(|folder| snapshot.below(folder))
            .cloned()
            .collect();
        let (config, config_problems) = match previous.filter(|previous| Arc::ptr_eq(&previous.site_file, &site_file)) {
            Some(same) => (Arc::clone(&same.config), same.config_problems.clone()),
            None => {
                let mut problems = Vec::new();
                (Arc::new(SiteConfig::read(&site_file, &mut problems)), problems)
            }
        };
        Asked { site_file, config, config_problems, theme_files }
    }

    /// The settings of `snapshot`; `previous` when made from the same files.
    fn settings(self, snapshot: &Snapshot, previous: Option<&Arc<Settings>>) -> Arc<Settings> {
        let Asked { site_file, config, config_problems, theme_files } = self;
        if let Some(same) = previous
            && Arc::ptr_eq(&same.site_file, &site_file)
            && same.theme_files.len() == theme_files.len()
            && same.theme_files.iter().zip(&theme_files).all(|(one, two)| Arc::ptr_eq(one, two))
        {
            return Arc::clone(same);
        }
        let mut theme_problems = Vec::new();
        let theme = Arc::new(Theme::read(snapshot, &config, &site_file, &mut theme_problems));
        Arc::new(Settings { site_file, config, config_problems, theme_files, theme, theme_problems })
    }
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
        let git = git_folder(root);
        let of_git = |path: &Path| git.as_ref().is_some_and(|git| path.starts_with(git));
        let told = changed.is_none_or(|paths| paths.iter().any(|path| file.disk.starts_with(path) || of_git(path)));
        let same = previous.get("site.toml").is_some_and(|known| known.fingerprint() == file.fingerprint());
        // What is not named is as it was: it may have changed between its two readings for the snapshot before, and is
        // named then.
        let config = (told || !same).then(|| SiteConfig::read(&file, &mut Vec::new()));
        let ignore = config.as_ref().map_or(previous.ignore(), |config| &config.ignore);
        let snapshot = match changed {
            Some(changed) => {
                let changed: Vec<PathBuf> = changed.iter().filter(|path| !of_git(path)).cloned().collect();
                previous.read_again(ignore, &changed)
            }
            None => Snapshot::read(root, ignore, Some(previous)),
        };
        let history = match config {
            Some(config) if !config.git_dates => None,
            Some(_) if told => History::read(root, previous.history()),
            _ => previous.history().cloned(),
        };
        Ok(snapshot.with_history(history))
    }

    /// Puts together the site of `snapshot`.
    pub fn of_snapshot(snapshot: Arc<Snapshot>, options: &BuildOptions, previous: Option<&Assembly>) -> Self {
        let asked = Asked::read(&snapshot, previous.map(|previous| &*previous.settings));
        let config = Arc::clone(&asked.config);
        // Documents know nothing of the theme: its files are read while they are parsed.
        let ((settings, engine, problems), documents) = rayon::join(
            || {
                let settings = asked.settings(&snapshot, previous.map(|previous| &previous.settings));
                let mut problems = settings.config_problems.clone();
                problems.extend(settings.theme_problems.iter().cloned());
                let known = previous.map(|previous| &previous.engine);
                let engine = Engine::new(&settings.theme, &settings.config.language, known, &mut problems);
                (settings, engine, problems)
            },
            || Arc::new(Documents::parse(&snapshot, &config, previous.map(|previous| &*previous.documents))),
        );
        let before = previous.map(|previous| &*previous.site);
        let site = Arc::new(Site::new(&snapshot, &settings.config, &settings.theme, &documents, options, before));
        let routes = Arc::new(Routes::new(&site));
        Assembly { site, engine, documents, routes, settings, problems }
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
