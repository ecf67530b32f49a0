//! Raw HTML: what is kept of it, and what is told.
//!
//! `sanitise` decides what is kept. Addresses become references and holes. An element that a later block closes (`<details>` … `</details>`) is kept when nothing is left open.

use comrak::nodes::{Node, NodeValue, Sourcepos};

use super::body::{BlockKind, Hole, Reference, ReferenceKind};
use super::escape::unescape;
use super::inlines::Link;
use super::references::split;
use super::sanitise::{Cleaned, END, ID, IMAGE, LINK, PHRASING, clean_alone, clean_inside, known};
use super::tags::{self, Fault, Tag, TagKind};
use super::writer::Writer;
use crate::config::language_tag;
use crate::diagnostic::{AccessibilityFault, Problem};
use crate::source::Span;
use crate::third_party::{in_html, is_foreign};

/// How many blocks of raw HTML are looked through for a closing tag.
const AHEAD: usize = 100;

impl<'a> Writer<'a, '_> {
    /// A block of raw HTML and, when it leaves elements open, the blocks up to the one that closes them.
    /// Tells which node comes next.
    pub(super) fn html(&mut self, node: Node<'a>) -> Option<Node<'a>> {
        let data = node.data();
        let NodeValue::HtmlBlock(block) = &data.value else { return node.next_sibling() };
        let position = data.sourcepos;
        if self.options.trust_html {
            self.note_requests(position);
            let at = self.open_block(BlockKind::Html, position, block.literal.trim_end());
            self.start_words();
            self.html_words(&block.literal);
            self.close_block(at, "");
            self.hollow(at);
            self.raw("\n");
            return node.next_sibling();
        }
        self.tell_faults(&block.literal, self.span(position));
        let first = clean_inside(&block.literal, &[]);
        if let Some(first) = &first
            && !first.open.is_empty()
            && let Some(group) = self.group(node, first)
        {
            return self.write_group(node, &first.html, group);
        }
        let html =
            first.filter(|first| first.open.is_empty()).map_or_else(|| clean_alone(&block.literal), |first| first.html);
        if !html.trim().is_empty() {
            let at = self.open_block(BlockKind::Html, position, "");
            self.start_words();
            self.write_cleaned(html.trim_end(), position);
            self.html_words(&html);
            self.close_block(at, "");
            self.hollow(at);
            self.raw("\n");
        }
        node.next_sibling()
    }

    /// The HTML of each later block of raw HTML, up to the one that closes all that `first` opened.
    fn group(&mut self, node: Node<'a>, first: &Cleaned) -> Option<Vec<String>> {
        if self.unclosed_html {
            return None;
        }
        let mut htmls = Vec::new();
        let mut open = first.open.clone();
        for sibling in node.following_siblings().skip(1) {
            if let NodeValue::HtmlBlock(block) = &sibling.data().value {
                let Some(cleaned) = clean_inside(&block.literal, &open).filter(|_| htmls.len() < AHEAD) else { break };
                htmls.push(cleaned.html);
                open = cleaned.open;
                if open.is_empty() {
                    return Some(htmls);
                }
            }
        }
        // Looked for once: a text of a thousand unclosed tags must not be looked through a thousand times.
        self.unclosed_html = true;
        None
    }

    fn write_group(&mut self, node: Node<'a>, first: &str, htmls: Vec<String>) -> Option<Node<'a>> {
        let position = node.data().sourcepos;
        let at = self.open_block(BlockKind::Html, position, "");
        self.start_words();
        self.write_cleaned(first, position);
        self.html_words(first);
        self.open_scope();
        let mut htmls = htmls.into_iter().peekable();
        let mut next = node.next_sibling();
        while let Some(sibling) = next.filter(|_| htmls.peek().is_some()) {
            let data = sibling.data();
            if let NodeValue::HtmlBlock(block) = &data.value {
                let html = htmls.next().unwrap_or_default();
                self.tell_faults(&block.literal, self.span(data.sourcepos));
                // It may close what a section started in.
                self.close_scope_sections(self.scopes.len() - 1);
                self.start_words();
                self.write_cleaned(&html, data.sourcepos);
                self.html_words(&html);
                next = sibling.next_sibling();
            } else {
                next = self.next(sibling);
            }
        }
        self.close_scope();
        self.close_block(at, "");
        self.hollow(at);
        self.raw("\n");
        next
    }

    /// Notes what trusted HTML at `position` asks of other sites.
    fn note_requests(&mut self, position: Sourcepos) {
        let span = self.span(position);
        in_html(self.slice(span), span.start as usize, &mut self.body.requests);
    }

    /// Writes what ammonia left, its marks turned into references and ids. An image of another site is a hole, as in
    /// Markdown: it is not shown.
    fn write_cleaned(&mut self, html: &str, position: Sourcepos) {
        let mut rest = html;
        while let Some(image) = foreign_image(rest) {
            self.write_marked(&rest[..image.start], position);
            let number = self.html_reference(ReferenceKind::Image, &image.url, image.alt, self.span(position));
            self.hole(Hole::Image(number));
            rest = &rest[image.end..];
        }
        self.write_marked(rest, position);
    }

    fn write_marked(&mut self, html: &str, position: Sourcepos) {
        let span = self.span(position);
        let mut rest = html;
        while let Some(at) = rest.find([LINK, IMAGE, ID]) {
            let mark = rest[at..].chars().next().expect("a mark was found here");
            // `<a name>` is an id by an older name.
            match rest[..at]
                .strip_suffix(" name=\"")
                .filter(|before| mark == ID && !before[before.rfind('<').unwrap_or(0)..].contains(" id=\""))
            {
                Some(before) => {
                    self.raw(before);
                    self.raw(" id=\"");
                }
                None => self.raw(&rest[..at]),
            }
            let marked = &rest[at + mark.len_utf8()..];
            let (escaped, after) = marked.split_once(END).unwrap_or((marked, ""));
            let value = unescape(escaped);
            if mark == ID {
                let id = self.explicit_id(&value, span);
                self.escaped(&id);
            } else {
                let kind = if mark == LINK { ReferenceKind::Link } else { ReferenceKind::Image };
                let alternative = if mark == IMAGE { alternative(&rest[..at], after) } else { String::new() };
                let number = self.html_reference(kind, &value, alternative, span);
                self.hole(Hole::Url(number));
            }
            rest = after;
        }
        self.raw(rest);
    }

    fn html_reference(&mut self, kind: ReferenceKind, value: &str, text: String, span: Span) -> u32 {
        let destination = split(value);
        let place = self.locate(value, span);
        self.reference(Reference {
            kind,
            target: destination.target,
            fragment: destination.fragment,
            query: destination.query,
            title: String::new(),
            text,
            attributes: Vec::new(),
            span: place.unwrap_or(span),
            exact: place.is_some(),
        })
    }

    /// The words of HTML: what stands between tags.
    fn html_words(&mut self, html: &str) {
        let mut words = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            words.push_str(&rest[..at]);
            rest = match rest[at..].find('>') {
                Some(end) => &rest[at + end + 1..],
                None => "",
            };
            if !words.ends_with([' ', '\n']) && !words.is_empty() {
                words.push(' ');
            }
        }
        words.push_str(rest);
        let words = unescape(&words);
        let mut words = words.split_whitespace();
        if let Some(first) = words.next() {
            self.plain.text.push_str(first);
        }
        for word in words {
            self.plain.text.push(' ');
            self.plain.text.push_str(word);
        }
    }

    /// Tells what is left out of `literal`, each once.
    fn tell_faults(&mut self, literal: &str, span: Span) {
        self.flow.cleaned.clear();
        let mut at = 0;
        while let Some(next) = memchr::memchr(b'<', &literal.as_bytes()[at..]) {
            at += next;
            if literal[at..].starts_with("<!--") {
                at = literal[at..].find("-->").map_or(literal.len(), |end| at + end);
                continue;
            }
            match tags::read(&literal[at..]) {
                Some((tag, length)) => {
                    let place = Span::new(span.start as usize, span.end as usize);
                    if tag.kind == TagKind::Open {
                        self.tell_tag(&tag, place);
                    }
                    at += length;
                }
                None => at += 1,
            }
        }
    }

    /// Tells of a code that is no language's.
    pub(super) fn tell_language(&mut self, written: &str, span: Span) {
        // `en_GB` is understood everywhere but in a page.
        if written.is_empty() || (language_tag(written).is_some() && !written.contains(['_', ' '])) {
            return;
        }
        let source = self.slice(span);
        let place = source.match_indices("lang").find_map(|(at, word)| {
            let value = at + word.len() + source[at + word.len()..].find(written)?;
            (value < at + 8).then(|| Span::new(span.range().start + value, span.range().start + value + written.len()))
        });
        let fault = AccessibilityFault::Language { written: written.to_owned() };
        self.problem(Problem::Accessibility(fault), place.unwrap_or(span));
    }

    fn tell_tag(&mut self, tag: &Tag, span: Span) {
        for (_, value) in tag.attributes.iter().filter(|(name, _)| matches!(name.as_str(), "lang" | "hreflang")) {
            self.tell_language(value, span);
        }
        for fault in tags::faults(tag, known) {
            let (what, problem): (_, fn(String) -> Problem) = match fault {
                Fault::Forbidden(what) => (what, |what| Problem::ForbiddenHtml { what }),
                Fault::Cleaned(what) => (what, |what| Problem::CleanedHtml { what }),
            };
            if !self.flow.cleaned.contains(&what) {
                self.flow.cleaned.push(what.clone());
                let needle = what.trim_end_matches(['>', '=', ':']).split('"').next().unwrap_or_default().to_owned();
                let place = self
                    .slice(span)
                    .find(&needle)
                    .map(|at| Span::new(span.start as usize + at, span.start as usize + at + needle.len()));
                self.problem(problem(what), place.unwrap_or(span));
            }
        }
    }

    /// One tag among words. Whatever is written is balanced: what is open when its block ends is closed, a closing tag
    /// that closes nothing is dropped.
    pub(super) fn inline_html(&mut self, literal: &str, position: Sourcepos) {
        if self.options.trust_html {
            self.note_requests(position);
            return self.raw(literal);
        }
        let Some((tag, _)) = tags::read(literal) else { return };
        if let Some(muted) = &self.flow.muted {
            if tag.kind == TagKind::Close && *muted == tag.name {
                self.flow.muted = None;
            }
            return;
        }
        if tag.kind == TagKind::Close {
            let open = self.flow.tags[self.flow.base..].iter().rposition(|name| *name == element(&tag));
            if let Some(at) = open {
                self.close_tags(self.flow.base + at);
            }
            return;
        }
        self.tell_tag(&tag, self.span(position));
        match tag.name.as_str() {
            "br" => self.raw("<br>"),
            "wbr" => self.raw("<wbr>"),
            "img" => {
                let cleaned = clean_alone(literal);
                if cleaned.contains(IMAGE) {
                    let cleaned =
                        if cleaned.contains(" alt=") { cleaned } else { cleaned.replacen("<img", "<img alt=\"\"", 1) };
                    self.write_cleaned(&cleaned, position);
                }
            }
            "a" if self.flow.link == Link::Outside => self.inline_anchor(literal, position),
            name if PHRASING.contains(&name) || name == "u" => {
                let name = element(&tag);
                self.open_tag(name, &clean_alone(literal), position);
            }
            name if tags::MUTED.contains(&name) => self.flow.muted = Some(tag.name),
            _ => {}
        }
    }

    /// `<a href>`, or the old `<a name>`, which is but an id.
    fn inline_anchor(&mut self, literal: &str, position: Sourcepos) {
        let cleaned = clean_alone(literal);
        if cleaned.contains(LINK) {
            self.flow.link = Link::Inside;
            self.open_tag("a", &cleaned, position);
        } else if cleaned.contains(ID) {
            let span = self.open_as(&cleaned, "a", "span");
            self.open_tag("span", &span, position);
        }
    }

    fn open_as(&self, cleaned: &str, written: &str, name: &str) -> String {
        cleaned.replacen(&format!("<{written}"), &format!("<{name}"), 1)
    }

    /// Writes the opening tag of `cleaned`, an element without content.
    fn open_tag(&mut self, name: &'static str, cleaned: &str, position: Sourcepos) {
        let end = cleaned.find('>').map_or(0, |end| end + 1);
        let tag = &cleaned[..end];
        if tag.is_empty() {
            return;
        }
        let tag = if name == "span" { self.open_as(tag, "u", "span") } else { tag.to_owned() };
        self.write_cleaned(&tag, position);
        self.flow.tags.push(name);
    }

    /// Closes the tags opened after the first `keep`.
    pub(super) fn close_tags(&mut self, keep: usize) {
        while self.flow.tags.len() > keep
            && let Some(name) = self.flow.tags.pop()
        {
            if name == "a" {
                self.flow.link = Link::Outside;
            }
            self.raw("</");
            self.raw(name);
            self.raw(">");
        }
    }
}

/// The element that stands for a tag in what we write; `""` for those we do not.
fn element(tag: &Tag) -> &'static str {
    match tag.name.as_str() {
        "u" => "span",
        "a" => "a",
        name => PHRASING.iter().find(|known| **known == name).copied().unwrap_or(""),
    }
}

/// An `<img>` of another site in what ammonia left.
struct ForeignImage {
    start: usize,
    end: usize,
    url: String,
    alt: String,
}

fn foreign_image(html: &str) -> Option<ForeignImage> {
    html.match_indices(IMAGE).find_map(|(at, mark)| {
        let (written, after) = html[at + mark.len()..].split_once(END)?;
        let url = unescape(written);
        if !is_foreign(&url) {
            return None;
        }
        // The quote that closes `src` first; a `>` in a later value is no end.
        let mut quoted = true;
        let end = after.find(|c: char| {
            quoted ^= c == '"';
            c == '>' && !quoted
        })?;
        let (start, end) = (html[..at].rfind("<img")?, html.len() - after.len() + end + 1);
        Some(ForeignImage { start, end, url, alt: alternative(&html[start..at], after) })
    })
}

/// The `alt` of the tag that `before` starts and `after` goes on with.
fn alternative(before: &str, after: &str) -> String {
    let start = before.rfind('<').unwrap_or(0);
    let mut tag = before[start..].to_owned();
    let end = after.find('>').map_or(after.len(), |end| end + 1);
    tag.push_str(&after[..end]);
    tags::read(&tag).and_then(|(tag, _)| tag.attribute("alt").map(str::to_owned)).unwrap_or_default()
}
