//! The words of some of the sheets, read one after the other: which term stands where.
//!
//! Batches are read in parallel and put together in `lexicon`; nothing in the index depends on how sheets are cut into
//! batches.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::site::{PageId, Site};

use super::stem::{Forms, Morphology};
use super::weight::{FIELDS, Field};
use super::words::{Form, Word, words};

/// Sheets of a batch, at most: their number takes 12 bits of an occurrence.
pub(super) const SHEETS: usize = 1 << 11;

/// Words of a sheet that are indexed, at most: a place takes 26 bits of an occurrence.
const PLACES: u32 = 1 << 26;

/// Between two blocks, so that no phrase runs over both.
const GAP: u32 = 4;

type Map<K, V> = HashMap<K, V, FixedState>;

/// A word as it is written, in the sheets of a batch.
#[derive(Debug)]
pub(super) struct Written {
    /// In lower case.
    pub word: Word,
    /// Its term, in [`Batch::terms`].
    pub term: u32,
    /// How many times.
    pub count: u32,
    /// Other forms of its term that readers may type.
    pub variants: Vec<String>,
}

/// One occurrence: term (22 bits), sheet (12), field (4), place (26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence(u64);

impl Occurrence {
    fn new(term: u32, sheet: u32, field: Field, place: u32) -> Self {
        Occurrence(u64::from(term) << 42 | u64::from(sheet) << 30 | (field as u64) << 26 | u64::from(place))
    }

    /// Its term, in [`Batch::terms`].
    pub(super) fn term(self) -> u32 {
        (self.0 >> 42) as u32
    }

    /// Its sheet, from the batch's first.
    pub(super) fn sheet(self) -> u32 {
        (self.0 >> 30) as u32 & 0xfff
    }

    /// Its field.
    pub(super) fn field(self) -> usize {
        (self.0 >> 26) as usize & 0xf
    }

    /// Its place in the sheet.
    pub(super) fn place(self) -> u32 {
        self.0 as u32 & (PLACES - 1)
    }
}

/// What some sheets hold.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Terms and families.
    pub terms: Vec<Forms>,
    /// Words.
    pub words: Vec<Written>,
    /// Occurrences by term, sheet, field and place.
    pub occurrences: Vec<Occurrence>,
    /// Words of each field of each sheet.
    pub lengths: Vec<[u32; FIELDS]>,
}

/// Reads `pages`.
pub(super) fn read(site: &Site, pages: &[PageId]) -> Batch {
    let texts: Vec<_> = pages.iter().map(|page| site.document_of(*page).body.text.read()).collect();
    let mut reader = Reader::default();
    // Room for them all at once, at a little less than the letters of a French word and its space: growing would take
    // twice the memory, and memory is what indexing costs most.
    let bytes: usize = pages.iter().map(|page| site.document_of(*page).body.text.len() + 200).sum();
    reader.batch.occurrences.reserve_exact(bytes / 5);
    for (page, text) in pages.iter().zip(&texts) {
        reader.page(site, *page, text);
    }
    let Reader { mut batch, .. } = reader;
    batch.occurrences.sort_unstable();
    batch
}

/// A batch being read.
#[derive(Default)]
struct Reader<'s> {
    batch: Batch,
    /// Local numbers of terms: a term is the same in every language.
    terms: Map<String, u32>,
    vocabularies: Vec<Vocabulary<'s>>,
    sheet: u32,
    place: u32,
    lengths: [u32; FIELDS],
}

/// The words of one language.
struct Vocabulary<'s> {
    language: &'s str,
    morphology: Morphology,
    words: Map<String, u32>,
    /// What was between white spaces → its words, a range of `tokens`: texts repeat themselves.
    pieces: Map<&'s str, (u32, u32)>,
    tokens: Vec<(u32, Form)>,
}

impl<'s> Reader<'s> {
    /// Reads a page, whose text is `text`.
    fn page(&mut self, site: &'s Site, id: PageId, text: &'s str) {
        let page = site.page(id);
        let document = site.document(page.document);
        let language = match self.vocabularies.iter().position(|known| known.language == page.language) {
            Some(at) => at,
            None => {
                self.vocabularies.push(Vocabulary::new(&page.language));
                self.vocabularies.len() - 1
            }
        };
        (self.place, self.lengths) = (0, [0; FIELDS]);
        self.text(language, Field::Title, &page.title);
        if let Some(summary) = &document.meta.summary {
            self.text(language, Field::Summary, &summary.value);
        }
        self.text(language, Field::Keywords, site.config.kinds.kinds[page.kind].label.get(&page.language));
        for term in page.fields.terms.iter().flat_map(|of| &of.terms) {
            self.text(language, Field::Keywords, &term.value);
        }
        let body = &document.body;
        let mut at = 0;
        for (_, block) in body.blocks.iter() {
            if let crate::markdown::BlockKind::Heading(_) = block.kind {
                let heading = block.text.range();
                if heading.start >= at {
                    self.text(language, Field::Text, &text[at..heading.start]);
                    at = heading.end;
                    self.text(language, Field::Heading, &text[heading]);
                }
            }
        }
        self.text(language, Field::Text, &text[at..]);
        self.batch.lengths.push(self.lengths);
        self.sheet += 1;
    }

    fn text(&mut self, language: usize, field: Field, text: &'s str) {
        let vocabulary = &mut self.vocabularies[language];
        for line in text.split('\n') {
            let mut letter = None;
            for piece in line.split_ascii_whitespace() {
                let (from, to) = match vocabulary.pieces.get(piece) {
                    Some(range) => *range,
                    None => vocabulary.cut(piece, &mut self.batch, &mut self.terms),
                };
                for token in from..to {
                    let (word, form) = vocabulary.tokens[token as usize];
                    if self.place + GAP >= PLACES {
                        return;
                    }
                    let mut add = |word: u32, place: u32| {
                        let written = &mut self.batch.words[word as usize];
                        written.count += 1;
                        self.batch.occurrences.push(Occurrence::new(written.term, self.sheet, field, place));
                    };
                    if let (Form::Number, Some(letter)) = (form, letter) {
                        // The letter's word was just before: `L. 300-2` is found as `l300-2` too.
                        let letter: u32 = letter;
                        add(word, self.place);
                        let word = vocabulary.reference(letter, word, &mut self.batch, &mut self.terms);
                        let written = &mut self.batch.words[word as usize];
                        written.count += 1;
                        let at = Occurrence::new(written.term, self.sheet, field, self.place - 1);
                        self.batch.occurrences.push(at);
                    } else {
                        add(word, self.place);
                    }
                    letter = (form == Form::Letter).then_some(word);
                    if matches!(form, Form::Plain | Form::Letter) {
                        self.place += 1;
                        self.lengths[field as usize] += 1;
                    }
                }
            }
            self.place += GAP;
        }
    }
}

impl<'s> Vocabulary<'s> {
    fn new(language: &'s str) -> Self {
        Vocabulary {
            language,
            morphology: Morphology::of(language),
            words: Map::default(),
            pieces: Map::default(),
            tokens: Vec::new(),
        }
    }

    fn cut(&mut self, piece: &'s str, batch: &mut Batch, terms: &mut Map<String, u32>) -> (u32, u32) {
        let from = self.tokens.len() as u32;
        let mut found = Vec::new();
        words(piece, &mut |word| found.push(word));
        for word in found {
            let form = word.form;
            let number = self.number(word, batch, terms);
            self.tokens.push((number, form));
        }
        let range = (from, self.tokens.len() as u32);
        self.pieces.insert(piece, range);
        range
    }

    fn reference(&mut self, letter: u32, number: u32, batch: &mut Batch, terms: &mut Map<String, u32>) -> u32 {
        let lower = |word: u32| &batch.words[word as usize].word.lower;
        let word = Word::reference(lower(letter), lower(number));
        self.number(word, batch, terms)
    }

    fn number(&mut self, word: Word, batch: &mut Batch, terms: &mut Map<String, u32>) -> u32 {
        if let Some(known) = self.words.get(&word.lower) {
            return *known;
        }
        let forms = self.morphology.forms(&word.lower);
        let term = match terms.get(&forms.term) {
            Some(term) => {
                // Two languages may give a term two families: the first in order, whichever sheet came first.
                let known = &mut batch.terms[*term as usize].family;
                if forms.family < *known {
                    *known = forms.family;
                }
                *term
            }
            None => {
                let term = batch.terms.len() as u32;
                terms.insert(forms.term.clone(), term);
                batch.terms.push(forms);
                term
            }
        };
        let number = batch.words.len() as u32;
        let variants = self.morphology.irregular_forms(&word.lower);
        self.words.insert(word.lower.clone(), number);
        batch.words.push(Written { word, term, count: 0, variants });
        number
    }
}
