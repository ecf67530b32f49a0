//! What the site claims of its own accessibility.

use crate::config::PublisherType;
use crate::diagnostic::{ClaimFault, Diagnostic, Problem};
use crate::site::Site;
use crate::source::{Role, SourceFile, Span};

pub(super) fn check_site(site: &Site, problems: &mut Vec<Diagnostic>) {
    let nowhere = || SourceFile::in_memory("site.toml", Role::Configuration, "");
    let file = site.snapshot.get("site.toml").cloned().unwrap_or_else(nowhere);
    let public = matches!(site.config.publisher.kind, PublisherType::LocalAuthority | PublisherType::State);
    let fault = match &site.config.accessibility {
        Some(claim) => claim.fault(site.options.date),
        None => public.then_some((ClaimFault::Missing, Span::default())),
    };
    if let Some((fault, span)) = fault {
        problems.push(Diagnostic::new(Problem::Claim(fault), &file, span));
    }
}
