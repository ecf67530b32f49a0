//! Kinds of sheet, declared as data: the built-in ones in `kinds.toml` beside this file, a site's own in `[kinds]`.

use crate::source::Span;

use super::Status;

/// A text in several languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalText {
    /// Language tag → text; at least one.
    pub texts: Vec<(String, String)>,
}

impl LocalText {
    /// The text in `language`, else in its primary subtag, else in French, else the first.
    pub fn get(&self, language: &str) -> &str {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let find = |tag: &str| self.texts.iter().find(|(t, _)| t == tag).map(|(_, text)| text.as_str());
        find(language).or_else(|| find(primary)).or_else(|| find("fr")).or_else(|| self.texts.first().map(|(_, text)| text.as_str())).unwrap_or("")
    }
}

/// A kind of sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// `procedure`.
    pub name: String,
    /// Other names authors write: `procédures`, `operationnelle`.
    pub aliases: Vec<String>,
    /// `Procédure`.
    pub label: LocalText,
    /// `Procédures`.
    pub plural: LocalText,
    /// What it is for, in a sentence.
    pub description: LocalText,
    /// Its own fields.
    pub fields: Vec<FieldDef>,
    /// What its headings mean.
    pub roles: Vec<RoleDef>,
    /// Its template, `procedure.html`.
    pub template: String,
    /// schema.org type, `HowTo`.
    pub schema_type: String,
    /// Where it is declared, for a site's own.
    pub span: Span,
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldDef {
    /// Its key, folded.
    pub key: String,
    /// Other keys.
    pub aliases: Vec<String>,
    /// Its name for readers.
    pub label: LocalText,
    /// What it is for, for authors.
    pub description: LocalText,
    /// Its type.
    pub kind: FieldType,
    /// The status from which it must be there (`validee`), if ever.
    pub required_from: Option<Status>,
    /// Whether the summary block shows it.
    pub shown: bool,
}

/// Types of field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A date.
    Date,
    /// true or false.
    Boolean,
    /// One of these values, each with its name for readers.
    Enumeration(Vec<(String, LocalText)>),
    /// A list.
    List(Box<FieldType>),
    /// A table with these fields.
    Table(Vec<FieldDef>),
    /// A reference to a page.
    Page,
}

/// What a heading means.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleDef {
    /// `taches`.
    pub name: String,
    /// Its name for readers: `Tâches`.
    pub label: LocalText,
    /// Headings that mean it, folded.
    pub headings: Vec<String>,
    /// The level it is expected at: 2, or 3 inside a phase.
    pub level: u8,
    /// The status from which it must be there.
    pub required_from: Option<Status>,
}

/// All kinds of a site.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kinds {
    /// In the order of declaration; the built-in ones first, `page` last of them.
    pub kinds: Vec<Kind>,
}
