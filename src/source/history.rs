//! When each content file was last changed, as git's history tells it: one pass over the history, in one process.
//!
//! Owns every call of git. Only reads, and lets nothing of the repository run: it may come from anyone. What the machine,
//! the user's configuration or the environment say changes nothing of the result. Never decides what a date is used for.

mod log;

use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use jiff::civil::Date;

use log::Log;

/// What git's history says of the files of `content/` as they are committed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    tip: Tip,
    /// By path from the site's root; `None` for a file that was there before a shallow clone begins.
    files: HashMap<Box<str>, Option<Date>>,
    unreadable: Option<String>,
}

/// Where the history ends and where it begins: as long as both are the same, so is all between.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Tip {
    /// The commit that is checked out; `""` when git refuses to say.
    head: String,
    /// Where `content/` is in the repository: `docs/base/content/`.
    prefix: String,
    /// The commits whose parents a shallow clone does not have.
    boundary: Vec<String>,
}

impl History {
    /// The history of the content of the site in folder `root`; `None` without git, repository or commit.
    /// `previous` is shared when nothing was committed since.
    pub fn read(root: &Path, previous: Option<&Arc<History>>) -> Option<Arc<Self>> {
        let content = root.join("content");
        let (tip, unreadable) = match tip(&content)? {
            Ok(tip) => (tip, None),
            Err(reason) => (Tip::default(), Some(reason)),
        };
        if let Some(previous) = previous.filter(|previous| previous.tip == tip && previous.unreadable == unreadable) {
            return Some(Arc::clone(previous));
        }
        if unreadable.is_some() {
            return Some(Arc::new(History { tip, unreadable, files: HashMap::new() }));
        }
        let (files, unreadable) = match files(&content, &tip) {
            Ok(files) => (files, None),
            Err(reason) => (HashMap::new(), Some(reason)),
        };
        Some(Arc::new(History { tip, files, unreadable }))
    }

    /// The day of the last commit that changed the file at `path`, in that commit's own time zone; `None` for a file
    /// that is not committed, or that a shallow clone does not tell of.
    pub fn last_change(&self, path: &str) -> Option<Date> {
        self.files.get(path).copied().flatten()
    }

    /// Whether the file at `path` was last changed before a shallow clone begins.
    pub fn begins_after(&self, path: &str) -> bool {
        matches!(self.files.get(path), Some(None))
    }

    /// Why git would not read the history, when it would not.
    pub fn unreadable(&self) -> Option<&str> {
        self.unreadable.as_deref()
    }
}

/// The folder that git keeps the history of `root` in: what is written there on every commit.
pub fn git_folder(root: &Path) -> Option<PathBuf> {
    let found = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())?;
    if found.is_dir() {
        return Some(found);
    }
    // A worktree or a submodule: a file that says where.
    let text = std::fs::read_to_string(&found).ok()?;
    let folder = found.parent()?.join(text.strip_prefix("gitdir:")?.trim());
    folder.is_dir().then_some(folder)
}

/// git in folder `folder`, deaf to the environment and to what a configuration could make it run or print.
fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        git.env_remove(name);
    }
    git.current_dir(folder)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        // A partial clone would fetch what it lacks, by whatever program its configuration names.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .args(["--no-pager", "--no-replace-objects"]);
    let settings = [
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "log.showSignature=false",
        "log.showRoot=true",
        "log.follow=false",
        "log.decorate=false",
        "log.mailmap=false",
        "diff.relative=false",
        "diff.renameLimit=0",
    ];
    for setting in settings {
        git.args(["-c", setting]);
    }
    git.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    git
}

/// The tip of the history of `content`; `Err` when there is one that git refuses to read.
fn tip(content: &Path) -> Option<Result<Tip, String>> {
    let said = git(content).args(["rev-parse", "--show-prefix", "--git-path", "shallow", "HEAD"]).output().ok()?;
    if !said.status.success() {
        // No repository, or no commit in it yet: nothing to tell. Someone else's repository: that is worth saying.
        let reason = first_line(&said.stderr);
        let refused = reason.contains("ownership") || reason.contains("unsafe repository");
        return refused.then_some(Err(reason));
    }
    let answers = String::from_utf8_lossy(&said.stdout);
    let [prefix, shallow, head] = answers.lines().collect::<Vec<_>>()[..] else { return None };
    let boundary = std::fs::read_to_string(content.join(shallow)).unwrap_or_default();
    let mut boundary: Vec<String> = boundary.split_whitespace().map(str::to_owned).collect();
    boundary.sort_unstable();
    Some(Ok(Tip { head: head.to_owned(), prefix: prefix.to_owned(), boundary }))
}

/// One pass over the history of `content`, newest first.
fn files(content: &Path, tip: &Tip) -> Result<HashMap<Box<str>, Option<Date>>, String> {
    let mut git = git(content);
    git.args(["log", "-z", "--format=tformat:%x1e%H %cd", "--date=short", "--date-order", "--no-color", "--no-notes"])
        .args(["--no-show-signature", "--no-mailmap", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all"])
        // A merge tells only of what differs from both its sides; a file that moved as it was did not change.
        .args(["-c", "--name-status", "--find-renames=100%", "-O/dev/null", &tip.head, "--", "."]);
    let mut child = git.spawn().map_err(|error| error.to_string())?;
    // Both pipes are read at once: a full one would stop git for ever.
    let errors = child.stderr.take().map(|mut pipe| {
        std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = pipe.by_ref().take(4096).read_to_end(&mut said);
            let _ = std::io::copy(&mut pipe, &mut std::io::sink());
            said
        })
    });
    let mut log = Log::new(&tip.prefix, &tip.boundary);
    let read = child.stdout.take().map_or(Ok(()), |pipe| log.read(BufReader::with_capacity(1 << 16, pipe)));
    let status = child.wait().map_err(|error| error.to_string())?;
    let said = errors.and_then(|thread| thread.join().ok()).unwrap_or_default();
    read.map_err(|error| error.to_string())?;
    if status.success() { Ok(log.finish()) } else { Err(first_line(&said)) }
}

/// What git said went wrong.
fn first_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let line = said.lines().find(|line| line.starts_with("fatal:")).or_else(|| said.lines().next()).unwrap_or("git");
    line.trim_start_matches("fatal:").trim().to_owned()
}

#[cfg(test)]
mod tests;
