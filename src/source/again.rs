//! Reads again the paths that an event named, and nothing else, so that a save in a folder of ten thousand sheets costs
//! a few reads and not a walk.
//!
//! What is named is read whatever its length and time say. Whenever the short way could differ from a whole walk
//! (symbolic links, ignore rules, names that normalisation changes), the whole walk is taken.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::walk::{FOLDERS, Found, Rules, TOP_FILES, read, role_of, walk, walk_folder};
use super::{Fault, FaultKind, Role, Snapshot, SourcePath};

/// The snapshot after `previous`, when only what is at or below the paths `changed` may have changed since.
pub(super) fn again(previous: &Snapshot, ignore: &[String], changed: &[PathBuf]) -> Snapshot {
    short(previous, ignore, changed).unwrap_or_else(|| whole(previous, ignore, changed))
}

/// A whole walk that trusts no stamp of what is at or below `changed`, nor of what is reached through a link.
fn whole(previous: &Snapshot, ignore: &[String], changed: &[PathBuf]) -> Snapshot {
    let mut known = previous.clone();
    let suspect = |disk: &Path| changed.iter().chain(&previous.links).any(|path| disk.starts_with(path));
    known.files.retain(|_, file| file.disk.as_os_str().is_empty() || !suspect(&file.disk));
    walk(&previous.root, ignore, Some(&known))
}

/// The short way; `None` when it is not certain to see what a walk would.
fn short(previous: &Snapshot, ignore: &[String], changed: &[PathBuf]) -> Option<Snapshot> {
    let root = &previous.root;
    if previous.ignore != ignore || !previous.links.is_empty() {
        return None;
    }
    let mut paths: Vec<&str> = Vec::new();
    for path in changed {
        let inside = path.strip_prefix(root).ok()?;
        if !inside.components().all(|part| matches!(part, Component::Normal(_))) || inside.as_os_str().is_empty() {
            return None;
        }
        let text = inside.to_str()?;
        if inside.file_name()? == ".gitignore" {
            return None;
        }
        let first = inside.components().next()?.as_os_str().to_str()?;
        if FOLDERS.contains(&first) || TOP_FILES.contains(&text) {
            paths.push(text);
        }
    }
    paths.sort_unstable();
    paths.dedup();
    // What stands below another path is read with it.
    let mut tops: Vec<&str> = Vec::new();
    for path in paths {
        if !tops.iter().any(|top| path.strip_prefix(top).is_some_and(|rest| rest.starts_with(['/', '\\']))) {
            tops.push(path);
        }
    }

    let rules = Rules::read(root, ignore, &mut Vec::new());
    let mut next = previous.clone();
    for top in tops {
        let path = SourcePath::new(top);
        if cfg!(not(windows)) && path.as_str() != top {
            return None;
        }
        if previous.faults.iter().any(|fault| fault.kind == FaultKind::SameName) {
            return None;
        }
        forget(&mut next, &path);
        take(&mut next, root, top, &path, &rules)?;
    }
    next.faults.sort_by(|a, b| a.path.cmp(&b.path));
    Some(next)
}

/// Drops what was at `path` and below it.
fn forget(snapshot: &mut Snapshot, path: &SourcePath) {
    snapshot.files.remove(path);
    let folder = format!("{path}/");
    let below: Vec<SourcePath> = snapshot.below(&folder).map(|file| file.path.clone()).collect();
    for path in below {
        snapshot.files.remove(&path);
    }
    // A pattern that cannot be read comes from the rules, which are the same.
    snapshot.faults.retain(|fault| {
        matches!(fault.kind, FaultKind::BadPattern { .. })
            || (fault.path != *path && !fault.path.as_str().starts_with(&folder))
    });
}

/// Takes what is at `top` now, if anything is; `None` when only a walk can tell.
fn take(next: &mut Snapshot, root: &Path, top: &str, path: &SourcePath, rules: &Rules) -> Option<()> {
    let disk = root.join(top);
    let mut folder = root.to_owned();
    let mut parts = Path::new(top).components().peekable();
    let mut first = true;
    while let Some(part) = parts.next() {
        folder.push(part);
        let Ok(metadata) = std::fs::symlink_metadata(&folder) else { return Some(()) };
        if metadata.is_symlink() {
            return None;
        }
        // A folder of the site itself is never passed over, as in a walk.
        let passed = !first && rules.passes_over(&folder, metadata.is_dir());
        if passed || (parts.peek().is_some() && !metadata.is_dir()) || !spelled(&folder) {
            return Some(());
        }
        first = false;
    }
    let metadata = std::fs::metadata(&disk);
    let mut found: Vec<Found> = Vec::new();
    let mut faults: Vec<Fault> = Vec::new();
    let mut links = Vec::new();
    match metadata {
        Ok(metadata) if metadata.is_dir() => {
            let mut take = |path: SourcePath, disk: PathBuf| {
                if let Some(role) = role_of(&path) {
                    found.push(Found { path, disk, role });
                }
            };
            walk_folder(root, top, rules, &mut faults, &mut links, &mut take);
        }
        Ok(metadata) if metadata.is_file() => {
            if let Some(role) = role_of(path) {
                found.push(Found { path: path.clone(), disk, role });
            }
        }
        Ok(_) if role_of(path).is_some_and(|role| role != Role::Other) || FOLDERS.contains(&top) => {
            faults.push(Fault { path: path.clone(), kind: FaultKind::Special });
        }
        Ok(_) => return None,
        Err(_) => return Some(()),
    }
    if !links.is_empty() {
        return None;
    }
    next.faults.extend(faults);
    for found in found {
        if next.files.contains_key(&found.path) {
            return None;
        }
        let (file, fault) = match found.stamp() {
            Ok(stamp) => read(found, stamp),
            Err(fault) => (None, Some(fault)),
        };
        next.faults.extend(fault);
        if let Some(file) = file {
            next.files.insert(file.path.clone(), Arc::new(file));
        }
    }
    Some(())
}

/// Whether the last name of `path` is spelled so on disk: where case does not count, the old name of a file still
/// answers after `Nom.md` became `nom.md`.
fn spelled(path: &Path) -> bool {
    if cfg!(not(any(windows, target_os = "macos"))) {
        return true;
    }
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { return true };
    std::fs::read_dir(parent).is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name() == name))
}
