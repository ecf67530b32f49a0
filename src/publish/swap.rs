//! Trees of files: the staging tree, its exchange with the published one, and what killed builds left behind.
//!
//! Never looks at what is published: it moves and removes whole folders.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;

use super::destination::{Destination, Occupant};
use super::lock::Lock;
use super::manifest::{MANIFEST, Manifest};

/// Suffix of the whole site that is to be put in place should there be none: the old one between two renames.
const ASIDE: &str = "attente";

/// Tells the staging trees of one process apart.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A tree of ours beside the destination, removed when dropped: the staging tree, or the old one after the swap.
#[derive(Debug)]
pub(super) struct Worktree(PathBuf);

impl Worktree {
    /// A new, marked folder beside `destination`: on the same file system, so that it can be renamed into place.
    pub fn create(destination: &Destination) -> io::Result<Self> {
        loop {
            let serial = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = destination.sibling(&format!("{}-{serial}", std::process::id()));
            match std::fs::create_dir(&path) {
                Ok(()) => {
                    let tree = Worktree(path);
                    Manifest::mark(&tree.0)?;
                    return Ok(tree);
                }
                // A killed build's, of a process that had our number, where leavings could not be removed.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Puts the tree in the place of `destination`. The old tree, if there was one, becomes this one.
    pub fn swap(&self, destination: &Destination, occupant: &Occupant) -> io::Result<()> {
        match occupant {
            Occupant::Nobody => std::fs::rename(&self.0, destination.folder()),
            Occupant::Replaceable(_) => match exchange(&self.0, destination.folder()) {
                Err(error) if cannot_exchange(&error) => two_renames(&self.0, destination),
                Err(error) if error.kind() == ErrorKind::CrossesDevices => remove_and_rename(&self.0, destination),
                done => done,
            },
        }
    }
}

impl Drop for Worktree {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = remove_tree(&self.0);
    }
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// No such step on this system.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Old kernels and some file systems (NFS, FUSE, FAT) do not exchange.
fn cannot_exchange(error: &io::Error) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        let cannot = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
        Errno::from_io_error(error).is_some_and(|errno| cannot.contains(&errno))
    }
    #[cfg(not(unix))]
    {
        error.kind() == ErrorKind::Unsupported
    }
}

/// The old tree aside, the new one in its place. A kill in between leaves no site until [`recover`] puts the old one back.
fn two_renames(tree: &Path, destination: &Destination) -> io::Result<()> {
    let aside = destination.sibling(ASIDE);
    std::fs::rename(destination.folder(), &aside)?;
    if let Err(error) = std::fs::rename(tree, destination.folder()) {
        std::fs::rename(&aside, destination.folder())?;
        return Err(error);
    }
    // Under the staging tree's name the old tree is removed with it; `aside` always means "to be put back".
    std::fs::rename(&aside, tree)
}

/// For a folder that cannot be renamed at all: one of a lower layer of a container's image (overlayfs says `EXDEV`).
/// The one way that is not atomic. A kill before the end leaves a part of the old site, still marked as ours, or none, and
/// then [`recover`] puts the new one in its place.
fn remove_and_rename(tree: &Path, destination: &Destination) -> io::Result<()> {
    let aside = destination.sibling(ASIDE);
    std::fs::rename(tree, &aside)?;
    if let Err(error) = remove_tree(destination.folder()) {
        std::fs::rename(&aside, tree)?;
        return Err(error);
    }
    std::fs::rename(&aside, destination.folder())
}

/// Puts a site in place when a build was killed between two renames.
pub(super) fn recover(destination: &Destination) -> io::Result<()> {
    let gone = |path: &Path| path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound);
    let aside = destination.sibling(ASIDE);
    if gone(destination.folder()) && !gone(&aside) {
        std::fs::rename(&aside, destination.folder())?;
    }
    Ok(())
}

/// Removes the trees that killed builds left beside `destination`. Any build still at work on it holds the lock, so
/// under the lock every such tree is dead; without one nothing is removed.
pub(super) fn clean(destination: &Destination, lock: &Lock) {
    if matches!(lock, Lock::Unsupported) {
        return;
    }
    let Ok(entries) = std::fs::read_dir(destination.parent()) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = destination.suffix_of(&name).is_some_and(|suffix| suffix == ASIDE || is_serial(suffix));
        let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if ours && folder && is_marked(&entry.path()) {
            let _ = remove_tree(&entry.path());
        }
    }
}

/// `<process>-<number>`.
fn is_serial(suffix: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    suffix.split_once('-').is_some_and(|(process, serial)| number(process) && number(serial))
}

/// A tree of ours is marked before anything is in it, and unmarked after everything is out. The manifest may be cut
/// short, by a kill while it was written.
fn is_marked(tree: &Path) -> bool {
    tree.join(MANIFEST).is_file() || std::fs::read_dir(tree).is_ok_and(|mut entries| entries.next().is_none())
}

/// Removes `tree`, its manifest last, on all cores: a site is tens of thousands of files.
fn remove_tree(tree: &Path) -> io::Result<()> {
    match empty(tree, Some(OsStr::new(MANIFEST))) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        done => done?,
    }
    match std::fs::remove_file(tree.join(MANIFEST)) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    std::fs::remove_dir(tree)
}

/// Removes what is in `folder`, `except` one name. A symbolic link is removed, not followed.
fn empty(folder: &Path, except: Option<&OsStr>) -> io::Result<()> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        } else if except.is_none_or(|name| entry.file_name() != name) {
            std::fs::remove_file(entry.path())?;
        }
    }
    folders.par_iter().try_for_each(|folder| {
        empty(folder, None)?;
        std::fs::remove_dir(folder)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    struct Site {
        folder: tempfile::TempDir,
        destination: Destination,
    }

    fn site() -> Site {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let destination = Destination::resolve(&folder.path().join("public"), &[]).expect("fine");
        Site { folder, destination }
    }

    /// A tree at `path`, marked, with one page.
    fn tree(path: &Path, page: &str) {
        std::fs::create_dir_all(path.join("a/b")).expect("writable");
        Manifest::mark(path).expect("writable");
        std::fs::write(path.join("a/b/index.html"), page).expect("writable");
    }

    fn published(site: &Site) -> String {
        std::fs::read_to_string(site.destination.folder().join("a/b/index.html")).unwrap_or_default()
    }

    fn names(site: &Site) -> Vec<String> {
        let entries = std::fs::read_dir(site.folder.path()).expect("there").flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn swaps_and_removes_the_old() {
        let site = site();
        let two_renames = |tree: &Worktree, destination: &Destination, _: &Occupant| two_renames(&tree.0, destination);
        let removes =
            |tree: &Worktree, destination: &Destination, _: &Occupant| remove_and_rename(&tree.0, destination);
        for way in [Worktree::swap, two_renames, removes] {
            tree(site.destination.folder(), "old");
            let new = Worktree::create(&site.destination).expect("writable");
            tree(new.path(), "new");
            way(&new, &site.destination, &Occupant::Replaceable(Manifest::default())).expect("swapped");
            assert_eq!(published(&site), "new");
            drop(new);
            assert_eq!(names(&site), ["public"]);
            assert_eq!(published(&site), "new");
        }
    }

    #[test]
    fn a_failed_second_rename_is_undone() {
        let site = site();
        tree(site.destination.folder(), "old");
        two_renames(&site.folder.path().join("absent"), &site.destination).expect_err("nothing to put there");
        assert_eq!(published(&site), "old");
        assert_eq!(names(&site), ["public"]);
    }

    #[test]
    fn killed_between_two_renames() {
        let site = site();
        tree(&site.destination.sibling(ASIDE), "old");
        recover(&site.destination).expect("renamed");
        assert_eq!(published(&site), "old");
        tree(&site.destination.sibling(ASIDE), "older");
        recover(&site.destination).expect("nothing to do");
        assert_eq!(published(&site), "old", "what is published is never replaced by what is aside");
        let lock = Lock::acquire(&site.destination.sibling("verrou"), Duration::ZERO).expect("free");
        clean(&site.destination, &lock);
        drop(lock);
        assert_eq!(names(&site), ["public"]);
    }

    #[test]
    fn only_our_leavings_are_removed() {
        let site = site();
        let at = |name: &str| site.folder.path().join(name);
        tree(&at(".public.classeur-12-0"), "ours");
        std::fs::create_dir(at(".public.classeur-13-0")).expect("writable");
        std::fs::create_dir_all(at(".public.classeur-14-0/unmarked")).expect("writable");
        tree(&at(".public.classeur-mine"), "not a name of ours");
        tree(&at(".other.classeur-12-0"), "another destination's");
        std::fs::write(at(".public.classeur-15-0"), "a file").expect("writable");
        let kept = [".other.classeur-12-0", ".public.classeur-14-0", ".public.classeur-15-0", ".public.classeur-mine"];
        clean(&site.destination, &Lock::Unsupported);
        assert_eq!(names(&site).len(), kept.len() + 2);
        let lock = Lock::acquire(&at("verrou"), Duration::ZERO).expect("free");
        clean(&site.destination, &lock);
        drop(lock);
        assert_eq!(names(&site), kept);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_removed_not_followed() {
        let site = site();
        let outside = site.folder.path().join("outside");
        tree(&outside, "kept");
        let doomed = Worktree::create(&site.destination).expect("writable");
        std::os::unix::fs::symlink(&outside, doomed.path().join("link")).expect("writable");
        drop(doomed);
        assert!(outside.join("a/b/index.html").exists());
        assert_eq!(names(&site), ["outside"]);
    }
}
