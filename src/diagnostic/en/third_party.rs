//! What is asked of other sites, in English.

use crate::diagnostic::ThirdPartyFault;
use crate::diagnostic::wording::quote;

pub(super) fn title(fault: &ThirdPartyFault) -> String {
    match fault {
        ThirdPartyFault::Image { url } => format!("The image {} is on another site", quote(url)),
        ThirdPartyFault::Resource { host, .. } => {
            format!("The page would ask another site for a file, {}", quote(host))
        }
        ThirdPartyFault::Script { host, .. } => {
            format!("This script seems to ask another site for a file, {}", quote(host))
        }
    }
}

pub(super) fn help(fault: &ThirdPartyFault) -> String {
    match fault {
        ThirdPartyFault::Image { .. } => {
            "A link stands instead: showing it would tell that other site who reads the page. Save it beside the sheet, with its author and its licence."
        }
        ThirdPartyFault::Resource { .. } => {
            "Copy this file into the site (`static/`, or beside the sheet): that other site would know each reader, and the page would lack it offline."
        }
        ThirdPartyFault::Script { .. } => {
            "Copy this file into the site, below `static/`. The security policy of pages (`Content-Security-Policy`) would block this request."
        }
    }
    .into()
}
