//! Saves as editors and systems really make them: each is served, and none is missed or stays half-done.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::served::{Served, settings, write};

fn sheet(mark: &str) -> String {
    format!("---\ntitre: Une fiche\nresume: r\n---\n\n{mark}\n")
}

fn shown(served: &Served, mark: &str) {
    served.until("/fiches/une/", |reply| reply.status == 200 && reply.text().contains(mark));
}

#[test]
fn as_editors_save() {
    let served = Served::start();
    let folder = served.root().join("content/fiches");
    let file = folder.join("une.md");

    // VS Code, gedit: a temporary file renamed over.
    fs::write(folder.join("une.md.tmp"), sheet("renommé")).expect("written");
    fs::rename(folder.join("une.md.tmp"), &file).expect("renamed");
    shown(&served, "renommé");

    // vim: the old file becomes a backup, a new one is written, the backup goes; with its swap file and `4913`.
    fs::write(folder.join(".une.md.swp"), "x").expect("written");
    fs::write(folder.join("4913"), "").expect("written");
    fs::remove_file(folder.join("4913")).expect("removed");
    fs::rename(&file, folder.join("une.md~")).expect("renamed");
    fs::write(&file, sheet("vim")).expect("written");
    fs::remove_file(folder.join("une.md~")).expect("removed");
    shown(&served, "vim");

    // Notepad: emptied, then written in pieces by a program that takes its time.
    let mut writing = fs::File::create(&file).expect("emptied");
    for piece in ["---\ntitre: Une", " fiche\nresume: r\n---\n\nmorce", "aux\n"] {
        sleep(Duration::from_millis(60));
        writing.write_all(piece.as_bytes()).expect("written");
    }
    drop(writing);
    shown(&served, "morceaux");

    // Removed and made again.
    fs::remove_file(&file).expect("removed");
    sleep(Duration::from_millis(100));
    fs::write(&file, sheet("revenu")).expect("written");
    shown(&served, "revenu");

    // The same length and the same time: only the event tells.
    let time = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("it has a time");
    fs::write(&file, sheet("reparu")).expect("written");
    fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(time)).expect("set back");
    shown(&served, "reparu");

    // A burst of automatic saves ends on the last.
    for count in 0..50 {
        fs::write(&file, sheet(&format!("rafale {count}."))).expect("written");
        sleep(Duration::from_millis(3));
    }
    shown(&served, "rafale 49.");
}

#[test]
fn folders_come_and_go() {
    let served = Served::start();
    let content = served.root().join("content");

    // Deep folders made at once, each file written before anyone can watch its folder.
    for count in 0..20 {
        write(served.root(), &format!("content/neuf-{count}/a/b/c/fiche.md"), &sheet("profond"));
    }
    for count in 0..20 {
        served.until(&format!("/neuf-{count}/a/b/c/fiche/"), |reply| reply.status == 200);
    }
    // What is written there later is seen too.
    write(served.root(), "content/neuf-7/a/b/c/fiche.md", &sheet("plus tard"));
    served.until("/neuf-7/a/b/c/fiche/", |reply| reply.text().contains("plus tard"));

    // Moved in from elsewhere, renamed, moved out.
    let elsewhere = tempfile::tempdir().expect("a folder");
    write(elsewhere.path(), "dossier/sous/fiche.md", &sheet("venu"));
    copy(&elsewhere.path().join("dossier"), &served.root().join("attente"));
    fs::rename(served.root().join("attente"), content.join("venu")).expect("moved in");
    served.until("/venu/sous/fiche/", |reply| reply.status == 200);
    fs::rename(content.join("venu"), content.join("autre")).expect("renamed");
    served.until("/autre/sous/fiche/", |reply| reply.status == 200);
    assert_eq!(served.get("/venu/sous/fiche/").status, 404, "both are of one state");
    write(served.root(), "content/autre/sous/fiche.md", &sheet("encore suivi"));
    served.until("/autre/sous/fiche/", |reply| reply.text().contains("encore suivi"));
    fs::rename(content.join("autre"), served.root().join("parti")).expect("moved out");
    served.until("/autre/sous/fiche/", |reply| reply.status == 404);

    // A folder of the site that was not there when the server started.
    write(served.root(), "static/nouveau.txt", "un");
    served.until("/nouveau.txt", |reply| reply.text() == "un");
    write(served.root(), "static/nouveau.txt", "deux");
    served.until("/nouveau.txt", |reply| reply.text() == "deux");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("read") {
        let entry = entry.expect("read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn a_checkout_of_a_thousand_files() {
    let served = Served::start();
    for count in 0..1000 {
        write(served.root(), &format!("content/lot/fiche-{count:04}.md"), &sheet(&format!("lot {count}.")));
    }
    served.until("/lot/fiche-0999/", |reply| reply.status == 200);
    for count in [0, 1, 333, 500, 998] {
        served.until(&format!("/lot/fiche-{count:04}/"), |reply| reply.text().contains(&format!("lot {count}.")));
    }
    fs::remove_dir_all(served.root().join("content/lot")).expect("removed");
    served.until("/lot/fiche-0999/", |reply| reply.status == 404);
    assert_eq!(served.get("/lot/fiche-0000/").status, 404);
}

#[test]
fn the_last_good_version_stays_while_a_file_cannot_be_read() {
    let served = Served::start();
    let file = served.root().join("content/fiches/une.md");
    fs::write(&file, "---\ntitre: Une fiche\nslug: une\nresume: r\n---\n\nBonne.\n").expect("written");
    shown(&served, "Bonne.");
    // Half-written front matter: the page, its address and its title stay.
    fs::write(&file, "---\ntitre: \"Une fiche\nslug: autre\n").expect("written");
    write(served.root(), "content/fiches/temoin.md", &sheet("témoin"));
    served.until("/fiches/temoin/", |reply| reply.status == 200);
    assert!(served.get("/fiches/une/").text().contains("Bonne."));
    fs::write(&file, "---\ntitre: Une fiche\nslug: une\nresume: r\n---\n\nMeilleure.\n").expect("written");
    shown(&served, "Meilleure.");
    // A template that does not compile, then one that fails: pages stay as they were.
    let before = served.get("/fiches/une/").text();
    for broken in ["{% if %}", "{{ inconnu.champ }}"] {
        // In one step: an empty template, seen before its text is written, would be a good one.
        let unseen = served.root().join("templates/.page.html");
        write(served.root(), "templates/.page.html", broken);
        fs::rename(unseen, served.root().join("templates/page.html")).expect("renamed");
        write(served.root(), "content/fiches/temoin.md", &sheet(broken));
        let began = std::time::Instant::now();
        while began.elapsed() < Duration::from_millis(600) {
            let page = served.get("/fiches/une/");
            assert_eq!(page.status, 200, "{broken}");
            sleep(Duration::from_millis(20));
        }
        let main = |page: &str| page.split("<main").nth(1).map(str::to_owned);
        assert_eq!(main(&served.get("/fiches/une/").text()), main(&before), "{broken}");
    }
    fs::remove_file(served.root().join("templates/page.html")).expect("removed");
    write(served.root(), "content/fiches/une.md", &sheet("réparé"));
    shown(&served, "réparé");
    // The configuration itself: broken, gone, back.
    write(served.root(), "site.toml", "title = ");
    sleep(Duration::from_millis(300));
    assert!(served.get("/").text().contains("Essai"));
    fs::remove_file(served.root().join("site.toml")).expect("removed");
    sleep(Duration::from_millis(300));
    assert_eq!(served.get("/fiches/une/").status, 200);
    write(
        served.root(),
        "site.toml",
        "title = \"Autre nom\"\nlicence = \"etalab-2.0\"\nbase_url = \"https://exemple.fr\"\n",
    );
    served.until("/", |reply| reply.text().contains("Autre nom"));
}

#[test]
fn what_is_broken_at_the_start_does_not_take_the_site_with_it() {
    let broken = [("templates/page.html", "{% if %}"), ("i18n/fr.toml", "plan = "), ("site.toml", "title = ")];
    let served = Served::holding(&broken, &settings());
    let page = served.get("/fiches/une/");
    assert_eq!(page.status, 200, "the theme's own template serves");
    assert!(page.text().contains("Un texte."));
    write(
        served.root(),
        "templates/page.html",
        "{% extends \"classeur/page.html\" %}{% block footer %}pied{% endblock %}",
    );
    served.until("/fiches/une/", |reply| reply.text().contains("pied"));
    write(served.root(), "site.toml", "title = \"Réparé\"\n");
    served.until("/", |reply| reply.text().contains("Réparé"));
}

#[test]
fn polling_sees_what_events_would() {
    let served = Served::with(&classeur::preview::Settings { poll: Some(Duration::from_millis(50)), ..settings() });
    let file = served.root().join("content/fiches/une.md");
    fs::write(&file, sheet("abcd")).expect("written");
    shown(&served, "abcd");
    fs::write(&file, sheet("efgh")).expect("written");
    shown(&served, "efgh");
    fs::remove_file(&file).expect("removed");
    served.until("/fiches/une/", |reply| reply.status == 404);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_for_an_instant() {
    use std::os::unix::fs::PermissionsExt;
    let served = Served::start();
    let file = served.root().join("content/fiches/une.md");
    let allow = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("set");
    allow(0);
    sleep(Duration::from_millis(150));
    assert_eq!(served.get("/fiches/une/").status, 200, "the page does not go for that");
    allow(0o644);
    fs::write(&file, sheet("rouvert")).expect("written");
    shown(&served, "rouvert");
}

#[cfg(unix)]
#[test]
fn what_is_reached_through_a_link_is_followed() {
    let served = Served::start();
    write(served.root(), "content/reel/fiche.md", &sheet("réel"));
    std::os::unix::fs::symlink(served.root().join("content/reel"), served.root().join("content/lien")).expect("linked");
    served.until("/lien/fiche/", |reply| reply.text().contains("réel"));
    write(served.root(), "content/reel/fiche.md", &sheet("suivi"));
    served.until("/reel/fiche/", |reply| reply.text().contains("suivi"));
    served.until("/lien/fiche/", |reply| reply.text().contains("suivi"));
}

/// A commit changes no file of the site, but the dates of its pages.
#[test]
fn a_commit_is_seen() {
    let served = Served::start();
    let git = |arguments: &[&str], date: &str| {
        let mut command = std::process::Command::new("git");
        command.current_dir(served.root()).env("GIT_COMMITTER_DATE", date).env("GIT_AUTHOR_DATE", date);
        command.args(["-c", "user.name=A", "-c", "user.email=a@exemple.test", "-c", "commit.gpgSign=false"]);
        let done = command.args(arguments).output().expect("these tests need git");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q"], "");
    write(served.root(), "content/datee.md", "---\nresume: r\n---\n\n# Une fiche\n\nUn texte.\n");
    served.until("/datee/", |reply| reply.status == 200);
    git(&["add", "-A"], "");
    for date in ["2024-05-06", "2024-06-07"] {
        git(&["commit", "-q", "--allow-empty", "-m", "x"], &format!("{date}T10:00:00 +0000"));
        served.until("/datee/", |reply| reply.text().contains(&format!("dcterms.modified\" content=\"{date}")));
        write(served.root(), "content/datee.md", "---\nresume: r\n---\n\n# Une fiche\n\nUn autre texte.\n");
        served.until("/datee/", |reply| reply.text().contains("Un autre texte"));
        git(&["add", "-A"], "");
    }
}
