//! Places in a text, from the indices of characters that saphyr gives to bytes.

/// Turns saphyr's character indices into byte offsets, from the last one asked: indices nearly always grow.
pub(super) struct Places<'t> {
    pub(super) text: &'t str,
    ascii: bool,
    chars: usize,
    bytes: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Places { text, ascii: text.is_ascii(), chars: 0, bytes: 0 }
    }

    pub(super) fn byte(&mut self, index: usize) -> usize {
        if self.ascii {
            return index.min(self.text.len());
        }
        let bytes = self.text.as_bytes();
        let starts_char = |byte: u8| byte & 0b1100_0000 != 0b1000_0000;
        while self.chars < index && self.bytes < bytes.len() {
            self.bytes += 1;
            while self.bytes < bytes.len() && !starts_char(bytes[self.bytes]) {
                self.bytes += 1;
            }
            self.chars += 1;
        }
        while self.chars > index {
            self.bytes -= 1;
            while !starts_char(bytes[self.bytes]) {
                self.bytes -= 1;
            }
            self.chars -= 1;
        }
        self.bytes
    }
}
