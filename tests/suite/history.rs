//! Dates that sheets have from git, where their authors wrote none.

use std::process::Command;

use crate::folder::{Built, Folder};

fn git(folder: &std::path::Path, arguments: &[&str], date: &str) {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_COMMITTER_DATE", date).env("GIT_AUTHOR_DATE", date);
    command.args(["-c", "user.name=A", "-c", "user.email=a@exemple.test", "-c", "commit.gpgSign=false"]);
    let done = command.args(arguments).output().expect("these tests need git");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn commit(folder: &Folder, date: &str) {
    git(folder.root(), &["add", "-A"], date);
    git(folder.root(), &["commit", "-q", "-m", "x"], date);
}

fn site() -> Folder {
    let sheet = |more: &str| format!("---\nresume: r\n{more}---\n\n# Une fiche\n\nUn texte.\n");
    let folder = Folder::new(&[
        ("content/_index.md", "# Accueil\n"),
        ("content/datee.md", &sheet("mis_a_jour_le: 2023-03-03\n")),
        ("content/a venir.md", &sheet("publie_le: 2025-01-01\n")),
        ("content/sans.md", &sheet("")),
        ("content/revue.md", &sheet("revision: 12 mois\nrelu_le: 2024-02-02\n")),
    ]);
    git(folder.root(), &["init", "-q", "-b", "main"], "");
    commit(&folder, "2024-05-06T10:00:00 +0000");
    folder.write("content/libre.md", sheet(""));
    folder
}

fn updated(built: &Built, page: &str) -> Option<String> {
    let text = built.text(&format!("{page}/index.html"));
    let rest = text.split("<meta name=\"dcterms.modified\" content=\"").nth(1)?;
    Some(rest[..10].to_owned())
}

#[test]
fn a_sheet_without_a_date_has_that_of_its_last_commit() {
    let folder = site();
    let built = folder.build();
    let date = |page: &str| updated(&built, page);
    assert_eq!(date("sans").as_deref(), Some("2024-05-06"));
    assert_eq!(date("datee").as_deref(), Some("2023-03-03"), "what its author wrote comes first");
    assert_eq!(date("a-venir").as_deref(), Some("2025-01-01"), "not older than its publication");
    assert_eq!(date("libre"), None, "not committed");
    assert!(built.text("revue/index.html").contains("2025-02-02"), "a commit is no review");
    assert!(built.text("sitemap.xml").contains("/sans/</loc><lastmod>2024-05-06</lastmod>"));

    folder.write("site.toml", format!("{}\n[content]\ngit_dates = false\n", crate::folder::SITE));
    assert_eq!(updated(&folder.build(), "sans"), None);
}

#[test]
fn a_shallow_clone_is_said_so() {
    let origin = site();
    origin.write("content/recente.md", "---\nresume: r\n---\n\n# Récente\n\nUn texte.\n");
    commit(&origin, "2024-06-07T10:00:00 +0000");
    let clone = Folder::new(&[]);
    std::fs::remove_file(clone.at("site.toml")).expect("ours");
    let url = format!("file://{}", origin.root().display());
    git(clone.root(), &["clone", "-q", "--depth", "1", &url, "."], "");
    let built = clone.build();
    assert_eq!(updated(&built, "sans"), None, "not that of the only commit");
    assert_eq!(updated(&built, "datee").as_deref(), Some("2023-03-03"));
    let said = built.said();
    assert!(said.contains("avertissement[fichier/historique-partiel]: 6 fiches"), "{said}");
    assert!(!origin.build().codes().contains(&"fichier/historique-partiel"));
}

#[cfg(unix)]
#[test]
fn a_history_that_git_cannot_read_is_said_so() {
    let folder = site();
    let objects = folder.at(".git/objects");
    let trees = Command::new("git").current_dir(folder.root()).args(["rev-parse", "HEAD^{tree}"]).output();
    let tree = String::from_utf8(trees.expect("these tests need git").stdout).expect("a hash");
    std::fs::remove_file(objects.join(&tree[..2]).join(tree[2..].trim())).expect("a loose object");
    let built = folder.build();
    assert!(built.codes().contains(&"fichier/historique-illisible"), "{}", built.said());
    assert_eq!(updated(&built, "sans"), None);
}
