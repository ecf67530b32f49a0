//! What is asked of other sites, in French.

use crate::diagnostic::ThirdPartyFault;
use crate::diagnostic::wording::quote;

pub(super) fn title(fault: &ThirdPartyFault) -> String {
    match fault {
        ThirdPartyFault::Image { url } => format!("L’image {} est sur un autre site", quote(url)),
        ThirdPartyFault::Resource { host, .. } => {
            format!("La page demanderait un fichier à un autre site, {}", quote(host))
        }
        ThirdPartyFault::Script { host, .. } => {
            format!("Ce script semble demander un fichier à un autre site, {}", quote(host))
        }
    }
}

pub(super) fn help(fault: &ThirdPartyFault) -> String {
    match fault {
        ThirdPartyFault::Image { .. } => {
            "Elle est remplacée par un lien\u{a0}: l’afficher dirait à cet autre site qui lit la page. Enregistrez-la à côté de la fiche, avec son auteur et sa licence."
        }
        ThirdPartyFault::Resource { .. } => {
            "Copiez ce fichier dans le site (`static/`, ou à côté de la fiche)\u{a0}: chaque lecteur serait connu de cet autre site, et la page incomplète hors ligne."
        }
        ThirdPartyFault::Script { .. } => {
            "Copiez ce fichier dans le site, sous `static/`. La politique de sécurité des pages (`Content-Security-Policy`) bloquerait cette demande."
        }
    }
    .into()
}
