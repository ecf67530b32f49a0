//! Footnotes: numbered by first call, written at the end, each with its ways back.

use std::collections::HashMap;
use std::fmt::Write;

use foldhash::fast::FixedState;

use comrak::nodes::{Node, NodeFootnoteDefinition, NodeValue, Sourcepos};

use super::body::BlockKind;
use super::inlines::Link;
use super::writer::Writer;
use crate::diagnostic::Problem;
use crate::source::Span;

/// The notes of a text.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    definitions: HashMap<String, Definition<'a>, FixedState>,
    /// Called notes, by number less one.
    called: Vec<Note>,
    /// What is being written has no place in the source: comrak does not tell where an inline note's words are.
    pub unplaced: bool,
}

#[derive(Debug)]
struct Definition<'a> {
    node: Node<'a>,
    /// Its place among called notes, once it is one.
    called: Option<usize>,
}

#[derive(Debug)]
struct Note {
    name: String,
    id: String,
    /// The ids of its calls.
    calls: Vec<String>,
}

impl<'a> Writer<'a, '_> {
    /// Finds the definitions.
    pub(super) fn find_notes(&mut self, root: Node<'a>) {
        let mut left = vec![root];
        while let Some(node) = left.pop() {
            let data = node.data();
            let value = &data.value;
            if let NodeValue::FootnoteDefinition(definition) = value
                && definition.total_references > 0
            {
                self.notes.definitions.insert(definition.name.clone(), Definition { node, called: None });
            }
            // comrak puts those of notes among words at the end of the document: no definition is among inlines.
            if value.block() && !value.contains_inlines() && !matches!(value, NodeValue::Table(_)) {
                left.extend(node.reverse_children());
            }
        }
    }

    /// A definition, where it stands: nothing is written there.
    pub(super) fn note_definition(&mut self, definition: &NodeFootnoteDefinition, position: Sourcepos) {
        if definition.total_references == 0 {
            let span = self.span(position);
            let line = self.lines.rest_of_line(span.start as usize);
            let label = line.find("]:").map_or(line.len(), |end| end + 1);
            let span = Span::new(span.start as usize, span.start as usize + label);
            self.problem(Problem::UnusedFootnote { name: definition.name.clone() }, span);
        }
    }

    /// A call.
    pub(super) fn note_call(&mut self, name: &str) {
        let Some(definition) = self.notes.definitions.get_mut(name) else { return };
        let at = *definition.called.get_or_insert_with(|| {
            let at = self.notes.called.len();
            let id = self.ids.claim(numbered("note-", at + 1));
            self.notes.called.push(Note { name: name.to_owned(), id, calls: Vec::new() });
            at
        });
        let number = at + 1;
        if self.flow.link == Link::Inside {
            return self.raw(&format!("<sup>{number}</sup>"));
        }
        let call = self.ids.claim(numbered("appel-", number));
        let note = &mut self.notes.called[at];
        let html = &mut self.body.html;
        for part in ["<sup><a role=\"doc-noteref\" href=\"#", &note.id, "\" id=\"", &call, "\">"] {
            html.push_str(part);
        }
        let _ = write!(html, "{number}</a></sup>");
        note.calls.push(call);
    }

    /// Writes the called notes; one may call others.
    pub(super) fn write_notes(&mut self) {
        if self.notes.called.is_empty() {
            return;
        }
        self.raw("<div class=\"notes\" role=\"doc-endnotes\" aria-label=\"");
        self.raw(self.wording.notes());
        self.raw("\">\n<ol>\n");
        let mut at = 0;
        while at < self.notes.called.len() {
            self.write_note(at);
            at += 1;
        }
        self.raw("</ol>\n</div>\n");
    }

    fn write_note(&mut self, at: usize) {
        let note = &self.notes.called[at];
        let open = format!("<li id=\"{}\">", note.id);
        let node = self.notes.definitions.get(&note.name).expect("only defined notes are called").node;
        let position = node.data().sourcepos;
        self.notes.unplaced = note.name.starts_with("__inline_");
        self.seek(self.span(position).start as usize);
        let block = self.open_block(BlockKind::Footnote, position, &open);
        self.open_scope();
        let mut next = node.first_child();
        let mut returned = false;
        while let Some(child) = next {
            let position = child.data().sourcepos;
            let paragraph = matches!(child.data().value, NodeValue::Paragraph);
            if paragraph && child.next_sibling().is_none() {
                let paragraph = self.open_block(BlockKind::Paragraph, position, "<p>");
                self.start_words();
                self.inline_children(child);
                self.ways_back(at);
                self.close_block(paragraph, "</p>");
                returned = true;
                next = None;
            } else {
                next = self.next(child);
            }
        }
        if !returned {
            self.raw("<p>");
            self.ways_back(at);
            self.raw("</p>");
        }
        self.close_scope();
        self.close_block(block, "</li>");
        self.raw("\n");
        self.notes.unplaced = false;
    }

    fn ways_back(&mut self, at: usize) {
        let label = self.wording.back();
        let number = at + 1;
        let html = &mut self.body.html;
        for (call, id) in (1..).zip(&self.notes.called[at].calls) {
            for part in [" <a role=\"doc-backlink\" href=\"#", id, "\" aria-label=\"", label, " "] {
                html.push_str(part);
            }
            // Several calls are told apart.
            let _ = match call {
                1 => write!(html, "{number}\">↩</a>"),
                _ => write!(html, "{number} ({call})\">↩<sup>{call}</sup></a>"),
            };
        }
    }
}

/// `start` with a number after it.
fn numbered(start: &str, number: usize) -> String {
    let mut id = String::with_capacity(start.len() + 4);
    id.push_str(start);
    let _ = write!(id, "{number}");
    id
}
