//! The pixels of a picture, as browsers show it.
//!
//! Decodes what others made: its memory is bounded, and what is damaged is an error. What would not look the same as
//! WebP (inks of a printer, colours that a profile other than of RGB gives) is left as it is.

use std::io::Cursor;

use exif::{In, Tag};
use png::Transformations;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::MOST_PIXELS;

/// A picture decoded.
#[derive(Debug, Clone)]
pub(super) struct Raster {
    pub width: u32,
    pub height: u32,
    /// 1 for greys, 3 for colours, 4 for colours seen through.
    pub channels: usize,
    /// Rows from the top, a byte a channel.
    pub pixels: Vec<u8>,
    /// What its colours are, when it is not sRGB.
    pub profile: Option<Vec<u8>>,
    /// A drawing or a screenshot more than a photo.
    pub flat: bool,
}

/// The picture in `bytes`; `None` when it had better be left as it is.
///
/// # Errors
/// When it is damaged.
pub(super) fn decode(bytes: &[u8]) -> Result<Option<Raster>, String> {
    match bytes {
        [0xff, 0xd8, ..] => of_jpeg(bytes),
        [0x89, b'P', b'N', b'G', ..] => of_png(bytes),
        _ => of_webp(bytes),
    }
}

/// Whether `bytes` start as a photo that [`decode`] does not leave as it is.
pub(super) fn is_plain_photo(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8]) && matches!(jpeg(bytes), Ok(Some(_)))
}

type Jpeg<'a> = JpegDecoder<ZCursor<&'a [u8]>>;

/// The decoder of a JPEG, its header read.
fn jpeg(bytes: &[u8]) -> Result<Option<Jpeg<'_>>, String> {
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(65_535).set_max_height(65_535);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| error.to_string())?;
    let (width, height) = decoder.dimensions().unwrap_or((0, 0));
    let colours = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => ColorSpace::Luma,
        Some(ColorSpace::YCbCr | ColorSpace::RGB) => ColorSpace::RGB,
        _ => return Ok(None),
    };
    if is_too_large(width as u64, height as u64) || !is_of_rgb(decoder.icc_profile().as_deref()) {
        return Ok(None);
    }
    let options = decoder.options().jpeg_set_out_colorspace(colours);
    decoder.set_options(options);
    Ok(Some(decoder))
}

fn of_jpeg(bytes: &[u8]) -> Result<Option<Raster>, String> {
    let Some(mut decoder) = jpeg(bytes)? else { return Ok(None) };
    // The decoder makes up what is missing, as browsers do; its author had better know.
    if !ends(bytes) {
        return Err("JPEG: no end of image".into());
    }
    let pixels = decoder.decode().map_err(|error| error.to_string())?;
    let (width, height) = decoder.dimensions().unwrap_or((0, 0));
    let turn = decoder.exif().map_or(1, |exif| orientation(exif));
    let channels = if decoder.output_colorspace() == Some(ColorSpace::Luma) { 1 } else { 3 };
    let raster = whole(width as u32, height as u32, channels, pixels, decoder.icc_profile(), false)?;
    Ok(Some(turned(raster, turn)))
}

/// Whether the pixels of a JPEG are followed by its end: what comes after, as phones write, does not matter.
fn ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    // Segments up to the first scan: what is in them may well hold another image, with its own end.
    while let Some([0xff, kind, high, low]) = bytes.get(at..at + 4) {
        if *kind == 0xda {
            break;
        }
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        at += if *kind == 0xff { 1 } else { 2 + length };
    }
    bytes.get(at..).is_some_and(|scans| memchr::memmem::find(scans, &[0xff, 0xd9]).is_some())
}

fn of_png(bytes: &[u8]) -> Result<Option<Raster>, String> {
    // Eight bytes a pixel: four channels of sixteen bits.
    let limits = png::Limits { bytes: MOST_PIXELS as usize * 8 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let info = reader.info();
    let (width, height) = (info.width, info.height);
    let usual_gamma = info.gama_chunk.is_none_or(|gamma| gamma.into_scaled().abs_diff(45_455) < 500);
    let plain = info.coding_independent_code_points.is_none()
        && (info.srgb.is_some() || info.icc_profile.is_some() || usual_gamma)
        && info.exif_metadata.as_ref().is_none_or(|exif| orientation(exif) == 1);
    let profile = info.icc_profile.as_ref().map(|profile| profile.to_vec());
    if !plain || is_too_large(width.into(), height.into()) || !is_of_rgb(profile.as_deref()) {
        return Ok(None);
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("PNG: too large")?];
    let output = reader.next_frame(&mut pixels).map_err(|error| error.to_string())?;
    // To its end: the sum of its last chunk says whether it is whole.
    reader.finish().map_err(|error| error.to_string())?;
    let (pixels, channels) = match output.color_type {
        png::ColorType::Grayscale => (pixels, 1),
        png::ColorType::GrayscaleAlpha => {
            (pixels.chunks_exact(2).flat_map(|pixel| [pixel[0], pixel[0], pixel[0], pixel[1]]).collect(), 4)
        }
        png::ColorType::Rgba => (pixels, 4),
        _ => (pixels, 3),
    };
    // Photos take more than a byte a pixel in this format, plain grounds and letters much less.
    let flat = (bytes.len() as u64) < u64::from(width) * u64::from(height);
    whole(width, height, channels, pixels, profile, flat).map(Some)
}

fn of_webp(bytes: &[u8]) -> Result<Option<Raster>, String> {
    const DAMAGED: &str = "WebP: damaged";
    let features = webp::BitstreamFeatures::new(bytes).ok_or(DAMAGED)?;
    let profile = chunk(bytes, b"ICCP");
    if is_too_large(features.width().into(), features.height().into())
        || !is_of_rgb(profile)
        || chunk(bytes, b"EXIF").is_some_and(|exif| orientation(exif) != 1)
    {
        return Ok(None);
    }
    let image = webp::Decoder::new(bytes).decode().ok_or(DAMAGED)?;
    let channels = if image.is_alpha() { 4 } else { 3 };
    let flat = chunk(bytes, b"VP8L").is_some();
    let (width, height, profile) = (image.width(), image.height(), profile.map(<[u8]>::to_vec));
    whole(width, height, channels, image.to_vec(), profile, flat).map(Some)
}

/// The first chunk called `name` of a WebP.
fn chunk<'a>(webp: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let mut rest = webp.get(12..)?;
    loop {
        let length = u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?) as usize;
        let body = rest.get(8..8usize.checked_add(length)?)?;
        if rest.starts_with(name) {
            return Some(body);
        }
        rest = rest.get(8 + length + length % 2..)?;
    }
}

/// A raster that is what it says.
fn whole(
    width: u32,
    height: u32,
    channels: usize,
    mut pixels: Vec<u8>,
    profile: Option<Vec<u8>>,
    flat: bool,
) -> Result<Raster, String> {
    let length = width as usize * height as usize * channels;
    if pixels.len() < length || length == 0 {
        return Err(format!("{width} × {height}"));
    }
    pixels.truncate(length);
    // Programs write that nothing is seen through as often as not.
    if channels == 4 && pixels.chunks_exact(4).all(|pixel| pixel[3] == 255) {
        let pixels = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        return Ok(Raster { width, height, channels: 3, pixels, profile, flat });
    }
    Ok(Raster { width, height, channels, pixels, profile, flat })
}

fn is_too_large(width: u64, height: u64) -> bool {
    width * height > MOST_PIXELS
}

/// Whether a profile is one that a WebP may carry; none is sRGB.
fn is_of_rgb(profile: Option<&[u8]>) -> bool {
    profile.is_none_or(|profile| profile.get(16..20) == Some(b"RGB "))
}

/// How EXIF says that a picture is turned, 1 to 8: CIPA DC-008 (Exif 2.32), 4.6.4.
fn orientation(exif: &[u8]) -> u32 {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let read = exif::Reader::new().continue_on_error(true).read_raw(exif.to_vec());
    let read = read.or_else(|error| error.distill_partial_result(|_| {})).ok();
    let value = read.and_then(|exif| exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0));
    value.filter(|value| (1..=8).contains(value)).unwrap_or(1)
}

/// `raster` as shown.
fn turned(raster: Raster, orientation: u32) -> Raster {
    if orientation == 1 {
        return raster;
    }
    let (columns, rows, channels) = (raster.width as usize, raster.height as usize, raster.channels);
    let (width, height) = if orientation > 4 { (rows, columns) } else { (columns, rows) };
    let mut pixels = Vec::with_capacity(raster.pixels.len());
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        let (from_x, from_y) = match orientation {
            2 => (columns - 1 - x, y),
            3 => (columns - 1 - x, rows - 1 - y),
            4 => (x, rows - 1 - y),
            5 => (y, x),
            6 => (y, rows - 1 - x),
            7 => (columns - 1 - y, rows - 1 - x),
            _ => (columns - 1 - y, x),
        };
        let at = (from_y * columns + from_x) * channels;
        pixels.extend_from_slice(&raster.pixels[at..at + channels]);
    }
    Raster { width: width as u32, height: height as u32, pixels, ..raster }
}
