//! Claims of accessibility, in French.

use crate::diagnostic::ClaimFault;

pub(super) fn title(fault: &ClaimFault) -> String {
    match fault {
        ClaimFault::NoAudit { date: false, rate: false } => "Le site se dit conforme sans audit d’accessibilité".into(),
        ClaimFault::NoAudit { date: true, .. } => "Le site se dit conforme sans taux de conformité".into(),
        ClaimFault::NoAudit { .. } => "Le site se dit conforme sans date d’audit".into(),
        ClaimFault::LowRate { rate, full: true } => {
            format!("Un site audité à {}\u{a0}% n’est pas totalement conforme", percent(*rate))
        }
        ClaimFault::LowRate { rate, full: false } => {
            format!("Un site audité à {}\u{a0}% n’est pas partiellement conforme", percent(*rate))
        }
        ClaimFault::Lapsed { audit, future: false } => {
            format!("L’audit d’accessibilité du {} a plus de trois ans", day(*audit))
        }
        ClaimFault::Lapsed { audit, future: true } => {
            format!("L’audit d’accessibilité du {} n’a pas encore eu lieu", day(*audit))
        }
        ClaimFault::Missing => "Le site ne dit rien de son accessibilité".into(),
    }
}

pub(super) fn help(fault: &ClaimFault) -> String {
    match fault {
        ClaimFault::NoAudit { .. } => "Donnez sous `[accessibility]` la date de l’audit (`audit_date`) et son taux (`audit_rate`, en pourcentage des critères applicables), ou écrivez `status = \"none\"`\u{a0}: sans audit valable, un site est non conforme.".into(),
        ClaimFault::LowRate { full: true, .. } => "Seul un taux de 100\u{a0}% permet d’écrire `status = \"full\"`\u{a0}; à partir de 50\u{a0}%, écrivez `status = \"partial\"`.".into(),
        ClaimFault::LowRate { full: false, .. } => "Il faut au moins 50\u{a0}% des critères applicables\u{a0}; en dessous, écrivez `status = \"none\"`.".into(),
        ClaimFault::Lapsed { future: false, .. } => "Un audit vaut trois ans\u{a0}: faites-en un nouveau, ou écrivez `status = \"none\"`. D’ici là, les pages disent «\u{a0}non conforme\u{a0}».".into(),
        ClaimFault::Lapsed { future: true, .. } => "Corrigez `audit_date`\u{a0}: une déclaration se fonde sur un audit terminé.".into(),
        ClaimFault::Missing => "Un organisme public l’affiche sur chaque page et publie une déclaration. Ajoutez à `site.toml` une table `[accessibility]` avec `status = \"none\"` et `page = \"accessibilite.md\"`, et dans cette page le bloc `::: declaration-accessibilite`.".into(),
    }
}

/// `48,5`.
fn percent(rate: f64) -> String {
    rate.to_string().replace('.', ",")
}

/// `02/01/2022`.
fn day(date: jiff::civil::Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}
