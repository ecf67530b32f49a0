//! Pictures kept on disk between builds, so that each is made once.
//!
//! Transparent: what is damaged is made again, and a folder that cannot be written to is no error.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::Made;

/// The folder of what is kept, below the site's.
const FOLDER: &str = ".classeur-cache/images";

/// Bytes of the hash that stands before what is kept.
const HASH: usize = 32;

/// What is kept for one site.
#[derive(Debug)]
pub struct Memo {
    folder: PathBuf,
}

impl Memo {
    /// What is kept for the site in folder `root`; nothing for one that is on no disk.
    pub fn of_site(root: &Path) -> Option<Self> {
        (!root.as_os_str().is_empty()).then(|| Memo { folder: root.join(FOLDER) })
    }

    /// What is kept under `key`, a file's name.
    pub fn get(&self, key: &str) -> Option<Made> {
        let kept = std::fs::read(self.folder.join(key)).ok()?;
        let (hash, bytes) = kept.split_at_checked(HASH)?;
        if blake3::hash(bytes).as_bytes() == hash { Made::from_bytes(bytes) } else { None }
    }

    /// Keeps `made` under `key`; whether it could.
    pub fn keep(&self, key: &str, made: &Made) -> bool {
        self.write(&self.folder.join(key), &made.to_bytes()).is_ok()
    }

    /// Removes what is kept under other keys.
    pub fn prune(&self, keys: &HashSet<String>) {
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if !entry.file_name().to_str().is_some_and(|name| keys.contains(name)) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        // A cache has no place in a repository, and its folder is the one to say so.
        let ignored = self.folder.with_file_name(".gitignore");
        if !ignored.exists() {
            std::fs::write(ignored, "*\n")?;
        }
        let new = path.with_extension(format!("{}.tmp", std::process::id()));
        let whole = [blake3::hash(bytes).as_bytes(), bytes].concat();
        std::fs::write(&new, whole).and_then(|()| std::fs::rename(&new, path)).inspect_err(|_| {
            let _ = std::fs::remove_file(&new);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_again_unless_damaged() {
        let site = tempfile::tempdir().expect("a folder");
        let memo = Memo::of_site(site.path()).expect("on disk");
        let [one, two] = [b"one", b"two"].map(|bytes| Made(vec![(400, bytes.to_vec())]));
        assert_eq!(memo.get("a"), None);
        assert!(memo.keep("a", &one));
        assert_eq!(memo.get("a"), Some(one.clone()));
        let path = site.path().join(FOLDER).join("a");
        let mut kept = std::fs::read(&path).expect("kept");
        *kept.last_mut().expect("bytes") ^= 1;
        std::fs::write(&path, kept).expect("written");
        assert_eq!(memo.get("a"), None);
        std::fs::write(&path, "cut").expect("written");
        assert_eq!(memo.get("a"), None);
        assert!(memo.keep("a", &two) && memo.keep("b", &one));
        assert_eq!(memo.get("a"), Some(two.clone()));
        assert_eq!(std::fs::read(site.path().join(".classeur-cache/.gitignore")).expect("there"), b"*\n");

        memo.prune(&HashSet::from(["a".to_owned()]));
        assert_eq!((memo.get("a"), memo.get("b")), (Some(two), None));
        assert!(Memo::of_site(Path::new("")).is_none());
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_kept() {
        let site = tempfile::tempdir().expect("a folder");
        std::fs::write(site.path().join(".classeur-cache"), "a file").expect("written");
        let memo = Memo::of_site(site.path()).expect("on disk");
        assert!(!memo.keep("a", &Made::default()));
        assert_eq!(memo.get("a"), None);
    }
}
