//! One file, one small site, and what is expected of it.
//!
//! ```text
//! What it shows, in a sentence or two.
//! drafts: yes                          options of the build, one a line: date, drafts, portable
//! === content/a.md                     a file of the site
//! Voir [la suite](⟦b.md⟧).             ⟦…⟧ is not in the file: a diagnostic is expected at that very place
//! === content/b.md (utf-16le)          in another encoding; (link: ../x) a symbolic link, (fifo), (bytes: ff 00)
//! >>> diagnostics                      what the terminal says
//! >>> files                            paths of what is published
//! >>> a/index.html                     a published file
//! ```
//!
//! A site without `site.toml` has that of `folder::SITE`, with the test theme (`tests/sites/_theme/`), which prints little:
//! the embedded theme may then change without changing what is expected here.

use std::path::{Path, PathBuf};

use classeur::site::BuildOptions;

use super::diff::diff;
use super::folder::{Built, Folder, SITE, options};

/// A fixture as written.
pub struct Fixture {
    pub name: String,
    path: PathBuf,
    /// Everything before the first `>>>`.
    input: String,
    options: BuildOptions,
    files: Vec<File>,
    /// What is expected: a name and a text each.
    expected: Vec<(String, String)>,
}

struct File {
    path: String,
    how: String,
    text: String,
}

/// A place marked `⟦…⟧` in an input file, in bytes of the file without marks.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
pub struct Mark {
    pub file: String,
    pub start: usize,
    pub end: usize,
}

/// Every fixture of `tests/sites/<family>/`, or those that `FIXTURE` asks for.
pub fn all(family: &str) -> Vec<Fixture> {
    let wanted = std::env::var("FIXTURE").unwrap_or_default();
    let folder = sites().join(family);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    paths.into_iter().filter(|path| name(path).contains(&wanted)).map(|path| Fixture::read(name(&path), path)).collect()
}

fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

impl Fixture {
    fn read(name: String, path: PathBuf) -> Self {
        let text = std::fs::read_to_string(&path).expect("a fixture is UTF-8");
        let at = if text.starts_with(">>> ") { 0 } else { text.find("\n>>> ").map_or(text.len(), |at| at + 1) };
        let (input, output) = text.split_at(at);
        let mut fixture = Fixture {
            name,
            path,
            input: input.to_owned(),
            options: options(),
            files: Vec::new(),
            expected: sections(output, ">>> "),
        };
        let head = input.split("\n=== ").next().unwrap_or("");
        for line in head.lines() {
            match line.split_once(": ") {
                Some(("date", date)) => fixture.options.date = date.parse().expect("a date"),
                Some(("drafts", "yes")) => fixture.options.drafts = true,
                Some(("portable", "yes")) => fixture.options.portable = true,
                _ => {}
            }
        }
        for (title, text) in sections(input, "=== ") {
            let (path, how) =
                title.split_once(" (").map_or((title.as_str(), ""), |(path, how)| (path, how.trim_end_matches(')')));
            fixture.files.push(File { path: path.to_owned(), how: how.to_owned(), text });
        }
        fixture
    }

    /// The site on disk, and the places marked in it.
    pub fn site(&self) -> (Folder, Vec<Mark>) {
        let folder = Folder::new(&[]);
        let mut marks = Vec::new();
        folder.write("site.toml", format!("{SITE}theme = \"essai\"\n"));
        for file in &self.files {
            let text = unmark(&file.path, &file.text, &mut marks);
            write(&folder, &file.path, &file.how, &text);
        }
        let theme = sites().join("_theme");
        for entry in walkdir::WalkDir::new(&theme) {
            let entry = entry.expect("readable");
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&theme).expect("below the theme");
                let path = format!("themes/essai/{}", path.display());
                // A fixture may have a file of the theme otherwise.
                if !folder.at(&path).exists() {
                    folder.write(&path, std::fs::read(entry.path()).expect("readable"));
                }
            }
        }
        (folder, marks)
    }

    /// Builds the site and compares; what differs, or nothing. What is expected is rewritten when asked.
    pub fn check(&self) -> (Built, Vec<Mark>, Option<String>) {
        let (folder, marks) = self.site();
        let built = folder.build_with(&self.options);
        let mut written = self.input.clone();
        let mut differences = String::new();
        for (name, expected) in &self.expected {
            let found = found(&built, name);
            let found = format!("{}\n", found.trim_end_matches('\n'));
            let difference = diff(&format!("{}\n", expected.trim_end_matches('\n')), &found);
            if !difference.is_empty() {
                differences.push_str(&format!(">>> {name}\n{difference}"));
            }
            written.push_str(&format!(">>> {name}\n{found}"));
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&self.path, written).expect("the fixture can be rewritten");
            return (built, marks, None);
        }
        let difference = (!differences.is_empty()).then(|| format!("── {} ──\n{differences}", self.path.display()));
        (built, marks, difference)
    }
}

/// What a build made under a name of the expected part.
fn found(built: &Built, name: &str) -> String {
    match name {
        "diagnostics" => built.said(),
        "files" => built.files.keys().filter(|path| !of_the_theme(path)).map(|path| format!("{path}\n")).collect(),
        path => match built.files.get(path) {
            Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            None => "(not published)".into(),
        },
    }
}

/// Whether a published file is one that every site gets with the embedded theme: its name, which holds its fingerprint,
/// changes with each edit of a script.
fn of_the_theme(path: &str) -> bool {
    if path == "favicon.svg" {
        return true;
    }
    let name = path.strip_prefix("assets/").and_then(|name| name.rsplit_once('.'));
    let Some((named, extension)) = name else { return false };
    let stem = named.rsplit_once('.').map_or(named, |(stem, _)| stem);
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/classeur/static/assets");
    assets.join(format!("{stem}.{extension}")).is_file()
}

/// The parts of `text` that begin by a line of `mark` and a title.
fn sections(text: &str, mark: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(title) = line.strip_prefix(mark) {
            sections.push((title.trim_end().to_owned(), String::new()));
        } else if let Some((_, text)) = sections.last_mut() {
            text.push_str(line);
        }
    }
    sections
}

fn unmark(path: &str, text: &str, marks: &mut Vec<Mark>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '⟦' => open.push(out.len()),
            '⟧' => {
                let start = open.pop().expect("a ⟦ before this ⟧");
                marks.push(Mark { file: path.to_owned(), start, end: out.len() });
            }
            other => out.push(other),
        }
    }
    assert!(open.is_empty(), "{path}: a ⟦ without its ⟧");
    out
}

fn write(folder: &Folder, path: &str, how: &str, text: &str) {
    let (how, argument) = how.split_once(": ").unwrap_or((how, ""));
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    match how {
        "" => folder.write(path, text),
        "utf-16le" => folder.write(path, [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat()),
        "windows-1252" => folder.write(path, encoding_rs::WINDOWS_1252.encode(text).0),
        "bytes" => {
            let hex = argument.split(' ').map(|byte| u8::from_str_radix(byte, 16).expect("two digits"));
            folder.write(path, [hex.collect::<Vec<u8>>(), text.as_bytes().to_vec()].concat());
        }
        "repeat" => folder.write(path, text.repeat(argument.parse().expect("a number"))),
        "png" => folder.write(path, png(argument)),
        #[cfg(unix)]
        "link" => {
            let path = folder.at(path);
            std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder of ours");
            std::os::unix::fs::symlink(argument, path).expect("a link of ours");
        }
        #[cfg(unix)]
        "fifo" => {
            let path = folder.at(path);
            std::fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder of ours");
            let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
            rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).expect("a pipe of ours");
        }
        #[cfg(unix)]
        "unreadable" => {
            use std::os::unix::fs::PermissionsExt;
            folder.write(path, text);
            std::fs::set_permissions(folder.at(path), std::fs::Permissions::from_mode(0o0)).expect("a file of ours");
        }
        other => panic!("{path}: nobody knows how to write ({other})"),
    }
}

/// A white PNG of `size` (`640x480`).
fn png(size: &str) -> Vec<u8> {
    let (width, height) = size.split_once('x').expect("640x480");
    let side = |text: &str| text.parse::<u32>().expect("a number");
    let (width, height) = (side(width), side(height));
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![255; (width * height) as usize]).expect("encoded");
    writer.finish().expect("encoded");
    bytes
}
