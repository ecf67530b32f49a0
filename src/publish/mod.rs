//! The atomic writer: a staging tree beside the published folder, then one rename.
//!
//! Owns every write into the published folder, and the promise that a reader, or a kill at any instant, finds there
//! the whole old site or the whole new one. Never knows what a file says: it is given paths and bytes.
//!
//! ```text
//! public/                       what is published, with its manifest (.classeur-manifeste)
//! .public.classeur-1234-0/      the staging tree of process 1234; the old tree for a moment after the swap
//! .public.classeur-verrou       locked while a build publishes here, gone afterwards
//! .public.classeur-attente/     a whole site between two renames, where the system cannot exchange two folders
//! ```
//!
//! Invariants:
//! - a published file is never opened for writing: it is linked into the new tree or left to the old one, so
//!   whoever reads it, or holds it linked elsewhere, sees no half-written byte;
//! - an author's file is never linked, only copied: editing a source never edits the published site;
//! - nothing is removed that does not carry a manifest or our own hidden name.

mod claims;
mod destination;
mod failure;
mod lock;
mod manifest;
mod staging;
mod swap;

pub use manifest::MANIFEST;
pub use staging::{Staging, Summary};
