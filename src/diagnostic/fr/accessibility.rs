//! What some readers cannot follow, in French.

use crate::diagnostic::wording::{number, quote};
use crate::diagnostic::{AccessibilityFault, Language};

pub(super) fn title(fault: &AccessibilityFault) -> String {
    match fault {
        AccessibilityFault::VagueAlt { alt } => {
            format!("Le texte de remplacement {} ne dit pas ce que montre l’image", quote(alt))
        }
        AccessibilityFault::RepeatedAlt { alt } => {
            format!("Deux images différentes ont le même texte de remplacement, {}", quote(alt))
        }
        AccessibilityFault::LongAlt { length, limit } => format!(
            "Ce texte de remplacement a {} caractères, plus de {}",
            number(*length as u64, Language::French),
            number(*limit as u64, Language::French)
        ),
        AccessibilityFault::VagueLink { text } => format!("Le texte {} ne dit pas où mène le lien", quote(text)),
        AccessibilityFault::SameLinkText { text } => {
            format!("Deux liens de la page ont le même texte, {}, et mènent ailleurs", quote(text))
        }
        AccessibilityFault::EmptyHeading { .. } => "Ce titre est vide".into(),
        AccessibilityFault::FakeHeading { text } => {
            format!("Le paragraphe en gras {} semble être un titre", quote(text))
        }
        AccessibilityFault::FakeList => "Ces lignes qui commencent par une puce ne font pas une liste".into(),
        AccessibilityFault::Language { written } => format!("{} n’est pas un code de langue", quote(written)),
        AccessibilityFault::Documents { count: 1 } => {
            "Un document bureautique est à télécharger\u{a0}: est-il accessible\u{a0}?".into()
        }
        AccessibilityFault::Documents { count } => format!(
            "{} documents bureautiques sont à télécharger sur le site\u{a0}: sont-ils accessibles\u{a0}?",
            number(*count as u64, Language::French)
        ),
        AccessibilityFault::EmptyHeader { .. } => "Il manque un titre de colonne à ce tableau".into(),
    }
}

pub(super) fn help(fault: &AccessibilityFault) -> String {
    match fault {
        AccessibilityFault::VagueAlt { .. } => "Dites ce qu’un lecteur apprend de l’image, sans commencer par «\u{a0}image de\u{a0}»\u{a0}: un lecteur d’écran annonce déjà que c’en est une.",
        AccessibilityFault::RepeatedAlt { .. } => "Dites dans chacun ce qui distingue son image de l’autre.",
        AccessibilityFault::LongAlt { .. } => "Gardez l’essentiel en une phrase, et mettez la description dans le texte de la fiche\u{a0}: tous la liront.",
        AccessibilityFault::VagueLink { .. } => "Nommez la page ou le document\u{a0}: `[la fiche sur l’accueil](accueil.md)` plutôt que `[ici](accueil.md)`.",
        AccessibilityFault::SameLinkText { .. } => "Donnez à chacun le nom de ce qu’il ouvre\u{a0}: un lecteur d’écran liste les liens hors de leur phrase.",
        AccessibilityFault::EmptyHeading { .. } => "Écrivez son texte après les `#`, ou supprimez la ligne.",
        AccessibilityFault::FakeHeading { .. } => "Écrivez-le avec des `#`, au niveau qui suit celui de sa partie (`###` sous un `##`). Un gras n’entre ni dans le sommaire ni dans la navigation par titres.",
        AccessibilityFault::FakeList => "Commencez chaque ligne par `- `, après une ligne vide.",
        AccessibilityFault::Language { .. } => "Écrivez un code de deux ou trois lettres\u{a0}: `en` pour l’anglais, `es` pour l’espagnol, `de` pour l’allemand, `br` pour le breton\u{a0}; la région vient après un tiret, `en-GB`.",
        AccessibilityFault::Documents { .. } => "Publiez plutôt le texte en fiche, ou vérifiez ses titres, ses tableaux, sa langue et le texte de remplacement de ses images. Ce message n’apparaît qu’une fois pour tout le site.",
        AccessibilityFault::EmptyHeader { .. } => "Écrivez dans la première ligne ce que contient chaque colonne\u{a0}; seul le premier titre peut rester vide.",
    }
    .into()
}
