//! `classeur init DIR`: a new site, which builds as it is.
//!
//! Its files are in `init/`, embedded. Never writes over anything: a folder that is not empty is refused.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::diagnostic::Language;

use super::arguments::{Common, InitArguments};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/command/init");

/// What its author has to fill in before the site is published.
const TO_FILL_IN: &[&str] = &["site.toml", "content/mentions-legales.md", "content/donnees-personnelles.md"];

/// Why there is no new site.
#[derive(Debug)]
enum Refusal {
    /// A file stands there.
    NotAFolder,
    /// The folder holds this already.
    NotEmpty(String),
    /// The system refused.
    Failed(PathBuf, io::Error),
}

pub(super) fn run(common: &Common, asked: &InitArguments) -> u8 {
    let language = common.language(None);
    match write_site(&asked.folder) {
        Ok(files) => {
            if !common.quiet {
                say_next(&asked.folder, files, language);
            }
            super::OK
        }
        Err(refusal) => {
            say_refusal(&asked.folder, &refusal, language);
            super::USAGE
        }
    }
}

/// Writes every file of a new site in `folder`, made when it is not there; says how many.
fn write_site(folder: &Path) -> Result<usize, Refusal> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| Refusal::Failed(path, error)
    };
    if let Some(found) = first_file(folder)? {
        return Err(Refusal::NotEmpty(found));
    }
    let mut written = 0;
    let mut folders = vec![&FILES];
    while let Some(embedded) = folders.pop() {
        folders.extend(embedded.dirs());
        for file in embedded.files() {
            // A `.gitignore` in this repository would be one of this repository's.
            let name = if file.path() == Path::new("gitignore") { Path::new(".gitignore") } else { file.path() };
            let path = folder.join(name);
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(failed(parent))?;
            write_new(&path, file.contents()).map_err(failed(&path))?;
            written += 1;
        }
    }
    Ok(written)
}

/// What `folder` holds already; the folder of a repository that is still empty counts for nothing.
fn first_file(folder: &Path) -> Result<Option<String>, Refusal> {
    if folder.is_file() {
        return Err(Refusal::NotAFolder);
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Refusal::Failed(folder.to_owned(), error)),
    };
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    Ok(names.filter(|name| name != ".git").min())
}

/// Writes a file that must not be there yet.
pub(super) fn write_new(path: &Path, contents: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(contents)
}

fn say_next(folder: &Path, files: usize, language: Language) {
    let shown = folder.display();
    let there = folder == Path::new(".") || folder == Path::new("./");
    let enter = if there { String::new() } else { format!("  cd {shown}\n") };
    let fill_in: String = TO_FILL_IN.iter().map(|file| format!("  {file}\n")).collect();
    match language {
        Language::French => anstream::eprint!(
            "Le site est prêt dans {shown} ({files} fichiers).\n\n{enter}  classeur serve    le voir pendant que vous écrivez\n  classeur build    le publier dans public/\n\nÀ remplir avant de le mettre en ligne :\n{fill_in}"
        ),
        Language::English => anstream::eprint!(
            "The site is ready in {shown} ({files} files).\n\n{enter}  classeur serve    to see it while you write\n  classeur build    to publish it to public/\n\nTo fill in before it goes online:\n{fill_in}"
        ),
    }
}

fn say_refusal(folder: &Path, refusal: &Refusal, language: Language) {
    let shown = folder.display();
    match (refusal, language) {
        (Refusal::NotAFolder, Language::French) => {
            anstream::eprintln!(
                "erreur : {shown} est un fichier\n  aide : donnez le nom d’un dossier qui n’existe pas encore"
            )
        }
        (Refusal::NotAFolder, Language::English) => {
            anstream::eprintln!("error: {shown} is a file\n  help: give the name of a folder that is not there yet")
        }
        (Refusal::NotEmpty(found), Language::French) => anstream::eprintln!(
            "erreur : le dossier {shown} n’est pas vide, il contient {found} ; rien n’a été écrit\n  aide : donnez le nom d’un dossier vide ou qui n’existe pas encore"
        ),
        (Refusal::NotEmpty(found), Language::English) => anstream::eprintln!(
            "error: the folder {shown} is not empty, it holds {found}; nothing was written\n  help: give the name of an empty folder, or of one that is not there yet"
        ),
        (Refusal::Failed(path, error), Language::French) => {
            anstream::eprintln!("erreur : {} n’a pas pu être écrit : {error}", path.display())
        }
        (Refusal::Failed(path, error), Language::English) => {
            anstream::eprintln!("error: {} could not be written: {error}", path.display())
        }
    }
}
