//! Blocks: which function writes which node, and the plain ones (paragraphs, quotes, rules, descriptions).

use comrak::nodes::{Node, NodeValue, Sourcepos};

use super::body::BlockKind;
use super::writer::Writer;

impl<'a> Writer<'a, '_> {
    /// Writes `first` and the blocks that follow it.
    pub(super) fn siblings(&mut self, first: Option<Node<'a>>) {
        let mut next = first;
        while let Some(node) = next {
            next = self.next(node);
        }
    }

    /// Writes `node`, and tells which node comes next.
    pub(super) fn next(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        let raw = matches!(node.data().value, NodeValue::HtmlBlock(_));
        if raw {
            // Raw HTML may go on to a later block: `<details>` … `</details>`.
            return self.html(node);
        }
        self.deeper(node, |writer| writer.block(node));
        node.next_sibling()
    }

    /// Writes the blocks inside `node`.
    pub(super) fn children(&mut self, node: Node<'a>) {
        self.siblings(node.first_child());
    }

    fn block(&mut self, node: Node<'a>) {
        let data = node.data();
        let position = data.sourcepos;
        match &data.value {
            NodeValue::Paragraph => self.paragraph(node, position),
            NodeValue::Heading(heading) => self.heading(node, heading.level, position),
            NodeValue::List(list) => self.list(node, list, position),
            NodeValue::BlockQuote => {
                self.wrapped(node, BlockKind::Quote, position, "<blockquote>\n", "</blockquote>");
            }
            NodeValue::CodeBlock(code) => self.code_block(code, position),
            NodeValue::Table(table) => self.table(node, table, position),
            NodeValue::ThematicBreak => {
                let at = self.open_block(BlockKind::Rule, position, "<hr>");
                self.close_block(at, "");
                self.hollow(at);
                self.raw("\n");
            }
            NodeValue::BlockDirective(directive) => self.directive(node, directive, position),
            NodeValue::Alert(alert) => self.alert(node, alert, position),
            NodeValue::DescriptionList => {
                self.wrapped(node, BlockKind::DescriptionList, position, "<dl>\n", "</dl>");
            }
            NodeValue::DescriptionItem(_) => self.children(node),
            NodeValue::DescriptionTerm => self.term(node, position),
            NodeValue::DescriptionDetails => {
                self.wrapped(node, BlockKind::Description, position, "<dd>\n", "</dd>");
            }
            NodeValue::FootnoteDefinition(definition) => self.note_definition(definition, position),
            // The items of a list are written by `list`, cells by `table`; no other block is asked of comrak.
            _ => self.children(node),
        }
    }

    /// A block that holds blocks, in which headings do not open sections of the page.
    pub(super) fn wrapped(&mut self, node: Node<'a>, kind: BlockKind, position: Sourcepos, open: &str, close: &str) {
        let at = self.open_block(kind, position, open);
        self.open_scope();
        self.children(node);
        self.close_scope();
        self.close_block(at, close);
        self.raw("\n");
    }

    fn paragraph(&mut self, node: Node<'a>, position: Sourcepos) {
        let only = node.first_child().filter(|first| first.next_sibling().is_none());
        if let Some(only) = only {
            if let NodeValue::Math(math) = &only.data().value
                && math.display_math
            {
                let at = self.open_block(BlockKind::Math, position, "<div class=\"formule\" tabindex=\"0\">");
                self.start_words();
                self.math(math, position);
                self.close_block(at, "</div>");
                self.raw("\n");
                return;
            }
            if let NodeValue::Image(image) = &only.data().value
                && !image.title.is_empty()
            {
                return self.figure(only, &image.title, position);
            }
            if let NodeValue::WikiLink(link) = &only.data().value
                && let Some(reference) = self.embedded(only, link)
            {
                return self.embed(reference, position);
            }
        }
        let at = self.open_block(BlockKind::Paragraph, position, "<p>");
        self.start_words();
        self.inline_children(node);
        self.close_block(at, "</p>");
        self.raw("\n");
    }

    /// An image alone with a title: the title is its caption.
    fn figure(&mut self, image: Node<'a>, caption: &str, position: Sourcepos) {
        let at = self.open_block(BlockKind::Paragraph, position, "<figure>");
        self.start_words();
        self.inline(image);
        self.raw("<figcaption>");
        self.words(caption, position, super::rules::Follow::Nothing);
        self.raw("</figcaption>");
        self.close_block(at, "</figure>");
        self.raw("\n");
    }

    /// The words of a block whose tags are another's: a tight item, a term.
    pub(super) fn bare_paragraph(&mut self, node: Node<'a>, position: Sourcepos) {
        let at = self.open_block(BlockKind::Paragraph, position, "");
        self.start_words();
        self.inline_children(node);
        self.close_block(at, "");
    }

    fn term(&mut self, node: Node<'a>, position: Sourcepos) {
        let at = self.open_block(BlockKind::Term, position, "<dt>");
        self.open_scope();
        for child in node.children() {
            let paragraph = matches!(child.data().value, NodeValue::Paragraph);
            if paragraph {
                let position = child.data().sourcepos;
                self.bare_paragraph(child, position);
            } else {
                self.deeper(child, |writer| writer.block(child));
            }
        }
        self.close_scope();
        self.close_block(at, "</dt>");
        self.raw("\n");
    }
}
