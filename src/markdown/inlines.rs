//! Inlines: words, emphasis, code, breaks; and what brackets were meant to be when they are no link.

use comrak::nodes::{Ast, Node, NodeCode, NodeValue};

use super::attributes::named;
use super::blanks;
use super::ids;
use super::rules::Follow;
use super::writer::Writer;
use crate::diagnostic::Problem;
use crate::source::Span;

/// Where we are in the inlines of a block.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// Where the block's words start in the plain text.
    pub start: usize,
    /// Open tags of raw HTML.
    pub tags: Vec<&'static str>,
    /// Tags below this one are an outer inline's, and not to be closed here.
    pub base: usize,
    /// What holds the words.
    pub link: Link,
    /// The element whose content is left out, `<script>`.
    pub muted: Option<String>,
    /// What was cleaned from the block's HTML, told once each.
    pub cleaned: Vec<String>,
}

/// Whether words are in a link already: links do not nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Link {
    #[default]
    Outside,
    Inside,
}

impl<'a> Writer<'a, '_> {
    /// Writes the inlines inside `node`; raw HTML that they leave open is closed.
    pub(super) fn inline_children(&mut self, node: Node<'a>) {
        let base = std::mem::replace(&mut self.flow.base, self.flow.tags.len());
        let link = self.flow.link;
        let muted = self.flow.muted.clone();
        for child in node.children() {
            self.deeper(child, |writer| writer.inline(child));
        }
        self.close_tags(self.flow.base);
        self.flow.base = base;
        self.flow.link = link;
        self.flow.muted = muted;
    }

    /// Writes one inline.
    pub(super) fn inline(&mut self, node: Node<'a>) {
        let data = node.data();
        if let NodeValue::HtmlInline(tag) = &data.value {
            return self.inline_html(tag, data.sourcepos);
        }
        if self.flow.muted.is_some() {
            return;
        }
        match &data.value {
            NodeValue::Text(text) => self.text(text, data.sourcepos, follow(node)),
            NodeValue::SoftBreak => {
                self.raw("\n");
                self.plain.text.push(' ');
            }
            NodeValue::LineBreak => {
                self.raw("<br>\n");
                self.plain.text.push(' ');
            }
            NodeValue::Code(code) => self.code(code, &data),
            NodeValue::Emph => self.tagged(node, "<em>", "</em>"),
            NodeValue::Strong => self.tagged(node, "<strong>", "</strong>"),
            NodeValue::Strikethrough => self.tagged(node, "<del>", "</del>"),
            NodeValue::Highlight => self.tagged(node, "<mark>", "</mark>"),
            NodeValue::Link(link) => self.link(node, link, &data),
            NodeValue::Image(image) => self.image(node, image, &data),
            NodeValue::WikiLink(link) => self.wikilink(node, link, &data),
            NodeValue::FootnoteReference(reference) => self.note_call(&reference.name),
            NodeValue::Math(math) => self.math(math, data.sourcepos),
            _ => self.inline_children(node),
        }
    }

    fn tagged(&mut self, node: Node<'a>, open: &str, close: &str) {
        self.raw(open);
        self.inline_children(node);
        self.raw(close);
    }

    fn code(&mut self, code: &NodeCode, node: &Ast) {
        self.raw("<code");
        if node.attrs.is_some() {
            let (id, attributes) = named(node);
            self.attributes(id, &attributes, self.lines.span(node.sourcepos));
        }
        self.raw(">");
        self.escaped(&code.literal);
        self.raw("</code>");
        self.plain.text.push_str(&code.literal);
    }

    /// Writes attributes of inline code: an id, classes, a language. The others would have no meaning.
    fn attributes(&mut self, id: Option<String>, attributes: &[(String, String)], span: Span) {
        if let Some(id) = id.filter(|id| ids::valid(id)) {
            let id = self.explicit_id(&id, span);
            self.raw(" id=\"");
            self.escaped(&id);
            self.raw("\"");
        }
        let classes: Vec<&str> =
            attributes.iter().filter(|(name, _)| name == "class").map(|(_, class)| class.as_str()).collect();
        let language = attributes.iter().find(|(name, _)| name == "lang").map(|(_, value)| value.as_str());
        if let Some(language) = language {
            self.tell_language(language, span);
        }
        for (name, value) in [("class", classes.join(" ")), ("lang", language.unwrap_or_default().to_owned())] {
            if !value.is_empty() {
                self.raw(" ");
                self.raw(name);
                self.raw("=\"");
                self.escaped(&value);
                self.raw("\"");
            }
        }
    }

    /// Brackets that stayed words: a note or a reference that nothing defines.
    pub(super) fn check_brackets(&mut self, text: &str, span: Span) {
        let source = self.slice(span);
        let place = |written: &str| {
            let at = source.find(written)?;
            let escaped = source[..at].ends_with('\\');
            (!escaped).then(|| Span::new(span.start as usize + at, span.start as usize + at + written.len()))
        };
        for (at, _) in text.match_indices("[^") {
            let Some(name) = label(&text[at + 2..]) else { continue };
            if let Some(place) = place(&text[at..at + name.len() + 3]).filter(|_| !name.is_empty()) {
                self.problem(Problem::UnknownFootnote { name: name.to_owned() }, place);
            }
        }
        for (at, _) in text.match_indices("][") {
            let Some(name) = label(&text[at + 2..]) else { continue };
            let first = text[..at].rfind('[').map(|open| &text[open + 1..at]);
            // `t[0][1]`, `[12][13]`, `[ ][ ]`, `[à compléter][à compléter]` were never meant as references.
            let glued = text[..at].rfind('[').is_some_and(|open| text[..open].ends_with(char::is_alphanumeric));
            let written = if name.is_empty() { first.unwrap_or_default() } else { name };
            let words = written.chars().any(char::is_alphabetic) && !written.starts_with('^');
            let blank = blanks::find(&format!("[{written}]"), 0).is_some();
            let place = place(&text[at..at + name.len() + 3]);
            if let Some(place) = place.filter(|_| words && !glued && !blank) {
                self.problem(Problem::UndefinedReference { label: written.to_owned() }, place);
            }
        }
    }
}

/// What stands before the next closing bracket, as a label may.
fn label(text: &str) -> Option<&str> {
    let end = text.bytes().take(200).position(|byte| matches!(byte, b']' | b'[' | b'\n'))?;
    (text.as_bytes()[end] == b']').then(|| &text[..end])
}

/// What follows a text in its block.
fn follow(node: Node<'_>) -> Follow {
    let mut at = node;
    loop {
        if let Some(next) = at.next_sibling() {
            let ends = matches!(next.data().value, NodeValue::SoftBreak | NodeValue::LineBreak);
            return if ends { Follow::Nothing } else { Follow::Inline };
        }
        match at.parent() {
            Some(parent) if !parent.data().value.block() => at = parent,
            _ => return Follow::Nothing,
        }
    }
}
