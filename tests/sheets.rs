//! Sheets of each kind, built: their structured data says what they say, their data files too, and no word is lost.

use std::fs;
use std::path::Path;

use classeur::output::{self, Payload};
use classeur::pipeline::{Assembly, has_errors};
use classeur::site::BuildOptions;
use proptest::prelude::*;
use serde_json::Value;

/// A site of these files, put together on 22 November 2026.
fn site(files: &[(&str, &str)]) -> Assembly {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let own = [
        ("site.toml", "title = \"Essai\"\nbase_url = \"https://exemple.test/\"\nlicence = \"etalab-2.0\"\n"),
        ("content/_index.md", "---\ntitre: Essai\n---\n"),
    ];
    for (path, text) in own.iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let options = BuildOptions::on(jiff::civil::date(2026, 11, 22));
    Assembly::of_folder(folder.path(), &options, None).unwrap_or_else(|problem| panic!("{problem:?}"))
}

fn bytes(assembly: &Assembly, url: &str) -> String {
    let route = assembly.routes.get(url).unwrap_or_else(|| panic!("nothing at {url}"));
    let payload =
        output::render(&assembly.site, &assembly.engine, &route).unwrap_or_else(|problem| panic!("{problem:?}"));
    match payload {
        Payload::Bytes(bytes) => String::from_utf8(bytes.to_vec()).expect("UTF-8"),
        Payload::File(path) => panic!("{} is on disk", path.display()),
    }
}

/// The structured data of a page: the objects of its graph.
fn graph(html: &str) -> Vec<Value> {
    let start = html.find("<script type=\"application/ld+json\">").expect("structured data");
    let text = &html[start + 35..];
    let data: Value = serde_json::from_str(&text[..text.find("</script>").expect("its end")]).expect("JSON");
    data["@graph"].as_array().expect("a graph").clone()
}

fn texts<'v>(values: &'v Value, kind: &str, key: &str) -> Vec<&'v str> {
    let values = values.as_array().map_or(&[][..], Vec::as_slice);
    values.iter().filter(|value| value["@type"] == kind).filter_map(|value| value[key].as_str()).collect()
}

/// The text of a page as readers see it: no tags, no-break spaces as spaces.
fn shown(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        out.push(' ');
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    out.push_str(rest);
    out.replace(['\u{a0}', '\u{202f}'], " ")
}

const PROCEDURE: &str = "---\ntitre: Agir\nresume: Pour agir.\n---\n\nAvant.\n\n01\n\n## Observer\n\nDurée : 2 semaines\n\n### Tâches\n\n- Regarder.\n- Noter.\n\n### Qui ?\n\n- Chef de projet\n\n### Outil\n\nUn carnet\n\n### Remarque\n\nRien.\n\n## Phase 2 : Décider\n\nDurée : 3 semaines\n\n### Déroulement\n\n- 1- Réunir\n- 2- Voter\n\n### Personnes ressources\n\n- Élue\n- chef de projet\n\n### Point de vigilance\n\n- Ne pas courir[^1].\n\n[^1]: Ni dormir.\n";

#[test]
fn a_procedure_says_in_its_data_what_it_says() {
    let assembly = site(&[("content/procedures/agir.md", PROCEDURE)]);
    assert!(!has_errors(&assembly.diagnostics(false)), "{:?}", assembly.diagnostics(false));
    let html = bytes(&assembly, "/procedures/agir/");
    let how_to = &graph(&html)[0];
    assert_eq!(how_to["@type"], "HowTo");
    assert_eq!(how_to["totalTime"], "P5W");
    assert_eq!(texts(&how_to["tool"], "HowToTool", "name"), ["Un carnet"]);
    let sections = how_to["step"].as_array().expect("sections");
    assert_eq!(texts(&how_to["step"], "HowToSection", "name"), ["Observer", "Décider"]);
    assert_eq!(texts(&sections[0]["itemListElement"], "HowToStep", "text"), ["Regarder.", "Noter."]);
    assert_eq!(texts(&sections[1]["itemListElement"], "HowToStep", "text"), ["Réunir", "Voter"]);
    assert_eq!(texts(&sections[1]["itemListElement"], "HowToTip", "text").len(), 1);
    // What the data points to is there.
    for section in sections {
        let url = section["url"].as_str().expect("an address");
        let anchor = url.split_once('#').expect("an anchor").1;
        assert!(html.contains(&format!("id=\"{anchor}\"")), "{url}");
    }
    for expected in ["Durée totale :", "5 semaines", "Qui fait quoi", "☐", "Remarque", "Ni dormir"] {
        assert!(shown(&html).contains(expected), "{expected}");
    }
    assert_eq!(html.matches("<th scope=\"row\">").count(), 2, "two people");
    assert!(html.contains("<ol>\n<li>Réunir</li>"), "steps numbered by hand are an ordered list");
}

const BENCHMARK: &str = "---\ntitre: Comparer\nresume: Pour comparer.\nevalue_le: 2026-10-01\nechelle: {min: 0, max: 4}\ncriteres:\n  - {id: api, nom: API ouverte, poids: 3}\n  - {id: doc, nom: Documentation, poids: 1}\nsolutions:\n  - {id: a, nom: Alpha, version: \"2\"}\n  - {id: b, nom: Bêta}\n---\n\n## Besoin\n\nChoisir.\n\n## Comparaison\n\n| Critère | Alpha | Bêta |\n| --- | --- | --- |\n| API ouverte | 4 ([preuve](https://a.test/), 12/05/2026) | non évalué |\n| Documentation | 2 (vue) | 3 |\n\n## Limites\n\nAucune.\n";

#[test]
fn a_benchmark_gives_its_scores_as_page_data_and_files() {
    let assembly = site(&[("content/benchmarks/comparer.md", BENCHMARK)]);
    let diagnostics = assembly.diagnostics(false);
    let codes: Vec<String> = diagnostics.iter().map(|(_, one)| one.code().to_string()).collect();
    assert_eq!(codes, ["benchmark/sans-preuve", "benchmark/sans-preuve"]);
    let html = bytes(&assembly, "/benchmarks/comparer/");
    let graph = graph(&html);
    let dataset = graph.iter().find(|one| one["@type"] == "Dataset").expect("a data set");
    let measured = texts(&dataset["variableMeasured"], "PropertyValue", "name");
    assert_eq!(measured, ["API ouverte", "Documentation"]);
    let ranked = graph[0]["mainEntity"]["itemListElement"].as_array().expect("a list");
    let names: Vec<_> = ranked.iter().map(|one| (one["item"]["name"].as_str(), one["position"].as_u64())).collect();
    assert_eq!(names, [(Some("Alpha"), Some(1)), (Some("Bêta"), Some(2))]);
    for file in texts(&dataset["distribution"], "DataDownload", "contentUrl") {
        let path = file.strip_prefix("https://exemple.test").expect("the site's own");
        assert!(!bytes(&assembly, path).is_empty());
    }
    let data: Value = serde_json::from_str(&bytes(&assembly, "/benchmarks/comparer/donnees.json")).expect("JSON");
    assert_eq!(data["solutions"][0]["total"], 3.5);
    assert_eq!(data["solutions"][1]["couverture"], 0.25);
    assert_eq!(data["notes"].as_array().map(Vec::len), Some(3));
    assert_eq!(data["notes"][0]["preuves"][0], "https://a.test/");
    let csv = bytes(&assembly, "/benchmarks/comparer/donnees.csv");
    assert_eq!(csv.lines().nth(1), Some("api;API ouverte;3;a;Alpha;2;;4;https://a.test/;2026-05-12;"));
    let text = shown(&html);
    for expected in ["3,5 sur 4", "25 %", "( preuve , 12/05/2026)", "(vue)", "non évalué", "Choisir.", "Aucune."] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert_eq!(html.matches("<caption").count(), 2);
}

#[test]
fn a_template_lists_its_blanks_and_is_filled() {
    let text = "---\ntitre: Lettre\nresume: Une lettre.\nchamps:\n  - {id: ville, libelle: La ville, requis: true}\n---\n\n## Objet\n\n{{ville}} écrit à {{ville}}, le XXXX.\n";
    let assembly = site(&[
        ("content/modeles/lettre.md", text),
        ("content/modeles/lettre.remplissage.toml", "ville = \"Valombre & fils\"\n"),
    ]);
    assert!(!has_errors(&assembly.diagnostics(false)), "{:?}", assembly.diagnostics(false));
    let html = bytes(&assembly, "/modeles/lettre/");
    assert!(shown(&html).contains("3 blancs à compléter") && shown(&html).contains("La ville"));
    for mark in ["blanc-1", "blanc-2", "blanc-3"] {
        assert!(html.contains(&format!("href=\"#{mark}\"")) && html.contains(&format!("id=\"{mark}\"")), "{mark}");
    }
    assert!(bytes(&assembly, "/modeles/lettre/modele.md").contains("{{ville}} écrit à {{ville}}, le XXXX."));
    let filled = bytes(&assembly, "/modeles/lettre/rempli/");
    assert!(shown(&filled).contains("Valombre &amp; fils  écrit à  Valombre &amp; fils"), "{}", shown(&filled));
    assert!(filled.contains("<mark class=\"blanc\" id=\"blanc-3\">XXXX</mark>") && filled.contains("noindex"));
    let markdown = bytes(&assembly, "/modeles/lettre/rempli/document.md");
    assert!(markdown.contains("Valombre & fils écrit à Valombre & fils, le XXXX."), "{markdown}");
}

#[test]
fn containers_keep_the_words_around_what_they_draw() {
    let text = "---\ntitre: Dessins\nresume: x\n---\n\n::: carte-mentale Arbre\n\nAvant.\n\n- Racine\n  - Feuille d'érable\n\nAprès.\n\n:::\n\n::: charge Temps\n\nNote.\n\n| Poste | Jours |\n| --- | --- |\n| A | 1,5 |\n| B | 2 |\n\n:::\n\n::: calendrier Dates\n\n| Tâche | Début | Durée |\n| --- | --- | --- |\n| A | 11/01/2027 | 2 semaines |\n\nFin.\n\n:::\n\n::: afom Vue\n\nChapeau.\n\n### Atouts\n\n- Un\n\n:::\n";
    let assembly = site(&[("content/dessins.md", text)]);
    let html = bytes(&assembly, "/dessins/");
    let seen = shown(&html);
    for expected in ["Avant.", "Après.", "Note.", "3,5", "14 jours", "Fin.", "Chapeau.", "Un"] {
        assert!(seen.contains(expected), "{expected} in {seen}");
    }
    assert!(html.contains("<svg role=\"img\" aria-labelledby=") && html.contains("<desc id="));
    assert_eq!(html.matches("Feuille d’érable").count(), 2, "in the drawing and in the list");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Any procedure and any table of scores: what is built holds every word.
    #[test]
    fn no_word_is_lost(
        pieces in proptest::collection::vec(0usize..10, 1..14),
        cells in proptest::collection::vec(0usize..5, 6)
    ) {
        let mut procedure = String::from("---\ntitre: P\nresume: x\nstatut: validee\n---\n\n");
        let mut words = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let word = format!("mot{at}x");
            procedure.push_str(&match piece {
                0 => format!("## 0{} {word}\n\nTexte.\n\n", at % 10),
                1 => format!("{:02}\n\n## {word}\n\nTexte.\n\n", at),
                2 => format!("## {word}\n\nTexte.\n\n"),
                3 => format!("### Tâches\n\n- {word}\n\n"),
                4 => format!("### Étapes\n\n- 1- {word}\n- 2- suite\n\n"),
                5 => format!("### {word}\n\nTexte.\n\n"),
                6 => format!("### Outils\n\n{word}\n\n"),
                7 => format!("> {word}\n\n"),
                8 => format!("Suite {word}[^{at}].\n\n[^{at}]: note{at}y\n\n"),
                _ => format!("{word} et plus.\n\n"),
            });
            if *piece == 8 {
                words.push(format!("note{at}y"));
            }
            words.push(word);
        }
        let cell = |at: usize| match cells[at] {
            0 => format!("2 (cell{at}z)"),
            1 => format!("3 ([cell{at}z](https://a.test/), 12/05/2026)"),
            2 => format!("non évalué (cell{at}z)"),
            3 => format!("n. c. : cell{at}z"),
            _ => format!("1 cell{at}z"),
        };
        let benchmark = format!(
            "---\ntitre: B\nresume: x\ncriteres: [{{id: c1}}, {{id: c2}}, {{id: c3}}]\nsolutions: [{{id: s1}}, {{id: s2}}]\n---\n\navantw\n\n| Critère | s1 | s2 |\n|---|---|---|\n| c1 | {} | {} |\n| c2 | {} | {} |\n| c3 | {} | {} |\n\naprèsw\n",
            cell(0), cell(1), cell(2), cell(3), cell(4), cell(5)
        );
        let assembly = site(&[("content/procedures/p.md", &procedure), ("content/benchmarks/b.md", &benchmark)]);
        let html = bytes(&assembly, "/procedures/p/");
        for word in words {
            prop_assert!(html.contains(&word), "{word} is lost in:\n{procedure}");
        }
        let html = bytes(&assembly, "/benchmarks/b/");
        for at in 0..6 {
            prop_assert!(html.contains(&format!("cell{at}z")), "cell{at}z is lost in:\n{benchmark}");
        }
        prop_assert!(html.contains("avantw") && html.contains("aprèsw"));
    }
}
