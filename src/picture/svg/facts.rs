//! What must be known of a whole drawing before any of it is written.

use std::collections::HashSet;

use roxmltree::{Document, Node};

use super::SVG;
use super::danger::css_targets;

/// What a drawing uses.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    /// The names that its parts refer to.
    pub used: HashSet<&'a str>,
    /// It has style sheets, which choose by name.
    pub styled: bool,
    /// They choose by attribute or by order too.
    pub ordered: bool,
    /// It moves: what moves is told by name.
    pub animated: bool,
    /// Texts are in it: their spaces count.
    pub texts: bool,
}

/// Reads `document` through.
pub(super) fn facts<'a>(document: &'a Document<'_>) -> Facts<'a> {
    let mut facts = Facts { used: HashSet::new(), styled: false, ordered: false, animated: false, texts: false };
    for node in document.descendants().filter(Node::is_element) {
        let name = if node.tag_name().namespace() == Some(SVG) { node.tag_name().name() } else { "" };
        match name {
            "style" => {
                let text: String = node.descendants().filter_map(|node| node.text()).collect();
                facts.styled = true;
                facts.ordered |= ["[", "-child", "-of-type", ":empty", "+", "~"].iter().any(|sign| text.contains(sign));
            }
            "set" | "mpath" => facts.animated = true,
            name if name.starts_with("animate") => facts.animated = true,
            "text" => facts.texts = true,
            _ => {}
        }
        for attribute in node.attributes() {
            let value = attribute.value();
            match attribute.name() {
                "href" => facts.used.extend(value.strip_prefix('#')),
                "aria-labelledby" | "aria-describedby" | "aria-details" | "aria-controls" | "aria-owns" => {
                    facts.used.extend(value.split_ascii_whitespace());
                }
                _ => {}
            }
            if value.contains("url(") {
                facts.used.extend(css_targets(value).filter_map(|target| target.strip_prefix('#')));
            }
        }
    }
    facts
}
