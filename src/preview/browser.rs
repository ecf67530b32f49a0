//! The one element that a page is served with beside what is published: the script that keeps it up to date.

use crate::diagnostic::Language;

/// The script, served by the preview itself.
pub(super) const SCRIPT: &str = include_str!("client.js");

/// What the script is told of the page it is on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'a> {
    /// Where the script is.
    pub path: &'a str,
    /// The hash of the page's bytes.
    pub hash: &'a str,
    /// The number of the state that was served.
    pub number: u64,
    /// The language of the panel and of the overlay.
    pub language: Language,
}

/// `page` with the element first in its head: deferred scripts run in order, and ours must see the page as it was
/// published, before the theme's scripts add to it.
pub(super) fn with_element(page: &[u8], element: &Element<'_>) -> Vec<u8> {
    let language = match element.language {
        Language::French => "fr",
        Language::English => "en",
    };
    let element = format!(
        "<script defer src=\"{}\" data-hash=\"{}\" data-number=\"{}\" data-language=\"{language}\" data-classeur-preview></script>",
        element.path, element.hash, element.number
    );
    let at = place(page);
    [&page[..at], element.as_bytes(), &page[at..]].concat()
}

/// Just after `<head>`, else after `<html>` or the doctype, else at the start: where the parser puts what belongs in
/// the head.
fn place(page: &[u8]) -> usize {
    let start = &page[..page.len().min(4096)];
    let lower = start.to_ascii_lowercase();
    ["<head", "<html", "<!doctype"]
        .into_iter()
        .find_map(|tag| {
            let at = memchr::memmem::find(&lower, tag.as_bytes())?;
            let after = lower.get(at + tag.len())?;
            // `<header>` is no head.
            (after.is_ascii_whitespace() || *after == b'>').then_some(())?;
            Some(at + memchr::memchr(b'>', &lower[at..])? + 1)
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_element_in_the_head() {
        let element = Element { path: "/p/client.js", hash: "a", number: 1, language: Language::French };
        let script = "<script defer src=\"/p/client.js\" data-hash=\"a\" data-number=\"1\" data-language=\"fr\" data-classeur-preview></script>";
        let check = |page: &str, before: &str| {
            let made = String::from_utf8(with_element(page.as_bytes(), &element)).expect("text stays text");
            assert_eq!(made, page.replacen(before, &format!("{before}{script}"), 1));
        };
        check("<!doctype html>\n<html lang=\"fr\">\n<head>\n<title>x</title>", "<head>");
        check("<!DOCTYPE html><html><HEAD lang=\"fr\"><title>", "<HEAD lang=\"fr\">");
        check("<!doctype html><title>x</title><header>", "<!doctype html>");
        check("<html lang=fr><header>", "<html lang=fr>");
        check("texte", "");
    }
}
