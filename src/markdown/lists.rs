//! Lists and their items, tasks among them.
//!
//! A task's box is a sign, not an `<input>`: a page that nobody fills in has no form.

use comrak::nodes::{ListType, Node, NodeList, NodeValue, Sourcepos};

use super::body::BlockKind;
use super::writer::Writer;
use crate::diagnostic::Problem;
use crate::source::Span;

impl<'a> Writer<'a, '_> {
    /// A list.
    pub(super) fn list(&mut self, node: Node<'a>, list: &NodeList, position: Sourcepos) {
        let ordered = list.list_type == ListType::Ordered;
        let start = ordered.then(|| u32::try_from(list.start).unwrap_or(u32::MAX));
        let open = match start {
            None => "<ul>\n",
            Some(1) => "<ol>\n",
            Some(_) => "<ol start=\"",
        };
        let at = self.open_block(BlockKind::List { start }, position, open);
        if let Some(start) = start.filter(|start| *start != 1) {
            self.raw(&format!("{start}\">\n"));
            self.start_inside(at);
        }
        for item in node.children() {
            self.deeper(item, |writer| writer.item(item, list));
        }
        self.close_block(at, if ordered { "</ol>" } else { "</ul>" });
        self.raw("\n");
    }

    fn item(&mut self, node: Node<'a>, list: &NodeList) {
        let data = node.data();
        let task = match &data.value {
            NodeValue::TaskItem(task) => Some(task.symbol),
            _ => None,
        };
        let kind = BlockKind::Item { done: task.map(|symbol| symbol.is_some()) };
        let at = self.open_block(kind, data.sourcepos, if task.is_some() { "<li class=\"tache\">" } else { "<li>" });
        if let Some(symbol) = task {
            let label = self.wording.task(symbol);
            self.raw("<span class=\"case\" role=\"img\" aria-label=\"");
            self.raw(label);
            self.raw(if symbol.is_some() { "\">☑</span> " } else { "\">☐</span> " });
            self.start_inside(at);
        } else if list.list_type == ListType::Bullet {
            self.check_marker(node);
        }
        self.open_scope();
        let mut next = node.first_child();
        while let Some(child) = next {
            let position = child.data().sourcepos;
            let bare = list.tight && matches!(child.data().value, NodeValue::Paragraph);
            if bare {
                self.bare_paragraph(child, position);
                next = child.next_sibling();
                if next.is_some() {
                    self.raw("\n");
                }
            } else {
                next = self.next(child);
            }
        }
        self.close_scope();
        self.close_block(at, "</li>");
        self.raw("\n");
    }

    /// `- 1- Étape`: a number that Markdown does not read as one.
    fn check_marker(&mut self, item: Node<'a>) {
        let Some(paragraph) = item.first_child() else { return };
        let start = self.span(paragraph.data().sourcepos).start as usize;
        let rest = self.lines.rest_of_line(start);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) {
            return;
        }
        let sign = rest[digits..].trim_start().chars().next();
        let Some(sign) = sign.filter(|sign| matches!(sign, '-' | '–' | '—' | '/' | '°')) else { return };
        let length = rest.find(sign).map_or(digits, |at| at + sign.len_utf8());
        // `- 15/20 de moyenne`, `- 2-3 heures` are words.
        if rest[length..].starts_with(' ') {
            let written = rest[..length].to_owned();
            self.problem(Problem::ListMarker { written }, Span::new(start, start + length));
        }
    }
}
