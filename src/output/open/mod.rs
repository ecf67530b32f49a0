//! The base as open data: catalogue, schemas, DCAT, glossary, `llms.txt`, each page's own JSON.
//!
//! Each file is written straight from the site, in one pass over what it lists; nothing is kept between files.

mod catalogue;
mod columns;
mod dcat;
mod glossary;
mod json;
mod llms;
mod page;
mod schemas;

use std::sync::Arc;

use crate::render::Engine;
use crate::site::{DataFile, Site};

pub(super) use page::page;

/// The text of a data file.
pub(super) fn text(site: &Arc<Site>, engine: &Arc<Engine>, file: DataFile) -> String {
    match file {
        DataFile::CatalogueCsv => catalogue::csv(site),
        DataFile::CatalogueJson => catalogue::json(site),
        DataFile::TableSchema => schemas::table_schema(site),
        DataFile::JsonSchema => schemas::json_schema(site),
        DataFile::Dcat => dcat::dcat(site),
        DataFile::Glossary => glossary::glossary(site),
        DataFile::Llms => llms::contents(site),
        DataFile::LlmsFull => llms::full(site, engine),
    }
}
