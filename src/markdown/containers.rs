//! Containers: `::: nom Titre` … `:::`, and alerts (`> [!NOTE]`), which become containers.
//!
//! Reads names, titles and attributes; which names exist, and what each makes of its body, is the site's.

use comrak::nodes::{AlertType, Node, NodeAlert, NodeBlockDirective, Sourcepos};

use super::attributes;
use super::body::{BlockKind, Container, Extent, Hole, Reference, ReferenceKind};
use super::ids;
use super::references;
use super::rules::Follow;
use super::setter::typeset;
use super::writer::Writer;
use crate::diagnostic::Problem;
use crate::source::{Span, slugify};

/// Other names of containers, folded, with ours.
const ALIASES: &[(&str, &str)] = &[
    ("alert", "attention"),
    ("business-model-canvas", "canevas"),
    ("caution", "danger"),
    ("conseil", "astuce"),
    ("cost", "charge"),
    ("couts", "charge"),
    ("download", "telechargement"),
    ("error", "danger"),
    ("event-storming", "evenements"),
    ("evenement", "evenements"),
    ("events", "evenements"),
    ("gantt", "calendrier"),
    ("glossaire", "lexique"),
    ("glossary", "lexique"),
    ("hint", "astuce"),
    ("image", "figure"),
    ("important", "info"),
    ("include", "inclure"),
    ("information", "info"),
    ("lean-canvas", "canevas"),
    ("leancanvas", "canevas"),
    ("mindmap", "carte-mentale"),
    ("mind-map", "carte-mentale"),
    ("spoiler", "details"),
    ("swot", "afom"),
    ("tip", "astuce"),
    ("telecharger", "telechargement"),
    ("warning", "attention"),
];

/// An opening line, read.
#[derive(Debug, Default, PartialEq)]
struct Opening<'t> {
    name: String,
    title: &'t str,
    attributes: Vec<(String, String)>,
    /// What is no attribute between braces.
    wrong: Option<String>,
}

/// What is known of a container before its body is written.
struct Head {
    name: String,
    title: String,
    attributes: Vec<(String, String)>,
    reference: Option<u32>,
    span: Span,
}

/// Reads what follows the colons: `nom Titre {clé="valeur"}` or `nom[Titre]{clé="valeur"}`.
fn opening(line: &str) -> Opening<'_> {
    let line = line.trim();
    let end = line.find(|c: char| c.is_whitespace() || matches!(c, '[' | '{')).unwrap_or(line.len());
    let mut opening = Opening { name: fold(&line[..end]), ..Opening::default() };
    let mut rest = line[end..].trim_start();
    if rest.starts_with('[')
        && let Some(close) = closing_bracket(rest)
    {
        opening.title = rest[1..close].trim();
        rest = rest[close + 1..].trim_start();
        if rest.is_empty() {
            return opening;
        }
    }
    let braces = if rest.starts_with('{') {
        Some(0)
    } else {
        rest.rfind(" {").map(|at| at + 1).filter(|_| rest.ends_with('}') && !rest.ends_with("}}"))
    };
    if let Some(at) = braces {
        match attributes::braces(&rest[at..]) {
            Ok(attributes) => opening.attributes = attributes,
            Err(wrong) => opening.wrong = Some(wrong),
        }
        rest = rest[..at].trim_end();
    }
    if opening.title.is_empty() {
        opening.title = rest;
    }
    opening
}

/// The bracket that closes the one `text` starts with.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// A container's name as it is compared: a slug, and ours for another tool's.
fn fold(name: &str) -> String {
    let slug = slugify(name);
    match ALIASES.iter().find(|(alias, _)| *alias == slug) {
        Some((_, ours)) => (*ours).to_owned(),
        None => slug,
    }
}

impl<'a> Writer<'a, '_> {
    /// A `:::` container.
    pub(super) fn directive(&mut self, node: Node<'a>, directive: &NodeBlockDirective, position: Sourcepos) {
        let start = self.span(position).start as usize;
        let line = self.lines.rest_of_line(start);
        let span = Span::new(start, start + line.trim_end().len());
        let opening = opening(line.trim_start_matches(':'));
        if opening.name.is_empty() {
            // Two nested containers fenced alike: the first bare fence closed both, this one opens nothing.
            self.problem(Problem::UnnamedContainer, span);
            return self.children(node);
        }
        if !self.closed(directive, position) {
            self.problem(Problem::UnclosedContainer { name: opening.name.clone() }, span);
        }
        if let Some(message) = opening.wrong.clone() {
            self.problem(Problem::ContainerAttributes { message }, span);
        }
        let mut title = opening.title;
        let attribute = |keys: &[&str]| {
            let found = opening
                .attributes
                .iter()
                .find(|(key, value)| keys.contains(&slugify(key).as_str()) && !value.is_empty());
            found.map(|(_, value)| value.clone())
        };
        let written = match opening.name.as_str() {
            "inclure" => attribute(&["fichier", "src", "file", "page"])
                .or_else(|| Some(title.to_owned()).filter(|title| !title.is_empty())),
            "telechargement" => attribute(&["fichier", "src", "href", "file"])
                .or_else(|| Some(title.to_owned()).filter(|title| is_path(title))),
            _ => None,
        };
        let kind = if opening.name == "inclure" { ReferenceKind::Include } else { ReferenceKind::Link };
        let reference = written.filter(|written| !references::forbidden(written)).map(|written| {
            if written == title {
                title = "";
            }
            self.file_reference(kind, &written, span)
        });
        let titled = attribute(&["titre", "title"]).filter(|_| title.is_empty());
        let title = titled.unwrap_or_else(|| title.to_owned());
        let head = Head { name: opening.name, title, attributes: opening.attributes, reference, span };
        self.contain(head, position, |writer| writer.children(node));
    }

    /// A `> [!NOTE]`.
    pub(super) fn alert(&mut self, node: Node<'a>, alert: &NodeAlert, position: Sourcepos) {
        let name = match alert.alert_type {
            AlertType::Note => "note",
            AlertType::Tip => "astuce",
            AlertType::Important => "info",
            AlertType::Warning => "attention",
            AlertType::Caution => "danger",
        };
        let start = self.span(position).start as usize;
        let span = Span::new(start, start + self.lines.rest_of_line(start).trim_end().len());
        let title = alert.title.as_deref().unwrap_or_default().trim().to_owned();
        let head = Head { name: name.to_owned(), title, attributes: Vec::new(), reference: None, span };
        self.contain(head, position, |writer| writer.children(node));
    }

    /// `![[page]]` alone: what `::: inclure page` is.
    pub(super) fn embed(&mut self, reference: u32, position: Sourcepos) {
        let span = self.lines.span(position);
        let head = Head {
            name: "inclure".to_owned(),
            title: String::new(),
            attributes: Vec::new(),
            reference: Some(reference),
            span,
        };
        self.contain(head, position, |_| {});
    }

    fn contain(&mut self, head: Head, position: Sourcepos, write: impl FnOnce(&mut Self)) {
        let Head { name, title, mut attributes, reference, span } = head;
        let number = self.body.containers.len() as u32;
        let block = self.open_block(BlockKind::Container(number), position, "");
        let id = match attributes.iter().position(|(key, value)| key == "id" && ids::valid(value)) {
            Some(at) => {
                let (_, id) = attributes.remove(at);
                self.explicit_id(&id, span)
            }
            None => String::new(),
        };
        let mut title_html = String::new();
        typeset(&mut title_html, "", &title, Follow::Nothing, self.typography);
        if !title.is_empty() {
            self.blanks_of(&title, span);
            self.start_words();
            self.plain.text.push_str(&title);
        }
        self.body.containers.push(Container {
            name,
            title,
            title_html,
            attributes,
            span,
            body: Extent::default(),
            block,
            reference,
            id,
        });
        self.hole(Hole::ContainerOpen(number));
        self.start_inside(block);
        let outer = self.container.replace(number);
        self.open_scope();
        let from = self.cut();
        write(self);
        self.close_scope();
        self.body.containers[number as usize].body = Extent { from, to: self.cut() };
        self.container = outer;
        let inside = self.cut();
        self.hole(Hole::ContainerClose(number));
        self.close_block(block, "");
        self.blocks[block as usize].inner.to = inside;
        self.raw("\n");
    }

    /// Whether a fence closes the container: on its last line, or right after when an outer one took it.
    fn closed(&self, directive: &NodeBlockDirective, position: Sourcepos) -> bool {
        let mut line = position.end.line.max(position.start.line);
        if line > position.start.line && self.is_fence(line, directive.fence_length) {
            return true;
        }
        loop {
            line += 1;
            match self.lines.line(line) {
                Some(text) if text.trim().is_empty() => {}
                Some(_) => return self.is_fence(line, directive.fence_length),
                None => return false,
            }
        }
    }

    fn is_fence(&self, line: usize, length: usize) -> bool {
        let Some(line) = self.lines.line(line) else { return false };
        let line = line.trim_matches([' ', '\t', '>']);
        line.len() >= length && line.bytes().all(|byte| byte == b':')
    }

    /// The file that a container's opening line names.
    fn file_reference(&mut self, kind: ReferenceKind, written: &str, line: Span) -> u32 {
        let at = self.slice(line).find(written);
        let span = at.map_or(line, |at| Span::new(line.start as usize + at, line.start as usize + at + written.len()));
        let destination = references::split(written);
        self.body.references.push(Reference {
            kind,
            target: destination.target,
            fragment: destination.fragment,
            query: destination.query,
            title: String::new(),
            text: String::new(),
            attributes: Vec::new(),
            span,
            exact: at.is_some(),
        });
        self.body.references.len() as u32 - 1
    }

    /// Gives its id to each container without one: after headings, which people link to more.
    pub(super) fn name_containers(&mut self) {
        for at in 0..self.body.containers.len() {
            let container = &mut self.body.containers[at];
            if container.id.is_empty() {
                let words = if container.title.is_empty() { &container.name } else { &container.title };
                container.id = self.ids.of_words(words, || "bloc".to_owned());
            }
        }
    }
}

/// Whether a title is the path of a file.
fn is_path(title: &str) -> bool {
    let name = title.rsplit('/').next().unwrap_or(title);
    !title.contains(char::is_whitespace)
        && name.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && !extension.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_lines() {
        let check = |line: &str, name: &str, title: &str, count: usize| {
            let opening = opening(line);
            assert_eq!(
                (opening.name.as_str(), opening.title, opening.attributes.len(), opening.wrong),
                (name, title, count, None),
                "{line}"
            );
        };
        check(" note", "note", "", 0);
        check(" Astuce Bien voir ", "astuce", "Bien voir", 0);
        check("warning[À [voir]]{clé=\"x\"}", "attention", "À [voir]", 1);
        check(" details Titre {ouvert n=2}", "details", "Titre", 2);
        check("{a=b}", "", "", 1);
        check(" carte mentale", "carte", "mentale", 0);
        check(" Détails", "details", "", 0);
        check(" note Remplir {{nom}}", "note", "Remplir {{nom}}", 0);
        check("tip[x", "astuce", "[x", 0);
        assert!(opening(" note {=}").wrong.is_some());
        for (alias, ours) in ALIASES {
            assert!(slugify(alias) == *alias && slugify(ours) == *ours, "{alias} is folded already");
            assert!(!ALIASES.iter().any(|(other, _)| other == ours), "{ours} is no alias");
        }
    }
}
