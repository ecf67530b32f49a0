//! Cards: the picture of a sheet, and of the site, that social networks and messages show with a link.
//!
//! Says what is on a card; `layout` says where, `face` and `canvas` draw, `png` writes. The same bytes on any machine.

mod canvas;
mod colours;
mod face;
mod layout;
mod png;

use crate::config::Status;
use crate::markdown::{Options, typeset_text};
use crate::render::options;
use crate::render::{licence_names, status_label};
use crate::site::{PageId, Site};

use layout::Card;

/// The PNG of a sheet's card.
pub(super) fn of_page(site: &Site, id: PageId) -> Vec<u8> {
    let page = site.page(id);
    let kind = &site.config.kinds.kinds[page.kind];
    let options = options(site, &page.language);
    // A page of no kind in particular is known by its section.
    let mut tab = match kind.name.as_str() {
        "page" => page.section.map_or(String::new(), |section| site.section(section).title.clone()),
        _ => kind.label.get(&page.language).to_owned(),
    };
    if page.status == Status::Archived {
        tab = format!("{tab}{}{}", if tab.is_empty() { "" } else { " · " }, status_label(page.status, &page.language));
    }
    layout::png(&Card {
        title: &typeset_text(&page.title, &options),
        tab: &typeset_text(&tab, &options),
        text: "",
        site: &typeset_text(&site.config.title, &options),
        credit: &credit(site, site.licence_of(id), &options),
        colours: colours::of_kind(site, &kind.name),
    })
}

/// The PNG of the site's card.
pub(super) fn of_site(site: &Site) -> Vec<u8> {
    let config = &site.config;
    let options = options(site, &config.language);
    let licence = config.licence.as_ref().map(|licence| licence.value.as_str());
    let address = site.base_url.split_once("://").map_or("", |(_, address)| address);
    layout::png(&Card {
        title: &typeset_text(&config.title, &options),
        tab: "",
        text: &typeset_text(&config.description, &options),
        site: address,
        credit: &credit(site, licence, &options),
        colours: colours::of_kind(site, "fiche"),
    })
}

/// Who publishes, and under which licence.
fn credit(site: &Site, licence: Option<&str>, options: &Options) -> String {
    let licence = licence.map(|written| match site.licensing.expression(written) {
        Some(expression) => licence_names(&expression, &options.language),
        None => written.to_owned(),
    });
    let publisher = Some(site.config.publisher.name.clone()).filter(|name| !name.is_empty());
    let said: Vec<String> = [publisher, licence].into_iter().flatten().collect();
    typeset_text(&said.join(" · "), options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(title: &str) -> Vec<u8> {
        let colours = colours::DEFAULTS;
        let texts = ("Fiche", "Une base", "Une commune · CC BY 4.0");
        layout::png(&Card { title, tab: texts.0, text: "", site: texts.1, credit: texts.2, colours })
    }

    #[test]
    fn the_same_bytes_on_any_machine() {
        // A hash and not the file: it says that the drawing changed, and `classeur build` shows it.
        let hash = blake3::hash(&card("Télétravail : l’essentiel, où & comment « s’y mettre » ?")).to_hex();
        assert_eq!(&hash[..16], "c90ac3b0f8d2fecc");
        assert_eq!(card("a"), card("a"));
    }

    #[test]
    fn any_title_has_its_card() {
        let long = "mot ".repeat(5_000);
        let glued = "m".repeat(5_000);
        for title in ["", " ", "🎉", "…", &long, &glued, "\u{a0}", "日本", "\u{301}", "a\u{ad}b\u{200d}c", "W AV To"]
        {
            let png = card(title);
            assert_eq!(
                imagesize::blob_size(&png).ok().map(|size| (size.width, size.height)),
                Some((1200, 630)),
                "{title}"
            );
            assert!(png.len() < 60_000, "{title}: {} bytes", png.len());
        }
    }

    #[test]
    fn the_font_has_the_letters_of_french() {
        let wanted = "éèêëàâîïôùûüÿçœŒæÆÉÀÇ«»’“”–—…ñŋ€°×·½²№µ\u{a0}\u{202f}αβДж";
        for face in [&face::BOLD, &face::REGULAR] {
            let lacking: String = wanted.chars().filter(|c| !face.has(*c)).collect();
            assert_eq!(lacking, "");
        }
        assert!(face::BOLD.kerning('T', 'o') < 0, "pairs are kerned");
    }
}
