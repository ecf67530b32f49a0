//! What a template is made of, whatever its tags do: blocks, includes, and the rest as it is written.

use std::ops::Range;
use std::rc::Rc;

/// A template cut into its parts.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The template it extends.
    pub extends: Option<String>,
    /// Its parts, in their order.
    pub nodes: Vec<Node>,
    /// The macros and variables that it defines outside its blocks.
    pub defined: Vec<Range<usize>>,
    /// Whether anything else than text and definitions stands outside its blocks.
    pub acts: bool,
}

/// A part of a template.
#[derive(Debug)]
pub(super) enum Node {
    /// As it is written, tags and all.
    Text(Range<usize>),
    /// `{% block x %}…{% endblock %}`.
    Block(Rc<Block>),
    /// `{% include "x" %}`.
    Include(Tag, String),
    /// `{{ super() }}`.
    Super(Tag),
}

/// A block.
#[derive(Debug)]
pub(super) struct Block {
    pub name: String,
    pub open: Tag,
    pub body: Vec<Node>,
    pub close: Tag,
}

/// A tag: where it is, and what it says of the space before and after it: `-`, `+` or, for nothing, a space.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    pub range: Range<usize>,
    pub left: char,
    pub right: char,
}

/// What delimits a tag.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Statement,
    Output,
    Comment,
}

/// A block that is open, and what the parts around it are so far.
struct Open {
    name: String,
    tag: Tag,
    outer: Vec<Node>,
}

/// The parts of `text`. `None` for what only minijinja can tell apart: raw text, blocks named by `self`, tags that do
/// not close.
pub(super) fn parse(text: &str) -> Option<Parsed> {
    let mut parsed = Parsed { extends: None, nodes: Vec::new(), defined: Vec::new(), acts: false };
    let (mut open, mut nodes): (Vec<Open>, Vec<Node>) = (Vec::new(), Vec::new());
    // Where the text that is not yet in a node begins; the macro outside blocks that is being defined.
    let (mut from, mut macros, mut macro_from) = (0, 0_usize, 0);
    let mut first = true;
    let mut at = 0;
    while let Some((shape, tag, inner)) = next_tag(text, at) {
        at = tag.range.end;
        if shape == Shape::Comment {
            continue;
        }
        let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let rest = rest.trim();
        let outside = open.is_empty() && macros == 0;
        let mut cut = |nodes: &mut Vec<Node>, tag: &Tag| {
            nodes.push(Node::Text(from..tag.range.start));
            from = tag.range.end;
        };
        match (shape, word) {
            (Shape::Output, "super()") if rest.is_empty() && !open.is_empty() => {
                cut(&mut nodes, &tag);
                nodes.push(Node::Super(tag));
            }
            _ if inner.contains("super(") || inner.contains("self") => return None,
            (Shape::Output, _) => parsed.acts |= outside,
            (_, "raw") => return None,
            (_, "extends") => {
                if !first {
                    return None;
                }
                parsed.extends = Some(literal(rest)?);
            }
            (_, "block") => {
                let plain = rest.chars().all(|c| c.is_alphanumeric() || c == '_');
                if macros > 0 || !plain || rest.is_empty() {
                    return None;
                }
                cut(&mut nodes, &tag);
                open.push(Open { name: rest.to_owned(), tag, outer: std::mem::take(&mut nodes) });
            }
            (_, "endblock") => {
                cut(&mut nodes, &tag);
                let Open { name, tag: opened, outer } = open.pop()?;
                let body = std::mem::replace(&mut nodes, outer);
                nodes.push(Node::Block(Rc::new(Block { name, open: opened, body, close: tag })));
            }
            (_, "include") => {
                parsed.acts |= outside;
                if let Some(name) = literal(rest).filter(|_| macros == 0) {
                    cut(&mut nodes, &tag);
                    nodes.push(Node::Include(tag, name));
                }
            }
            (_, "macro") if open.is_empty() => {
                if macros == 0 {
                    macro_from = tag.range.start;
                }
                macros += 1;
            }
            (_, "endmacro") if open.is_empty() => {
                macros = macros.checked_sub(1)?;
                if macros == 0 {
                    parsed.defined.push(macro_from..tag.range.end);
                }
            }
            (_, "set") if outside && assigns(rest) => parsed.defined.push(tag.range),
            _ => parsed.acts |= outside,
        }
        first = false;
    }
    nodes.push(Node::Text(from..text.len()));
    parsed.nodes = nodes;
    (open.is_empty() && macros == 0).then_some(parsed)
}

/// Whether what follows `set` gives a value, and does not begin a text.
fn assigns(rest: &str) -> bool {
    let name = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(rest.len());
    rest[name..].trim_start().starts_with('=')
}

/// What `"x"` says; `None` for anything but one text without escapes.
fn literal(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.contains([quote, '\\'])).then(|| inner.to_owned())
}

/// The first tag of `text` after `from`, and what stands in it.
fn next_tag(text: &str, from: usize) -> Option<(Shape, Tag, &str)> {
    let (start, shape) = text[from..].match_indices('{').find_map(|(at, _)| {
        let shape = match text.as_bytes().get(from + at + 1)? {
            b'%' => Shape::Statement,
            b'{' => Shape::Output,
            b'#' => Shape::Comment,
            _ => return None,
        };
        Some((from + at, shape))
    })?;
    let mut inner = start + 2;
    let control = |at: usize| match text.as_bytes().get(at) {
        Some(b'-') => '-',
        Some(b'+') => '+',
        _ => ' ',
    };
    let left = control(inner);
    inner += usize::from(left != ' ');
    let end = match shape {
        Shape::Comment => inner + text[inner..].find("#}")?,
        Shape::Statement => end_of(text, inner, "%}")?,
        Shape::Output => end_of(text, inner, "}}")?,
    };
    let right = if end > inner { control(end - 1) } else { ' ' };
    let written = &text[inner..end - usize::from(right != ' ')];
    Some((shape, Tag { range: start..end + 2, left, right }, written.trim()))
}

/// Where `close` ends a tag whose inside begins at `from`: not in a text, a list, a call.
fn end_of(text: &str, from: usize, close: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    let mut at = from;
    while let Some(&byte) = text.as_bytes().get(at) {
        match (quote, byte) {
            (Some(_), b'\\') => at += 1,
            (Some(mark), _) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, _) if depth == 0 && text.as_bytes()[at..].starts_with(close.as_bytes()) => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => depth += 1,
            (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
        at += 1;
    }
    None
}
