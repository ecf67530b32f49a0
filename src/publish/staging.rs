//! The staging tree: files go in from every thread, then the whole is published at once.
//!
//! Owns how one file is written. A file with the bytes of the published one is linked to it, so it keeps its time of
//! modification, which hosts and `rsync` go by. Decides nothing of what is published.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::claims::{Claims, Refusal};
use super::destination::{Destination, Occupant};
use super::failure::{failure, unreadable};
use super::lock::{Lock, NoLock};
use super::manifest::{MANIFEST, Manifest};
use super::swap::{self, Worktree};
use crate::diagnostic::{Diagnostic, Problem, WriteFault};
use crate::source::OutputPath;

/// How long a build waits for another one that publishes into the same folder.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes compared at a time.
const CHUNK: usize = 16 << 10;

/// A site about to be published. Dropped without [`Staging::commit`], it leaves no trace.
pub struct Staging {
    destination: Destination,
    /// Removed when dropped, before the lock is.
    tree: Worktree,
    claims: Claims,
    /// What is published now.
    old: Manifest,
    written: AtomicU64,
    unchanged: AtomicU64,
    bytes: AtomicU64,
    lock: Lock,
}

/// What was published. The manifest is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files that are new, or whose bytes changed.
    pub written: u64,
    /// Files that are as they were.
    pub unchanged: u64,
    /// Files of the publication before that are no more.
    pub removed: u64,
    /// Bytes of the whole site, unchanged files included.
    pub bytes: u64,
}

/// What a file is to hold.
enum Contents<'a> {
    Memory(&'a [u8]),
    /// An open source file and its length.
    Disk(File, u64),
}

impl Staging {
    /// Prepares to publish into `destination`, which need not exist.
    ///
    /// `protected` are the folders the site is read from (`content/`, `themes/`, …): the destination is refused when it
    /// is one of them, inside one, or holds one, as the site's root does.
    ///
    /// # Errors
    /// [`Problem::OutputInsideInput`]; [`Problem::ForeignFolder`] for a folder that is not empty and not ours;
    /// [`Problem::WriteFailed`] when another build is at work there and does not end within ten seconds, and
    /// whatever the disk refuses.
    pub fn begin(destination: &Path, protected: &[&Path]) -> Result<Self, Diagnostic> {
        Self::begin_within(destination, protected, PATIENCE)
    }

    fn begin_within(destination: &Path, protected: &[&Path], patience: Duration) -> Result<Self, Diagnostic> {
        let destination = Destination::resolve(destination, protected)?;
        let failed = |error: io::Error| destination.failure(&error);
        // Looked at before anything is written, and again under the lock.
        destination.occupant()?;
        std::fs::create_dir_all(destination.parent()).map_err(failed)?;
        let lock = Lock::acquire(&destination.sibling("verrou"), patience).map_err(|refusal| match refusal {
            NoLock::Failed(error) => failed(error),
            NoLock::Busy(process) => Diagnostic::nowhere(Problem::WriteFailed {
                path: destination.shown(),
                reason: WriteFault::Busy(process),
            }),
        })?;
        swap::recover(&destination).map_err(failed)?;
        swap::clean(&destination, &lock);
        let old = match destination.occupant()? {
            Occupant::Nobody => Manifest::default(),
            Occupant::Replaceable(manifest) => manifest,
        };
        let tree = Worktree::create(&destination).map_err(failed)?;
        let claims = Claims::new();
        let manifest = OutputPath::new(MANIFEST).expect("a plain name");
        claims.file(&manifest, &|_| Ok(())).map_err(|_| failed(io::ErrorKind::AlreadyExists.into()))?;
        Ok(Staging {
            destination,
            tree,
            claims,
            old,
            written: AtomicU64::new(0),
            unchanged: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            lock,
        })
    }

    /// Puts a file of `bytes` at `path`. Called from any number of threads.
    ///
    /// # Errors
    /// [`Problem::OutputConflict`] when the path is taken, letter case aside, or a file stands where a folder is needed;
    /// and whatever the disk refuses.
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.put(path, Contents::Memory(bytes))
    }

    /// Puts a copy of the file `from` at `path`. The file itself is never linked, so that editing it later does not
    /// change what is published.
    ///
    /// # Errors
    /// As [`Staging::write`]; [`Problem::WriteFailed`] when `from` cannot be read.
    pub fn copy(&self, path: &OutputPath, from: &Path) -> Result<(), Diagnostic> {
        let open = || {
            let file = File::open(from)?;
            let len = file.metadata()?.len();
            Ok(Contents::Disk(file, len))
        };
        let contents = open().map_err(|error| unreadable(&self.destination.show(path.as_str()), from, &error))?;
        self.put(path, contents)
    }

    /// Publishes: the destination becomes this tree in one step.
    ///
    /// # Errors
    /// Whatever the disk refuses, and [`Problem::ForeignFolder`] when something else was put there meanwhile. The
    /// destination is then as it was.
    pub fn commit(self) -> Result<Summary, Diagnostic> {
        let Staging { destination, tree, claims, old, written, unchanged, bytes, lock } = self;
        let mut files = claims.into_files();
        files.retain(|file| file.as_str() != MANIFEST);
        Manifest::write(tree.path(), &files).map_err(|error| failure(&destination.show(MANIFEST), &error))?;
        let kept = files.iter().filter(|file| old.paths.contains(file.as_str())).count();
        let occupant = destination.occupant()?;
        if matches!(occupant, Occupant::Replaceable(_)) {
            keep_permissions(destination.folder(), tree.path());
        }
        tree.swap(&destination, &occupant).map_err(|error| destination.failure(&error))?;
        drop(tree);
        drop(lock);
        Ok(Summary {
            written: written.into_inner(),
            unchanged: unchanged.into_inner(),
            removed: (old.paths.len() - kept) as u64,
            bytes: bytes.into_inner(),
        })
    }

    fn put(&self, path: &OutputPath, contents: Contents<'_>) -> Result<(), Diagnostic> {
        self.claim(path)?;
        let new = inside(self.tree.path(), path.as_str());
        let same = self.same(path, &contents);
        let count = if same.is_some() { &self.unchanged } else { &self.written };
        let len = match same {
            Some((old, metadata)) if std::fs::hard_link(&old, &new).is_ok() => metadata.len(),
            // The same bytes where files cannot be linked (FAT, some network mounts): the time is kept by hand.
            Some((_, metadata)) => self.create(path, &new, contents, metadata.modified().ok())?,
            None => self.create(path, &new, contents, None)?,
        };
        self.bytes.fetch_add(len, Ordering::Relaxed);
        count.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn claim(&self, path: &OutputPath) -> Result<(), Diagnostic> {
        let create = |folder: &str| match std::fs::create_dir(inside(self.tree.path(), folder)) {
            // On a system blind to letter case, `Photos/` is there once `photos/` is.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            done => done,
        };
        self.claims.file(path, &create).map_err(|refusal| match refusal {
            Refusal::Folder(error) => failure(&self.destination.show(path.as_str()), &error),
            Refusal::Taken(other) => {
                // Threads come in any order: the message does not tell it.
                let (path, other) = if *path <= other { (path, &other) } else { (&other, path) };
                Diagnostic::nowhere(Problem::OutputConflict { path: path.to_string(), other: other.to_string() })
            }
        })
    }

    /// The published file at `path`, when it holds `contents` already. One that cannot be read is not the same.
    fn same(&self, path: &OutputPath, contents: &Contents<'_>) -> Option<(PathBuf, Metadata)> {
        if !self.old.paths.contains(path.as_str()) {
            return None;
        }
        let old = self.destination.folder().join(path.as_str());
        let metadata = old.symlink_metadata().ok().filter(Metadata::is_file)?;
        let same = match contents {
            Contents::Memory(bytes) => {
                metadata.len() == bytes.len() as u64 && holds(File::open(&old).ok()?, bytes).ok()?
            }
            Contents::Disk(file, len) => {
                let same = metadata.len() == *len && same_bytes(File::open(&old).ok()?, file).ok()?;
                io::Seek::rewind(&mut &*file).ok()?;
                same
            }
        };
        same.then_some((old, metadata))
    }

    /// Writes a new file; its length.
    fn create(
        &self,
        path: &OutputPath,
        new: &Path,
        contents: Contents<'_>,
        modified: Option<std::time::SystemTime>,
    ) -> Result<u64, Diagnostic> {
        let create = || {
            let mut file = OpenOptions::new().write(true).create_new(true).open(new)?;
            let len = match contents {
                Contents::Memory(bytes) => file.write_all(bytes).map(|()| bytes.len() as u64)?,
                Contents::Disk(mut from, _) => io::copy(&mut from, &mut file)?,
            };
            if let Some(modified) = modified {
                file.set_modified(modified)?;
            }
            Ok(len)
        };
        create().map_err(|error| failure(&self.destination.show(path.as_str()), &error))
    }
}

/// `path` below `folder`, made in a piece of memory of its size.
fn inside(folder: &Path, path: &str) -> PathBuf {
    let mut whole = PathBuf::with_capacity(folder.as_os_str().len() + 1 + path.len());
    whole.push(folder);
    whole.push(path);
    whole
}

/// Whether `file`, which is as long as `bytes`, holds them: its end needs not be looked for.
fn holds(mut file: impl Read, bytes: &[u8]) -> io::Result<bool> {
    let mut buffer = [0; CHUNK];
    for part in bytes.chunks(CHUNK) {
        let read = fill(&mut file, &mut buffer[..part.len()])?;
        if buffer[..read] != *part {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether two readers have the same bytes.
fn same_bytes(mut one: impl Read, mut other: impl Read) -> io::Result<bool> {
    let (mut left, mut right) = ([0; CHUNK], [0; CHUNK]);
    loop {
        let read = fill(&mut one, &mut left)?;
        if read != fill(&mut other, &mut right)? || left[..read] != right[..read] {
            return Ok(false);
        }
        if read < CHUNK {
            return Ok(true);
        }
    }
}

/// Fills `buffer` as far as `reader` goes.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The new folder is as open as the old one was: a shared group, a web server's rights. At best: it is no reason to fail.
fn keep_permissions(old: &Path, new: &Path) {
    if let Ok(metadata) = old.metadata() {
        let _ = std::fs::set_permissions(new, metadata.permissions());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_compared_to_the_end() {
        let long = vec![7; 3 * CHUNK];
        let mut other = long.clone();
        let same = |one: &[u8], other: &[u8]| same_bytes(one, other).expect("memory is readable");
        assert!(same(&long, &other) && same(b"", b"") && same(&long[..CHUNK], &long[..CHUNK]));
        other[3 * CHUNK - 1] = 8;
        assert!(!same(&long, &other));
        assert!(!same(&long, &long[1..]));
        assert!(!same(&long[..CHUNK], &long));
        let holds = |file: &[u8], bytes: &[u8]| holds(file, bytes).expect("memory is readable");
        assert!(holds(&long, &long) && holds(b"", b"") && holds(&long[..CHUNK + 1], &long[..CHUNK + 1]));
        assert!(!holds(&long, &other) && !holds(&long[1..], &long));
    }

    #[test]
    fn a_second_build_is_told_of_the_first() {
        let site = tempfile::tempdir().expect("a temporary folder");
        let public = site.path().join("public");
        let first = Staging::begin(&public, &[]).expect("free");
        let Err(refused) = Staging::begin_within(&public, &[], Duration::ZERO) else { panic!("two builds at once") };
        let Problem::WriteFailed { path, reason } = &refused.problem else { panic!("{refused:?}") };
        assert_eq!(*path, public.display().to_string());
        assert_eq!(*reason, WriteFault::Busy(Some(std::process::id())));
        drop(first);
        Staging::begin_within(&public, &[], Duration::ZERO).map(drop).expect("free again");
    }
}
