//! A body once it is written, in memory of its size: a site holds all its bodies at once.
//!
//! Copied rather than shrunk: an allocator shrinks in place and keeps the rest, while a larger piece given back whole
//! serves the next document.

use std::sync::Arc;

use crate::source::{SourceFile, scratch};

use super::block_list::Blocks;
use super::body::{Block, Body};
use super::plain_text::Words;

/// `body` with its blocks and its words.
pub(super) fn fitted(mut body: Body, blocks: &[Block], words: Words, file: &Arc<SourceFile>) -> Body {
    let exact = body.html.as_str().to_owned();
    scratch::give_back(std::mem::replace(&mut body.html, exact).into_bytes());
    let (text, gathered) = words.packed(&body.text.runs, file);
    scratch::give_back(gathered.into_bytes());
    body.text = text;
    body.holes = body.holes.as_slice().to_vec();
    body.blocks = Blocks::of(blocks);
    body.outline = moved(&mut body.outline);
    body.references = moved(&mut body.references);
    body.ids = moved(&mut body.ids);
    body
}

/// What `items` holds, in a piece of memory of its very size.
fn moved<T>(items: &mut Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(items.len());
    exact.append(items);
    exact
}
