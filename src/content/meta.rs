//! What every kind of sheet says of itself, typed (DESIGN §5.2). Reading it is in `meta_read`.

use jiff::civil::Date;

use crate::config::Status;
use crate::source::Span;
use crate::value::{Entry, Period, Spanned, Table};

/// One line of a sheet's history.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// `1.2`.
    pub version: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// What changed.
    pub note: String,
}

/// How a source is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Usage {
    /// Copied as it is.
    Reproduction,
    /// Reworked into the sheet.
    Adaptation,
    /// Quoted, or consulted.
    #[default]
    Citation,
}

/// A work that the sheet leans on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its author.
    pub author: Option<String>,
    /// Where it is.
    pub url: Option<Spanned<String>>,
    /// Its licence as written.
    pub licence: Option<Spanned<String>>,
    /// How it is used.
    pub usage: Usage,
    /// What was changed.
    pub modifications: Option<String>,
    /// What allows to take it over, when its licence does not.
    pub derogation: Option<String>,
    /// When it was read.
    pub consulted: Option<Date>,
    /// The whole entry.
    pub span: Span,
}

/// What is said of an image (`images:`).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImageEntry {
    /// The file's name or relative path as written.
    pub file: Spanned<String>,
    /// Alternative text.
    pub alt: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Its licence as written.
    pub licence: Option<Spanned<String>>,
    /// What allows to publish it, when its licence does not.
    pub derogation: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// It says nothing that the text does not: empty alternative.
    pub decorative: bool,
}

/// The typed common keys.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meta {
    /// `titre`.
    pub title: Option<Spanned<String>>,
    /// `type`.
    pub kind: Option<Spanned<String>>,
    /// `type_des_pages`, on a section's page.
    pub pages_kind: Option<Spanned<String>>,
    /// `resume`.
    pub summary: Option<Spanned<String>>,
    /// `statut`; `draft: true` is a draft; absent is valid; unreadable is a draft, so that nothing is published by mistake.
    pub status: Status,
    /// `version`.
    pub version: Option<String>,
    /// `historique`.
    pub history: Vec<History>,
    /// `publie_le`.
    pub published: Option<Date>,
    /// `mis_a_jour_le`.
    pub updated: Option<Date>,
    /// `relu_le`.
    pub reviewed: Option<Date>,
    /// `revision`.
    pub review_in: Option<Period>,
    /// `a_revoir_le`.
    pub review_on: Option<Date>,
    /// `responsable`.
    pub owner: Option<String>,
    /// `auteurs`.
    pub authors: Vec<String>,
    /// `contributeurs`.
    pub contributors: Vec<String>,
    /// `licence`.
    pub licence: Option<Spanned<String>>,
    /// `derogation`.
    pub derogation: Option<String>,
    /// `sources`.
    pub sources: Vec<Source>,
    /// `liees`.
    pub related: Vec<Spanned<String>>,
    /// `remplace`.
    pub replaces: Vec<Spanned<String>>,
    /// `remplacee_par`.
    pub replaced_by: Option<Spanned<String>>,
    /// `anciennes_adresses`.
    pub aliases: Vec<Spanned<String>>,
    /// `images`.
    pub images: Vec<ImageEntry>,
    /// `langue`.
    pub language: Option<Spanned<String>>,
    /// `traduction_de`.
    pub translation_of: Option<Spanned<String>>,
    /// `image`.
    pub image: Option<ImageEntry>,
    /// `poids`.
    pub weight: Option<i64>,
    /// `slug`.
    pub slug: Option<Spanned<String>>,
    /// `url`.
    pub url: Option<Spanned<String>>,
    /// `gabarit`.
    pub template: Option<Spanned<String>>,
    /// `extra`.
    pub extra: Table,
    /// Every other key: kinds' fields, taxonomies, mistakes. The site reads them once it knows the kind.
    pub rest: Vec<Entry>,
    /// Where in `rest` begin the entries of a `taxonomies` table, which Zola writes: taxonomies and nothing else.
    pub taxonomies_at: usize,
}
