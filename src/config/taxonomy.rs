//! The taxonomies every site has, and `[taxonomies]`, which adds others or changes them.

use crate::diagnostic::{DeclarationFault, Problem, fold_key};
use crate::source::{Span, slugify};
use crate::value::{Entry, Reader, Table, Value};

use super::keys::is_common;
use super::kind_toml::read_local_text;
use super::{LocalText, TaxonomyDef};

/// Thématiques, domaines, publics, mots-clés.
pub(super) fn built_in() -> Vec<TaxonomyDef> {
    let text = |fr: &str, en: &str| LocalText { texts: vec![("fr".into(), fr.into()), ("en".into(), en.into())] };
    let taxonomy = |key: &str, aliases: &[&str], label: LocalText, plural: LocalText| TaxonomyDef {
        key: key.into(),
        aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        label,
        plural,
        slug: slugify(key),
        // Keywords are too many, and too often those of one sheet.
        facet: key != "mots_cles",
        span: Span::default(),
    };
    vec![
        taxonomy(
            "thematiques",
            &["thematique", "themes", "theme", "categories", "category"],
            text("Thématique", "Theme"),
            text("Thématiques", "Themes"),
        ),
        taxonomy(
            "domaines",
            &["domaine", "domains"],
            text("Domaine d'intervention", "Field"),
            text("Domaines d'intervention", "Fields"),
        ),
        taxonomy(
            "publics",
            &["public", "audiences", "audience"],
            text("Public", "Audience"),
            text("Publics", "Audiences"),
        ),
        taxonomy(
            "mots_cles",
            &["mot_cle", "motscles", "tags", "tag", "keywords"],
            text("Mot-clé", "Keyword"),
            text("Mots-clés", "Keywords"),
        ),
    ]
}

/// Adds the taxonomies of `table` to `taxonomies`; one that is there is changed.
pub(super) fn read<'t>(taxonomies: &mut Vec<TaxonomyDef>, table: &'t Table, reader: &mut Reader<'t, '_>) {
    for entry in &table.entries {
        let key = fold_key(&entry.key);
        let known = taxonomies.iter().position(|taxonomy| taxonomy.key == key);
        let taxonomy = match known {
            Some(at) => taxonomies[at].clone(),
            None => new(key, &entry.key, entry.key_span),
        };
        let taxonomy = one(taxonomy, entry, reader);
        if let Some(problem) = taken(taxonomies, &taxonomy) {
            reader.report(problem, entry.key_span);
        }
        match known {
            Some(at) => taxonomies[at] = taxonomy,
            None => taxonomies.push(taxonomy),
        }
    }
}

fn new(key: String, written: &str, span: Span) -> TaxonomyDef {
    let label = LocalText::any(written);
    TaxonomyDef { slug: slugify(&key), key, aliases: Vec::new(), plural: label.clone(), label, facet: true, span }
}

fn one<'t>(mut taxonomy: TaxonomyDef, entry: &'t Entry, reader: &mut Reader<'t, '_>) -> TaxonomyDef {
    // `territoires = "Territoires"` says enough.
    if let Value::Text(label) = &entry.node.value {
        taxonomy.label = LocalText::any(label);
        taxonomy.plural = taxonomy.label.clone();
        return taxonomy;
    }
    let Some(table) = reader.as_table(&entry.key, &entry.node) else {
        return taxonomy;
    };
    let mut inner = reader.nested(table);
    if let Some(label) = read_local_text(&mut inner, &["label"]) {
        if taxonomy.plural == taxonomy.label {
            taxonomy.plural = label.clone();
        }
        taxonomy.label = label;
    }
    if let Some(plural) = read_local_text(&mut inner, &["plural"]) {
        taxonomy.plural = plural;
    }
    if let Some(slug) = inner.plain_text(&["slug"]) {
        taxonomy.slug = slugify(&slug);
    }
    taxonomy.facet = inner.boolean(&["facet"]).unwrap_or(taxonomy.facet);
    let aliases = inner.plain_texts(&["aliases"]);
    taxonomy.aliases.extend(aliases.iter().map(|alias| fold_key(alias)));
    inner.finish();
    taxonomy
}

/// A key that already means something in a front matter would never reach the taxonomy.
fn taken(taxonomies: &[TaxonomyDef], taxonomy: &TaxonomyDef) -> Option<Problem> {
    let names = || [&taxonomy.key].into_iter().chain(&taxonomy.aliases);
    let of_all = names().find(|name| is_common(name)).map(|key| DeclarationFault::CommonKey { key: key.clone() });
    let of_another = || {
        taxonomies.iter().filter(|other| other.key != taxonomy.key).find_map(|other| {
            let taken = |name: &&String| **name == other.key || other.aliases.contains(name);
            let key = names().find(taken)?.clone();
            Some(DeclarationFault::TaxonomyTaken { key, other: other.key.clone() })
        })
    };
    Some(Problem::KindDeclaration { kind: taxonomy.key.clone(), fault: of_all.or_else(of_another)? })
}
