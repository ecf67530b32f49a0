//! Pictures in the widths that screens need: which widths an image is given, their bytes, and what is kept of them; and
//! drawings made lighter.
//!
//! Knows nothing of pages. Without the feature `images`, no width is given.

#[cfg(feature = "images")]
mod decode;
#[cfg(feature = "images")]
mod encode;
#[cfg(feature = "images")]
mod made;
mod memo;
#[cfg(feature = "images")]
mod resize;
pub mod svg;
#[cfg(all(test, feature = "images"))]
mod tests;

pub use memo::Memo;

/// What is asked of pictures: `[images]` of site.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// `enabled`: whether images are offered in other widths than their own.
    pub enabled: bool,
    /// `widths`, in pixels, growing.
    pub widths: Vec<u32>,
    /// `quality`, from 1 to 100, as libwebp understands it.
    pub quality: u8,
    /// `svg`: whether drawings are made lighter, and cleaned.
    pub svg: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { enabled: true, widths: vec![400, 800, 1600], quality: 80, svg: true }
    }
}

/// A picture in other widths: each with its bytes, growing. Empty when nothing is gained.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made(pub Vec<(u32, Vec<u8>)>);

/// Told in the names of what is made: another one when the same input makes other bytes.
pub const VERSION: u32 = 2;

/// The width under which an image is light as it is, in pixels.
const LEAST_WIDTH: u32 = 400;

/// Pixels of the largest image that is decoded: 240 MB.
const MOST_PIXELS: u64 = 60_000_000;

/// The longest side of a WebP, in pixels: <https://developers.google.com/speed/webp/faq>.
const LONGEST_SIDE: u64 = 16_383;

/// The widths in which an image of `width` by `height` pixels, as shown, may be offered: those below its own, and its own
/// unless it is over the largest. None for one that is small, or too large to be decoded.
pub fn widths(width: u32, height: u32, options: &Options) -> Vec<u32> {
    let pixels = u64::from(width) * u64::from(height);
    if !cfg!(feature = "images") || !options.enabled || width < LEAST_WIDTH || pixels > MOST_PIXELS {
        return Vec::new();
    }
    let largest = options.widths.last().copied().unwrap_or(0);
    let below = options.widths.iter().copied().filter(|asked| *asked < width);
    let own = (width <= largest).then_some(width);
    below.chain(own).filter(|asked| scaled(*asked, width, height) <= LONGEST_SIDE).collect()
}

/// The height in pixels of an image of `width` by `height` made `to` pixels wide.
fn scaled(to: u32, width: u32, height: u32) -> u64 {
    ((u64::from(height) * u64::from(to) + u64::from(width) / 2) / u64::from(width)).max(1)
}

/// Whether a photo is so heavy that each of `widths` is lighter, told from its header alone, so that a page that shows it
/// need not wait until they are made: a WebP of a photo takes less than half a byte a pixel, and this asks for one.
pub fn surely_lighter(bytes: &[u8], width: u32, height: u32, widths: &[u32]) -> bool {
    let Some(largest) = widths.last() else { return false };
    let pixels = u64::from(*largest) * scaled(*largest, width, height);
    #[cfg(feature = "images")]
    let photo = || decode::is_plain_photo(bytes);
    #[cfg(not(feature = "images"))]
    let photo = || false;
    bytes.len() as u64 > pixels && photo()
}

/// `bytes`, a JPEG, a PNG or a WebP, as WebP of each of `widths` pixels as browsers show it, with its colours and no other
/// metadata, where that is lighter than the image and than the next larger one; in `all` of them when they are
/// [`surely_lighter`]. None of a kind that would not look the same.
///
/// # Errors
/// When they are damaged: the reason, in the words of the decoder.
#[cfg(feature = "images")]
pub fn make(bytes: &[u8], widths: &[u32], quality: u8, all: bool) -> Result<Made, String> {
    match decode::decode(bytes)? {
        Some(raster) => made::make(&raster, bytes.len(), widths, quality, all),
        None => Ok(Made::default()),
    }
}

/// Never asked: no width is given.
///
/// # Errors
/// Never.
#[cfg(not(feature = "images"))]
pub fn make(_: &[u8], _: &[u32], _: u8, _: bool) -> Result<Made, String> {
    Ok(Made::default())
}

impl Made {
    /// One width.
    pub fn get(&self, width: u32) -> Option<&[u8]> {
        self.0.iter().find(|(made, _)| *made == width).map(|(_, bytes)| &bytes[..])
    }

    /// The widths there are.
    pub fn widths(&self) -> Vec<u32> {
        self.0.iter().map(|(width, _)| *width).collect()
    }

    /// As kept on disk: how many, the width and the length of each, the bytes of each.
    fn to_bytes(&self) -> Vec<u8> {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
        let mut kept = number(self.0.len()).to_vec();
        for (width, bytes) in &self.0 {
            kept.extend(width.to_le_bytes());
            kept.extend(number(bytes.len()));
        }
        self.0.iter().for_each(|(_, bytes)| kept.extend(bytes));
        kept
    }

    /// What [`Made::to_bytes`] gives, read again.
    fn from_bytes(kept: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(kept.get(at..at + 4)?.try_into().ok()?));
        let count = number(0)? as usize;
        let mut rest = kept.get(4 + 8 * count..)?;
        let mut all = Vec::new();
        for at in (4..).step_by(8).take(count) {
            let (bytes, after) = rest.split_at_checked(number(at + 4)? as usize)?;
            all.push((number(at)?, bytes.to_vec()));
            rest = after;
        }
        rest.is_empty().then_some(Made(all))
    }
}

#[cfg(all(test, feature = "images"))]
mod of_widths {
    use super::*;

    #[test]
    fn widths_are_those_below_and_its_own() {
        let default = Options::default();
        let check = |width, height, expected: &[u32]| assert_eq!(widths(width, height, &default), expected, "{width}");
        check(399, 300, &[]);
        check(400, 300, &[400]);
        check(640, 480, &[400, 640]);
        check(1600, 1200, &[400, 800, 1600]);
        check(4000, 3000, &[400, 800, 1600]);
        check(10_000, 6_001, &[]);
        // Made 800 pixels wide it would be longer than a WebP can be.
        check(1000, 30_000, &[400]);
        assert!(widths(4000, 3000, &Options { enabled: false, ..default.clone() }).is_empty());
        assert!(widths(4000, 3000, &Options { widths: Vec::new(), ..default }).is_empty());
    }

    #[test]
    fn what_is_kept_is_read_again_and_what_is_cut_is_not() {
        for made in [Made::default(), Made(vec![(400, b"a".to_vec()), (800, b"bcd".to_vec())])] {
            let kept = made.to_bytes();
            assert_eq!(Made::from_bytes(&kept), Some(made));
            for end in 0..kept.len() {
                assert_eq!(Made::from_bytes(&kept[..end]), None);
            }
        }
        assert_eq!(Made::from_bytes(&[255; 12]), None);
    }
}
