//! The keys that every sheet may have, with the names other generators give them.
//!
//! They are here, before `content` which reads them, because no kind and no taxonomy may take one of them.

macro_rules! common_keys {
    ($($name:ident: $key:literal $(, $alias:literal)*;)*) => {
        $(pub(crate) const $name: &[&str] = &[$key $(, $alias)*];)*
        /// The common keys with their aliases, folded, canonical name first: what other generators' files use is accepted.
        pub const COMMON_KEYS: &[&[&str]] = &[$($name),*];
    };
}

common_keys! {
    TITLE: "titre", "title";
    KIND: "type", "kind";
    PAGES_KIND: "type_des_pages", "pages_kind";
    SUMMARY: "resume", "description", "summary", "excerpt";
    STATUS: "statut", "status";
    DRAFT: "draft";
    PUBLISHED: "published";
    VERSION: "version";
    HISTORY: "historique", "history";
    PUBLISHED_ON: "publie_le", "date";
    UPDATED_ON: "mis_a_jour_le", "updated", "lastmod", "last_modified_at", "derniere_maj";
    REVIEWED_ON: "relu_le", "last_reviewed_on";
    REVIEW_IN: "revision", "review_in";
    REVIEW_ON: "a_revoir_le", "expires";
    OWNER: "responsable", "owner";
    AUTHORS: "auteurs", "auteur", "authors", "author";
    CONTRIBUTORS: "contributeurs", "contributeur", "contributors";
    LICENCE: "licence", "license";
    DEROGATION: "derogation";
    SOURCES: "sources", "source";
    RELATED: "liees", "related";
    REPLACES: "remplace", "replaces";
    REPLACED_BY: "remplacee_par", "remplace_par", "replaced_by";
    ALIASES: "anciennes_adresses", "aliases", "redirect_from";
    IMAGES: "images";
    LANGUAGE: "langue", "lang", "language";
    TRANSLATION_OF: "traduction_de", "translation_of";
    IMAGE: "image", "cover", "thumbnail";
    WEIGHT: "poids", "weight", "order";
    SLUG: "slug";
    URL: "url", "permalink";
    TEMPLATE: "gabarit", "template";
    TAXONOMIES: "taxonomies";
    EXTRA: "extra";
}

/// Keys of Hugo, Zola, Jekyll, Eleventy, Docusaurus and VuePress that mean nothing here: passed over with a note.
pub(crate) const FOREIGN_KEYS: &[&str] = &[
    "layout",
    "markup",
    "toc",
    "sitemap",
    "outputs",
    "cascade",
    "params",
    "menu",
    "menus",
    "linktitle",
    "headless",
    "build",
    "_build",
    "resources",
    "publishdate",
    "expirydate",
    "iscjklanguage",
    "page_template",
    "sort_by",
    "paginate_by",
    "paginate_path",
    "paginate_reversed",
    "insert_anchor_links",
    "in_search_index",
    "render",
    "generate_feeds",
    "transparent",
    "excerpt_separator",
    "comments",
    "eleventycomputed",
    "eleventynavigation",
    "eleventyexcludefromcollections",
    "pagination",
    "templateengineoverride",
    "sidebar",
    "sidebar_label",
    "sidebar_position",
    "sidebar_class_name",
    "displayed_sidebar",
    "pagination_label",
    "hide_title",
    "hide_table_of_contents",
    "custom_edit_url",
    "navbar",
    "nav_order",
    "math",
    "mermaid",
];

/// Whether `key`, folded, is a common key or an alias of one.
pub(crate) fn is_common(key: &str) -> bool {
    COMMON_KEYS.iter().any(|names| names.contains(&key))
}
