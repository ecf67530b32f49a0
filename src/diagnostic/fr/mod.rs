//! Every problem in French, as an editor would print it: « » with no-break spaces, ’, no final period in titles.
//!
//! Plain words, for authors who are not developers: what was found, what to write instead, never a reproach.
//! Owns every French sentence of a diagnostic; decides nothing.

mod accessibility;
mod cause;
mod claim;
mod help;
mod image;
mod label;
mod licence;
mod sheet;
mod third_party;
mod title;

pub(super) use help::help;
pub(super) use label::label;
pub(super) use title::title;
