//! What a text may hold, told by a quick look at it, so that what it does not hold is not searched for line by line.
//!
//! Errs on the side of « it may ». A text with entities may hold any sign, whatever is written.

use super::blanks;

/// What a text may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Survey {
    /// Addresses that stand among words: `https://…`, `www.…`, `a@b.fr`.
    pub addresses: bool,
    /// Lines that describe a term: `: détail`.
    pub descriptions: bool,
    /// Containers: `:::`.
    pub containers: bool,
    /// Calls of notes, notes among words.
    pub notes: bool,
    /// Tables.
    pub tables: bool,
    /// Boxes of tasks: `[ ]`, `[x]`.
    pub tasks: bool,
    /// Blanks but those in brackets: `{{nom}}`, `XXXX`, `« … »`.
    pub blanks: bool,
}

impl Survey {
    /// Everything: what a text may hold that was not looked at.
    #[cfg(test)]
    pub(super) const ALL: Survey = Survey {
        addresses: true,
        descriptions: true,
        containers: true,
        notes: true,
        tables: true,
        tasks: true,
        blanks: true,
    };

    /// What `text` may hold.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        // Three signs that few texts hold, in one look.
        let (mut entities, mut escapes, mut descriptions) = (false, false, false);
        for at in memchr::memchr3_iter(b'&', b'\\', b'~', bytes) {
            match bytes[at] {
                b'&' => entities = true,
                b'\\' => escapes = true,
                _ => descriptions = true,
            }
        }
        let mut found = Survey {
            addresses: entities,
            // `~ détail` describes too.
            descriptions,
            containers: false,
            notes: entities,
            tables: memchr::memchr(b'|', bytes).is_some(),
            tasks: entities || escapes,
            blanks: entities || escapes || blanks::possible_outside_brackets(text),
        };
        for at in memchr::memchr3_iter(b':', b'w', b'@', bytes) {
            match (bytes[at], bytes.get(at + 1)) {
                (b':', Some(b'/')) | (b'w', Some(b'w')) | (b'@', _) => found.addresses = true,
                (b':', Some(b':')) => found.containers = true,
                (b':', Some(b' ' | b'\t')) => found.descriptions = found.descriptions || begins_line(bytes, at),
                _ => {}
            }
        }
        for at in memchr::memchr2_iter(b'^', b']', bytes) {
            match (bytes[at], at.checked_sub(1).map(|before| bytes[before])) {
                // comrak reads `[\\^a]` as a call.
                (b'^', Some(b'[' | b'\\')) => found.notes = true,
                (b'^', _) => found.notes = found.notes || bytes.get(at + 1) == Some(&b'['),
                (_, Some(b' ' | b'\t' | b'x' | b'X')) => found.tasks = true,
                _ => {}
            }
        }
        found
    }
}

/// Whether what stands before byte `at` on its line may be the signs of quotes, items, notes and descriptions only.
fn begins_line(bytes: &[u8], at: usize) -> bool {
    for before in (0..at).rev() {
        match bytes[before] {
            b'\n' | b'\r' => return true,
            // The end of `[^note]:`, or of another description.
            b':' => return true,
            b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b'0'..=b'9' => {}
            _ => return false,
        }
    }
    true
}
