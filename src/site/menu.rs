//! The menu and the links of the footer.

use crate::config::{Conformance, MenuEntry};
use crate::diagnostic::{Diagnostic, Visibility};

use super::link::{Resolver, Target, from_configuration};
use super::theme::ThemeString;
use super::{Place, SectionId, Site};

/// An entry of a menu, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct MenuItem {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub target: Target,
    /// Entries below.
    pub children: Vec<MenuItem>,
}

/// The menu (the sections, when site.toml has none) and the footer's links.
pub(super) fn menus(site: &Site, problems: &mut Vec<Diagnostic>) -> (Vec<MenuItem>, Vec<MenuItem>) {
    let config = &site.config;
    let menu =
        if config.menu.is_empty() { sections(site, SectionId(0)) } else { entries(site, &config.menu, problems) };
    let mut footer = entries(site, &config.footer, problems);
    if let Some(statement) = statement(site, problems) {
        // A footer that named the page already would say it twice.
        footer.retain(|item| item.target != statement.target);
        footer.insert(0, statement);
    }
    (menu, footer)
}

/// The link to the statement of accessibility, which says how far the site conforms, as French law asks of every page.
fn statement(site: &Site, problems: &mut Vec<Diagnostic>) -> Option<MenuItem> {
    let claim = site.config.accessibility.as_ref()?;
    let title = match claim.state(site.options.date) {
        Conformance::None => "accessibility-none",
        Conformance::Partial => "accessibility-partial",
        Conformance::Full => "accessibility-full",
    };
    let title = match site.theme.string(&site.config.language, title) {
        Some(ThemeString::Plain(text)) => Some(text.to_string()),
        _ => None,
    };
    entries(site, &[MenuEntry { title, target: claim.page.clone(), children: Vec::new() }], problems).pop()
}

fn sections(site: &Site, parent: SectionId) -> Vec<MenuItem> {
    let listed = site.section(parent).sections.iter();
    listed
        .map(|id| {
            let section = site.section(*id);
            let target = match section.page {
                Some(page) => Target::Page { page, fragment: None },
                None => Target::Place { place: Place::Section(*id), fragment: None },
            };
            MenuItem { title: section.title.clone(), target, children: Vec::new() }
        })
        .collect()
}

fn entries(site: &Site, written: &[MenuEntry], problems: &mut Vec<Diagnostic>) -> Vec<MenuItem> {
    let mut items = Vec::with_capacity(written.len());
    for entry in written {
        let children = entries(site, &entry.children, problems);
        // A heading over children leads to the first of them, as a link must lead somewhere.
        let first = children.first().filter(|_| entry.target.value.is_empty()).map(|child| child.target.clone());
        let target = match first.map_or_else(|| from_configuration(site, &entry.target.value), Ok) {
            Ok(Target::Broken) => Err(Resolver::new(&site.shape).broken(&entry.target.value, Visibility::Published)),
            other => other,
        };
        let target = match target {
            Ok(target) => target,
            Err(problem) => {
                if let Some(file) = site.snapshot.get("site.toml") {
                    problems.push(Diagnostic::new(problem, file, entry.target.span));
                }
                continue;
            }
        };
        let title = entry.title.clone().unwrap_or_else(|| match &target {
            Target::Page { page, .. } => site.page(*page).title.clone(),
            Target::Place { place, .. } => Resolver::new(&site.shape).place_name(*place),
            _ => entry.target.value.clone(),
        });
        items.push(MenuItem { title, target, children });
    }
    items
}
