//! The files that a site publishes for who reuses it whole: their addresses, and which of them there are.

use crate::source::UrlPath;

use super::{Place, Site};

/// A file of data about the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DataFile {
    /// The catalogue for spreadsheets.
    CatalogueCsv,
    /// The catalogue for programs.
    CatalogueJson,
    /// The Table Schema of the first.
    TableSchema,
    /// The JSON Schema of the second, and of pages' own JSON.
    JsonSchema,
    /// The base as portals of data read it.
    Dcat,
    /// The glossary.
    Glossary,
    /// The contents, for assistants.
    Llms,
    /// The texts, for assistants.
    LlmsFull,
}

impl DataFile {
    /// All of them, in the order they are shown.
    pub const ALL: [DataFile; 8] = [
        DataFile::CatalogueCsv,
        DataFile::CatalogueJson,
        DataFile::TableSchema,
        DataFile::JsonSchema,
        DataFile::Glossary,
        DataFile::Dcat,
        DataFile::Llms,
        DataFile::LlmsFull,
    ];

    /// Where it is published.
    pub fn path(self) -> &'static str {
        match self {
            DataFile::CatalogueCsv => "/catalogue.csv",
            DataFile::CatalogueJson => "/catalogue.json",
            DataFile::TableSchema => "/catalogue.tableschema.json",
            DataFile::JsonSchema => "/catalogue.schema.json",
            DataFile::Dcat => "/dcat.jsonld",
            DataFile::Glossary => "/glossaire.json",
            DataFile::Llms => "/llms.txt",
            DataFile::LlmsFull => "/llms-full.txt",
        }
    }

    /// The same as a URL.
    pub fn url(self) -> UrlPath {
        UrlPath::new(self.path())
    }

    /// What themes' strings call it.
    pub fn name(self) -> &'static str {
        match self {
            DataFile::CatalogueCsv => "catalogue-csv",
            DataFile::CatalogueJson => "catalogue-json",
            DataFile::TableSchema => "table-schema",
            DataFile::JsonSchema => "json-schema",
            DataFile::Dcat => "dcat",
            DataFile::Glossary => "glossary",
            DataFile::Llms => "llms",
            DataFile::LlmsFull => "llms-full",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            DataFile::CatalogueCsv => "text/csv",
            DataFile::CatalogueJson | DataFile::TableSchema | DataFile::Glossary => "application/json",
            DataFile::JsonSchema => "application/schema+json",
            DataFile::Dcat => "application/ld+json",
            DataFile::Llms | DataFile::LlmsFull => "text/markdown",
        }
    }
}

impl Site {
    /// The data files of this site: those whose address no file of the author's own has. Portals need absolute addresses,
    /// so there is nothing for them while the site's is not known.
    pub fn data_files(&self) -> impl Iterator<Item = DataFile> + '_ {
        DataFile::ALL.into_iter().filter(|file| {
            let made = match file {
                DataFile::Dcat => !self.base_url.is_empty(),
                DataFile::Glossary => !self.glossary.is_empty(),
                _ => true,
            };
            made && !matches!(self.urls.get(&file.url()), Some(Place::Asset(_) | Place::Page(_)))
        })
    }
}
