//! Walks a site's folder and reads its files, in parallel.
//!
//! Decides which files belong to the site and what each is for; never what they mean.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use include_dir::{Dir, include_dir};
use rayon::prelude::*;

use super::{
    Contents, Encoding, Fault, FaultKind, NotText, Role, Snapshot, SourceFile, SourcePath, Stamp, decode, scratch,
};

/// The theme compiled into the program, so that a site needs no theme of its own.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/classeur");

/// Where the embedded theme's files stand in a snapshot: a name no file on disk can have.
pub const EMBEDDED_PREFIX: &str = "(classeur)/themes/classeur";

/// Texts above this length are refused: nobody wrote them, and a page of that size serves nobody.
const TEXT_LIMIT: u64 = 32 << 20;

/// Files of `static/` and data files above this length stay on disk until published.
const HELD_LIMIT: u64 = 1 << 20;

/// Folders of a site that are read; everything else beside them is none of our business.
pub(super) const FOLDERS: [&str; 7] = ["content", "themes", "templates", "components", "i18n", "static", "data"];

/// Files of a site beside its folders.
pub(super) const TOP_FILES: [&str; 2] = ["site.toml", "REUSE.toml"];

/// Files that a core reads before the others may take some of its own: one that sleeps is waited for at the end.
const AT_ONCE: usize = 64;

/// How long before it was read a file must have been written for its stamp to be trusted: a file written twice within
/// the clock of the file system, read in between, keeps its stamp.
const SETTLED: u128 = 2_000_000_000;

pub(super) type Files = BTreeMap<SourcePath, Arc<SourceFile>>;

/// A file found, not read yet.
pub(super) struct Found {
    pub path: SourcePath,
    pub disk: PathBuf,
    pub role: Role,
}

impl Found {
    /// Its length and times; the fault of one that cannot be asked.
    pub fn stamp(&self) -> Result<Stamp, Fault> {
        std::fs::metadata(&self.disk).map(|metadata| stamp_of(&metadata)).map_err(|error| Fault {
            path: self.path.clone(),
            kind: FaultKind::Unreadable { reason: error.to_string() },
        })
    }
}

/// The whole site in folder `root`, files of `previous` shared while their stamps are the same.
pub(super) fn walk(root: &Path, ignore: &[String], previous: Option<&Snapshot>) -> Snapshot {
    let mut faults = Vec::new();
    let mut links = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    let rules = Rules::read(root, ignore, &mut faults);
    let mut take = |path: SourcePath, disk: PathBuf| {
        if let Some(role) = role_of(&path) {
            found.push(Found { path, disk, role });
        }
    };
    for name in TOP_FILES {
        let disk = root.join(name);
        if disk.exists() {
            take(SourcePath::new(name), disk);
        }
    }
    for folder in FOLDERS {
        walk_folder(root, folder, &rules, &mut faults, &mut links, &mut take);
    }
    found.sort_by(|one, two| one.path.cmp(&two.path));
    found.dedup_by(|second, first| {
        let same = second.path == first.path;
        if same {
            faults.push(Fault { path: second.path.clone(), kind: FaultKind::SameName });
        }
        same
    });

    let read: Vec<_> = found
        .into_par_iter()
        .with_max_len(AT_ONCE)
        .map(|found| {
            let stamp = match found.stamp() {
                Ok(stamp) => stamp,
                Err(fault) => return (None, vec![fault]),
            };
            if let Some(same) = previous.and_then(|previous| previous.get(found.path.as_str()))
                && same.stamp == stamp
                && !same.fresh
                && same.disk == found.disk
            {
                let kept = previous
                    .map(|previous| {
                        previous.faults().iter().filter(|fault| fault.path == found.path).cloned().collect()
                    })
                    .unwrap_or_default();
                return (Some(Arc::clone(same)), kept);
            }
            let (file, fault) = read(found, stamp);
            (file.map(Arc::new), fault.into_iter().collect::<Vec<_>>())
        })
        .collect();

    let taken = read.into_iter().filter_map(|(file, kept)| {
        faults.extend(kept);
        file.map(|file| (file.path.clone(), file))
    });
    // In the order of paths: a map is made of them without looking for the place of each.
    let mut files: Files = taken.collect();
    files.extend(embedded(previous));
    faults.sort_by(|a, b| a.path.cmp(&b.path));
    Snapshot { root: root.to_owned(), files, faults, ignore: ignore.to_vec(), links, history: None }
}

/// Finds the files below `folder`; symbolic links met on the way go to `links`.
pub(super) fn walk_folder(
    root: &Path,
    folder: &str,
    rules: &Rules,
    faults: &mut Vec<Fault>,
    links: &mut Vec<PathBuf>,
    take: &mut impl FnMut(SourcePath, PathBuf),
) {
    let top = root.join(folder);
    if !top.exists() {
        return;
    }
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    // Those of one folder differ by their names only; to compare whole paths is not to look for the names in them.
    let by_name = |one: &walkdir::DirEntry, two: &walkdir::DirEntry| one.path().as_os_str().cmp(two.path().as_os_str());
    let walk = walkdir::WalkDir::new(&top).follow_links(true).sort_by(by_name).into_iter().filter_entry(|entry| {
        let outside =
            entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(&real_root));
        // A link that leaves the root is kept for one step, to be reported, but never entered.
        entry.depth() == 0 || outside || !rules.passes_over(entry.path(), entry.file_type().is_dir())
    });
    let mut walk = walk.into_iter();
    let root_text = root.to_str();
    let source_path = |disk: &Path| {
        // Mostly the text of one after the text of the other; else they are compared name by name.
        let below = |(disk, root): (&str, &str)| disk.strip_prefix(root)?.strip_prefix('/').map(SourcePath::new);
        disk.to_str().zip(root_text).and_then(below).unwrap_or_else(|| {
            let relative = disk.strip_prefix(root).unwrap_or(disk);
            SourcePath::new(&relative.to_string_lossy())
        })
    };
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = source_path(error.path().unwrap_or(&top));
                if error.path().is_some_and(Path::is_symlink) {
                    links.extend(error.path().map(Path::to_owned));
                }
                let kind = if error.loop_ancestor().is_some() || error.path().is_some_and(Path::is_symlink) {
                    FaultKind::LinkLoop
                } else {
                    FaultKind::Unreadable {
                        reason: error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
                    }
                };
                faults.push(Fault { path, kind });
                continue;
            }
        };
        if entry.path_is_symlink() {
            links.push(entry.path().to_owned());
            let target = entry.path().canonicalize().unwrap_or_default();
            if !target.starts_with(&real_root) {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                faults.push(Fault {
                    path: source_path(entry.path()),
                    kind: FaultKind::LinkOutside { target: target.display().to_string() },
                });
                continue;
            }
        }
        let kind = entry.file_type();
        if kind.is_dir() {
            continue;
        }
        let path = source_path(entry.path());
        if !kind.is_file() {
            faults.push(Fault { path, kind: FaultKind::Special });
            continue;
        }
        take(path, entry.into_path());
    }
}

/// Which files are passed over: hidden ones, editors' leftovers, `.gitignore`, `[content] ignore`.
pub(super) struct Rules {
    gitignore: Gitignore,
    configured: Gitignore,
}

impl Rules {
    pub(super) fn read(root: &Path, ignore: &[String], faults: &mut Vec<Fault>) -> Self {
        let mut gitignore = GitignoreBuilder::new(root);
        for folder in ["", "content", "static", "themes"] {
            let file = root.join(folder).join(".gitignore");
            if file.is_file()
                && let Some(error) = gitignore.add(&file)
            {
                faults.push(Fault {
                    path: SourcePath::new(&format!("{folder}/.gitignore")),
                    kind: FaultKind::BadPattern { pattern: ".gitignore".into(), reason: error.to_string() },
                });
            }
        }
        let mut configured = GitignoreBuilder::new(root.join("content"));
        for pattern in ignore {
            if let Err(error) = configured.add_line(None, pattern) {
                faults.push(Fault {
                    path: SourcePath::new("site.toml"),
                    kind: FaultKind::BadPattern { pattern: pattern.clone(), reason: error.to_string() },
                });
            }
        }
        Rules {
            gitignore: gitignore.build().unwrap_or_else(|_| Gitignore::empty()),
            configured: configured.build().unwrap_or_else(|_| Gitignore::empty()),
        }
    }

    pub(super) fn passes_over(&self, path: &Path, is_dir: bool) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let leftover = name.starts_with('.')
            || name.ends_with('~')
            || (name.starts_with('#') && name.ends_with('#'))
            || name.starts_with("~$")
            || [".swp", ".swo", ".swx", ".tmp", ".bak", ".orig", ".crdownload", ".part"]
                .iter()
                .any(|end| name.ends_with(end))
            || matches!(&*name, "4913" | "Thumbs.db" | "desktop.ini" | "node_modules" | "Icon\r");
        leftover
            || self.gitignore.matched(path, is_dir).is_ignore()
            || (path.starts_with(self.configured.path()) && self.configured.matched(path, is_dir).is_ignore())
    }
}

/// `site.toml`, when the folder has one that can be read.
pub(super) fn configuration(root: &Path) -> Option<Arc<SourceFile>> {
    let disk = root.join("site.toml");
    let stamp = stamp_of(&std::fs::metadata(&disk).ok()?);
    let (file, _) = read(Found { path: SourcePath::new("site.toml"), disk, role: Role::Configuration }, stamp);
    file.map(Arc::new)
}

/// What the file at `path` is for; `None` for files that a site does not read.
pub(super) fn role_of(path: &SourcePath) -> Option<Role> {
    let text = path.as_str();
    let inner = match text.strip_prefix("themes/") {
        Some(theme) => theme.split_once('/')?.1,
        None => text,
    };
    if inner == "theme.toml" || text == "site.toml" {
        return Some(Role::Configuration);
    }
    match inner.split_once('/') {
        Some(("templates" | "components", _)) => Some(Role::Template),
        Some(("i18n", _)) => Some(Role::Strings),
        Some(("static", _)) => Some(Role::Static),
        Some(("content", _)) if inner == text => {
            let markdown = matches!(path.extension().as_str(), "md" | "markdown");
            Some(if markdown { Role::Content } else { Role::Asset })
        }
        _ if text.starts_with("data/") || text == "REUSE.toml" => Some(Role::Other),
        _ => None,
    }
}

pub(super) fn stamp_of(metadata: &Metadata) -> Stamp {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    #[cfg(unix)]
    let changed = {
        use std::os::unix::fs::MetadataExt;
        (metadata.ctime().max(0) as u128) * 1_000_000_000 + metadata.ctime_nsec().max(0) as u128
    };
    #[cfg(not(unix))]
    let changed = 0;
    Stamp { len: metadata.len(), modified: modified.map_or(0, |since| since.as_nanos()), changed }
}

/// Reads one file as its role asks.
pub(super) fn read(found: Found, stamp: Stamp) -> (Option<SourceFile>, Option<Fault>) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    let last = stamp.modified.max(stamp.changed);
    let (mut file, fault) = read_contents(found, stamp);
    if let Some(file) = &mut file {
        file.fresh = now < last + SETTLED;
    }
    (file, fault)
}

fn read_contents(found: Found, stamp: Stamp) -> (Option<SourceFile>, Option<Fault>) {
    let Found { path, disk, role } = found;
    let fail = |path: &SourcePath, kind: FaultKind| (None, Some(Fault { path: path.clone(), kind }));
    let held = match role {
        Role::Content | Role::Configuration | Role::Template | Role::Strings => {
            if stamp.len > TEXT_LIMIT {
                return fail(&path, FaultKind::TooLarge { len: stamp.len, limit: TEXT_LIMIT });
            }
            true
        }
        Role::Static | Role::Other => stamp.len <= HELD_LIMIT,
        Role::Asset => {
            stamp.len <= HELD_LIMIT
                && matches!(
                    path.extension().as_str(),
                    "csv"
                        | "toml"
                        | "json"
                        | "yaml"
                        | "yml"
                        | "license"
                        | "svg"
                        | "txt"
                        | "css"
                        | "js"
                        | "mjs"
                        | "html"
                        | "htm"
                )
        }
    };
    if !held {
        return (Some(SourceFile::new(path, disk, role, stamp, Contents::OnDisk)), None);
    }
    // One more than it has, so that its end is met without more room.
    let mut bytes = scratch::bytes(stamp.len as usize + 1);
    // Its length is known: of a file taken whole, the standard library asks it again.
    if let Err(error) = File::open(&disk).and_then(|file| file.take(u64::MAX).read_to_end(&mut bytes)) {
        return fail(&path, FaultKind::Unreadable { reason: error.to_string() });
    }
    if matches!(role, Role::Static | Role::Asset | Role::Other) {
        let held = Contents::Bytes(bytes.as_slice().into());
        scratch::give_back(bytes);
        return (Some(SourceFile::new(path, disk, role, stamp, held)), None);
    }
    let decoded = decode(&bytes);
    scratch::give_back(bytes);
    match decoded {
        Ok(decoded) => {
            let fault = (decoded.encoding != Encoding::Utf8)
                .then(|| Fault { path: path.clone(), kind: FaultKind::Decoded { encoding: decoded.encoding } });
            let contents = Contents::Text(decoded.text.into_boxed_str());
            (Some(SourceFile::new(path, disk, role, stamp, contents)), fault)
        }
        Err(NotText::Binary(offset)) => fail(&path, FaultKind::Binary { offset }),
        Err(NotText::Undecodable(offset)) => fail(&path, FaultKind::Undecodable { offset }),
    }
}

/// The embedded theme's files; those of `previous` when there is one, they never change.
fn embedded(previous: Option<&Snapshot>) -> Files {
    if let Some(previous) = previous {
        return previous.below("(classeur)/").map(|file| (file.path.clone(), Arc::clone(file))).collect();
    }
    let mut files = Files::new();
    let mut folders = vec![&EMBEDDED];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let inner = file.path().to_string_lossy().replace('\\', "/");
            let Some(role) = role_of(&SourcePath::new(&format!("themes/classeur/{inner}"))) else { continue };
            let path = SourcePath::new(&format!("{EMBEDDED_PREFIX}/{inner}"));
            let file = SourceFile::new(
                path.clone(),
                PathBuf::new(),
                role,
                Stamp::default(),
                Contents::Embedded(file.contents()),
            );
            files.insert(path, Arc::new(file));
        }
    }
    files
}
