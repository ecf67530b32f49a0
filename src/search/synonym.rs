//! Names that mean one thing: of the glossary (term, acronym, other names) and of `[search] synonyms`.

use std::collections::BTreeSet;

use crate::site::Site;

use super::batch::Batch;
use super::fold::fold;

/// Groups of names, in order. The script cuts them into words itself.
pub(super) fn synonyms(site: &Site) -> Vec<Vec<String>> {
    let glossary = site.glossary.entries.iter().map(|entry| {
        let names = [Some(&entry.term), entry.acronym.as_ref()];
        names.into_iter().flatten().chain(&entry.aliases).cloned().collect::<Vec<_>>()
    });
    let groups = glossary.chain(site.config.synonyms.iter().cloned());
    let groups: BTreeSet<Vec<String>> = groups.filter(|names| names.len() > 1).collect();
    groups.into_iter().collect()
}

/// Forms of the site's words that do not begin alike (*œil*, *yeux*): the script finds both in the dictionary, and
/// marks both in a passage.
pub(super) fn irregular(batches: &[Batch]) -> Vec<[String; 2]> {
    let mut pairs = BTreeSet::new();
    for written in batches.iter().flat_map(|batch| &batch.words) {
        let word = &written.word.folded;
        for variant in &written.variants {
            let variant = fold(variant);
            if word.chars().zip(variant.chars()).take_while(|(a, b)| a == b).count() < 3 {
                let (one, other) = if *word < variant { (word.clone(), variant) } else { (variant, word.clone()) };
                pairs.insert([one, other]);
            }
        }
    }
    pairs.into_iter().collect()
}
