//! What can go wrong when a file is read. Data only; the words are in `diagnostic`.

use super::{Encoding, SourcePath};

/// A file that could not be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file or folder.
    pub path: SourcePath,
    /// What happened.
    pub kind: FaultKind,
}

/// Kinds of [`Fault`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Decoded, but not from UTF-8.
    Decoded {
        /// What it was written in.
        encoding: Encoding,
    },
    /// Neither UTF-8 nor anything certain; the file is left out.
    Undecodable {
        /// Offset of the first offending byte.
        offset: usize,
    },
    /// A text file with NUL bytes: not a text. Left out.
    Binary {
        /// Offset of the first NUL.
        offset: usize,
    },
    /// A text longer than we read. Left out.
    TooLarge {
        /// Its length in bytes.
        len: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A FIFO, socket or device. Left out.
    Special,
    /// A symbolic link that leaves the site's root. Left out.
    LinkOutside {
        /// Where it leads.
        target: String,
    },
    /// A symbolic link that leads to one of its parents, or nowhere. Left out.
    LinkLoop,
    /// Not readable: permission, vanished while read, input/output error. Left out.
    Unreadable {
        /// The system's words.
        reason: String,
    },
    /// Two names that are one once normalised (NFC); the second is left out.
    SameName,
    /// A `.gitignore` or `[content] ignore` pattern that cannot be read.
    BadPattern {
        /// The pattern.
        pattern: String,
        /// Why.
        reason: String,
    },
    /// A shallow clone: sheets without a date that were last changed before it begins have none.
    ShallowHistory {
        /// How many.
        sheets: usize,
    },
    /// git would not read the history of the site: no sheet has a date from it.
    HistoryUnreadable {
        /// git's words.
        reason: String,
    },
}
