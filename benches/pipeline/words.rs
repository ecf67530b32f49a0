//! The words of the corpus: real French grammatical ones, and plausible others built of roots and endings, drawn with the
//! frequencies of a natural language (Zipf), so that search, typography and compression meet what they meet in life.
//!
//! Nothing is copied from anyone, and nothing depends on the machine.

use std::collections::HashSet;

/// Grammatical words by frequency, about half of any French text.
const COMMON: &str = "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec ou son aux cette \
    mais comme nous leur ses on être peut tout ont ces même sans vous fait entre deux aussi elle bien été si sa après où dont encore très \
    avant soit chaque selon lors depuis contre ainsi doit peuvent doivent afin dès sous votre vos leurs celui celle ceux notre nos toute \
    toutes tous autre autres quand donc alors car jusque chez vers pendant notamment toujours souvent parfois déjà ici moins mieux \
    chacun aucun plusieurs quelques certains voire tandis lorsque puisque quel quelle quels quelles";

/// Roots of content words.
const ROOTS: &str = "administr achemin accompagn acquis adhés agenc agrég aliment améli animat archiv arrêt assembl associ attribu audit \
    autoris banc bâtim bénéfic budgét cadastr calcul candidat capt cart certifi chantier circul citoy clôtur collect command commun \
    compens compét concert concess conserv consult contrôl convent coopér coordonn déchet décid déclar défin délég délibér démarch démocrat \
    déontolog dépend déploi désign détermin développ diagnost diffus digital dispos document domani durabl écol éduc élabor élect énerg \
    enfanc engag enquêt entretien équip étud évalu exécut expériment expert explor facilit factur financ form fourn fréquent garant génér \
    gér gouvern habit handicap harmonis identifi illustr implant inclus inform infrastruct initi innov inscript insert inspect instruct intégr \
    intercommun invest jardin jeuness juridic justifi labellis légal libér limit liquid local logement logic mainten mandat march matériel médiat \
    ménag mesur méthod mobil modernis modific mutualis naturel négoci notifi numér observ œuvr ouvert particip partenair patrimoin paysag perform \
    permett pilot plan plantat plateform portail pratic précis prépar présent prévent prior procéd product programm projet propos protect publi \
    qualifi quartier question rapport réalis recens recherch réclam recrut recycl réduct référenc réflex réhabilit règlement relat rénov \
    répart répert représent réserv résid respons ressourc restaur réunion réus révis santé scolar sécur sensibilis servic signal social solidar \
    soutien sport stationn stratég structur subvent suiv support surveill techn télé territor tradit transform transit transmiss transport \
    urban usag util valid valoris végétal véhicul vérifi vigilanc voiri vulnér";

/// Endings that make words of them.
const ENDINGS: &str = "ation ations er ement ements é ée és ées eur eurs rice if ive ifs ives able ables ant ante iste isme ité ités age ages";

/// Words by rank, with the sum of frequencies up to each.
pub struct Vocabulary {
    words: Vec<String>,
    sums: Vec<f64>,
    common: usize,
}

impl Vocabulary {
    pub fn new() -> Self {
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let common = words.len();
        let mut seen: HashSet<String> = words.iter().cloned().collect();
        let mut made: Vec<String> = Vec::new();
        for root in ROOTS.split_whitespace() {
            made.extend(
                ENDINGS
                    .split_whitespace()
                    .map(|ending| format!("{root}{ending}"))
                    .filter(|word| seen.insert(word.clone())),
            );
        }
        // Shuffled, so that the words of one root do not all have one frequency.
        let random = &mut Random::new(0);
        for at in (1..made.len()).rev() {
            made.swap(at, random.below(at + 1));
        }
        words.extend(made);
        let mut sum = 0.0;
        let sums = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7);
                sum
            })
            .collect();
        Vocabulary { words, sums, common }
    }

    /// A word, as frequent as it is in life, from `from` on.
    fn draw(&self, random: &mut Random, from: usize) -> &str {
        let least = if from == 0 { 0.0 } else { self.sums[from - 1] };
        let most = self.sums[self.sums.len() - 1];
        let at = least + random.unit() * (most - least);
        &self.words[self.sums.partition_point(|sum| *sum < at).min(self.words.len() - 1)]
    }

    pub fn content(&self, random: &mut Random) -> &str {
        self.draw(random, self.common)
    }

    pub fn tag(&self, random: &mut Random) -> &str {
        &self.words[self.common + random.below(300)]
    }

    pub fn title(&self, random: &mut Random) -> String {
        let words = [self.content(random), "de", self.content(random), "et", self.content(random)];
        let mut title = words.join(" ");
        capitalise(&mut title);
        title
    }

    pub fn sentence(&self, random: &mut Random, length: usize) -> String {
        let mut out = String::new();
        for at in 0..length {
            if at > 0 {
                out.push_str(if at % 7 == 0 && at + 1 < length { ", " } else { " " });
            }
            // No grammatical word at the end: sentences do not stop on "de".
            let word = self.draw(random, if at + 1 == length { self.common } else { 0 });
            let vowel = word.starts_with(['a', 'é', 'e', 'i', 'o', 'œ', 'u', 'h']);
            if vowel && word.chars().count() > 5 && random.below(3) == 0 {
                out.push_str(["l'", "d'", "l’", "d’"][random.below(4)]);
            }
            out.push_str(word);
        }
        capitalise(&mut out);
        out.push('.');
        out
    }
}

fn capitalise(text: &mut String) {
    if let Some(first) = text.chars().next() {
        let upper: String = first.to_uppercase().collect();
        text.replace_range(..first.len_utf8(), &upper);
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: usize) -> Self {
        Random((seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66_D1CE_4E5B)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}
