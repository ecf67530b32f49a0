//! The files of open data, as who reuses them reads them: both catalogues against their schemas and against each other,
//! each page's JSON, the glossary, DCAT, llms.txt.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use classeur::pipeline::Assembly;
use serde_json::{Value, json};

use super::folder::{Built, Folder, options};

fn own_site() -> Built {
    Built::of(&Assembly::of_folder(Path::new(env!("CARGO_MANIFEST_DIR")), &options(), None).expect("our own site"))
}

/// Values that break tables: separators, quotes, line ends, formulas, control characters.
fn awkward() -> Folder {
    Folder::new(&[
        ("content/_index.md", "---\ntitre: Accueil\n---\n"),
        (
            "content/a.md",
            "---\ntitre: \"=1+1;\\\"x\\\"\"\nresume: \"-2 \\u0007 | a;b\"\nresponsable: \"@SUM(A1)\"\ntags: [\"+a\", \"b | c\"]\n---\n",
        ),
        ("content/b.md", "---\ntitre: \"Deux\\nlignes\"\nresume: x\nversion: -3\nversion_x: 1\n---\n"),
        ("content/vide.md", ""),
        (
            "content/g.md",
            "---\ntitre: G\nresume: x\n---\n\n::: lexique AMO {sigle=\"A.M.O.\" alias=\"assistance, \\\"aide\\\"\"}\nUn « terme ».\n:::\n",
        ),
    ])
}

fn json_of(built: &Built, path: &str) -> Value {
    serde_json::from_str(built.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The lines of a CSV file with `;`, read by its rules (RFC 4180).
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("spreadsheets know UTF-8 by its mark");
    assert!(text.ends_with("\r\n"));
    let mut rows = vec![vec![String::new()]];
    let mut inside = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("never empty");
        match c {
            '"' if inside && chars.peek() == Some(&'"') => {
                chars.next();
                row.last_mut().expect("never empty").push('"');
            }
            '"' => inside = !inside,
            ';' if !inside => row.push(String::new()),
            '\r' if !inside => {
                assert_eq!(chars.next(), Some('\n'), "a line ends by CRLF");
                rows.push(vec![String::new()]);
            }
            '\n' if !inside => panic!("a line ends by CRLF"),
            other => row.last_mut().expect("never empty").push(other),
        }
    }
    rows.pop();
    rows
}

/// What is wrong with a table by its Table Schema: names, types, constraints, the primary key.
fn check_table(schema: &Value, rows: &[Vec<String>]) -> Vec<String> {
    let mut wrong = Vec::new();
    let fields = schema["fields"].as_array().expect("a Table Schema has fields");
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().expect("a name")).collect();
    if rows[0] != names {
        wrong.push(format!("columns are {:?}, not {names:?}", rows[0]));
    }
    let mut keys = BTreeSet::new();
    for (line, row) in rows.iter().enumerate().skip(1) {
        if row.len() != fields.len() {
            wrong.push(format!("line {line} has {} cells", row.len()));
            continue;
        }
        for (field, value) in fields.iter().zip(row) {
            let name = field["name"].as_str().unwrap_or_default();
            if value.is_empty() {
                if field["constraints"]["required"] == true {
                    wrong.push(format!("line {line}: {name} is required"));
                }
                continue;
            }
            let fine = match (field["type"].as_str(), field["format"].as_str()) {
                (Some("date"), Some("default")) => value.parse::<jiff::civil::Date>().is_ok(),
                (Some("integer"), _) => value.parse::<i64>().is_ok(),
                (Some("string"), Some("uri")) => value.starts_with("https://"),
                (Some("string"), Some("default")) => true,
                _ => false,
            };
            if !fine {
                wrong.push(format!("line {line}: {name} is {value:?}"));
            }
            if value.starts_with(['=', '+', '@', '\t']) {
                wrong.push(format!("line {line}: {name} is a formula"));
            }
        }
        let key = names.iter().position(|name| schema["primaryKey"] == **name).expect("the primary key is a column");
        if !keys.insert(row[key].clone()) {
            wrong.push(format!("line {line}: the key {} is there twice", row[key]));
        }
    }
    wrong
}

#[test]
fn the_table_is_what_its_schema_says() {
    for built in [own_site(), awkward().build()] {
        let schema = json_of(&built, "catalogue.tableschema.json");
        let rows = read_csv(built.text("catalogue.csv"));
        assert_eq!(check_table(&schema, &rows), Vec::<String>::new());
        assert!(rows.len() > 3);
    }
    let schema = json!({"fields": [{"name": "a", "type": "date", "format": "default", "constraints": {"required": true}}], "primaryKey": "a"});
    let row = |value: &str| vec![value.to_owned()];
    assert_eq!(check_table(&schema, &[row("a"), row("2026-01-02")]), Vec::<String>::new());
    let bad = [row("b"), row("2/1/2026"), row(""), row("2026-01-02"), row("2026-01-02"), vec![]];
    assert_eq!(check_table(&schema, &bad).len(), 5, "the check finds what is wrong");
}

#[test]
fn the_json_is_what_its_schema_says_and_what_the_table_has() {
    for built in [own_site(), awkward().build()] {
        let schema = json_of(&built, "catalogue.schema.json");
        jsonschema::meta::validate(&schema).expect("a JSON Schema");
        let validator = jsonschema::validator_for(&schema).expect("a JSON Schema");
        let catalogue = json_of(&built, "catalogue.json");
        let wrong: Vec<String> = validator.iter_errors(&catalogue).map(|error| error.to_string()).collect();
        assert_eq!(wrong, Vec::<String>::new());
        let mut broken = catalogue.clone();
        broken["fiches"][0]["mots"] = json!("beaucoup");
        broken["fiches"][0]["titre"] = json!("");
        assert_eq!(validator.iter_errors(&broken).count(), 2, "the schema refuses what is wrong");

        let rows = read_csv(built.text("catalogue.csv"));
        let sheets = catalogue["fiches"].as_array().expect("a list");
        assert_eq!(sheets.len() + 1, rows.len());
        for (sheet, row) in sheets.iter().zip(&rows[1..]) {
            for (name, cell) in rows[0].iter().zip(row) {
                let text = match &sheet[name] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    Value::Array(items) => {
                        items.iter().map(|item| item.as_str().unwrap_or_default()).collect::<Vec<_>>().join(" | ")
                    }
                    other => other.to_string(),
                };
                let shown = cell.strip_prefix('\'').unwrap_or(cell);
                assert_eq!(text.trim_start_matches('\''), shown, "{name}");
            }
        }
    }
}

#[test]
fn each_page_has_its_json() {
    let built = own_site();
    let schema = json_of(&built, "catalogue.schema.json");
    let page =
        json!({"$schema": schema["$schema"], "$ref": "#/definitions/page", "definitions": schema["definitions"]});
    let validator = jsonschema::validator_for(&page).expect("a JSON Schema");
    let pages: Vec<&String> = built.files.keys().filter(|path| path.ends_with("index.json")).collect();
    let twins = built.files.keys().filter(|path| path.ends_with("index.md")).count();
    assert_eq!(pages.len(), twins, "one beside each Markdown");
    for path in pages {
        let read = json_of(&built, path);
        let wrong: Vec<String> = validator.iter_errors(&read).map(|error| error.to_string()).collect();
        assert_eq!(wrong, Vec::<String>::new(), "{path}");
    }
    let sheet = json_of(&built, "fiches/rendre-accessible-un-site-internet/index.json");
    assert_eq!(sheet["oeuvres"][0]["licence"], "etalab-2.0");
    assert_eq!(sheet["champs"]["maturite"], "eprouve");
}

#[test]
fn the_glossary_has_every_term() {
    let built = awkward().build();
    let glossary = json_of(&built, "glossaire.json");
    let term = &glossary["termes"][0];
    assert_eq!(
        (&term["terme"], &term["sigle"], &term["definition"]),
        (&json!("AMO"), &json!("A.M.O."), &json!("Un « terme »."))
    );
    assert_eq!(term["url"], "https://exemple.test/g/#amo");
    assert!(
        Folder::new(&[("content/a.md", "---\ntitre: A\nresume: x\n---\n")])
            .build()
            .files
            .keys()
            .all(|path| path != "glossaire.json")
    );
}

#[test]
fn portals_find_one_dataset_and_files_that_are_there() {
    let built = own_site();
    let dcat = json_of(&built, "dcat.jsonld");
    let graph = dcat["@graph"].as_array().expect("a graph");
    let by_id: BTreeMap<&str, &Value> = graph.iter().filter_map(|node| Some((node["@id"].as_str()?, node))).collect();
    let of_type = |name: &str| graph.iter().filter(|node| node["@type"] == *name).collect::<Vec<_>>();
    let [catalogue, dataset] = ["dcat:Catalog", "dcat:Dataset"].map(|name| of_type(name)[0]);
    assert_eq!((of_type("dcat:Catalog").len(), of_type("dcat:Dataset").len()), (1, 1));
    assert_eq!(catalogue["dcat:dataset"]["@id"], dataset["@id"]);
    let distributions = dataset["dcat:distribution"].as_array().expect("a list");
    assert!(distributions.len() >= 3);
    for one in distributions {
        let distribution = by_id[one["@id"].as_str().expect("an identifier")];
        let address = distribution["dcat:downloadURL"]["@id"].as_str().expect("an address");
        let path = address.strip_prefix("https://classeur.example.org/").expect("on the site");
        assert!(built.files.contains_key(path), "{path} is not published");
        assert!(distribution["dct:license"]["@id"].as_str().is_some_and(|url| url.starts_with("https://")));
    }
}

#[test]
fn assistants_find_every_sheet() {
    let built = own_site();
    let contents = built.text("llms.txt");
    assert!(contents.starts_with("# Le classeur des services numériques\n\n> "));
    let catalogue = json_of(&built, "catalogue.json");
    for sheet in catalogue["fiches"].as_array().expect("a list") {
        let address = sheet["markdown"].as_str().expect("an address");
        assert_eq!(contents.matches(&format!("({address})")).count(), 1, "{address}");
        let path = address.strip_prefix("https://classeur.example.org/").expect("on the site");
        assert!(built.files.contains_key(path), "{path} is not published");
        let full = built.text("llms-full.txt");
        assert!(full.contains(&format!("Adresse : {}\n", sheet["url"].as_str().unwrap_or_default())), "{address}");
    }
}

#[test]
fn an_authors_own_file_is_kept() {
    let folder = Folder::new(&[
        ("content/a.md", "---\ntitre: A\nresume: x\n---\n"),
        ("content/credits.md", "---\ntitre: Remerciements\nresume: x\n---\n\nMerci.\n"),
        ("static/llms.txt", "# Le mien\n"),
    ]);
    let built = folder.build();
    assert_eq!(built.codes(), [""; 0]);
    assert!(built.text("credits/index.html").contains("Merci."));
    assert_eq!(built.text("llms.txt"), "# Le mien\n");
    assert!(!built.text("donnees-ouvertes/index.html").contains("<code>llms.txt</code>"));
}

#[test]
fn a_site_without_address_has_data_with_relative_ones() {
    let folder = Folder::new(&[("content/a.md", "---\ntitre: A\nresume: x\n---\n")]);
    folder.write("site.toml", "title = \"Essai\"\nlicence = \"etalab-2.0\"\n");
    let built = folder.build();
    assert!(built.files.keys().all(|path| path != "dcat.jsonld"));
    let catalogue = json_of(&built, "catalogue.json");
    assert_eq!(catalogue["fiches"][0]["url"], "a/");
    let schema = json_of(&built, "catalogue.schema.json");
    assert!(jsonschema::validator_for(&schema).expect("a JSON Schema").is_valid(&catalogue));
}
