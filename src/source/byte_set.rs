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
    pub const fn and_controls(mut self) -> Self {
        let mut at = 0;
        while at < 0x20 {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes() {
        const SET: ByteSet = ByteSet::of(b"<&").and_controls();
        assert_eq!(SET.first_in("é a & <".as_bytes()), Some(5));
        assert_eq!(SET.first_in(b"a\n"), Some(1));
        assert_eq!(SET.first_in("é".as_bytes()), None);
        assert_eq!(ByteSet::of(b"-").and_alphanumerics().first_not_in(b"aZ-9 "), Some(4));
    }
}
