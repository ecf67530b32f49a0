//! Which request goes when: so many at once, so many to one host, all within the time given.
//!
//! Each redirection and each second try queues again, so the limit for a host holds for those too.

use std::collections::{HashMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use ammonia::Url;

use super::ExternalOptions;
use super::outcome::Outcome;
use super::request::{Request, Step, client};
use crate::diagnostic::NoAnswer;

/// What became of each of `urls`, in their order.
pub(super) fn ask_all(urls: &[&Url], options: &ExternalOptions) -> Vec<Outcome> {
    let now = Instant::now();
    let board = Board {
        waiting: urls
            .iter()
            .enumerate()
            .map(|(of, url)| Waiting {
                of,
                host: Request::new((*url).clone()).host(),
                request: Request::new((*url).clone()),
                not_before: now,
            })
            .collect(),
        running: HashMap::new(),
        in_flight: 0,
        outcomes: vec![None; urls.len()],
        done: 0,
    };
    let queue = Queue { board: Mutex::new(board), changed: Condvar::new(), deadline: now + options.total, options };
    let client = client();
    std::thread::scope(|scope| {
        for _ in 0..options.at_once.clamp(1, urls.len().max(1)) {
            scope.spawn(|| queue.work(&client));
        }
    });
    let board = queue.board.into_inner().unwrap_or_else(PoisonError::into_inner);
    let missed = || Outcome::Unreachable(NoAnswer::OutOfTime);
    board.outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(missed)).collect()
}

/// A request that waits for its turn.
struct Waiting {
    /// Which address it is for.
    of: usize,
    host: String,
    request: Request,
    not_before: Instant,
}

/// What the workers share.
struct Board {
    waiting: VecDeque<Waiting>,
    /// Requests under way, by host.
    running: HashMap<String, usize>,
    in_flight: usize,
    outcomes: Vec<Option<Outcome>>,
    done: usize,
}

struct Queue<'a> {
    board: Mutex<Board>,
    changed: Condvar,
    deadline: Instant,
    options: &'a ExternalOptions,
}

impl Queue<'_> {
    /// Sends requests until none is left, or time is up.
    fn work(&self, client: &ureq::Agent) {
        let mut board = self.lock();
        loop {
            let now = Instant::now();
            let idle = board.waiting.is_empty() && board.in_flight == 0;
            if idle || now >= self.deadline {
                self.changed.notify_all();
                return;
            }
            let Some(Waiting { of, host, request, .. }) = board.next(now, self.options.per_host) else {
                let until = board.waiting.iter().map(|waiting| waiting.not_before).filter(|at| *at > now).min();
                let pause = until.unwrap_or(self.deadline).min(self.deadline) - now;
                board = self.changed.wait_timeout(board, pause).unwrap_or_else(PoisonError::into_inner).0;
                continue;
            };
            drop(board);
            let step = request.send(client, self.options.timeout.min(self.deadline - now));
            board = self.lock();
            board.came_back(of, &host, step, self.options);
            self.changed.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Board {
    /// The first request whose time has come and whose host is free, counted as under way.
    fn next(&mut self, now: Instant, per_host: usize) -> Option<Waiting> {
        let free = |waiting: &Waiting| self.running.get(&waiting.host).copied().unwrap_or(0) < per_host.max(1);
        let at = self.waiting.iter().position(|waiting| waiting.not_before <= now && free(waiting))?;
        let next = self.waiting.remove(at)?;
        *self.running.entry(next.host.clone()).or_default() += 1;
        self.in_flight += 1;
        Some(next)
    }

    fn came_back(&mut self, of: usize, host: &str, step: Step, options: &ExternalOptions) {
        self.in_flight -= 1;
        if let Some(running) = self.running.get_mut(host) {
            *running -= 1;
        }
        match step {
            Step::Done(outcome) => {
                self.outcomes[of] = Some(outcome);
                self.done += 1;
                if let Some(progress) = options.progress {
                    progress(self.done, self.outcomes.len());
                }
            }
            // Ahead of the rest: an address begun is finished before the time is up.
            Step::Then(request, pause) => self.waiting.push_front(Waiting {
                of,
                host: request.host(),
                request,
                not_before: Instant::now() + pause,
            }),
        }
    }
}
