//! The roles that a kind expects of its sheets, and those a sheet lacks.

use crate::config::{Kind, RoleDef, Status};
use crate::content::Document;

/// The roles that a sheet of `kind` must have at `status` and that no heading of `document` has.
pub fn missing_roles<'k>(document: &Document, kind: &'k Kind, status: Status) -> Vec<&'k RoleDef> {
    lacking(document, kind, |role| role.required_from.is_some_and(|from| status >= from))
}

/// The parts that a sheet still lacks: roles of its kind, whatever the status that asks for them, and sections with
/// nothing in them.
pub fn missing_parts(document: &Document, kind: &Kind) -> Vec<String> {
    let roles = lacking(document, kind, |role| role.required_from.is_some());
    let language = document.meta.language.as_ref().map_or("fr", |language| language.value.as_str());
    let roles = roles.into_iter().map(|role| role.label.get(language).to_owned());
    let empty = document.body.outline.iter().filter(|heading| heading.empty && !heading.nested);
    roles.chain(empty.map(|heading| heading.text.clone())).collect()
}

/// The roles of `kind` that are `wanted` and that no heading of `document` has.
fn lacking<'k>(document: &Document, kind: &'k Kind, wanted: impl Fn(&RoleDef) -> bool) -> Vec<&'k RoleDef> {
    let wanted: Vec<&RoleDef> = kind.roles.iter().filter(|role| wanted(role)).collect();
    if wanted.is_empty() {
        return wanted;
    }
    let page = document.body.outline.iter().filter(|heading| heading.container.is_none() && !heading.nested);
    let present: Vec<&str> =
        page.filter_map(|heading| kind.role(&heading.text)).map(|role| role.name.as_str()).collect();
    wanted.into_iter().filter(|role| !present.contains(&role.name.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::test_support::{document, kind};

    #[test]
    fn a_role_is_missing_from_the_status_that_asks_for_it() {
        let mut kind = kind("fiche");
        kind.roles[0].required_from = Some(Status::Valid);
        let names = |text: &str, status: Status| {
            missing_roles(&document(text), &kind, status).iter().map(|role| role.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names("## Contexte\n\nTexte.\n", Status::Valid), ["en_bref"]);
        assert!(names("## Contexte\n\nTexte.\n", Status::Draft).is_empty());
        assert!(names("## EN BREF !\n\nTexte.\n", Status::Valid).is_empty());
        assert_eq!(names("> ## En bref\n>\n> Texte.\n", Status::Valid), ["en_bref"]);
    }
}
