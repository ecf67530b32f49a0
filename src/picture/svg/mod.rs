//! Drawings: an SVG without what an image has no use for, drawn the same to the pixel.
//!
//! Two things are taken out. What acts or asks (scripts, handlers, foreign content, addresses of other files) never shows
//! in an `<img>`, and would act when the file is opened by itself: its author is told. What only the editor reads
//! (comments, metadata, its own elements) and what says nothing (defaults, digits that no browser reads, names
//! that nothing uses) goes without a word. Titles, descriptions, roles and languages stay.
//!
//! Conservative: shapes are not merged nor redrawn, and where a style sheet could see a change, nothing is changed.

mod danger;
mod digits;
mod facts;
#[cfg(test)]
mod tests;
mod write;

use encoding_rs::{Encoding, UTF_8};
use roxmltree::{Document, ParsingOptions};

/// The namespace of what is drawn.
const SVG: &str = "http://www.w3.org/2000/svg";
/// That of links, before SVG had its own.
const XLINK: &str = "http://www.w3.org/1999/xlink";
/// That of `xml:lang` and `xml:space`.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements and texts of the largest drawing that is read.
const MOST_NODES: u32 = 2_000_000;

/// A drawing that only draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// As published.
    pub text: String,
    /// What acted or asked and is no more in it, by name, each once.
    pub removed: Vec<String>,
}

/// The drawing in `bytes`, cleaned.
///
/// # Errors
/// When browsers would not show it: why, in the words of the reader of XML.
pub fn clean(bytes: &[u8]) -> Result<Drawing, String> {
    let text = decode(bytes);
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&text, options).map_err(|error| error.to_string())?;
    if !document.root_element().has_tag_name((SVG, "svg")) {
        return Err(format!("<{}>", document.root_element().tag_name().name()));
    }
    Ok(write::write(&document, &facts::facts(&document)))
}

/// The text of an XML file: its mark of order, else the encoding that it declares, else UTF-8.
fn decode(bytes: &[u8]) -> String {
    let declared = || {
        let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
        let declaration = head.strip_prefix("<?xml")?.split("?>").next()?.to_owned();
        let label = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start().to_owned();
        let quote = label.chars().next()?;
        Encoding::for_label(label[1..].split(quote).next()?.as_bytes())
    };
    declared().unwrap_or(UTF_8).decode(bytes).0.into_owned()
}
