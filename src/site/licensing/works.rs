//! The works that a site includes: images and files with what is known of them, sources that texts take over.

use std::collections::HashMap;

use crate::content::Usage;
use crate::markdown::ReferenceKind;
use crate::site::{AssetId, DocumentId, PageId, Place, Site, Target};

use super::Credit;

/// A work of someone, included in the site.
#[derive(Debug, Clone, PartialEq)]
pub struct IncludedWork {
    /// The published file; a text taken over has none.
    pub asset: Option<AssetId>,
    /// Its title: an image's alternative, a source's title, else a file's name.
    pub title: String,
    /// What is known of it.
    pub credit: Credit,
    /// How a text is taken over.
    pub usage: Option<Usage>,
    /// What was changed in it.
    pub modifications: Option<String>,
    /// The published pages it is in, in the order of addresses.
    pub pages: Vec<PageId>,
}

impl Site {
    /// Every included work that something is known of: files in the order they are first shown, then texts.
    pub fn works(&self) -> Vec<IncludedWork> {
        let mut files: Vec<IncludedWork> = Vec::new();
        let mut texts: Vec<IncludedWork> = Vec::new();
        let mut known: HashMap<AssetId, usize> = HashMap::new();
        let mut documents: Vec<DocumentId> = (0..self.documents.len() as u32).map(DocumentId).collect();
        documents.sort_by_key(|id| self.page_of(*id).map(|page| &self.page(page).url));
        for id in documents {
            let page = self.page_of(id);
            if page.is_some_and(|page| !self.page(page).visible) {
                continue;
            }
            for (asset, title, credit) in self.credits_in(id) {
                let at = *known.entry(asset).or_insert_with(|| {
                    let name = || self.assets[asset.index()].file.path.name().to_owned();
                    files.push(IncludedWork {
                        asset: Some(asset),
                        title: if title.trim().is_empty() { name() } else { title.to_owned() },
                        credit,
                        usage: None,
                        modifications: None,
                        pages: Vec::new(),
                    });
                    files.len() - 1
                });
                let pages = &mut files[at].pages;
                pages.extend(page.filter(|page| pages.last() != Some(page)));
            }
            let Some(page) = page else { continue };
            let sources = self.document(id).meta.sources.iter().filter(|source| source.usage != Usage::Citation);
            texts.extend(sources.map(|source| {
                let address = source.url.as_ref().map(|url| url.value.clone());
                IncludedWork {
                    asset: None,
                    title: if source.title.is_empty() {
                        address.clone().unwrap_or_default()
                    } else {
                        source.title.clone()
                    },
                    credit: Credit {
                        author: source.author.clone(),
                        licence: source.licence.as_ref().map(|licence| licence.value.clone()),
                        source: address,
                        derogation: source.derogation.clone(),
                    },
                    usage: Some(source.usage),
                    modifications: source.modifications.clone(),
                    pages: vec![page],
                }
            }));
        }
        files.extend(texts);
        files
    }

    /// The files that a document shows or offers and that something is known of, each once: with the title it has there.
    pub fn credits_in(&self, id: DocumentId) -> Vec<(AssetId, &str, Credit)> {
        let document = self.document(id);
        let mut found: Vec<(AssetId, &str, Credit)> = Vec::new();
        for (reference, link) in document.body.references.iter().zip(self.links[id.index()].iter()) {
            let Target::Place { place: Place::Asset(asset), .. } = link.target else { continue };
            if found.iter().any(|(known, ..)| *known == asset) {
                continue;
            }
            let entry = document.image(&reference.target);
            let credit = self.credit(document, entry, asset);
            let own = Credit { derogation: None, ..credit.clone() };
            if own.is_empty() && (credit.derogation.is_none() || reference.kind != ReferenceKind::Image) {
                continue;
            }
            let alt = entry.and_then(|entry| entry.alt.as_deref()).filter(|_| reference.text.trim().is_empty());
            let title = if reference.kind == ReferenceKind::Image { alt.unwrap_or(&reference.text) } else { "" };
            found.push((asset, title, credit));
        }
        found
    }
}
