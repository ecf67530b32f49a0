//! Reads what `git log -z --name-status` prints, newest commit first, as it comes.
//!
//! The first commit that names a file is the last that changed it. A file that moved as it was keeps its date: what
//! older commits say of its old path is said of it.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use jiff::civil::Date;

use crate::source::SourcePath;

/// What each path meant in the commits still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meaning {
    /// The file that is at this path now.
    Now(Box<str>),
    /// Nothing any more: its last change is known, or it is another file that went away.
    Settled,
}

/// What a commit did to a path.
#[derive(Debug)]
enum Event {
    Changed(Box<str>),
    Removed(Box<str>),
    Moved(Box<str>, Box<str>),
}

/// A history being read.
#[derive(Debug)]
pub(super) struct Log<'b> {
    prefix: &'b str,
    boundary: HashSet<&'b str>,
    meanings: HashMap<Box<str>, Meaning>,
    files: HashMap<Box<str>, Option<Date>>,
    date: Option<Date>,
    events: Vec<Event>,
}

impl<'b> Log<'b> {
    /// `content/` is folder `prefix` of the repository; the commits `boundary` are where a shallow clone begins: every
    /// file looks new there.
    pub(super) fn new(prefix: &'b str, boundary: &'b [String]) -> Self {
        Log {
            prefix,
            boundary: boundary.iter().map(String::as_str).collect(),
            meanings: HashMap::new(),
            files: HashMap::new(),
            date: None,
            events: Vec::new(),
        }
    }

    /// Reads to the end of `stream`.
    pub(super) fn read(&mut self, mut stream: impl BufRead) -> std::io::Result<()> {
        let mut token = Vec::new();
        while next(&mut stream, &mut token)? {
            let word = token.strip_prefix(b"\n").unwrap_or(&token);
            if let Some(header) = word.strip_prefix(&[0x1e]) {
                let header = String::from_utf8_lossy(header).into_owned();
                self.commit(&header);
                continue;
            }
            // A letter for each parent; that of a move or a copy is followed by how alike both are.
            let status: Vec<u8> = word.iter().copied().take_while(u8::is_ascii_alphabetic).collect();
            if status.is_empty() {
                continue;
            }
            next(&mut stream, &mut token)?;
            let path = self.path(&token);
            let event = match status[..] {
                [b'R'] => {
                    next(&mut stream, &mut token)?;
                    Event::Moved(path, self.path(&token))
                }
                [b'C'] => {
                    next(&mut stream, &mut token)?;
                    Event::Changed(self.path(&token))
                }
                _ if status.iter().all(|letter| *letter == b'D') => Event::Removed(path),
                _ => Event::Changed(path),
            };
            self.events.push(event);
        }
        Ok(())
    }

    /// The date of each committed file, by path from the site's root.
    pub(super) fn finish(mut self) -> HashMap<Box<str>, Option<Date>> {
        self.apply();
        self.files
    }

    /// Starts the next commit: its hash, its day.
    fn commit(&mut self, header: &str) {
        self.apply();
        let (hash, day) = header.split_once(' ').unwrap_or((header, ""));
        self.date = day.trim().parse().ok().filter(|_| !self.boundary.contains(hash));
    }

    /// Takes what the commit did, all at once: a path may be both left and taken.
    fn apply(&mut self) {
        let events = std::mem::take(&mut self.events);
        let moved: Vec<Option<Box<str>>> = events
            .iter()
            .map(|event| match event {
                Event::Moved(_, to) => self.now(to),
                _ => None,
            })
            .collect();
        for event in &events {
            match event {
                Event::Changed(path) => {
                    if let Some(now) = self.now(path) {
                        self.files.insert(now, self.date);
                    }
                    self.meanings.insert(path.clone(), Meaning::Settled);
                }
                Event::Removed(path) | Event::Moved(_, path) => {
                    self.meanings.insert(path.clone(), Meaning::Settled);
                }
            }
        }
        for (event, now) in events.into_iter().zip(moved) {
            if let Event::Moved(from, _) = event {
                self.meanings.insert(from, now.map_or(Meaning::Settled, Meaning::Now));
            }
        }
    }

    /// A path that git names, from the site's root, normalised as those of files read from the disk.
    fn path(&self, token: &[u8]) -> Box<str> {
        let named = String::from_utf8_lossy(token);
        let inside = named.strip_prefix(self.prefix).unwrap_or(&named);
        SourcePath::new(&format!("content/{inside}")).as_str().into()
    }

    /// The file that `path` means in the commit being read, unless that is settled.
    fn now(&self, path: &str) -> Option<Box<str>> {
        match self.meanings.get(path) {
            None => Some(path.into()),
            Some(Meaning::Now(now)) => Some(now.clone()),
            Some(Meaning::Settled) => None,
        }
    }
}

/// The next token, without its end; whether there is one.
fn next(stream: &mut impl BufRead, token: &mut Vec<u8>) -> std::io::Result<bool> {
    token.clear();
    let read = stream.read_until(0, token)?;
    if token.last() == Some(&0) {
        token.pop();
    }
    Ok(read > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, boundary: &[&str]) -> Vec<(String, String)> {
        let boundary: Vec<String> = boundary.iter().map(|hash| (*hash).to_owned()).collect();
        let mut log = Log::new("", &boundary);
        log.read(text.replace('|', "\0").as_bytes()).expect("bytes in memory are read");
        let mut files: Vec<(String, String)> = log
            .finish()
            .into_iter()
            .map(|(path, date)| (path.into(), date.map_or("?".into(), |date| date.to_string())))
            .collect();
        files.sort();
        files
    }

    fn check(text: &str, boundary: &[&str], wanted: &[(&str, &str)]) {
        let wanted: Vec<_> =
            wanted.iter().map(|(path, date)| (format!("content/{path}"), (*date).to_owned())).collect();
        assert_eq!(read(text, boundary), wanted, "{text:?}");
    }

    #[test]
    fn the_first_commit_that_names_a_file_dates_it() {
        check(
            "\x1eb 2026-02-02|\nM|a.md|\x1ea 2026-01-01|\nA|a.md|A|é b.md|",
            &[],
            &[("a.md", "2026-02-02"), ("é b.md", "2026-01-01")],
        );
        // A merge without a change of its own, then one with.
        check(
            "\x1em 2026-03-03|\x1en 2026-03-02|\nMM|a.md|DD|b.md|\x1ea 2026-01-01|\nA|a.md|A|b.md|",
            &[],
            &[("a.md", "2026-03-02")],
        );
    }

    #[test]
    fn a_file_that_moved_keeps_its_date() {
        check("\x1eb 2026-02-02|\nR100|a.md|c.md|\x1ea 2026-01-01|\nA|a.md|", &[], &[("c.md", "2026-01-01")]);
        // Moved twice, and another file at the old path since.
        check(
            "\x1ed 2026-04-04|\nA|a.md|\x1ec 2026-03-03|\nR100|b.md|c.md|\x1eb 2026-02-02|\nR100|a.md|b.md|\x1ea 2026-01-01|\nM|a.md|",
            &[],
            &[("a.md", "2026-04-04"), ("c.md", "2026-01-01")],
        );
        // Left and taken in one commit; moved, then deleted.
        check(
            "\x1eb 2026-02-02|\nR100|a.md|b.md|R100|b.md|c.md|\x1ea 2026-01-01|\nA|a.md|A|b.md|",
            &[],
            &[("b.md", "2026-01-01"), ("c.md", "2026-01-01")],
        );
        check("\x1ec 2026-03-03|\nD|b.md|\x1eb 2026-02-02|\nR100|a.md|b.md|\x1ea 2026-01-01|\nA|a.md|", &[], &[]);
    }

    #[test]
    fn where_a_shallow_clone_begins_nothing_is_known() {
        check(
            "\x1eb 2026-02-02|\nM|a.md|\x1ea 2026-01-01|\nA|a.md|A|b.md|",
            &["a"],
            &[("a.md", "2026-02-02"), ("b.md", "?")],
        );
    }
}
