//! The documents of a snapshot, those of the snapshot before reused when their bytes and options are the same.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{RawHtml, SiteConfig};
use crate::content::Document;
use crate::markdown;
use crate::source::{Role, Snapshot, SourceFile};

/// Every parsed content file.
#[derive(Debug, Default, Clone)]
pub struct Documents {
    /// In the order of paths.
    pub all: Arc<Vec<Arc<Document>>>,
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
            highlighting: config.highlighting,
            leading_heading: markdown::LeadingHeading::Title,
        };
        let previous = previous.filter(|previous| previous.options == options);
        // Both are in the order of paths, so one walk along both finds what was there before.
        let mut known = previous.map(|previous| previous.all.as_slice()).unwrap_or_default().iter().peekable();
        let mut all: Vec<Option<Arc<Document>>> = Vec::with_capacity(known.len());
        let mut changed: Vec<(usize, &Arc<SourceFile>, Option<&Document>)> = Vec::new();
        for file in snapshot.below("content/").filter(|file| file.role == Role::Content) {
            let before =
                |document: &&Arc<Document>| !Arc::ptr_eq(&document.file, file) && document.file.path < file.path;
            while known.next_if(before).is_some() {}
            let same_path =
                |document: &&Arc<Document>| Arc::ptr_eq(&document.file, file) || document.file.path == file.path;
            let document = known.next_if(same_path);
            let kept = document.filter(|document| {
                Arc::ptr_eq(&document.file, file) || document.file.fingerprint() == file.fingerprint()
            });
            if kept.is_none() {
                changed.push((all.len(), file, document.map(|document| &**document)));
            }
            all.push(kept.cloned());
        }
        let parsed: Vec<(usize, Arc<Document>)> = changed
            .into_par_iter()
            // No core is left with many while the others have nothing to do.
            .with_max_len(16)
            .map(|(at, file, previous)| (at, Arc::new(Document::parse_after(previous, file, &options))))
            .collect();
        let count = parsed.len();
        for (at, document) in parsed {
            all[at] = Some(document);
        }
        Documents { all: Arc::new(all.into_iter().flatten().collect()), options, parsed: count }
    }
}
