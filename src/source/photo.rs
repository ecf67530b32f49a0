//! What the EXIF metadata of a JPEG says: how it is turned, whether it tells where it was taken.
//!
//! Reads the start of a file, never its pixels; a damaged file says nothing.

use std::io::{Cursor, Read};

use exif::{Exif, In, Reader, Tag, Value};

/// How much of a file is read, in bytes: EXIF stands first, in segments of at most 64 KiB.
const START: u64 = 256 * 1024;

/// What a photo says of itself besides its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Photo {
    /// Browsers show it turned by a quarter: its width is the height that its header gives.
    pub turned: bool,
    /// It tells the place where it was taken.
    pub position: bool,
}

impl Photo {
    /// Reads what a file says; nothing when it is no JPEG, or has no metadata that can be read.
    pub fn read(file: impl Read) -> Photo {
        let mut start = Vec::new();
        if file.take(START).read_to_end(&mut start).is_err() || !start.starts_with(&[0xff, 0xd8]) {
            return Photo::default();
        }
        let read = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(start));
        match read.or_else(|error| error.distill_partial_result(|_| {})) {
            Ok(exif) => Photo {
                // Values 5 to 8 swap rows and columns: CIPA DC-008 (Exif 2.32), 4.6.4.
                turned: exif
                    .get_field(Tag::Orientation, In::PRIMARY)
                    .and_then(|field| field.value.get_uint(0))
                    .is_some_and(|value| (5..=8).contains(&value)),
                position: is_given(&exif, Tag::GPSLatitude) && is_given(&exif, Tag::GPSLongitude),
            },
            Err(_) => Photo::default(),
        }
    }
}

/// Whether `tag` holds an angle: cameras without a fix write zeros, over zero or not.
fn is_given(exif: &Exif, tag: Tag) -> bool {
    exif.get_field(tag, In::PRIMARY).is_some_and(|field| match &field.value {
        Value::Rational(parts) => parts.iter().any(|part| part.num != 0 && part.denom != 0),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The start of a JPEG with an orientation and, as degrees over one, a place.
    fn jpeg(orientation: u8, place: Option<(u8, u8)>) -> Vec<u8> {
        let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
        // IFD0: Orientation (SHORT), the pointer to the GPS IFD at byte 38 (LONG), no next one.
        tiff.extend([0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
        tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0]);
        // GPS: latitude and longitude, three fractions each, at bytes 68 and 92.
        tiff.extend([0, 2, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 68, 0, 4, 0, 5, 0, 0, 0, 3, 0, 0, 0, 92, 0, 0, 0, 0]);
        for degrees in place.map_or([None; 2], |(latitude, longitude)| [Some(latitude), Some(longitude)]) {
            let denominator = u8::from(degrees.is_some());
            tiff.extend([0, 0, 0, degrees.unwrap_or(0), 0, 0, 0, denominator]);
            tiff.extend([0, 0, 0, 0, 0, 0, 0, denominator].repeat(2));
        }
        let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe1];
        jpeg.extend(u16::try_from(tiff.len() + 8).expect("short").to_be_bytes());
        jpeg.extend(b"Exif\0\0");
        jpeg.extend(tiff);
        jpeg.extend([0xff, 0xd9]);
        jpeg
    }

    #[test]
    fn a_quarter_turn_swaps_the_sides_and_others_do_not() {
        for (orientation, turned) in [(0, false), (1, false), (3, false), (4, false), (5, true), (8, true), (9, false)]
        {
            assert_eq!(Photo::read(&jpeg(orientation, None)[..]), Photo { turned, position: false }, "{orientation}");
        }
    }

    #[test]
    fn a_place_is_one_only_when_it_is_given() {
        assert!(Photo::read(&jpeg(1, Some((48, 2)))[..]).position);
        assert!(!Photo::read(&jpeg(1, Some((0, 0)))[..]).position);
        assert!(!Photo::read(&jpeg(1, None)[..]).position);
    }

    #[test]
    fn a_file_cut_anywhere_or_of_another_kind_is_no_fault() {
        let whole = jpeg(6, Some((48, 2)));
        for end in 0..whole.len() {
            Photo::read(&whole[..end]);
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0xff;
            Photo::read(&damaged[..]);
        }
        assert_eq!(Photo::read(&b"GIF89a"[..]), Photo::default());
    }
}
