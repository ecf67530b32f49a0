//! A secret that only pages of this preview know, new for each run.

/// 128 random bits in hexadecimal, from the system's generator.
pub(super) fn random() -> String {
    let mut bytes = [0u8; 16];
    if !system(&mut bytes) {
        // Without the system's generator, two independently keyed hashers of the standard library.
        use std::hash::{BuildHasher, RandomState};
        for half in bytes.chunks_mut(8) {
            half.copy_from_slice(&RandomState::new().hash_one(std::process::id()).to_le_bytes());
        }
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(unix)]
fn system(bytes: &mut [u8]) -> bool {
    use std::io::Read;
    std::fs::File::open("/dev/urandom").is_ok_and(|mut file| file.read_exact(bytes).is_ok())
}

#[cfg(not(unix))]
fn system(_: &mut [u8]) -> bool {
    false
}

/// Whether `given` is `secret`, in a time that does not tell where they differ.
pub(super) fn same(given: &str, secret: &str) -> bool {
    given.len() == secret.len() && given.bytes().zip(secret.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
