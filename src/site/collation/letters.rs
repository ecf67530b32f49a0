//! Sort keys of texts written with French letters alone: the collator's own, made from a table of what it gives to each
//! letter. Most titles are such texts, and the collator reads characters as any language may write them.

/// What a sort key has between two levels, and nowhere else.
const NEXT_LEVEL: u8 = 1;

/// How a level counts the weights that are common in it, so that their runs take a byte.
struct Common {
    /// A run that a lower weight or the end follows is counted up from here.
    low: u8,
    /// A run of `most`, which others of the same run follow.
    middle: u8,
    /// A run that a higher weight follows is counted down from here.
    high: u8,
    /// What one byte counts.
    most: usize,
}

const ACCENTS: Common = Common { low: 0x05, middle: 0x25, high: 0x45, most: 0x21 };
const CAPITALS: Common = Common { low: 0x05, middle: 0x65, high: 0xc5, most: 0x61 };

/// What a character is in a sort key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sign {
    part: Part,
    /// What it writes in the first level, its first `length` bytes.
    letter: [u8; 4],
    length: u8,
    /// What its accent writes in the second one; 0 without accent.
    accent: u8,
    /// What its letter counts there beside the accent: 0 when both are one weight.
    plain: u8,
    /// What a capital writes in the third one; 0 for a small letter.
    capital: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Unknown,
    Letter,
    /// It is read where it stands alone between two letters.
    Between,
}

/// The table.
#[derive(Debug)]
pub(super) struct Letters {
    signs: [Sign; 256],
}

impl Letters {
    /// The table of what `collate` makes of each letter; an empty one if it makes something else of several.
    pub fn of(collate: &dyn Fn(&str) -> Vec<u8>) -> Self {
        let mut letters = Letters { signs: [Sign::default(); 256] };
        let capital = letter('A', collate).map_or(0, |sign| sign.capital);
        for c in LETTERS.chars() {
            let Some(sign) = letter(c, collate) else { continue };
            // What is said of a capital by its small letter is compared below, as all the rest is.
            for (c, capital) in std::iter::once((c, 0)).chain(c.to_uppercase().map(|c| (c, capital))) {
                if let Some(at) = place(c) {
                    letters.signs[at] = Sign { capital, ..sign };
                }
            }
        }
        for c in BETWEEN.chars() {
            if let (Some(at), Some(sign)) = (place(c), between(c, collate)) {
                letters.signs[at] = sign;
            }
        }
        // Short runs and long ones, and letters beside others: a few at a time, as a key holds few accents.
        let runs = format!("{}É{}é{}É", "a".repeat(30), "b".repeat(40), "c".repeat(99));
        let known: Vec<char> = letters.known().collect();
        let each = known.chunks(7).map(|few| few.iter().flat_map(|c| [*c, 'e']).collect::<String>() + "-É ça’a");
        let same = |text: String| letters.key(&text).is_none_or(|key| key == collate(&text));
        if std::iter::once(runs).chain(each).all(same) { letters } else { Letters { signs: [Sign::default(); 256] } }
    }

    /// The letters that it holds.
    fn known(&self) -> impl Iterator<Item = char> {
        (0..=u8::MAX).filter(|at| self.signs[usize::from(*at)].part == Part::Letter).map(char::from)
    }

    /// The sort key of `text`; `None` when something else is written in it.
    pub fn key(&self, text: &str) -> Option<Vec<u8>> {
        let mut key = Vec::with_capacity(text.len() * 2 + 8);
        let (mut accents, mut capitals) = (Level::default(), Level::default());
        let mut last = Part::Between;
        for c in text.chars() {
            let sign = &self.signs[place(c)?];
            if sign.part == Part::Unknown || (sign.part == Part::Between && last == Part::Between) {
                return None;
            }
            last = sign.part;
            key.push(sign.letter[0]);
            if sign.length > 1 {
                key.extend_from_slice(&sign.letter[1..usize::from(sign.length)]);
            }
            // The letter comes first, then its accent, which is no capital.
            match sign.capital {
                0 => capitals.common += 1,
                capital => capitals.weigh(capital)?,
            }
            accents.common += usize::from(sign.plain);
            if sign.accent != 0 {
                accents.weigh(sign.accent)?;
                capitals.common += usize::from(sign.plain);
            }
        }
        if last == Part::Between {
            return None;
        }
        accents.write(&mut key, &ACCENTS);
        capitals.write(&mut key, &CAPITALS);
        Some(key)
    }
}

/// A level as it is gathered: weights, each after a run of common ones.
#[derive(Debug, Default)]
struct Level {
    weights: [(usize, u8); 16],
    held: usize,
    /// The run after the last of them.
    common: usize,
}

impl Level {
    /// A weight that is not common; `None` when there are more than a table has room for.
    fn weigh(&mut self, weight: u8) -> Option<()> {
        *self.weights.get_mut(self.held)? = (std::mem::take(&mut self.common), weight);
        self.held += 1;
        Some(())
    }

    fn write(&self, key: &mut Vec<u8>, how: &Common) {
        key.push(NEXT_LEVEL);
        for (common, weight) in &self.weights[..self.held] {
            how.write(*common, true, key);
            key.push(*weight);
        }
        how.write(self.common, false, key);
    }
}

impl Common {
    /// A run of `common` weights, which a higher one follows or none.
    fn write(&self, common: usize, followed: bool, key: &mut Vec<u8>) {
        let Some(mut rest) = common.checked_sub(1) else { return };
        while rest >= self.most {
            key.push(self.middle);
            rest -= self.most;
        }
        key.push(if followed { self.high - rest as u8 } else { self.low + rest as u8 });
    }
}

/// Small letters of French that are one letter each; their capitals are known too.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïñôöùûü";

/// What may stand between two letters.
const BETWEEN: &str = " '’-,.";

/// Where the table has `c`; `None` for what it never has.
fn place(c: char) -> Option<usize> {
    // In the place of a control character.
    if c == '’' { Some(0x92) } else { u8::try_from(c).ok().filter(|byte| *byte != 0x92).map(usize::from) }
}

/// The three levels of a sort key.
fn levels(key: &[u8]) -> Option<[&[u8]; 3]> {
    let mut levels = key.split(|byte| *byte == NEXT_LEVEL);
    let three = [levels.next()?, levels.next()?, levels.next()?];
    levels.next().is_none().then_some(three)
}

/// What `c`, a letter, is in a sort key, when that is what this table can hold.
fn letter(c: char, collate: &dyn Fn(&str) -> Vec<u8>) -> Option<Sign> {
    let key = collate(&c.to_string());
    let [primary, accents, capitals] = levels(&key)?;
    let accent = match accents {
        [one] if *one == ACCENTS.low => 0,
        [one, accent] if *one == ACCENTS.high => *accent,
        _ => return None,
    };
    let capital = match (capitals, accent) {
        ([one], 0) if *one == CAPITALS.low => 0,
        ([two], 1..) if *two == CAPITALS.low + 1 => 0,
        ([capital], 0) if *capital > CAPITALS.high => *capital,
        ([capital, one], 1..) if *capital > CAPITALS.high && *one == CAPITALS.low => *capital,
        _ => return None,
    };
    Some(Sign { part: Part::Letter, accent, plain: 1, capital, ..written(primary)? })
}

/// What `c` is between two letters.
fn between(c: char, collate: &dyn Fn(&str) -> Vec<u8>) -> Option<Sign> {
    let (key, a) = (collate(&format!("a{c}a")), collate("a"));
    let ([primary, accents, capitals], [a, ..]) = (levels(&key)?, levels(&a)?);
    let (accent, plain) = match accents {
        [three] if *three == ACCENTS.low + 2 => (0, 1),
        [one, accent, other] if (*one, *other) == (ACCENTS.high, ACCENTS.low) => (*accent, 0),
        _ => return None,
    };
    let sign = written(primary.strip_prefix(a)?.strip_suffix(a)?)?;
    (capitals == [CAPITALS.low + 2]).then_some(Sign { part: Part::Between, accent, plain, ..sign })
}

fn written(primary: &[u8]) -> Option<Sign> {
    let mut letter = [0; 4];
    letter.get_mut(..primary.len()).filter(|letter| !letter.is_empty())?.copy_from_slice(primary);
    Some(Sign { letter, length: primary.len() as u8, ..Sign::default() })
}

#[cfg(test)]
mod tests {
    use super::super::{LETTERS as TABLE, collated};

    #[test]
    fn most_titles_are_in_the_table() {
        for title in ["Éclairage public", "Gérité de paysagité et développités", "L’été l'eau", "Où loger à Saint-Malo"]
        {
            assert_eq!(TABLE.key(title), Some(collated(title)), "{title}");
        }
        for title in ["", "fiche 2", "Titre : suite", "œuvre", "e\u{301}té", "fin.", "\u{92}", "a\u{92}b", "日本"] {
            assert_eq!(TABLE.key(title), None, "{title}");
        }
        assert_eq!(TABLE.known().count(), 2 * super::LETTERS.chars().count());
    }

    proptest::proptest! {
        #[test]
        fn keys_are_those_of_the_collator(text in "([a-zA-ZàâäáãçéèêëîïíìñôöóòõùûüúÿýÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ]{1,60}[-' ’,.]){0,4}[a-zéÉ]{0,300}.?") {
            if let Some(key) = TABLE.key(&text) {
                proptest::prop_assert_eq!(key, collated(&text));
            }
        }
    }
}
