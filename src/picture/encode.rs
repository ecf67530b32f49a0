//! A picture as WebP.

use super::decode::Raster;

/// `raster` as WebP, with loss for photos, without where that is lighter for the others.
///
/// # Errors
/// When the encoder refuses it, or has no memory.
pub(super) fn encode(raster: &Raster, quality: u8) -> Result<Vec<u8>, String> {
    let mut best = with(raster, |config| config.quality = f32::from(quality))?;
    if raster.flat {
        // Half the effort of libwebp's default takes a third of the time and a few bytes more.
        let exact = with(raster, |config| {
            config.lossless = 1;
            config.quality = 60.0;
            config.method = 2;
        })?;
        if exact.len() <= best.len() {
            best = exact;
        }
    }
    Ok(match &raster.profile {
        Some(profile) => with_profile(&best, profile, raster.width, raster.height),
        None => best,
    })
}

fn with(raster: &Raster, set: impl Fn(&mut webp::WebPConfig)) -> Result<Vec<u8>, String> {
    let mut config = webp::WebPConfig::new().map_err(|()| "WebP".to_owned())?;
    set(&mut config);
    let (width, height) = (raster.width, raster.height);
    let grey: Vec<u8>;
    let encoder = match raster.channels {
        4 => webp::Encoder::from_rgba(&raster.pixels, width, height),
        3 => webp::Encoder::from_rgb(&raster.pixels, width, height),
        _ => {
            grey = raster.pixels.iter().flat_map(|grey| [*grey; 3]).collect();
            webp::Encoder::from_rgb(&grey, width, height)
        }
    };
    encoder.encode_advanced(&config).map(|bytes| bytes.to_vec()).map_err(|error| format!("WebP: {error:?}"))
}

/// A WebP that says what its colours are: phones take photos in more colours than sRGB has.
/// Its container: <https://www.rfc-editor.org/rfc/rfc9649#section-2.7>.
fn with_profile(webp: &[u8], profile: &[u8], width: u32, height: u32) -> Vec<u8> {
    const PROFILE: u8 = 0x20;
    const ALPHA: u8 = 0x10;
    let (flags, pictures) = match webp.get(12..16) {
        Some(b"VP8X") => (webp[20], &webp[30..]),
        // Whether anything is seen through, in the header of what is without loss.
        Some(b"VP8L") => (if webp[24] & 0x10 != 0 { ALPHA } else { 0 }, &webp[12..]),
        _ => (0, &webp[12..]),
    };
    let mut chunks = b"WEBPVP8X\x0a\0\0\0".to_vec();
    chunks.extend([flags | PROFILE, 0, 0, 0]);
    chunks.extend(&(width - 1).to_le_bytes()[..3]);
    chunks.extend(&(height - 1).to_le_bytes()[..3]);
    chunks.extend(b"ICCP");
    chunks.extend((profile.len() as u32).to_le_bytes());
    chunks.extend(profile);
    if profile.len() % 2 == 1 {
        chunks.push(0);
    }
    chunks.extend(pictures);
    [&b"RIFF"[..], &(chunks.len() as u32).to_le_bytes(), &chunks].concat()
}
