//! The HTML of a text that belongs to no page: the `markdown` filter of templates.

use crate::markdown::{Body, Hole};

use super::engine::escape;

/// The literal HTML of a body without a site: holes of headings and blanks filled, links as written.
pub(super) fn plain_html(body: &Body) -> String {
    let mut out = String::with_capacity(body.html.len());
    let mut at = 0;
    for (offset, hole) in &body.holes {
        out.push_str(&body.html[at..*offset as usize]);
        at = *offset as usize;
        match hole {
            Hole::LinkOpen(index) => {
                let reference = &body.references[*index as usize];
                let fragment = reference.fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}"));
                out.push_str(&format!("<a href=\"{}{}\">", escape(&reference.target), escape(&fragment)));
            }
            Hole::LinkClose(_) => out.push_str("</a>"),
            Hole::HeadingOpen(index) => out.push_str(&format!("<h{}>", body.outline[*index as usize].level)),
            Hole::HeadingClose(index) => out.push_str(&format!("</h{}>", body.outline[*index as usize].level)),
            _ => {}
        }
    }
    out.push_str(&body.html[at..]);
    out
}
