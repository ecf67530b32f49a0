//! The few words under the caret, where they add to the title.

use crate::diagnostic::mistake::Mistake;
use crate::diagnostic::wording::{message, quote};
use crate::diagnostic::{DeclarationFault, Expected, Problem};
use crate::source::FaultKind;

/// A few words for the caret; `None` where the title says it all.
pub(in crate::diagnostic) fn label(problem: &Problem) -> Option<String> {
    Some(match problem {
        Problem::Syntax { message: text, .. } | Problem::ContainerAttributes { message: text } => {
            Mistake::of(text).map_or_else(|| message(text), |mistake| said(mistake).into())
        }
        Problem::KindDeclaration { fault, .. } => declaration(fault),
        Problem::Math { message: text }
        | Problem::TemplateSyntax { message: text }
        | Problem::TemplateFailed { message: text, .. } => message(text),
        Problem::File(FaultKind::BadPattern { reason, .. }) => message(reason),
        Problem::ExternalUnreachable { reason, .. } => super::cause::no_answer(reason),
        Problem::IncludeMissing { target, .. } if target.is_empty() => return None,
        Problem::IncludeMissing { .. } => "introuvable".into(),
        Problem::Sheet(fault) => return super::sheet::label(fault),
        Problem::Licence(fault) => return super::licence::label(fault),
        Problem::UnclosedFrontMatter | Problem::UnclosedContainer { .. } => "ouvert ici".into(),
        Problem::UnknownKey { .. } => "clé inconnue".into(),
        Problem::WrongValue { expected, .. } => match expected {
            Expected::Text => "un texte est attendu",
            Expected::Integer => "un nombre entier est attendu",
            Expected::Number => "un nombre est attendu",
            Expected::Boolean => "`true` ou `false` est attendu",
            Expected::Date => "une date est attendue",
            Expected::Duration => "une durée est attendue",
            Expected::List => "une liste est attendue",
            Expected::Table => "des clés sont attendues",
            Expected::OneOf(_) => "valeur inconnue",
            Expected::Url => "une adresse est attendue",
            Expected::LanguageTag => "un code de langue est attendu",
            Expected::Page => "une page est attendue",
        }
        .into(),
        Problem::LooseDate { iso, .. } => format!("comprise comme le {}", quote(iso)),
        Problem::Disagreement { .. } | Problem::UrlCollision { .. } => "à choisir".into(),
        Problem::BrokenLink { .. }
        | Problem::MissingImage { .. }
        | Problem::UnknownTheme { .. }
        | Problem::TemplateMissing { .. } => "introuvable".into(),
        Problem::BrokenFragment { .. } => "ancre introuvable".into(),
        Problem::LinkToDraft { .. } => "fiche non publiée".into(),
        Problem::MissingAlt { .. } => "image sans description".into(),
        Problem::EmptySection { .. } => "rien sous ce titre".into(),
        Problem::Blank { .. } => "à compléter".into(),
        Problem::TemplateUndefined { .. } => "n’existe pas".into(),
        _ => return None,
    })
}

fn said(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::UnquotedValue => "valeur à mettre entre guillemets droits",
        Mistake::Tab => "tabulation à remplacer par des espaces",
        Mistake::Indentation => "retrait différent des lignes voisines",
        Mistake::UnclosedQuote => "guillemet ouvert, jamais fermé",
        Mistake::UnclosedBracket => "crochet ou accolade sans son pendant",
        Mistake::MissingColon => "deux-points attendu après la clé",
        Mistake::MissingEquals => "signe = attendu après la clé",
        Mistake::MissingQuotes => "texte à mettre entre guillemets droits",
        Mistake::BadEscape => "barre oblique inverse inattendue",
        Mistake::Comma => "virgule manquante ou en trop",
        Mistake::Twice => "écrit deux fois",
    }
}

fn declaration(fault: &DeclarationFault) -> String {
    match fault {
        DeclarationFault::KindTaken { word, other } => format!("{} désigne déjà le type {}", quote(word), quote(other)),
        DeclarationFault::CommonKey { key } => format!("{} est déjà une clé de toutes les fiches", quote(key)),
        DeclarationFault::TaxonomyTaken { key, other } => {
            format!("{} est déjà une clé de la taxonomie {}", quote(key), quote(other))
        }
        DeclarationFault::HeadingTaken { heading } => {
            format!("la rubrique {} est déjà celle d’un autre rôle", quote(heading))
        }
        DeclarationFault::NoValues => "il manque `values`, la liste des valeurs permises".into(),
        DeclarationFault::NoFields => "il manque `fields`, les champs de cette table".into(),
    }
}
