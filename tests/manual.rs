//! The manual is held to the program: its page of diagnostics is generated, its page of commands names every option and
//! no other, and the commands it shows are run.
//!
//! `UPDATE=1 cargo test --test manual` writes the generated page.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use classeur::diagnostic::{CODES, Language, explain};

const MANUAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content/manuel");

fn classeur(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_classeur")).args(arguments).output().expect("the program is built");
    String::from_utf8(output.stdout).expect("help is UTF-8")
}

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(MANUAL).join(name)).unwrap_or_else(|error| panic!("content/manuel/{name}: {error}"))
}

/// The manual's pages, in the order of names.
fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(MANUAL).expect("the manual is there").filter_map(Result::ok);
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    pages
}

// ── Diagnostics ──────────────────────────────────────────────────────────────

const FAMILIES: &[(&str, &str)] = &[
    ("fichier", "Fichiers"),
    ("entete", "En-tête des fiches"),
    ("config", "Configuration du site"),
    ("theme", "Thème"),
    ("adresse", "Adresses"),
    ("lien", "Liens"),
    ("image", "Images"),
    ("texte", "Texte"),
    ("html", "HTML"),
    ("accessibilite", "Accessibilité"),
    ("tiers", "Autres sites"),
    ("bloc", "Blocs"),
    ("procedure", "Procédures"),
    ("benchmark", "Benchmarks"),
    ("modele", "Modèles"),
    ("licence", "Licences"),
    ("glossaire", "Glossaire"),
    ("gabarit", "Gabarits"),
    ("publication", "Publication"),
];

/// The page of diagnostics: what `explain` says of each code, a heading each.
fn diagnostics_page() -> String {
    let mut out = String::from(
        "---\ntitre: Les diagnostics\nresume: Chaque message de Classeur porte un code. Cette page dit ce que chacun signifie, pourquoi il compte et comment y remédier.\ntype: page\npoids: 12\n---\n\n\
         <!-- Cette page est produite par tests/manual.rs à partir de src/diagnostic/explain/fr.md : corrigez là-bas. -->\n\n\
         Chaque message porte un code, `famille/nom`, affiché entre crochets. Un code ne change pas d'une version à l'autre. La commande `classeur explain CODE` donne dans le terminal l'explication que vous lisez ici ; [Vérifier le site](verifier.md) dit comment changer la gravité d'un code, ou le désactiver.\n",
    );
    let mut family = "";
    for code in CODES {
        if code.family() != family {
            family = code.family();
            let known = FAMILIES.iter().find(|(name, _)| *name == family);
            let title = known.unwrap_or_else(|| panic!("the family `{family}` has no title in this test")).1;
            let _ = write!(out, "\n## {title} {{#{family}}}\n");
        }
        let story = explain(code.as_str(), Language::French).expect("every code has its story");
        // How to switch a code off is said once, in verifier.md; that one cannot be is said here.
        let story = story.split("\n\nPour ne plus voir ce contrôle").next().unwrap_or(&story);
        let id = code.as_str().replace('/', "-");
        let _ = write!(out, "\n### `{code}` {{#{id}}}\n\n{}\n", story.trim());
    }
    out
}

#[test]
fn the_page_of_diagnostics_is_what_explain_says() {
    let wanted = diagnostics_page();
    let path = Path::new(MANUAL).join("diagnostics.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &wanted).expect("the manual can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "content/manuel/diagnostics.md is out of date: UPDATE=1 cargo test --test manual");
}

// ── Commands ─────────────────────────────────────────────────────────────────

/// The words of `text` that start with `--`.
fn options(text: &str) -> BTreeSet<String> {
    let name = |c: char| c.is_ascii_lowercase() || c == '-';
    let found =
        text.match_indices("--").filter(|(at, _)| !text[..*at].ends_with(|c: char| name(c) || c.is_alphanumeric()));
    let words = found.map(|(at, _)| {
        let rest = &text[at..];
        rest[..rest.find(|c: char| !name(c)).unwrap_or(rest.len())].trim_end_matches('-').to_owned()
    });
    words.filter(|word| word.len() > 3).collect()
}

/// The commands that `classeur --help` lists.
fn commands() -> Vec<String> {
    let help = classeur(&["--help"]);
    let list =
        help.split("Commandes :").nth(1).or_else(|| help.split("Commandes:").nth(1)).expect("a list of commands");
    let lines = list.lines().skip(1).take_while(|line| !line.trim().is_empty());
    // A description that goes on over several lines is indented further.
    let named = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    named.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

/// The text below `## heading` in a page.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let start = page.find(&format!("\n## {heading}")).unwrap_or_else(|| panic!("commandes.md: no section `{heading}`"));
    let rest = &page[start + 1..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

#[test]
fn the_page_of_commands_names_every_option_and_no_other() {
    let page = page("commandes.md");
    let commands = commands();
    assert!(commands.len() >= 6, "{commands:?}");
    let common = section(&page, "Options communes");
    let own: Vec<BTreeSet<String>> = commands.iter().map(|command| options(&classeur(&[command, "--help"]))).collect();
    let shared: BTreeSet<String> =
        own.iter().cloned().reduce(|a, b| a.intersection(&b).cloned().collect()).expect("there are commands");
    assert!(shared.contains("--site") && shared.contains("--help"), "{shared:?}");
    let version = BTreeSet::from(["--version".to_owned()]);
    assert_eq!(&options(common) - &version, shared, "Options communes");
    for (command, own) in commands.iter().zip(own) {
        let told = options(section(&page, &format!("`classeur {command}`")));
        assert_eq!(&told - &shared, &own - &shared, "classeur {command}");
    }
}

// ── Keys and blocks ──────────────────────────────────────────────────────────

#[test]
fn the_page_of_front_matter_names_every_common_key() {
    let page = page("ecrire-une-fiche.md");
    let names = classeur::config::COMMON_KEYS.iter().flat_map(|names| names.iter());
    let untold: Vec<_> = names.filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert_eq!(untold, Vec::<&&str>::new(), "ecrire-une-fiche.md does not name them");
    for taxonomy in classeur::config::SiteConfig::default().taxonomies {
        let names = [taxonomy.key].into_iter().chain(taxonomy.aliases);
        let untold: Vec<_> = names.filter(|name| !page.contains(&format!("`{name}`"))).collect();
        assert_eq!(untold, Vec::<String>::new(), "ecrire-une-fiche.md does not name them");
    }
}

#[test]
fn the_page_of_kinds_names_every_field() {
    let page = page("types-de-fiches.md");
    for kind in classeur::config::Kinds::default().kinds {
        let part = page.find(&format!("{{#{}}}", kind.name)).unwrap_or_else(|| panic!("no section on `{}`", kind.name));
        let part = &page[part..];
        let part = &part[..part.find("\n## ").unwrap_or(part.len())];
        let fields = kind.fields.iter().filter(|field| !part.contains(&format!("`{}`", field.key)));
        assert_eq!(fields.map(|field| &field.key).collect::<Vec<_>>(), Vec::<&String>::new(), "{}", kind.name);
        let roles = kind.roles.iter().map(|role| role.label.get("fr")).filter(|label| !part.contains(label));
        assert_eq!(roles.collect::<Vec<_>>(), Vec::<&str>::new(), "{}", kind.name);
    }
}

#[test]
fn the_page_of_themes_names_every_block_and_template() {
    let page = page("theme.md");
    let templates = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/classeur/templates");
    for entry in fs::read_dir(templates).expect("the theme has templates").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".html") {
            continue;
        }
        assert!(page.contains(&format!("`{name}`")), "theme.md does not name {name}");
        if !["base.html", "page.html"].contains(&name.as_str()) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("just listed");
        let blocks = text.match_indices("{% block ").map(|(at, mark)| {
            text[at + mark.len()..].split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap_or("")
        });
        let untold: Vec<_> = blocks.filter(|block| !page.contains(&format!("`{block}`"))).collect();
        assert_eq!(untold, Vec::<&str>::new(), "theme.md does not name these blocks of {name}");
    }
}

// ── What the manual shows is run ─────────────────────────────────────────────

/// The lines of `sh` blocks that a test can run: `cd` and `classeur`, but neither a server nor the network.
fn shown(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.trim_start() {
            fence if fence.starts_with("```") => inside = !inside && fence.trim_end() == "```sh",
            line if inside && (line.starts_with("classeur ") || line.starts_with("cd ")) => lines.push(line),
            _ => {}
        }
    }
    lines.retain(|line| !line.starts_with("classeur serve") && !line.contains("--external"));
    lines
}

#[cfg(unix)]
fn shell(line: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_classeur")).parent().expect("a file is in a folder").to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&others))).expect("plain paths");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", path)
        .env("LC_ALL", "fr_FR.UTF-8")
        .output()
        .expect("a shell")
}

#[test]
#[cfg(unix)]
fn the_commands_that_the_manual_shows_succeed() {
    let mut run = 0;
    for path in pages() {
        let text = fs::read_to_string(&path).expect("just listed");
        let lines = shown(&text);
        if !lines.iter().any(|line| line.starts_with("classeur ")) {
            continue;
        }
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let mut folder = temporary.path().to_owned();
        if !lines[0].starts_with("classeur init") {
            assert!(shell("classeur init base", &folder).status.success());
            folder.push("base");
        }
        for line in lines {
            if let Some(inner) = line.strip_prefix("cd ") {
                folder.push(inner.trim());
                continue;
            }
            let output = shell(line, &folder);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: {line}\n{said}", path.display());
            run += 1;
        }
    }
    assert!(run >= 10, "only {run} commands were found in the manual");
}
