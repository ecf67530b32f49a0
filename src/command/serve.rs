//! `classeur serve`: the site in a browser, and every save shown.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::diagnostic::{self, Diagnostic, Language, Severity};
use crate::preview::{Event, Failure, Preview, Settings};
use crate::source::SourcePath;

use super::arguments::{Common, Format, ServeArguments};
use super::report;

/// How often a network drive is looked at.
const POLL: Duration = Duration::from_millis(700);

pub(super) fn run(common: &Common, asked: &ServeArguments) -> u8 {
    let started = Instant::now();
    let root = match report::site_folder(common) {
        Ok(root) => root,
        Err(code) => return code,
    };
    let settings = Settings {
        date: common.date,
        port: asked.port,
        host: asked.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        poll: asked.poll.then_some(POLL),
        follow: asked.follow,
        language: common.lang.as_deref().and_then(Language::of_tag),
    };
    let language = common.language(None);
    let (quiet, verbose) = (common.quiet, common.verbose);
    let reporter = Arc::new(move |event: Event<'_>| match event {
        Event::Updated { changed, elapsed } if !quiet => say_updated(changed, elapsed, language, verbose),
        Event::Updated { .. } => {}
        Event::Problems(found) => say_problems(found, language, quiet),
        Event::Polling(reason) => say_polling(reason, language),
    });
    let preview = match Preview::start(&root, &settings, reporter) {
        Ok(preview) => preview,
        Err(Failure::Site(problem)) => {
            report::print(&[(Severity::Error, *problem)], language, Format::Terminal);
            return super::USAGE;
        }
        Err(Failure::Listen { address, reason }) => {
            match language {
                Language::French => {
                    anstream::eprintln!("erreur : impossible d’écouter à l’adresse {address} : {reason}")
                }
                Language::English => anstream::eprintln!("error: cannot listen on {address}: {reason}"),
            }
            return super::USAGE;
        }
    };
    say_ready(&preview, started.elapsed(), language);
    if asked.open && webbrowser::open(preview.url()).is_err() {
        match language {
            Language::French => {
                anstream::eprintln!("Aucun navigateur n’a pu être ouvert : ouvrez cette adresse vous-même.")
            }
            Language::English => anstream::eprintln!("No browser could be opened: open this address yourself."),
        }
    }
    // Ctrl-C ends the process, as it ends any: nothing is written, so nothing is left undone.
    loop {
        std::thread::park();
    }
}

fn say_ready(preview: &Preview, elapsed: Duration, language: Language) {
    let (url, pages, time) = (preview.url(), preview.pages(), report::duration(elapsed, language));
    match language {
        Language::French => {
            anstream::eprintln!(
                "Aperçu : {url}\n  {pages} pages prêtes en {time}, brouillons compris · Ctrl-C pour arrêter"
            );
        }
        Language::English => {
            anstream::eprintln!("Preview: {url}\n  {pages} pages ready in {time}, drafts included · Ctrl-C to stop");
        }
    }
    if !preview.address().ip().is_loopback() {
        anstream::eprintln!(
            "{}",
            match language {
                Language::French =>
                    "  Visible depuis le réseau par qui connaît cette adresse : ne la donnez qu’à vos relecteurs.",
                Language::English =>
                    "  Visible on the network to whoever knows this address: give it to your reviewers only.",
            }
        );
    }
}

fn say_updated(changed: &[SourcePath], elapsed: Duration, language: Language, verbose: bool) {
    let time = report::duration(elapsed, language);
    let most = if verbose { usize::MAX } else { 1 };
    let names: Vec<&str> = changed.iter().take(most).map(SourcePath::as_str).collect();
    let rest = changed.len() - names.len();
    let rest = match (rest, language) {
        (0, _) => String::new(),
        (1, Language::French) => " et 1 autre fichier".to_owned(),
        (rest, Language::French) => format!(" et {rest} autres fichiers"),
        (1, Language::English) => " and 1 other file".to_owned(),
        (rest, Language::English) => format!(" and {rest} other files"),
    };
    if !names.is_empty() {
        anstream::eprintln!("{}{rest} · {time}", names.join(", "));
    }
}

fn say_problems(found: &[(Severity, Diagnostic)], language: Language, quiet: bool) {
    // While a site is being written, warnings are many and wait: the panel lists them on the page they are on.
    let errors: Vec<_> = found.iter().filter(|(severity, _)| *severity == Severity::Error).cloned().collect();
    report::print(&errors, language, Format::Terminal);
    if quiet {
        return;
    }
    let counts = diagnostic::summary(found, language);
    match (counts.is_empty(), language) {
        (true, Language::French) => anstream::eprintln!("Rien à signaler"),
        (true, Language::English) => anstream::eprintln!("Nothing to report"),
        (false, _) => anstream::eprintln!("{counts}"),
    }
}

fn say_polling(reason: &str, language: Language) {
    let reason = reason.lines().next().unwrap_or_default();
    match language {
        Language::French => anstream::eprintln!(
            "Le système ne peut pas surveiller ce dossier ({reason}) : les changements sont cherchés chaque seconde."
        ),
        Language::English => {
            anstream::eprintln!("The system cannot watch this folder ({reason}): changes are looked for every second.");
        }
    }
}
