//! The port to listen on: the one asked for, else the next that is free.

use std::net::{IpAddr, SocketAddr, TcpListener};

use socket2::{Domain, Protocol, Socket, Type};

use super::Failure;

/// How many ports are tried.
const TRIES: u16 = 100;

/// A listener on `host`, at `port` or the first free one after it; any free one for port 0.
pub(super) fn listen(host: IpAddr, port: u16) -> Result<TcpListener, Failure> {
    let mut last = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { TRIES }) {
        match bind(SocketAddr::new(host, port)) {
            Ok(listener) => return Ok(listener),
            // Only a port can be exchanged for another; an address that is not this machine's stays so.
            Err(error) => {
                let taken =
                    matches!(error.kind(), std::io::ErrorKind::AddrInUse | std::io::ErrorKind::PermissionDenied);
                last = Some(error);
                if !taken {
                    break;
                }
            }
        }
    }
    let reason = last.map_or_else(String::new, |error| error.to_string());
    Err(Failure::Listen { address: SocketAddr::new(host, port), reason })
}

fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    // A port just left by a preview is free again at once on Unix. On Windows the same option would let two programs
    // share a port.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    // Answers are small and in one piece: waiting to join them costs 40 ms each.
    socket.set_tcp_nodelay(true)?;
    socket.bind(&address.into())?;
    socket.listen(128)?;
    Ok(socket.into())
}
