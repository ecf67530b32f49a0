//! Links, images and wikilinks: the reference as written, and the holes where the site puts what it leads to.
//!
//! A link that must not be (a program, nothing at all) leaves its words.

use comrak::nodes::{Ast, Node, NodeLink, NodeValue, NodeWikiLink};

use super::attributes::named;
use super::body::{Hole, Reference, ReferenceKind};
use super::headings::{plain, trimmed};
use super::ids;
use super::inlines::Link;
use super::references::{self, Destination, forbidden, split, split_wiki};
use super::writer::Writer;
use crate::diagnostic::Problem;
use crate::source::Span;

/// A place in the source, and whether it is the destination's own.
type Written = (Span, bool);

impl<'a> Writer<'a, '_> {
    /// `[texte](cible "titre")`, `<https://…>`, a bare address.
    pub(super) fn link(&mut self, node: Node<'a>, link: &NodeLink, data: &Ast) {
        let span = self.lines.span(data.sourcepos);
        if self.flow.link == Link::Inside || !self.acceptable(&link.url, span) {
            return self.inline_children(node);
        }
        let address = self.address_text(node, &link.url);
        let written = self.destination(node, &link.url, span);
        let number = self.refer(ReferenceKind::Link, split(&link.url), written, node, data);
        self.body.references[number as usize].title.clone_from(&link.title);
        self.hole(Hole::LinkOpen(number));
        match address {
            // An address is no text: no typography in it.
            Some(address) => {
                self.escaped(&address);
                self.plain.text.push_str(&address);
            }
            None => {
                self.flow.link = Link::Inside;
                self.inline_children(node);
                self.flow.link = Link::Outside;
            }
        }
        self.hole(Hole::LinkClose(number));
    }

    /// The address that a link shows as its words, when it does; a link without words shows it too.
    fn address_text(&self, node: Node<'a>, url: &str) -> Option<String> {
        let Some(first) = node.first_child() else { return Some(url.to_owned()) };
        let data = first.data();
        let text = data.value.text().filter(|_| first.next_sibling().is_none())?;
        let same = url == text || ["mailto:", "http://"].iter().any(|scheme| url.strip_prefix(scheme) == Some(text));
        same.then(|| text.to_owned())
    }

    /// `![alternative](fichier "légende")`.
    pub(super) fn image(&mut self, node: Node<'a>, image: &NodeLink, data: &Ast) {
        let span = self.lines.span(data.sourcepos);
        if !self.acceptable(&image.url, span) {
            let mut words = String::new();
            plain(node, &mut words);
            self.escaped(&words);
            self.plain.text.push_str(&words);
            return;
        }
        let written = self.destination(node, &image.url, span);
        let number = self.refer(ReferenceKind::Image, split(&image.url), written, node, data);
        self.body.references[number as usize].title.clone_from(&image.title);
        self.hole(Hole::Image(number));
    }

    /// `[[titre]]`, `[[page#titre|texte]]`, and `![[page]]` among other words.
    pub(super) fn wikilink(&mut self, node: Node<'a>, link: &NodeWikiLink, data: &Ast) {
        let span = self.lines.span(data.sourcepos);
        let mut label = String::new();
        plain(node, &mut label);
        let label = label.trim();
        if link.embed && is_image(&link.url) {
            let number = self.refer_wiki(ReferenceKind::Image, node, link, data);
            if label == link.url {
                self.body.references[number as usize].text.clear();
            }
            return self.hole(Hole::Image(number));
        }
        if self.flow.link == Link::Inside {
            return self.inline_children(node);
        }
        if link.url.trim().is_empty() {
            self.problem(Problem::EmptyLink { hash: false }, span);
            return self.inline_children(node);
        }
        let number = self.refer_wiki(ReferenceKind::Wiki, node, link, data);
        self.hole(Hole::LinkOpen(number));
        if label.is_empty() || label == link.url.trim() {
            let reference = &mut self.body.references[number as usize];
            reference.text.clear();
            let target = if reference.target.is_empty() {
                reference.fragment.as_deref().unwrap_or_default()
            } else {
                &reference.target
            };
            self.plain.text.push_str(target);
            self.hole(Hole::LinkTitle(number));
        } else {
            self.flow.link = Link::Inside;
            self.inline_children(node);
            self.flow.link = Link::Outside;
        }
        self.hole(Hole::LinkClose(number));
    }

    /// The reference of `![[page]]` alone in its paragraph; `None` for an image or a plain wikilink.
    pub(super) fn embedded(&mut self, node: Node<'a>, link: &NodeWikiLink) -> Option<u32> {
        let wanted = link.embed && !is_image(&link.url) && !link.url.trim().is_empty();
        wanted.then(|| self.refer_wiki(ReferenceKind::Include, node, link, &node.data()))
    }

    fn refer_wiki(&mut self, kind: ReferenceKind, node: Node<'a>, link: &NodeWikiLink, data: &Ast) -> u32 {
        let span = self.lines.span(data.sourcepos);
        let at = self.slice(span).find(&*link.url).map(|at| span.start as usize + at);
        let written = match at {
            Some(at) => (Span::new(at, at + link.url.len()), true),
            None => (span, false),
        };
        let destination = if kind == ReferenceKind::Image { split(&link.url) } else { split_wiki(&link.url) };
        self.refer(kind, destination, written, node, data)
    }

    fn refer(
        &mut self,
        kind: ReferenceKind,
        destination: Destination,
        (span, exact): Written,
        node: Node<'a>,
        data: &Ast,
    ) -> u32 {
        let mut text = String::new();
        plain(node, &mut text);
        let (id, mut attributes) = named(data);
        if let Some(id) = id.filter(|id| ids::valid(id)) {
            attributes.push(("id".to_owned(), self.explicit_id(&id, span)));
        }
        self.reference(Reference {
            kind,
            target: destination.target,
            fragment: destination.fragment,
            query: destination.query,
            title: String::new(),
            text: trimmed(text),
            attributes,
            span,
            exact,
        })
    }

    /// Adds a reference.
    pub(super) fn reference(&mut self, reference: Reference) -> u32 {
        self.body.references.push(reference);
        self.body.references.len() as u32 - 1
    }

    /// Tells what no page may link to.
    pub(super) fn acceptable(&mut self, url: &str, span: Span) -> bool {
        if url.is_empty() || url == "#" {
            self.problem(Problem::EmptyLink { hash: url == "#" }, span);
            return false;
        }
        if forbidden(url) {
            self.problem(Problem::ForbiddenScheme { url: url.to_owned() }, span);
            return false;
        }
        true
    }

    /// Where the destination `url` of link `node` is written.
    ///
    /// comrak gives the place of the link, not of its destination, and its places drift in cells with `\|`: what is
    /// found is compared with the destination, and the whole link is given when it is not that.
    fn destination(&self, node: Node<'a>, url: &str, span: Span) -> Written {
        if self.notes.unplaced {
            return (span, false);
        }
        let slice = self.slice(span);
        if slice == url {
            return (span, true);
        }
        if slice.strip_prefix('<').and_then(|slice| slice.strip_suffix('>')) == Some(url) {
            return (Span::new(span.start as usize + 1, span.end as usize - 1), true);
        }
        let opening = if matches!(node.data().value, NodeValue::Image(_)) { 2 } else { 1 };
        let after_words = match node.last_child() {
            Some(last) => self.lines.span(last.data().sourcepos).end as usize,
            None => span.start as usize + opening,
        };
        let at = self.source.get(after_words..).and_then(|rest| rest.strip_prefix("](")).and_then(|rest| {
            let rest = rest.trim_start();
            let rest = rest.strip_prefix('<').unwrap_or(rest);
            let follows = rest.strip_prefix(url)?;
            let ends = follows.is_empty() || follows.starts_with([' ', '\t', '\n', '\r', ')', '>']);
            ends.then(|| self.source.len() - rest.len())
        });
        match at {
            Some(at) => (Span::new(at, at + url.len()), true),
            None => (span, false),
        }
    }
}

/// Whether an embedded file is an image, as Obsidian embeds them.
fn is_image(target: &str) -> bool {
    let path = references::split(target).target;
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif"))
}
