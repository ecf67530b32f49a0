//! The folder to publish into: where it really is, whether it may be replaced, what stands there now.
//!
//! Only reads the disk.

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::failure::failure;
use super::manifest::{MANIFEST, Manifest};
use crate::diagnostic::{Diagnostic, Problem};

/// How many symbolic links are followed to a folder that is not there yet, as Linux does for one that is.
const LINKS: u32 = 40;

/// A folder to publish into.
#[derive(Debug)]
pub(super) struct Destination {
    /// As the user gave it: for messages.
    shown: PathBuf,
    /// Absolute, without symbolic links.
    folder: PathBuf,
    parent: PathBuf,
    name: OsString,
}

/// What stands at a destination.
#[derive(Debug)]
pub(super) enum Occupant {
    /// Nothing.
    Nobody,
    /// A folder we may replace: empty, or one we wrote.
    Replaceable(Manifest),
}

impl Destination {
    /// Where `destination` really is. Symbolic links are followed, so that a link to the published folder stays a link.
    ///
    /// # Errors
    /// When it leads nowhere a folder could be, or is, holds or is inside one of the `protected` folders.
    pub fn resolve(destination: &Path, protected: &[&Path]) -> Result<Self, Diagnostic> {
        let shown = destination.to_owned();
        let failed = |error: &io::Error| failure(&shown.display().to_string(), error);
        let inside_input = || Diagnostic::nowhere(Problem::OutputInsideInput { folder: shown.display().to_string() });
        let absolute = std::path::absolute(destination).map_err(|error| failed(&error))?;
        let folder = real(&absolute, LINKS).map_err(|error| failed(&error))?;
        for path in protected {
            if ways_to(path).iter().any(|path| path.starts_with(&folder) || folder.starts_with(path)) {
                return Err(inside_input());
            }
        }
        // The root of a file system has no name and cannot be swapped.
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(inside_input());
        };
        let (parent, name) = (parent.to_owned(), name.to_owned());
        Ok(Destination { shown, folder, parent, name })
    }

    /// The real folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder it is in, where everything we write before the swap stands too.
    pub fn parent(&self) -> &Path {
        &self.parent
    }

    /// Our own hidden name beside it: `.public.classeur-<suffix>`.
    pub fn sibling(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".classeur-");
        name.push(suffix);
        self.parent.join(name)
    }

    /// The suffix of `name` when it is one of ours, as [`Destination::sibling`] makes them.
    pub fn suffix_of<'a>(&self, name: &'a OsStr) -> Option<&'a str> {
        let rest = name.as_encoded_bytes().strip_prefix(b".")?;
        let rest = rest.strip_prefix(self.name.as_encoded_bytes())?.strip_prefix(b".classeur-")?;
        std::str::from_utf8(rest).ok()
    }

    /// The problem of `error`, for the destination as a whole.
    pub fn failure(&self, error: &io::Error) -> Diagnostic {
        failure(&self.shown.display().to_string(), error)
    }

    /// How the file at `path` of it is called in messages.
    pub fn show(&self, path: &str) -> String {
        self.shown.join(path).display().to_string()
    }

    /// The destination itself in messages.
    pub fn shown(&self) -> String {
        self.shown.display().to_string()
    }

    /// What stands there.
    ///
    /// # Errors
    /// When it may not be replaced: a file, a folder that holds something and is not ours, a folder its owner made
    /// read-only, a repository.
    pub fn occupant(&self) -> Result<Occupant, Diagnostic> {
        let metadata = match std::fs::symlink_metadata(&self.folder) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Occupant::Nobody),
            Err(error) => return Err(self.failure(&error)),
        };
        if !metadata.is_dir() {
            return Err(self.failure(&ErrorKind::NotADirectory.into()));
        }
        let foreign = || Diagnostic::nowhere(Problem::ForeignFolder { folder: self.shown() });
        // A published folder that was made a repository since: its history is not ours to remove.
        if self.folder.join(".git").symlink_metadata().is_ok() {
            return Err(foreign());
        }
        let manifest = match Manifest::read(&self.folder).map_err(|error| failure(&self.show(MANIFEST), &error))? {
            Some(manifest) => manifest,
            None => {
                let mut entries = std::fs::read_dir(&self.folder).map_err(|error| self.failure(&error))?;
                if entries.next().is_some() {
                    return Err(foreign());
                }
                Manifest::default()
            }
        };
        // A rename needs no right on the folder it replaces, but whoever took that right away meant something by it.
        #[cfg(unix)]
        if let Err(error) = rustix::fs::access(&self.folder, rustix::fs::Access::WRITE_OK) {
            return Err(self.failure(&error.into()));
        }
        Ok(Occupant::Replaceable(manifest))
    }
}

/// The absolute path of `path` without symbolic links; what is not there yet is taken at its word.
fn real(path: &Path, links: u32) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        done => return done,
    }
    if let Ok(target) = path.read_link() {
        if links == 0 {
            return Err(ErrorKind::NotFound.into());
        }
        return real(&path.parent().unwrap_or(path).join(target), links - 1);
    }
    let parent = real(path.parent().ok_or(ErrorKind::NotFound)?, links)?;
    Ok(match path.components().next_back() {
        Some(Component::Normal(name)) => parent.join(name),
        Some(Component::ParentDir) => parent.parent().unwrap_or(&parent).to_owned(),
        _ => parent,
    })
}

/// The absolute paths by which a folder of the site is known: its own, and where its symbolic link leads.
fn ways_to(path: &Path) -> Vec<PathBuf> {
    let Ok(absolute) = std::path::absolute(path) else {
        return Vec::new();
    };
    let target = real(&absolute, LINKS).ok();
    let link = absolute.parent().zip(absolute.file_name());
    let link = link.and_then(|(parent, name)| Some(real(parent, LINKS).ok()?.join(name)));
    target.into_iter().chain(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(result: Result<T, Diagnostic>) -> &'static str {
        result.map_or_else(|diagnostic| diagnostic.code().as_str(), |_| "")
    }

    #[test]
    fn protected_folders() {
        let site = tempfile::tempdir().expect("a temporary folder");
        let root = site.path();
        std::fs::create_dir_all(root.join("content/a")).expect("writable");
        let protected = [root.join("content"), root.join("themes")];
        let protected: Vec<&Path> = protected.iter().map(PathBuf::as_path).collect();
        let check = |destination: &str, expected: &str| {
            assert_eq!(code(Destination::resolve(&root.join(destination), &protected)), expected, "{destination}");
        };
        check("public", "");
        check("contents", "");
        check("a/b/../public", "");
        check(".", "publication/dossier-source");
        check("content", "publication/dossier-source");
        check("content/a", "publication/dossier-source");
        check("content/new/public", "publication/dossier-source");
        check("public/../content", "publication/dossier-source");
        check("themes/x", "publication/dossier-source");
        check("..", "publication/dossier-source");
        assert_eq!(code(Destination::resolve(Path::new("/"), &[])), "publication/dossier-source");
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links() {
        use std::os::unix::fs::symlink;
        let site = tempfile::tempdir().expect("a temporary folder");
        let root = site.path().canonicalize().expect("there");
        std::fs::create_dir_all(root.join("elsewhere/content")).expect("writable");
        symlink("elsewhere/content", root.join("content")).expect("writable");
        symlink("elsewhere/out", root.join("public")).expect("writable");
        symlink("loop", root.join("loop")).expect("writable");
        let content = root.join("content");
        let resolve = |destination: &str| Destination::resolve(&root.join(destination), &[&content]);
        let public = resolve("public").expect("a link to nothing yet");
        assert_eq!(public.folder(), root.join("elsewhere/out"));
        assert_eq!(public.sibling("verrou"), root.join("elsewhere/.out.classeur-verrou"));
        assert_eq!(public.show("a/b"), root.join("public/a/b").display().to_string());
        assert_eq!(code(resolve(".")), "publication/dossier-source");
        assert_eq!(code(resolve("elsewhere")), "publication/dossier-source");
        assert_eq!(code(resolve("loop")), "publication/ecriture");
    }

    #[test]
    fn occupants() {
        let site = tempfile::tempdir().expect("a temporary folder");
        let public = site.path().join("public");
        let occupant = || Destination::resolve(&public, &[]).and_then(|destination| destination.occupant());
        assert!(matches!(occupant(), Ok(Occupant::Nobody)));
        std::fs::write(&public, "").expect("writable");
        assert_eq!(code(occupant()), "publication/ecriture");
        std::fs::remove_file(&public).expect("there");
        std::fs::create_dir(&public).expect("writable");
        assert!(matches!(occupant(), Ok(Occupant::Replaceable(_))));
        std::fs::write(public.join("notes.txt"), "").expect("writable");
        assert_eq!(code(occupant()), "publication/dossier-etranger");
        Manifest::mark(&public).expect("writable");
        assert!(matches!(occupant(), Ok(Occupant::Replaceable(_))));
        std::fs::create_dir(public.join(".git")).expect("writable");
        assert_eq!(code(occupant()), "publication/dossier-etranger");
    }

    #[test]
    fn names_beside() {
        let site = tempfile::tempdir().expect("a temporary folder");
        let destination = Destination::resolve(&site.path().join("public"), &[]).expect("fine");
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(destination.suffix_of(OsStr::new(name)), expected, "{name}")
        };
        check(".public.classeur-12-0", Some("12-0"));
        check(".public.classeur-verrou", Some("verrou"));
        check(".public2.classeur-12-0", None);
        check("public.classeur-12-0", None);
        check("public", None);
    }
}
