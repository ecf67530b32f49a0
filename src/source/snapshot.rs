//! The input at one instant, immutable.
//!
//! A new snapshot shares with the one before every file whose bytes did not change.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Fault, History, SourceFile, SourcePath, again, walk};

/// Every file of a site as it was at one instant: content, themes (the embedded one too), configuration.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    pub(super) root: PathBuf,
    pub(super) files: BTreeMap<SourcePath, Arc<SourceFile>>,
    pub(super) faults: Vec<Fault>,
    /// The globs of `[content] ignore` it was read with.
    pub(super) ignore: Vec<String>,
    /// Symbolic links met on the way, on disk.
    pub(super) links: Vec<PathBuf>,
    /// When its files were last changed, where git tells.
    pub(super) history: Option<Arc<History>>,
}

impl Snapshot {
    /// Reads the site in folder `root`, in parallel; `ignore` holds the globs of `[content] ignore`.
    /// Files of `previous` whose length and time are the same are shared, not read again.
    /// Never fails: what cannot be read is a [`Fault`].
    pub fn read(root: &Path, ignore: &[String], previous: Option<&Snapshot>) -> Self {
        walk::walk(root, ignore, previous)
    }

    /// The snapshot after this one when only what is at or below the paths `changed` may have changed since. They are
    /// read whatever their length and time say; the result is what [`Snapshot::read`] would give.
    pub fn read_again(&self, ignore: &[String], changed: &[PathBuf]) -> Self {
        again::again(self, ignore, changed)
    }

    /// The same snapshot with other files at some paths, or none, and nothing said against those.
    pub fn with(&self, files: &HashMap<SourcePath, Option<Arc<SourceFile>>>) -> Self {
        let mut snapshot = self.clone();
        snapshot.faults.retain(|fault| !files.contains_key(&fault.path));
        for (path, file) in files {
            match file {
                Some(file) => snapshot.files.insert(path.clone(), Arc::clone(file)),
                None => snapshot.files.remove(path),
            };
        }
        snapshot
    }

    /// `site.toml` of folder `root`, read before the rest because it says what to pass over.
    pub fn configuration(root: &Path) -> Option<Arc<SourceFile>> {
        walk::configuration(root)
    }

    /// A snapshot of files that only exist in memory.
    pub fn in_memory(files: impl IntoIterator<Item = Arc<SourceFile>>) -> Self {
        Snapshot {
            root: PathBuf::new(),
            files: files.into_iter().map(|file| (file.path.clone(), file)).collect(),
            ..Snapshot::default()
        }
    }

    /// The same snapshot with this history of its files.
    pub fn with_history(self, history: Option<Arc<History>>) -> Self {
        Snapshot { history, ..self }
    }

    /// When its files were last changed, where git tells and the site asks.
    pub fn history(&self) -> Option<&Arc<History>> {
        self.history.as_ref()
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The globs of `[content] ignore` it was read with.
    pub fn ignore(&self) -> &[String] {
        &self.ignore
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&Arc<SourceFile>> {
        self.files.get(path)
    }

    /// Every file, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.values()
    }

    /// The files below folder `prefix` (`"content/"`), in the order of their paths.
    pub fn below<'a, 'p>(&'a self, prefix: &'p str) -> impl Iterator<Item = &'a Arc<SourceFile>> + use<'a, 'p> {
        self.files
            .range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded))
            .take_while(move |(path, _)| path.as_str().starts_with(prefix))
            .map(|(_, file)| file)
    }

    /// What could not be taken as it is.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
