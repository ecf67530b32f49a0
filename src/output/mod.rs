//! Everything that can be asked for: the routes of a site, and the bytes of each.
//!
//! `render` is a function of the site and the route alone: the same bytes every time, in `build` and in `serve`.

mod asset;
mod atom;
mod benchmark;
mod calendar;
#[cfg(feature = "cards")]
mod card;
mod csv;
mod hosting;
mod open;
mod redirect;
mod robots;
mod route;
mod search;
mod sitemap;
mod variant;
mod xml;

pub use calendar::review_calendar;
pub use route::{Payload, Route, Routes, render};
pub use search::SearchFile;
