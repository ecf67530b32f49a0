//! Pictures of every kind that authors have, made narrower.

use jpeg_encoder::{ColorType as Colours, Encoder};
use png::{BitDepth, ColorType};

use super::decode::decode;
use super::{Made, make};

/// A profile that only says of which colours it is; of odd length.
fn profile(of: &[u8; 4]) -> Vec<u8> {
    let mut profile = vec![7; 131];
    profile[16..20].copy_from_slice(of);
    profile
}

/// A PNG of 600 × 300: left half red, right half blue, fine lines over both so that it weighs as a photo does.
fn png(colours: ColorType, depth: BitDepth, set: impl Fn(&mut png::Encoder<'_, &mut Vec<u8>>)) -> Vec<u8> {
    let mut pixels = Vec::new();
    for (x, y) in (0..300u32).flat_map(|y| (0..600u32).map(move |x| (x, y))) {
        let fine = ((x * y + (x ^ y)) % 40) as u8;
        let [r, g, b] = if x < 300 { [210 + fine, fine, 10] } else { [10, fine, 210 + fine] };
        let samples: &[u8] = match colours {
            ColorType::Grayscale => &[r],
            ColorType::GrayscaleAlpha => &[r, 128],
            ColorType::Rgba => &[r, g, b, 128],
            _ => &[r, g, b],
        };
        for sample in samples {
            pixels.extend(std::iter::repeat_n(*sample, if depth == BitDepth::Sixteen { 2 } else { 1 }));
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 600, 300);
    encoder.set_color(colours);
    encoder.set_depth(depth);
    set(&mut encoder);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&pixels).expect("encoded");
    writer.finish().expect("encoded");
    bytes
}

fn plain_png() -> Vec<u8> {
    png(ColorType::Rgb, BitDepth::Eight, |_| {})
}

/// A JPEG of 600 × 300, left half red, right half blue.
fn jpeg(colours: Colours, set: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let pixel = |x: usize| match (colours, x < 300) {
        (Colours::Luma, left) => vec![if left { 250 } else { 10 }],
        (Colours::Cmyk, _) => vec![0, 200, 200, 30],
        (_, true) => vec![250, 10, 10],
        (_, false) => vec![10, 10, 250],
    };
    let pixels: Vec<u8> = (0..300).flat_map(|_| (0..600).flat_map(pixel)).collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 100);
    set(&mut encoder);
    encoder.encode(&pixels, 600, 300, colours).expect("encoded");
    bytes
}

/// `bytes` made `width` pixels wide: its width, its height, bytes a pixel, pixels; whatever it weighs.
fn narrow(bytes: &[u8], width: u32) -> (u32, u32, usize, Vec<u8>) {
    let made = make(bytes, &[width], 80, true).expect("whole");
    let image = webp::Decoder::new(made.get(width).expect("made")).decode().expect("a WebP");
    (image.width(), image.height(), if image.is_alpha() { 4 } else { 3 }, image.to_vec())
}

#[test]
fn every_kind_of_png_and_jpeg_keeps_its_colours() {
    let all = [
        (plain_png(), 3, true),
        (png(ColorType::Rgba, BitDepth::Eight, |_| {}), 4, true),
        (png(ColorType::Rgb, BitDepth::Sixteen, |_| {}), 3, true),
        (png(ColorType::Rgba, BitDepth::Sixteen, |_| {}), 4, true),
        (png(ColorType::Grayscale, BitDepth::Eight, |_| {}), 3, false),
        (png(ColorType::GrayscaleAlpha, BitDepth::Eight, |_| {}), 4, false),
        (jpeg(Colours::Rgb, |_| {}), 3, true),
        (jpeg(Colours::Rgb, |encoder| encoder.set_progressive(true)), 3, true),
        (jpeg(Colours::Luma, |_| {}), 3, false),
    ];
    for (at, (bytes, channels, coloured)) in all.iter().enumerate() {
        let (width, height, found, pixels) = narrow(bytes, 200);
        assert_eq!((width, height, found), (200, 100, *channels), "{at}");
        let [left, right] = [50, 150].map(|x| &pixels[(50 * 200 + x) * channels..][..*channels]);
        assert!(left[0] > 200 && right[0] < 60, "{at}: {left:?} {right:?}");
        if *coloured {
            assert!(left[2] < 60 && right[2] > 200, "{at}: {left:?} {right:?}");
        }
        assert!(left.get(3).is_none_or(|seen| *seen == 128), "{at}: {left:?}");
    }
}

#[test]
fn a_profile_of_colours_is_kept_and_one_of_inks_or_greys_leaves_the_image() {
    let with = |of: &[u8; 4]| {
        let profile = profile(of);
        jpeg(Colours::Rgb, |encoder| encoder.add_icc_profile(&profile).expect("short"))
    };
    let made = make(&with(b"RGB "), &[200], 80, true).expect("whole");
    let webp = made.get(200).expect("made");
    assert!(memchr::memmem::find(webp, &profile(b"RGB ")).is_some());
    assert!(webp::Decoder::new(webp).decode().is_some_and(|image| image.width() == 200));
    for left in [with(b"GRAY"), jpeg(Colours::Cmyk, |_| {})] {
        assert_eq!(make(&left, &[200], 80, true), Ok(Made::default()));
    }
    // A screen would show other colours than those of the pixels.
    let gamma = png(ColorType::Rgb, BitDepth::Eight, |encoder| encoder.set_source_gamma(png::ScaledFloat::new(1.0)));
    assert_eq!(make(&gamma, &[200], 80, true), Ok(Made::default()));
    // What is without loss says that it is seen through when it carries a profile too.
    let mut clear = vec![0; 600 * 300 * 4];
    clear[3] = 255;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut bytes, {
        let mut info = png::Info::with_size(600, 300);
        (info.color_type, info.bit_depth) = (ColorType::Rgba, BitDepth::Eight);
        info.icc_profile = Some(profile(b"RGB ").into());
        info
    })
    .expect("sound");
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().expect("a header").write_image_data(&clear).expect("encoded");
    assert_eq!(narrow(&bytes, 300).2, 4);
}

#[test]
fn a_photo_held_any_way_is_upright_and_tells_nothing_else() {
    for orientation in 1..=8u8 {
        let mut bytes = jpeg(Colours::Rgb, |_| {});
        // EXIF: the orientation alone.
        let mut exif =
            b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
        exif[29] = orientation;
        bytes.splice(2..2, exif);
        let turned = orientation > 4;
        let width = if turned { 150 } else { 300 };
        let (found, height, _, pixels) = narrow(&bytes, width);
        assert_eq!((found, height), if turned { (150, 300) } else { (300, 150) }, "{orientation}");
        let at = |x: u32, y: u32| &pixels[((y * width + x) * 3) as usize..][..3];
        let (first, last) = match orientation {
            1 | 4 => (at(20, 75), at(280, 75)),
            2 | 3 => (at(280, 75), at(20, 75)),
            5 | 6 => (at(75, 20), at(75, 280)),
            _ => (at(75, 280), at(75, 20)),
        };
        assert!(first[0] > 200 && last[2] > 200, "{orientation}: {first:?} {last:?}");
        let made = make(&bytes, &[width], 80, true).expect("whole");
        assert!(memchr::memmem::find(made.get(width).expect("made"), b"Exif").is_none());
    }
}

#[test]
fn what_is_cut_is_damaged_and_never_a_panic() {
    let webp = webp::Encoder::from_rgb(&vec![90; 600 * 300 * 3], 600, 300).encode(80.0).to_vec();
    for whole in [plain_png(), jpeg(Colours::Rgb, |_| {}), webp] {
        assert!(decode(&whole).is_ok());
        for end in (0..whole.len() - 1).step_by(whole.len() / 16 + 1) {
            let _ = make(&whole[..end], &[200], 80, true);
        }
        assert!(decode(&whole[..whole.len() - 40]).is_err());
        for at in (0..whole.len()).step_by(whole.len() / 16 + 1) {
            let mut wrong = whole.clone();
            wrong[at] ^= 0x55;
            let _ = make(&wrong, &[200], 80, true);
        }
    }
    assert!(decode(b"no image").is_err() && decode(b"").is_err());
    // What phones write after the end of a photo is of no matter.
    let mut moving = jpeg(Colours::Rgb, |_| {});
    moving.extend(b"ftypmp42");
    assert!(decode(&moving).is_ok());
}

#[test]
fn a_bomb_is_left_as_it_is_before_its_pixels_are_made() {
    let mut png = plain_png();
    // 100,000 × 100,000, with the sum that goes with it.
    png[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    png[29..33].copy_from_slice(&[0x27, 0x30, 0x9c, 0x9f]);
    assert_eq!(make(&png, &[400], 80, true), Ok(Made::default()));
}

#[test]
fn only_what_is_lighter_is_made() {
    let photo = plain_png();
    let made = make(&photo, &[200, 400, 600], 80, false).expect("whole");
    assert_eq!(made.widths(), [200, 400, 600]);
    assert!(made.0.iter().all(|(_, bytes)| bytes.len() < photo.len()));
    // In its largest width it would weigh as much: a large screen would miss it.
    let light = webp::Encoder::from_rgb(&[200; 600 * 300 * 3], 600, 300).encode_lossless().to_vec();
    assert_eq!(make(&light, &[200, 400, 600], 80, false), Ok(Made::default()));
    assert_eq!(make(&light, &[200, 400], 80, true).expect("whole").widths(), [200, 400]);
}
