//! The file of a picture of sixteen colours: PNG's chunks around rows that `fdeflate` compresses.
//!
//! Most rows of a card repeat the one above, which the filter *Up* makes zeros, and `fdeflate` is made for these. The
//! crate `png` would do, but takes longer to compile than all the rest of cards: it reads too.

/// A picture.
pub(super) struct Rows<'a> {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Bytes of a row, of two pixels each.
    pub stride: usize,
    /// The rows, from the top.
    pub bytes: &'a [u8],
}

/// The PNG of `rows` in the colours of `palette`; `filtered` is room that may be used again.
pub(super) fn png(rows: &Rows<'_>, palette: &[u8], filtered: &mut Vec<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(32 << 10);
    out.extend(b"\x89PNG\r\n\x1a\n");
    let mut header = [0; 13];
    header[..4].copy_from_slice(&rows.width.to_be_bytes());
    header[4..8].copy_from_slice(&rows.height.to_be_bytes());
    // Four bits a pixel, of a palette.
    header[8..10].copy_from_slice(&[4, 3]);
    chunk(&mut out, b"IHDR", |out| out.extend(header));
    chunk(&mut out, b"PLTE", |out| out.extend(palette));
    chunk(&mut out, b"IDAT", |out| {
        filter(rows, filtered);
        let written = fdeflate::Compressor::new(out).and_then(|mut to| to.write_data(filtered).and(to.finish()));
        written.expect("memory takes whatever is written");
    });
    chunk(&mut out, b"IEND", |_| {});
    out
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], write: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend([0; 4]);
    out.extend(name);
    write(out);
    let length = (out.len() - start - 8) as u32;
    out[start..start + 4].copy_from_slice(&length.to_be_bytes());
    let sum = crc32fast::hash(&out[start + 4..]);
    out.extend(sum.to_be_bytes());
}

/// Each row as what differs from the row above, the filter's number before it.
fn filter(rows: &Rows<'_>, out: &mut Vec<u8>) {
    let stride = rows.stride;
    out.resize((stride + 1) * rows.height as usize, 0);
    let first = vec![0; stride];
    let mut above: &[u8] = &first;
    for (row, out) in rows.bytes.chunks_exact(stride).zip(out.chunks_exact_mut(stride + 1)) {
        out[0] = 2;
        if row == above {
            out[1..].fill(0);
        } else {
            for ((out, new), old) in out[1..].iter_mut().zip(row).zip(above) {
                *out = new.wrapping_sub(*old);
            }
        }
        above = row;
    }
}
