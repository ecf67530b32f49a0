//! Large buffers that a thread fills again and again.
//!
//! An allocator has a place for each size, and no two pages are of one size: they would be written where nothing is in the
//! processor's caches, which hold a few such pieces and not dozens.

use std::cell::RefCell;

/// Past so many, a thread keeps no more.
const KEPT: usize = 8;

/// Smaller ones are as well made anew; larger ones would be held for nothing.
const SIZES: std::ops::Range<usize> = 2 << 10..1 << 20;

thread_local! {
    /// The last given back is the warmest.
    static BUFFERS: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// An empty buffer with room for `room` bytes.
pub fn bytes(room: usize) -> Vec<u8> {
    let kept = BUFFERS.with_borrow_mut(|kept| {
        let at = kept.iter().rposition(|buffer| buffer.capacity() >= room)?;
        Some(kept.remove(at))
    });
    kept.unwrap_or_else(|| Vec::with_capacity(room))
}

/// An empty text with room for `room` bytes.
pub fn text(room: usize) -> String {
    String::from_utf8(bytes(room)).expect("nothing is in it")
}

/// Gives a buffer back that is no longer of use, whoever made it.
pub fn give_back(mut buffer: Vec<u8>) {
    if !SIZES.contains(&buffer.capacity()) {
        return;
    }
    buffer.clear();
    BUFFERS.with_borrow_mut(|kept| {
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(buffer);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_that_fits_is_used_again() {
        let mut first = bytes(5000);
        first.extend_from_slice(b"abc");
        let (mut second, small) = (bytes(3000), bytes(10));
        second.push(b'd');
        let places = (first.as_ptr(), second.as_ptr());
        for buffer in [first, second, small, Vec::with_capacity(2 << 20)] {
            give_back(buffer);
        }
        let again = text(2000);
        assert_eq!((again.as_ptr(), again.len()), (places.1, 0));
        let other = bytes(4000);
        assert_eq!(other.as_ptr(), places.0);
        assert_eq!(bytes(2 << 20).capacity(), 2 << 20);
        for _ in 0..20 {
            give_back(Vec::with_capacity(4096));
        }
        assert_eq!(BUFFERS.with_borrow(Vec::len), KEPT);
    }
}
