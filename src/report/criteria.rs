//! The 106 criteria of RGAA 4.1.2 (numbers and subjects read in the State’s own `criteres.json`, repository
//! DISIC/accessibilite.numerique.gouv.fr), by who answers for them in a site of Classeur: named in our own words.

/// A criterion: its number and what it asks, in few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criterion {
    /// `1.1`.
    pub number: &'static str,
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// Criteria about something that authors cannot write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// As a reader is shown them: `2.1 – 2.2`.
    pub numbers: &'static str,
    /// How many.
    pub count: usize,
    /// What they are about, in French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
    /// Whether the scripts, the search field or the previews of the theme may fall under them all the same.
    pub theme: bool,
}

const fn criterion(number: &'static str, fr: &'static str, en: &'static str) -> Criterion {
    Criterion { number, fr, en }
}

const fn refused(numbers: &'static str, count: usize, fr: &'static str, en: &'static str, theme: bool) -> Refused {
    Refused { numbers, count, fr, en, theme }
}

/// About constructs that are not published from what authors write.
pub const REFUSED: &[Refused] = &[
    refused("1.4 – 1.5", 2, "CAPTCHA", "CAPTCHAs", false),
    refused("2.1 – 2.2", 2, "Cadres (iframe)", "Frames", false),
    refused("4.1 – 4.13", 13, "Sons, vidéos, animations", "Audio, video, animation", false),
    refused("5.3, 5.8", 2, "Tableaux de mise en page", "Layout tables", false),
    refused("7.1 – 7.5", 5, "Scripts", "Scripts", true),
    refused("10.13 – 10.14", 2, "Contenus montrés au survol", "Content shown on hover", true),
    refused("11.1 – 11.13", 13, "Formulaires", "Forms", true),
    refused(
        "12.10 – 12.11",
        2,
        "Raccourcis d’une touche, contenus au survol",
        "Single-key shortcuts, hovered content",
        true,
    ),
    refused(
        "13.1 – 13.2",
        2,
        "Limites de temps, fenêtres ouvertes d’office",
        "Time limits, windows that open by themselves",
        false,
    ),
    refused("13.7 – 13.8", 2, "Flashs, mouvements", "Flashes, motion", false),
    refused(
        "13.10 – 13.12",
        3,
        "Gestes, appuis, secousses de l’appareil",
        "Gestures, presses, shaking the device",
        false,
    ),
];

/// Provided by the theme, for all pages at once.
pub const PROVIDED: &[Criterion] = &[
    criterion("1.2", "Une image de décor est passée sous silence", "Decoration is kept from screen readers"),
    criterion("1.9", "Une légende est rattachée à son image", "A caption belongs to its image"),
    criterion("3.2", "Le texte se détache du fond", "Text stands out from its background"),
    criterion("3.3", "Boutons, champs et tracés se détachent du fond", "Controls and graphics stand out"),
    criterion("5.4", "Un tableau porte son titre", "A table carries its title"),
    criterion("5.7", "Chaque cellule se rapporte à son en-tête", "Each cell is tied to its header"),
    criterion("8.1", "La page annonce son type de document", "The page declares its document type"),
    criterion("8.2", "Le code est valide", "The code is valid"),
    criterion("8.3", "La langue de la page est dite", "The page’s language is declared"),
    criterion("8.5", "La page a un titre", "The page has a title"),
    criterion(
        "9.2",
        "En-tête, navigation, contenu et pied sont balisés",
        "Header, navigation, content and footer are marked",
    ),
    criterion("10.1", "La présentation est dans la feuille de style", "Presentation is left to stylesheets"),
    criterion("10.2", "Rien ne disparaît sans la feuille de style", "Nothing vanishes without styles"),
    criterion("10.3", "L’ordre reste logique sans la feuille de style", "The order makes sense without styles"),
    criterion("10.4", "Le texte s’agrandit à 200 %", "Text can be enlarged to 200%"),
    criterion("10.5", "Couleurs de texte et de fond vont ensemble", "Text and background colours come together"),
    criterion("10.6", "Un lien se distingue du texte qui l’entoure", "A link differs from the text around it"),
    criterion("10.7", "On voit où est le clavier", "Keyboard focus can be seen"),
    criterion("10.8", "Ce qui est caché l’est pour tous", "What is hidden is hidden from everyone"),
    criterion("10.11", "Rien ne déborde à 320 pixels de large", "Nothing sticks out at 320 pixels wide"),
    criterion("10.12", "Les espacements du texte se règlent", "Text spacing can be changed"),
    criterion("12.1", "Deux façons de naviguer", "Two ways to navigate"),
    criterion("12.2", "Le menu ne change pas de place", "The menu stays in its place"),
    criterion("12.3", "Le plan du site est juste", "The site map is right"),
    criterion("12.4", "Le plan s’atteint partout de la même façon", "The site map is reached the same way everywhere"),
    criterion("12.5", "La recherche s’atteint partout de la même façon", "Search is reached the same way everywhere"),
    criterion("12.6", "On peut atteindre ou passer chaque zone", "Each area can be reached or skipped"),
    criterion("12.7", "Un lien mène droit au contenu", "A link leads straight to the content"),
    criterion("12.8", "La tabulation suit la lecture", "Tab order follows reading order"),
    criterion("12.9", "Le clavier n’est jamais pris au piège", "The keyboard is never trapped"),
    criterion("13.9", "Portrait ou paysage, au choix du lecteur", "Portrait or landscape, as the reader likes"),
];

/// Whose mechanical part the checks decide.
pub const DECIDED: &[Criterion] = &[
    criterion("1.1", "Chaque image utile a une alternative", "Each meaningful image has an alternative"),
    criterion("5.6", "Les en-têtes d’un tableau sont déclarés", "A table’s headers are declared"),
    criterion("6.2", "Chaque lien a un texte", "Each link has a text"),
    criterion("8.4", "Le code de langue est le bon", "The language code is right"),
    criterion("8.8", "Le code d’un passage en langue étrangère est le bon", "A foreign passage’s code is right"),
    criterion("9.1", "Les titres forment un plan sans trou", "Headings make an outline without gaps"),
];

/// That only a person can judge.
pub const JUDGED: &[Criterion] = &[
    criterion("1.3", "L’alternative dit ce que l’image apporte", "The alternative says what the image brings"),
    criterion("1.6", "Une image riche a une description longue", "A rich image has a long description"),
    criterion("1.7", "Cette description est juste", "That description is right"),
    criterion("1.8", "Pas de texte en image quand du vrai texte suffit", "No picture of text where real text would do"),
    criterion("3.1", "La couleur ne porte jamais seule le sens", "Colour never carries meaning alone"),
    criterion("5.1", "Un tableau complexe est expliqué", "A complex table is explained"),
    criterion("5.2", "L’explication d’un tableau complexe est juste", "A complex table’s explanation is right"),
    criterion("5.5", "Le titre d’un tableau dit ce qu’il contient", "A table’s title says what it holds"),
    criterion("6.1", "On comprend où mène chaque lien", "One understands where each link leads"),
    criterion("8.6", "Le titre de la page dit de quoi elle parle", "The page’s title says what it is about"),
    criterion("8.7", "Les passages en langue étrangère sont signalés", "Foreign passages are marked"),
    criterion("8.9", "Aucune balise ne sert qu’à décorer", "No tag is there for looks alone"),
    criterion("8.10", "Le sens de lecture est signalé s’il change", "Changes of reading direction are marked"),
    criterion("9.3", "Les énumérations sont de vraies listes", "Enumerations are real lists"),
    criterion("9.4", "Les citations sont de vraies citations", "Quotations are real quotations"),
    criterion(
        "10.9",
        "Ni forme, ni taille, ni place ne disent seules quelque chose",
        "Shape, size or place never tells something alone",
    ),
    criterion("10.10", "Ce qui les remplace est clair", "What replaces them is clear"),
    criterion("13.3", "Un document à télécharger est accessible", "A document to download is accessible"),
    criterion("13.4", "Sa version accessible dit la même chose", "Its accessible version says the same"),
    criterion("13.5", "Émojis et dessins de caractères sont expliqués", "Emoji and character drawings are explained"),
    criterion("13.6", "Cette explication est juste", "That explanation is right"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_106() {
        let refused: usize = REFUSED.iter().map(|group| group.count).sum();
        assert_eq!((refused, PROVIDED.len(), DECIDED.len(), JUDGED.len()), (48, 31, 6, 21));
        let mut numbers: Vec<&str> = [PROVIDED, DECIDED, JUDGED].concat().iter().map(|one| one.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 58, "each number once");
    }
}
