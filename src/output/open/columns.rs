//! What is said of each page in the catalogue: the columns of the CSV, the keys of the JSON, the fields of both schemas.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::site::{PageId, PageRole, Site};
use crate::source::UrlPath;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Url,
    Date,
    Integer,
    List,
}

/// A column.
pub(super) struct Column {
    pub name: Cow<'static, str>,
    pub kind: Type,
    pub title: Cow<'static, str>,
    pub description: &'static str,
    pub required: bool,
}

/// What a page has in a column.
pub(super) enum Cell<'a> {
    Absent,
    Text(Cow<'a, str>),
    Date(Date),
    Integer(i64),
    List(Vec<&'a str>),
}

/// Between the items of a list in one cell of a spreadsheet.
pub(super) const SEPARATOR: &str = " | ";

const fn column(name: &'static str, kind: Type, title: &'static str, description: &'static str) -> Fixed {
    Fixed { name, kind, title, description, required: false }
}

const fn required(name: &'static str, kind: Type, title: &'static str, description: &'static str) -> Fixed {
    Fixed { name, kind, title, description, required: true }
}

struct Fixed {
    name: &'static str,
    kind: Type,
    title: &'static str,
    description: &'static str,
    required: bool,
}

const FIXED: [Fixed; 19] = [
    required("chemin", Type::Text, "Chemin", "Chemin de la page depuis la racine du site ; il identifie la page."),
    required(
        "url",
        Type::Url,
        "Adresse",
        "Adresse de la page ; relative au catalogue si celle du site n’est pas connue.",
    ),
    required("titre", Type::Text, "Titre", "Titre de la page."),
    required("type", Type::Text, "Type", "Nom du type de fiche : fiche, procedure, benchmark, modele, page…"),
    column("resume", Type::Text, "Résumé", "Ce que le lecteur trouvera dans la page."),
    required(
        "statut",
        Type::Text,
        "Statut",
        "validee, a-revoir ou archivee ; brouillon ou en-relecture dans un aperçu.",
    ),
    column("publie_le", Type::Date, "Publiée le", "Date de première publication."),
    column("mis_a_jour_le", Type::Date, "Mise à jour le", "Date de la dernière mise à jour, à citer avec la source."),
    column("relu_le", Type::Date, "Relue le", "Date de la dernière relecture."),
    column("a_revoir_le", Type::Date, "À revoir le", "Date de la prochaine relecture."),
    column("version", Type::Text, "Version", "Version de la page."),
    required("langue", Type::Text, "Langue", "Code de la langue de la page."),
    column("responsable", Type::Text, "Responsable", "Qui répond de la page."),
    column("auteurs", Type::List, "Auteurs", "Auteurs de la page, à nommer en la citant."),
    column("licence", Type::Text, "Licence", "Expression SPDX de la licence de la page."),
    column("licence_url", Type::Url, "Adresse de la licence", "Où lire la licence, quand il n’y en a qu’une."),
    column("section", Type::Text, "Section", "Titre de la section où la page est rangée."),
    required("mots", Type::Integer, "Mots", "Nombre de mots du texte."),
    required("markdown", Type::Url, "Texte en Markdown", "Adresse du texte de la page, avec son en-tête."),
];

/// The columns of `site`: those that every site has, then one a taxonomy.
pub(super) fn columns(site: &Site) -> Vec<Column> {
    let fixed = FIXED.iter().map(|fixed| Column {
        name: fixed.name.into(),
        kind: fixed.kind,
        title: fixed.title.into(),
        description: fixed.description,
        required: fixed.required,
    });
    let taxonomies = site.config.taxonomies.iter().map(|taxonomy| Column {
        name: taxonomy.key.clone().into(),
        kind: Type::List,
        title: taxonomy.plural.get(&site.config.language).to_owned().into(),
        description: "Sujets de la page dans ce classement.",
        required: false,
    });
    fixed.chain(taxonomies).collect()
}

/// The names of the columns of `site`, in the same order.
pub(super) fn names(site: &Site) -> impl Iterator<Item = &str> {
    let taxonomies = site.config.taxonomies.iter().map(|taxonomy| taxonomy.key.as_str());
    FIXED.iter().map(|fixed| fixed.name).chain(taxonomies)
}

/// The pages of the catalogue: every published page but those that are lists of others, in the order of addresses.
pub(super) fn pages(site: &Site) -> Vec<PageId> {
    let sheets = site.published().filter(|(_, page)| page.role == PageRole::Sheet);
    let mut pages: Vec<PageId> = sheets.map(|(id, _)| id).collect();
    pages.sort_by(|a, b| site.page(*a).url.cmp(&site.page(*b).url));
    pages
}

/// What `id` has in each of [`columns`].
pub(super) fn cells<'a>(site: &'a Site, id: PageId) -> Vec<Cell<'a>> {
    let page = site.page(id);
    let meta = &site.document(page.document).meta;
    let text = |text: &'a str| Cell::Text(text.into());
    let optional = |text: Option<&'a str>| match text.map(str::trim) {
        Some(text) if !text.is_empty() => Cell::Text(text.into()),
        _ => Cell::Absent,
    };
    let date = |date: Option<Date>| date.map_or(Cell::Absent, Cell::Date);
    let listed = |items: &'a [String]| match items {
        [] => Cell::Absent,
        items => Cell::List(items.iter().map(String::as_str).collect()),
    };
    let licence = site.licence_of(id);
    let authors = if meta.authors.is_empty() { &site.config.authors } else { &meta.authors };
    let markdown = site.markdown_of(id).map(|url| address(site, &url)).unwrap_or_default();
    let mut cells = Vec::with_capacity(FIXED.len() + site.config.taxonomies.len());
    cells.extend([
        text(page.url.as_str()),
        Cell::Text(address(site, &page.url).into()),
        text(&page.title),
        text(&site.config.kinds.kinds[page.kind].name),
        optional(meta.summary.as_ref().map(|summary| summary.value.as_str())),
        text(page.status.name()),
        date(page.published),
        date(page.updated),
        date(meta.reviewed),
        date(page.review_on),
        optional(meta.version.as_deref()),
        text(&page.language),
        optional(meta.owner.as_deref()),
        listed(authors),
        optional(licence),
        licence.and_then(|written| licence_url(site, written)).map_or(Cell::Absent, |url| Cell::Text(url.into())),
        optional(page.section.map(|section| site.section(section).title.as_str())),
        Cell::Integer(site.document(page.document).words() as i64),
        Cell::Text(markdown.into()),
    ]);
    for taxonomy in 0..site.config.taxonomies.len() {
        let terms = page.fields.terms.iter().find(|of| of.taxonomy == taxonomy);
        cells.push(match terms {
            Some(of) if !of.terms.is_empty() => Cell::List(of.terms.iter().map(|term| term.value.as_str()).collect()),
            _ => Cell::Absent,
        });
    }
    cells
}

/// The address of the one licence that an expression is.
pub(super) fn licence_url(site: &Site, written: &str) -> Option<String> {
    let expression = site.licensing.expression(written)?;
    expression.single().map(|licence| licence.url.clone()).filter(|url| !url.is_empty())
}

/// A whole address when the site's is known, else one from the site's root, where the catalogue is.
pub(super) fn address(site: &Site, url: &UrlPath) -> String {
    site.absolute(url).unwrap_or_else(|| url.relative_to(&UrlPath::root(), site.options.portable))
}
