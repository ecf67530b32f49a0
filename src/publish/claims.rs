//! Which output paths are taken, and by what; refuses a path that a file system would take for another.
//!
//! Asked by every thread at once, so it is cut into shards. Never reads the disk: what creates a folder is its caller's.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::fast::FixedState;

use crate::source::{OutputPath, split_last};

/// Enough that a few dozen threads seldom meet.
const SHARDS: usize = 64;

type Shard = HashMap<OutputPath, Claim, FixedState>;

/// What a path, letter case aside, is taken by.
enum Claim {
    /// A file, as it was spelt.
    File(OutputPath),
    /// A folder.
    Folder {
        /// Its spellings, each of them created: on a system that tells letter case apart, `Photos/` and `photos/` live
        /// side by side, elsewhere they merge; either way nothing is lost.
        spellings: Vec<Box<str>>,
        /// The file that needed it first.
        first: OutputPath,
    },
}

/// Why a path was not given.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Another output has this path, or one that differs by letter case, or a file stands where a folder is needed.
    Taken(OutputPath),
    /// Its folder could not be created.
    Folder(io::Error),
}

/// The paths taken so far.
pub(super) struct Claims {
    shards: Vec<Mutex<Shard>>,
}

impl Claims {
    /// No path taken.
    pub fn new() -> Self {
        Claims { shards: (0..SHARDS).map(|_| Mutex::default()).collect() }
    }

    /// Takes `path` for a file. `create` is called once for each folder it needs that is not there yet, parents first.
    pub fn file(&self, path: &OutputPath, create: &dyn Fn(&str) -> io::Result<()>) -> Result<(), Refusal> {
        if let Some((folder, _)) = split_last(path.as_str(), b'/') {
            self.folder(folder, path, create)?;
        }
        let key = match fold(path.as_str()) {
            Cow::Borrowed(_) => path.clone(),
            Cow::Owned(folded) => output_path(&folded),
        };
        match self.shard(key.as_str()).entry(key) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(Claim::File(path.clone()));
                Ok(())
            }
            std::collections::hash_map::Entry::Occupied(entry) => Err(Refusal::Taken(match entry.get() {
                Claim::File(other) => other.clone(),
                Claim::Folder { first, .. } => first.clone(),
            })),
        }
    }

    /// The files, sorted.
    pub fn into_files(self) -> Vec<OutputPath> {
        let mut files: Vec<OutputPath> = self
            .shards
            .into_iter()
            .flat_map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner).into_values())
            .filter_map(|claim| match claim {
                Claim::File(path) => Some(path),
                Claim::Folder { .. } => None,
            })
            .collect();
        files.sort_unstable();
        files
    }

    fn folder(&self, folder: &str, file: &OutputPath, create: &dyn Fn(&str) -> io::Result<()>) -> Result<(), Refusal> {
        let key = fold(folder);
        let known = |claim: Option<&Claim>| matches!(claim, Some(Claim::Folder { spellings, .. }) if spellings.iter().any(|known| **known == *folder));
        if known(self.shard(&key).get(&*key)) {
            return Ok(());
        }
        if let Some((parent, _)) = split_last(folder, b'/') {
            self.folder(parent, file, create)?;
        }
        // Created while the shard is held: whoever sees the claim may write into the folder at once.
        let mut shard = self.shard(&key);
        match shard.get_mut(&*key) {
            Some(Claim::File(other)) => Err(Refusal::Taken(other.clone())),
            Some(Claim::Folder { spellings, .. }) => {
                if !spellings.iter().any(|known| **known == *folder) {
                    create(folder).map_err(Refusal::Folder)?;
                    spellings.push(folder.into());
                }
                Ok(())
            }
            None => {
                create(folder).map_err(Refusal::Folder)?;
                let claim = Claim::Folder { spellings: vec![folder.into()], first: file.clone() };
                shard.insert(output_path(&key), claim);
                Ok(())
            }
        }
    }

    fn shard(&self, key: &str) -> MutexGuard<'_, Shard> {
        // From the middle of the hash: a shard's own table goes by both its ends.
        let at = ((FixedState::default().hash_one(key) >> 32) % SHARDS as u64) as usize;
        // A panic elsewhere leaves whole entries behind: the table is as good as before.
        self.shards[at].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `path` as a file system that ignores letter case and Unicode form (Windows, macOS) would compare it.
fn fold(path: &str) -> Cow<'_, str> {
    // Most paths are in small letters of ASCII: one look tells so, at several bytes together.
    if path.bytes().fold(0, |any, byte| any | (byte & 0x80) | u8::from(byte.is_ascii_uppercase())) == 0 {
        return Cow::Borrowed(path);
    }
    if path.is_ascii() {
        return Cow::Owned(path.to_ascii_lowercase());
    }
    let nfc = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
    let folded = nfc.normalize(path).to_lowercase();
    if folded == path { Cow::Borrowed(path) } else { Cow::Owned(folded) }
}

/// A folded path, or the parent of a path: safe as the path it comes from.
fn output_path(path: &str) -> OutputPath {
    OutputPath::new(path).expect("letter case and Unicode form make no separator and no dot")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> OutputPath {
        OutputPath::new(text).expect("a path of the test")
    }

    /// Takes `paths` in turn; the path that the last one clashes with.
    fn clash(paths: &[&str]) -> Option<String> {
        let claims = Claims::new();
        let mut last = None;
        for text in paths {
            assert!(last.is_none(), "clash before the last path");
            last = match claims.file(&path(text), &|_| Ok(())) {
                Ok(()) => None,
                Err(Refusal::Taken(other)) => Some(other.to_string()),
                Err(Refusal::Folder(error)) => panic!("{error}"),
            };
        }
        last
    }

    #[test]
    fn clashes() {
        let check = |paths: &[&str], expected: Option<&str>| assert_eq!(clash(paths).as_deref(), expected, "{paths:?}");
        check(&["a/index.html", "a/index.md"], None);
        check(&["a/b", "a/b"], Some("a/b"));
        check(&["a/B", "a/b"], Some("a/B"));
        check(&["É", "e\u{301}"], Some("É"));
        check(&["a", "a/b"], Some("a"));
        check(&["a/b/c", "a"], Some("a/b/c"));
        check(&["a/b", "A"], Some("a/b"));
        check(&["A/x", "a/y"], None);
        check(&["A/x", "a/X"], Some("A/x"));
    }

    #[test]
    fn folders_are_created_once_parents_first() {
        let claims = Claims::new();
        let made = Mutex::new(Vec::new());
        let create = |folder: &str| {
            made.lock().expect("no panic").push(folder.to_owned());
            Ok(())
        };
        for text in ["a/b/c/1", "a/b/2", "a/b/c/3", "d/4", "A/b/5", "6"] {
            claims.file(&path(text), &create).expect("no clash");
        }
        assert_eq!(*made.lock().expect("no panic"), ["a", "a/b", "a/b/c", "d", "A", "A/b"]);
        let files: Vec<String> = claims.into_files().iter().map(ToString::to_string).collect();
        assert_eq!(files, ["6", "A/b/5", "a/b/2", "a/b/c/1", "a/b/c/3", "d/4"]);
    }
}
