//! Every problem in English, British spelling, no final period in titles.
//!
//! Plain words, for authors who are not developers: what was found, what to write instead, never a reproach.
//! Owns every English sentence of a diagnostic; decides nothing. Same layout as `fr`, arm for arm.

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
