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
        Problem::IncludeMissing { .. } => "not found".into(),
        Problem::Sheet(fault) => return super::sheet::label(fault),
        Problem::Licence(fault) => return super::licence::label(fault),
        Problem::UnclosedFrontMatter | Problem::UnclosedContainer { .. } => "opened here".into(),
        Problem::UnknownKey { .. } => "unknown key".into(),
        Problem::WrongValue { expected, .. } => match expected {
            Expected::Text => "a text is expected",
            Expected::Integer => "a whole number is expected",
            Expected::Number => "a number is expected",
            Expected::Boolean => "`true` or `false` is expected",
            Expected::Date => "a date is expected",
            Expected::Duration => "a duration is expected",
            Expected::List => "a list is expected",
            Expected::Table => "keys are expected",
            Expected::OneOf(_) => "unknown value",
            Expected::Url => "an address is expected",
            Expected::LanguageTag => "a language code is expected",
            Expected::Page => "a page is expected",
        }
        .into(),
        Problem::LooseDate { iso, .. } => format!("understood as {}", quote(iso)),
        Problem::Disagreement { .. } | Problem::UrlCollision { .. } => "to be chosen".into(),
        Problem::BrokenLink { .. }
        | Problem::MissingImage { .. }
        | Problem::UnknownTheme { .. }
        | Problem::TemplateMissing { .. } => "not found".into(),
        Problem::BrokenFragment { .. } => "anchor not found".into(),
        Problem::LinkToDraft { .. } => "unpublished sheet".into(),
        Problem::MissingAlt { .. } => "image without a description".into(),
        Problem::EmptySection { .. } => "nothing under this heading".into(),
        Problem::Blank { .. } => "to be filled in".into(),
        Problem::TemplateUndefined { .. } => "does not exist".into(),
        _ => return None,
    })
}

fn said(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::UnquotedValue => "value to be put in straight quotes",
        Mistake::Tab => "tab to be replaced with spaces",
        Mistake::Indentation => "indented differently from the lines around",
        Mistake::UnclosedQuote => "quote opened, never closed",
        Mistake::UnclosedBracket => "bracket or brace without its counterpart",
        Mistake::MissingColon => "colon expected after the key",
        Mistake::MissingEquals => "= sign expected after the key",
        Mistake::MissingQuotes => "text to be put in straight quotes",
        Mistake::BadEscape => "unexpected backslash",
        Mistake::Comma => "comma missing, or one too many",
        Mistake::Twice => "written twice",
    }
}

fn declaration(fault: &DeclarationFault) -> String {
    match fault {
        DeclarationFault::KindTaken { word, other } => {
            format!("{} already names the kind {}", quote(word), quote(other))
        }
        DeclarationFault::CommonKey { key } => format!("{} is already a key of every sheet", quote(key)),
        DeclarationFault::TaxonomyTaken { key, other } => {
            format!("{} is already a key of the taxonomy {}", quote(key), quote(other))
        }
        DeclarationFault::HeadingTaken { heading } => {
            format!("the heading {} already has another role", quote(heading))
        }
        DeclarationFault::NoValues => "`values`, the list of what is allowed, is missing".into(),
        DeclarationFault::NoFields => "`fields`, what the table holds, is missing".into(),
    }
}
