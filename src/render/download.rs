//! What a link says of where it leads: that it leaves the site; of a file, its format and its size.
//!
//! Neither comes from the file's bytes: nothing is opened or decoded for it.

use crate::site::{Place, Site, Target};
use crate::source::SourceFile;

use super::engine::escape;
use super::filters::file_size;

/// The format of a file as readers know it: `PDF`, `JPEG`; `""` when its name has no extension.
pub(super) fn format_name(file: &SourceFile) -> String {
    match file.path.extension().to_ascii_lowercase().as_str() {
        "jpg" => "JPEG".to_owned(),
        "htm" => "HTML".to_owned(),
        "yml" => "YAML".to_owned(),
        extension => extension.to_uppercase(),
    }
}

/// What a link to `target` still has to say after its own `words`, as HTML that begins with a space; `""` when that is
/// not a file, or is one that browsers show as a page, or when the words say it all.
pub(super) fn mention(site: &Site, target: &Target, words: &str, language: &str) -> String {
    let Target::Place { place: Place::Asset(asset), .. } = target else { return String::new() };
    let file = &site.assets[asset.index()].file;
    let format = format_name(file);
    if matches!(format.as_str(), "HTML" | "XHTML" | "MD") {
        return String::new();
    }
    let mut facts = Vec::new();
    if !format.is_empty() && !names(words, &format) {
        facts.push(escape(&format).into_owned());
    }
    if !has_size(words) {
        facts.push(file_size(site.published_size(*asset) as f64, language));
    }
    match facts.is_empty() {
        true => String::new(),
        false => format!(" <span class=\"format\">({})</span>", facts.join(", ")),
    }
}

/// The class of a link to `target` whose words are `words`: readers see that one leads to another site. On paper its
/// address follows it, unless it is one already.
pub(super) fn class(target: &Target, words: &str) -> &'static str {
    match target {
        Target::External(url) if url.starts_with("http") || url.starts_with("//") => {
            if is_address(words, url) {
                "externe adresse"
            } else {
                "externe"
            }
        }
        _ => "",
    }
}

/// Whether the words of a link are its address, whole or without what browsers leave out.
fn is_address(words: &str, url: &str) -> bool {
    fn bare(text: &str) -> &str {
        let text = text.trim().trim_end_matches('/');
        text.split_once("//").map_or(text, |(_, rest)| rest)
    }
    bare(words) == bare(url)
}

/// Whether `format` is one of the `words`.
fn names(words: &str, format: &str) -> bool {
    let also = if format == "JPEG" { "JPG" } else { format };
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.eq_ignore_ascii_case(format) || word.eq_ignore_ascii_case(also))
}

/// Whether `words` give a size: a number, then its unit.
fn has_size(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["octets", "octet", "bytes", "o", "ko", "kio", "mo", "mio", "go", "gio", "kb", "kib", "mb", "mib", "gb", "gib"]
        .iter()
        .any(|unit| {
            lower.match_indices(unit).any(|(at, _)| {
                let before = lower[..at].trim_end();
                let after = lower[at + unit.len()..].chars().next();
                before.ends_with(|c: char| c.is_ascii_digit()) && !after.is_some_and(char::is_alphanumeric)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_words() {
        assert!(is_address("https://exemple.fr/", "https://exemple.fr/"));
        assert!(is_address("www.exemple.fr", "http://www.exemple.fr/"));
        assert!(!is_address("Exemple", "https://exemple.fr/"));
    }

    #[test]
    fn what_words_already_say() {
        let check = |words: &str, format: bool, size: bool| {
            assert_eq!((names(words, "PDF"), has_size(words)), (format, size), "{words}");
        };
        check("Le guide", false, false);
        check("Le guide (PDF, 1,2\u{a0}Mo)", true, true);
        check("guide.pdf", true, false);
        check("Le guide, 340 ko", false, true);
        check("Les 12 modèles", false, false);
        check("Les 3 options", false, false);
        check("Un PDFA", false, false);
        assert!(names("photo.jpg", "JPEG"));
    }
}
