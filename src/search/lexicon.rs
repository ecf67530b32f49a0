//! The batches put together: every term of the site, in order, with the sheets and places it stands in.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::batch::Batch;
use super::function_word::is_function_word;
use super::number;
use super::weight::{FIELDS, Means};

/// A term of the site.
#[derive(Debug, Default)]
pub(super) struct Term {
    /// The term.
    pub name: String,
    /// Its family, in [`Lexicon::families`].
    pub family: u32,
    /// How many sheets hold it.
    pub sheets: u32,
    /// Its sheets as the script reads them: their number, then for each the gap from the one before and its impact.
    pub postings: String,
    /// Its places as the script reads them, sheet by sheet: their number, then for each the gap from the one before.
    /// Empty for function words, which phrases pass over.
    pub places: String,
}

/// A word, as readers may type it.
#[derive(Debug, Default)]
pub(super) struct Surface {
    /// As sheets mostly write it, in lower case; `""` for a form no sheet holds.
    pub written: String,
    /// Its terms, in order: several when words differ by an accent (*côte*, *côté*).
    pub terms: Vec<u32>,
    count: u32,
}

/// Every term and word of the site.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// Terms in order.
    pub terms: Vec<Term>,
    /// Families in order.
    pub families: Vec<String>,
    /// Words by their folded form.
    pub surfaces: Vec<(String, Surface)>,
}

/// Where the occurrences of a term are: batch, and a range of its occurrences.
#[derive(Debug, Clone, Copy)]
struct Run {
    term: u32,
    batch: u32,
    from: u32,
    to: u32,
}

/// Puts `batches` together; `priors` says how much each sheet counts.
pub(super) fn lexicon(batches: &[Batch], priors: &[f32]) -> Lexicon {
    let (names, families) = names(batches);
    let of_name: HashMap<&str, u32, FixedState> = (0u32..).zip(&names).map(|(at, (name, _))| (*name, at)).collect();
    let numbers: Vec<Vec<u32>> =
        batches.iter().map(|batch| batch.terms.iter().map(|forms| of_name[forms.term.as_str()]).collect()).collect();

    let mut runs: Vec<Run> = (0u32..)
        .zip(batches)
        .zip(&numbers)
        .flat_map(|((at, batch), numbers)| {
            let mut from = 0;
            batch.occurrences.chunk_by(|a, b| a.term() == b.term()).map(move |same| {
                let to = from + same.len() as u32;
                let run = Run { term: numbers[same[0].term() as usize], batch: at, from, to };
                from = to;
                run
            })
        })
        .collect();
    runs.par_sort_unstable_by_key(|run| (run.term, run.batch));

    let lengths: Vec<[u32; FIELDS]> = batches.iter().flat_map(|batch| batch.lengths.iter().copied()).collect();
    let mut first = 0;
    let firsts: Vec<u32> = batches
        .iter()
        .map(|batch| {
            let this = first;
            first += batch.lengths.len() as u32;
            this
        })
        .collect();
    let sheets = Sheets { means: Means::of(&lengths), lengths: &lengths, priors };
    let runs: Vec<&[Run]> = runs.chunk_by(|a, b| a.term == b.term).collect();
    let terms = runs
        .par_iter()
        .map(|runs| {
            let (name, family) = names[runs[0].term as usize];
            let mut term = Term { name: name.to_owned(), family, ..Term::default() };
            let occurrences = runs.iter().map(|run| {
                (
                    firsts[run.batch as usize],
                    &batches[run.batch as usize].occurrences[run.from as usize..run.to as usize],
                )
            });
            write(&mut term, occurrences, &sheets);
            term
        })
        .collect();
    let surfaces = surfaces(batches, &numbers);
    Lexicon { terms, families: families.into_iter().map(str::to_owned).collect(), surfaces }
}

/// Terms with their families, and families, both in order. A term always occurs, so none is left without sheets.
fn names(batches: &[Batch]) -> (Vec<(&str, u32)>, Vec<&str>) {
    let mut forms: Vec<(&str, &str)> = batches
        .iter()
        .flat_map(|batch| &batch.terms)
        .map(|forms| (forms.term.as_str(), forms.family.as_str()))
        .collect();
    forms.par_sort_unstable();
    forms.dedup_by_key(|(term, _)| *term);
    let mut families: Vec<&str> = forms.iter().map(|(_, family)| *family).collect();
    families.par_sort_unstable();
    families.dedup();
    let number = |family: &str| families.binary_search(&family).expect("the list was made of them") as u32;
    let names = forms.par_iter().map(|(term, family)| (*term, number(family))).collect();
    (names, families)
}

/// What the weight of a term in a sheet depends on.
struct Sheets<'a> {
    means: Means,
    lengths: &'a [[u32; FIELDS]],
    priors: &'a [f32],
}

fn write<'a>(term: &mut Term, runs: impl Iterator<Item = (u32, &'a [super::batch::Occurrence])>, sheets: &Sheets) {
    let with_places = !is_function_word(&term.name);
    let mut list = String::new();
    let mut next = 0;
    let mut places: Vec<u32> = Vec::new();
    for (first, occurrences) in runs {
        for of_sheet in occurrences.chunk_by(|a, b| a.sheet() == b.sheet()) {
            let sheet = first + of_sheet[0].sheet();
            let mut counts = [0; FIELDS];
            for occurrence in of_sheet {
                counts[occurrence.field()] += 1;
            }
            number::push(&mut list, sheet - next);
            next = sheet + 1;
            let at = sheet as usize;
            number::push(&mut list, sheets.means.impact(&counts, &sheets.lengths[at], sheets.priors[at]));
            term.sheets += 1;
            if with_places {
                places.clear();
                places.extend(of_sheet.iter().map(|occurrence| occurrence.place()));
                places.sort_unstable();
                number::push(&mut term.places, places.len() as u32);
                let mut last = 0;
                for place in &places {
                    number::push(&mut term.places, place - last);
                    last = *place;
                }
            }
        }
    }
    number::push(&mut term.postings, term.sheets);
    term.postings.push_str(&list);
    term.places.shrink_to_fit();
}

fn surfaces(batches: &[Batch], numbers: &[Vec<u32>]) -> Vec<(String, Surface)> {
    // The same word of several batches (or languages), written in several ways.
    let mut all: Vec<(&str, &str, u32, u32)> = batches
        .iter()
        .zip(numbers)
        .flat_map(|(batch, numbers)| batch.words.iter().map(move |written| (written, numbers)))
        .map(|(written, numbers)| {
            let word = &written.word;
            (word.folded.as_str(), word.lower.as_str(), numbers[written.term as usize], written.count)
        })
        .collect();
    all.par_sort_unstable();
    let mut surfaces: Vec<(String, Surface)> = Vec::new();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        let mut surface = Surface::default();
        for as_written in same.chunk_by(|a, b| a.1 == b.1) {
            let count = as_written.iter().map(|one| one.3).sum();
            if count > surface.count {
                surface.count = count;
                surface.written = as_written[0].1.to_owned();
            }
        }
        surface.terms = same.iter().map(|one| one.2).collect();
        surface.terms.sort_unstable();
        surface.terms.dedup();
        surfaces.push((same[0].0.to_owned(), surface));
    }
    let mut variants: Vec<(String, u32)> = batches
        .iter()
        .zip(numbers)
        .flat_map(|(batch, numbers)| {
            batch.words.iter().flat_map(|written| {
                let term = numbers[written.term as usize];
                written.variants.iter().map(move |variant| (super::fold::fold(variant), term))
            })
        })
        .collect();
    variants.sort_unstable();
    variants.dedup();
    let mut unheld = Vec::new();
    for same in variants.chunk_by(|a, b| a.0 == b.0) {
        let terms = same.iter().map(|(_, term)| *term);
        match surfaces.binary_search_by(|(folded, _)| folded.as_str().cmp(&same[0].0)) {
            Ok(at) => {
                let known = &mut surfaces[at].1.terms;
                known.extend(terms);
                known.sort_unstable();
                known.dedup();
            }
            Err(_) => unheld.push((same[0].0.clone(), Surface { terms: terms.collect(), ..Surface::default() })),
        }
    }
    surfaces.extend(unheld);
    surfaces.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    surfaces
}
