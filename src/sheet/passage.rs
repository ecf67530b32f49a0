//! A passage: a title and the blocks below it, with the role they have in the kind.

use crate::config::RoleDef;
use crate::markdown::{BlockKind, Body, Extent};

/// A title, wherever its words were written: in a heading, or alone in a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// The heading, when it is one.
    pub heading: Option<u32>,
    /// Its content as HTML, the number it starts with included.
    pub html: Extent,
    /// Its words, without that number.
    pub text: String,
}

/// A title and what is below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage<'k> {
    /// What it means in the kind.
    pub role: Option<&'k RoleDef>,
    /// Its title.
    pub title: Title,
    /// The level of its title, 2 to 6.
    pub level: u8,
    /// What is below the title.
    pub body: Extent,
    /// The outermost blocks of `body`.
    pub blocks: Vec<u32>,
}

/// One thing of a list: a task, a person, a tool, a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its words on one line, without the number its author wrote by hand.
    pub text: String,
    /// Its content.
    pub html: Extent,
    /// The words above its list, when there are some: `2e atelier`.
    pub group: Option<String>,
}

impl Passage<'_> {
    /// Whether there is nothing below the title.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// What the passage lists: the items of its lists; a paragraph that introduces no list is an item too.
    pub fn items(&self, body: &Body) -> Vec<Item> {
        let mut items = Vec::new();
        let mut group: Option<String> = None;
        for (at, block) in self.blocks.iter().enumerate() {
            let written = &body.blocks.at(*block);
            let next = self.blocks.get(at + 1).map(|next| body.blocks.at(*next).kind);
            match &written.kind {
                BlockKind::List { .. } => {
                    for (_, item) in body.children(*block) {
                        let text = unnumbered(&one_line(body.words(item))).to_owned();
                        if !text.is_empty() {
                            items.push(Item { text, html: item.inner, group: group.clone() });
                        }
                    }
                }
                BlockKind::Heading(_) => group = Some(one_line(body.words(written))),
                BlockKind::Paragraph if matches!(next, Some(BlockKind::List { .. })) => {
                    group = Some(one_line(body.words(written)));
                }
                BlockKind::Paragraph => {
                    let text = one_line(body.words(written));
                    if !text.is_empty() {
                        items.push(Item { text, html: written.inner, group: None });
                    }
                }
                _ => {}
            }
        }
        items
    }

    /// Its only block, when that is a bulleted list: what an author who numbers by hand writes.
    pub fn only_bullets(&self, body: &Body) -> Option<u32> {
        match self.blocks[..] {
            [block] if body.blocks.at(block).kind == (BlockKind::List { start: None }) => Some(block),
            _ => None,
        }
    }
}

/// Words on one line.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1- Identifier` → `Identifier`.
fn unnumbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == text.len() || text.len() - rest.len() > 2 {
        return text;
    }
    let after = rest.trim_start().trim_start_matches(['-', '–', '.', ')', ':']);
    if after.len() == rest.trim_start().len() || after.trim().is_empty() || !after.starts_with(char::is_whitespace) {
        return text;
    }
    after.trim_start()
}

#[cfg(test)]
mod tests {
    use super::unnumbered;

    #[test]
    fn numbers_written_by_hand() {
        assert_eq!(unnumbered("1- Identifier"), "Identifier");
        assert_eq!(unnumbered("2. Choisir"), "Choisir");
        assert_eq!(unnumbered("2 ou 3 réunions"), "2 ou 3 réunions");
        assert_eq!(unnumbered("1.5 jour"), "1.5 jour");
        assert_eq!(unnumbered("2026 - bilan"), "2026 - bilan");
        assert_eq!(unnumbered("3"), "3");
    }
}
