//! Reads declarations of kinds: `kinds.toml`, built in, and `[kinds.…]` of a site, by the same code.
//!
//! A site's declaration of a kind that exists adds to it. A mistake keeps what was there.

mod field;

use std::sync::{Arc, LazyLock};

use crate::diagnostic::{DeclarationFault, Diagnostic, Expected, KeyContext, Problem, fold_key};
use crate::source::{Role, SourceFile, Span};
use crate::value::{Entry, Node, Reader, Table, Value, parse_toml};

use super::keys::is_common;
use super::{FieldDef, Kind, Kinds, LocalText, RoleDef, Status};

const BUILT_IN: &str = include_str!("kinds.toml");

static KINDS: LazyLock<Kinds> = LazyLock::new(|| read_built_in().0);

impl Default for Kinds {
    /// The built-in kinds.
    fn default() -> Self {
        KINDS.clone()
    }
}

fn read_built_in() -> (Kinds, Vec<Diagnostic>) {
    let file = SourceFile::in_memory("kinds.toml", Role::Configuration, BUILT_IN);
    let mut problems = Vec::new();
    let mut kinds = Kinds { kinds: Vec::new() };
    let (table, _) = parse_toml(BUILT_IN, 0);
    if let Some(Node { value: Value::Table(table), .. }) = table.get("kinds") {
        read_kinds(&mut kinds, table, &file, &mut problems);
    }
    for kind in &mut kinds.kinds {
        kind.span = Span::default();
    }
    (kinds, problems)
}

/// Adds the declarations of `table` (`[kinds]`), written in `file`, to `kinds`.
pub(super) fn read_kinds(kinds: &mut Kinds, table: &Table, file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) {
    for entry in &table.entries {
        let mut outer = Reader::new(table, file, KeyContext::Site, problems);
        let Some(declaration) = outer.as_table(&entry.key, &entry.node) else {
            continue;
        };
        let name = fold_key(&entry.key);
        let known = kinds.kinds.iter().position(|kind| kind.name == name);
        let kind = match known {
            Some(at) => kinds.kinds[at].clone(),
            None => new_kind(name, entry),
        };
        let mut reading =
            Reading { kind: &entry.key, reader: Reader::new(declaration, file, KeyContext::Site, problems) };
        let kind = reading.kind(kind);
        reading.reader.finish();
        report_taken_words(kinds, &kind, entry, file, problems);
        match known {
            Some(at) => kinds.kinds[at] = kind,
            None => kinds.kinds.push(kind),
        }
    }
}

fn new_kind(name: String, entry: &Entry) -> Kind {
    let label = LocalText::any(readable(&entry.key));
    Kind {
        name,
        aliases: Vec::new(),
        words: Vec::new(),
        plural: label.clone(),
        label,
        description: LocalText::default(),
        fields: Vec::new(),
        roles: Vec::new(),
        template: "page.html".into(),
        schema_type: "Article".into(),
        span: entry.key_span,
    }
}

/// `retour-experience` → `Retour experience`, for a label that was not given.
fn readable(key: &str) -> String {
    let words = key.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A word that already means another kind would be ambiguous: the first kind keeps it.
fn report_taken_words(
    kinds: &Kinds,
    kind: &Kind,
    entry: &Entry,
    file: &Arc<SourceFile>,
    problems: &mut Vec<Diagnostic>,
) {
    let others = || kinds.kinds.iter().filter(|other| other.name != kind.name);
    for word in &kind.words {
        if let Some(other) = others().find(|other| other.words.contains(word)) {
            let problem = Problem::KindDeclaration {
                kind: kind.name.clone(),
                fault: DeclarationFault::KindTaken { word: word.clone(), other: other.name.clone() },
            };
            problems.push(Diagnostic::new(problem, file, entry.key_span));
        }
    }
}

/// Reads inside one kind.
struct Reading<'t, 'p> {
    kind: &'t str,
    reader: Reader<'t, 'p>,
}

impl<'t> Reading<'t, '_> {
    fn kind(&mut self, mut kind: Kind) -> Kind {
        if let Some(label) = read_local_text(&mut self.reader, &["label"]) {
            // Until a plural is given, the label stands for it.
            if kind.plural == kind.label {
                kind.plural = label.clone();
            }
            kind.label = label;
        }
        if let Some(plural) = read_local_text(&mut self.reader, &["plural"]) {
            kind.plural = plural;
        }
        if let Some(description) = read_local_text(&mut self.reader, &["description"]) {
            kind.description = description;
        }
        for alias in self.reader.plain_texts(&["aliases"]) {
            kind.aliases.push(fold_key(&alias));
        }
        if let Some(template) = self.reader.plain_text(&["template"]) {
            kind.template = template;
        }
        if let Some(schema_type) = self.reader.plain_text(&["schema_type"]) {
            kind.schema_type = schema_type;
        }
        if let Some(table) = self.reader.table(&["fields"]) {
            self.fields(table, &mut kind.fields);
            self.report_common_keys(table, &kind.fields);
        }
        if let Some(table) = self.reader.table(&["roles"]) {
            self.roles(table, &mut kind.roles);
        }
        kind.gather_words();
        kind
    }

    fn declaration(&mut self, fault: DeclarationFault, span: Span) {
        let problem = Problem::KindDeclaration { kind: self.kind.to_owned(), fault };
        self.reader.report(problem, span);
    }

    fn report_common_keys(&mut self, table: &Table, fields: &[FieldDef]) {
        for field in fields {
            let taken = field.names().into_iter().find(|name| is_common(name));
            let entry = table.entries.iter().find(|entry| fold_key(&entry.key) == field.key);
            if let (Some(name), Some(entry)) = (taken, entry) {
                let fault = DeclarationFault::CommonKey { key: name.to_owned() };
                self.declaration(fault, entry.key_span);
            }
        }
    }

    /// Adds the roles of `table` to `roles`.
    fn roles(&mut self, table: &'t Table, roles: &mut Vec<RoleDef>) {
        for entry in &table.entries {
            let Some(declaration) = self.reader.as_table(&entry.key, &entry.node) else {
                continue;
            };
            let name = fold_key(&entry.key);
            let known = roles.iter().position(|role| role.name == name);
            let role = known.map(|at| roles[at].clone());
            let mut role = role.unwrap_or_else(|| RoleDef {
                name,
                label: LocalText::any(readable(&entry.key)),
                description: LocalText::default(),
                headings: Vec::new(),
                stems: Vec::new(),
                level: 2,
                required_from: None,
            });
            let mut reader = self.reader.nested(declaration);
            if let Some(label) = read_local_text(&mut reader, &["label"]) {
                role.label = label;
            }
            if let Some(description) = read_local_text(&mut reader, &["description"]) {
                role.description = description;
            }
            let headings = reader.plain_texts(&["headings"]);
            if let Some(level) = reader.take(&["level"]) {
                match reader.as_integer(&level.key, &level.node) {
                    Some(number @ 2..=6) => role.level = number as u8,
                    Some(_) => {
                        let levels = (2..=6).map(|level| level.to_string()).collect();
                        reader.wrong(&level.key, &level.node, Expected::OneOf(levels), None);
                    }
                    None => {}
                }
            }
            if let Some(status) = reader.one_of(&["required_from"], Status::WORDS) {
                role.required_from = Some(status.value);
            }
            reader.finish();
            let labels = role.label.texts.iter().map(|(_, text)| text);
            for heading in [&role.name].into_iter().chain(labels).chain(&headings) {
                let heading = super::kind::fold_heading(heading);
                let stem = super::kind::stem_heading(&heading);
                if !role.stems.contains(&stem) {
                    role.stems.push(stem);
                }
                if !role.headings.contains(&heading) {
                    role.headings.push(heading);
                }
            }
            let other = roles.iter().filter(|other| other.name != role.name);
            let shared = other.flat_map(|other| &other.headings).find(|h| role.headings.contains(h));
            if let Some(heading) = shared {
                let fault = DeclarationFault::HeadingTaken { heading: heading.clone() };
                self.declaration(fault, entry.key_span);
            }
            match known {
                Some(at) => roles[at] = role,
                None => roles.push(role),
            }
        }
    }
}

/// A text, or a table of texts by language.
pub(super) fn read_local_text<'t>(reader: &mut Reader<'t, '_>, names: &[&'t str]) -> Option<LocalText> {
    let entry = reader.take(names)?;
    as_local_text(reader, &entry.key, &entry.node)
}

fn as_local_text<'t>(reader: &mut Reader<'t, '_>, key: &str, node: &'t Node) -> Option<LocalText> {
    let Value::Table(table) = &node.value else {
        return reader.as_text(key, node).map(|text| LocalText::any(text.value));
    };
    let texts: Vec<(String, String)> = table
        .entries
        .iter()
        .filter_map(|entry| {
            let text = reader.as_text(&entry.key, &entry.node)?;
            Some((entry.key.clone(), text.value))
        })
        .collect();
    (!texts.is_empty()).then_some(LocalText { texts })
}

#[cfg(test)]
mod tests;
