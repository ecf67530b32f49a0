//! Kinds of sheet: what a declaration says, and how a kind or a role is found by the words authors write.
//!
//! Knows no kind by name but `page`: the built-in ones are data, in `kinds.toml` beside this file.

use crate::diagnostic::fold_key;
use crate::source::Span;

use super::Status;

/// A text in several languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocalText {
    /// Language tag → text; at least one. `und` is the tag of a text written without one.
    pub texts: Vec<(String, String)>,
}

impl LocalText {
    /// The text in `language`, else in its primary subtag, else in French, else the first.
    pub fn get(&self, language: &str) -> &str {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let find = |tag: &str| self.texts.iter().find(|(t, _)| t == tag).map(|(_, text)| text.as_str());
        find(language)
            .or_else(|| find(primary))
            .or_else(|| find("fr"))
            .or_else(|| self.texts.first().map(|(_, text)| text.as_str()))
            .unwrap_or("")
    }
}

/// A kind of sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// `procedure`.
    pub name: String,
    /// Other names authors write: `operationnelle`.
    pub aliases: Vec<String>,
    /// Every word that means it, folded: name, aliases, labels, plurals.
    pub words: Vec<String>,
    /// `Procédure`.
    pub label: LocalText,
    /// `Procédures`.
    pub plural: LocalText,
    /// What it is for, in a sentence.
    pub description: LocalText,
    /// Its own fields.
    pub fields: Vec<FieldDef>,
    /// What its headings mean.
    pub roles: Vec<RoleDef>,
    /// Its template, `procedure.html`.
    pub template: String,
    /// schema.org type, `HowTo`.
    pub schema_type: String,
    /// Where it is declared, for a site's own.
    pub span: Span,
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldDef {
    /// Its key, folded.
    pub key: String,
    /// Other keys.
    pub aliases: Vec<String>,
    /// Its name for readers.
    pub label: LocalText,
    /// What it is for, for authors.
    pub description: LocalText,
    /// Its type.
    pub kind: FieldType,
    /// The status from which it must be there (`validee`), if ever.
    pub required_from: Option<Status>,
    /// Whether the summary block shows it.
    pub shown: bool,
    /// What sheets are narrowed by in their section's listing.
    pub facet: FacetBy,
}

/// What a field narrows a listing by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FacetBy {
    /// Nothing.
    #[default]
    Nothing,
    /// Its values.
    Values,
    /// The length of time that its words say.
    Durations,
}

impl FacetBy {
    /// The words of `facet`.
    pub(super) const WORDS: &[(FacetBy, &[&str])] =
        &[(FacetBy::Nothing, &["none"]), (FacetBy::Values, &["values"]), (FacetBy::Durations, &["durations"])];

    /// Whether a field of this type can be narrowed by so.
    pub(super) fn suits(self, kind: &FieldType) -> bool {
        match (self, kind) {
            (FacetBy::Nothing, _) => true,
            (_, FieldType::List(of)) => self.suits(of),
            (FacetBy::Values, kind) => !matches!(kind, FieldType::Table(_) | FieldType::Page),
            (FacetBy::Durations, kind) => *kind == FieldType::Text,
        }
    }
}

/// Types of field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A date.
    Date,
    /// true or false.
    Boolean,
    /// One of these values, each with its name for readers.
    Enumeration(Vec<(String, LocalText)>),
    /// A list.
    List(Box<FieldType>),
    /// A table with these fields.
    Table(Vec<FieldDef>),
    /// A reference to a page.
    Page,
}

/// What a heading means.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleDef {
    /// `taches`.
    pub name: String,
    /// Its name for readers: `Tâches`.
    pub label: LocalText,
    /// What to write below it, for authors.
    pub description: LocalText,
    /// Headings that mean it, folded.
    pub headings: Vec<String>,
    /// The same without articles nor plurals.
    pub stems: Vec<String>,
    /// The level it is expected at: 2, or 3 inside a phase.
    pub level: u8,
    /// The status from which it must be there.
    pub required_from: Option<Status>,
}

/// All kinds of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Kinds {
    /// In the order of declaration; the built-in ones first, `page` last of them.
    pub kinds: Vec<Kind>,
}

impl LocalText {
    /// A text for every language.
    pub fn any(text: impl Into<String>) -> Self {
        LocalText { texts: vec![("und".into(), text.into())] }
    }
}

impl Kinds {
    /// The kind that `name` names: its name, an alias, its label or plural in any language; case, accents, `-` and `_`
    /// do not matter.
    pub fn find(&self, name: &str) -> Option<&Kind> {
        let name = fold_key(name);
        self.kinds.iter().find(|kind| kind.words.contains(&name))
    }

    /// The place in the list of the kind that `name` names.
    pub fn position(&self, name: &str) -> Option<usize> {
        let name = fold_key(name);
        self.kinds.iter().position(|kind| kind.words.contains(&name))
    }

    /// The place in the list of the kind of what has no kind.
    pub fn plain(&self) -> usize {
        self.position("page").expect("`page` is built in, and a site can only add to it")
    }

    /// The name of the kind that `name` most likely meant.
    pub fn nearest(&self, name: &str) -> Option<String> {
        let words = self.kinds.iter().flat_map(|kind| &kind.words);
        let near = crate::diagnostic::nearest(name, words.map(String::as_str))?;
        self.find(&near).map(|kind| kind.name.clone())
    }
}

impl Kind {
    /// The role that a heading has: its very words first, then the same without article or in the other number.
    pub fn role(&self, heading: &str) -> Option<&RoleDef> {
        let heading = fold_heading(heading);
        let exact = self.roles.iter().find(|role| role.headings.contains(&heading));
        exact.or_else(|| {
            let stem = stem_heading(&heading);
            self.roles.iter().find(|role| role.stems.contains(&stem))
        })
    }

    /// The field whose key or alias is `key`, folded.
    pub fn field(&self, key: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|field| field.named(key))
    }

    pub(super) fn gather_words(&mut self) {
        let labels = self.label.texts.iter().chain(&self.plural.texts);
        let labels = labels.map(|(_, text)| text);
        let mut words: Vec<String> = Vec::new();
        for word in [&self.name].into_iter().chain(&self.aliases).chain(labels) {
            let word = fold_key(word);
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
        self.words = words;
    }
}

impl FieldDef {
    /// Whether `key`, folded, is its key or an alias.
    pub fn named(&self, key: &str) -> bool {
        self.key == key || self.aliases.iter().any(|alias| alias == key)
    }

    /// Its key, then its aliases.
    pub fn names(&self) -> Vec<&str> {
        let aliases = self.aliases.iter().map(String::as_str);
        [self.key.as_str()].into_iter().chain(aliases).collect()
    }
}

/// A heading as it is compared: folded, without its leading number nor what it adds in brackets.
pub fn fold_heading(heading: &str) -> String {
    let mut words = heading.trim();
    if let Some((before, _)) = words.strip_suffix(')').and_then(|inside| inside.rsplit_once('('))
        && !before.trim().is_empty()
    {
        words = before;
    }
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '-' | '–' | '—' | ':' | '°' | ' ');
    let mut unnumbered = words.trim_start_matches(number);
    // `II. Contexte`, `b) Outils`: a numeral or a letter needs its mark, or it is a word.
    if let Some((numeral, rest)) = unnumbered.split_once(['.', ')', '–'])
        && (numeral.trim().chars().count() == 1 || numeral.trim().chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
        && !rest.trim().is_empty()
    {
        unnumbered = rest;
    }
    let unnumbered = fold_key(unnumbered);
    if unnumbered.is_empty() {
        return fold_key(heading);
    }
    unnumbered
}

/// A folded heading without its article, each word in the singular: `les_points_d_attention` → `point_d_attention`.
pub(super) fn stem_heading(folded: &str) -> String {
    let articles = ["le", "la", "les", "l", "un", "une", "des", "nos", "notre", "vos", "votre", "the", "our", "your"];
    let mut words = folded.split('_').peekable();
    if words.peek().is_some_and(|first| articles.contains(first)) && folded.contains('_') {
        words.next();
    }
    let singular = |word: &str| match word.len() {
        0..=3 => word.to_owned(),
        _ => word.trim_end_matches(['s', 'x']).to_owned(),
    };
    words.map(singular).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_as_authors_write_them() {
        let kinds = Kinds::default();
        let check = |word: &str, name: Option<&str>| {
            assert_eq!(kinds.find(word).map(|kind| kind.name.as_str()), name, "{word}");
        };
        check("procedure", Some("procedure"));
        check("Procédures", Some("procedure"));
        check("operationnelle", Some("fiche"));
        check("Fiche opérationnelle", Some("fiche"));
        check("fiche-operationnelle", Some("fiche"));
        check("fiches", Some("fiche"));
        check("comparatif", Some("benchmark"));
        check("Réponse type", Some("modele"));
        check("reponse-type", Some("modele"));
        check("modèles", Some("modele"));
        check("page", Some("page"));
        check("post", None);
        check("", None);
        assert_eq!(kinds.nearest("procédrue"), Some("procedure".into()));
        assert_eq!(kinds.nearest("comparatifff"), Some("benchmark".into()));
        assert_eq!(kinds.nearest("zzz"), None);
        assert_eq!(kinds.kinds[kinds.plain()].name, "page");
    }

    #[test]
    fn roles_are_found_as_authors_write_them() {
        let kinds = Kinds::default();
        let check = |kind: &str, heading: &str, role: Option<&str>| {
            let kind = kinds.find(kind).expect("a built-in kind");
            assert_eq!(kind.role(heading).map(|role| role.name.as_str()), role, "{heading}");
        };
        check("procedure", "Tâches", Some("taches"));
        check("procedure", "TACHES", Some("taches"));
        check("procedure", "2. Tâches :", Some("taches"));
        check("procedure", "Qui ?", Some("personnes_ressources"));
        check("procedure", "⚠️ Point de vigilance", Some("points_de_vigilance"));
        check("procedure", "Moyens nécessaires", Some("outils"));
        check("procedure", "Steps", Some("etapes"));
        check("procedure", "III. Outils", Some("outils"));
        check("procedure", "a) Outils", Some("outils"));
        check("procedure", "1️⃣ Nos outils", Some("outils"));
        check("procedure", "Vos tâches", Some("taches"));
        check("procedure", "L'étape", Some("etapes"));
        check("procedure", "Risque", Some("points_de_vigilance"));
        check("procedure", "Un acteur", Some("personnes_ressources"));
        check("procedure", "Veille documentaire", None);
        check("procedure", "Les", None);
        check("fiche", "Moyens (coût, effort)", Some("moyens"));
        check("fiche", "Mise en oeuvre", Some("mise_en_oeuvre"));
        check("fiche", "Mise en œuvre", Some("mise_en_oeuvre"));
        check("fiche", "Retour d’expérience", Some("retours_d_experience"));
        check("fiche", "01", None);
        check("page", "Contexte", None);
    }

    #[test]
    fn local_texts() {
        let text = LocalText { texts: vec![("en".into(), "Cost".into()), ("fr".into(), "Coût".into())] };
        assert_eq!(text.get("fr"), "Coût");
        assert_eq!(text.get("en-GB"), "Cost");
        assert_eq!(text.get("br"), "Coût");
        assert_eq!(LocalText::any("x").get("fr"), "x");
        assert_eq!(LocalText::default().get("fr"), "");
    }
}
