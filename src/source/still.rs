//! Whether a file is a photo or a drawing made of pixels that do not move, told from its first chunks.
//!
//! Never decodes a pixel.

use memchr::memmem;

/// Whether `bytes` start as a JPEG, a PNG or a WebP that holds one picture.
pub(super) fn is_still(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        // An animation says so before its first pixels: https://www.w3.org/TR/png-3/#acTL-chunk
        let head = memmem::find(bytes, b"IDAT").map_or(bytes, |at| &bytes[..at]);
        return memmem::find(head, b"acTL").is_none();
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        // The second bit of the extended header: https://www.rfc-editor.org/rfc/rfc9649#section-2.7.1
        return !(bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0));
    }
    bytes.starts_with(&[0xff, 0xd8, 0xff])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_move_are_told_from_those_that_do_not() {
        for (bytes, still) in [
            (&b"\xff\xd8\xff\xe0"[..], true),
            (b"\x89PNG\r\n\x1a\n....IHDR....IDATacTL", true),
            (b"\x89PNG\r\n\x1a\n....IHDR....acTL....IDAT", false),
            (b"RIFF....WEBPVP8 ....", true),
            (b"RIFF....WEBPVP8X....\x10", true),
            (b"RIFF....WEBPVP8X....\x12", false),
            (b"GIF89a", false),
            (b"<svg", false),
            (b"", false),
        ] {
            assert_eq!(is_still(bytes), still, "{bytes:?}");
        }
    }
}
