//! `classeur schema`: JSON Schemas of front matter and of site.toml, for editors.

use std::fs;
use std::io::Write as _;

use crate::config::{SiteConfig, sheet_schema, site_schema};
use crate::diagnostic::{Language, nearest};
use crate::source::Snapshot;

use super::arguments::{Common, SchemaArguments};
use super::report;

/// The name of the schema of site.toml.
const SITE: &str = "site";

pub(super) fn run(common: &Common, asked: &SchemaArguments) -> u8 {
    let root = match report::site_folder(common) {
        Ok(root) => root,
        Err(code) => return code,
    };
    // What is wrong in site.toml is for `check` to say.
    let config =
        Snapshot::configuration(&root).map(|file| SiteConfig::read(&file, &mut Vec::new())).unwrap_or_default();
    let language = common.language(Some(&config.language));
    match (&asked.name, &asked.output) {
        (Some(name), _) => print(name, &config, language),
        (None, Some(folder)) => write_all(folder, &config, language),
        (None, None) => {
            // clap asks for one of the two.
            super::USAGE
        }
    }
}

fn print(name: &str, config: &SiteConfig, language: Language) -> u8 {
    let schema = match config.kinds.find(name) {
        Some(kind) => sheet_schema(kind, config),
        None if name == SITE => site_schema(),
        None => {
            let names: Vec<&str> = names(config).collect();
            let near = config.kinds.nearest(name).or_else(|| nearest(name, names.iter().copied()));
            let names = names.join(", ");
            match (language, near) {
                (Language::French, Some(near)) => anstream::eprintln!(
                    "erreur : il n’y a pas de schéma `{name}`\n  aide : vouliez-vous dire `{near}` ? Schémas de ce site : {names}"
                ),
                (Language::French, None) => {
                    anstream::eprintln!(
                        "erreur : il n’y a pas de schéma `{name}`\n  aide : schémas de ce site : {names}"
                    )
                }
                (Language::English, Some(near)) => anstream::eprintln!(
                    "error: there is no schema `{name}`\n  help: did you mean `{near}`? Schemas of this site: {names}"
                ),
                (Language::English, None) => {
                    anstream::eprintln!("error: there is no schema `{name}`\n  help: schemas of this site: {names}")
                }
            }
            return super::USAGE;
        }
    };
    let _ = write!(std::io::stdout().lock(), "{}", text(&schema));
    super::OK
}

/// Every schema in `folder`, `nom.schema.json` each; the files are ours to write again.
fn write_all(folder: &std::path::Path, config: &SiteConfig, language: Language) -> u8 {
    let kinds = config.kinds.kinds.iter().map(|kind| (kind.name.as_str(), sheet_schema(kind, config)));
    for (name, schema) in kinds.chain([(SITE, site_schema())]) {
        let path = folder.join(format!("{}.schema.json", name.replace('_', "-")));
        if let Err(error) = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text(&schema))) {
            match language {
                Language::French => anstream::eprintln!("erreur : {} n’a pas pu être écrit : {error}", path.display()),
                Language::English => anstream::eprintln!("error: {} could not be written: {error}", path.display()),
            }
            return super::ERRORS;
        }
        anstream::println!("{}", path.display());
    }
    super::OK
}

fn names(config: &SiteConfig) -> impl Iterator<Item = &str> {
    config.kinds.kinds.iter().map(|kind| kind.name.as_str()).chain([SITE])
}

fn text(schema: &serde_json::Value) -> String {
    serde_json::to_string_pretty(schema).expect("a JSON value is always written") + "\n"
}
