//! Every problem Classeur can report, as data with typed fields. No words here: see `fr.rs` and `en.rs`.
//!
//! To add one: a variant here, its code and severity below, its text in both languages (they do not compile without),
//! its story in `explain.rs`, a fixture in `tests/sites/diagnostics/`.

use super::{
    AccessibilityFault, ClaimFault, Code, ImageFault, LicenceFault, NoAnswer, Severity, SheetFault, ThirdPartyFault,
    WriteFault,
};
use crate::source::{Encoding, FaultKind};

/// Whether the sheet a problem is on is published: some problems are errors there and warnings on a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// `validee`, `a-revoir` or `archivee`.
    Published,
    /// `brouillon` or `en-relecture`.
    Draft,
}

/// Where a key was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyContext {
    /// A sheet's front matter.
    FrontMatter,
    /// `site.toml`.
    Site,
    /// `theme.toml`.
    Theme,
    /// `REUSE.toml`, or a file's `.license`.
    Reuse,
    /// A container's attributes.
    Container,
}

/// What a value should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A date.
    Date,
    /// A duration such as `12 mois`.
    Duration,
    /// A list.
    List,
    /// A table of keys.
    Table,
    /// One of these words.
    OneOf(Vec<String>),
    /// A URL path or an absolute URL.
    Url,
    /// A language tag.
    LanguageTag,
    /// A reference to a page.
    Page,
}

/// What is wrong in the declaration of a kind or of a taxonomy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclarationFault {
    /// A name that already means another kind.
    KindTaken {
        /// The name.
        word: String,
        /// The kind that has it.
        other: String,
    },
    /// A key that every sheet has with a meaning of its own.
    CommonKey {
        /// The key.
        key: String,
    },
    /// A key that is another taxonomy's.
    TaxonomyTaken {
        /// The key.
        key: String,
        /// The taxonomy that has it.
        other: String,
    },
    /// A heading that already means another role.
    HeadingTaken {
        /// The heading.
        heading: String,
    },
    /// An enumeration without `values`.
    NoValues,
    /// A table without `fields`.
    NoFields,
}

/// One problem.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the fields are what their names say; the words are in fr.rs and en.rs")]
pub enum Problem {
    // fichier/
    File(FaultKind),

    // config/ and entete/
    Syntax {
        context: KeyContext,
        message: String,
    },
    UnclosedFrontMatter,
    UnknownKey {
        context: KeyContext,
        key: String,
        nearest: Option<String>,
    },
    WrongValue {
        context: KeyContext,
        key: String,
        expected: Expected,
        found: String,
        nearest: Option<String>,
    },
    /// The same key twice, or a key and its alias with one value.
    DuplicateKey {
        context: KeyContext,
        key: String,
        first: String,
    },
    /// A key and its alias that say different things.
    Disagreement {
        key: String,
        alias: String,
    },
    /// A date understood, but not written as ISO.
    LooseDate {
        written: String,
        iso: String,
    },
    /// `layout` and the like: another tool's.
    ForeignKey {
        key: String,
    },
    MissingField {
        field: String,
        kind: String,
        visibility: Visibility,
    },
    MissingSummary,
    LongSummary {
        length: usize,
        limit: usize,
    },
    UnknownKind {
        kind: String,
        nearest: Option<String>,
    },
    KindDeclaration {
        kind: String,
        fault: DeclarationFault,
    },
    NoSite {
        folder: String,
    },
    UnknownTheme {
        theme: String,
        nearest: Option<String>,
    },
    ThemeTooNew {
        theme: String,
        needs: String,
    },
    UnknownCheck {
        pattern: String,
        nearest: Option<String>,
    },
    BadBaseUrl {
        url: String,
    },
    UnknownTaxonomy {
        name: String,
        nearest: Option<String>,
    },

    // adresse/
    UrlCollision {
        url: String,
        other: String,
    },
    BadUrl {
        url: String,
    },
    RedirectShadowed {
        url: String,
        by: String,
    },

    // lien/
    BrokenLink {
        target: String,
        nearest: Option<String>,
        visibility: Visibility,
    },
    BrokenFragment {
        page: String,
        fragment: String,
        nearest: Option<String>,
        visibility: Visibility,
    },
    AmbiguousLink {
        target: String,
        candidates: Vec<String>,
    },
    LinkToDraft {
        target: String,
    },
    LinkCase {
        target: String,
        actual: String,
    },
    EmptyLink {
        /// It has `#` for a destination, as a place that is not written yet, or as the top of the page.
        hash: bool,
    },
    UndefinedReference {
        label: String,
    },
    ForbiddenScheme {
        url: String,
    },
    LinkOutsideSite {
        target: String,
    },
    ExternalBroken {
        url: String,
        status: u16,
    },
    ExternalUnreachable {
        url: String,
        reason: NoAnswer,
    },
    ExternalMoved {
        url: String,
        to: String,
    },

    // image/
    MissingImage {
        target: String,
        nearest: Option<String>,
        visibility: Visibility,
    },
    UnreadableImage {
        target: String,
    },
    MissingAlt {
        target: String,
    },
    ImagePosition {
        target: String,
    },
    UnknownImageEntry {
        file: String,
        nearest: Option<String>,
    },

    // texte/
    ExtraTitle,
    NoTitle,
    EmptySection {
        title: String,
        visibility: Visibility,
    },
    Blank {
        written: String,
        visibility: Visibility,
    },
    HeadingSkip {
        from: u8,
        to: u8,
    },
    DuplicateId {
        id: String,
    },
    TooDeep {
        limit: usize,
    },
    TooLong {
        what: &'static str,
        limit: usize,
    },
    UnusedFootnote {
        name: String,
    },
    UnknownFootnote {
        name: String,
    },
    Math {
        message: String,
    },
    ListMarker {
        written: String,
    },

    // html/
    ForbiddenHtml {
        what: String,
    },
    CleanedHtml {
        what: String,
    },

    /// accessibilite/: what the site claims of itself.
    Claim(ClaimFault),

    /// tiers/: what other sites would be asked for.
    ThirdParty(ThirdPartyFault),
    /// Something inside an image.
    Image(ImageFault),

    /// image/, lien/, texte/: what some readers cannot follow.
    Accessibility(AccessibilityFault),

    // bloc/
    UnknownContainer {
        name: String,
        nearest: Option<String>,
    },
    UnclosedContainer {
        name: String,
    },
    UnnamedContainer,
    ContainerAttributes {
        message: String,
    },
    IncludeMissing {
        target: String,
        nearest: Option<String>,
    },
    IncludeLoop {
        chain: Vec<String>,
    },

    /// procedure/, benchmark/, modele/: a sheet of its kind.
    Sheet(SheetFault),

    /// licence/: what may be reused, and how.
    Licence(LicenceFault),

    // glossaire/
    DuplicateTerm {
        term: String,
        other: String,
    },

    // gabarit/ (templates)
    TemplateSyntax {
        message: String,
    },
    TemplateUndefined {
        name: String,
        page: String,
        chain: Vec<String>,
        nearest: Option<String>,
    },
    TemplateMissing {
        name: String,
        nearest: Option<String>,
    },
    TemplateFailed {
        message: String,
        page: String,
        chain: Vec<String>,
    },
    MissingString {
        key: String,
        language: String,
    },

    // publication/
    ForeignFolder {
        folder: String,
    },
    OutputInsideInput {
        folder: String,
    },
    DiskFull {
        path: String,
    },
    ReadOnly {
        path: String,
    },
    WriteFailed {
        path: String,
        reason: WriteFault,
    },
    OutputConflict {
        path: String,
        other: String,
    },
}

use Severity::{Error, Note, Warning};

impl Problem {
    /// The stable code.
    pub fn code(&self) -> Code {
        use KeyContext::{Container, FrontMatter, Reuse, Site, Theme};
        Code::new(match self {
            Problem::File(kind) => match kind {
                FaultKind::Decoded { .. } => "fichier/encodage",
                FaultKind::Undecodable { .. } => "fichier/illisible",
                FaultKind::Binary { .. } => "fichier/binaire",
                FaultKind::TooLarge { .. } => "fichier/trop-gros",
                FaultKind::Special => "fichier/special",
                FaultKind::LinkOutside { .. } => "fichier/lien-hors-du-site",
                FaultKind::LinkLoop => "fichier/lien-en-boucle",
                FaultKind::Unreadable { .. } => "fichier/acces",
                FaultKind::SameName => "fichier/meme-nom",
                FaultKind::BadPattern { .. } => "fichier/motif",
                FaultKind::ShallowHistory { .. } => "fichier/historique-partiel",
                FaultKind::HistoryUnreadable { .. } => "fichier/historique-illisible",
            },
            Problem::Syntax { context: FrontMatter, .. } => "entete/syntaxe",
            Problem::Syntax { context: Site, .. } => "config/syntaxe",
            Problem::Syntax { context: Theme, .. } => "theme/syntaxe",
            Problem::Syntax { context: Reuse, .. }
            | Problem::UnknownKey { context: Reuse, .. }
            | Problem::WrongValue { context: Reuse, .. }
            | Problem::DuplicateKey { context: Reuse, .. } => "licence/reuse",
            Problem::Syntax { context: Container, .. } => "bloc/attributs",
            Problem::UnclosedFrontMatter => "entete/non-fermee",
            Problem::UnknownKey { context: FrontMatter, .. } => "entete/cle-inconnue",
            Problem::UnknownKey { context: Site, .. } => "config/cle-inconnue",
            Problem::UnknownKey { context: Theme, .. } => "theme/cle-inconnue",
            Problem::UnknownKey { context: Container, .. } => "bloc/cle-inconnue",
            Problem::WrongValue { context: FrontMatter, .. } => "entete/valeur",
            Problem::WrongValue { context: Site, .. } => "config/valeur",
            Problem::WrongValue { context: Theme, .. } => "theme/valeur",
            Problem::WrongValue { context: Container, .. } => "bloc/attributs",
            Problem::DuplicateKey { context: FrontMatter, .. } => "entete/doublon",
            Problem::DuplicateKey { .. } => "config/doublon",
            Problem::Disagreement { .. } => "entete/desaccord",
            Problem::LooseDate { .. } => "entete/date",
            Problem::ForeignKey { .. } => "entete/autre-outil",
            Problem::MissingField { .. } => "entete/champ-requis",
            Problem::MissingSummary => "entete/resume-absent",
            Problem::LongSummary { .. } => "entete/resume-long",
            Problem::UnknownKind { .. } => "entete/type-inconnu",
            Problem::KindDeclaration { .. } => "config/type",
            Problem::NoSite { .. } => "config/site-introuvable",
            Problem::UnknownTheme { .. } => "theme/introuvable",
            Problem::ThemeTooNew { .. } => "theme/version",
            Problem::UnknownCheck { .. } => "config/controle-inconnu",
            Problem::BadBaseUrl { .. } => "config/adresse",
            Problem::UnknownTaxonomy { .. } => "config/taxonomie",
            Problem::UrlCollision { .. } => "adresse/collision",
            Problem::BadUrl { .. } => "adresse/invalide",
            Problem::RedirectShadowed { .. } => "adresse/redirection",
            Problem::BrokenLink { .. } => "lien/introuvable",
            Problem::BrokenFragment { .. } => "lien/ancre",
            Problem::AmbiguousLink { .. } => "lien/ambigu",
            Problem::LinkToDraft { .. } => "lien/brouillon",
            Problem::LinkCase { .. } => "lien/casse",
            Problem::EmptyLink { .. } => "lien/vide",
            Problem::UndefinedReference { .. } => "lien/reference",
            Problem::ForbiddenScheme { .. } => "lien/interdit",
            Problem::LinkOutsideSite { .. } => "lien/hors-du-site",
            Problem::ExternalBroken { .. } => "lien/externe",
            Problem::ExternalUnreachable { .. } => "lien/injoignable",
            Problem::ExternalMoved { .. } => "lien/deplace",
            Problem::MissingImage { .. } => "image/introuvable",
            Problem::UnreadableImage { .. } => "image/illisible",
            Problem::MissingAlt { .. } => "image/sans-alternative",
            Problem::ImagePosition { .. } => "image/position",
            Problem::UnknownImageEntry { .. } => "image/inconnue",
            Problem::ExtraTitle => "texte/titre-en-trop",
            Problem::NoTitle => "texte/sans-titre",
            Problem::EmptySection { .. } => "texte/section-vide",
            Problem::Blank { .. } => "texte/a-completer",
            Problem::HeadingSkip { .. } => "texte/niveau-saute",
            Problem::DuplicateId { .. } => "texte/ancre-en-double",
            Problem::TooDeep { .. } => "texte/trop-profond",
            Problem::TooLong { .. } => "texte/trop-long",
            Problem::UnusedFootnote { .. } => "texte/note-inutile",
            Problem::UnknownFootnote { .. } => "texte/note-inconnue",
            Problem::Math { .. } => "texte/formule",
            Problem::ListMarker { .. } => "texte/numerotation",
            Problem::ForbiddenHtml { .. } => "html/interdit",
            Problem::CleanedHtml { .. } => "html/nettoye",
            Problem::UnknownContainer { .. } => "bloc/inconnu",
            Problem::UnclosedContainer { .. } => "bloc/non-ferme",
            Problem::UnnamedContainer => "bloc/sans-nom",
            Problem::ContainerAttributes { .. } => "bloc/attributs",
            Problem::IncludeMissing { .. } => "bloc/inclusion",
            Problem::IncludeLoop { .. } => "bloc/boucle",
            Problem::Claim(fault) => fault.code(),
            Problem::ThirdParty(fault) => fault.code(),
            Problem::Image(fault) => fault.code(),
            Problem::Accessibility(fault) => fault.code(),
            Problem::Sheet(fault) => fault.code(),
            Problem::Licence(fault) => fault.code(),
            Problem::DuplicateTerm { .. } => "glossaire/doublon",
            Problem::TemplateSyntax { .. } => "gabarit/syntaxe",
            Problem::TemplateUndefined { .. } => "gabarit/indefini",
            Problem::TemplateMissing { .. } => "gabarit/introuvable",
            Problem::TemplateFailed { .. } => "gabarit/echec",
            Problem::MissingString { .. } => "theme/traduction",
            Problem::ForeignFolder { .. } => "publication/dossier-etranger",
            Problem::OutputInsideInput { .. } => "publication/dossier-source",
            Problem::DiskFull { .. } => "publication/disque-plein",
            Problem::ReadOnly { .. } => "publication/lecture-seule",
            Problem::WriteFailed { .. } => "publication/ecriture",
            Problem::OutputConflict { .. } => "publication/conflit",
        })
    }

    /// How serious it is unless the site says otherwise.
    pub fn severity(&self) -> Severity {
        match self {
            Problem::File(FaultKind::Decoded { encoding: Encoding::Utf8 }) => Note,
            Problem::File(
                FaultKind::Decoded { .. }
                | FaultKind::Special
                | FaultKind::LinkOutside { .. }
                | FaultKind::LinkLoop
                | FaultKind::ShallowHistory { .. }
                | FaultKind::HistoryUnreadable { .. },
            ) => Warning,
            Problem::File(_) => Error,
            Problem::ForeignKey { .. } => Note,
            Problem::Syntax { .. } | Problem::UnclosedFrontMatter | Problem::Disagreement { .. } => Error,
            Problem::UnknownKey { .. } | Problem::DuplicateKey { .. } | Problem::LooseDate { .. } => Warning,
            Problem::WrongValue { .. } | Problem::UnknownKind { .. } | Problem::KindDeclaration { .. } => Error,
            Problem::MissingField { visibility, .. }
            | Problem::BrokenLink { visibility, .. }
            | Problem::BrokenFragment { visibility, .. }
            | Problem::MissingImage { visibility, .. }
            | Problem::Blank { visibility, .. } => match visibility {
                Visibility::Published => Error,
                Visibility::Draft => Warning,
            },
            Problem::EmptySection { .. } | Problem::MissingSummary | Problem::LongSummary { .. } => Warning,
            Problem::NoSite { .. }
            | Problem::UnknownTheme { .. }
            | Problem::ThemeTooNew { .. }
            | Problem::BadBaseUrl { .. } => Error,
            Problem::UnknownCheck { .. } | Problem::UnknownTaxonomy { .. } => Warning,
            Problem::UrlCollision { .. } | Problem::BadUrl { .. } => Error,
            Problem::RedirectShadowed { .. } => Warning,
            Problem::AmbiguousLink { .. }
            | Problem::LinkToDraft { .. }
            | Problem::ForbiddenScheme { .. }
            | Problem::LinkOutsideSite { .. } => Error,
            Problem::EmptyLink { hash: false } => Error,
            Problem::LinkCase { .. } | Problem::EmptyLink { hash: true } | Problem::UndefinedReference { .. } => {
                Warning
            }
            Problem::ExternalBroken { .. } => Error,
            Problem::ExternalUnreachable { .. } | Problem::ExternalMoved { .. } => Warning,
            Problem::UnreadableImage { .. }
            | Problem::MissingAlt { .. }
            | Problem::ImagePosition { .. }
            | Problem::UnknownImageEntry { .. } => Warning,
            Problem::ExtraTitle
            | Problem::NoTitle
            | Problem::HeadingSkip { .. }
            | Problem::DuplicateId { .. }
            | Problem::UnusedFootnote { .. }
            | Problem::UnknownFootnote { .. }
            | Problem::ListMarker { .. } => Warning,
            Problem::TooDeep { .. } | Problem::TooLong { .. } | Problem::Math { .. } => Error,
            Problem::ForbiddenHtml { .. } => Error,
            Problem::CleanedHtml { .. } => Warning,
            Problem::UnknownContainer { .. } | Problem::UnclosedContainer { .. } | Problem::UnnamedContainer => Error,
            Problem::ContainerAttributes { .. } | Problem::IncludeMissing { .. } | Problem::IncludeLoop { .. } => Error,
            Problem::Claim(fault) => fault.severity(),
            Problem::ThirdParty(fault) => fault.severity(),
            Problem::Image(fault) => fault.severity(),
            Problem::Accessibility(fault) => fault.severity(),
            Problem::Sheet(fault) => fault.severity(),
            Problem::Licence(fault) => fault.severity(),
            Problem::DuplicateTerm { .. } => Warning,
            Problem::TemplateSyntax { .. }
            | Problem::TemplateUndefined { .. }
            | Problem::TemplateMissing { .. }
            | Problem::TemplateFailed { .. } => Error,
            Problem::MissingString { .. } => Warning,
            Problem::ForeignFolder { .. }
            | Problem::OutputInsideInput { .. }
            | Problem::DiskFull { .. }
            | Problem::ReadOnly { .. }
            | Problem::WriteFailed { .. }
            | Problem::OutputConflict { .. } => Error,
        }
    }
}
