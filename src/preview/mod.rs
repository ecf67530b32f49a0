//! The preview: a site served from memory while its author writes, and every save shown.
//!
//! ```text
//! disk ──▶ watch ──▶ update ──▶ Current (snapshot n) ──▶ answer ──▶ connection ──▶ browser
//!                                   └──▶ events ──▶ client.js
//! ```
//!
//! Every answer is what `output::render` makes of the current site: nothing is ever read at a path that a browser
//! named. Never publishes, never writes.

mod answer;
mod browser;
mod connection;
mod content_type;
mod current;
mod editor;
mod events;
mod gate;
mod handler;
mod info;
mod last_good;
mod listen;
mod reply;
mod request;
mod target;
mod token;
mod update;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::SourcePath;

use current::Shared;
use handler::Handler;

/// What a preview is asked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The date of the build; `None` is today, whatever day it becomes.
    pub date: Option<jiff::civil::Date>,
    /// The first port to try.
    pub port: u16,
    /// The address to listen on. Anything but loopback asks every browser for the token.
    pub host: IpAddr,
    /// Look for changes at this interval instead of being told by the system: network drives.
    pub poll: Option<Duration>,
    /// Tabs go to the page that is being written, and to the block that changed.
    pub follow: bool,
    /// The language of the overlay and of the panel; `None` is the site's.
    pub language: Option<Language>,
}

/// What happens, for whoever tells the author.
#[derive(Debug)]
pub enum Event<'a> {
    /// A new state of the site is served.
    Updated {
        /// The files that changed.
        changed: &'a [SourcePath],
        /// From the first sign of a change to the site being served.
        elapsed: Duration,
    },
    /// What is wrong with the site, said when it is not what was said last.
    Problems(&'a [(Severity, Diagnostic)]),
    /// Changes are looked for now and then, because the system does not tell them.
    Polling(&'a str),
}

/// Why there is no preview.
#[derive(Debug)]
pub enum Failure {
    /// There is no site in that folder.
    Site(Box<Diagnostic>),
    /// Nothing can be listened to at that address.
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// The system's words.
        reason: String,
    },
}

/// Who is told [`Event`]s.
pub type Reporter = Arc<dyn Fn(Event<'_>) + Send + Sync>;

/// A preview that runs until it is dropped.
#[derive(Debug)]
pub struct Preview {
    address: SocketAddr,
    url: String,
    stopped: Arc<AtomicBool>,
    shared: Arc<Shared>,
}

impl Preview {
    /// Puts the site in folder `root` together and serves it.
    ///
    /// # Errors
    /// When there is no site there, or no port to listen on.
    pub fn start(root: &Path, settings: &Settings, reporter: Reporter) -> Result<Self, Failure> {
        let root = real(root);
        let listener = listen::listen(settings.host, settings.port)?;
        let address = listener.local_addr().unwrap_or_else(|_| SocketAddr::new(settings.host, settings.port));
        let stopped = Arc::new(AtomicBool::new(false));
        // Watching starts before reading: what changes in between is read again.
        let watcher = watch::Watcher::start(&root, settings.poll);
        let shared = Arc::new(Shared::of_folder(&root, settings).map_err(|problem| Failure::Site(Box::new(problem)))?);
        let gate = gate::Gate::new(address, token::random());
        let url = gate.entrance();
        if let Some(reason) = watcher.polling() {
            reporter(Event::Polling(reason));
        }
        update::start(watcher, Arc::clone(&shared), Arc::clone(&reporter), Arc::clone(&stopped));
        let handler = Arc::new(Handler::new(gate, Arc::clone(&shared)));
        connection::accept(listener, handler, Arc::clone(&stopped));
        Ok(Preview { address, url, stopped, shared })
    }

    /// The address to open in a browser, with the token when one is needed.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The language of the site.
    pub fn language(&self) -> Option<Language> {
        Language::of_tag(&self.shared.current().assembly.site.config.language)
    }

    /// How many pages the site has.
    pub fn pages(&self) -> usize {
        self.shared.current().assembly.site.published().count()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        self.shared.wake();
        // The listener is waiting for a connection: give it one.
        let _ = std::net::TcpStream::connect_timeout(&self.address, Duration::from_millis(100));
    }
}

/// The folder as the system names it in its events. Windows would add a prefix that no other path has.
fn real(root: &Path) -> PathBuf {
    let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    if cfg!(windows) { absolute } else { absolute.canonicalize().unwrap_or(absolute) }
}
