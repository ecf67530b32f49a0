//! One of each problem, for the tests of whatever shows them. Only compiled in tests.
//!
//! `index` is an exhaustive match: a new variant does not compile until it is numbered there, and the test fails
//! until it has a sample.

use std::collections::BTreeSet;

use super::*;
use crate::source::{Encoding, FaultKind, Role};

/// One of each variant at least, and of each context, type and visibility where the words differ.
pub(super) fn samples() -> Vec<Problem> {
    let text = || "un\u{1b}[31m mot\n".to_owned();
    let near = || Some("voisin".to_owned());
    let words = || vec!["a".to_owned(), "b".to_owned()];
    let mut all = vec![
        Problem::UnclosedFrontMatter,
        Problem::Disagreement { key: "titre".into(), alias: "title".into() },
        Problem::LooseDate { written: "22/11/2026".into(), iso: "2026-11-22".into() },
        Problem::ForeignKey { key: "layout".into() },
        Problem::ForeignKey { key: "permalink".into() },
        Problem::MissingSummary,
        Problem::LongSummary { length: 1412, limit: 300 },
        Problem::NoSite { folder: "/tmp/x".into() },
        Problem::ThemeTooNew { theme: text(), needs: "2.0".into() },
        Problem::BadBaseUrl { url: text() },
        Problem::UrlCollision { url: "/a/".into(), other: "content/a.md".into() },
        Problem::BadUrl { url: text() },
        Problem::RedirectShadowed { url: "/a/".into(), by: "content/a.md".into() },
        Problem::AmbiguousLink { target: text(), candidates: words() },
        Problem::AmbiguousLink { target: text(), candidates: Vec::new() },
        Problem::LinkToDraft { target: text() },
        Problem::LinkCase { target: "Guide.md".into(), actual: "guide.md".into() },
        Problem::EmptyLink { hash: false },
        Problem::EmptyLink { hash: true },
        Problem::UndefinedReference { label: text() },
        Problem::ForbiddenScheme { url: "javascript:x".into() },
        Problem::LinkOutsideSite { target: text() },
        Problem::ExternalUnreachable { url: text(), reason: NoAnswer::Tls("délai dépassé.".into()) },
        Problem::ExternalMoved { url: text(), to: text() },
        Problem::UnreadableImage { target: text() },
        Problem::MissingAlt { target: "a.png".into() },
        Problem::ImagePosition { target: "a.jpg".into() },
        Problem::ExtraTitle,
        Problem::NoTitle,
        Problem::HeadingSkip { from: 2, to: 4 },
        Problem::HeadingSkip { from: 255, to: 255 },
        Problem::DuplicateId { id: "etapes".into() },
        Problem::TooDeep { limit: 100 },
        Problem::UnusedFootnote { name: text() },
        Problem::UnknownFootnote { name: text() },
        Problem::Math { message: "unexpected end.".into() },
        Problem::ListMarker { written: "•".into() },
        Problem::ForbiddenHtml { what: "<script>".into() },
        Problem::CleanedHtml { what: "style=".into() },
        Problem::UnclosedContainer { name: "note".into() },
        Problem::UnnamedContainer,
        Problem::ContainerAttributes { message: text() },
        Problem::IncludeLoop { chain: words() },
        Problem::DuplicateTerm { term: "AMO".into(), other: "content/glossaire.md".into() },
        Problem::TemplateSyntax { message: "unexpected `}`.".into() },
        Problem::TemplateFailed { message: text(), page: "content/a.md".into(), chain: words() },
        Problem::TemplateFailed { message: String::new(), page: String::new(), chain: Vec::new() },
        Problem::MissingString { key: "contents".into(), language: "en".into() },
        Problem::ForeignFolder { folder: "public".into() },
        Problem::OutputInsideInput { folder: "content".into() },
        Problem::DiskFull { path: "public/a.html".into() },
        Problem::ReadOnly { path: "public".into() },
        Problem::WriteFailed { path: "public/a.html".into(), reason: WriteFault::System("Input/output error.".into()) },
        Problem::OutputConflict { path: "A.png".into(), other: "a.png".into() },
    ];
    all.extend(
        [
            DeclarationFault::KindTaken { word: text(), other: text() },
            DeclarationFault::CommonKey { key: text() },
            DeclarationFault::TaxonomyTaken { key: text(), other: text() },
            DeclarationFault::HeadingTaken { heading: text() },
            DeclarationFault::NoValues,
            DeclarationFault::NoFields,
        ]
        .map(|fault| Problem::KindDeclaration { kind: "retour".into(), fault }),
    );
    for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252] {
        all.push(Problem::File(FaultKind::Decoded { encoding }));
    }
    all.extend(
        [
            FaultKind::Undecodable { offset: 1234 },
            FaultKind::Binary { offset: 0 },
            FaultKind::TooLarge { len: 100 << 20, limit: 32 << 20 },
            FaultKind::Special,
            FaultKind::LinkOutside { target: "/etc".into() },
            FaultKind::LinkLoop,
            FaultKind::Unreadable { reason: "Permission denied.".into() },
            FaultKind::SameName,
            FaultKind::BadPattern { pattern: "[a".into(), reason: text() },
            FaultKind::ShallowHistory { sheets: 1 },
            FaultKind::ShallowHistory { sheets: 1200 },
            FaultKind::HistoryUnreadable { reason: text() },
        ]
        .map(Problem::File),
    );
    use KeyContext::{Container, FrontMatter, Reuse, Site, Theme};
    for context in [FrontMatter, Site, Theme, Reuse, Container] {
        for message in ["tab cannot be used", "mapping values are not allowed", "misplaced bracket", "autre chose.", ""]
        {
            all.push(Problem::Syntax { context, message: message.into() });
        }
        all.push(Problem::DuplicateKey { context, key: "titre".into(), first: "titre".into() });
        all.push(Problem::DuplicateKey { context, key: "title".into(), first: "titre".into() });
        for nearest in [None, near()] {
            all.push(Problem::UnknownKey { context, key: text(), nearest });
        }
        for expected in expectations() {
            all.push(Problem::WrongValue { context, key: "poids".into(), expected, found: text(), nearest: None });
        }
        all.push(Problem::WrongValue {
            context,
            key: "statut".into(),
            expected: Expected::OneOf(words()),
            found: String::new(),
            nearest: near(),
        });
    }
    for nearest in [None, near()] {
        all.push(Problem::UnknownKind { kind: text(), nearest: nearest.clone() });
        all.push(Problem::UnknownTheme { theme: text(), nearest: nearest.clone() });
        all.push(Problem::UnknownCheck { pattern: text(), nearest: nearest.clone() });
        all.push(Problem::UnknownTaxonomy { name: text(), nearest: nearest.clone() });
        all.push(Problem::UnknownImageEntry { file: text(), nearest: nearest.clone() });
        all.push(Problem::UnknownContainer { name: text(), nearest: nearest.clone() });
        all.push(Problem::IncludeMissing { target: text(), nearest: nearest.clone() });
        all.push(Problem::TemplateMissing { name: text(), nearest: nearest.clone() });
        all.push(Problem::TemplateUndefined {
            name: text(),
            page: "content/a.md".into(),
            chain: words(),
            nearest: nearest.clone(),
        });
        for visibility in [Visibility::Published, Visibility::Draft] {
            all.push(Problem::BrokenLink { target: text(), nearest: nearest.clone(), visibility });
            all.push(Problem::BrokenFragment {
                page: text(),
                fragment: "#a".into(),
                nearest: nearest.clone(),
                visibility,
            });
            all.push(Problem::MissingImage { target: text(), nearest: nearest.clone(), visibility });
            all.push(Problem::MissingField { field: "duree".into(), kind: "procedure".into(), visibility });
            all.push(Problem::EmptySection { title: text(), visibility });
            all.push(Problem::Blank { written: "XXXX".into(), visibility });
        }
    }
    all.extend(
        [403, 404, 503, 418].map(|status| Problem::ExternalBroken { url: "https://exemple.fr/".into(), status }),
    );
    all.extend(
        ["texte", "paragraphe", "notes", "inclusions", "autre"].map(|what| Problem::TooLong { what, limit: 5_000 }),
    );
    all.extend(super::sheet::samples().into_iter().map(Problem::Sheet));
    all.extend(super::licence::samples().into_iter().map(Problem::Licence));
    all.extend(super::claim::samples().into_iter().map(Problem::Claim));
    all.extend(super::accessibility::samples().into_iter().map(Problem::Accessibility));
    all.extend(super::image::samples().into_iter().map(Problem::Image));
    all.extend(super::third_party::samples().into_iter().map(Problem::ThirdParty));
    all
}

fn expectations() -> Vec<Expected> {
    use Expected::{Boolean, Date, Duration, Integer, LanguageTag, List, Number, OneOf, Page, Table, Text, Url};
    let many = (0..20).map(|at| format!("valeur-{at}")).collect();
    vec![
        Text,
        Integer,
        Number,
        Boolean,
        Date,
        Duration,
        List,
        Table,
        OneOf(Vec::new()),
        OneOf(many),
        Url,
        LanguageTag,
        Page,
    ]
}

/// The number of a variant, from 0 without a gap.
fn index(problem: &Problem) -> usize {
    match problem {
        Problem::File(_) => 0,
        Problem::Syntax { .. } => 1,
        Problem::UnclosedFrontMatter => 2,
        Problem::UnknownKey { .. } => 3,
        Problem::WrongValue { .. } => 4,
        Problem::DuplicateKey { .. } => 5,
        Problem::Disagreement { .. } => 6,
        Problem::LooseDate { .. } => 7,
        Problem::ForeignKey { .. } => 8,
        Problem::MissingField { .. } => 9,
        Problem::MissingSummary => 10,
        Problem::LongSummary { .. } => 11,
        Problem::UnknownKind { .. } => 12,
        Problem::KindDeclaration { .. } => 13,
        Problem::NoSite { .. } => 14,
        Problem::UnknownTheme { .. } => 15,
        Problem::ThemeTooNew { .. } => 16,
        Problem::UnknownCheck { .. } => 17,
        Problem::BadBaseUrl { .. } => 18,
        Problem::UnknownTaxonomy { .. } => 19,
        Problem::UrlCollision { .. } => 20,
        Problem::BadUrl { .. } => 21,
        Problem::RedirectShadowed { .. } => 22,
        Problem::BrokenLink { .. } => 23,
        Problem::BrokenFragment { .. } => 24,
        Problem::AmbiguousLink { .. } => 25,
        Problem::LinkToDraft { .. } => 26,
        Problem::LinkCase { .. } => 27,
        Problem::EmptyLink { .. } => 28,
        Problem::UndefinedReference { .. } => 29,
        Problem::ForbiddenScheme { .. } => 30,
        Problem::LinkOutsideSite { .. } => 31,
        Problem::ExternalBroken { .. } => 32,
        Problem::ExternalUnreachable { .. } => 33,
        Problem::ExternalMoved { .. } => 34,
        Problem::MissingImage { .. } => 35,
        Problem::UnreadableImage { .. } => 36,
        Problem::MissingAlt { .. } => 37,
        Problem::ImagePosition { .. } => 74,
        Problem::UnknownImageEntry { .. } => 38,
        Problem::ExtraTitle => 39,
        Problem::NoTitle => 40,
        Problem::EmptySection { .. } => 41,
        Problem::Blank { .. } => 42,
        Problem::HeadingSkip { .. } => 43,
        Problem::DuplicateId { .. } => 44,
        Problem::TooDeep { .. } => 45,
        Problem::TooLong { .. } => 46,
        Problem::UnusedFootnote { .. } => 47,
        Problem::UnknownFootnote { .. } => 48,
        Problem::Math { .. } => 49,
        Problem::ListMarker { .. } => 50,
        Problem::ForbiddenHtml { .. } => 51,
        Problem::CleanedHtml { .. } => 52,
        Problem::UnknownContainer { .. } => 53,
        Problem::UnclosedContainer { .. } => 54,
        Problem::UnnamedContainer => 55,
        Problem::ContainerAttributes { .. } => 56,
        Problem::IncludeMissing { .. } => 57,
        Problem::IncludeLoop { .. } => 58,
        Problem::DuplicateTerm { .. } => 59,
        Problem::TemplateSyntax { .. } => 60,
        Problem::TemplateUndefined { .. } => 61,
        Problem::TemplateMissing { .. } => 62,
        Problem::TemplateFailed { .. } => 63,
        Problem::MissingString { .. } => 64,
        Problem::ForeignFolder { .. } => 65,
        Problem::OutputInsideInput { .. } => 66,
        Problem::DiskFull { .. } => 67,
        Problem::ReadOnly { .. } => 68,
        Problem::WriteFailed { .. } => 69,
        Problem::OutputConflict { .. } => 70,
        Problem::Sheet(_) => 71,
        Problem::Licence(_) => 72,
        Problem::ThirdParty(_) => 73,
        Problem::Accessibility(_) => 75,
        Problem::Claim(_) => 74,
        Problem::Image(_) => 76,
    }
}

/// How many variants `index` numbers: one more than its last number.
const VARIANTS: usize = 77;

#[test]
fn every_variant_and_every_code_has_a_sample() {
    let samples = samples();
    let variants: BTreeSet<usize> = samples.iter().map(index).collect();
    assert_eq!(variants, (0..VARIANTS).collect());
    let raised: BTreeSet<Code> = samples.iter().map(Problem::code).collect();
    let known: BTreeSet<Code> = CODES.iter().copied().collect();
    assert_eq!(raised, known, "codes of problems, and CODES");
    assert_eq!(known.len(), CODES.len(), "a code is listed twice");
}

/// A word of the other language in a message is a translation forgotten.
const ENGLISH_WORDS: &[&str] = &[" the ", " is ", " not ", " of "];
const FRENCH_WORDS: &[&str] = &[" le ", " la ", " les ", " est ", " une ", " pas "];

#[test]
fn words_are_well_set() {
    for problem in samples() {
        for language in [Language::French, Language::English] {
            let diagnostic = Diagnostic::nowhere(problem.clone());
            let title = diagnostic.title(language);
            assert!(!title.trim().is_empty() && !title.contains('\n'), "{problem:?}: {title:?}");
            assert!(!title.ends_with(['.', ' ', ':']), "{problem:?}: {title}");
            let help = diagnostic.help(language).unwrap_or_default();
            assert!(help.ends_with(['.', '?', '`']), "{problem:?}: {help}");
            let label = diagnostic.label(language).unwrap_or_default();
            assert!(!label.ends_with('.') && !label.contains('\n'), "{problem:?}: {label}");
            for text in [&title, &help, &label] {
                assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{problem:?}: {text:?}");
                // Outside code, the typography of the language.
                let prose: String = text.split('`').step_by(2).collect();
                assert!(!prose.contains('\''), "{problem:?}: {text}");
                let other = match language {
                    Language::French => {
                        for wrong in [" :", " ;", " ?", " !", "« ", " »"] {
                            assert!(!prose.contains(wrong), "{problem:?}: {text}");
                        }
                        ENGLISH_WORDS
                    }
                    Language::English => {
                        assert!(!prose.contains(['\u{ab}', '\u{bb}']), "{problem:?}: {text}");
                        FRENCH_WORDS
                    }
                };
                assert!(!other.iter().any(|word| prose.contains(word)), "{problem:?}: {text}");
            }
        }
    }
}

#[test]
fn every_renderer_shows_every_sample() {
    let file = SourceFile::in_memory("content/été.md", Role::Content, "---\ntitre: é\n---\n\nVoir [ici](x.md).\n");
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let mut all: Vec<(Severity, Diagnostic)> = Vec::new();
    for (at, problem) in samples().into_iter().enumerate() {
        all.push((severities[at % 3], Diagnostic::new(problem.clone(), &file, Span::new(at % 40, at % 40 + at % 7))));
        all.push((severities[at % 3], Diagnostic::nowhere(problem)));
    }
    for language in [Language::French, Language::English] {
        let plain = terminal(&all, language, Style::default());
        assert!(!plain.contains(['\u{1b}', '\u{e000}']));
        for (_, diagnostic) in &all {
            assert!(plain.contains(&format!("[{}]", diagnostic.code())));
        }
        assert!(terminal(&all, language, Style { color: true, width: 80, unicode: true }).contains('\u{1b}'));
        let read: serde_json::Value = serde_json::from_str(&json(&all, language)).expect("valid JSON");
        assert_eq!(read["diagnostics"].as_array().map(Vec::len), Some(all.len()));
        assert_eq!(github(&all, language).lines().count(), all.len());
        let read: serde_json::Value = serde_json::from_str(&sarif(&all, language)).expect("valid JSON");
        assert_eq!(read["runs"][0]["results"].as_array().map(Vec::len), Some(all.len()));
        assert!(!summary(&all, language).is_empty());
    }
}
