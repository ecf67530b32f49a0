//! A template and all that it is made of in one text, before it is compiled: what it extends, the blocks that take the
//! place of others, what it includes.
//!
//! A sheet is made of some fifty blocks, and to enter one costs a thousand instructions; each name looked up in it walks
//! through the frames of all those around. What is compiled prints what the templates print, nothing else: where the two
//! could differ (`self`, `raw`, a name that is computed, more than definitions outside blocks), templates stay apart.
//! Knows where each byte was written, and through which includes.

mod parse;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use parse::{Block, Node, Parsed, Tag};

/// How deep parts may stand in one another: more is a template that includes itself, which its rendering tells.
const DEEPEST: usize = 60;

/// A template with all its parts.
#[derive(Debug)]
pub(super) struct Whole {
    /// What to compile.
    pub text: String,
    pieces: Vec<Piece>,
    includes: Vec<Include>,
}

/// A part of the text that a template has.
#[derive(Debug)]
struct Piece {
    /// In the text.
    range: Range<usize>,
    /// The template, and where in it.
    template: Arc<str>,
    from: usize,
    /// The include that it came through.
    through: Option<usize>,
}

/// An include, and the one around it.
#[derive(Debug)]
struct Include {
    template: Arc<str>,
    at: Range<usize>,
    through: Option<usize>,
}

impl Whole {
    /// Where the templates have what is at `range` of the text: the template and the place, then those of the includes
    /// that led to it, from the nearest. Empty for what no template has.
    pub fn places(&self, range: Range<usize>) -> Vec<(&str, Range<usize>)> {
        let after = self.pieces.partition_point(|piece| piece.range.start <= range.start);
        let piece = after.checked_sub(1).map(|at| &self.pieces[at]).filter(|piece| range.start <= piece.range.end);
        let Some(piece) = piece else { return Vec::new() };
        let place = |at: usize| piece.from + at.clamp(piece.range.start, piece.range.end) - piece.range.start;
        let mut places = vec![(&*piece.template, place(range.start)..place(range.end))];
        let mut through = piece.through;
        while let Some(include) = through.map(|at| &self.includes[at]) {
            places.push((&include.template, include.at.clone()));
            through = include.through;
        }
        places
    }
}

/// Template `name` with all its parts, of which `text` gives the texts. `None` when it has none, or must stay apart.
pub(super) fn whole<'t>(name: &str, text: &dyn Fn(&str) -> Option<&'t str>) -> Option<Whole> {
    let mut chain = vec![Rc::new(Template::of(name, text)?)];
    while let Some(parent) = &chain[chain.len() - 1].parsed.extends {
        // A template that extends itself is an error, which compiling it tells.
        if chain.iter().any(|template| *template.name == **parent) {
            return None;
        }
        chain.push(Rc::new(Template::of(parent, text)?));
    }
    let (root, children) = chain.split_last()?;
    if children.iter().any(|child| child.parsed.acts) {
        return None;
    }
    let mut blocks = Blocks::new();
    for template in &chain {
        gather(template, &template.parsed.nodes, &mut blocks)?;
    }
    // A block that only a child has, outside those it takes the place of, is never shown: nothing asks for it.
    let macros = chain.iter().any(|template| template.text.contains("macro"));
    let mut maker =
        Maker { text, blocks, out: String::new(), pieces: Vec::new(), includes: Vec::new(), macros, depth: 0 };
    for child in children {
        for defined in &child.parsed.defined {
            maker.copy(child, defined.clone(), None);
        }
    }
    // The line break would be trimmed with the definitions before it.
    if !maker.out.is_empty() && root.text.starts_with(['\n', '\r']) {
        return None;
    }
    maker.nodes(root, &root.parsed.nodes, None, None)?;
    let Maker { out, pieces, includes, blocks, .. } = maker;
    (!includes.is_empty() || !blocks.is_empty()).then_some(Whole { text: out, pieces, includes })
}

/// A template that is a part of the whole.
#[derive(Debug)]
struct Template<'t> {
    name: Arc<str>,
    text: &'t str,
    parsed: Parsed,
}

impl<'t> Template<'t> {
    fn of(name: &str, text: &dyn Fn(&str) -> Option<&'t str>) -> Option<Self> {
        let text = text(name)?;
        // minijinja leaves out the line break that ends a file.
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        Some(Template { name: name.into(), text, parsed: parse::parse(text)? })
    }
}

/// The blocks of a name, from the template that is rendered to the one that all extend.
type Blocks<'t> = BTreeMap<String, Vec<(Rc<Template<'t>>, Rc<Block>)>>;

/// Adds the blocks of `template` among `nodes`; `None` when it has two of one name.
fn gather<'t>(template: &Rc<Template<'t>>, nodes: &[Node], blocks: &mut Blocks<'t>) -> Option<()> {
    for node in nodes {
        if let Node::Block(block) = node {
            let same = blocks.entry(block.name.clone()).or_default();
            if same.last().is_some_and(|(other, _)| Rc::ptr_eq(other, template)) {
                return None;
            }
            same.push((Rc::clone(template), Rc::clone(block)));
            gather(template, &block.body, blocks)?;
        }
    }
    Some(())
}

/// Writes the whole.
struct Maker<'a, 't> {
    text: &'a dyn Fn(&str) -> Option<&'t str>,
    blocks: Blocks<'t>,
    out: String,
    pieces: Vec<Piece>,
    includes: Vec<Include>,
    /// Whether a macro is defined anywhere.
    macros: bool,
    depth: usize,
}

impl<'t> Maker<'_, 't> {
    /// The parts `nodes` of `template`, in the block `within` (its name, and how many of that name it took the place of).
    fn nodes(
        &mut self,
        template: &Rc<Template<'t>>,
        nodes: &[Node],
        within: Option<(&str, usize)>,
        through: Option<usize>,
    ) -> Option<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        for node in nodes {
            match node {
                Node::Text(range) => self.copy(template, range.clone(), through),
                Node::Block(block) => self.block(&block.name, 0, (block.open.left, block.close.right))?,
                Node::Super(tag) => {
                    let (name, above) = within?;
                    self.block(name, above + 1, around(tag))?;
                }
                Node::Include(tag, name) => self.include(template, tag, name, through)?,
            }
        }
        self.depth -= 1;
        Some(())
    }

    /// Block `name`, from the template that is the `above`th of those that have one; `sides` is what the tags before and
    /// after its place say of the space on their outer side.
    fn block(&mut self, name: &str, above: usize, sides: (char, char)) -> Option<()> {
        let (template, block) = self.blocks.get(name)?.get(above)?.clone();
        let from = self.out.len();
        // As long as what opens a scope.
        self.out.push_str(&format!("{{#{}      {}#}}", sides.0, block.open.right));
        let inside = self.out.len();
        self.nodes(&template, &block.body, Some((name, above)), None)?;
        let close = (block.close.left, sides.1);
        if defines(&self.out[inside..]) {
            self.out.replace_range(from..inside, &format!("{{%{} with {}%}}", sides.0, block.open.right));
            self.out.push_str(&format!("{{%{} endwith {}%}}", close.0, close.1));
        } else {
            self.out.push_str(&format!("{{#{} {}#}}", close.0, close.1));
        }
        Some(())
    }

    /// What `tag` of `template` includes; the tag as it is for what must stay apart.
    fn include(&mut self, template: &Rc<Template<'t>>, tag: &Tag, name: &str, through: Option<usize>) -> Option<()> {
        let fits = |included: &Template| {
            let parsed = &included.parsed;
            let blocks = parsed.nodes.iter().any(|node| matches!(node, Node::Block(_)));
            // A macro keeps what was named before it, but not what an included file names.
            let names = included.text.contains("macro") || (self.macros && defines(included.text));
            // The space that begins a file goes with a tag after it; inside a line it would not.
            let trimmed = included.text.starts_with(char::is_whitespace);
            parsed.extends.is_none() && !blocks && !names && !trimmed
        };
        let Some(included) = Template::of(name, self.text).filter(fits).map(Rc::new) else {
            self.copy(template, tag.range.clone(), through);
            return Some(());
        };
        self.includes.push(Include { template: Arc::clone(&template.name), at: tag.range.clone(), through });
        let through = Some(self.includes.len() - 1);
        let (left, right) = (tag.left, tag.right);
        self.out.push_str(&format!("{{#{left} +#}}"));
        self.nodes(&included, &included.parsed.nodes, None, through)?;
        self.out.push_str(&format!("{{#+ {right}#}}"));
        Some(())
    }

    fn copy(&mut self, template: &Template<'t>, range: Range<usize>, through: Option<usize>) {
        if range.is_empty() {
            return;
        }
        let start = self.out.len();
        self.out.push_str(&template.text[range.clone()]);
        let name = Arc::clone(&template.name);
        self.pieces.push(Piece { range: start..self.out.len(), template: name, from: range.start, through });
    }
}

/// What is said of the space on both sides of `{{ super() }}`: unlike a block's, its tag trims nothing by itself.
fn around(tag: &Tag) -> (char, char) {
    let kept = |control: char| if control == '-' { '-' } else { '+' };
    (kept(tag.left), kept(tag.right))
}

/// Whether `text` gives a name to something, which a block keeps for itself.
fn defines(text: &str) -> bool {
    text.split("{%").skip(1).any(|tag| {
        let word = tag.trim_start_matches(['-', '+']).trim_start();
        ["set", "macro", "import", "from"].iter().any(|name| word.starts_with(name))
    })
}
