//! The documents of a snapshot, those of the snapshot before reused when their bytes and options are the same.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{RawHtml, SiteConfig};
use crate::content::Document;
use crate::markdown;
use crate::source::{Role, Snapshot};

/// Every parsed content file.
#[derive(Debug, Default, Clone)]
pub struct Documents {
    /// In the order of paths.
    pub all: Vec<Arc<Document>>,
    /// What they were parsed with.
    pub options: markdown::Options,
    /// How many of them were parsed, not reused.
    pub parsed: usize,
}

impl Documents {
    /// Parses the content files of `snapshot`, in parallel.
    pub fn parse(snapshot: &Snapshot, config: &SiteConfig, previous: Option<&Documents>) -> Self {
        let options = markdown::Options {
            language: config.language.clone(),
            typography: config.typography,
            narrow_spaces: config.narrow_spaces,
            trust_html: config.raw_html == RawHtml::Trusted,
            leading_heading: markdown::LeadingHeading::Title,
        };
        let previous = previous.filter(|previous| previous.options == options);
        let known: HashMap<&str, &Arc<Document>> =
            previous.map(|p| p.all.iter().map(|d| (d.file.path.as_str(), d)).collect()).unwrap_or_default();
        let files: Vec<_> = snapshot.below("content/").filter(|file| file.role == Role::Content).collect();
        let all: Vec<(bool, Arc<Document>)> = files
            .into_par_iter()
            .map(|file| match known.get(file.path.as_str()) {
                Some(document) if document.file.fingerprint == file.fingerprint => (false, Arc::clone(document)),
                _ => (true, Arc::new(Document::parse(file, &options))),
            })
            .collect();
        Documents {
            parsed: all.iter().filter(|(parsed, _)| *parsed).count(),
            all: all.into_iter().map(|(_, document)| document).collect(),
            options,
        }
    }
}
