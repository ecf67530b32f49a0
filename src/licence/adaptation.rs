//! What may be adapted into what: text reworked into a page of another licence.
//!
//! Reproducing a work unchanged beside a page, with its credit, is a collection and not an adaptation: any free licence
//! does there, and this file has nothing to say about it.

use super::{Commons, Licence, Nature};

/// Whether a work under `source` may be reworked into one under `into`.
pub fn may_adapt(source: &Licence, into: &Licence) -> bool {
    if source.id == into.id {
        return source.permits_changes();
    }
    match (source.nature, into.nature) {
        (Nature::NotFree(_), _) => false,
        (Nature::PublicDomain, _) => true,
        // Who is credited stays so: nothing may be given to the public domain on their behalf.
        (_, Nature::PublicDomain) => false,
        (Nature::Attribution | Nature::Software, _) => true,
        (Nature::ShareAlike(a), Nature::ShareAlike(b)) if a == b => keeps_to(source, into),
        // Declared compatible by both sides: creativecommons.org/compatible-licenses.
        (Nature::ShareAlike(Commons::CreativeCommons), Nature::ShareAlike(Commons::FreeArt)) => {
            source.version == (4, 0) && into.version >= (1, 3)
        }
        (Nature::ShareAlike(Commons::FreeArt), Nature::ShareAlike(Commons::CreativeCommons)) => {
            source.version >= (1, 3) && into.version == (4, 0)
        }
        // One way only, by the same declaration.
        (Nature::ShareAlike(Commons::CreativeCommons), Nature::Copyleft) => {
            source.version == (4, 0) && into.id.starts_with("GPL-3.0")
        }
        (Nature::ShareAlike(_) | Nature::Copyleft, _) => false,
    }
}

/// A share-alike licence admits its own later versions; the first Creative Commons did not.
fn keeps_to(source: &Licence, into: &Licence) -> bool {
    match source.nature {
        Nature::ShareAlike(Commons::CreativeCommons) => source.version > (1, 0) && into.version >= source.version,
        Nature::ShareAlike(Commons::GnuDocumentation) => {
            into.version == source.version || source.id.ends_with("-or-later")
        }
        _ => into.version >= source.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licence::Expression;

    /// Sources in lines, pages in columns: `x` may be adapted.
    const MATRIX: &str = "
                                    CC0-1.0 etalab-2.0 CC-BY-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 ODbL-1.0 LAL-1.3 GFDL-1.3-no-invariants-only GPL-3.0-only CC-BY-NC-4.0
        CC0-1.0                        x       x          x          x            x           x        x          x                        x           x
        CC-PDM-1.0                     x       x          x          x            x           x        x          x                        x           x
        PDDL-1.0                       x       x          x          x            x           x        x          x                        x           x
        etalab-2.0                     .       x          x          x            x           x        x          x                        x           x
        CC-BY-4.0                      .       x          x          x            x           x        x          x                        x           x
        CC-BY-3.0                      .       x          x          x            x           x        x          x                        x           x
        ODC-By-1.0                     .       x          x          x            x           x        x          x                        x           x
        OGL-UK-3.0                     .       x          x          x            x           x        x          x                        x           x
        MIT                            .       x          x          x            x           x        x          x                        x           x
        CC-BY-SA-4.0                   .       .          .          .            x           .        x          .                        x           .
        CC-BY-SA-3.0                   .       .          .          x            x           .        .          .                        .           .
        CC-BY-SA-1.0                   .       .          .          .            .           .        .          .                        .           .
        ODbL-1.0                       .       .          .          .            .           x        .          .                        .           .
        LAL-1.3                        .       .          .          .            x           .        x          .                        .           .
        GFDL-1.3-no-invariants-only    .       .          .          .            .           .        .          x                        .           .
        GFDL-1.2-no-invariants-or-later .      .          .          .            .           .        .          x                        .           .
        GPL-3.0-only                   .       .          .          .            .           .        .          .                        x           .
        CC-BY-NC-4.0                   .       .          .          .            .           .        .          .                        .           x
        CC-BY-ND-4.0                   .       .          .          .            .           .        .          .                        .           .
        CC-BY-NC-ND-4.0                .       .          .          .            .           .        .          .                        .           .
        GFDL-1.3-invariants-only       .       .          .          .            .           .        .          .                        .           .
        LicenseRef-tous-droits-reserves .      .          .          .            .           .        .          .                        .           .
        LicenseRef-maison              .       .          .          .            .           .        .          .                        .           .
    ";

    #[test]
    fn the_matrix() {
        let mut lines =
            MATRIX.lines().map(str::split_whitespace).map(Iterator::collect::<Vec<_>>).filter(|line| !line.is_empty());
        let pages = lines.next().expect("a line of headings");
        let mut wrong = Vec::new();
        let mut told = 0;
        for line in lines {
            assert_eq!(line.len(), pages.len() + 1, "{line:?}");
            for (page, mark) in pages.iter().zip(&line[1..]) {
                let found = may_adapt(&Licence::of(line[0]), &Licence::of(page));
                told += 1;
                if found != (*mark == "x") {
                    wrong.push(format!("{} into {page}: {found}", line[0]));
                }
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(told, 230);
    }

    #[test]
    fn expressions() {
        let may = |source: &str, page: &str| {
            let [source, page] = [source, page].map(|text| Expression::parse(text).expect("an expression"));
            source.may_be_adapted_into(&page)
        };
        assert!(may("CC-BY-SA-4.0 OR CC-BY-4.0", "etalab-2.0"), "one of a choice is enough");
        assert!(!may("CC-BY-SA-4.0 AND CC-BY-4.0", "etalab-2.0"));
        assert!(!may("CC-BY-SA-4.0", "CC-BY-SA-4.0 OR etalab-2.0"), "what readers may choose must be allowed");
    }
}
