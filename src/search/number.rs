//! Numbers as printable characters, for shards that are scripts: no byte of theirs needs escaping, and small numbers,
//! the most frequent, take one.
//!
//! A digit that ends a number is one of 57 characters from `#` to `[`, those before it one of 34 from `]` to `~`:
//! neither `"` nor `\` is among them, nor a space, which separates lists.

const LAST: u8 = b'#';
const MORE: u8 = b']';

/// Numbers below this take one character.
pub(super) const SMALL: u32 = 57;

/// Appends `number`.
pub(super) fn push(out: &mut String, number: u32) {
    let mut digits = [0; 7];
    let mut count = 0;
    let mut rest = number / SMALL;
    while rest > 0 {
        digits[count] = MORE + (rest % 34) as u8;
        count += 1;
        rest /= 34;
    }
    for digit in digits[..count].iter().rev() {
        out.push(char::from(*digit));
    }
    out.push(char::from(LAST + (number % SMALL) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As the script reads them.
    fn read(text: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        let mut value = 0;
        for byte in text.bytes() {
            if byte >= MORE {
                value = value * 34 + u32::from(byte - MORE);
            } else {
                numbers.push(value * SMALL + u32::from(byte - LAST));
                value = 0;
            }
        }
        numbers
    }

    proptest! {
        #[test]
        fn read_back(numbers in proptest::collection::vec(any::<u32>(), 0..40)) {
            let mut text = String::new();
            for number in &numbers {
                push(&mut text, *number);
            }
            prop_assert_eq!(read(&text), numbers);
            prop_assert!(!text.contains(['"', '\\', ' ']));
        }
    }
}
