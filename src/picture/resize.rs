//! Fewer pixels for the same picture.
//!
//! A cubic filter as wide as what each pixel stands for. Its weights take no sine and its sums are of integers, so that
//! every machine makes the same bytes.

use super::decode::Raster;

/// One, as weights are counted: products of a weight and a byte fit in 31 bits with room for their sum.
const ONE: f64 = 16_384.0;

/// Where the pixels of the source that make one pixel begin, and what each counts for.
type Taps = (usize, Vec<i32>);

/// `source` in `width` by `height` pixels, fewer than it has.
pub(super) fn resize(source: &Raster, width: u32, height: u32) -> Raster {
    let (columns, rows) = (source.width as usize, source.height as usize);
    let (width, height, channels) = (width as usize, height as usize, source.channels);
    // A colour that is seen through counts for as much as is seen of it.
    let seen = channels == 4;
    let mut line = Vec::new();
    let mut narrow = vec![0; width * rows * channels];
    let across = taps(columns, width);
    for (from, to) in source.pixels.chunks_exact(columns * channels).zip(narrow.chunks_exact_mut(width * channels)) {
        let from = if seen { weighed(from, &mut line) } else { from };
        match channels {
            3 => row::<3>(from, to, &across),
            4 => row::<4>(from, to, &across),
            _ => row::<1>(from, to, &across),
        }
    }
    let mut pixels = vec![0; width * height * channels];
    let mut sums = vec![0; width * channels];
    for ((first, weights), to) in taps(rows, height).iter().zip(pixels.chunks_exact_mut(width * channels)) {
        sums.fill(ONE as i32 / 2);
        for (weight, from) in weights.iter().zip(narrow.chunks_exact(width * channels).skip(*first)) {
            sums.iter_mut().zip(from).for_each(|(sum, byte)| *sum += weight * i32::from(*byte));
        }
        to.iter_mut().zip(&sums).for_each(|(to, sum)| *to = byte(*sum));
        if seen {
            to.chunks_exact_mut(4).for_each(unweigh);
        }
    }
    Raster {
        width: width as u32,
        height: height as u32,
        channels,
        pixels,
        profile: source.profile.clone(),
        flat: source.flat,
    }
}

/// One row made narrower.
fn row<const N: usize>(from: &[u8], to: &mut [u8], across: &[Taps]) {
    for ((first, weights), to) in across.iter().zip(to.chunks_exact_mut(N)) {
        let mut sums = [ONE as i32 / 2; N];
        for (weight, pixel) in weights.iter().zip(from[first * N..].chunks_exact(N)) {
            for (sum, byte) in sums.iter_mut().zip(pixel) {
                *sum += weight * i32::from(*byte);
            }
        }
        to.iter_mut().zip(sums).for_each(|(to, sum)| *to = byte(sum));
    }
}

fn byte(sum: i32) -> u8 {
    (sum >> ONE.log2() as u32).clamp(0, 255) as u8
}

/// The pixels that make each of `to` pixels out of `from`.
fn taps(from: usize, to: usize) -> Vec<Taps> {
    let scale = from as f64 / to as f64;
    let reach = 2.0 * scale.max(1.0);
    let of = |at: usize| {
        let middle = (at as f64 + 0.5) * scale;
        let first = (middle - reach).max(0.0) as usize;
        let last = ((middle + reach).ceil() as usize).min(from);
        let raw: Vec<f64> = (first..last).map(|x| cubic((x as f64 + 0.5 - middle) / scale.max(1.0))).collect();
        let sum: f64 = raw.iter().sum();
        let mut weights: Vec<i32> = raw.iter().map(|weight| (weight / sum * ONE).round() as i32).collect();
        // What rounding lost goes to the heaviest, so that a plain ground stays as it is.
        let lost = ONE as i32 - weights.iter().sum::<i32>();
        if let Some(heaviest) = weights.iter_mut().max() {
            *heaviest += lost;
        }
        (first, weights)
    };
    (0..to).map(of).collect()
}

/// Catmull and Rom's curve.
fn cubic(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

/// A row whose colours are multiplied by what is seen of them.
fn weighed<'a>(row: &[u8], to: &'a mut Vec<u8>) -> &'a [u8] {
    to.clear();
    for pixel in row.chunks_exact(4) {
        let seen = u32::from(pixel[3]);
        to.extend(pixel[..3].iter().map(|byte| ((u32::from(*byte) * seen + 127) / 255) as u8));
        to.push(pixel[3]);
    }
    to
}

/// The other way.
fn unweigh(pixel: &mut [u8]) {
    let seen = u32::from(pixel[3]);
    for byte in &mut pixel[..3] {
        *byte = (u32::from(*byte) * 255 + seen / 2).checked_div(seen).unwrap_or(0).min(255) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(width: u32, height: u32, channels: usize, of: impl Fn(u32, u32) -> Vec<u8>) -> Raster {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| of(x, y)).collect();
        Raster { width, height, channels, pixels, profile: None, flat: false }
    }

    #[test]
    fn a_plain_ground_stays_as_it_is_whatever_the_sides() {
        for (width, height) in [(1000, 700), (401, 3), (16, 1)] {
            let source = raster(width, height, 3, |_, _| vec![255, 128, 3]);
            for to in [1, 7, width - 1, width] {
                let made = resize(&source, to, height.div_ceil(2));
                assert!(made.pixels.chunks(3).all(|pixel| pixel == [255, 128, 3]), "{width} to {to}");
            }
        }
    }

    #[test]
    fn edges_stay_where_they_are_and_fine_patterns_become_grey() {
        let halves = raster(600, 4, 1, |x, _| vec![if x < 300 { 20 } else { 220 }]);
        let made = resize(&halves, 100, 2);
        assert!(
            made.pixels[..46].iter().all(|byte| *byte == 20) && made.pixels[54..100].iter().all(|byte| *byte == 220)
        );
        let checks = raster(800, 800, 1, |x, y| vec![if (x + y) % 2 == 0 { 0 } else { 255 }]);
        assert!(resize(&checks, 100, 100).pixels.iter().all(|byte| byte.abs_diff(127) < 3));
    }

    #[test]
    fn what_is_not_seen_gives_no_colour() {
        let source = raster(400, 8, 4, |x, _| if x < 200 { vec![255, 0, 0, 255] } else { vec![0, 255, 0, 0] });
        let made = resize(&source, 50, 1);
        assert!(made.pixels.chunks(4).all(|pixel| pixel[3] < 8 || pixel[0] > 250 && pixel[1] < 5), "{:?}", made.pixels);
    }
}
