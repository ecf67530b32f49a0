//! The index of a whole site: the same bytes however the work is shared, published with it, made only when asked for.

use std::collections::BTreeMap;
use std::path::Path;

use classeur::output::{self, Payload};
use classeur::pipeline::Assembly;
use classeur::search::SearchIndex;
use classeur::site::BuildOptions;

fn assembly(folder: &Path) -> Assembly {
    let options = BuildOptions::on(jiff::civil::date(2026, 11, 22));
    Assembly::of_folder(folder, &options, None).expect("the folder holds a site")
}

fn site(name: &str) -> Assembly {
    assembly(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
}

fn files(assembly: &Assembly) -> BTreeMap<String, String> {
    let index = SearchIndex::new(&assembly.site);
    let text = |name: &String| index.file(&assembly.site, name).expect("it is one of its own names");
    index.names().iter().map(|name| (name.clone(), text(name))).collect()
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    for name in ["tests/sites/recherche", "."] {
        let assembly = site(name);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
            pool.install(|| files(&assembly))
        };
        let alone = with(1);
        assert!(alone.len() > 5, "{name}: {} files", alone.len());
        for threads in [2, 5, 16] {
            assert!(alone == with(threads), "{name}: the index differs with {threads} threads");
        }
    }
}

#[test]
fn every_file_is_a_route_that_answers_itself() {
    let assembly = site("tests/sites/recherche");
    let expected = files(&assembly);
    let routes = assembly.routes.search();
    assert_eq!(routes.len(), expected.len());
    for (name, text) in expected {
        let route = assembly.routes.get(&format!("/recherche/{name}")).expect("each file has its route");
        match output::render(&assembly.site, &assembly.engine, &route).expect("nothing fails in it") {
            Payload::Bytes(bytes) => assert_eq!(&*bytes, text.as_bytes(), "{name}"),
            Payload::File(file) => panic!("{name} is not a file of the disk: {}", file.display()),
        }
        assert!(text.starts_with("classeur(\"") && text.ends_with(")\n"), "{name}");
    }
    assert!(assembly.routes.get("/recherche/d/00000000.js").is_none());
    assert!(assembly.routes.get("/recherche/").is_some());
}

#[test]
fn a_change_of_text_renames_what_it_changes_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders can be made");
        std::fs::write(path, text).expect("files can be written");
    };
    write("site.toml", "title = \"Essai\"\nlicence = \"etalab-2.0\"\n");
    write("content/a.md", "---\ntitre: A\nresume: Un essai.\n---\n\nUne commune rurale.\n");
    write("content/b.md", "---\ntitre: B\nresume: Un essai.\nstatut: brouillon\n---\n\nUn brouillon inédit.\n");
    let before = files(&assembly(folder.path()));
    assert!(!before.values().any(|text| text.contains("inédit")), "a draft is not indexed");
    // Neither the words nor their places change: only the text does.
    write("content/a.md", "---\ntitre: A\nresume: Un essai.\n---\n\nUne commune rurale !\n");
    let after = files(&assembly(folder.path()));
    let folder_of = |name: &str| name.split('/').next().unwrap_or("").to_owned();
    let changed: Vec<String> =
        after.iter().filter(|(name, text)| before.get(*name) != Some(text)).map(|(name, _)| folder_of(name)).collect();
    assert_eq!(changed, ["index.js", "t"]);
}

#[test]
fn an_empty_site_has_an_index() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("site.toml"), "title = \"Vide\"\n").expect("files can be written");
    let files = files(&assembly(folder.path()));
    assert!(files["index.js"].contains("\"sheets\":0"), "{}", files["index.js"]);
}
