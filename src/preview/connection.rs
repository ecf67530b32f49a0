//! Connections: one thread each, so that an open event stream keeps nobody waiting; as many as a browser needs, no more.
//!
//! Carried by std's sockets and read by `httparse`, not by `tiny_http`, which serves only tests here: it gathers the
//! request line and headers without a bound and gives no way to set a time limit on its sockets, so one endless header,
//! or a few clients that send nothing, would hold its memory and its threads (`tests/preview/security.rs` tries both).
//! A guard in front of it would need a second socket that other programs reach without passing the guard, and would
//! parse every head before it does. What bounds both is shorter than such a guard.

use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::handler::{Handler, Outcome};
use super::reply::Reply;
use super::request::{Method, Refused, Request};

/// The most connections at once. A browser holds six to one host.
const MOST: usize = 256;

/// How long a client may leave an answer unread.
const UNREAD: Duration = Duration::from_secs(20);

/// Accepts connections until `stopped`, in a thread of its own.
pub(super) fn accept(listener: TcpListener, handler: Arc<Handler>, stopped: Arc<AtomicBool>) {
    let open = Arc::new(AtomicUsize::new(0));
    let serve = move || {
        for stream in listener.incoming() {
            if stopped.load(Ordering::SeqCst) {
                return;
            }
            let Ok(mut stream) = stream else {
                // Out of file descriptors, most likely: some will be given back.
                thread::sleep(Duration::from_millis(10));
                continue;
            };
            let _ = stream.set_nodelay(true);
            let _ = stream.set_write_timeout(Some(UNREAD));
            if open.fetch_add(1, Ordering::SeqCst) >= MOST {
                open.fetch_sub(1, Ordering::SeqCst);
                let _ = Reply::refusal(503).send(&mut stream, false, false);
                continue;
            }
            let (handler, counted, stopped) = (Arc::clone(&handler), Counted(Arc::clone(&open)), Arc::clone(&stopped));
            let started = thread::Builder::new().name("connexion".into()).stack_size(4 << 20).spawn(move || {
                let _counted = counted;
                converse(stream, &handler, &stopped);
            });
            // The system gives no more threads: the connection is dropped, and its count with it.
            drop(started);
        }
    };
    if thread::Builder::new().name("accueil".into()).spawn(serve).is_err() {
        // Nothing can be served without a thread; the port answers nothing, as the caller's message says.
    }
}

/// Gives its place back when the connection ends, however it ends.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Answers the requests of one connection, one after the other.
fn converse(mut stream: TcpStream, handler: &Handler, stopped: &Arc<AtomicBool>) {
    let mut rest = Vec::new();
    loop {
        let request = match Request::read(&mut stream, &mut rest) {
            Ok(request) => request,
            Err(Refused::Closed) => return,
            Err(Refused::Status(status)) => {
                let reply = Reply::refusal(status);
                let reply = if status == 405 { reply.with("Allow", "GET, HEAD, POST") } else { reply };
                let _ = reply.send(&mut stream, false, false);
                // What is still being sent is let in for a moment, else the answer may be lost with the connection.
                let _ = stream.shutdown(Shutdown::Write);
                let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
                let _ = std::io::copy(&mut std::io::Read::take(&mut stream, 1 << 20), &mut std::io::sink());
                return;
            }
        };
        if stopped.load(Ordering::SeqCst) {
            return;
        }
        match handler.handle(&request) {
            Outcome::Reply(reply) => {
                if reply.send(&mut stream, request.keep, request.method == Method::Head).is_err() || !request.keep {
                    return;
                }
            }
            Outcome::Stream(subscription) => {
                if request.method == Method::Get {
                    subscription.run(stream, stopped);
                }
                return;
            }
        }
    }
}
