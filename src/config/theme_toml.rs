//! `theme.toml`.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, KeyContext, Problem};
use crate::source::SourceFile;
use crate::value::{Reader, Table};

use super::site_read::read_table;

/// A theme's manifest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThemeConfig {
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// `authors`.
    pub authors: Vec<String>,
    /// `url`: where the theme comes from.
    pub url: Option<String>,
    /// `version`: the theme's own.
    pub version: Option<String>,
    /// `licence`.
    pub licence: Option<String>,
    /// `min_version`: the first version of Classeur it works with.
    pub min_version: Option<String>,
    /// `[extra]`: defaults that the site's `[extra]` overrides.
    pub extra: Table,
}

impl ThemeConfig {
    /// The manifest that `file` holds; what is wrong in it, a need for a newer Classeur included, is reported.
    /// A theme without name is named after its folder.
    pub fn read(file: &Arc<SourceFile>, problems: &mut Vec<Diagnostic>) -> Self {
        let table = read_table(file, KeyContext::Theme, problems);
        let mut reader = Reader::new(&table, file, KeyContext::Theme, problems);
        let folder = file.path.parent().rsplit('/').next().unwrap_or_default();
        let name = reader.plain_text(&["name"]);
        let mut config = ThemeConfig {
            name: name.unwrap_or_else(|| folder.to_owned()),
            description: reader.plain_text(&["description"]),
            authors: reader.plain_texts(&["authors", "author"]),
            url: reader.plain_text(&["url", "homepage"]),
            version: reader.plain_text(&["version"]),
            licence: reader.plain_text(&["licence", "license"]),
            min_version: None,
            extra: reader.table(&["extra"]).cloned().unwrap_or_default(),
        };
        if let Some(needs) = reader.text(&["min_version"]) {
            if numbers(&needs.value) > numbers(env!("CARGO_PKG_VERSION")) {
                let problem = Problem::ThemeTooNew { theme: config.name.clone(), needs: needs.value.clone() };
                reader.report(problem, needs.span);
            }
            config.min_version = Some(needs.value);
        }
        reader.finish();
        config
    }
}

/// The three numbers of a version, 0 for those not given; what follows them does not count.
fn numbers(version: &str) -> [u64; 3] {
    let mut numbers = [0; 3];
    for (number, part) in numbers.iter_mut().zip(version.trim().split('.')) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        *number = digits.parse().unwrap_or(0);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Role;

    fn read(text: &str) -> (ThemeConfig, Vec<Problem>) {
        let file = SourceFile::in_memory("themes/sobre/theme.toml", Role::Configuration, text);
        let mut problems = Vec::new();
        let config = ThemeConfig::read(&file, &mut problems);
        (config, problems.into_iter().map(|d| d.problem).collect())
    }

    #[test]
    fn manifests() {
        let (config, problems) =
            read("name = \"Sobre\"\nlicence = \"MIT\"\nmin_version = \"0.0.1\"\n[extra]\ncouleur = \"bleu\"\n");
        assert_eq!(problems, []);
        assert_eq!((config.name.as_str(), config.licence.as_deref()), ("Sobre", Some("MIT")));
        assert!(config.extra.get("couleur").is_some());
        assert_eq!(read("").0.name, "sobre");
    }

    #[test]
    fn mistakes() {
        let (_, problems) = read("min_version = \"99.0\"\nnmae = \"x\"\nurl = [1]\nname = \n");
        let codes: Vec<&str> = problems.iter().map(|p| p.code().as_str()).collect();
        assert_eq!(codes, ["theme/syntaxe", "theme/valeur", "theme/version", "theme/cle-inconnue"]);
    }
}
