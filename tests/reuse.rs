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

const PATHS: [&str; 11] = [
    "content/_index.md",
    "content/fiches/_index.md",
    "content/fiches/README.md",
    "content/fiches/une.md",
    "content/fiches/Deux.md",
    "content/fiches/trois/index.md",
    "content/procedures/02-quatre.md",
    "content/procedures/cinq.md",
    "content/fiches/plan.svg",
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

/// A sheet: a head, then a text, chosen apart so that either changes alone.
fn sheet() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        "---\ntitre: Une\nresume: r\n---\n",
        "---\ntitre: une\nmots_cles: [Eau, air]\n---\n",
        "---\ntitre: Été\nmots_cles: [eau]\nliees: [[Une]]\nstatut: brouillon\n---\n",
        "---\ntitre: Deux\nslug: choisi\nanciennes_adresses: [/vieille/, /fiches/une/]\n---\n",
        "---\ntitre: Deux\ntype: procedure\ncouleur: rouge\npublie_le: 2026-13-45\n---\n",
        "---\nurl: /fiches/une/\ntype_des_pages: fiche\nliees: [une.md, absente.md]\n---\n",
        "---\ntitre: Trois\nrevision: 12 mois\nrelu_le: 2020-01-01\nimage: plan.svg\n---\n",
        "---\ntitre: \"pas fini\n---\n",
        "",
    ]);
    let text = prop::sample::select(vec![
        "# Autre titre\n\nTexte.\n",
        "## Partie\n\nVoir [deux](deux.md#partie), [une](une.md#absente) et [[Une]].\n",
        "Voir [[Deux]], [ici](#partie), [ailleurs](../procedures/cinq.md) et [rien](rien.md).\n",
        "::: lexique Eau\nCe qui coule.\n:::\n",
        "::: lexique eau\nUne autre eau.\n:::\n\nL'eau coule.\n",
        "![Plan](plan.svg) ![](absente.png)\n\n## Partie\n\nTexte {#ancre}\n",
        "::: inclure fichier=\"une.md\"\n:::\n",
        "L'eau, [URL](/fiches/choisi/), [dossier](../fiches), [autre](https://exemple.fr/x#y).\n",
        "",
    ]);
    (head, text).prop_map(|(head, text)| format!("{head}\n{text}"))
}

fn text(path: &'static str) -> BoxedStrategy<String> {
    match role(path) {
        Role::Content => sheet().boxed(),
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
        _ => prop::sample::select(vec!["<svg width=\"1\" height=\"2\"/>", "<svg/>"]).prop_map(str::to_owned).boxed(),
    }
}

/// A file written, or deleted.
fn edit() -> impl Strategy<Value = (&'static str, Option<String>)> {
    let written =
        prop::sample::select(PATHS.to_vec()).prop_flat_map(|path| text(path).prop_map(move |text| (path, Some(text))));
    let deleted = prop::sample::select(PATHS[..10].to_vec()).prop_map(|path| (path, None));
    prop_oneof![6 => written, 1 => deleted]
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
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_site_made_after_another_is_the_same(
        edits in prop::collection::vec(prop::collection::vec(edit(), 1..3), 1..10),
        drafts in any::<bool>(),
    ) {
        let options = BuildOptions { drafts, ..BuildOptions::on(jiff::civil::date(2026, 11, 22)) };
        let disk = Snapshot::read(std::path::Path::new("tests/sites/absent"), &[], None);
        let mut files: BTreeMap<&str, Arc<SourceFile>> = BTreeMap::new();
        let mut previous: Option<Assembly> = None;
        for edits in &edits {
            for (path, text) in edits {
                match text {
                    Some(text) => files.insert(path, SourceFile::in_memory(path, role(path), text)),
                    None => files.remove(path),
                };
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
