//! The preview as browsers, editors and attackers meet it: a real server, real sockets, real files.

mod exactness;
mod saving;
mod security;
mod served;
mod stream;
