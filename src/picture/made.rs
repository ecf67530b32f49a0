//! The widths of a picture that are worth their place.

use super::decode::Raster;
use super::encode::encode;
use super::resize::resize;
use super::{Made, scaled};

/// What a width must weigh of the next larger one, in hundredths: a reader who gains less than that gains nothing.
const GAIN: usize = 90;

/// The quality under which a photo is not brought to be lighter than its original, already reduced.
const LEAST_QUALITY: u8 = 60;

/// `raster`, whose file has `weight` bytes, in each of `widths` where it is lighter than the file and than the next larger
/// width. None at all when it is not in the largest, which a large screen would miss. In `all` when that is told already.
///
/// # Errors
/// When it cannot be encoded.
pub(super) fn make(raster: &Raster, weight: usize, widths: &[u32], quality: u8, all: bool) -> Result<Made, String> {
    let mut made = Vec::new();
    let (mut limit, mut best) = (weight, quality);
    let mut from = None;
    for (at, width) in widths.iter().rev().enumerate() {
        let height = scaled(*width, raster.width, raster.height) as u32;
        // From the width before where that has twice the pixels it takes: as sharp, and quicker.
        let source = from.as_ref().filter(|before: &&Raster| before.width >= 2 * width).unwrap_or(raster);
        let smaller = (*width < raster.width).then(|| resize(source, *width, height));
        let picture = smaller.as_ref().unwrap_or(raster);
        let mut bytes = encode(picture, best)?;
        while !all && at == 0 && bytes.len() * 100 >= limit * GAIN && best > LEAST_QUALITY {
            best = best.saturating_sub(10).max(LEAST_QUALITY);
            bytes = encode(picture, best)?;
        }
        if all || bytes.len() * 100 < limit * GAIN {
            limit = bytes.len();
            made.push((*width, bytes));
        } else if at == 0 {
            break;
        }
        from = smaller.or(from);
    }
    made.reverse();
    Ok(Made(made))
}
