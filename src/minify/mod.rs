//! Stylesheets and scripts without the comments and the spaces that only their authors read.
//!
//! Nothing is renamed, merged or moved: what a browser reads is the same tokens, so that a site's own file, whatever it
//! does, does it still. A file that cannot be read to its end is left as it is, and so is one already `.min.`.

mod css;
mod script;

/// The text of `name` to publish in place of `text`, when there is a shorter one that says the same.
pub fn minify(name: &str, text: &str) -> Option<String> {
    shorter(name, text, Proof::Read)
}

/// The same, for a text that is part of this program: its tests prove what [`minify`] reads a script again for.
pub fn minify_own(name: &str, text: &str) -> Option<String> {
    shorter(name, text, Proof::Tested)
}

/// What tells that a shorter script says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// It is read again.
    Read,
    /// This program's tests.
    Tested,
}

fn shorter(name: &str, text: &str, proof: Proof) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.ends_with(".min") {
        return None;
    }
    let shorter = match extension {
        "css" => css::minify(text),
        "js" | "mjs" => script::minify(text, proof),
        _ => None,
    };
    shorter.filter(|shorter| shorter.len() < text.len())
}

/// Whether [`minify`] has something to do with a file of this name.
pub fn concerns(name: &str) -> bool {
    matches!(name.rsplit_once('.'), Some((_, "css" | "js" | "mjs")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_made_shorter() {
        assert_eq!(minify("a.css", "a { b: c }").as_deref(), Some("a{b:c}"));
        assert_eq!(minify("a.js", "a = b ;").as_deref(), Some("a=b;"));
        assert_eq!(minify("a.min.js", "a = b ;"), None);
        assert_eq!(minify("a.txt", "a = b ;"), None);
        assert_eq!(minify("a.css", "a{b:c}"), None);
        assert!(concerns("x/a.mjs") && !concerns("js"));
    }

    #[test]
    fn the_scripts_of_this_program_are_read_again_here() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/classeur/static/assets");
        let mut scripts = 0;
        for file in std::fs::read_dir(folder).expect("the theme is beside the sources") {
            let path = file.expect("an entry of the folder").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name in ASCII").to_owned();
            let text = std::fs::read_to_string(&path).expect("a text");
            let proven = minify(&name, &text);
            assert!(proven.is_some(), "{name}");
            assert_eq!(minify_own(&name, &text), proven, "{name}");
            scripts += usize::from(name.ends_with(".js"));
        }
        assert!(scripts > 0);
    }
}
