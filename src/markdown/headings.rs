//! Headings: ids, levels, and the sections they open.
//!
//! A heading opens a section of the page only when it stands in no other block; elsewhere its section ends with the
//! block that holds it.

use comrak::nodes::{Node, NodeHeading, NodeValue, Sourcepos};

use super::LeadingHeading;
use super::attributes::named;
use super::body::{BlockKind, Cut, Extent, Heading, Hole};
use super::ids;
use super::writer::Writer;
use crate::diagnostic::Problem;
use crate::source::Span;

/// The end of what is not yet ended.
const OPEN: Cut = Cut { html: u32::MAX, hole: u32::MAX };

impl<'a> Writer<'a, '_> {
    /// The title: a level-1 heading before any other block, comments aside. It is not part of the body.
    pub(super) fn title(&mut self, root: Node<'a>) -> Option<(String, Node<'a>)> {
        if self.options.leading_heading == LeadingHeading::Section {
            return None;
        }
        let comment =
            |node: &Node<'a>| matches!(&node.data().value, NodeValue::HtmlBlock(html) if html.block_type == 2);
        let first = root.children().find(|node| !comment(node))?;
        let data = first.data();
        if !matches!(data.value, NodeValue::Heading(NodeHeading { level: 1, .. })) {
            return None;
        }
        let mut words = String::new();
        plain(first, &mut words);
        self.blanks_of(&words, self.lines.span(data.sourcepos));
        Some((trimmed(words), first))
    }

    /// A heading in the body.
    pub(super) fn heading(&mut self, node: Node<'a>, level: u8, position: Sourcepos) {
        let span = self.lines.span(position);
        let nested = self.parent.is_some();
        if level == 1 {
            self.problem(Problem::ExtraTitle, span);
        }
        let level = level.max(2);
        if !nested {
            if level > self.last_level + 1 {
                self.problem(Problem::HeadingSkip { from: self.last_level, to: level }, span);
            }
            self.last_level = level;
        }
        if !nested {
            self.start_words();
            self.end_run();
        }
        self.close_sections(self.scopes.len() - 1, level);
        let parent = self.current_heading();
        let number = self.body.outline.len() as u32;
        let from = self.cut();
        let mut words = String::with_capacity(span.range().len());
        plain(node, &mut words);
        let (explicit, attributes) = named(&node.data());
        let id = self.heading_id(&words, explicit, number, span);
        self.body.outline.push(Heading {
            level,
            id,
            text: trimmed(words),
            title: Extent { from, to: from },
            span,
            parent,
            section: Extent { from, to: from },
            own: Extent { from, to: OPEN },
            empty: true,
            container: self.container,
            nested,
            attributes,
        });
        let block = self.open_block(BlockKind::Heading(number), position, "");
        self.scopes.last_mut().expect("the page's scope is never closed").push(number);
        self.start_words();
        self.hole(Hole::HeadingOpen(number));
        self.start_inside(block);
        let title = self.cut();
        self.inline_children(node);
        self.body.outline[number as usize].title = Extent { from: title, to: self.cut() };
        let inside = self.cut();
        self.hole(Hole::HeadingClose(number));
        self.close_block(block, "");
        self.blocks[block as usize].inner.to = inside;
        self.raw("\n");
        let own = self.cut();
        self.body.outline[number as usize].own.from = own;
    }

    fn heading_id(&mut self, words: &str, explicit: Option<String>, number: u32, span: Span) -> String {
        match explicit.filter(|id| ids::valid(id)) {
            Some(id) => self.explicit_id(&id, span),
            None => self.ids.of_words(words, || format!("section-{}", number + 1)),
        }
    }

    /// The id an author wrote; another one, with a problem, when it is taken.
    pub(super) fn explicit_id(&mut self, id: &str, span: Span) -> String {
        if !self.ids.free(id) {
            self.problem(Problem::DuplicateId { id: id.to_owned() }, span);
        }
        self.ids.claim(id.to_owned())
    }

    /// The heading whose section is open here: of the innermost block that has one.
    pub(super) fn current_heading(&self) -> Option<u32> {
        self.scopes.iter().rev().find_map(|open| open.last()).copied()
    }

    /// Opens a block in which headings do not open sections of the page.
    pub(super) fn open_scope(&mut self) {
        self.scopes.push(Vec::new());
    }

    /// Ends the sections of the block opened last.
    pub(super) fn close_scope(&mut self) {
        self.close_scope_sections(self.scopes.len() - 1);
        if self.scopes.len() > 1 {
            self.scopes.pop();
        }
    }

    /// Ends all sections of scope `scope`.
    pub(super) fn close_scope_sections(&mut self, scope: usize) {
        self.close_sections(scope, 0);
    }

    /// Ends here the open sections of scope `scope` whose level is `level` or deeper.
    fn close_sections(&mut self, scope: usize, level: u8) {
        let here = self.cut();
        while let Some(last) = self.scopes[scope].last().copied() {
            let outline = &mut self.body.outline;
            if outline[last as usize].level < level {
                break;
            }
            self.scopes[scope].pop();
            let heading = &mut outline[last as usize];
            heading.section.to = here;
            if heading.own.to == OPEN {
                heading.own.to = here;
            }
            let empty = heading.empty;
            if let (false, Some(parent)) = (empty, self.scopes[scope].last()) {
                outline[*parent as usize].empty = false;
            }
        }
        // A subsection starts here: what was the section's own ends, once.
        if let Some(section) = self.scopes[scope].last() {
            let heading = &mut self.body.outline[*section as usize];
            if heading.own.to == OPEN {
                heading.own.to = here;
            }
        }
    }
}

/// Appends the words of `node`'s inlines: no markup, no alternative texts. Neither calls itself, as inlines may be
/// nested as deep as an author likes, nor keeps a list of what is left, as most words stand alone.
pub(super) fn plain<'n>(node: Node<'n>, out: &mut String) {
    let mut next = node.first_child();
    while let Some(mut at) = next {
        next = None;
        match &at.data().value {
            NodeValue::Text(words) => out.push_str(&super::raised::without_marks(words)),
            NodeValue::Code(code) => out.push_str(&code.literal),
            NodeValue::Math(math) => out.push_str(math.literal.trim()),
            NodeValue::SoftBreak | NodeValue::LineBreak => out.push(' '),
            NodeValue::Image(_) | NodeValue::HtmlInline(_) | NodeValue::FootnoteReference(_) => {}
            _ => next = at.first_child(),
        }
        while next.is_none() && !at.same_node(node) {
            next = at.next_sibling();
            let Some(parent) = at.parent() else { return };
            at = parent;
        }
    }
}

/// `text` without spaces around it, which it mostly has not.
pub(super) fn trimmed(text: String) -> String {
    let words = text.trim();
    if words.len() == text.len() { text } else { words.to_owned() }
}
