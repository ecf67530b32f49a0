//! `classeur new KIND "Titre"`: a new draft of a kind, where such sheets live.
//!
//! Decides the file; what is in it is in `new/sheet.rs`. Never writes over a file.

mod sheet;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::Kind;
use crate::diagnostic::{Language, Severity};
use crate::pipeline::Assembly;
use crate::site::{BuildOptions, PageRole, Site};
use crate::source::slugify;

use super::arguments::{Common, Format, NewArguments};
use super::{init, report};

/// Names of files that are no sheet's.
const RESERVED: &[&str] = &["", "index", "readme"];

/// Why there is no new sheet.
#[derive(Debug)]
enum Refusal {
    /// No such kind; the name of the nearest, and all of them.
    UnknownKind(Option<String>, Vec<String>),
    /// The title makes no file name.
    Unnameable,
    /// That sheet is there already.
    Exists(PathBuf),
    /// The system refused.
    Failed(PathBuf, io::Error),
}

pub(super) fn run(common: &Common, asked: &NewArguments) -> u8 {
    let root = match report::site_folder(common) {
        Ok(root) => root,
        Err(code) => return code,
    };
    let options = BuildOptions { drafts: true, ..BuildOptions::on(common.date()) };
    let site = match Assembly::of_folder(&root, &options, None) {
        Ok(assembly) => assembly.site,
        Err(problem) => {
            report::print(&[(Severity::Error, problem)], common.language(None), Format::Terminal);
            return super::USAGE;
        }
    };
    let language = common.language(Some(&site.config.language));
    match write_sheet(&site, &root, asked) {
        Ok(path) => {
            let shown = std::env::current_dir().ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
            anstream::println!("{}", shown.unwrap_or(path).display());
            super::OK
        }
        Err(refusal) => {
            say_refusal(asked, &refusal, language);
            super::USAGE
        }
    }
}

fn write_sheet(site: &Site, root: &Path, asked: &NewArguments) -> Result<PathBuf, Refusal> {
    let kinds = &site.config.kinds;
    let kind = kinds.position(&asked.kind).ok_or_else(|| {
        let names = kinds.kinds.iter().map(|kind| kind.name.clone()).collect();
        Refusal::UnknownKind(kinds.nearest(&asked.kind), names)
    })?;
    let title: Vec<&str> = asked.title.split_whitespace().collect();
    let title = title.join(" ");
    let slug = slugify(&title);
    if RESERVED.contains(&slug.as_str()) {
        return Err(Refusal::Unnameable);
    }
    let folder = root.join(folder_of(site, kind));
    let (file, bundle) = (folder.join(format!("{slug}.md")), folder.join(&slug).join("index.md"));
    if let Some(taken) = [&file, &bundle].into_iter().find(|path| path.exists()) {
        return Err(Refusal::Exists(taken.clone()));
    }
    let path = if asked.bundle { bundle } else { file };
    let text = sheet::text(&kinds.kinds[kind], &title, &site.config, site.options.date);
    let parent = path.parent().unwrap_or(&folder);
    fs::create_dir_all(parent)
        .and_then(|()| init::write_new(&path, text.as_bytes()))
        .map_err(|error| Refusal::Failed(path.clone(), error))?;
    Ok(path)
}

/// The folder where sheets of `kind` live: the one that holds most, else the one that is named after the kind, else
/// one to be made. Sheets of no particular kind are at the root of `content/`.
fn folder_of(site: &Site, kind: usize) -> String {
    let kinds = &site.config.kinds;
    if kind == kinds.plain() {
        return "content".into();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in site.pages.iter().filter(|page| page.kind == kind && page.role == PageRole::Sheet) {
        let parent = page.folder.rsplit_once('/').map_or("content", |(parent, _)| parent);
        *counts.entry(if page.bundle { parent } else { &page.folder }).or_default() += 1;
    }
    // Of two that hold as many, the first in the order of paths.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(folder, _)| folder.to_owned());
    let named = || {
        let folders = site.sections.iter().map(|section| &section.folder);
        let last = |folder: &str| kinds.position(folder.rsplit('/').next().unwrap_or(folder));
        folders.into_iter().find(|folder| last(folder) == Some(kind)).cloned()
    };
    most.or_else(named).unwrap_or_else(|| format!("content/{}", plural_slug(&kinds.kinds[kind])))
}

/// `Fiches opérationnelles` → `fiches-operationnelles`; the name when the plural is written in no Latin letters.
fn plural_slug(kind: &Kind) -> String {
    let slug = slugify(kind.plural.get("fr"));
    if slug.is_empty() { kind.name.replace('_', "-") } else { slug }
}

fn say_refusal(asked: &NewArguments, refusal: &Refusal, language: Language) {
    let (kind, title) = (&asked.kind, &asked.title);
    let french = language == Language::French;
    match refusal {
        Refusal::UnknownKind(near, names) => {
            let names = names.join(", ");
            let help = match (near, french) {
                (Some(near), true) => format!("vouliez-vous dire `{near}` ? Types de ce site : {names}"),
                (Some(near), false) => format!("did you mean `{near}`? Kinds of this site: {names}"),
                (None, true) => format!("types de ce site : {names}"),
                (None, false) => format!("kinds of this site: {names}"),
            };
            match french {
                true => anstream::eprintln!("erreur : le type de fiche `{kind}` n’existe pas\n  aide : {help}"),
                false => anstream::eprintln!("error: there is no kind of sheet `{kind}`\n  help: {help}"),
            }
        }
        Refusal::Unnameable if french => anstream::eprintln!(
            "erreur : le titre « {title} » ne donne pas de nom de fichier\n  aide : donnez-lui des lettres latines ou des chiffres, vous changerez ensuite `titre` dans la fiche"
        ),
        Refusal::Unnameable => anstream::eprintln!(
            "error: the title “{title}” makes no file name\n  help: give it Latin letters or digits, then change `titre` in the sheet"
        ),
        Refusal::Exists(path) if french => anstream::eprintln!(
            "erreur : {} existe déjà ; rien n’a été écrit\n  aide : choisissez un autre titre, ou ouvrez cette fiche",
            path.display()
        ),
        Refusal::Exists(path) => anstream::eprintln!(
            "error: {} is there already; nothing was written\n  help: choose another title, or open that sheet",
            path.display()
        ),
        Refusal::Failed(path, error) if french => {
            anstream::eprintln!("erreur : {} n’a pas pu être écrit : {error}", path.display())
        }
        Refusal::Failed(path, error) => {
            anstream::eprintln!("error: {} could not be written: {error}", path.display())
        }
    }
}
