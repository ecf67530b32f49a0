//! What changed on disk: the system's events, gathered until they make sense together.
//!
//! Editors save in many ways (rename over, truncate then write, backup then rename, several times a second). What is
//! gathered is only *where* something happened: the update reads what is there. Never reads a file's contents.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::git_folder;

/// Folders of a site that are watched; `public/` and what else stands beside is not.
const FOLDERS: [&str; 7] = ["content", "themes", "templates", "components", "i18n", "static", "data"];

/// How often one looks when the system cannot tell.
const POLL: Duration = Duration::from_secs(1);

/// How long a file may stay open, empty or missing in the middle of a save before it is taken as it is.
const SAVING: Duration = Duration::from_millis(40);

/// How long the first of many changes waits for the last.
const PATIENCE: Duration = Duration::from_millis(200);

/// Where the system does not say that a file was closed, how long it must be left alone.
const QUIET: Duration = if cfg!(target_os = "linux") { Duration::ZERO } else { Duration::from_millis(8) };

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Changes {
    /// These paths, and what is below them.
    Paths(Vec<PathBuf>),
    /// Anything.
    Anything,
    /// Nothing that is known of: some time went by.
    Nothing,
}

/// Watches a site's folder.
#[derive(Debug)]
pub(super) struct Watcher {
    root: PathBuf,
    events: Receiver<notify::Result<notify::Event>>,
    system: Option<RecommendedWatcher>,
    poll: Option<Duration>,
    polling: Option<String>,
    watched: HashSet<PathBuf>,
}

impl Watcher {
    /// Starts watching the site in folder `root`; with `poll`, only looks now and then.
    pub(super) fn start(root: &Path, poll: Option<Duration>) -> Self {
        let (sender, events) = channel();
        let mut watcher =
            Watcher { root: root.to_owned(), events, system: None, poll, polling: None, watched: HashSet::new() };
        if poll.is_none() {
            match system(sender) {
                Ok(system) => {
                    watcher.system = Some(system);
                    watcher.watch_all();
                }
                Err(error) => watcher.give_up(&error.to_string()),
            }
        }
        watcher
    }

    /// Why one looks now and then although nobody asked.
    pub(super) fn polling(&self) -> Option<&str> {
        self.polling.as_deref()
    }

    fn give_up(&mut self, reason: &str) {
        self.system = None;
        self.poll = Some(POLL);
        self.polling = Some(reason.to_owned());
    }

    /// Watches the folders that exist and are not watched yet.
    fn watch_all(&mut self) {
        let mut wanted = vec![(self.root.clone(), RecursiveMode::NonRecursive)];
        wanted.extend(FOLDERS.iter().map(|folder| (self.root.join(folder), RecursiveMode::Recursive)));
        // Every commit writes git's index, which stands right there.
        wanted.extend(git_folder(&self.root).map(|git| (git, RecursiveMode::NonRecursive)));
        for (path, mode) in wanted {
            if path.is_dir() && !self.watched.contains(&path) {
                self.watch(&path, mode);
            }
        }
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) {
        let Some(system) = &mut self.system else { return };
        match system.watch(path, mode) {
            Ok(()) => {
                self.watched.insert(path.to_owned());
            }
            // It went away again.
            Err(error) if !path.exists() || matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
            // Too many folders for the system's limits, a network drive: looking is slower but always works.
            Err(error) => self.give_up(&error.to_string()),
        }
    }

    /// Waits for what changes next, for `patience` at most.
    pub(super) fn next(&mut self, patience: Duration) -> (Changes, Instant) {
        if let Some(every) = self.poll {
            std::thread::sleep(every);
            return (Changes::Anything, Instant::now());
        }
        let first = match self.events.recv_timeout(patience) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => return (Changes::Nothing, Instant::now()),
            Err(RecvTimeoutError::Disconnected) => {
                self.give_up("");
                return (Changes::Anything, Instant::now());
            }
        };
        let began = Instant::now();
        let mut gathered = Gathered::default();
        gathered.add(first);
        let mut last = Instant::now();
        loop {
            while let Ok(event) = self.events.try_recv() {
                gathered.add(event);
                last = Instant::now();
            }
            let now = Instant::now();
            let settled = if gathered.is_saving() { SAVING } else { QUIET };
            let until = (last + settled).min(began + PATIENCE);
            if now >= until {
                break;
            }
            if let Ok(event) = self.events.recv_timeout(until - now) {
                gathered.add(event);
                last = Instant::now();
            }
        }
        self.follow_folders(&mut gathered);
        let changes = if gathered.anything {
            Changes::Anything
        } else if gathered.paths.is_empty() {
            Changes::Nothing
        } else {
            Changes::Paths(gathered.paths.into_iter().collect())
        };
        (changes, began)
    }

    /// What is written in a new folder before it is watched makes no event: it is watched first and read after.
    /// Asking for a watch also waits until the watches that `notify` itself adds are in place.
    fn follow_folders(&mut self, gathered: &mut Gathered) {
        self.watched.retain(|path| path.is_dir());
        self.watch_all();
        for folder in std::mem::take(&mut gathered.folders) {
            if folder.is_dir() && self.watched.iter().any(|top| *top != self.root && folder.starts_with(top)) {
                self.watch(&folder, RecursiveMode::Recursive);
            }
            gathered.paths.insert(folder);
        }
    }
}

fn system(sender: Sender<notify::Result<notify::Event>>) -> notify::Result<RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| {
        let read = event.as_ref().is_ok_and(
            |event| matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)),
        );
        // Our own reading is told too: answering that with another read would never end.
        if !read {
            let _ = sender.send(event);
        }
    };
    notify::recommended_watcher(tell)
}

/// Events gathered so far.
#[derive(Debug, Default)]
struct Gathered {
    paths: HashSet<PathBuf>,
    /// Written to and not closed yet.
    open: HashSet<PathBuf>,
    /// New folders.
    folders: HashSet<PathBuf>,
    anything: bool,
}

impl Gathered {
    fn add(&mut self, event: notify::Result<notify::Event>) {
        let Ok(event) = event else {
            self.anything = true;
            return;
        };
        if event.need_rescan() || event.paths.is_empty() {
            self.anything = true;
            return;
        }
        for path in event.paths {
            if is_leftover(&path) {
                continue;
            }
            match event.kind {
                EventKind::Create(CreateKind::Folder) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => {
                    self.folders.insert(path.clone());
                    self.open.remove(&path);
                }
                EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) => {
                    // Only Linux says when it is closed again.
                    if cfg!(target_os = "linux") {
                        self.open.insert(path.clone());
                    }
                }
                EventKind::Create(_) | EventKind::Modify(ModifyKind::Any) if path.is_dir() => {
                    self.folders.insert(path.clone());
                }
                _ => {
                    self.open.remove(&path);
                }
            }
            self.paths.insert(path);
        }
    }

    /// Whether something is seen in the middle of a save: still open for writing, emptied, or moved away.
    fn is_saving(&self) -> bool {
        !self.open.is_empty()
            || self.paths.iter().any(|path| match std::fs::symlink_metadata(path) {
                Ok(metadata) => metadata.is_file() && metadata.len() == 0,
                Err(_) => true,
            })
    }
}

/// Files that editors make beside those they save: nothing to wait for.
fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let hidden = name.starts_with('.') && name != ".gitignore";
    hidden
        || name.ends_with('~')
        || name.starts_with("~$")
        || name == "4913"
        || [".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".crdownload", ".part"]
            .iter()
            .any(|end| name.ends_with(end))
}
