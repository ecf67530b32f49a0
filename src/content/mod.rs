//! One content file: its front matter typed, its text parsed.
//!
//! A [`Document`] depends on its own bytes and on the parsing options, on nothing else: it does not know its URL, its
//! kind, nor any other file.

mod document;
mod front_matter;
mod meta;
mod split;

pub use document::Document;
pub use front_matter::{FrontMatter, Syntax};
pub use meta::{COMMON_KEYS, History, ImageEntry, Meta, Source, Usage};
