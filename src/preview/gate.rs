//! Who may ask: exact names of this server, pages of this server, and outside of loopback who knows the token.
//!
//! Any website can make a browser send requests to this machine. `Host` stops those that came by a name of theirs
//! (DNS rebinding), `Origin` and `Sec-Fetch-Site` those sent by their pages.

use std::net::{IpAddr, SocketAddr, UdpSocket};

use super::request::{Method, Request};
use super::token::same;

/// The folder of what the preview serves beside the site. No slug begins with a hyphen.
const FOLDER: &str = "/-classeur-/";

/// The parameter and the cookie that carry the token over a network.
const KEY: &str = "jeton";

/// The rules of one server.
#[derive(Debug)]
pub(super) struct Gate {
    address: SocketAddr,
    token: String,
}

/// What to do with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Answer it.
    Pass,
    /// Take the token out of the address and into a cookie.
    Admit,
    /// Answer with this status and nothing else.
    Refuse(u16),
}

impl Gate {
    /// The gate of a server at `address`.
    pub(super) fn new(address: SocketAddr, token: String) -> Self {
        Gate { address, token }
    }

    /// Whether anyone but this machine can come.
    fn open(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    /// The address to open in a browser.
    pub(super) fn entrance(&self) -> String {
        let ip = if self.address.ip().is_unspecified() { own_address(self.address.ip()) } else { self.address.ip() };
        let host = SocketAddr::new(ip, self.address.port());
        if self.open() { format!("http://{host}/?{KEY}={}", self.token) } else { format!("http://{host}/") }
    }

    /// The path of one of the preview's own files.
    pub(super) fn path(&self, name: &str) -> String {
        format!("{FOLDER}{}/{name}", self.token)
    }

    /// The name of the preview's own file at `path`, when the token in it is right; `Some(None)` when it is wrong.
    pub(super) fn own<'p>(&self, path: &'p str) -> Option<Option<&'p str>> {
        let (token, name) = path.strip_prefix(FOLDER)?.split_once('/')?;
        Some(same(token, &self.token).then_some(name))
    }

    /// Judges a request.
    pub(super) fn judge(&self, request: &Request) -> Verdict {
        let Some(host) = request.header("host").filter(|host| self.is_ours(host)) else { return Verdict::Refuse(421) };
        if let Some(origin) = request.header("origin")
            && origin.strip_prefix("http://") != Some(host)
        {
            return Verdict::Refuse(403);
        }
        let navigates = request.header("sec-fetch-mode") == Some("navigate")
            && matches!(request.header("sec-fetch-dest"), None | Some("document"));
        let foreign = !matches!(request.header("sec-fetch-site"), None | Some("same-origin" | "none"));
        if foreign && !(navigates && request.method != Method::Post) {
            return Verdict::Refuse(403);
        }
        if !self.open() {
            return Verdict::Pass;
        }
        if request.target.parameter(KEY).is_some_and(|given| same(&given, &self.token)) {
            return Verdict::Admit;
        }
        let cookies = request.header("cookie").unwrap_or_default();
        let known = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        let admitted = known.filter(|(name, _)| *name == self.cookie_name()).any(|(_, value)| same(value, &self.token));
        if admitted { Verdict::Pass } else { Verdict::Refuse(403) }
    }

    /// The cookie that admits a browser for as long as it is open.
    pub(super) fn cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name(), self.token)
    }

    /// Cookies do not know ports: two previews of one machine need two names.
    fn cookie_name(&self) -> String {
        format!("{KEY}-{}", self.address.port())
    }

    /// Whether `host` is a name of this server and of no other.
    fn is_ours(&self, host: &str) -> bool {
        let port = self.address.port();
        let named = match host.rsplit_once(':') {
            Some((name, digits)) if digits.parse() == Ok(port) && digits == port.to_string() => name,
            // A browser leaves out the port of the scheme.
            None if port == 80 => host,
            _ => return false,
        };
        let ip = named.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        match ip {
            // Nobody can make a number lead elsewhere.
            Ok(ip) => ip == self.address.ip() || self.address.ip().is_unspecified(),
            Err(_) => named == "localhost",
        }
    }
}

/// An address of this machine that its neighbours see. Nothing is sent: connecting a datagram socket only picks the
/// route.
fn own_address(any: IpAddr) -> IpAddr {
    let (from, to) = if any.is_ipv4() { ("0.0.0.0:0", "192.0.2.1:9") } else { ("[::]:0", "[2001:db8::1]:9") };
    let found = UdpSocket::bind(from).and_then(|socket| {
        socket.connect(to)?;
        socket.local_addr()
    });
    found.map_or(if any.is_ipv4() { [127, 0, 0, 1].into() } else { IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]) }, |a| a.ip())
}
