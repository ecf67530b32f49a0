//! What is reused from the site before changes nothing: after any edits, a site made after another one has the same
//! bytes and the same diagnostics as one made from nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use classeur::diagnostic::{Diagnostic, Severity};
use classeur::output::{self, Payload};
use classeur::pipeline::Assembly;
use classeur::site::BuildOptions;
use classeur::source::{Role, Snapshot, SourceFile};
use proptest::prelude::*;

const PATHS: [&str; 12] = [
    "content/_index.md",
    "content/fiches/_index.md",
    "content/fiches/README.md",
    "content/fiches/une.md",
    "content/fiches/Deux.md",
    "content/fiches/trois/index.md",
    "content/procedures/02-quatre.md",
    "content/procedures/cinq.md",
    "content/fiches/plan.svg",
    "content/fiches/une.notes.csv",
    "templates/page.html",
    "site.toml",
];

fn role(path: &str) -> Role {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("md") => Role::Content,
        Some("toml") => Role::Configuration,
        Some("html") => Role::Template,
        _ => Role::Asset,
    }
}

/// What stands before a text.
fn head() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "---\ntitre: Une\nresume: r\n---\n",
        "---\ntitre: une\nmots_cles: [Eau, air]\n---\n",
        "---\ntitre: Été\nmots_cles: [eau]\nliees: [[Une]]\nstatut: brouillon\n---\n",
        "---\ntitre: Deux\nslug: choisi\nanciennes_adresses: [/vieille/, /fiches/une/]\n---\n",
        "---\ntitre: Deux\ntype: procedure\ncouleur: rouge\npublie_le: 2026-13-45\n---\n",
        "---\nurl: /fiches/une/\ntype_des_pages: fiche\nliees: [une.md, absente.md]\n---\n",
        "---\ntitre: Trois\nrevision: 12 mois\nrelu_le: 2020-01-01\nimage: plan.svg\n---\n",
        "---\ntitre: Comparer\ntype: benchmark\n---\n",
        "---\ntitre: \"pas fini\n---\n",
        "",
    ])
}

/// What a sheet says.
fn body() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "# Autre titre\n\nTexte.\n",
        "## Partie\n\nVoir [deux](deux.md#partie), [une](une.md#absente) et [[Une]].\n",
        "Voir [[Deux]], [ici](#partie), [ailleurs](../procedures/cinq.md) et [rien](rien.md).\n",
        "::: lexique Eau\nCe qui coule.\n:::\n",
        "::: lexique eau\nUne autre eau.\n:::\n\nL'eau coule.\n",
        "![Plan](plan.svg) ![](absente.png)\n\n## Partie\n\nTexte {#ancre}\n",
        "Les [notes](une.notes.csv) du benchmark.\n",
        "::: inclure fichier=\"une.md\"\n:::\n",
        "L'eau, [URL](/fiches/choisi/), [dossier](../fiches), [autre](https://exemple.fr/x#y).\n",
        "",
    ])
}

fn text(path: &'static str) -> BoxedStrategy<String> {
    match role(path) {
        Role::Content => (head(), body()).prop_map(|(head, body)| format!("{head}\n{body}")).boxed(),
        Role::Template => prop::sample::select(vec![
            "{% extends \"classeur/page.html\" %}{% block footer %}pied{% endblock %}",
            "{{ page.title }} {{ page.content }} {% for other in page.backlinks %}{{ other.title }}{% endfor %}",
            "{% if %}",
        ])
        .prop_map(str::to_owned)
        .boxed(),
        Role::Configuration => prop::sample::select(vec![
            "title = \"Essai\"\nbase_url = \"https://exemple.fr\"\n",
            "title = \"Essai\"\n[[menu]]\ntarget = \"fiches/une.md#partie\"\n[redirects]\n\"/ancien/\" = \"fiches/une.md\"\n",
            "title = \"Autre\"\nlanguage = \"en\"\n[listing]\nper_page = 1\n",
        ])
        .prop_map(str::to_owned)
        .boxed(),
        _ => prop::sample::select(vec!["Outil;Coût\nA;3\n", "<svg width=\"1\" height=\"2\"/>", "<svg/>"]).prop_map(str::to_owned).boxed(),
    }
}

/// One thing an author does.
#[derive(Debug, Clone)]
enum Edit {
    Write(&'static str, String),
    /// Only what stands before the text of a sheet.
    Head(&'static str, &'static str),
    /// Only the text of a sheet.
    Body(&'static str, &'static str),
    Delete(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = || prop::sample::select(PATHS.to_vec());
    let sheet = || prop::sample::select(PATHS[..8].to_vec());
    prop_oneof![
        3 => path().prop_flat_map(|path| text(path).prop_map(move |text| Edit::Write(path, text))),
        2 => (sheet(), head()).prop_map(|(path, head)| Edit::Head(path, head)),
        4 => (sheet(), body()).prop_map(|(path, body)| Edit::Body(path, body)),
        1 => prop::sample::select(PATHS[..11].to_vec()).prop_map(Edit::Delete),
    ]
}

/// `text` with this head or this body instead of its own: they are told apart by the empty line after the head.
fn with(text: &str, head: Option<&str>, body: Option<&str>) -> String {
    let end = text.rfind("---\n\n").map_or(0, |at| at + 4);
    format!("{}\n{}", head.unwrap_or(&text[..end]), body.unwrap_or(text[end..].trim_start_matches('\n')))
}

/// Every diagnostic as it is told, and every URL with its bytes.
fn everything(assembly: &Assembly) -> (Vec<String>, BTreeMap<String, String>) {
    let told = |(severity, problem): &(Severity, Diagnostic)| {
        let place = problem
            .place
            .as_ref()
            .map(|place| (place.file.path.clone(), place.file.text().map(str::to_owned), place.span));
        format!("{severity:?} {:?} {place:?}", problem.problem)
    };
    let bytes = |route| match output::render(&assembly.site, &assembly.engine, route) {
        Ok(Payload::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        Ok(Payload::File(path)) => path.display().to_string(),
        Err(problem) => format!("{:?}", problem.problem),
    };
    let routes = assembly.routes.all().iter().map(|(url, route)| (url.to_string(), bytes(route)));
    (assembly.diagnostics(false).iter().map(told).collect(), routes.collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_site_made_after_another_is_the_same(
        edits in prop::collection::vec(prop::collection::vec(edit(), 1..3), 1..10),
        drafts in any::<bool>(),
    ) {
        let options = BuildOptions { drafts, ..BuildOptions::on(jiff::civil::date(2026, 11, 22)) };
        let disk = Snapshot::read(std::path::Path::new("tests/sites/absent"), &[], None);
        let start = |path: &&'static str| {
            let text = if role(path) == Role::Content { "---\ntitre: Une\nresume: r\n---\n\nTexte.\n" } else { "" };
            (*path, SourceFile::in_memory(path, role(path), text))
        };
        let mut files: BTreeMap<&str, Arc<SourceFile>> = PATHS[..8].iter().map(start).collect();
        let mut previous: Option<Assembly> = None;
        for edits in &edits {
            for edit in edits {
                let known = |path: &str| files.get(path).and_then(|file| file.text()).unwrap_or("").to_owned();
                let (path, text) = match edit {
                    Edit::Write(path, text) => (path, text.clone()),
                    Edit::Head(path, head) => (path, with(&known(path), Some(head), None)),
                    Edit::Body(path, body) => (path, with(&known(path), None, Some(body))),
                    Edit::Delete(path) => {
                        files.remove(path);
                        continue;
                    }
                };
                files.insert(path, SourceFile::in_memory(path, role(path), &text));
            }
            let all = disk.files().chain(files.values()).cloned();
            let snapshot = Arc::new(Snapshot::in_memory(all));
            let after = Assembly::of_snapshot(Arc::clone(&snapshot), &options, previous.as_ref());
            let fresh = Assembly::of_snapshot(snapshot, &options, None);
            let (told, pages) = everything(&after);
            let (expected, published) = everything(&fresh);
            prop_assert_eq!(told, expected);
            for (url, text) in &published {
                prop_assert_eq!(pages.get(url), Some(text), "{}", url);
                let found = after.routes.get(url);
                prop_assert_eq!(found.as_deref(), fresh.routes.all().iter().find(|(other, _)| other.as_str() == url).map(|(_, route)| route), "{}", url);
            }
            prop_assert_eq!(pages.len(), published.len());
            previous = Some(after);
        }
    }
}

/// What a text links to is published: a link that comes changes which files are, though no head says so.
#[test]
fn a_file_that_a_text_comes_to_link_to_is_published() {
    let options = BuildOptions::on(jiff::civil::date(2026, 11, 22));
    let disk = Snapshot::read(std::path::Path::new("tests/sites/absent"), &[], None);
    let site = |body: &str, previous: Option<&Assembly>| {
        let sheet = format!("---\ntitre: Comparer\ntype: benchmark\n---\n\n{body}\n");
        let files = [
            SourceFile::in_memory("site.toml", Role::Configuration, "title = \"Essai\"\n"),
            SourceFile::in_memory("content/une.md", Role::Content, &sheet),
            SourceFile::in_memory("content/une.notes.csv", Role::Asset, "Critère;A\nCoût;3\n"),
        ];
        let snapshot = Snapshot::in_memory(disk.files().cloned().chain(files));
        Assembly::of_snapshot(Arc::new(snapshot), &options, previous)
    };
    let published = |assembly: &Assembly| assembly.routes.get("/une.notes.csv").is_some();
    let without = site("Rien.", None);
    assert!(!published(&without));
    let with = site("Les [notes](une.notes.csv).", Some(&without));
    assert!(published(&with));
    assert!(!published(&site("Rien.", Some(&with))));
}
