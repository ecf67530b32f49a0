//! The program as people and machines use it: exit codes, what is said and where, what publication refuses.

use serde_json::Value;

use super::folder::{Folder, run};

const SOUND: &str = "---\ntitre: A\nresume: Une fiche.\n---\n\nTexte.\n";
const BROKEN: &str = "---\ntitre: B\nresume: Une fiche.\n---\n\nVoir [rien](rien.md).\n";
const WITHOUT_SUMMARY: &str = "---\ntitre: C\n---\n\nTexte.\n";

#[test]
fn zero_when_all_is_well() {
    let site = Folder::new(&[("content/a.md", SOUND)]);
    let said = site.run(&["build"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    assert!(said.err.starts_with("Site publié dans "), "{}", said.err);
    assert!(site.at("public/a/index.html").is_file());
    let said = site.run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("rien à signaler"), "{}", said.err);
    assert_eq!(site.run(&["build", "--quiet"]).err, "");
}

#[test]
fn one_when_the_site_has_errors_and_nothing_is_published() {
    let site = Folder::new(&[("content/a.md", SOUND)]);
    assert_eq!(site.run(&["build"]).code, 0);
    site.write("content/b.md", BROKEN);
    let said = site.run(&["build"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("[lien/introuvable]") && said.err.contains("content/b.md:6:13"), "{}", said.err);
    assert!(said.err.contains("rien n’a été publié"), "{}", said.err);
    assert!(site.at("public/a/index.html").is_file() && !site.at("public/b").exists(), "the old site stays");
    assert_eq!(site.run(&["check"]).code, 1);
    assert!(!said.err.contains('\u{1b}'), "no colours outside a terminal");
}

#[test]
fn a_template_that_fails_publishes_nothing() {
    let site = Folder::new(&[("content/a.md", SOUND), ("templates/page.html", "{{ page.titel }}")]);
    for command in ["build", "check"] {
        let said = site.run(&[command]);
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(
            said.err.contains("[gabarit/indefini]") && said.err.contains("templates/page.html:1:4"),
            "{}",
            said.err
        );
    }
    assert!(!site.at("public").exists());
}

#[test]
fn strict_makes_warnings_count() {
    let site = Folder::new(&[("content/c.md", WITHOUT_SUMMARY)]);
    assert_eq!(site.run(&["check"]).code, 0);
    assert_eq!(site.run(&["check", "--strict"]).code, 1);
    assert_eq!(site.run(&["build", "--strict"]).code, 1);
    assert!(!site.at("public").exists());
    assert_eq!(site.run(&["build"]).code, 0);
}

#[test]
fn no_site_here() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let site = Folder::new(&[]);
    let elsewhere = folder.path().to_str().expect("UTF-8");
    for arguments in [&["build", "--site", elsewhere][..], &["check", "--site", elsewhere]] {
        let said = site.run(arguments);
        assert_eq!(said.code, 2, "{}", said.err);
        assert!(said.err.contains("[config/site-introuvable]") && said.err.contains(elsewhere), "{}", said.err);
    }
    // The root of a disk: a folder for temporary files may have a site above it.
    let said = run(site.command().arg("build").current_dir("/"));
    assert_eq!(said.code, 2, "{}", said.err);
}

#[test]
fn the_site_is_found_from_a_folder_inside_it() {
    let site = Folder::new(&[("content/guides/a.md", SOUND)]);
    let said = run(site.command().arg("build").current_dir(site.at("content/guides")));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(site.at("public/guides/a/index.html").is_file());
}

#[test]
fn two_when_the_command_is_wrong() {
    let site = Folder::new(&[]);
    for (arguments, words) in [
        (&["biuld"][..], "build"),
        (&["build", "--darfts"], "--drafts"),
        (&["check", "--format", "xml"], "sarif"),
        (&["build", "--date", "demain"], "demain"),
        (&["explain", "lien/introuvabe"], "lien/introuvable"),
        (&[], "Commandes"),
    ] {
        let said = site.run(arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.err);
        let all = said.err + &said.out;
        assert!(all.contains(words), "{arguments:?}: {all}");
    }
    for arguments in
        [&["--help"][..], &["build", "--help"], &["--version"], &["explain", "lien/introuvable"], &["explain"]]
    {
        let said = site.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {}", said.err);
        assert!(!said.out.is_empty());
    }
}

#[test]
fn machines_read_what_people_read() {
    let site = Folder::new(&[("content/b.md", BROKEN), ("content/c.md", WITHOUT_SUMMARY)]);
    let said = |format: &str| {
        let said = site.run(&["check", "--format", format]);
        assert_eq!((said.code, said.err.as_str()), (1, ""), "{format}: only data, and on the output");
        said.out
    };
    let json: Value = serde_json::from_str(&said("json")).expect("valid JSON");
    assert_eq!(json["summary"], serde_json::json!({"errors": 1, "warnings": 1, "notes": 0}));
    assert_eq!(json["diagnostics"][0]["code"], "lien/introuvable");
    assert_eq!(json["diagnostics"][0]["start"]["line"], 6);
    let sarif: Value = serde_json::from_str(&said("sarif")).expect("valid JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(2));
    let github = said("github");
    assert_eq!(github.lines().count(), 2);
    assert!(github.starts_with("::error file=content/b.md,line=6,col=13,"), "{github}");
    assert!(github.lines().nth(1).is_some_and(|line| line.starts_with("::warning file=content/c.md,")), "{github}");
}

#[test]
fn messages_are_in_the_language_asked_for() {
    let site = Folder::new(&[("content/b.md", BROKEN)]);
    assert!(site.run(&["check", "--lang", "en"]).err.contains("error[lien/introuvable]"));
    assert!(run(site.command().arg("check").env("LC_ALL", "en_GB.UTF-8")).err.contains("error["));
    assert!(run(site.command().arg("check").env("LC_ALL", "C").env("LANG", "C")).err.contains("erreur["));
}

#[test]
fn what_publication_refuses() {
    let site = Folder::new(&[("content/a.md", SOUND), ("documents/these.odt", "des années")]);
    let refused = |output: &str, code: &str| {
        let said = site.run(&["build", "--output", output]);
        assert_eq!(said.code, 1, "{output}: {}", said.err);
        assert!(said.err.contains(&format!("[{code}]")), "{output}: {}", said.err);
    };
    refused("documents", "publication/dossier-etranger");
    refused("content/public", "publication/dossier-source");
    refused(".", "publication/dossier-source");
    refused("site.toml/public", "publication/ecriture");
    assert!(site.at("documents/these.odt").is_file());
    assert_eq!(site.run(&["build", "--output", "ailleurs/public"]).code, 0);
    assert!(site.at("ailleurs/public/a/index.html").is_file());
}

#[test]
fn published_again_only_what_changed_is_written() {
    let site = Folder::new(&[("content/a.md", SOUND), ("content/c.md", SOUND)]);
    site.run(&["build"]);
    let said = site.run(&["build"]);
    assert!(said.err.contains(" 0 fichier écrit"), "{}", said.err);
    std::fs::remove_file(site.at("content/c.md")).expect("there");
    site.run(&["build"]);
    assert!(!site.at("public/c").exists(), "what is no longer there goes");
}
