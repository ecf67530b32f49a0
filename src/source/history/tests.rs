//! Histories of real repositories, made in a temporary folder.

use super::*;

/// A repository with a site in it.
struct Repository {
    folder: tempfile::TempDir,
    site: PathBuf,
}

impl Repository {
    /// A repository whose site is in its folder `inside`.
    fn new(inside: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let site = folder.path().join(inside);
        std::fs::create_dir_all(site.join("content")).expect("a folder");
        let repository = Repository { folder, site };
        repository.git(&["init", "-q", "-b", "main"], "2020-01-01T00:00:00 +0000");
        repository
    }

    /// Runs git as an author on `date` would.
    fn git(&self, arguments: &[&str], date: &str) {
        let mut command = Command::new("git");
        command.current_dir(self.folder.path()).env("GIT_COMMITTER_DATE", date).env("GIT_AUTHOR_DATE", date);
        command.args(["-c", "user.name=A", "-c", "user.email=a@exemple.test", "-c", "commit.gpgSign=false"]);
        let done = command.args(arguments).output().expect("these tests need git");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site.join(path);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn commit(&self, date: &str) {
        self.git(&["add", "-A"], date);
        self.git(&["commit", "-q", "-m", "x"], date);
    }

    fn history(&self) -> Arc<History> {
        History::read(&self.site, None).expect("a history")
    }

    fn check(&self, wanted: &[(&str, Option<&str>)]) {
        let history = self.history();
        assert_eq!(history.unreadable(), None);
        for (path, date) in wanted {
            let found = history.last_change(path).map(|date| date.to_string());
            assert_eq!(found.as_deref(), *date, "{path}");
        }
    }
}

#[test]
fn dates_are_those_of_the_last_commit_in_its_own_time_zone() {
    for inside in ["", "docs/base"] {
        let repository = Repository::new(inside);
        repository.write("content/fiches/été à la mer.md", "un\n");
        repository.write("content/a.md", "un\n");
        repository.write("content/partie.md", "un\n");
        // Late in the evening far east of Greenwich: the next day in UTC is not theirs.
        repository.commit("2024-05-06T23:30:00 -1000");
        repository.write("content/a.md", "deux\n");
        repository
            .git(&["rm", "-q", "--", &format!("{}content/partie.md", prefix(inside))], "2024-06-07T00:00:00 +0000");
        repository.commit("2024-06-07T00:30:00 +0900");
        repository.write("content/libre.md", "pas encore enregistrée\n");
        repository.write("content/partie.md", "revenue, pas encore enregistrée\n");
        repository.check(&[
            ("content/fiches/été à la mer.md", Some("2024-05-06")),
            ("content/a.md", Some("2024-06-07")),
            ("content/libre.md", None),
            ("content/partie.md", None),
        ]);
    }
}

fn prefix(inside: &str) -> String {
    if inside.is_empty() { String::new() } else { format!("{inside}/") }
}

#[test]
fn renames_and_merges() {
    let repository = Repository::new("");
    repository.write("content/vieux nom.md", &"un texte\n".repeat(9));
    repository.write("content/b.md", "un\n");
    repository.commit("2024-01-01T12:00:00 +0000");
    repository.git(&["mv", "content/vieux nom.md", "content/nouveau nom.md"], "");
    repository.commit("2024-02-02T12:00:00 +0000");
    repository.git(&["checkout", "-q", "-b", "autre"], "");
    repository.write("content/cote.md", "sur une branche\n");
    repository.write("content/b.md", "autre\n");
    repository.commit("2024-03-03T12:00:00 +0000");
    repository.git(&["checkout", "-q", "main"], "");
    repository.write("content/b.md", "main\n");
    repository.commit("2024-04-04T12:00:00 +0000");
    repository.git(&["merge", "-q", "--no-commit", "-s", "ours", "autre"], "");
    repository.git(&["checkout", "-q", "autre", "--", "content/cote.md"], "");
    repository.write("content/b.md", "les deux\n");
    repository.commit("2024-05-05T12:00:00 +0000");
    repository.check(&[
        ("content/nouveau nom.md", Some("2024-01-01")),
        ("content/vieux nom.md", None),
        ("content/cote.md", Some("2024-03-03")),
        ("content/b.md", Some("2024-05-05")),
    ]);
}

#[test]
fn what_a_shallow_clone_does_not_hold_is_not_dated() {
    let origin = Repository::new("");
    origin.write("content/ancienne.md", "un\n");
    origin.commit("2024-01-01T12:00:00 +0000");
    origin.write("content/b.md", "deux\n");
    origin.commit("2024-02-02T12:00:00 +0000");
    origin.write("content/recente.md", "trois\n");
    origin.commit("2024-03-03T12:00:00 +0000");
    let clone = Repository::new("");
    std::fs::remove_dir_all(&clone.site).expect("ours");
    let url = format!("file://{}", origin.site.display());
    let target = clone.site.display().to_string();
    origin.git(&["clone", "-q", "--depth", "2", &url, &target], "");
    let history = clone.history();
    assert_eq!(history.last_change("content/recente.md"), Some(jiff::civil::date(2024, 3, 3)));
    assert_eq!(history.last_change("content/ancienne.md"), None);
    assert!(history.begins_after("content/ancienne.md") && history.begins_after("content/b.md"));
    assert!(!history.begins_after("content/recente.md") && !origin.history().begins_after("content/ancienne.md"));
}

#[test]
fn what_did_not_change_is_shared() {
    let repository = Repository::new("");
    assert_eq!(History::read(&repository.site, None), None, "no commit yet");
    repository.write("content/a.md", "un\n");
    repository.commit("2024-01-01T12:00:00 +0000");
    let first = repository.history();
    let second = History::read(&repository.site, Some(&first)).expect("a history");
    assert!(Arc::ptr_eq(&first, &second));
    repository.write("content/a.md", "deux\n");
    repository.commit("2024-02-02T12:00:00 +0000");
    let third = History::read(&repository.site, Some(&second)).expect("a history");
    assert_eq!(third.last_change("content/a.md"), Some(jiff::civil::date(2024, 2, 2)));
    assert_eq!(git_folder(&repository.site), Some(repository.site.join(".git")));
}

#[test]
fn no_repository_no_history() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(History::read(folder.path(), None), None, "no content");
    std::fs::create_dir_all(folder.path().join("content")).expect("a folder");
    assert_eq!(History::read(folder.path(), None), None);
}

/// A configuration that would change what git prints, or run a program, changes and runs nothing.
#[cfg(unix)]
#[test]
fn a_configuration_changes_nothing_and_runs_nothing() {
    let repository = Repository::new("");
    repository.write("content/vieux.md", &"un texte\n".repeat(9));
    repository.commit("2024-01-01T12:00:00 +0000");
    repository.git(&["mv", "content/vieux.md", "content/neuf.md"], "");
    repository.commit("2024-02-02T12:00:00 +0000");
    let proof = repository.folder.path().join("preuve");
    let program = repository.folder.path().join("programme");
    std::fs::write(&program, format!("#!/bin/sh\ntouch '{}'\nexit 1\n", proof.display())).expect("a file");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&program, mode).expect("ours");
    let program = program.display().to_string();
    let settings = [
        ("core.fsmonitor", program.as_str()),
        ("core.pager", &program),
        ("diff.external", &program),
        ("gpg.program", &program),
        ("core.sshCommand", &program),
        ("core.hooksPath", "."),
        ("log.showSignature", "true"),
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.date", "relative"),
        ("log.diffMerges", "off"),
        ("color.ui", "always"),
        ("diff.renames", "false"),
        ("diff.relative", "false"),
        ("diff.orderFile", "nulle-part"),
        ("format.pretty", "%s"),
    ];
    for (key, value) in settings {
        repository.git(&["config", key, value], "");
    }
    repository.check(&[("content/neuf.md", Some("2024-01-01"))]);
    assert!(!proof.exists(), "a program of the repository ran");
}
