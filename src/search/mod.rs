//! The search index, made to be read by `assets/recherche.js` a few small files at a time (DESIGN §7).
//!
//! ```text
//! recherche/index.js            the manifest: which shard holds what; read at the first touch of a search box
//! recherche/d/….js              dictionary: words → terms and families
//! recherche/b/….js              tails: words whose beginning is mistyped
//! recherche/p/….js              postings: terms → sheets and impacts
//! recherche/x/….js              places of terms, for phrases
//! recherche/f/….js              kind and terms of each sheet
//! recherche/t/…/7.js            texts of a few sheets
//! ```
//!
//! Each is a script that calls `classeur(name, content)`, so that the same file loads over HTTP and from a disk. Their
//! names change when their content does; the manifest's never does. The script holds no stemmer: every form is here.
//!
//! Depends on the published pages only. Never renders HTML.

mod batch;
mod dictionary;
mod facet;
mod fold;
mod function_word;
mod lexicon;
mod number;
mod passage;
mod stem;
mod synonym;
mod weight;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::config::Status;
use crate::site::{PageId, PageRole, Site};

/// How much an archived sheet counts.
const ARCHIVED: f32 = 0.6;

/// How much a page counts whose matter is other pages: the home page, a section's.
const LISTING: f32 = 0.8;

/// Bytes of a shard of postings: some 10 kB once compressed.
const SHARD: usize = 20_000;

/// The name of the manifest.
pub const MANIFEST: &str = "index.js";

/// A site's index.
#[derive(Debug)]
pub struct SearchIndex {
    pages: Vec<PageId>,
    /// Shards by name.
    shards: BTreeMap<String, String>,
    /// Sheets of a file of texts.
    per_file: usize,
    /// The folder of texts.
    texts: String,
}

impl SearchIndex {
    /// Indexes the published pages of `site`, in parallel.
    pub fn new(site: &Site) -> Self {
        let pages: Vec<PageId> = site.published().map(|(id, _)| id).collect();
        // More batches than threads, so that none waits long; few, as each learns the vocabulary anew.
        let size = pages.len().div_ceil(2 * rayon::current_num_threads()).clamp(1, batch::SHEETS);
        let batches: Vec<batch::Batch> = pages.par_chunks(size).map(|pages| batch::read(site, pages)).collect();
        let priors: Vec<f32> = pages.iter().map(|page| prior(site, *page)).collect();
        let mut lexicon = lexicon::lexicon(&batches, &priors);
        let irregular = synonym::irregular(&batches);
        drop(batches);

        let mut index = SearchIndex {
            shards: BTreeMap::new(),
            per_file: passage::sheets_of_a_file(site, &pages),
            texts: passage::fingerprint(site, &pages),
            pages,
        };
        let dictionary = index.keyed("d", dictionary::dictionary(&lexicon));
        let tails = index.keyed("b", dictionary::tails(&lexicon));
        let postings = index.postings(&mut lexicon);
        let facets = index.add("f", &facet::facets(site, &index.pages));
        let manifest = json!({
            "sheets": index.pages.len(),
            "dictionary": dictionary,
            "tails": tails,
            "postings": postings,
            "facets": facets,
            "texts": index.texts,
            "perFile": index.per_file,
            "functionWords": function_word::list(),
            "endings": dictionary::endings(&lexicon).join(" "),
            "synonyms": synonym::synonyms(site),
            "irregular": irregular,
        });
        index.shards.insert(MANIFEST.to_owned(), script("index", &manifest));
        index
    }

    /// Names of its files, below `recherche/`.
    pub fn names(&self) -> Vec<String> {
        let texts = (0..self.pages.len().div_ceil(self.per_file)).map(|at| format!("t/{}/{at}.js", self.texts));
        self.shards.keys().cloned().chain(texts).collect()
    }

    /// The file of that name; `None` when there is none. `site` is the one it was made of.
    pub fn file(&self, site: &Site, name: &str) -> Option<String> {
        if let Some(shard) = self.shards.get(name) {
            return Some(shard.clone());
        }
        let id = name.strip_suffix(".js")?;
        let at: usize = id.strip_prefix("t/")?.strip_prefix(&self.texts)?.strip_prefix('/')?.parse().ok()?;
        let pages = self.pages.chunks(self.per_file).nth(at).filter(|_| format!("t/{}/{at}", self.texts) == id)?;
        Some(script(id, &passage::file(site, pages)))
    }

    /// Adds a shard; its name without `.js`.
    fn add(&mut self, folder: &str, content: &Value) -> String {
        let text = content.to_string();
        let id = format!("{folder}/{}", &blake3::hash(text.as_bytes()).to_hex()[..8]);
        self.shards.insert(format!("{id}.js"), script(&id, content));
        id
    }

    /// Adds shards that follow one another: first key and name of each.
    fn keyed(&mut self, folder: &str, shards: Vec<dictionary::Shard>) -> Vec<[String; 2]> {
        shards.into_iter().map(|shard| [shard.first, self.add(folder, &Value::String(shard.text))]).collect()
    }

    /// Adds the postings and places of terms: for each shard the number of its first term, and both names.
    fn postings(&mut self, lexicon: &mut lexicon::Lexicon) -> Vec<(usize, String, String)> {
        let mut shards = Vec::new();
        let mut first = 0;
        while first < lexicon.terms.len() {
            let mut length = 0;
            let rest = &mut lexicon.terms[first..];
            let count = rest.iter().take_while(|term| {
                let before = length;
                length += term.postings.len() + 1;
                before == 0 || length <= SHARD
            });
            let count = count.count();
            let terms = &mut rest[..count];
            // Taken out of the lexicon, so that they are not in memory twice.
            let join = |lists: Vec<String>| Value::String(lists.join(" "));
            let postings = join(terms.iter_mut().map(|term| std::mem::take(&mut term.postings)).collect());
            let places = join(terms.iter_mut().map(|term| std::mem::take(&mut term.places)).collect());
            shards.push((first, self.add("p", &postings), self.add("x", &places)));
            first += count;
        }
        shards
    }
}

fn prior(site: &Site, page: PageId) -> f32 {
    let page = site.page(page);
    let archived = if page.status == Status::Archived { ARCHIVED } else { 1.0 };
    if page.role == PageRole::Sheet { archived } else { archived * LISTING }
}

/// The file of `content`, called `id`.
fn script(id: &str, content: &Value) -> String {
    format!("classeur(\"{id}\",{content})\n")
}
