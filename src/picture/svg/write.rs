//! A drawing written again, with what it needs.

use std::collections::BTreeSet;

use roxmltree::{Attribute, Document, Node};

use super::danger::{self, Kept};
use super::digits;
use super::facts::Facts;
use super::{Drawing, SVG, XLINK, XML};

/// Elements whose text is read as it is written.
const TEXTS: &[&str] = &["text", "tspan", "textPath", "title", "desc", "style", "a", "tref", "altGlyph"];

/// Values that change nothing where they stand, and are not inherited.
const DEFAULTS: &[(&str, &[&str])] = &[
    ("opacity", &["1"]),
    ("stop-opacity", &["1"]),
    ("flood-opacity", &["1"]),
    ("gradientUnits", &["objectBoundingBox"]),
    ("spreadMethod", &["pad"]),
    ("clipPathUnits", &["userSpaceOnUse"]),
    ("maskUnits", &["objectBoundingBox"]),
    ("maskContentUnits", &["userSpaceOnUse"]),
    ("preserveAspectRatio", &["xMidYMid", "xMidYMid meet"]),
];

/// Attributes that no browser reads.
const IDLE: &[&str] =
    &["version", "baseProfile", "enable-background", "contentScriptType", "contentStyleType", "zoomAndPan"];

/// Attributes that are one length.
const LENGTHS: &[&str] = &["x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2"];

struct Writer<'a> {
    facts: &'a Facts<'a>,
    out: String,
    removed: Vec<String>,
}

/// `document` with what it needs.
pub(super) fn write(document: &Document<'_>, facts: &Facts<'_>) -> Drawing {
    let mut writer = Writer { facts, out: String::new(), removed: Vec::new() };
    for node in document.root().children().filter(Node::is_pi) {
        if let Some(sheet) = node.pi().filter(|pi| pi.target == "xml-stylesheet") {
            writer.removed.push(format!("<?{}?>", sheet.target));
        }
    }
    writer.tree(document.root_element());
    let mut seen = BTreeSet::new();
    writer.removed.retain(|name| seen.insert(name.clone()));
    Drawing { text: writer.out, removed: writer.removed }
}

/// An element that is being written.
struct Open<'a, 'input> {
    node: Node<'a, 'input>,
    /// Where its tag begins, the end of the tag before it included.
    from: usize,
    /// Nothing is in it yet: its tag is not ended.
    bare: bool,
}

impl Writer<'_> {
    /// `root` and what is in it, however deep.
    fn tree(&mut self, root: Node<'_, '_>) {
        let mut open: Vec<Open<'_, '_>> = Vec::new();
        let mut next = Some(root);
        loop {
            let Some(node) = next else {
                let Some(last) = open.pop() else { return };
                next = last.node.next_sibling().filter(|_| !open.is_empty());
                self.end(&last, open.last_mut());
                continue;
            };
            next = node.next_sibling().filter(|_| !open.is_empty());
            let from = self.out.len();
            if node.is_text() {
                if let Some(text) = self.text(node) {
                    self.end_tag(open.last_mut());
                    self.out.push_str(&text);
                }
            } else if self.is_kept(node) {
                self.end_tag(open.last_mut());
                self.start(node, open.is_empty());
                open.push(Open { node, from, bare: true });
                next = node.first_child();
            }
        }
    }

    /// Ends the tag of the element that something is written into.
    fn end_tag(&mut self, parent: Option<&mut Open<'_, '_>>) {
        if let Some(parent) = parent.filter(|parent| parent.bare) {
            parent.bare = false;
            self.out.push('>');
        }
    }

    /// Ends an element, or takes back one that draws nothing.
    fn end(&mut self, last: &Open<'_, '_>, parent: Option<&mut Open<'_, '_>>) {
        if !last.bare {
            self.out.push_str(&format!("</{}>", last.node.tag_name().name()));
        } else if let Some(parent) = parent.filter(|parent| self.draws_nothing(last.node, parent.node)) {
            parent.bare = self.out.as_bytes().get(last.from) == Some(&b'>');
            self.out.truncate(last.from);
        } else {
            self.out.push_str("/>");
        }
    }

    /// Whether an empty element is of no use to anything.
    fn draws_nothing(&self, node: Node<'_, '_>, parent: Node<'_, '_>) -> bool {
        let named = node.attribute_node("id").is_some_and(|id| !self.is_idle(node, &id));
        // The first that fits is shown of those in a `switch`, be it nothing.
        let chosen = parent.tag_name().name() == "switch";
        matches!(node.tag_name().name(), "g" | "defs") && !self.facts.ordered && !named && !chosen
    }

    fn is_kept(&mut self, node: Node<'_, '_>) -> bool {
        if !node.is_element() {
            return false;
        }
        if let Some(name) = danger::acting(node) {
            self.removed.push(name);
            return false;
        }
        let name = node.tag_name().name();
        node.tag_name().namespace() == Some(SVG) && name != "metadata"
    }

    /// What is written of a text.
    fn text(&mut self, node: Node<'_, '_>) -> Option<String> {
        let parent = node.parent_element()?;
        let name = parent.tag_name().name();
        // Between shapes, nothing of it is shown.
        let read =
            TEXTS.contains(&name) && (name != "a" || node.ancestors().any(|node| node.has_tag_name((SVG, "text"))));
        let text = node.text().filter(|_| read)?;
        if name != "style" {
            return Some(escape(text, false));
        }
        let clean = danger::css(text, &mut self.removed);
        Some(escape(clean.as_deref().unwrap_or(text).trim(), false))
    }

    fn start(&mut self, node: Node<'_, '_>, root: bool) {
        let name = node.tag_name().name();
        self.out.push('<');
        self.out.push_str(name);
        if root {
            self.out.push_str(&format!(" xmlns=\"{SVG}\""));
            if node
                .descendants()
                .flat_map(|node| node.attributes())
                .any(|attribute| attribute.namespace() == Some(XLINK))
            {
                self.out.push_str(&format!(" xmlns:xlink=\"{XLINK}\""));
            }
        }
        for attribute in node.attributes() {
            let prefix = match attribute.namespace() {
                None => "",
                Some(XLINK) => "xlink:",
                Some(XML) if attribute.name() != "base" => "xml:",
                Some(_) => continue,
            };
            let changed = match danger::attribute(node, &attribute, &mut self.removed) {
                Kept::Nothing => continue,
                Kept::Changed(value) => Some(value),
                Kept::Whole => None,
            };
            if self.is_idle(node, &attribute) {
                continue;
            }
            let value = changed.as_deref().unwrap_or(attribute.value());
            let shorter = if self.facts.ordered { None } else { shorter(name, attribute.name(), value) };
            let value = escape(shorter.as_deref().unwrap_or(value), true);
            self.out.push_str(&format!(" {prefix}{}=\"{value}\"", attribute.name()));
        }
    }

    /// Whether `attribute` changes nothing of what is drawn or told.
    fn is_idle(&self, node: Node<'_, '_>, attribute: &Attribute<'_, '_>) -> bool {
        let Facts { used, styled, ordered, animated, texts, .. } = self.facts;
        let (name, value) = (attribute.name(), attribute.value());
        if *ordered {
            return false;
        }
        match (attribute.namespace(), name) {
            (Some(XML), "space") => !texts,
            (Some(XML), _) => false,
            // `actuate`, `show`, `type`: nothing that browsers read.
            (Some(XLINK), name) => !matches!(name, "href" | "title"),
            (_, "id") => {
                let named = used.contains(value) || *styled || *animated;
                // Other files may use these by name.
                value.is_empty() || !(named || matches!(node.tag_name().name(), "symbol" | "view" | "svg"))
            }
            (_, "class") => value.trim().is_empty() || !styled,
            (_, "style" | "transform") => value.trim().is_empty(),
            (_, "type") => node.tag_name().name() == "style" && value == "text/css",
            (_, name) if IDLE.contains(&name) => true,
            // One that takes what it lacks from another does not fall back on the default.
            _ if node.attributes().any(|attribute| attribute.name() == "href") || *animated => false,
            _ => DEFAULTS.iter().any(|(default, values)| *default == name && values.contains(&value)),
        }
    }
}

/// `value` in fewer characters, when it is a number or a path.
fn shorter(element: &str, name: &str, value: &str) -> Option<String> {
    match name {
        "d" if element == "path" => digits::path(value),
        "points" => digits::path(value),
        _ if LENGTHS.contains(&name) => digits::number(value),
        "style" if !value.contains(['(', '"', '\'']) => {
            // What Inkscape writes for itself among the properties.
            let kept = value.split(';').map(str::trim).filter(|one| !one.is_empty() && !one.starts_with("-inkscape-"));
            Some(kept.collect::<Vec<_>>().join(";"))
        }
        _ => None,
    }
}

fn escape(text: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' if !attribute => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' | '\t' | '\r' if attribute => out.push_str(&format!("&#{};", c as u32)),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    out
}
