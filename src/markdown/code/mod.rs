//! Blocks of code: language, title, lines to look at, words told apart.
//!
//! Their plain text is the code as written, whatever is shown.

mod info;

#[cfg(feature = "highlighting")]
mod classes;
#[cfg(feature = "highlighting")]
mod highlight;

use comrak::nodes::{NodeCodeBlock, Sourcepos};

use super::body::BlockKind;
use super::escape::escape;
use super::fences;
use super::writer::Writer;
use info::Info;

impl<'a> Writer<'a, '_> {
    pub(super) fn code_block(&mut self, code: &NodeCodeBlock, position: Sourcepos) {
        let info = info::read(&code.info);
        let at = self.open_block(BlockKind::Code, position, "");
        if let Some(title) = info.title {
            self.raw("<figure class=\"code-titre\"><figcaption>");
            self.escaped(title);
            self.raw("</figcaption>\n");
        }
        self.raw("<pre tabindex=\"0\"><code");
        if !info.language.is_empty() {
            self.raw(" class=\"language-");
            self.escaped(info.language);
            self.raw("\"");
        }
        self.raw(">");
        self.start_inside(at);
        let literal = fences::unmasked(&code.literal);
        let html = self.options.highlighting.then(|| words(info.language, &literal, &mut self.code_budget)).flatten();
        match (html, info.lines.is_empty()) {
            (Some(html), true) => self.raw(&html),
            (Some(html), false) => emphasise(&mut self.body.html, &html, &info),
            (None, true) => escape(&mut self.body.html, &literal),
            (None, false) => {
                let mut html = String::new();
                escape(&mut html, &literal);
                emphasise(&mut self.body.html, &html, &info);
            }
        }
        self.start_words();
        self.plain.text.push_str(&literal);
        self.close_block(at, if info.title.is_some() { "</code></pre></figure>" } else { "</code></pre>" });
        self.raw("\n");
    }
}

#[cfg(feature = "highlighting")]
fn words(language: &str, text: &str, budget: &mut usize) -> Option<std::sync::Arc<str>> {
    highlight::highlight(language, text, budget)
}

#[cfg(not(feature = "highlighting"))]
fn words(_: &str, _: &str, _: &mut usize) -> Option<std::sync::Arc<str>> {
    None
}

/// What a document's code may cost, in squared bytes of lines: some 100 kB of code as it is written; for a text made to
/// be slow, seconds.
pub(super) const BUDGET: usize = 8_000_000;

/// Appends `html`, whose lines are whole each, with the lines to look at marked.
fn emphasise(out: &mut String, html: &str, info: &Info) {
    for (number, line) in (1..).zip(html.split_inclusive('\n')) {
        if !info.shows(number) {
            out.push_str(line);
            continue;
        }
        let (words, end) = line.strip_suffix('\n').map_or((line, ""), |words| (words, "\n"));
        out.push_str("<mark class=\"c-ligne\">");
        out.push_str(words);
        out.push_str("</mark>");
        out.push_str(end);
    }
}
