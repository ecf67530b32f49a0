//! Types the values of a [`Table`] and says which keys are wrong, doubled, unknown.
//!
//! Each method takes a key's names, canonical first, and marks what it read; a wrong value is reported and counts as
//! absent. Knows no key by itself.

mod convert;

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Entry, Node, Period, Spanned, Table, Value};
use crate::diagnostic::{Diagnostic, Expected, KeyContext, Problem, fold_key, nearest};
use crate::source::{SourceFile, Span};

/// Unknown keys reported of one table, at most: beyond, it is not a table of keys.
const UNKNOWN: usize = 50;
/// Characters of a wrong value that its diagnostic keeps.
const FOUND: usize = 200;

/// Reads one table.
pub struct Reader<'t, 'p> {
    entries: &'t [Entry],
    /// The entries' keys, folded.
    folded: Vec<Cow<'t, str>>,
    /// The marks of all folded keys: most names asked for are not there, which they tell quickly.
    marks: u64,
    used: Vec<bool>,
    /// Every name asked for: what an unknown key may have meant.
    asked: Vec<&'t str>,
    file: &'t Arc<SourceFile>,
    context: KeyContext,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'t, 'p> Reader<'t, 'p> {
    /// A reader of `table`, written in `file`.
    pub fn new(
        table: &'t Table,
        file: &'t Arc<SourceFile>,
        context: KeyContext,
        problems: &'p mut Vec<Diagnostic>,
    ) -> Self {
        Reader::over(&table.entries, file, context, problems)
    }

    /// A reader of `entries`, what another reader left of a table.
    pub fn over(
        entries: &'t [Entry],
        file: &'t Arc<SourceFile>,
        context: KeyContext,
        problems: &'p mut Vec<Diagnostic>,
    ) -> Self {
        let folded: Vec<Cow<'t, str>> = entries.iter().map(|entry| folded(&entry.key)).collect();
        Reader {
            entries,
            marks: folded.iter().fold(0, |marks, key| marks | mark(key)),
            folded,
            used: vec![false; entries.len()],
            asked: Vec::with_capacity(128),
            file,
            context,
            problems,
        }
    }

    /// A reader of a table found inside this one.
    pub fn nested(&mut self, table: &'t Table) -> Reader<'t, '_> {
        Reader::new(table, self.file, self.context, self.problems)
    }

    /// The entry under one of `names`, marked as read; `None` when absent or without value. When several are written,
    /// the first counts and the others are reported.
    pub fn take(&mut self, names: &[&'t str]) -> Option<&'t Entry> {
        self.asked.extend_from_slice(names);
        if names.iter().all(|name| self.marks & mark(name) == 0) {
            return None;
        }
        let mut first: Option<usize> = None;
        for at in 0..self.entries.len() {
            if self.used[at] || !names.contains(&&*self.folded[at]) {
                continue;
            }
            self.used[at] = true;
            match first {
                Some(kept) => self.doubled(kept, at),
                None => first = Some(at),
            }
        }
        let entry = &self.entries[first?];
        (entry.node.value != Value::Null).then_some(entry)
    }

    fn doubled(&mut self, first: usize, again: usize) {
        let (first, again) = (&self.entries[first], &self.entries[again]);
        let (key, alias) = (first.key.clone(), again.key.clone());
        let problem = if first.node.same(&again.node) {
            Problem::DuplicateKey { context: self.context, key: alias, first: key }
        } else {
            Problem::Disagreement { key, alias }
        };
        self.report(problem, again.key_span);
    }

    /// A text, trimmed; a number, a date or a word that YAML takes for something else is the text as it is written.
    pub fn text(&mut self, names: &[&'t str]) -> Option<Spanned<String>> {
        let entry = self.take(names)?;
        self.as_text(&entry.key, &entry.node)
    }

    /// The same, where its place does not matter.
    pub fn plain_text(&mut self, names: &[&'t str]) -> Option<String> {
        self.text(names).map(|text| text.value)
    }

    /// A whole number.
    pub fn integer(&mut self, names: &[&'t str]) -> Option<i64> {
        let entry = self.take(names)?;
        self.as_integer(&entry.key, &entry.node)
    }

    /// A number of things: whole, not negative.
    pub fn count(&mut self, names: &[&'t str]) -> Option<usize> {
        let entry = self.take(names)?;
        let integer = self.as_integer(&entry.key, &entry.node)?;
        let count = usize::try_from(integer).ok();
        if count.is_none() {
            self.wrong(&entry.key, &entry.node, Expected::Integer, None);
        }
        count
    }

    /// A number.
    pub fn number(&mut self, names: &[&'t str]) -> Option<f64> {
        let entry = self.take(names)?;
        self.as_number(&entry.key, &entry.node)
    }

    /// `true` or `false`, or `oui`, `non`, `vrai`, `faux`, `yes`, `no`.
    pub fn boolean(&mut self, names: &[&'t str]) -> Option<bool> {
        let entry = self.take(names)?;
        self.as_boolean(&entry.key, &entry.node)
    }

    /// A date; one that is not ISO is a warning.
    pub fn date(&mut self, names: &[&'t str]) -> Option<Date> {
        let entry = self.take(names)?;
        self.as_date(&entry.key, &entry.node)
    }

    /// A length of time.
    pub fn period(&mut self, names: &[&'t str]) -> Option<Period> {
        let entry = self.take(names)?;
        if entry.node.is_empty() {
            return None;
        }
        let period = match &entry.node.value {
            Value::Text(text) => Period::parse(text),
            _ => None,
        };
        if period.is_none() {
            self.wrong(&entry.key, &entry.node, Expected::Duration, None);
        }
        period
    }

    /// A list of texts; a single one is a list of one, its commas are its own.
    pub fn texts(&mut self, names: &[&'t str]) -> Vec<Spanned<String>> {
        self.items(names).into_iter().filter_map(|(key, node)| self.as_text(key, node)).collect()
    }

    /// The same, where their places do not matter.
    pub fn plain_texts(&mut self, names: &[&'t str]) -> Vec<String> {
        let texts = self.texts(names).into_iter();
        texts.map(|text| text.value).collect()
    }

    /// The items of a list with the key they are under; a single value is a list of one. Those without value are left out.
    pub fn items(&mut self, names: &[&'t str]) -> Vec<(&'t str, &'t Node)> {
        let Some(entry) = self.take(names) else {
            return Vec::new();
        };
        let nodes = match &entry.node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&entry.node),
        };
        nodes.iter().filter(|node| node.value != Value::Null).map(|node| (entry.key.as_str(), node)).collect()
    }

    /// A table.
    pub fn table(&mut self, names: &[&'t str]) -> Option<&'t Table> {
        let entry = self.take(names)?;
        self.as_table(&entry.key, &entry.node)
    }

    /// A list of tables; a single one is a list of one.
    pub fn tables(&mut self, names: &[&'t str]) -> Vec<(&'t Table, Span)> {
        self.items(names).into_iter().filter_map(|(key, node)| Some((self.as_table(key, node)?, node.span))).collect()
    }

    /// One of `choices`: the words for each, canonical first, folded.
    pub fn one_of<T: Copy>(&mut self, names: &[&'t str], choices: &[(T, &[&str])]) -> Option<Spanned<T>> {
        let entry = self.take(names)?;
        let text = self.as_text(&entry.key, &entry.node)?;
        let chosen = self.choose(&entry.key, &text, choices)?;
        Some(Spanned { value: chosen, span: text.span })
    }

    /// Reports that the value of `key` is not what is `expected`.
    pub fn wrong(&mut self, key: &str, node: &Node, expected: Expected, nearest: Option<String>) {
        let problem = Problem::WrongValue {
            context: self.context,
            key: key.to_owned(),
            expected,
            found: self.written(node).chars().take(FOUND).collect(),
            nearest,
        };
        self.report(problem, node.span);
    }

    /// Reports `problem` at `span` of the file.
    pub fn report(&mut self, problem: Problem, span: Span) {
        self.problems.push(Diagnostic::new(problem, self.file, span));
    }

    /// Passes over the keys `names` without reading them.
    pub fn skip(&mut self, names: &[&'t str]) {
        let _ = self.take(names);
    }

    /// The entries not read yet.
    pub fn unread(&self) -> impl Iterator<Item = &'t Entry> {
        let entries = self.entries.iter().zip(&self.used);
        entries.filter(|(_, used)| !**used).map(|(entry, _)| entry)
    }

    /// Copies of the entries not read, for who knows more keys.
    pub fn rest(self) -> Vec<Entry> {
        self.unread().cloned().collect()
    }

    /// Reports every entry that was not read, with the nearest of the names that were asked for.
    pub fn finish(self) {
        self.finish_knowing(&[]);
    }

    /// The same; the keys of `others` too may have been meant.
    pub fn finish_knowing(self, others: &[&str]) {
        for entry in self.unread().take(UNKNOWN).collect::<Vec<_>>() {
            let candidates = self.asked.iter().chain(others).copied();
            let problem = Problem::UnknownKey {
                context: self.context,
                key: entry.key.clone(),
                nearest: meant(&entry.key, candidates),
            };
            self.problems.push(Diagnostic::new(problem, self.file, entry.key_span));
        }
    }

    /// The value as it stands in the file: `1.20` is not `1.2`.
    fn written(&self, node: &Node) -> String {
        let source = self.file.text().and_then(|text| text.get(node.span.range()));
        source.unwrap_or_default().trim().to_owned()
    }
}

/// The nearest candidate to `word`; a text too long to be a key is none, and would take long to compare.
fn meant<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    (word.len() <= 100).then(|| nearest(word, candidates)).flatten()
}

/// One bit of 64 for a name: two names that have not the same are two names.
fn mark(name: &str) -> u64 {
    let first = name.bytes().next().unwrap_or_default();
    1 << ((usize::from(first) ^ (name.len() << 2)) % 64)
}

/// A key folded, without a copy when it already is.
fn folded(key: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if key.bytes().all(plain) { Cow::Borrowed(key) } else { Cow::Owned(fold_key(key)) }
}

#[cfg(test)]
mod tests;
