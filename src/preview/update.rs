//! From what changed on disk to the next state that is served.
//!
//! One thread reads and puts together, always the latest; another looks for what is wrong, after the new bytes are
//! served, so that nobody waits for it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::diagnostic::Severity;
use crate::pipeline::Assembly;
use crate::source::{Contents, Snapshot, SourcePath, git_folder};

use super::current::{Current, Shared, options, place};
use super::watch::{Changes, Watcher};
use super::{Event, Reporter};

/// How often the date is looked at: what is due today was not yesterday.
const MINUTE: Duration = Duration::from_secs(60);

/// How long the new bytes are served before anything is checked.
const HEAD_START: Duration = Duration::from_millis(30);

/// Starts both threads; they end soon after `stopped`.
pub(super) fn start(mut watcher: Watcher, shared: Arc<Shared>, reporter: Reporter, stopped: Arc<AtomicBool>) {
    let updater = Updater { shared: Arc::clone(&shared) };
    let (report, end) = (Arc::clone(&reporter), Arc::clone(&stopped));
    let update = move || {
        let mut said = watcher.polling().is_some();
        while !end.load(Ordering::SeqCst) {
            let (changes, began) = watcher.next(if end.load(Ordering::SeqCst) { Duration::ZERO } else { MINUTE });
            if end.load(Ordering::SeqCst) {
                return;
            }
            if let Some(reason) = watcher.polling().filter(|_| !said) {
                report(Event::Polling(reason));
                said = true;
            }
            if let Some(changed) = updater.update(&changes) {
                report(Event::Updated { changed: &changed, elapsed: began.elapsed() });
            }
        }
    };
    let find = move || find_problems(&shared, &reporter, &stopped);
    spawn("mise à jour", update);
    spawn("contrôles", find);
}

/// Starts a thread that ends with the server.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let started = thread::Builder::new().name(name.into()).stack_size(16 << 20).spawn(work);
    // Without a thread nothing is kept up to date; the system is out of them, and says so elsewhere.
    drop(started);
}

/// Makes the next state.
struct Updater {
    shared: Arc<Shared>,
}

impl Updater {
    /// Reads what changed; serves the next state and gives what changed in it, if anything did.
    fn update(&self, changes: &Changes) -> Option<Vec<SourcePath>> {
        let current = self.shared.current();
        let options = options(&self.shared.settings);
        let new_day = options.date != current.assembly.site.options.date;
        // Now and then git is asked what no event told: a branch moved from elsewhere.
        let git: Vec<_> = git_folder(current.on_disk.root()).into_iter().collect();
        let paths = match changes {
            Changes::Nothing => Some(git.as_slice()),
            Changes::Paths(paths) => Some(paths.as_slice()),
            Changes::Anything => None,
        };
        let on_disk = match Assembly::snapshot_after(&current.on_disk, paths) {
            Ok(snapshot) => snapshot,
            Err(lost) => {
                if current.lost.is_none() {
                    self.shared.replace(current.lost(lost), &BTreeSet::new());
                }
                return None;
            }
        };
        let changed = differences(&current.on_disk, &on_disk);
        let faults = current.on_disk.faults() == on_disk.faults();
        let history = current.on_disk.history() == on_disk.history();
        if changed.is_empty() && faults && history && !new_day && current.lost.is_none() {
            return None;
        }
        let previous = current.wrong.as_ref().unwrap_or(&current.assembly);
        let real = Assembly::of_snapshot(Arc::new(on_disk), &options, Some(previous));
        let kept = current.kept.after(&real, &current.assembly.site.snapshot);
        let next = Current::new(current.number + 1, real, kept, &options, Some(&current.assembly));
        self.shared.replace(next, &changed);
        // Freed after the new state is served: ten thousand pages take a while.
        drop(current);
        Some(changed.into_iter().collect())
    }
}

/// The paths whose files differ.
fn differences(before: &Snapshot, after: &Snapshot) -> BTreeSet<SourcePath> {
    let mut changed = BTreeSet::new();
    let (mut old, mut new) = (before.files().peekable(), after.files().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (Some(old), Some(new)) => old.path.cmp(&new.path),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return changed,
        };
        let one = if order.is_le() { old.next() } else { None };
        let other = if order.is_ge() { new.next() } else { None };
        let same = one.zip(other).is_some_and(|(one, other)| {
            Arc::ptr_eq(one, other)
                || (one.fingerprint() == other.fingerprint()
                    && one.role == other.role
                    // What stays on disk has no fingerprint of its bytes.
                    && !matches!(other.contents, Contents::OnDisk))
        });
        if !same {
            changed.extend(one.or(other).map(|file| file.path.clone()));
        }
    }
}

/// Looks for what is wrong with each state, the latest first, and tells whoever follows.
fn find_problems(shared: &Shared, reporter: &Reporter, stopped: &AtomicBool) {
    let mut version = 0;
    let mut last = None;
    let mut done = 0;
    // Half of the processors, so that a save that comes meanwhile finds some free.
    let threads = thread::available_parallelism().map_or(1, |count| count.get().div_ceil(2));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(|_| "contrôles".into()).build();
    while !stopped.load(Ordering::SeqCst) {
        let mut current = shared.current();
        if current.number != done {
            // Tabs ask for their new bytes first: the checks would take every processor from them.
            thread::sleep(HEAD_START);
            current = shared.current();
            done = current.number;
            match &pool {
                Ok(pool) => pool.install(|| current.find_problems()),
                // The system gives no more threads.
                Err(_) => current.find_problems(),
            };
            shared.wake();
        }
        let mut found = current.problems().as_deref().cloned().unwrap_or_default();
        found.extend(current.failures().into_iter().map(|failure| (Severity::Error, failure)));
        let told: Vec<_> =
            found.iter().map(|(severity, problem)| (*severity, problem.problem.clone(), place(problem))).collect();
        if last.as_ref() != Some(&told) {
            reporter(Event::Problems(&found));
            last = Some(told);
        }
        drop(current);
        version = shared.wait(version, MINUTE);
    }
}
