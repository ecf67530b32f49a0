//! The line under an image: who made it, under which licence, why it is there when it is not free.

use std::fmt::Write as _;

use crate::site::Credit;

use super::Scope;
use super::engine::escape;

/// The line as HTML, `""` when nothing is known.
pub(super) fn line(scope: &Scope, credit: &Credit) -> String {
    if credit.author.is_none() && credit.licence.is_none() && credit.derogation.is_none() {
        return String::new();
    }
    let french = !scope.language.starts_with("en");
    let mut parts: Vec<String> = Vec::new();
    if let Some(author) = &credit.author {
        let source = credit.source.as_deref().filter(|source| source.starts_with("http"));
        parts.push(match source {
            Some(source) => format!("<a href=\"{}\">{}</a>", escape(source), escape(author)),
            None => escape(author).into_owned(),
        });
    }
    if let Some(written) = &credit.licence {
        let expression = scope.site.licensing.expression(written);
        let name = expression.as_ref().map_or_else(
            || written.clone(),
            |expression| super::view::names(expression, &scope.language, |licence| &licence.short),
        );
        let url = expression.as_ref().and_then(|expression| expression.single()).map(|licence| licence.url.as_str());
        let mut part = String::new();
        let _ = match url.filter(|url| !url.is_empty()) {
            Some(url) => write!(part, "<a href=\"{}\">{}</a>", escape(url), escape(&name)),
            None => write!(part, "{}", escape(&name)),
        };
        parts.push(part);
    }
    if let Some(derogation) = &credit.derogation {
        parts.push(escape(derogation).into_owned());
    }
    let label = if french { "Crédit\u{a0}: " } else { "Credit: " };
    format!("<small class=\"credit\">{label}{}</small>", parts.join(", "))
}

/// Whether `html` ends with an image.
pub(super) fn ends_with_image(html: &str) -> bool {
    html.ends_with(" decoding=\"async\">") || html.ends_with("</picture>")
}

/// The tag right before the image that ends `html`; nothing when words stand there.
pub(super) fn tag_before_image(html: &str) -> &str {
    let start = if html.ends_with("</picture>") { "<picture>" } else { "<img " };
    let before = html.rfind(start).map_or("", |at| &html[..at]);
    before.rfind('<').filter(|_| before.ends_with('>')).map_or("", |at| &before[at..])
}
