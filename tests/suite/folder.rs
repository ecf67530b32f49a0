//! A site in a folder of its own, built through the library or by the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use classeur::diagnostic::{Diagnostic, Language, Severity, Style, terminal};
use classeur::output::{self, Payload};
use classeur::pipeline::{Assembly, has_errors};
use classeur::site::BuildOptions;

/// The date of every build, so that nothing depends on the day tests run.
pub const TODAY: &str = "2026-11-22";

/// `site.toml` of sites that do not say otherwise.
pub const SITE: &str =
    "title = \"Essai\"\nbase_url = \"https://exemple.test\"\nlicence = \"etalab-2.0\"\nsocial = { cards = false }\n";

/// A site on disk, gone when dropped.
pub struct Folder {
    folder: tempfile::TempDir,
}

/// What a build made.
pub struct Built {
    /// What is wrong, sorted.
    pub diagnostics: Vec<(Severity, Diagnostic)>,
    /// What is published; nothing when there are errors.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// What the program said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// A folder that holds [`SITE`] and `files`.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = Folder { folder: tempfile::tempdir().expect("a temporary folder") };
        folder.write("site.toml", SITE);
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder of ours");
        std::fs::write(path, bytes).expect("a file of ours");
    }

    /// Builds through the library, nothing written.
    pub fn build(&self) -> Built {
        self.build_with(&options())
    }

    pub fn build_with(&self, options: &BuildOptions) -> Built {
        let assembly = Assembly::of_folder(self.root(), options, None).expect("the folder holds a site.toml");
        Built::of(&assembly)
    }

    /// Runs the program in this folder, in French, on [`TODAY`].
    pub fn run(&self, arguments: &[&str]) -> Said {
        run(self.command().args(arguments))
    }

    /// The program, ready to run in this folder.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_classeur"));
        command.current_dir(self.root()).args(["--date", TODAY]).env_clear().env("LC_ALL", "fr_FR.UTF-8");
        command
    }
}

/// A build on [`TODAY`].
pub fn options() -> BuildOptions {
    BuildOptions::on(TODAY.parse().expect("a date"))
}

pub fn run(command: &mut Command) -> Said {
    let mut output = command.output();
    // A copy of the program just written may still be open in what another test has forked, for the time of an `exec`.
    for _ in 0..50 {
        let busy = |error: &std::io::Error| error.kind() == std::io::ErrorKind::ExecutableFileBusy;
        if !output.as_ref().is_err_and(busy) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        output = command.output();
    }
    let output = output.expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

impl Built {
    /// Every route of `assembly`, unless errors stop the build.
    pub fn of(assembly: &Assembly) -> Self {
        let mut diagnostics = assembly.diagnostics(false);
        if !has_errors(&diagnostics) {
            diagnostics.extend(assembly.severities(false).apply(classeur::check::pictures(&assembly.site)));
        }
        let mut files = BTreeMap::new();
        if !has_errors(&diagnostics) {
            let mut failed = Vec::new();
            for (url, route) in assembly.routes.all().iter().chain(assembly.routes.pictures()) {
                let bytes = match output::render(&assembly.site, &assembly.engine, route) {
                    Ok(Payload::Bytes(bytes)) => bytes.to_vec(),
                    Ok(Payload::File(path)) => std::fs::read(path).expect("a file of the site"),
                    Err(problem) => {
                        failed.push(*problem);
                        continue;
                    }
                };
                let before = files.insert(url.output().as_str().to_owned(), bytes);
                assert!(before.is_none(), "{url} is published twice");
            }
            if !failed.is_empty() {
                files.clear();
            }
            classeur::diagnostic::sort(&mut failed);
            diagnostics.extend(assembly.severities(false).apply(failed));
        }
        Built { diagnostics, files }
    }

    /// A published text.
    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        let Some(bytes) = self.files.get(path) else {
            let known: Vec<&String> = self.files.keys().collect();
            panic!("{path} is not published; {known:?} are\n{}", self.said());
        };
        std::str::from_utf8(bytes).expect("a text")
    }

    /// The codes of what is wrong, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|(_, diagnostic)| diagnostic.code().as_str()).collect()
    }

    /// What an author reads in the terminal.
    pub fn said(&self) -> String {
        terminal(&self.diagnostics, Language::French, Style::default())
    }
}
