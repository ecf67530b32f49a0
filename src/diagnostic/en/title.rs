//! What was found, one line a problem.

use crate::diagnostic::wording::{chain, message, number, one_line, quote, size};
use crate::diagnostic::{Expected, KeyContext, Language, Problem};
use crate::source::{Encoding, FaultKind};

/// One sentence that says what was found.
pub(in crate::diagnostic) fn title(problem: &Problem) -> String {
    match problem {
        Problem::Sheet(fault) => super::sheet::title(fault),
        Problem::Claim(fault) => super::claim::title(fault),
        Problem::Licence(fault) => super::licence::title(fault),
        Problem::Image(fault) => super::image::title(fault),
        Problem::ThirdParty(fault) => super::third_party::title(fault),
        Problem::Accessibility(fault) => super::accessibility::title(fault),
        Problem::File(kind) => file(kind),

        Problem::Syntax { context, .. } => match context {
            KeyContext::FrontMatter => "The sheet’s front matter cannot be read".into(),
            KeyContext::Site => "The site’s configuration cannot be read".into(),
            KeyContext::Theme => "The theme’s configuration cannot be read".into(),
            KeyContext::Reuse => "This file of licences cannot be read".into(),
            KeyContext::Container => "The attributes of this container cannot be read".into(),
        },
        Problem::UnclosedFrontMatter => "The sheet’s front matter is not closed".into(),
        Problem::UnknownKey { context, key, .. } => match context {
            KeyContext::FrontMatter => format!("There is no key {} in a sheet’s front matter", quote(key)),
            KeyContext::Site => format!("There is no key {} in a site’s configuration", quote(key)),
            KeyContext::Theme => format!("There is no key {} in a theme’s configuration", quote(key)),
            KeyContext::Reuse => format!("There is no key {} in `REUSE.toml`", quote(key)),
            KeyContext::Container => format!("This container has no attribute {}", quote(key)),
        },
        Problem::WrongValue { key, expected, found, .. } => wrong_value(key, expected, found),
        Problem::DuplicateKey { key, first, .. } if key == first => format!("The key {} is written twice", quote(key)),
        Problem::DuplicateKey { key, first, .. } => {
            format!("The keys {} and {} are two names of the same one", quote(first), quote(key))
        }
        Problem::Disagreement { key, alias } => {
            format!("{} and {} are two names of the same key, but their values differ", quote(key), quote(alias))
        }
        Problem::LooseDate { written, .. } => format!("The date {} is not written year-month-day", quote(written)),
        Problem::ForeignKey { key } => format!("The key {} belongs to another tool and has no effect", quote(key)),
        Problem::MissingField { field, kind, .. } => {
            format!("The field {} is missing from this sheet of kind {}", quote(field), quote(kind))
        }
        Problem::MissingSummary => "This sheet has no summary".into(),
        Problem::LongSummary { length, limit } => {
            format!("The summary is {} characters long, for {} at most", count(*length), count(*limit))
        }
        Problem::UnknownKind { kind, .. } => format!("There is no kind of sheet {}", quote(kind)),
        Problem::KindDeclaration { kind, .. } => format!("The declaration of {} needs mending", quote(kind)),
        Problem::NoSite { folder } => format!("The folder {} does not hold a site", quote(folder)),
        Problem::UnknownTheme { theme, .. } => format!("The theme {} cannot be found", quote(theme)),
        Problem::ThemeTooNew { theme, needs } => {
            format!("The theme {} needs Classeur {} or later", quote(theme), one_line(needs))
        }
        Problem::UnknownCheck { pattern, .. } => format!("There is no check {}", quote(pattern)),
        Problem::BadBaseUrl { url } => format!("{} is not a complete address for the site", quote(url)),
        Problem::UnknownTaxonomy { name, .. } => format!("The taxonomy {} is not declared", quote(name)),

        Problem::UrlCollision { url, other } => format!("The address {} is also that of {}", quote(url), quote(other)),
        Problem::BadUrl { url } => format!("{} cannot be the address of a page", quote(url)),
        Problem::RedirectShadowed { url, by } => {
            format!("The old address {} is that of a current page, {}", quote(url), quote(by))
        }

        Problem::BrokenLink { target, .. } => format!("The link leads to {}, which does not exist", quote(target)),
        Problem::BrokenFragment { page, fragment, .. } => {
            format!("The page {} has no heading or anchor {}", quote(page), anchor(fragment))
        }
        Problem::AmbiguousLink { target, .. } => format!("The link {} may mean several pages", quote(target)),
        Problem::LinkToDraft { target } => format!("The link leads to {}, which is not published", quote(target)),
        Problem::LinkCase { target, actual } => {
            format!("The link is written {}, but the file is called {}", quote(target), quote(actual))
        }
        Problem::EmptyLink { .. } => "This link lacks its text or its destination".into(),
        Problem::UndefinedReference { label } => {
            format!("The reference {} is not defined anywhere", quote(&format!("[{label}]")))
        }
        Problem::ForbiddenScheme { url } => format!("The address {} is not allowed in a link", quote(url)),
        Problem::LinkOutsideSite { target } => format!("The link {} leaves the site’s folder", quote(target)),
        Problem::ExternalBroken { url, status } => format!("The site answers {} with error {status}", quote(url)),
        Problem::ExternalUnreachable { url, .. } => format!("The site does not answer at {}", quote(url)),
        Problem::ExternalMoved { url, to } => format!("The page {} has moved to {}", quote(url), quote(to)),

        Problem::MissingImage { target, .. } => format!("The image {} does not exist", quote(target)),
        Problem::UnreadableImage { target } => {
            format!("The file {} is not an image that Classeur can read", quote(target))
        }
        Problem::MissingAlt { target } => format!("The image {} has no text alternative", quote(target)),
        Problem::ImagePosition { target } => format!("The photo {} tells where it was taken", quote(target)),
        Problem::UnknownImageEntry { file, .. } => {
            format!("The front matter describes {}, which is not an image of this sheet", quote(file))
        }

        Problem::ExtraTitle => "This page has a second level-1 heading".into(),
        Problem::NoTitle => "This sheet has no title".into(),
        Problem::EmptySection { title, .. } => format!("The section “{}” is empty", one_line(title)),
        Problem::Blank { written, .. } => format!("A passage is still to be filled in: {}", quote(written)),
        Problem::HeadingSkip { from, to } => format!("This heading goes from level {from} to level {to}"),
        Problem::DuplicateId { id } => format!("The anchor {} is already used on this page", anchor(id)),
        Problem::TooDeep { limit } => format!("This passage is nested too deep (more than {} levels)", count(*limit)),
        Problem::TooLong { what, limit } => too_long(what, *limit),
        Problem::UnusedFootnote { name } => {
            format!("The footnote {} is not referred to anywhere in the text", quote(&format!("[^{name}]")))
        }
        Problem::UnknownFootnote { name } => format!("The footnote {} has no text", quote(&format!("[^{name}]"))),
        Problem::Math { .. } => "This formula cannot be read".into(),
        Problem::ListMarker { written } => format!("{} does not begin a list in Markdown", quote(written)),

        Problem::ForbiddenHtml { what } => format!("This HTML is not allowed in a sheet: {}", quote(what)),
        Problem::CleanedHtml { what } => format!("This formatting was removed: {}", quote(what)),

        Problem::UnknownContainer { name, .. } => format!("There is no container {}", quote(&format!("::: {name}"))),
        Problem::UnclosedContainer { name } => format!("The container {} is not closed", quote(&format!("::: {name}"))),
        Problem::UnnamedContainer => "This `:::` container has no name".into(),
        Problem::ContainerAttributes { .. } => "The attributes of this container cannot be read".into(),
        Problem::IncludeMissing { target, .. } if target.is_empty() => {
            "This container does not say which file to include".into()
        }
        Problem::IncludeMissing { target, .. } => {
            format!("The file to include, {}, does not exist or is no sheet", quote(target))
        }
        Problem::IncludeLoop { chain: steps } => format!("These files include one another in a loop: {}", chain(steps)),

        Problem::DuplicateTerm { term, other } => {
            format!("The term “{}” is already defined in {}", one_line(term), quote(other))
        }

        Problem::TemplateSyntax { .. } => "This template cannot be read".into(),
        Problem::TemplateUndefined { name, .. } => format!("The template uses {}, which does not exist", quote(name)),
        Problem::TemplateMissing { name, .. } => format!("The template {} cannot be found", quote(name)),
        Problem::TemplateFailed { page, .. } => format!("The template could not make the page {}", quote(page)),
        Problem::MissingString { key, language } => {
            format!("The text {} is not translated into {}", quote(key), quote(language))
        }

        Problem::ForeignFolder { folder } => {
            format!("The folder {} holds files that Classeur did not write", quote(folder))
        }
        Problem::OutputInsideInput { folder } => {
            format!("The output folder {} overlaps the site’s sources", quote(folder))
        }
        Problem::DiskFull { path } => format!("There is no room left on the disk to write {}", quote(path)),
        Problem::ReadOnly { path } => format!("{} is write-protected", quote(path)),
        Problem::WriteFailed { path, reason } => {
            format!("{} could not be written: {}", quote(path), super::cause::write_fault(reason))
        }
        Problem::OutputConflict { path, other } => {
            format!("{} and {} would be written to the same place", quote(path), quote(other))
        }
    }
}

fn file(kind: &FaultKind) -> String {
    match kind {
        FaultKind::Decoded { encoding } => match encoding {
            Encoding::Utf8 => "This file is written in UTF-8".into(),
            Encoding::Utf16Le | Encoding::Utf16Be => "This file is written in UTF-16, not UTF-8".into(),
            Encoding::Windows1252 => "This file is written in Windows-1252, not UTF-8".into(),
        },
        FaultKind::Undecodable { offset } => {
            format!("The encoding of this text is not recognised (byte {})", count(*offset))
        }
        FaultKind::Binary { offset } => format!("This file is not a text (null character at byte {})", count(*offset)),
        FaultKind::TooLarge { len, limit } => {
            format!("This text is {}, for {} at most", size(*len, Language::English), size(*limit, Language::English))
        }
        FaultKind::Special => "This is not a file but a pipe, a socket or a device".into(),
        FaultKind::LinkOutside { target } => {
            format!("This symbolic link leaves the site’s folder, for {}", quote(target))
        }
        FaultKind::LinkLoop => "This symbolic link goes round in a loop or leads nowhere".into(),
        FaultKind::Unreadable { reason } => format!("This file could not be read: {}", message(reason)),
        FaultKind::SameName => "Two files have this name, one with composed accents, the other without".into(),
        FaultKind::BadPattern { pattern, .. } => format!("The pattern {} cannot be read", quote(pattern)),
        FaultKind::ShallowHistory { sheets: 1 } => "A sheet has no date of update: the git clone is shallow".into(),
        FaultKind::ShallowHistory { sheets } => {
            format!("{} sheets have no date of update: the git clone is shallow", count(*sheets))
        }
        FaultKind::HistoryUnreadable { reason } => {
            format!("git could not read the history of the site: {}", message(reason))
        }
    }
}

fn wrong_value(key: &str, expected: &Expected, found: &str) -> String {
    let key = quote(key);
    if found.trim().is_empty() {
        return format!("{key} is empty");
    }
    let found = quote(found);
    match expected {
        Expected::Text => format!("{key} takes a text, not {found}"),
        Expected::Integer => format!("{key} takes a whole number, not {found}"),
        Expected::Number => format!("{key} takes a number, not {found}"),
        Expected::Boolean => format!("{key} takes `true` or `false`, not {found}"),
        Expected::Date => format!("{key} takes a date, not {found}"),
        Expected::Duration => format!("{key} takes a duration, not {found}"),
        Expected::List => format!("{key} takes a list, not {found}"),
        Expected::Table => format!("{key} takes keys and their values, not {found}"),
        Expected::OneOf(_) => format!("{key} does not accept the value {found}"),
        Expected::Url => format!("{key} takes an address, not {found}"),
        Expected::LanguageTag => format!("{key} takes a language code, not {found}"),
        Expected::Page => format!("{key} takes the path of a page, not {found}"),
    }
}

/// What is too long is one of the reader's own words (`markdown::limits`); lengths are in bytes.
fn too_long(what: &str, limit: usize) -> String {
    match what {
        "texte" => format!("This text is too long (more than {})", size(limit as u64, Language::English)),
        "paragraphe" => format!("This paragraph is too long (more than {})", size(limit as u64, Language::English)),
        "inclusions" => {
            format!("Includes make this page too long (more than {})", size(limit as u64, Language::English))
        }
        "notes" => format!("This text has too many footnote references (more than {})", count(limit)),
        other => format!("This passage is over a limit ({}: {})", one_line(other), count(limit)),
    }
}

fn anchor(id: &str) -> String {
    quote(&format!("#{}", id.trim_start_matches('#')))
}

fn count(value: usize) -> String {
    number(value as u64, Language::English)
}
