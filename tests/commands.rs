//! Commands run as their users run them: `init` makes a site that builds, `new` a sheet that checks, both refuse to
//! write over anything.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const KINDS: &[&str] = &["fiche", "procedure", "benchmark", "modele", "page"];

/// Runs classeur in `folder`, in French.
fn classeur(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_classeur"))
        .args(["--lang", "fr", "--date", "2026-11-22"])
        .args(arguments)
        .current_dir(folder)
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the program is built")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A new site in a temporary folder.
fn new_site() -> (tempfile::TempDir, std::path::PathBuf) {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let made = classeur(temporary.path(), &["init", "base"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let site = temporary.path().join("base");
    (temporary, site)
}

/// How many diagnostics `check` finds, and what it says.
fn diagnostics(site: &Path) -> (usize, String) {
    let checked = classeur(site, &["check", "--format", "json"]);
    let text = out(&checked);
    (text.matches("\"code\":").count(), text + &err(&checked))
}

/// A new sheet with every commented key put to use.
fn uncommented(text: &str) -> String {
    let key = |line: &str| line.starts_with('#') && (!line.starts_with("# ") || line.starts_with("#  "));
    text.lines()
        .map(|line| if key(line) && !line.starts_with("##") { &line[1..] } else { line }.to_owned() + "\n")
        .collect()
}

#[test]
fn init_makes_a_site_that_builds_without_a_word() {
    let (_temporary, site) = new_site();
    assert_eq!(diagnostics(&site).0, 0, "{}", diagnostics(&site).1);
    let built = classeur(&site, &["build", "--strict"]);
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    for file in ["index.html", "mentions-legales/index.html", "accessibilite/index.html", "glossaire/index.html"] {
        assert!(site.join("public").join(file).is_file(), "{file}");
    }
    let ignored = fs::read_to_string(site.join(".gitignore")).expect("init writes it");
    assert!(ignored.contains("/public/") && ignored.contains("/.classeur-cache/"), "{ignored}");
}

#[test]
fn init_says_what_to_do_next() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let said = err(&classeur(temporary.path(), &["init", "base"]));
    for words in ["cd base", "classeur serve", "classeur build", "content/mentions-legales.md"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let quiet = classeur(temporary.path(), &["init", "autre", "--quiet"]);
    assert_eq!((err(&quiet).as_str(), out(&quiet).as_str()), ("", ""));
}

#[test]
fn init_refuses_a_folder_that_holds_something() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = temporary.path().join("dossier");
    fs::create_dir_all(folder.join(".git")).expect("writable");
    fs::write(folder.join("notes.txt"), "à garder").expect("writable");
    let refused = classeur(temporary.path(), &["init", "dossier"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("notes.txt"), "{}", err(&refused));
    let left: Vec<_> = fs::read_dir(&folder).expect("readable").filter_map(Result::ok).collect();
    assert_eq!(left.len(), 2, "nothing was written");

    fs::remove_file(folder.join("notes.txt")).expect("writable");
    let made = classeur(temporary.path(), &["init", "dossier"]);
    assert_eq!(made.status.code(), Some(0), "a repository without files is empty: {}", err(&made));

    fs::write(temporary.path().join("fichier"), "").expect("writable");
    let refused = classeur(temporary.path(), &["init", "fichier"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("est un fichier"), "{}", err(&refused));
}

#[test]
fn a_new_sheet_of_each_kind_has_no_error() {
    let (_temporary, site) = new_site();
    for kind in KINDS {
        let made = classeur(&site, &["new", kind, "Essai d’été"]);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        let path = site.join(out(&made).trim());
        let text = fs::read_to_string(&path).expect("the path is printed");
        assert!(path.ends_with("essai-d-ete.md"), "{}", path.display());
        assert!(text.contains("titre: \"Essai d’été\"") && text.contains("statut: brouillon"), "{text}");
        assert!(text.contains("2026-11-22"), "{text}");
        let checked = classeur(&site, &["check"]);
        assert_eq!(checked.status.code(), Some(0), "{kind}: {}", err(&checked));
        // Every example is of the type of its field.
        fs::write(&path, uncommented(&text)).expect("writable");
        let checked = classeur(&site, &["check"]);
        assert_eq!(checked.status.code(), Some(0), "{kind}: {}{}", err(&checked), uncommented(&text));
        assert!(!err(&checked).contains("entete/"), "{kind}: {}", err(&checked));
        fs::remove_file(&path).expect("writable");
    }
}

#[test]
fn a_new_sheet_goes_where_its_kind_lives() {
    let (_temporary, site) = new_site();
    let path = |arguments: &[&str]| out(&classeur(&site, arguments)).trim().replace('\\', "/");
    assert_eq!(path(&["new", "procedure", "Une"]), "content/procedures/une.md");
    assert_eq!(path(&["new", "Procédures", "Deux"]), "content/procedures/deux.md");
    assert_eq!(path(&["new", "reponse-type", "Trois", "--bundle"]), "content/modeles/trois/index.md");
    assert_eq!(path(&["new", "page", "Quatre"]), "content/quatre.md");
    // Where most of them are, wherever that is.
    for name in ["a", "b"] {
        let folder = site.join("content/equipe/savoir");
        fs::create_dir_all(&folder).expect("writable");
        fs::write(folder.join(format!("{name}.md")), "---\ntype: fiche\nresume: x\n---\n\nTexte.\n").expect("writable");
    }
    assert_eq!(path(&["new", "fiche", "Cinq"]), "content/equipe/savoir/cinq.md");
    assert_eq!(path(&["new", "fiche", "Cinq"]), "", "it is there already");
}

#[test]
fn a_sites_own_kind_has_its_fields_and_roles() {
    let (_temporary, site) = new_site();
    let kind = "\n[kinds.retour]\nlabel = \"Retour d'expérience\"\nplural = \"Retours d'expérience\"\n\
        [kinds.retour.fields.budget]\ntype = \"integer\"\nlabel = \"Budget\"\ndescription = \"En euros\"\nrequired_from = \"validee\"\n\
        [kinds.retour.fields.ton]\ntype = \"enumeration\"\nvalues = [\"Bon\", \"Mauvais\"]\n\
        [kinds.retour.roles.bilan]\nlabel = \"Bilan\"\ndescription = \"Ce que l'on referait.\"\n";
    let configuration = fs::read_to_string(site.join("site.toml")).expect("init writes it") + kind;
    fs::write(site.join("site.toml"), configuration).expect("writable");
    let made = classeur(&site, &["new", "retour", "Notre \"essai\" C:\\"]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let path = out(&made).trim().replace('\\', "/");
    assert_eq!(path, "content/retours-d-experience/notre-essai-c.md");
    let text = fs::read_to_string(site.join(&path)).expect("the path is printed");
    for words in [
        "# Budget (nombre entier) : En euros. Demandé à partir du statut validee.",
        "#budget: 0",
        "Valeurs : bon (Bon), mauvais (Mauvais).",
        "## Bilan\n\n<!-- Ce que l'on referait. -->",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let checked = classeur(&site, &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
}

#[test]
fn new_refuses_what_it_cannot_do() {
    let (temporary, site) = new_site();
    let refuse = |arguments: &[&str], words: &str| {
        let refused = classeur(&site, arguments);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(err(&refused).contains(words), "{arguments:?}: {}", err(&refused));
    };
    refuse(&["new", "procédrue", "Titre"], "vouliez-vous dire `procedure`");
    refuse(&["new", "zzz", "Titre"], "fiche, procedure, benchmark, modele, page");
    refuse(&["new", "fiche", "!!!"], "ne donne pas de nom de fichier");
    refuse(&["new", "fiche", "Index"], "ne donne pas de nom de fichier");
    let path = site.join("content/fiches/nommer-ses-fichiers.md");
    let before = fs::read(&path).expect("init writes it");
    refuse(&["new", "fiche", "Nommer ses fichiers"], "existe déjà");
    refuse(&["new", "fiche", "Nommer ses fichiers", "--bundle"], "existe déjà");
    assert_eq!(fs::read(&path).expect("still there"), before);
    // `--site`: a parent of the temporary folder might well hold a site.
    let folder = temporary.path().display().to_string();
    let nowhere = classeur(&site, &["new", "fiche", "Titre", "--site", &folder]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(err(&nowhere).contains("config/site-introuvable"), "{}", err(&nowhere));
}

#[test]
fn report_tells_where_the_site_stands() {
    let (_temporary, site) = new_site();
    let write = |path: &str, text: &str| fs::write(site.join(path), text).expect("a file");
    let toml = fs::read_to_string(site.join("site.toml")).expect("there");
    write("site.toml", &format!("{toml}\n[budget]\nrequests = 1\n"));
    write("content/mauvais.md", "---\ntitre: Lien <mort>\n---\n\nVoir [là](absent.md) ou [ici](glossaire.md).\n");
    write(
        "content/projet.md",
        "---\ntitre: Projet\nstatut: brouillon\nresponsable: Responsable de l'accueil\n---\n\nTexte.\n",
    );
    let told = classeur(&site, &["report"]);
    assert_eq!(told.status.code(), Some(0), "{}", err(&told));
    let page = fs::read_to_string(site.join("rapport.html")).expect("the report");
    for piece in [
        "<html lang=\"fr\">",
        "content/mauvais.md:5:",
        "<code>lien/introuvable</code>",
        "au-delà du budget",
        "<h3>À juger par une personne (21)</h3>",
        "<caption>Liens (2)</caption>",
        "<code>lien/vague</code> RGAA\u{a0}6.1 (WCAG\u{a0}2.4.4)",
        "6.1 On comprend où mène chaque lien <a class=\"bad\" href=\"#corriger\">(1 à corriger)</a>",
        "Responsable de l’accueil",
        "<h3>Assurés par le thème de Classeur (31)</h3>",
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(!page.contains("<script") && !page.contains("style=\"") && !page.contains("<mort>"));
    let again = classeur(&site, &["report", "--output", "autre.html"]);
    assert_eq!(again.status.code(), Some(0), "{}", err(&again));
    assert_eq!(fs::read_to_string(site.join("autre.html")).expect("the report"), page);

    let data = classeur(&site, &["report", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&out(&data)).expect("JSON");
    assert_eq!(data["errors"], 1, "{data}");
    assert_eq!(data["drafts"][0]["owner"], "Responsable de l'accueil");
    assert_eq!(data["accessibility"]["judged"].as_array().map(Vec::len), Some(21));
    let clear =
        data["accessibility"]["judged"].as_array().and_then(|all| all.iter().find(|one| one["number"] == "6.1"));
    assert_eq!(clear.expect("6.1")["problems"], 1);
    let home = data["weights"].as_array().expect("a list").iter().find(|weight| weight["url"] == "/").expect("home");
    let bytes = |key: &str| home[key].as_u64().expect("a number");
    assert!(bytes("html_gzip_bytes") < bytes("html_bytes") && bytes("html_gzip_bytes") < bytes("first_view_bytes"));
    assert!(bytes("requests") > 1 && home["within_budget"] == false);

    let nowhere = classeur(&site, &["report", "--output", "absent/rapport.html"]);
    assert_eq!(nowhere.status.code(), Some(2), "{}", err(&nowhere));
}
