//! TOML to a [`Table`] with byte places, in the order it was written.
//!
//! The library goes on after a mistake, so several are reported at once; a value with a mistake in it is left out.

use std::borrow::Cow;
use std::collections::HashSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Node, SyntaxError, Table, Value};
use crate::source::Span;

/// Mistakes reported for one text, at most.
const ERRORS: usize = 20;
/// Tables and lists inside one another, at most: the library limits brackets and dots apart, not together.
const DEPTH: usize = 64;

/// Dots in a text that cannot nest deep enough to matter, even if every one were in a key.
const DOTS: usize = 256;
/// Stack for a text that may nest 80 brackets of 80 dots, which the library reads by recursion.
const STACK: usize = 64 << 20;

/// Reads `text`, which stands at byte `offset` of its file.
/// What could be read is returned beside what could not.
pub fn parse_toml(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    if memchr::memchr_iter(b'.', text.as_bytes()).count() <= DOTS {
        return parse(text, offset);
    }
    let parsed = std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK);
        let thread = builder.spawn_scoped(scope, || parse(text, offset)).ok()?;
        thread.join().ok()
    });
    parsed.unwrap_or_else(|| {
        let error = SyntaxError { message: "recursion limit exceeded".into(), span: Span::at(offset) };
        (Table::default(), vec![error])
    })
}

/// Reads `text`, again without the lines that stop the library, so that what follows them is read too.
fn parse(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    let mut errors = Vec::new();
    let mut rest = Cow::Borrowed(text);
    loop {
        let (table, found) = parse_once(&rest, offset);
        let stop = found.iter().find(|error| error.message.starts_with("key with no value"));
        let line = stop.map(|error| line_of(&rest, error.span.start as usize - offset));
        errors.extend(found);
        match line {
            // Spaces keep every place where it was.
            Some(line) if errors.len() < ERRORS && !rest[line.clone()].trim().is_empty() => {
                let blank = " ".repeat(line.len());
                rest.to_mut().replace_range(line, &blank);
            }
            _ => return (table, one_a_line(text, offset, errors)),
        }
    }
}

/// The line that holds byte `at`, without its end.
fn line_of(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    start..end
}

/// The first mistake told of each line, in the order of lines: the others follow from it.
fn one_a_line(text: &str, offset: usize, mut errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    let mut lines = HashSet::new();
    errors.retain(|error| lines.insert(line_of(text, error.span.start as usize - offset).start));
    errors.truncate(ERRORS);
    errors.sort_by_key(|error| error.span);
    errors
}

fn parse_once(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<SyntaxError> = errors
        .into_iter()
        .map(|error| SyntaxError {
            message: error.message().to_owned(),
            span: error.span().map_or(Span::at(text.len()), |span| bounded(text, span.start, span.end)).shifted(offset),
        })
        .collect();
    let mut reading = Reading { text, offset, errors: &errors, depth: 0, too_deep: None };
    let table = reading.table(document.into_inner());
    if let Some(span) = reading.too_deep {
        let message = "recursion limit exceeded".into();
        errors.push(SyntaxError { message, span });
    }
    (table, errors)
}

/// What conversion needs to know at every level.
struct Reading<'t> {
    text: &'t str,
    offset: usize,
    errors: &'t [SyntaxError],
    depth: usize,
    /// The first value that was left out for being too deep.
    too_deep: Option<Span>,
}

impl Reading<'_> {
    fn table(&mut self, table: DeTable<'_>) -> Table {
        let mut entries: Vec<Entry> = table
            .into_iter()
            .filter_map(|(key, value)| {
                let key_span = self.span(&key);
                let node = self.node(value);
                // The library puts something where it could not read: it would be reported a second time as wrong.
                let leaf = !matches!(node.value, Value::Table(_));
                if leaf && self.mistaken(key_span, node.span) {
                    return None;
                }
                Some(Entry { key: key.into_inner().into_owned(), key_span, node })
            })
            .collect();
        // The library sorts by name.
        entries.sort_by_key(|entry| entry.key_span);
        Table { entries }
    }

    /// Whether a mistake was reported from `key` to the end of its value's line.
    fn mistaken(&self, key: Span, value: Span) -> bool {
        if self.errors.is_empty() {
            return false;
        }
        let end = value.end.max(key.end) as usize - self.offset;
        let line = self.text[end..].find('\n').unwrap_or(self.text.len() - end);
        let range = key.start..=(self.offset + end + line) as u32;
        self.errors.iter().any(|error| range.contains(&error.span.start))
    }

    fn node(&mut self, value: Spanned<DeValue<'_>>) -> Node {
        let span = self.span(&value);
        let (text, offset) = (self.text, self.offset);
        let written = || text[span.start as usize - offset..span.end as usize - offset].to_owned();
        if self.depth == DEPTH {
            self.too_deep.get_or_insert(span);
            return Node { value: Value::Null, span };
        }
        self.depth += 1;
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(integer) => Value::Integer(integer),
                Err(_) => integer.as_str().parse().map_or_else(|_| Value::Text(written()), Value::Number),
            },
            DeValue::Float(float) => float.as_str().parse().map_or_else(|_| Value::Text(written()), Value::Number),
            DeValue::Boolean(boolean) => Value::Boolean(boolean),
            DeValue::Datetime(datetime) => datetime
                .date
                .and_then(|date| {
                    let year = i16::try_from(date.year).ok()?;
                    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
                    jiff::civil::Date::new(year, month, day).ok()
                })
                .map_or_else(|| Value::Text(written()), Value::Date),
            DeValue::Array(items) => Value::List(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        self.depth -= 1;
        Node { value, span }
    }

    fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        let span = spanned.span();
        bounded(self.text, span.start, span.end).shifted(self.offset)
    }
}

/// `start..end` inside `text` and on its characters, whatever the library says.
fn bounded(text: &str, start: usize, end: usize) -> Span {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    Span::new(boundary(start), boundary(end))
}

#[cfg(test)]
mod tests;
