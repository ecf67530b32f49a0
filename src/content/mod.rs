//! One content file: its front matter typed, its text parsed.
//!
//! A [`Document`] depends on its own bytes and on the parsing options, on nothing else: it does not know its URL, its
//! kind, nor any other file. [`Fields`] reads what its front matter says beyond that, once the site knows its kind.

mod document;
mod fields;
mod front_matter;
mod meta;
mod meta_read;
mod split;

pub use crate::config::COMMON_KEYS;
pub use document::{Document, Head};
pub use fields::{FieldContent, FieldValue, Fields, Terms};
pub use front_matter::{FrontMatter, Syntax};
pub use meta::{History, ImageEntry, Meta, Source, Usage};
pub use meta_read::SUMMARY_LIMIT;
pub use split::{Split, split};
