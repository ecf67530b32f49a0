//! One file of a snapshot: its path, what it is for, and its contents.
//!
//! A `SourceFile` is immutable and shared between snapshots while its bytes stay the same.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::SourcePath;
use super::photo::Photo;
use super::still::is_still;

/// What a file is for, decided by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A Markdown file below `content/`.
    Content,
    /// Any other file below `content/`.
    Asset,
    /// `site.toml`, or a theme's `theme.toml`.
    Configuration,
    /// A template or component (`templates/`, `components/`).
    Template,
    /// A table of strings (`i18n/`).
    Strings,
    /// A file published as it is (`static/`).
    Static,
    /// A table of `data/`, and other files a site reads (`REUSE.toml`).
    Other,
}

/// Length and modification time: what says cheaply that a file on disk may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Stamp {
    /// Length in bytes on disk.
    pub len: u64,
    /// Modification time in nanoseconds since 1970, 0 when the system does not say.
    pub modified: u128,
    /// Time of the last change of contents or of attributes, which no program can set back; 0 where there is none.
    pub changed: u128,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Contents {
    /// Decoded, normalised text (no BOM, `\n` line ends).
    Text(Box<str>),
    /// Bytes as they are on disk, for files published or read as they are.
    Bytes(Arc<[u8]>),
    /// Bytes compiled into the program: the embedded theme.
    Embedded(&'static [u8]),
    /// Too large to hold, or an image: read from `disk` when published.
    OnDisk,
}

/// One file of the input.
#[derive(Debug)]
pub struct SourceFile {
    /// Path from the site's root; the embedded theme’s files are below `(classeur)/themes/classeur/`.
    pub path: SourcePath,
    /// Where it is on disk; empty for an embedded file.
    pub disk: PathBuf,
    /// What it is for.
    pub role: Role,
    /// Length and time when it was read.
    pub stamp: Stamp,
    /// What it holds.
    pub contents: Contents,
    /// Written so shortly before it was read that its stamp may not tell a later change.
    pub fresh: bool,
    fingerprint: OnceLock<[u8; 16]>,
    dimensions: OnceLock<Option<(u32, u32)>>,
    photo: OnceLock<Photo>,
    still: OnceLock<Option<[u8; 16]>>,
}

impl SourceFile {
    /// A file that was just read.
    pub fn new(path: SourcePath, disk: PathBuf, role: Role, stamp: Stamp, contents: Contents) -> Self {
        SourceFile {
            path,
            disk,
            role,
            stamp,
            contents,
            fresh: false,
            fingerprint: OnceLock::new(),
            dimensions: OnceLock::new(),
            photo: OnceLock::new(),
            still: OnceLock::new(),
        }
    }

    /// A file that only exists in memory: tests, and texts given to the library.
    pub fn in_memory(path: &str, role: Role, text: &str) -> Arc<Self> {
        Arc::new(SourceFile::new(
            SourcePath::new(path),
            PathBuf::new(),
            role,
            Stamp::default(),
            Contents::Text(text.into()),
        ))
    }

    /// Hash of the contents, of `stamp` for [`Contents::OnDisk`]; computed once, when first asked for: a build without
    /// a search index never asks for that of a sheet.
    pub fn fingerprint(&self) -> [u8; 16] {
        *self.fingerprint.get_or_init(|| {
            let mut hasher = blake3::Hasher::new();
            match &self.contents {
                Contents::Text(text) => hasher.update(text.as_bytes()),
                Contents::Bytes(bytes) => hasher.update(bytes),
                Contents::Embedded(bytes) => hasher.update(bytes),
                Contents::OnDisk => {
                    hasher.update(&self.stamp.len.to_le_bytes()).update(&self.stamp.modified.to_le_bytes())
                }
            };
            let mut fingerprint = [0; 16];
            fingerprint.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
            fingerprint
        })
    }

    /// The text, when the file is text.
    pub fn text(&self) -> Option<&str> {
        match &self.contents {
            Contents::Text(text) => Some(text),
            Contents::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            Contents::Embedded(bytes) => std::str::from_utf8(bytes).ok(),
            Contents::OnDisk => None,
        }
    }

    /// The bytes to publish.
    ///
    /// # Errors
    /// When the file is on disk and can no longer be read.
    pub fn bytes(&self) -> std::io::Result<Arc<[u8]>> {
        Ok(match &self.contents {
            Contents::Text(text) => text.as_bytes().into(),
            Contents::Bytes(bytes) => Arc::clone(bytes),
            Contents::Embedded(bytes) => (*bytes).into(),
            Contents::OnDisk => std::fs::read(&self.disk)?.into(),
        })
    }

    /// Width and height in pixels of an image as browsers show it, read from its header once; `None` when it is not one
    /// we know.
    pub fn dimensions(&self) -> Option<(u32, u32)> {
        *self.dimensions.get_or_init(|| {
            if self.path.extension() == "svg" {
                return svg_dimensions(&String::from_utf8_lossy(&self.bytes().ok()?));
            }
            let size = match &self.contents {
                Contents::OnDisk => imagesize::size(&self.disk).ok()?,
                Contents::Text(text) => imagesize::blob_size(text.as_bytes()).ok()?,
                Contents::Bytes(bytes) => imagesize::blob_size(bytes).ok()?,
                Contents::Embedded(bytes) => imagesize::blob_size(bytes).ok()?,
            };
            let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
            Some(if self.photo().turned { (height, width) } else { (width, height) })
        })
    }

    /// Whether it is a JPEG whose metadata tells the place where it was taken, read once.
    pub fn has_position(&self) -> bool {
        self.photo().position
    }

    /// Hash of the bytes of an image that does not move, read once; `None` for anything else.
    pub fn still(&self) -> Option<[u8; 16]> {
        *self.still.get_or_init(|| {
            let bytes = self.bytes().ok().filter(|bytes| is_still(bytes))?;
            let mut hash = [0; 16];
            hash.copy_from_slice(&blake3::hash(&bytes).as_bytes()[..16]);
            Some(hash)
        })
    }

    fn photo(&self) -> Photo {
        *self.photo.get_or_init(|| {
            if !matches!(self.path.extension().to_ascii_lowercase().as_str(), "jpg" | "jpeg") {
                return Photo::default();
            }
            match &self.contents {
                Contents::OnDisk => std::fs::File::open(&self.disk).map(Photo::read).unwrap_or_default(),
                Contents::Text(text) => Photo::read(text.as_bytes()),
                Contents::Bytes(bytes) => Photo::read(&bytes[..]),
                Contents::Embedded(bytes) => Photo::read(*bytes),
            }
        })
    }
}

/// Width and height of an SVG: its attributes in pixels, else its `viewBox`.
fn svg_dimensions(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}=")).or_else(|| tag.find(&format!("\n{name}=")))?;
        let rest = &tag[at + name.len() + 2..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    let pixels = |value: &str| {
        let value = value.trim();
        let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        // https://www.w3.org/TR/css-values-4/#absolute-lengths
        let scale = match &value[number.len()..] {
            "" | "px" => 1.0,
            "in" => 96.0,
            "cm" => 96.0 / 2.54,
            "mm" => 9.6 / 2.54,
            "pt" => 4.0 / 3.0,
            "pc" => 16.0,
            _ => return None,
        };
        let value = number.trim().parse::<f64>().map(|value| value * scale);
        value.ok().filter(|v| *v >= 1.0 && *v < 1e6).map(|v| v.round() as u32)
    };
    if let (Some(width), Some(height)) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        return Some((width, height));
    }
    let view: Vec<u32> =
        attribute("viewBox")?.split([' ', ',']).filter(|v| !v.is_empty()).skip(2).filter_map(pixels).collect();
    match view[..] {
        [width, height] => Some((width, height)),
        _ => None,
    }
}
