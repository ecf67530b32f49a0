//! `classeur check --external`: do the links to other sites still lead somewhere?
//!
//! The only place where Classeur speaks to the network, and only when asked. Each address is asked for once, however
//! many links lead there; other people's servers are spared: two requests at a time for each, `HEAD` before `GET`, answers
//! kept on disk for days. Never reads a page's body, so a fragment (`#…`) is not checked.
//!
//! Invariant: what is said of a link depends on the answers and on `today`, not on the order they came in.

mod cache;
mod outcome;
mod queue;
mod request;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

// The URL type that ammonia hands out anyway: no dependency more for reading addresses as browsers do.
use ammonia::Url;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, NoAnswer, Problem};
use crate::source::Place;
use cache::Cache;
use outcome::Outcome;

/// How links to other sites are checked.
#[derive(Debug, Clone)]
pub struct ExternalOptions {
    /// The date of the check: answers in the cache age by it.
    pub today: Date,
    /// The file that keeps answers, `<site>/.classeur-cache/liens.json`; `None` to ask anew and keep nothing.
    pub cache: Option<PathBuf>,
    /// How long one request may take.
    pub timeout: Duration,
    /// How long the whole may take; links not checked by then are reported as such.
    pub total: Duration,
    /// Requests at once.
    pub at_once: usize,
    /// Requests at once to one host.
    pub per_host: usize,
    /// Called after each address with how many are done, and of how many; from any thread.
    pub progress: Option<fn(done: usize, of: usize)>,
}

impl ExternalOptions {
    /// Ten seconds a request, two minutes in all, eight requests at once, two to one host, no cache.
    pub fn new(today: Date) -> Self {
        ExternalOptions {
            today,
            cache: None,
            timeout: Duration::from_secs(10),
            total: Duration::from_secs(120),
            at_once: 8,
            per_host: 2,
            progress: None,
        }
    }
}

/// Checks `links`, each an address as written and where; addresses that are not of the web (`mailto:`, `tel:`, …) are
/// passed over. The problems come in the order of the links.
///
/// Never fails: without a network every link is unreachable, and a cache that cannot be read or written is done without.
pub fn check_external(links: Vec<(String, Place)>, options: &ExternalOptions) -> Vec<Diagnostic> {
    let mut cache = options.cache.as_deref().map(|path| Cache::read(path, options.today)).unwrap_or_default();
    let targets: Vec<Target> = links.iter().map(|(url, _)| target(url)).collect();
    let mut outcomes: BTreeMap<&Url, Outcome> = BTreeMap::new();
    let mut to_ask: Vec<&Url> = targets.iter().filter_map(Target::address).collect();
    to_ask.sort_unstable();
    to_ask.dedup();
    to_ask.retain(|url| match cache.get(url) {
        Some(answer) => {
            outcomes.insert(url, Outcome::Answered(answer));
            false
        }
        None => true,
    });
    for (url, outcome) in to_ask.iter().zip(queue::ask_all(&to_ask, options)) {
        if let Outcome::Answered(answer) = &outcome {
            cache.keep(url, answer, options.today);
        }
        outcomes.insert(url, outcome);
    }
    if let Some(path) = &options.cache
        && !to_ask.is_empty()
    {
        // The next check asks again: slower, not wrong.
        let _ = cache.write(path);
    }
    let problems = links.iter().zip(&targets).map(|((url, _), target)| match target {
        Target::Elsewhere => None,
        Target::Unreadable(reason) => {
            Some(Problem::ExternalUnreachable { url: url.clone(), reason: NoAnswer::Other(reason.clone()) })
        }
        Target::Address { url: address, fragment } => {
            outcomes.get(address).and_then(|outcome| outcome.problem(url, fragment.as_deref()))
        }
    });
    let problems: Vec<Option<Problem>> = problems.collect();
    links
        .into_iter()
        .zip(problems)
        .filter_map(|((_, place), problem)| Some(Diagnostic { problem: problem?, place: Some(place) }))
        .collect()
}

/// What a link leads to.
enum Target {
    /// An address of the web.
    Address {
        /// Without fragment.
        url: Url,
        /// What was after `#`.
        fragment: Option<String>,
    },
    /// Something that is not on the web.
    Elsewhere,
    /// Meant to be on the web, but no address: why.
    Unreadable(String),
}

impl Target {
    fn address(&self) -> Option<&Url> {
        match self {
            Target::Address { url, .. } => Some(url),
            _ => None,
        }
    }
}

fn target(written: &str) -> Target {
    let written = written.trim();
    let lower = written.to_ascii_lowercase();
    let parsed = match written.strip_prefix("//") {
        Some(rest) => Url::parse(&format!("https://{rest}")),
        None if lower.starts_with("http:") || lower.starts_with("https:") => Url::parse(written),
        None => return Target::Elsewhere,
    };
    match parsed {
        Ok(mut url) => {
            let fragment = url.fragment().map(str::to_owned);
            url.set_fragment(None);
            Target::Address { url, fragment }
        }
        Err(error) => Target::Unreadable(error.to_string()),
    }
}
