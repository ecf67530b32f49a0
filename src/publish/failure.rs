//! The system's errors as problems an author can act on. Never touches a disk.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Problem, WriteFault};

/// The problem of `error`, met when writing `path` (shown as the author knows it, not as it is staged).
pub(super) fn failure(path: &str, error: &Error) -> Diagnostic {
    let path = path.to_owned();
    Diagnostic::nowhere(match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Problem::DiskFull { path },
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Problem::ReadOnly { path },
        _ => Problem::WriteFailed { path, reason: WriteFault::System(error.to_string()) },
    })
}

/// The problem of `error`, met when reading the source file `from`, which was to be published as `path`.
/// A source that may not be read says nothing of the published folder, so it is no [`Problem::ReadOnly`].
pub(super) fn unreadable(path: &str, from: &Path, error: &Error) -> Diagnostic {
    Diagnostic::nowhere(Problem::WriteFailed {
        path: path.to_owned(),
        reason: WriteFault::System(format!("{}: {error}", from.display())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn system_errors() {
        use rustix::io::Errno;
        let check = |errno: Errno, code: &str| {
            let error = Error::from_raw_os_error(errno.raw_os_error());
            assert_eq!(failure("public/a", &error).code().as_str(), code, "{errno:?}");
        };
        check(Errno::NOSPC, "publication/disque-plein");
        check(Errno::DQUOT, "publication/disque-plein");
        check(Errno::ROFS, "publication/lecture-seule");
        check(Errno::ACCESS, "publication/lecture-seule");
        check(Errno::PERM, "publication/lecture-seule");
        check(Errno::IO, "publication/ecriture");
        check(Errno::NAMETOOLONG, "publication/ecriture");
        check(Errno::MFILE, "publication/ecriture");
    }
}
