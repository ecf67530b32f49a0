//! The law of the preview: after any edits, every URL answers what a fresh build would publish there, and no other URL
//! answers at all.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use classeur::diagnostic::Problem;
use classeur::output::{self, Payload, Route};
use classeur::pipeline::Assembly;
use classeur::site::BuildOptions;
use proptest::prelude::*;

use crate::served::{DATE, SITE, Served, settings, without_element, write};

/// One thing an author does to the folder.
#[derive(Debug, Clone)]
enum Edit {
    Write(&'static str, String),
    /// The same length and time as before, other bytes.
    Sly(&'static str),
    Atomic(&'static str, String),
    Rename(&'static str, &'static str),
    Delete(&'static str),
}

const SHEETS: [&str; 7] = [
    "content/fiches/une.md",
    "content/fiches/deux.md",
    "content/fiches/nouvelle.md",
    "content/fiches/lot/index.md",
    "content/guides/_index.md",
    "content/guides/01-premier.md",
    "content/seule.md",
];

const OTHERS: [&str; 9] = [
    "templates/page.html",
    "templates/parts/status.html",
    "components/note.html",
    "i18n/fr.toml",
    "static/assets/classeur.css",
    "themes/autre/templates/page.html",
    "content/fiches/plan.svg",
    "content/fiches/photo.png",
    "data/table.toml",
];

fn sheet() -> impl Strategy<Value = String> {
    let body = prop::sample::select(vec![
        "Un texte.",
        "## Partie\n\nVoir [deux](deux.md) et [[Une fiche]].",
        "::: note Titre\nDedans.\n:::",
        "![Plan](plan.svg)",
        "::: lexique Eau\nCe qui coule.\n:::",
        "L'eau coule. Appel[^1].\n\n[^1]: Note.",
    ]);
    let slug = prop::sample::select(vec!["", "", "slug: adresse-choisie\n", "url: /ailleurs/ici/\n"]);
    let more = prop::sample::select(vec![
        "",
        "mots_cles: [eau, air]\n",
        "statut: brouillon\n",
        "type: procedure\n",
        "poids: 3\n",
        "anciennes_adresses: [/vieille/]\n",
        // Half-written.
        "titre: \"pas fini\n",
    ]);
    (0u8..5, slug, more, body).prop_map(|(title, slug, more, body)| {
        format!("---\ntitre: Fiche numéro {title}\nresume: r\n{slug}{more}---\n\n{body}\n")
    })
}

fn other(path: &'static str) -> BoxedStrategy<String> {
    let texts: Vec<&str> = match path {
        "templates/page.html" => vec![
            "{% extends \"classeur/page.html\" %}{% block footer %}pied{% endblock %}",
            "<!doctype html><title>{{ page.title }}</title>{{ page.content }}",
            "{% if %}",
            "{{ inconnu.champ }}",
        ],
        "templates/parts/status.html" => vec!["(statut)", "", "{# rien #}"],
        "components/note.html" => vec!["<aside>{{ body }}</aside>", "<div>note</div>"],
        "i18n/fr.toml" => vec!["plan = \"Carte\"\n", "plan = \"Table\"\n", "plan = \n"],
        "static/assets/classeur.css" => vec!["body{color:red}", "body{color:tan}", ""],
        "themes/autre/templates/page.html" => vec!["<!doctype html><title>autre</title>{{ page.title }}"],
        "data/table.toml" => vec!["a = 1\n", "a = 2\n"],
        _ => vec!["<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"2\"/>", "image", "imagf"],
    };
    prop::sample::select(texts).prop_map(str::to_owned).boxed()
}

fn site() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        SITE,
        "title = \"Autre\"\nlicence = \"etalab-2.0\"\nbase_url = \"https://exemple.fr/base\"\n",
        "title = \"Essai\"\nlicence = \"etalab-2.0\"\ntheme = \"autre\"\n",
        "title = \"Essai\"\nlicence = \"etalab-2.0\"\n[content]\nignore = [\"guides/\"]\n",
        "title = \"Essai\"\nlicence = \"etalab-2.0\"\n[listing]\nper_page = 1\n[taxonomies]\n",
        "title = \n",
    ])
    .prop_map(str::to_owned)
}

fn edit() -> impl Strategy<Value = Edit> {
    let a_sheet = || prop::sample::select(SHEETS.to_vec());
    let an_other = || prop::sample::select(OTHERS.to_vec());
    let anything = || prop_oneof![2 => a_sheet(), 1 => an_other()];
    prop_oneof![
        6 => (a_sheet(), sheet()).prop_map(|(path, text)| Edit::Write(path, text)),
        2 => (a_sheet(), sheet()).prop_map(|(path, text)| Edit::Atomic(path, text)),
        3 => an_other().prop_flat_map(|path| other(path).prop_map(move |text| Edit::Write(path, text))),
        2 => site().prop_map(|text| Edit::Write("site.toml", text)),
        2 => anything().prop_map(Edit::Sly),
        2 => (a_sheet(), a_sheet()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => prop::sample::select(vec![
            ("content/fiches", "content/dossier"), ("content/dossier", "content/fiches"),
            ("content/guides", "content/fiches/guides"), ("templates", "modeles"), ("modeles", "templates"),
        ]).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => anything().prop_map(Edit::Delete),
        1 => prop::sample::select(vec!["content/guides", "content/fiches", "templates", "themes"]).prop_map(Edit::Delete),
    ]
}

fn apply(root: &Path, edit: &Edit) {
    match edit {
        Edit::Write(path, text) => {
            if root.join(path).parent().is_some_and(|parent| !parent.is_file()) {
                write(root, path, text);
            }
        }
        Edit::Atomic(path, text) => {
            write(root, &format!("{path}.tmp"), text);
            let _ = fs::rename(root.join(format!("{path}.tmp")), root.join(path));
        }
        Edit::Sly(path) => {
            let path = root.join(path);
            let (Ok(bytes), Ok(metadata)) = (fs::read(&path), fs::metadata(&path)) else { return };
            let turned: Vec<u8> = bytes
                .iter()
                .map(|byte| if byte.is_ascii_digit() { b'0' + (byte - b'0' + 1) % 10 } else { *byte })
                .collect();
            fs::write(&path, turned).expect("written");
            let time = metadata.modified().expect("it has a time");
            fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(time)).expect("set back");
        }
        Edit::Rename(from, to) => {
            let _ = fs::create_dir_all(root.join(to).parent().expect("a path has a folder"));
            let _ = fs::rename(root.join(from), root.join(to));
        }
        Edit::Delete(path) => {
            let path = root.join(path);
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

/// Whether the preview keeps a last good version of something, so that no build says what it should show.
fn half_written(assembly: &Assembly) -> bool {
    assembly.diagnostics(false).iter().any(|(_, diagnostic)| {
        matches!(
            diagnostic.problem,
            Problem::Syntax { .. } | Problem::UnclosedFrontMatter | Problem::TemplateSyntax { .. } | Problem::File(_)
        )
    })
}

/// Compares everything that `served` answers with what a fresh build publishes. `seen` holds every URL there ever was.
fn compare(served: &Served, seen: &mut BTreeSet<String>) -> Result<(), String> {
    let options = BuildOptions { drafts: true, ..BuildOptions::on(DATE) };
    let Ok(fresh) = Assembly::of_folder(served.root(), &options, None) else { return Ok(()) };
    if half_written(&fresh) {
        return Ok(());
    }
    for (url, route) in fresh.routes.all().iter().chain(fresh.routes.pictures()) {
        seen.insert(url.as_str().to_owned());
        let expected = match output::render(&fresh.site, &fresh.engine, route) {
            Ok(Payload::Bytes(bytes)) => bytes.to_vec(),
            Ok(Payload::File(path)) => fs::read(path).map_err(|error| error.to_string())?,
            // A template that fails publishes nothing.
            Err(_) => continue,
        };
        let reply = served.get(&url.encoded());
        if reply.status != 200 {
            return Err(format!("{url}: {}", reply.status));
        }
        let html = matches!(route, Route::Html(_)) || url.output().as_str().ends_with(".html");
        let bytes = if html { without_element(&reply.body).map_err(|e| format!("{url}: {e}"))? } else { reply.body };
        if bytes != expected {
            let (got, wanted) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&expected));
            let line = got.lines().zip(wanted.lines()).find(|(a, b)| a != b);
            return Err(format!("{url}: {} bytes, not {}: {line:?}", bytes.len(), expected.len()));
        }
    }
    for url in seen.iter().filter(|url| fresh.routes.get(url).is_none()) {
        let status = served.get(&classeur::source::UrlPath::new(url).encoded()).status;
        if status != 404 && status != 302 {
            return Err(format!("{url} is no more and answers {status}"));
        }
    }
    Ok(())
}

/// The same, given the time a save takes to be seen. What is right once stays: nothing changes any more.
fn settles(served: &Served, seen: &mut BTreeSet<String>, patience: Duration) -> Result<(), String> {
    let began = Instant::now();
    loop {
        match compare(served, seen) {
            Ok(()) => return Ok(()),
            Err(difference) if began.elapsed() > patience => return Err(difference),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_every_url_is_that_of_a_fresh_build(
        steps in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..9)
    ) {
        let served = Served::start();
        let mut seen = BTreeSet::new();
        for edits in &steps {
            for edit in edits {
                apply(served.root(), edit);
            }
            let settled = settles(&served, &mut seen, Duration::from_secs(6));
            prop_assert!(settled.is_ok(), "after {edits:?}: {settled:?}");
        }
    }
}

/// The comparison does see a difference: a preview that looks once a day is not exact.
#[test]
fn a_preview_that_does_not_look_is_found_out() {
    let served = Served::with(&classeur::preview::Settings { poll: Some(Duration::from_secs(86_400)), ..settings() });
    let mut seen = BTreeSet::new();
    assert_eq!(settles(&served, &mut seen, Duration::from_secs(2)), Ok(()));
    apply(served.root(), &Edit::Sly("content/fiches/plan.svg"));
    assert!(settles(&served, &mut seen, Duration::from_millis(200)).is_err());
    fs::remove_file(served.root().join("content/fiches/deux.md")).expect("it was there");
    assert!(settles(&served, &mut seen, Duration::from_millis(200)).is_err());
}
