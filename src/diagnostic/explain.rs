//! The long story of each code: what it means, why it matters, wrong and right, how to switch it off.
//!
//! The stories are in `explain/fr.md` and `explain/en.md`, one `## code` section each, which are also the source of the
//! manual's page of codes. How to switch a code off is added here, from [`Code::fixed`], so that it cannot be false.

use super::criterion::{STANDARD, criteria, told};
use super::{CODES, Code, Language};

const FRENCH: &str = include_str!("explain/fr.md");
const ENGLISH: &str = include_str!("explain/en.md");

/// The story of `code`, in Markdown, without a heading; `None` for a code that does not exist.
pub fn explain(code: &str, language: Language) -> Option<String> {
    let known = CODES.iter().find(|known| known.as_str() == code)?;
    let story = story(known.as_str(), language)?;
    let criteria = match told(criteria(known.as_str()), language) {
        Some((_, numbers)) => match language {
            Language::French => format!("Accessibilité : {numbers}, d'après le {STANDARD} et les WCAG 2.2.\n\n"),
            Language::English => format!("Accessibility: {numbers}, after {STANDARD} and WCAG 2.2.\n\n"),
        },
        None => String::new(),
    };
    Some(format!("{story}\n\n{criteria}{}", switching_off(*known, language)))
}

/// The first paragraph of the story of `code`: one sentence that stands alone.
pub(super) fn gist(code: &str, language: Language) -> Option<String> {
    let story = story(code, language)?;
    let paragraph = story.split("\n\n").next()?;
    Some(paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The story of `code` alone, without how to switch it off.
pub(super) fn story(code: &str, language: Language) -> Option<&'static str> {
    sections(language).into_iter().find(|(name, _)| *name == code).map(|(_, story)| story)
}

/// Each `## code` and what follows it; a `##` inside a code block is none.
fn sections(language: Language) -> Vec<(&'static str, &'static str)> {
    let text = match language {
        Language::French => FRENCH,
        Language::English => ENGLISH,
    };
    let mut sections: Vec<(&str, usize, usize)> = Vec::new();
    let (mut at, mut fenced) = (0, false);
    for line in text.split_inclusive('\n') {
        fenced ^= line.starts_with("```");
        if !fenced && let Some(name) = line.strip_prefix("## ") {
            if let Some((_, _, end)) = sections.last_mut() {
                *end = at;
            }
            sections.push((name.trim(), at + line.len(), text.len()));
        }
        at += line.len();
    }
    sections.into_iter().map(|(name, start, end)| (name, text[start..end].trim())).collect()
}

fn switching_off(code: Code, language: Language) -> String {
    match (code.fixed(), language) {
        (true, Language::French) => {
            "Ce contrôle protège le site publié : `[checks]` ne peut ni l'abaisser ni le désactiver.".into()
        }
        (true, Language::English) => {
            "This check protects the published site: `[checks]` can neither lower it nor switch it off.".into()
        }
        (false, Language::French) => format!(
            "Pour ne plus voir ce contrôle, écrivez dans `site.toml` (`\"warning\"` ou `\"error\"` en changent la gravité) :\n\n```toml\n[checks]\n\"{code}\" = \"off\"\n```"
        ),
        (false, Language::English) => format!(
            "To switch this check off, write in `site.toml` (`\"warning\"` or `\"error\"` change how serious it is):\n\n```toml\n[checks]\n\"{code}\" = \"off\"\n```"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_story_and_no_other() {
        let codes: Vec<&str> = CODES.iter().map(|code| code.as_str()).collect();
        for language in [Language::French, Language::English] {
            let told: Vec<&str> = sections(language).into_iter().map(|(name, _)| name).collect();
            assert_eq!(told, codes, "{language:?}: same codes, same order");
            for code in &codes {
                let story = story(code, language).expect("just listed");
                assert!(story.lines().count() >= 3, "{language:?} {code}: too short");
                assert_eq!(story.matches("\n```").count() % 2, 0, "{language:?} {code}: a code block is open");
                let gist = gist(code, language).expect("just listed");
                assert!(gist.ends_with('.') && gist.chars().count() <= 160, "{language:?} {code}: {gist}");
                assert!(!story.contains(['’', '\u{a0}']), "{language:?} {code}: the site's typography is automatic");
            }
        }
        assert_eq!(explain("lien/inconnu", Language::French), None);
    }

    #[test]
    fn says_how_to_switch_off() {
        let story = explain("lien/introuvable", Language::French).expect("a code");
        assert!(story.contains("\"lien/introuvable\" = \"off\""));
        let image = explain("image/sans-alternative", Language::French).expect("a code");
        assert!(image.contains("RGAA\u{a0}1.1 (WCAG\u{a0}1.1.1)"), "{image}");
        let fixed = explain("adresse/collision", Language::English).expect("a code");
        assert!(!fixed.contains("= \"off\""));
    }
}
