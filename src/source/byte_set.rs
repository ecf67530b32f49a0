//! Sets of bytes, to find in a text the few that call for something. Made when the program is compiled.

/// A set of bytes.
#[derive(Debug)]
pub struct ByteSet([bool; 256]);

impl ByteSet {
    /// The set of `bytes`.
    pub const fn of(bytes: &[u8]) -> Self {
        let mut set = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            set[bytes[at] as usize] = true;
            at += 1;
        }
        ByteSet(set)
    }

    /// The set with ASCII control characters.
    pub const fn and_controls(self) -> Self {
        self.and_below(0x20)
    }

    /// The set with those below `least`.
    const fn and_below(mut self, least: u8) -> Self {
        let mut at = 0;
        while at < least as usize {
            self.0[at] = true;
            at += 1;
        }
        self
    }

    /// The set with ASCII letters and digits.
    pub const fn and_alphanumerics(mut self) -> Self {
        let mut at = 0;
        while at < 128 {
            self.0[at] |= (at as u8).is_ascii_alphanumeric();
            at += 1;
        }
        self
    }

    /// Whether it holds `byte`.
    pub const fn has(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// Where the first byte of the set is in `bytes`.
    pub fn first_in(&self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().position(|byte| self.0[usize::from(*byte)])
    }

    /// Where the first byte that is not of the set is in `bytes`.
    pub fn first_not_in(&self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().position(|byte| !self.0[usize::from(*byte)])
    }
}

/// Where the first byte is that is one of five or below `LEAST`. For signs that are rare in texts: sixteen bytes are looked
/// at together.
pub fn first_of<const A: u8, const B: u8, const C: u8, const D: u8, const E: u8, const LEAST: u8>(
    bytes: &[u8],
) -> Option<usize> {
    let called = const { &ByteSet::of(&[A, B, C, D, E]).and_below(LEAST) };
    let passed = quiet::<A, B, C, D, E, LEAST>(bytes);
    Some(passed + called.first_in(&bytes[passed..])?)
}

/// How many bytes from the start surely are none of those: all of them in most texts, else a multiple of sixteen; none are
/// looked at when there are less than sixteen. A function of its own, or the loop is not made of vectors.
#[inline(never)]
fn quiet<const A: u8, const B: u8, const C: u8, const D: u8, const E: u8, const LEAST: u8>(bytes: &[u8]) -> usize {
    let Some(last) = bytes.last_chunk::<16>() else { return 0 };
    let mut passed = 0;
    for chunk in bytes.as_chunks::<16>().0 {
        if called::<A, B, C, D, E, LEAST>(chunk) {
            return passed;
        }
        passed += 16;
    }
    // The last bytes, with some that were looked at already.
    if called::<A, B, C, D, E, LEAST>(last) { passed } else { bytes.len() }
}

/// Whether any byte is one of those. Counted in bytes: from truths, the compiler makes vectors of the signs and not of the
/// text.
#[inline(always)]
fn called<const A: u8, const B: u8, const C: u8, const D: u8, const E: u8, const LEAST: u8>(chunk: &[u8; 16]) -> bool {
    let mut any = 0;
    for byte in chunk {
        let byte = *byte;
        any |= u8::from(byte < LEAST);
        any |= u8::from(byte == A) | u8::from(byte == B) | u8::from(byte == C) | u8::from(byte == D);
        any |= u8::from(byte == E);
    }
    any != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn signs_are_found_wherever_they_are(text in "[a-zé<&\\n]{0,2}[a-zé ]{0,40}[a-zé<&\\n]{0,40}") {
            let bytes = text.as_bytes();
            let first = |called: fn(&u8) -> bool| bytes.iter().position(called);
            let found = first_of::<b'<', b'&', b'<', b'<', b'<', 0>(bytes);
            proptest::prop_assert_eq!(found, first(|byte| matches!(byte, b'<' | b'&')));
            let found = first_of::<b'<', b'&', b'<', b'<', b'<', b' '>(bytes);
            proptest::prop_assert_eq!(found, first(|byte| matches!(byte, b'<' | b'&' | b'\n')));
        }
    }

    #[test]
    fn first_bytes() {
        const SET: ByteSet = ByteSet::of(b"<&").and_below(b' ');
        assert_eq!(SET.first_in("é a & <".as_bytes()), Some(5));
        assert_eq!(SET.first_in(b"a\n"), Some(1));
        assert_eq!(SET.first_in("é".as_bytes()), None);
        assert_eq!(ByteSet::of(b"-").and_alphanumerics().first_not_in(b"aZ-9 "), Some(4));
    }
}
