//! YAML to a [`Table`] with byte places, from saphyr's events.
//!
//! A text that cannot be read whole is read again entry by entry, so that one bad line hides neither the others' values
//! nor their mistakes. Deep nesting and alias bombs are refused early. Never interprets a key.

mod merge;
mod places;
mod plain;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};

use super::{Entry, Node, SyntaxError, Table, Value, scalar};
use crate::source::Span;
use merge::{merged, weight};
use places::Places;

/// Tables and lists inside one another, at most: no one writes more, and dropping a tree is recursive.
const DEPTH: usize = 64;
/// What aliases may copy, in nodes (a node of text weighs one more for each 64 bytes).
const COPIES: usize = 20_000;
/// Mistakes reported for one text, at most.
const ERRORS: usize = 20;

/// Reads the first document of `text`, which stands at byte `offset` of its file.
/// What could be read is returned beside what could not; a key written twice stands twice.
pub fn parse_yaml(text: &str, offset: usize) -> (Table, Vec<SyntaxError>) {
    if let Some(table) = plain::table(text, offset) {
        return (table, Vec::new());
    }
    match Builder::new(text, offset).document() {
        Ok(table) => (table, Vec::new()),
        Err(Failure::Limit(error)) => (Table::default(), vec![error]),
        Err(Failure::Syntax(error)) => entry_by_entry(text, offset, error),
    }
}

/// Why a text was not read.
enum Failure {
    /// It is not YAML.
    Syntax(SyntaxError),
    /// It asks for too much; trying again would too.
    Limit(SyntaxError),
}

/// Reads each entry that starts at the first column by itself.
fn entry_by_entry(text: &str, offset: usize, whole: SyntaxError) -> (Table, Vec<SyntaxError>) {
    let mut table = Table::default();
    let mut errors = Vec::new();
    for (start, end) in entries(text) {
        match Builder::new(&text[start..end], offset + start).document() {
            Ok(part) => table.entries.extend(part.entries),
            // Its anchor is in another entry: no mistake of this one.
            Err(Failure::Syntax(error)) if error.message.contains("unknown anchor") && text.contains('&') => {}
            Err(Failure::Syntax(error) | Failure::Limit(error)) => errors.push(error),
        }
        if errors.len() == ERRORS {
            break;
        }
    }
    if errors.is_empty() {
        errors.push(whole);
    }
    (table, errors)
}

/// The ranges of `text` that start with a line whose first column holds a key.
fn entries(text: &str) -> Vec<(usize, usize)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let inside = line.starts_with([' ', '\t', '\n', '#', '-', ']', '}']);
        if !inside {
            starts.push(at);
        }
        at += line.len();
    }
    if starts.first().is_none_or(|first| *first > 0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).collect()
}

/// A list or table being read.
struct Frame {
    kind: FrameKind,
    start: usize,
    /// saphyr's number for its anchor, 0 for none.
    anchor: usize,
}

enum FrameKind {
    List(Vec<Node>),
    Table { entries: Vec<Entry>, key: Option<(String, Span)> },
}

/// Builds the tree from the parser's events.
struct Builder<'t> {
    parser: Parser<'t, StrInput<'t>>,
    places: Places<'t>,
    offset: usize,
    stack: Vec<Frame>,
    anchors: HashMap<usize, (Node, usize)>,
    copies: usize,
    /// Where the last scalar or closing bracket ended: a block ends there, not where saphyr notices.
    last_end: usize,
    root: Option<Node>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, offset: usize) -> Self {
        Builder {
            parser: Parser::new_from_str(text),
            places: Places::new(text),
            offset,
            stack: Vec::new(),
            anchors: HashMap::new(),
            copies: 0,
            last_end: 0,
            root: None,
        }
    }

    fn document(mut self) -> Result<Table, Failure> {
        let mut documents = 0;
        while let Some(event) = self.parser.next_event() {
            let (event, span) = event.map_err(|error| self.scan_error(&error))?;
            let start = self.places.byte(span.start.index());
            let end = self.places.byte(span.end.index()).max(start);
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(self.error("only one document is read", start, end));
                    }
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.scalar(&text, style, anchor, tag.as_deref(), (start, end))?;
                }
                Event::SequenceStart(anchor, _) => {
                    self.open(FrameKind::List(Vec::new()), start, anchor)?;
                }
                Event::MappingStart(anchor, _) => {
                    let kind = FrameKind::Table { entries: Vec::new(), key: None };
                    self.open(kind, start, anchor)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(start, end)?,
                Event::Alias(anchor) => self.alias(anchor, start, end)?,
                Event::StreamEnd => break,
                Event::Nothing | Event::StreamStart | Event::DocumentEnd => {}
            }
        }
        match self.root.take() {
            None => Ok(Table::default()),
            Some(Node { value, span }) => match value {
                Value::Table(table) => Ok(table),
                Value::Null => Ok(Table::default()),
                _ => Err(Failure::Syntax(SyntaxError {
                    message: "simple key expect ':'".into(),
                    span: first_line(self.places.text, span, self.offset),
                })),
            },
        }
    }

    fn open(&mut self, kind: FrameKind, start: usize, anchor: usize) -> Result<(), Failure> {
        if self.stack.len() == DEPTH {
            return Err(Failure::Limit(SyntaxError {
                message: "recursion limit exceeded".into(),
                span: self.span(start, start),
            }));
        }
        self.last_end = start;
        self.stack.push(Frame { kind, start, anchor });
        Ok(())
    }

    fn close(&mut self, start: usize, end: usize) -> Result<(), Failure> {
        let frame = self.stack.pop().expect("saphyr closes only what it has opened");
        // A block's end has no width; a bracket's has.
        if end > start {
            self.last_end = end;
        }
        let value = match frame.kind {
            FrameKind::List(items) => Value::List(items),
            FrameKind::Table { entries, .. } => Value::Table(merged(entries)),
        };
        let node = Node { value, span: self.span(frame.start, self.last_end.max(frame.start)) };
        self.place(node, frame.anchor)
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        (start, end): (usize, usize),
    ) -> Result<(), Failure> {
        if let Some(Frame { kind: FrameKind::Table { key, .. }, .. }) = self.stack.last()
            && key.is_none()
        {
            return self.key(text, start, end);
        }
        let text_tag = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
        let value =
            if style == ScalarStyle::Plain && !text_tag { scalar::plain(text) } else { Value::Text(text.to_owned()) };
        let span = if start == end {
            // saphyr puts an absent value at the next token, lines below: its place is after the key.
            self.span(self.last_end, self.last_end)
        } else {
            let end = start + self.places.text[start..end].trim_end().len();
            self.last_end = end;
            self.span(start, end)
        };
        self.place(Node { value, span }, anchor)
    }

    fn key(&mut self, text: &str, start: usize, end: usize) -> Result<(), Failure> {
        if start == end {
            return Err(self.error("while parsing a block mapping, did not find expected key", start, end));
        }
        let end = start + self.places.text[start..end].trim_end().len();
        let span = self.span(start, end);
        let colon = self.places.text[end..].starts_with(':');
        self.last_end = end + usize::from(colon);
        if let Some(Frame { kind: FrameKind::Table { key, .. }, .. }) = self.stack.last_mut() {
            *key = Some((text.to_owned(), span));
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, start: usize, end: usize) -> Result<(), Failure> {
        let Some((node, weight)) = self.anchors.get(&anchor) else {
            return Err(self.error("an alias inside the value it stands for", start, end));
        };
        self.copies += weight;
        let node = node.clone();
        self.within_budget(start, end)?;
        self.last_end = end;
        self.place(node, 0)
    }

    fn within_budget(&self, start: usize, end: usize) -> Result<(), Failure> {
        if self.copies <= COPIES {
            return Ok(());
        }
        Err(Failure::Limit(SyntaxError { message: "aliases repeat too much".into(), span: self.span(start, end) }))
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node, anchor: usize) -> Result<(), Failure> {
        if anchor != 0 {
            let weight = weight(&node);
            self.copies += weight;
            let at = node.span.start as usize - self.offset;
            self.within_budget(at, at)?;
            self.anchors.insert(anchor, (node.clone(), weight));
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame { kind: FrameKind::List(items), .. }) => items.push(node),
            Some(Frame { kind: FrameKind::Table { entries, key }, .. }) => match key.take() {
                Some((key, key_span)) => entries.push(Entry { key, key_span, node }),
                // `titre: {{nom}}` reads as a table whose key is a table.
                None => {
                    return Err(Failure::Syntax(SyntaxError {
                        message: "plain scalar cannot start with '{' or '[' before a key".into(),
                        span: node.span,
                    }));
                }
            },
        }
        Ok(())
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.offset + start, self.offset + end)
    }

    fn error(&self, message: &str, start: usize, end: usize) -> Failure {
        Failure::Syntax(SyntaxError { message: message.into(), span: self.span(start, end) })
    }

    fn scan_error(&mut self, error: &ScanError) -> Failure {
        let text = self.places.text;
        let at = self.places.byte(error.marker().index());
        let message = error.info().to_owned();
        if message.contains("recursion limit") {
            return Failure::Limit(SyntaxError { message, span: self.span(at, at) });
        }
        // What is missing at the end was opened before: the line where the entry starts says more than the last one.
        let span = if text[at..].trim().is_empty() {
            first_line(text, Span::new(self.offset, self.offset), self.offset)
        } else {
            let width = text[at..].chars().next().map_or(0, char::len_utf8);
            self.span(at, at + width)
        };
        Failure::Syntax(SyntaxError { message, span })
    }
}

/// The rest of the line on which `span` starts.
fn first_line(text: &str, span: Span, offset: usize) -> Span {
    let start = span.start as usize - offset;
    let skipped = text[start..].len() - text[start..].trim_start().len();
    let start = start + skipped;
    let line = text[start..].lines().next().unwrap_or("").trim_end();
    Span::new(offset + start, offset + start + line.len())
}

#[cfg(test)]
mod tests;
