//! Answers kept on disk between checks, so that a site checked at every save does not bother anyone.
//!
//! A file of its own, outside what is published. Only answers of servers are kept: that our own network was down
//! yesterday says nothing of a link.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use ammonia::Url;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::outcome::Answer;

/// Days an answer is kept when the page is there.
const FINE: i32 = 7;

/// Days it is kept otherwise: who mends a link wants to see it mended.
const ERROR: i32 = 1;

/// The version of the file's format; a file of another one is passed over.
const VERSION: u32 = 1;

/// Answers by address.
#[derive(Debug, Default)]
pub(super) struct Cache {
    entries: BTreeMap<String, Entry>,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    links: BTreeMap<String, Entry>,
}

/// One answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    status: u16,
    /// When it was given, ISO.
    date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved_to: Option<String>,
}

impl Cache {
    /// The answers in the file at `path` that still hold `today`; none when there is no such file, or it is damaged.
    pub fn read(path: &Path, today: Date) -> Self {
        let stored = std::fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Stored>(&bytes).ok());
        let mut entries =
            stored.filter(|stored| stored.version == VERSION).map(|stored| stored.links).unwrap_or_default();
        entries.retain(|_, entry| entry.holds(today));
        Cache { entries }
    }

    /// The answer for `url`.
    pub fn get(&self, url: &Url) -> Option<Answer> {
        self.entries.get(url.as_str()).map(|entry| Answer { status: entry.status, moved_to: entry.moved_to.clone() })
    }

    /// Keeps an answer given `today`, unless the next hour may bring another.
    pub fn keep(&mut self, url: &Url, answer: &Answer, today: Date) {
        if !answer.is_passing() {
            let entry = Entry { status: answer.status, date: today.to_string(), moved_to: answer.moved_to.clone() };
            self.entries.insert(url.as_str().to_owned(), entry);
        }
    }

    /// Writes the file, whole or not at all.
    pub fn write(self, path: &Path) -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        if !folder.is_dir() {
            std::fs::create_dir_all(folder)?;
            // A cache has no place in a repository, and its folder is the one to say so.
            std::fs::write(folder.join(".gitignore"), "*\n")?;
        }
        let stored = Stored { version: VERSION, links: self.entries };
        let text = serde_json::to_string_pretty(&stored)?;
        let new = path.with_extension(format!("{}.tmp", std::process::id()));
        std::fs::write(&new, text).and_then(|()| std::fs::rename(&new, path)).inspect_err(|_| {
            let _ = std::fs::remove_file(&new);
        })
    }
}

impl Entry {
    fn holds(&self, today: Date) -> bool {
        let days = if self.status < 400 { FINE } else { ERROR };
        let age = self.date.parse::<Date>().and_then(|date| today.since((jiff::Unit::Day, date)));
        age.is_ok_and(|age| (0..days).contains(&age.get_days()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address of the test")
    }

    fn answer(status: u16) -> Answer {
        Answer { status, moved_to: None }
    }

    #[test]
    fn ages() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(".classeur-cache/liens.json");
        let first = date(2026, 11, 22);
        let (fine, gone, busy) = (url("https://a.fr/"), url("https://b.fr/x?y"), url("https://c.fr/"));
        let mut cache = Cache::read(&path, first);
        cache.keep(&fine, &Answer { status: 200, moved_to: Some("https://d.fr/".into()) }, first);
        cache.keep(&gone, &answer(404), first);
        cache.keep(&busy, &answer(503), first);
        cache.write(&path).expect("writable");
        assert!(folder.path().join(".classeur-cache/.gitignore").exists());
        let check = |today: Date, expected: [bool; 3]| {
            let cache = Cache::read(&path, today);
            assert_eq!([&fine, &gone, &busy].map(|url| cache.get(url).is_some()), expected, "{today}");
        };
        check(first, [true, true, false]);
        check(date(2026, 11, 23), [true, false, false]);
        check(date(2026, 11, 28), [true, false, false]);
        check(date(2026, 11, 29), [false, false, false]);
        check(date(2026, 11, 21), [false, false, false]);
        assert_eq!(
            Cache::read(&path, first).get(&fine).and_then(|answer| answer.moved_to).as_deref(),
            Some("https://d.fr/")
        );
    }

    #[test]
    fn damaged_files_are_passed_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("liens.json");
        for text in [
            "",
            "[]",
            "{\"version\":9,\"links\":{}}",
            "{\"version\":1,\"links\":{\"https://a.fr/\":{\"status\":200,\"date\":\"hier\"}}}",
        ] {
            std::fs::write(&path, text).expect("writable");
            assert!(Cache::read(&path, date(2026, 11, 22)).entries.is_empty(), "{text}");
        }
    }
}
