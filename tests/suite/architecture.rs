//! The order of modules, as `src/lib.rs` tells it: each imports only those before it. And the shape of files.

use std::path::{Path, PathBuf};

/// Lines of a file, at most.
const LINES: usize = 400;

/// Files that may be longer, and why.
const LONGER: &[(&str, &str)] =
    &[("diagnostic/problem.rs", "one enum: a variant, its code and its severity side by side")];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file of the crate: its path from `src/`, and its text.
fn sources() -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(root()).sort_by_file_name().into_iter().map(|entry| entry.expect("readable"));
    files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(root()).expect("below src").to_string_lossy().replace('\\', "/");
            (path, std::fs::read_to_string(entry.path()).expect("UTF-8"))
        })
        .collect()
}

/// Modules in the order of `src/lib.rs`.
fn order() -> Vec<String> {
    let lib = std::fs::read_to_string(root().join("lib.rs")).expect("there");
    let modules = lib.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

/// The text before its tests: they may look anywhere.
fn without_tests(path: &str, text: &str) -> String {
    if path.ends_with("/tests.rs") || path.contains("/tests/") || path.ends_with("samples.rs") {
        return String::new();
    }
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text).to_owned()
}

/// Modules of the crate named in `text`: after `crate::`, and inside `use crate::{…}`.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        for (start, word) in code.match_indices("crate::") {
            let before = code[..start].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$')) {
                continue;
            }
            let rest = &code[start + word.len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(list) => list.split([',', '}']).map(str::trim).collect(),
                None => vec![rest],
            };
            for name in names {
                let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
                found.push((at + 1, name[..end].to_owned()));
            }
        }
    }
    found
}

#[test]
fn imports_run_one_way() {
    let order = order();
    assert!(order.len() > 8, "the modules of src/lib.rs are not read: {order:?}");
    let rank = |module: &str| order.iter().position(|known| known == module);
    let mut back = Vec::new();
    for (path, text) in sources() {
        let module = path.split('/').next().unwrap_or("").trim_end_matches(".rs");
        let Some(own) = rank(module) else { continue };
        for (line, named) in imports(&without_tests(&path, &text)) {
            if rank(&named).is_some_and(|other| other > own) {
                back.push(format!("src/{path}:{line} imports `{named}`, which comes after `{module}`"));
            }
        }
    }
    assert!(back.is_empty(), "{}", back.join("\n"));
}

#[test]
fn imports_are_seen() {
    let text = "use crate::{render, site::Site};\n// crate::publish\nlet x = crate::output::render();\n$crate::no\n";
    let names: Vec<String> = imports(text).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["render", "site", "", "output"].map(str::to_owned).as_slice());
}

#[test]
fn each_file_says_what_it_owns() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "these do not open with `//!`: {silent:?}");
}

#[test]
fn files_can_be_read_in_one_go() {
    let mut long = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        let allowed = LONGER.iter().any(|(longer, _)| *longer == path);
        if lines > LINES && !allowed {
            long.push(format!("src/{path}: {lines} lines"));
        }
        assert!(lines > LINES || !allowed, "src/{path} is short enough now: take it out of LONGER");
    }
    assert!(long.is_empty(), "more than {LINES} lines:\n{}", long.join("\n"));
}
