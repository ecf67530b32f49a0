//! The promises of `publish` (DESIGN §10), from outside: what a reader, a host or a killed build leaves to be seen.

mod killed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use classeur::diagnostic::{Diagnostic, Problem};
use classeur::publish::{MANIFEST, Staging, Summary};
use classeur::source::OutputPath;
use rayon::prelude::*;

/// A folder with `public` to publish into.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        Site { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn public(&self) -> PathBuf {
        self.at("public")
    }

    fn begin(&self) -> Result<Staging, Diagnostic> {
        Staging::begin(&self.public(), &[&self.at("content")])
    }

    fn publish(&self, files: &[(&str, &str)]) -> Summary {
        let staging = self.begin().expect("a folder to publish into");
        for (path, text) in files {
            staging.write(&output(path), text.as_bytes()).expect("written");
        }
        staging.commit().expect("published")
    }

    /// What is published, the manifest aside.
    fn published(&self) -> BTreeMap<String, String> {
        let mut files = tree(&self.public());
        files.remove(MANIFEST).expect("a manifest");
        files
    }

    /// Names in the site's folder: what a build leaves behind is seen here.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("there").flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn output(path: &str) -> OutputPath {
    OutputPath::new(path).expect("a path of the test")
}

fn tree(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("readable"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (path, std::fs::read_to_string(entry.path()).expect("text"))
        })
        .collect()
}

fn files(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn code<T>(result: Result<T, Diagnostic>) -> &'static str {
    result.map_or_else(|diagnostic| diagnostic.code().as_str(), |_| "")
}

#[test]
fn publishes_what_was_written_and_nothing_else() {
    let site = Site::new();
    let first = [("index.html", "accueil"), ("a/index.html", "a"), ("a/b/photo.svg", "svg")];
    let summary = site.publish(&first);
    assert_eq!(summary, Summary { written: 3, unchanged: 0, removed: 0, bytes: 11 });
    assert_eq!(site.published(), files(&first));

    let second = [("index.html", "Accueil"), ("a/index.html", "a"), ("c/index.html", "c")];
    let summary = site.publish(&second);
    assert_eq!(summary, Summary { written: 2, unchanged: 1, removed: 1, bytes: 9 });
    assert_eq!(site.published(), files(&second));
    assert!(!site.public().join("a/b").exists(), "a folder without files goes too");
    assert_eq!(site.names(), ["public"], "no lock, no staging tree is left");
}

#[test]
fn the_same_files_make_the_same_tree() {
    let (one, other) = (Site::new(), Site::new());
    one.publish(&[("b", "2"), ("a/x", "1")]);
    other.publish(&[("a/x", "before"), ("z", "gone")]);
    other.publish(&[("a/x", "1"), ("b", "2")]);
    assert_eq!(tree(&one.public()), tree(&other.public()), "the manifest too");
    let manifest = std::fs::read_to_string(one.public().join(MANIFEST)).expect("there");
    assert_eq!(manifest.lines().skip(2).collect::<Vec<_>>(), ["a/x", "b"]);
}

#[cfg(unix)]
#[test]
fn unchanged_files_are_the_same_files() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::new();
    let large = "x".repeat(100_000);
    site.publish(&[("a/same", "1"), ("a/large", &large), ("a/other", "1"), ("unreadable", "1")]);
    let identity = |path: &str| {
        let metadata = site.public().join(path).metadata().expect("there");
        (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
    };
    let paths = ["a/same", "a/large", "a/other"];
    let before = paths.map(identity);
    std::thread::sleep(Duration::from_millis(10));
    let large_but_last = format!("{}y", &large[1..]);
    site.publish(&[("a/same", "1"), ("a/large", &large_but_last), ("a/other", "2"), ("unreadable", "1")]);
    let after = paths.map(identity);
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1].0, after[1].0);
    assert_ne!(before[2].0, after[2].0);
    assert_eq!(site.public().join("a/same").metadata().expect("there").nlink(), 1, "the old tree is gone");
}

#[test]
fn what_was_edited_in_place_is_mended() {
    let site = Site::new();
    let pages = [("a", "text"), ("b", "text"), ("c/d", "text")];
    site.publish(&pages);
    std::fs::write(site.public().join("a"), "TEXT").expect("writable");
    std::fs::remove_file(site.public().join("b")).expect("there");
    std::fs::remove_dir_all(site.public().join("c")).expect("there");
    std::fs::write(site.public().join("c"), "a file now").expect("writable");
    std::fs::write(site.public().join("stray"), "not ours").expect("writable");
    assert_eq!(site.publish(&pages).written, 3);
    assert_eq!(site.published(), files(&pages));
}

#[cfg(unix)]
#[test]
fn sources_are_copied_never_linked() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::new();
    let photo = site.at("photo.jpg");
    let link = |staging: &Staging| staging.copy(&output("a/photo.jpg"), &photo);
    std::fs::write(&photo, "x".repeat(50_000)).expect("writable");
    let publish = || {
        let staging = site.begin().expect("free");
        link(&staging).expect("copied");
        let summary = staging.commit().expect("published");
        (summary.written, site.public().join("a/photo.jpg").metadata().expect("there").ino())
    };
    let (written, first) = publish();
    assert_eq!((written, photo.metadata().expect("there").nlink()), (1, 1));
    assert_ne!(first, photo.metadata().expect("there").ino());
    assert_eq!(publish(), (0, first), "the same bytes: the published file stays");
    std::fs::write(&photo, "y".repeat(50_000)).expect("writable");
    let (written, last) = publish();
    assert!(written == 1 && last != first);
    assert_eq!(site.published()["a/photo.jpg"], "y".repeat(50_000));

    let staging = site.begin().expect("free");
    assert_eq!(code(staging.copy(&output("b"), &site.at("vanished"))), "publication/ecriture");
}

#[test]
fn two_outputs_with_one_path() {
    let site = Site::new();
    let staging = site.begin().expect("free");
    let write = |path: &str| staging.write(&output(path), b"x");
    write("a/Photo.jpg").expect("first");
    write("b").expect("first");
    let Err(clash) = write("a/photo.JPG") else { panic!("one file on Windows") };
    let expected = Problem::OutputConflict { path: "a/Photo.jpg".into(), other: "a/photo.JPG".into() };
    assert_eq!(clash.problem, expected);
    for path in ["a/Photo.jpg", "a", "b/c", MANIFEST] {
        assert_eq!(code(write(path)), "publication/conflit", "{path}");
    }
}

#[test]
fn a_build_that_fails_changes_nothing() {
    let site = Site::new();
    site.publish(&[("a", "1")]);
    let before = site.public().metadata().expect("there").modified().expect("a time");
    let staging = site.begin().expect("free");
    staging.write(&output("a"), b"2").expect("written");
    drop(staging);
    assert_eq!(site.published(), files(&[("a", "1")]));
    assert_eq!(site.public().metadata().expect("there").modified().expect("a time"), before);
    assert_eq!(site.names(), ["public"]);
}

#[test]
fn foreign_folders_are_left_alone() {
    let site = Site::new();
    std::fs::create_dir(site.public()).expect("writable");
    site.publish(&[("a", "into an empty folder")]);
    let foreign = site.at("documents");
    std::fs::create_dir(&foreign).expect("writable");
    std::fs::write(foreign.join("these.odt"), "years of work").expect("writable");
    let Err(refused) = Staging::begin(&foreign, &[]) else { panic!("not ours") };
    assert_eq!(refused.problem, Problem::ForeignFolder { folder: foreign.display().to_string() });
    assert_eq!(code(Staging::begin(&site.at("content/public"), &[&site.at("content")])), "publication/dossier-source");
    assert_eq!(code(Staging::begin(&site.at(""), &[&site.at("content")])), "publication/dossier-source");
    assert_eq!(code(Staging::begin(&foreign.join("these.odt/public"), &[])), "publication/ecriture");
    assert_eq!(site.names(), ["documents", "public"], "a refusal leaves no trace");

    // Something else may come while a build is at work.
    let late = site.at("late");
    let staging = Staging::begin(&late, &[]).expect("nobody there");
    staging.write(&output("a"), b"x").expect("written");
    std::fs::create_dir(&late).expect("writable");
    std::fs::write(late.join("notes"), "x").expect("writable");
    assert_eq!(code(staging.commit()), "publication/dossier-etranger");
    assert_eq!(tree(&late), files(&[("notes", "x")]));
}

#[cfg(unix)]
#[test]
fn a_link_to_the_published_folder_stays_a_link() {
    let site = Site::new();
    std::os::unix::fs::symlink("elsewhere/site", site.public()).expect("writable");
    site.publish(&[("a", "1")]);
    site.publish(&[("a", "2")]);
    assert!(site.public().is_symlink());
    assert_eq!(tree(&site.at("elsewhere/site"))["a"], "2");
    assert_eq!(site.names(), ["elsewhere", "public"]);
}

#[cfg(unix)]
#[test]
fn folders_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    let chmod =
        |path: &Path, mode: u32| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("ours");
    site.publish(&[("a", "1")]);
    chmod(&site.public(), 0o750);
    site.publish(&[("a", "2")]);
    assert_eq!(site.public().metadata().expect("there").permissions().mode() & 0o7777, 0o750, "rights are kept");
    let locked = site.at("locked");
    std::fs::create_dir(&locked).expect("writable");
    chmod(&locked, 0o555);
    chmod(&site.public(), 0o555);
    // Root writes everywhere, so there is nothing to see for it.
    if std::fs::write(locked.join("probe"), "").is_err() {
        assert_eq!(code(Staging::begin(&locked.join("public"), &[])), "publication/lecture-seule");
        assert_eq!(code(site.begin()), "publication/lecture-seule");
    }
    chmod(&site.public(), 0o755);
    chmod(&locked, 0o755);
}

#[test]
fn thousands_of_files_from_every_thread() {
    let site = Site::new();
    let staging = site.begin().expect("free");
    let path = |at: usize| output(&format!("s{}/p{}/f{at}/index.html", at % 7, at % 97));
    (0..5000).into_par_iter().for_each(|at| staging.write(&path(at), at.to_string().as_bytes()).expect("written"));
    assert_eq!(staging.commit().expect("published").written, 5000);
    let published = site.published();
    assert_eq!(published.len(), 5000);
    assert!((0..5000).all(|at| published[path(at).as_str()] == at.to_string()));
}
