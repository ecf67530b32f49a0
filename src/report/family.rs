//! The families of problems in words: in codes they are without accents, for programs.

use crate::diagnostic::Language;

/// Each family, in French and in English.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("fichier", "Fichiers", "Files"),
    ("entete", "En-têtes", "Front matter"),
    ("config", "Configuration", "Configuration"),
    ("theme", "Thème", "Theme"),
    ("adresse", "Adresses", "Addresses"),
    ("lien", "Liens", "Links"),
    ("image", "Images", "Images"),
    ("texte", "Textes", "Texts"),
    ("html", "HTML", "HTML"),
    ("accessibilite", "Déclaration d’accessibilité", "Accessibility statement"),
    ("tiers", "Contenus demandés à d’autres sites", "Content asked of other sites"),
    ("bloc", "Blocs", "Containers"),
    ("procedure", "Procédures", "Procedures"),
    ("benchmark", "Benchmarks", "Benchmarks"),
    ("modele", "Modèles", "Templates"),
    ("licence", "Licences", "Licences"),
    ("glossaire", "Glossaire", "Glossary"),
    ("gabarit", "Gabarits du thème", "Templates of the theme"),
    ("publication", "Publication", "Publication"),
];

/// What `family` is called.
pub(super) fn name(family: &str, language: Language) -> &str {
    match FAMILIES.iter().find(|(known, ..)| *known == family) {
        Some((_, fr, en)) => [*fr, *en][usize::from(language == Language::English)],
        None => family,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::CODES;

    #[test]
    fn each_family_has_a_name() {
        let mut families: Vec<&str> = CODES.iter().map(|code| code.family()).collect();
        families.dedup();
        families.sort_unstable();
        families.dedup();
        let mut named: Vec<&str> = FAMILIES.iter().map(|(family, ..)| *family).collect();
        named.sort_unstable();
        assert_eq!(named, families);
        assert_eq!(name("tiers", Language::French), "Contenus demandés à d’autres sites");
    }
}
