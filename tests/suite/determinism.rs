//! Two builds of one input are the same bytes: whatever the folder, the time zone, the locale, the number of threads, and
//! the order in which files were made.

use std::collections::BTreeMap;
use std::path::Path;

use super::folder::{Folder, run};

/// The content of this repository and a few sheets that exercise what could vary.
fn input() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![("site.toml".to_owned(), std::fs::read(root.join("site.toml")).expect("our own site"))];
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let entry = entry.expect("readable");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            files.push((path, std::fs::read(entry.path()).expect("readable")));
        }
    }
    // Too large to be held: its address comes from what it holds all the same, not from when it was written.
    files.push(("static/assets/grand.bin".to_owned(), vec![7; 3 << 20]));
    for (at, word) in ["Élan", "elan", "œuvre", "Zèbre", "ibis", "IRIS"].into_iter().cycle().take(60).enumerate() {
        let text = format!(
            "---\ntitre: {word}\nresume: x\ntags: [\"{word}\", \"t{}\"]\ndate: 2026-01-{:02}\n---\n\nVoir [[{word}{at}]].\n",
            at % 7,
            at % 5 + 1
        );
        files.push((format!("content/essais/{word}{at}.md"), text.into_bytes()));
    }
    files
}

/// The whole published tree, manifest included.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("readable"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        (path, std::fs::read(entry.path()).expect("readable"))
    });
    files.collect()
}

fn built(files: &[(String, Vec<u8>)], environment: &[(&str, &str)], output: &str) -> BTreeMap<String, Vec<u8>> {
    let site = Folder::new(&[]);
    for (path, bytes) in files {
        site.write(path, bytes);
    }
    let mut command = site.command();
    command.args(["build", "--output", output]).envs(environment.iter().copied());
    let said = run(&mut command);
    assert_eq!(said.code, 0, "{}", said.err);
    tree(&site.at(output))
}

#[test]
fn the_same_input_is_the_same_bytes() {
    let files = input();
    let reference = built(&files, &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C")], "public");
    assert!(reference.len() > 100, "{} files", reference.len());
    let mut reversed = files.clone();
    reversed.reverse();
    let others = [
        built(
            &reversed,
            &[("RAYON_NUM_THREADS", "4"), ("TZ", "Pacific/Kiritimati"), ("LC_ALL", "fr_FR.UTF-8")],
            "public",
        ),
        built(
            &files,
            &[("TZ", "America/Los_Angeles"), ("LANG", "tr_TR.UTF-8"), ("HOME", "/nowhere")],
            "tmp/un autre dossier/été",
        ),
    ];
    for other in others {
        let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&reference), names(&other));
        for (path, bytes) in &reference {
            assert!(other[path] == *bytes, "{path} differs");
        }
    }
}

#[test]
fn a_build_over_another_is_a_build_from_nothing() {
    let site = Folder::new(&[
        ("content/a.md", "---\ntitre: A\nresume: x\ntags: [un]\n---\n"),
        ("content/b/c.md", "---\ntitre: C\nresume: x\n---\n"),
    ]);
    assert_eq!(site.run(&["build"]).code, 0);
    std::fs::remove_dir_all(site.at("content/b")).expect("there");
    site.write("content/a.md", "---\ntitre: Autre\nresume: x\ntags: [deux]\n---\n\nTexte.\n");
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(site.run(&["build", "--output", "neuf"]).code, 0);
    assert_eq!(tree(&site.at("public")), tree(&site.at("neuf")));
}
