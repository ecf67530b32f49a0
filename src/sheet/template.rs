//! A template: the blanks of a document to fill in, what its front matter says of them, and the values that fill them.

use std::sync::Arc;

use crate::config::Kind;
use crate::content::{Document, FieldContent, Fields};
use crate::diagnostic::{Diagnostic, Expected, KeyContext, Problem, SheetFault, fold_key, nearest};
use crate::markdown::{Blank, Hole};
use crate::source::{SourceFile, Span};
use crate::value::{Reader, Value, parse_toml};

/// A document to fill in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Template {
    /// Its blanks, in the order they are first met; those of one name are one.
    pub blanks: Vec<TemplateBlank>,
    /// Described in the front matter and not in the text: name and place.
    pub unused: Vec<(String, Span)>,
}

/// A blank, wherever it stands in the text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TemplateBlank {
    /// Its name, or the blank as written when it has none.
    pub name: String,
    /// Whether it is written `{{nom}}`, so that a value can be given to it.
    pub named: bool,
    /// What it is, in words.
    pub label: Option<String>,
    /// What it may be filled with.
    pub example: Option<String>,
    /// Whether the document is not whole without it.
    pub required: bool,
    /// How many times it stands in the text.
    pub count: usize,
    /// The blanks of the body that are marked in the text, by index.
    pub marks: Vec<u32>,
}

/// The values that fill a template.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filling {
    /// Folded name, name as written, value, place of the name.
    pub values: Vec<(String, String, String, Span)>,
}

impl Template {
    /// Reads a document's blanks.
    pub fn read(document: &Document, kind: &Kind, fields: &Fields) -> Self {
        let body = &document.body;
        let mut template = Template::default();
        let mut marked = vec![false; body.blanks.len()];
        for (_, hole) in &body.holes {
            if let Hole::BlankOpen(at) = hole {
                marked[*at as usize] = true;
            }
        }
        for (at, blank) in (0u32..).zip(&body.blanks) {
            let name = blank.name.as_ref().unwrap_or(&blank.written);
            let known = template.blanks.iter_mut().find(|known| same(&known.name, name));
            let one = match known {
                Some(known) => known,
                None => {
                    template.blanks.push(TemplateBlank {
                        name: name.clone(),
                        named: blank.name.is_some(),
                        ..TemplateBlank::default()
                    });
                    template.blanks.last_mut().expect("one was just added")
                }
            };
            one.count += 1;
            one.marks.extend(marked[at as usize].then_some(at));
        }
        template.describe(kind, fields);
        template
    }

    /// `champs`: labels, examples, what is required.
    fn describe(&mut self, kind: &Kind, fields: &Fields) {
        use crate::config::FieldType::{List, Table};
        let definition = kind.field("champs").map(|field| &field.kind);
        let Some(List(of)) = definition else { return };
        let Table(inner) = &**of else { return };
        let items = fields.get(kind, "champs").map_or(&[][..], |field| field.content.items());
        for (item, span) in items {
            let text = |key: &str| item.get(inner, key)?.content.text().map(str::to_owned);
            let Some(id) = text("id") else { continue };
            match self.blanks.iter_mut().find(|blank| same(&blank.name, &id)) {
                Some(blank) => {
                    blank.label = text("libelle");
                    blank.example = text("exemple");
                    let required = item.get(inner, "requis").map(|field| &field.content);
                    blank.required = required == Some(&FieldContent::Boolean(true));
                }
                None => self.unused.push((id, *span)),
            }
        }
    }

    /// Fields that no blank uses.
    pub fn report_unused(&self, file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) {
        for (name, span) in &self.unused {
            let undescribed = self.blanks.iter().filter(|blank| blank.named && blank.label.is_none());
            let nearest = nearest(name, undescribed.map(|blank| blank.name.as_str()));
            let fault = SheetFault::UnusedBlank { name: name.clone(), nearest };
            problems.push(Diagnostic::new(Problem::Sheet(fault), file, *span));
        }
    }
}

impl Filling {
    /// Reads a file of values: `nom = "valeur"` at its top. What is no value is a problem.
    pub fn read(file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> Self {
        let (table, errors) = parse_toml(file.text().unwrap_or(""), 0);
        for error in errors {
            let fault = Problem::Syntax { context: KeyContext::Site, message: error.message };
            problems.push(Diagnostic::new(fault, file, error.span));
        }
        let mut reader = Reader::new(&table, file, KeyContext::Site, problems);
        let values = table.entries.iter().map(|entry| {
            let value = match &entry.node.value {
                Value::Text(text) => text.trim_end().to_owned(),
                Value::Integer(number) => number.to_string(),
                Value::Number(number) => number.to_string().replace('.', ","),
                Value::Date(date) => date.to_string(),
                _ => {
                    reader.wrong(&entry.key, &entry.node, Expected::Text, None);
                    String::new()
                }
            };
            (fold_key(&entry.key), entry.key.clone(), value, entry.key_span)
        });
        Filling { values: values.collect() }
    }

    /// The value of a blank; `""` for one that is left empty on purpose.
    pub fn value(&self, blank: &Blank) -> Option<&str> {
        let name = fold_key(blank.name.as_ref()?);
        self.values.iter().find(|(key, ..)| *key == name).map(|(_, _, value, _)| value.as_str())
    }

    /// Values of no blank, and blanks without value: an optional one may be empty, a required one may not.
    pub fn report(&self, template: &Template, file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) {
        let named = || template.blanks.iter().filter(|blank| blank.named);
        for (_, name, _, span) in &self.values {
            if !named().any(|blank| same(&blank.name, name)) {
                let nearest = nearest(name, named().map(|blank| blank.name.as_str()));
                let fault = SheetFault::UnknownFilling { name: name.clone(), nearest };
                problems.push(Diagnostic::new(Problem::Sheet(fault), file, *span));
            }
        }
        for blank in named() {
            let given = self.values.iter().find(|(key, ..)| *key == fold_key(&blank.name));
            let (whole, span) = match given {
                Some((_, _, value, span)) => (!blank.required || !value.trim().is_empty(), *span),
                None => (false, Span::default()),
            };
            if !whole {
                let fault = SheetFault::MissingFilling { name: blank.name.clone(), required: blank.required };
                problems.push(Diagnostic::new(Problem::Sheet(fault), file, span));
            }
        }
    }
}

/// Whether two blanks are one: names whatever their case and accents; marks such as `XXXX` as written.
fn same(one: &str, other: &str) -> bool {
    let (a, b) = (fold_key(one), fold_key(other));
    one == other || (!a.is_empty() && a == b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::test_support::{document, kind};
    use crate::source::Role;

    const TEXT: &str = "---\nchamps:\n  - {id: ville, libelle: La ville, exemple: Valombre, requis: true}\n  - {id: vile, libelle: x}\n---\n\n{{ville}} et {{Ville}}, {{date}}, XXXX, [à compléter].\n";

    #[test]
    fn blanks_are_gathered_and_described() {
        let document = document(TEXT);
        let kind = kind("modele");
        let fields = Fields::read(&document, &kind, &[], &mut Vec::new());
        let template = Template::read(&document, &kind, &fields);
        let found: Vec<_> =
            template.blanks.iter().map(|blank| (blank.name.as_str(), blank.count, blank.required)).collect();
        assert_eq!(found, [("ville", 2, true), ("date", 1, false), ("XXXX", 1, false), ("[à compléter]", 1, false)]);
        assert_eq!(template.blanks[0].label.as_deref(), Some("La ville"));
        assert_eq!(template.blanks[0].marks, [0, 1]);
        let mut problems = Vec::new();
        template.report_unused(&document.file, &mut problems);
        assert_eq!(problems.len(), 1);

        let file =
            SourceFile::in_memory("content/a.remplissage.toml", Role::Asset, "vile = \"x\"\ndate = 2026-01-02\n");
        let filling = Filling::read(&file, &mut problems);
        assert_eq!(filling.value(&document.body.blanks[2]), Some("2026-01-02"));
        assert_eq!(filling.value(&document.body.blanks[0]), None);
        assert_eq!(problems.len(), 1);
        problems.clear();
        filling.report(&template, &file, &mut problems);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code().to_string()).collect();
        assert_eq!(codes, ["modele/remplissage", "modele/remplissage-incomplet"]);
    }
}
