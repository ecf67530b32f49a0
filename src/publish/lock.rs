//! One build at a time for each published folder.
//!
//! The system's file lock, which goes with the process that held it, however that ended. Never blocks for good.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often a waiting build tries again.
const PAUSE: Duration = Duration::from_millis(20);

/// A lock, free again when dropped.
#[derive(Debug)]
pub(super) enum Lock {
    /// Ours.
    Held {
        /// The open file that carries the lock.
        file: File,
        /// Where it is.
        path: PathBuf,
    },
    /// The file system has no locks (some network mounts): names with our process number keep builds apart.
    Unsupported,
}

/// Why there is no lock.
#[derive(Debug)]
pub(super) enum NoLock {
    /// Another build held it all the while; its process number, when it could be read.
    Busy(Option<u32>),
    /// The lock file cannot be made.
    Failed(io::Error),
}

impl Lock {
    /// Takes the lock at `path`, waiting at most `patience` for another build to end.
    pub fn acquire(path: &Path, patience: Duration) -> Result<Self, NoLock> {
        let start = Instant::now();
        loop {
            let file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
                .map_err(NoLock::Failed)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, path) => {
                    // For whoever waits, and whoever wonders; nothing is decided on it.
                    let _ = file.set_len(0).and_then(|()| write!(&file, "{}", std::process::id()));
                    return Ok(Lock::Held { file, path: path.to_owned() });
                }
                // Removed by its holder between our opening and our locking: a new one is, or will be, in its place.
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) if unsupported(&error) => {
                    let _ = std::fs::remove_file(path);
                    return Ok(Lock::Unsupported);
                }
                Err(TryLockError::Error(error)) => return Err(NoLock::Failed(error)),
            }
            if start.elapsed() >= patience {
                let mut holder = String::new();
                let _ = file.take(20).read_to_string(&mut holder);
                return Err(NoLock::Busy(holder.trim().parse().ok()));
            }
            std::thread::sleep(PAUSE);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Lock::Held { file, path } = self {
            // Removed while still held, so that nobody takes a lock on a file about to go. Windows cannot tell a file
            // from its successor (see `is_at`), so there the empty file stays.
            if cfg!(unix) {
                let _ = std::fs::remove_file(&*path);
            } else {
                let _ = file.set_len(0);
            }
        }
    }
}

fn unsupported(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error()) {
        return true;
    }
    error.kind() == io::ErrorKind::Unsupported
}

/// Whether `file` is still what `path` names.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Lock files are not removed here, so a path always names the same one.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("verrou");
        let held = Lock::acquire(&path, Duration::ZERO).expect("free");
        match Lock::acquire(&path, Duration::from_millis(30)) {
            Err(NoLock::Busy(Some(holder))) => assert_eq!(holder, std::process::id()),
            other => panic!("{other:?}"),
        }
        drop(held);
        assert!(!cfg!(unix) || !path.exists(), "no lock file is left behind");
        Lock::acquire(&path, Duration::ZERO).expect("free again");
    }

    #[test]
    fn never_two_holders() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("verrou");
        let inside = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let lock = Lock::acquire(&path, Duration::from_secs(20)).expect("free sooner or later");
                        assert_eq!(inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
    }

    #[test]
    fn unwritable_folder() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let missing = folder.path().join("nulle-part/verrou");
        assert!(matches!(Lock::acquire(&missing, Duration::ZERO), Err(NoLock::Failed(_))));
    }
}
