//! The published Markdown is self-sufficient: a site built from it publishes the same pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use classeur::output::{self, Payload, Route};
use classeur::pipeline::Assembly;
use proptest::prelude::*;

use super::diff::diff;
use super::folder::{Built, Folder, options};

/// The site as it is published, and as it is published again from its own Markdown and files.
fn there_and_back(folder: &Folder) -> (Built, Built) {
    let assembly = Assembly::of_folder(folder.root(), &options(), None).expect("the folder holds a site.toml");
    let first = Built::of(&assembly);
    assert!(!first.files.is_empty(), "it does not build\n{}", first.said());
    let again = Folder::new(&[]);
    let read = |path: &str| std::fs::read(folder.at(path)).expect("there");
    again.write("site.toml", read("site.toml"));
    for (url, route) in assembly.routes.all() {
        let path = format!("content/{}", url.output().as_str());
        let of_content = |asset: &classeur::site::AssetId| {
            assembly.site.assets[asset.index()].file.path.as_str().starts_with("content/")
        };
        match route {
            Route::Markdown(_) => {}
            Route::Asset(asset) if of_content(asset) => {}
            _ => continue,
        }
        match output::render(&assembly.site, &assembly.engine, route).expect("a file") {
            Payload::Bytes(bytes) => again.write(&path, &bytes),
            Payload::File(file) => again.write(&path, std::fs::read(file).expect("there")),
        }
    }
    // What a sheet is made from is not published as it is: whoever takes the base takes it too.
    for page in &assembly.site.pages {
        let document = assembly.site.document(page.document);
        for name in ["remplissage.toml", "notes.csv", "notes.toml"] {
            if let Some(file) = assembly.site.snapshot.get(&page.beside(document, name)) {
                again.write(&format!("content{}{name}", page.url), file.bytes().expect("there"));
            }
        }
    }
    let again = again.build();
    (first, again)
}

/// What differs between both: pages, and their Markdown, whose own Markdown is the same. A text included and one that
/// holds it differ by an empty line between two blocks, which no reader sees.
fn differences(first: &Built, again: &Built) -> String {
    let mut out = String::new();
    let paths: BTreeSet<&String> = first.files.keys().chain(again.files.keys()).collect();
    for path in paths.into_iter().filter(|path| path.ends_with(".html") || path.ends_with(".md")) {
        let text = |built: &Built| {
            let text = String::from_utf8_lossy(built.files.get(path)?).into_owned();
            Some(if path.ends_with(".html") { text.replace("\n\n", "\n") } else { text })
        };
        match (text(first), text(again)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => out.push_str(&format!("── {path}\n{}\n", diff(&one, &other))),
            (Some(_), None) => out.push_str(&format!("── {path} is lost\n")),
            (None, _) => out.push_str(&format!("── {path} is new\n")),
        }
    }
    out
}

#[track_caller]
fn check(folder: &Folder) {
    let (first, again) = there_and_back(folder);
    assert!(!again.files.is_empty(), "what is published does not build\n{}", again.said());
    let found = differences(&first, &again);
    assert!(found.is_empty(), "{}", found.chars().take(6000).collect::<String>());
}

/// A folder with the files of our own site, its menus left to the sections: they name source files.
fn own_site() -> Folder {
    let folder = Folder::new(&[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = std::fs::read_to_string(root.join("site.toml")).expect("there");
    folder.write("site.toml", config.split("[[menu]]").next().expect("text before menus"));
    folder.write("REUSE.toml", std::fs::read(root.join("REUSE.toml")).expect("there"));
    for entry in walkdir::WalkDir::new(root.join("content")) {
        let entry = entry.expect("readable");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
            folder.write(&path, std::fs::read(entry.path()).expect("there"));
        }
    }
    folder
}

#[test]
fn our_own_site_comes_back() {
    check(&own_site());
}

const SITE: &str = "title = \"Essai\"\nbase_url = \"https://exemple.test\"\nlicence = \"etalab-2.0\"\nauthors = [\"Ville d'Exemple\"]\n";

#[test]
fn everything_that_front_matter_and_texts_have_comes_back() {
    let folder = Folder::new(&[
        ("site.toml", SITE),
        ("content/_index.md", "---\ntitre: Accueil\n---\n\nVoir [[La suite, l'été]].\n"),
        (
            "content/guides/_index.md",
            "---\ntitle: Les guides\nweight: 3\nlicense: CC-BY-4.0\n---\n\n![Le plan](plan.png)\n",
        ),
        (
            "content/guides/01-a.md",
            "+++\ntitle = \"A : « été »\"\ndescription = \"x\"\ntags = [\"eau\", \"l'air\"]\ndate = 2026-01-10\n[extra]\nx = 1\n+++\n\n# A : « été »\n\nVoir [B](b/index.md#suite), [[La suite, l'été]], [[b|*le* B]], [la racine](/guides/b/), <https://exemple.fr/>.\n\n| [[b]] | x |\n|---|---|\n| [[b\\|le B]] | y |\n\n::: inclure _note.md\n:::\n\n[ref]: b/index.md\n\nPar [référence][ref].\n",
        ),
        ("content/guides/_note.md", "Un texte inclus, avec [un lien](b/index.md).\n"),
        (
            "content/guides/b/index.md",
            "---\ntitre: B\nresume: x\nliees: [../01-a.md]\nimages:\n  sous/c.png: {alt: Le plan, auteur: Ada, licence: CC-BY-SA-4.0, decorative: false}\n  ../plan.png: Un plan\nimage: {fichier: sous/c.png, alt: Le plan}\nhistorique:\n  - {version: 1.0, date: 2026-02-03, note: Première}\nsources:\n  - {titre: T, auteur: A, url: \"https://exemple.fr/\", licence: CC-BY-4.0, usage: adaptation, modifications: Résumé}\nrevision: 12 mois\n---\n\n## Suite\n\n![](sous/c.png)\n\n![](../plan.png)\n\n::: note Avis\nTexte « ici ».\n:::\n\nNote[^1].\n\n[^1]: Ici.\n",
        ),
        ("content/guides/b/sous/c.png.license", "SPDX-FileCopyrightText: 2026 Ada\nSPDX-License-Identifier: CC0-1.0\n"),
        (
            "content/suite.md",
            "---\ntitre: La suite, l'été\nresume: x\nslug: apres\nremplace: guides/01-a.md\nlangue: en\n---\n\nBack to [A](guides/01-a.md \"titre\").\n",
        ),
        (
            "REUSE.toml",
            "version = 1\n[[annotations]]\npath = \"content/guides/*.png\"\nSPDX-FileCopyrightText = \"2026 Grace\"\nSPDX-License-Identifier = \"CC-BY-4.0\"\n",
        ),
    ]);
    folder.write("content/guides/plan.png", png());
    folder.write("content/guides/b/sous/c.png", png());
    check(&folder);
}

/// An image of one pixel.
fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    bytes
}

/// A sheet among `count`: what its front matter and its text hold.
#[derive(Debug, Clone)]
struct Sheet {
    keys: Vec<&'static str>,
    blocks: Vec<(usize, usize)>,
    bundle: bool,
    section: usize,
}

const KEYS: &[&str] = &[
    "tags: [eau, air]",
    "thematiques: Eau",
    "date: 12/01/2026",
    "revision: 6 mois",
    "licence: CC-BY-SA-4.0",
    "auteurs: [Ada, 'Grace: Hopper']",
    "responsable: \"Service # 1\"",
    "version: '1.10'",
    "poids: 4",
    "statut: archivee",
    "kind: procedure",
    "derogation: Parce que",
    "extra: {a: [1, 'deux', {b: c}]}",
    "historique: [{version: 2, date: 2026-04-05, note: \"x: y\"}]",
    "langue: en",
];

fn sheet() -> impl Strategy<Value = Sheet> {
    let keys = prop::sample::subsequence(KEYS, 0..6);
    let blocks = prop::collection::vec((0usize..9, 0usize..6), 0..6);
    (keys, blocks, any::<bool>(), 0usize..3).prop_map(|(keys, blocks, bundle, section)| Sheet {
        keys,
        blocks,
        bundle,
        section,
    })
}

const SECTIONS: [&str; 3] = ["", "guides/", "guides/outils/"];

fn path(at: usize, sheet: &Sheet) -> String {
    let section = SECTIONS[sheet.section];
    if sheet.bundle { format!("{section}page-{at}/index.md") } else { format!("{section}page-{at}.md") }
}

/// Any few sheets that link to each other, in sections that have their pages.
fn site(sheets: &[Sheet]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (at, section) in SECTIONS.into_iter().enumerate() {
        files.insert(format!("content/{section}_index.md"), format!("---\ntitre: Section {section}\n---\n\nTexte.\n"));
        // A section without any page of its own would come back as a sheet.
        let text = format!("---\ntitre: Fond {at}\nresume: x\nmis_a_jour_le: 2025-01-0{}\n---\n", at + 1);
        files.insert(format!("content/{section}fond-{at}.md"), text);
    }
    for (at, sheet) in sheets.iter().enumerate() {
        // Sheets of one day are listed in the order of their files.
        let day = format!("mis_a_jour_le: 2026-05-0{}", at + 1);
        let keys: Vec<&str> = sheet.keys.iter().copied().chain([day.as_str()]).collect();
        let mut text = format!("---\ntitre: Page {at}\nresume: x\n{}\n---\n\n", keys.join("\n"));
        for (kind, to) in &sheet.blocks {
            let to = to % sheets.len();
            let target = path(to, &sheets[to]);
            text.push_str(&match kind {
                0 => format!("Voir [la page](/{target}).\n\n"),
                1 => format!("Voir [[Page {to}]] et [[Page {to}|*elle*]].\n\n"),
                2 => format!("## Partie {to}\n\nTexte « {to} » : 10 km.\n\n"),
                3 => format!("- a\n- [b](/{target})\n  1. c\n\n"),
                4 => format!("| A | B |\n|---|--:|\n| [x](/{target}) | `[y](/z)` |\n\n"),
                5 => "::: attention Titre\nTexte.\n:::\n\n".to_owned(),
                6 => format!("Note[^n{to}].\n\n[^n{to}]: Voir [là](/{target}).\n\n"),
                7 => format!("[ref{to}]: /{target} \"titre\"\n\nPar [référence][ref{to}].\n\n"),
                _ => "```md\n[lien](/nulle/part.md)\n```\n\n> Citation\n\n".to_owned(),
            });
        }
        files.insert(format!("content/{}", path(at, sheet)), text);
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_site_comes_back(sheets in prop::collection::vec(sheet(), 1..6)) {
        let folder = Folder::new(&[("site.toml", SITE)]);
        for (path, text) in site(&sheets) {
            folder.write(&path, text);
        }
        let built = folder.build();
        prop_assert!(!built.files.is_empty(), "it does not build\n{}", built.said());
        let (first, again) = there_and_back(&folder);
        prop_assert!(!again.files.is_empty(), "what is published does not build\n{}", again.said());
        let found = differences(&first, &again);
        prop_assert!(found.is_empty(), "{}", found.chars().take(3000).collect::<String>());
    }
}
