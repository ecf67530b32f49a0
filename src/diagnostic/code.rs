//! The stable codes of problems, `family/name`.

use std::fmt;

/// A code of [`CODES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    pub(super) const fn new(code: &'static str) -> Self {
        Code(code)
    }

    /// The code as text.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether it protects the program or the published site, so that no site can lower it.
    pub fn fixed(self) -> bool {
        matches!(self.family(), "publication" | "gabarit")
            || matches!(
                self.0,
                "config/syntaxe" | "config/site-introuvable" | "theme/introuvable" | "adresse/collision"
            )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

macro_rules! codes {
    ($($code:literal)*) => {
        /// Every code, in the order of the manual.
        pub const CODES: &[Code] = &[$(Code::new($code)),*];
    };
}

codes! {
    "fichier/encodage" "fichier/illisible" "fichier/binaire" "fichier/trop-gros" "fichier/special"
    "fichier/lien-hors-du-site" "fichier/lien-en-boucle" "fichier/acces" "fichier/meme-nom" "fichier/motif"
    "fichier/historique-partiel" "fichier/historique-illisible"
    "entete/syntaxe" "entete/non-fermee" "entete/cle-inconnue" "entete/valeur" "entete/doublon" "entete/desaccord"
    "entete/date" "entete/autre-outil" "entete/champ-requis" "entete/resume-absent" "entete/resume-long" "entete/type-inconnu"
    "config/syntaxe" "config/cle-inconnue" "config/valeur" "config/doublon" "config/type" "config/site-introuvable"
    "config/controle-inconnu" "config/adresse" "config/taxonomie"
    "theme/syntaxe" "theme/cle-inconnue" "theme/valeur" "theme/introuvable" "theme/version" "theme/traduction"
    "adresse/collision" "adresse/invalide" "adresse/redirection"
    "lien/introuvable" "lien/ancre" "lien/ambigu" "lien/brouillon" "lien/casse" "lien/vide" "lien/vague" "lien/meme-texte" "lien/document" "lien/reference"
    "lien/interdit" "lien/hors-du-site" "lien/externe" "lien/injoignable" "lien/deplace"
    "image/introuvable" "image/illisible" "image/endommagee" "image/dessin-nettoye" "image/sans-alternative" "image/alternative-vague" "image/alternative-repetee" "image/alternative-longue" "image/position" "image/inconnue"
    "texte/titre-en-trop" "texte/sans-titre" "texte/section-vide" "texte/a-completer" "texte/niveau-saute" "texte/titre-vide" "texte/faux-titre" "texte/fausse-liste" "texte/langue" "texte/tableau-sans-titre"
    "texte/ancre-en-double" "texte/trop-profond" "texte/trop-long" "texte/note-inutile" "texte/note-inconnue"
    "texte/formule" "texte/numerotation" "texte/partie-absente"
    "html/interdit" "html/nettoye"
    "accessibilite/declaration-absente" "accessibilite/sans-audit" "accessibilite/taux" "accessibilite/audit-perime"
    "tiers/image" "tiers/ressource" "tiers/script"
    "bloc/inconnu" "bloc/non-ferme" "bloc/sans-nom" "bloc/attributs" "bloc/cle-inconnue" "bloc/inclusion" "bloc/boucle"
    "procedure/sans-phase"
    "benchmark/note" "benchmark/hors-echelle" "benchmark/echelle" "benchmark/poids" "benchmark/critere-inconnu"
    "benchmark/solution-inconnue" "benchmark/doublon" "benchmark/sans-preuve" "benchmark/note-ancienne" "benchmark/donnees"
    "modele/champ-inutile" "modele/remplissage" "modele/remplissage-incomplet"
    "licence/absente" "licence/inconnue" "licence/oeuvre" "licence/non-libre" "licence/incompatible" "licence/decret"
    "licence/credit" "licence/reuse"
    "glossaire/doublon"
    "gabarit/syntaxe" "gabarit/indefini" "gabarit/introuvable" "gabarit/echec"
    "publication/dossier-etranger" "publication/dossier-source" "publication/disque-plein" "publication/lecture-seule"
    "publication/ecriture" "publication/conflit"
}
