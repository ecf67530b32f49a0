//! The dictionary as the script reads it: from a word as it is typed to terms.
//!
//! Words are in the order of their folded form (that of the script: UTF-16), each written as the number of characters it
//! shares with the one before (a base-36 digit) and the rest, in the form that sheets use, accents and all, so that
//! suggestions are spelled right. What follows `;`, for each term: how frequent it is (a base-36 digit), its number from
//! that of the term before, `.`, its family from the family before. `*` and a number: the word is also, or only, the
//! stem of that family, which is how a form no sheet holds is found.
//!
//! *Tails* are the same words without their first two letters, which follow: how a word is found when its beginning is
//! mistyped.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::fold::fold;
use super::lexicon::{Lexicon, Surface};

/// Bytes of a shard: some 7 kB once compressed.
const SHARD: usize = 18_000;

/// Letters of a word below which a mistake is not looked for.
const MISTYPED: usize = 5;

/// A shard before it has a name.
#[derive(Debug, Default)]
pub(super) struct Shard {
    /// The first key that belongs to it.
    pub first: String,
    /// What it holds.
    pub text: String,
}

/// What the dictionary has at a folded form.
#[derive(Default)]
struct Entry<'a> {
    surface: Option<&'a Surface>,
    stem_of: Option<u32>,
}

/// The order of the script's strings.
fn utf16(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Whether a shard may start between two neighbours: not between words that begin alike, so that a family mostly
/// stays in one.
fn may_cut(before: &str, after: &str, length: usize) -> bool {
    length > SHARD && (length > 2 * SHARD || !before.chars().take(3).eq(after.chars().take(3)))
}

/// The shards of the dictionary.
pub(super) fn dictionary(lexicon: &Lexicon) -> Vec<Shard> {
    let mut entries: HashMap<&str, Entry, foldhash::fast::FixedState> = HashMap::default();
    for (folded, surface) in &lexicon.surfaces {
        entries.entry(folded).or_default().surface = Some(surface);
    }
    for (at, family) in (0u32..).zip(&lexicon.families) {
        entries.entry(family).or_default().stem_of = Some(at);
    }
    let mut entries: Vec<(&str, Entry)> = entries.into_iter().collect();
    entries.sort_unstable_by(|a, b| utf16(a.0, b.0));

    let mut shards: Vec<Shard> = Vec::new();
    let mut before = ("", String::new(), 0i64, 0i64);
    for (folded, entry) in entries {
        if shards.last().is_none_or(|shard| may_cut(before.0, folded, shard.text.len())) {
            shards.push(Shard { first: folded.to_owned(), text: String::new() });
            before = ("", String::new(), 0, 0);
        }
        let shard = shards.last_mut().expect("one was just pushed if there was none");
        if !shard.text.is_empty() {
            shard.text.push(' ');
        }
        let written = entry.surface.map_or(folded, |surface| spelled(folded, surface));
        let shared = shared(&before.1, written);
        let rest = written.chars().skip(shared).collect::<String>();
        let _ = write!(shard.text, "{}{rest}", digit(shared));
        before.1 = written.to_owned();
        before.0 = folded;
        for term in entry.surface.iter().flat_map(|surface| &surface.terms) {
            let of = &lexicon.terms[*term as usize];
            let (step, family_step) = (i64::from(*term) - before.2, i64::from(of.family) - before.3);
            (before.2, before.3) = (i64::from(*term), i64::from(of.family));
            let frequency = digit(of.sheets.ilog2() as usize);
            let _ = write!(shard.text, ";{frequency}{}.{}", base36(step), base36(family_step));
        }
        if let Some(family) = entry.stem_of {
            let step = i64::from(family) - before.3;
            before.3 = i64::from(family);
            let _ = write!(shard.text, "*{}", base36(step));
        }
    }
    shards
}

/// The form that sheets use, when folding it gives the word back: what is cut at [`super::words`]' longest may not.
fn spelled<'a>(folded: &'a str, surface: &'a Surface) -> &'a str {
    if !surface.written.is_empty() && fold(&surface.written) == folded { &surface.written } else { folded }
}

/// The shards of tails.
pub(super) fn tails(lexicon: &Lexicon) -> Vec<Shard> {
    let mut heads: BTreeMap<Vec<u16>, Vec<String>> = BTreeMap::new();
    for (folded, surface) in &lexicon.surfaces {
        let units: Vec<u16> = folded.encode_utf16().collect();
        let plain = folded.chars().all(char::is_alphabetic) && units.len() == folded.chars().count();
        if plain && !surface.written.is_empty() && units.len() >= MISTYPED {
            heads.entry(units[2..].to_vec()).or_default().push(folded.chars().take(2).collect());
        }
    }
    let mut shards: Vec<Shard> = Vec::new();
    let mut before = String::new();
    for (tail, heads) in heads {
        let tail = String::from_utf16(&tail).expect("each character of it is one unit");
        if shards.last().is_none_or(|shard| shard.text.len() > SHARD) {
            shards.push(Shard { first: tail.clone(), text: String::new() });
            before.clear();
        }
        let shard = shards.last_mut().expect("one was just pushed if there was none");
        if !shard.text.is_empty() {
            shard.text.push(' ');
        }
        let shared = shared(&before, &tail);
        let rest = tail.chars().skip(shared).collect::<String>();
        let _ = write!(shard.text, "{}{rest};{}", digit(shared), heads.concat());
        before = tail;
    }
    shards
}

/// The endings that words of the site add to their stems, the commonest first: a word that is a stem and one of them
/// is of its family, though no sheet holds it.
pub(super) fn endings(lexicon: &Lexicon) -> Vec<String> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for (folded, surface) in &lexicon.surfaces {
        for term in &surface.terms {
            let family = &lexicon.families[lexicon.terms[*term as usize].family as usize];
            if let Some(ending) = folded.strip_prefix(family.as_str())
                && (1..=7).contains(&ending.len())
                && ending.bytes().all(|byte| byte.is_ascii_lowercase())
            {
                *counts.entry(ending).or_default() += 1;
            }
        }
    }
    let mut endings: Vec<(&str, u32)> = counts.into_iter().collect();
    endings.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let common = endings.into_iter().take(120).map(|(ending, _)| ending.to_owned());
    let mut kept: Vec<String> = ["s", "x", "e", "es", "r", "er", "nt", "ent"].map(str::to_owned).into();
    for ending in common {
        if !kept.contains(&ending) {
            kept.push(ending);
        }
    }
    kept
}

/// Characters that two words share at their beginning; at most what a digit says. In UTF-16, so never half of one.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take(35).take_while(|(a, b)| a == b && a.len_utf16() == 1).count()
}

fn digit(value: usize) -> char {
    char::from_digit(value.min(35) as u32, 36).expect("it is below 36")
}

fn base36(value: i64) -> String {
    let mut rest = value.unsigned_abs();
    let mut digits = Vec::new();
    while rest > 0 || digits.is_empty() {
        digits.push(digit((rest % 36) as usize));
        rest /= 36;
    }
    let sign = if value < 0 { "-" } else { "" };
    sign.chars().chain(digits.into_iter().rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_base_36() {
        for (value, expected) in [(0, "0"), (35, "z"), (36, "10"), (-37, "-11")] {
            assert_eq!(base36(value), expected);
        }
    }

    #[test]
    fn order_is_the_scripts() {
        assert_eq!(utf16("a", "b"), Ordering::Less);
        // U+FB00 is above U+10000 in UTF-16, below in code points.
        assert_eq!(utf16("\u{fb00}", "\u{10000}"), Ordering::Greater);
    }
}
