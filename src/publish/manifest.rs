//! The manifest of a published folder: the mark that Classeur wrote it, and the list of what it wrote.
//!
//! A pure function of the list of paths: no date, no machine, no version of the program, so two builds of one input
//! have the same manifest. It holds no hashes: whether a file changed is read from the file itself, which someone may
//! have edited since.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use foldhash::fast::FixedState;

use crate::source::OutputPath;

/// The manifest's name in a published folder.
pub const MANIFEST: &str = ".classeur-manifeste";

/// Its first line, up to the version of the format.
const MARK: &str = "classeur-manifeste ";

/// The version of the format written here.
const VERSION: &str = "1";

/// Its second line, for whoever opens it.
const NOTICE: &str = "Ce dossier est écrit par Classeur : à chaque publication, tout ce qu'il contient est remplacé.";

/// What a published folder's manifest lists.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// Paths written; none when the manifest is of a version we do not read, which only costs writing all anew.
    pub paths: HashSet<String, FixedState>,
}

impl Manifest {
    /// The manifest in `folder`; `None` when there is none, or a file of that name that is not one.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        let file = match File::open(folder.join(MANIFEST)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        if !file.metadata()?.is_file() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        (&file).take(MARK.len() as u64).read_to_end(&mut bytes)?;
        if bytes != MARK.as_bytes() {
            return Ok(None);
        }
        bytes.clear();
        (&file).read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        if lines.next() != Some(VERSION) {
            return Ok(Some(Manifest::default()));
        }
        let paths = lines.skip(1).map(|line| line.replace("\\n", "\n")).collect();
        Ok(Some(Manifest { paths }))
    }

    /// Marks `folder` as ours before anything is in it, so that a killed build's leavings are known for what they are.
    pub fn mark(folder: &Path) -> io::Result<()> {
        std::fs::write(folder.join(MANIFEST), format!("{MARK}{VERSION}\n{NOTICE}\n"))
    }

    /// Writes the manifest of `files`, which are sorted, and waits until the disk has it.
    pub fn write(folder: &Path, files: &[OutputPath]) -> io::Result<()> {
        let mut out = BufWriter::new(File::create(folder.join(MANIFEST))?);
        writeln!(out, "{MARK}{VERSION}\n{NOTICE}")?;
        for file in files {
            // An output path has no `\`, so the escape of a line feed is unambiguous.
            if file.as_str().contains('\n') {
                writeln!(out, "{}", file.as_str().replace('\n', "\\n"))?;
            } else {
                writeln!(out, "{file}")?;
            }
        }
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        sync_folder(folder)
    }
}

/// Waits until the disk has the folder's list of names, where the system can say so.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        // Some network file systems refuse to sync a folder: the swap is no less atomic for it.
        let _ = File::open(folder)?.sync_all();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(texts: &[&str]) -> Vec<OutputPath> {
        texts.iter().map(|text| OutputPath::new(text).expect("a path of the test")).collect()
    }

    #[test]
    fn round_trip() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(Manifest::read(folder.path()).expect("readable").is_none());
        Manifest::mark(folder.path()).expect("writable");
        assert!(Manifest::read(folder.path()).expect("readable").expect("a manifest").paths.is_empty());
        let files = paths(&["#a", "a b/é.html", "deux\nlignes", "index.html"]);
        Manifest::write(folder.path(), &files).expect("writable");
        let read = Manifest::read(folder.path()).expect("readable").expect("a manifest").paths;
        assert_eq!(read, files.iter().map(ToString::to_string).collect());
        let text = std::fs::read_to_string(folder.path().join(MANIFEST)).expect("readable");
        assert!(text.starts_with("classeur-manifeste 1\nCe dossier"), "{text}");
    }

    #[test]
    fn other_files_are_no_manifest() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let manifest = folder.path().join(MANIFEST);
        for foreign in ["", "classeur", "# notes\n"] {
            std::fs::write(&manifest, foreign).expect("writable");
            assert!(Manifest::read(folder.path()).expect("readable").is_none(), "{foreign:?}");
        }
        std::fs::write(&manifest, "classeur-manifeste 99\n?\nx\n").expect("writable");
        let later = Manifest::read(folder.path()).expect("readable").expect("ours, of a later version");
        assert!(later.paths.is_empty());
        std::fs::remove_file(&manifest).expect("there");
        std::fs::create_dir(&manifest).expect("writable");
        assert!(Manifest::read(folder.path()).expect("readable").is_none());
    }
}
