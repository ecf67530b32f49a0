//! The input at one instant: paths, files, spans, and the [`Snapshot`] that holds them.
//!
//! Owns every read of the author's disk. Never interprets what a file says.

mod again;
mod byte_set;
mod decode;
mod fault;
mod file;
mod history;
mod path;
mod photo;
pub mod scratch;
mod slug;
mod snapshot;
mod span;
mod still;
mod walk;

pub use byte_set::{ByteSet, first_of};
pub use decode::{Decoded, Encoding, NotText, decode};
pub use fault::{Fault, FaultKind};
pub use file::{Contents, Role, SourceFile, Stamp};
pub use history::{History, git_folder};
pub use path::{OutputPath, SourcePath, UrlPath, split_last};
pub use slug::slugify;
pub use snapshot::Snapshot;
pub use span::{LineColumn, Place, Span};
pub use walk::EMBEDDED_PREFIX;
