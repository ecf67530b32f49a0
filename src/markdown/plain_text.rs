//! The words of a text without markup, held as what was taken from its file: most of them stand there as they are, and a
//! site holds all its texts at once.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::source::{SourceFile, Span};

/// The words of a text, for search, summaries and counts; blocks separated by `\n`.
#[derive(Debug, Clone, Default)]
pub struct PlainText {
    /// Which part of the words is in which heading's section (`None` before the first); in order, covering all.
    pub runs: Vec<(Option<u32>, Span)>,
    /// What was taken from the file, in order.
    taken: Box<[Taken]>,
    /// What was not, one after the other.
    own: Box<str>,
    /// Its length in bytes.
    length: u32,
    source: Option<Arc<SourceFile>>,
    whole: OnceLock<Box<str>>,
}

/// Words that stand in the file as they are.
#[derive(Debug, Clone, Copy)]
struct Taken {
    /// Where, in the words.
    at: u32,
    /// Where, in the file.
    from: u32,
    length: u32,
}

/// Below so many bytes, to tell where words stand takes as much as to hold them.
const SHORTEST: usize = 24;

/// Words being gathered.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words so far.
    pub text: String,
    taken: Vec<Taken>,
}

impl Words {
    /// No words yet: they are gathered in the memory of `text`, from about so many nodes.
    pub fn new(text: String, nodes: usize) -> Self {
        Words { text, taken: Vec::with_capacity(nodes) }
    }

    /// Appends `words`, which may stand at byte `from` of `source`.
    pub fn push_from(&mut self, words: &str, source: &str, from: usize) {
        let found = source.as_bytes().get(from..).is_some_and(|rest| rest.starts_with(words.as_bytes()));
        if found && words.len() >= SHORTEST {
            let (at, from, length) = (self.text.len() as u32, from as u32, words.len() as u32);
            self.taken.push(Taken { at, from, length });
        }
        self.text.push_str(words);
    }

    /// The words of `file`, and the memory in which they were gathered.
    pub fn packed(self, runs: &[(Option<u32>, Span)], file: &Arc<SourceFile>) -> (PlainText, String) {
        let taken: u32 = self.taken.iter().map(|taken| taken.length).sum();
        let mut own = String::with_capacity(self.text.len() - taken as usize);
        let mut at = 0;
        for taken in &self.taken {
            own.push_str(&self.text[at..taken.at as usize]);
            at = (taken.at + taken.length) as usize;
        }
        own.push_str(&self.text[at..]);
        let plain = PlainText {
            runs: runs.to_vec(),
            taken: self.taken.as_slice().into(),
            own: own.into(),
            length: self.text.len() as u32,
            source: Some(Arc::clone(file)),
            whole: OnceLock::new(),
        };
        (plain, self.text)
    }
}

impl PlainText {
    /// Its length, in bytes.
    pub fn len(&self) -> usize {
        self.length as usize
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The words, made once and kept: for whoever asks for many of their parts.
    pub fn as_str(&self) -> &str {
        self.whole.get_or_init(|| self.made().into())
    }

    /// The words, to be read once.
    pub fn read(&self) -> Cow<'_, str> {
        self.whole.get().map_or_else(|| self.made().into(), |whole| Cow::Borrowed(&**whole))
    }

    fn made(&self) -> String {
        let source = self.source.as_ref().and_then(|file| file.text()).unwrap_or("");
        let mut out = String::with_capacity(self.len());
        let mut own = &*self.own;
        for Taken { at, from, length } in &self.taken {
            let (before, after) = own.split_at(*at as usize - out.len());
            out.push_str(before);
            out.push_str(&source[*from as usize..(*from + *length) as usize]);
            own = after;
        }
        out.push_str(own);
        out
    }

    /// Number of words: what stands between spaces.
    pub fn count(&self) -> usize {
        count(&self.read())
    }
}

/// Number of words of `text`.
fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return 0 };
    // As if there were no spaces but those of ASCII: the loop has no branch, so that the compiler makes it one over
    // vectors, of counts that fit a byte: no two words begin side by side.
    let begins = |(before, byte): (&u8, &u8)| u8::from(is_ascii_space(*before) & !is_ascii_space(*byte));
    let parts = bytes.chunks(480).zip(bytes[1..].chunks(480));
    let mut words = usize::from(!is_ascii_space(*first));
    words += parts.map(|(before, part)| usize::from(before.iter().zip(part).map(begins).sum::<u8>())).sum::<usize>();
    // Then each other space begins a word after it, and was taken for the beginning of one after a space of ASCII.
    // These are the bytes that they begin with in UTF-8.
    let others = memchr::memchr2_iter(0xc2, 0xe2, bytes).chain(memchr::memchr2_iter(0xe1, 0xe3, bytes));
    for at in others {
        let mut chars = text[at..].chars();
        if chars.next().is_some_and(char::is_whitespace) {
            words += usize::from(chars.next().is_some_and(|next| !next.is_whitespace()));
            words -= usize::from(at == 0 || is_ascii_space(bytes[at - 1]));
        }
    }
    words
}

/// Whether it is one of the spaces of ASCII.
fn is_ascii_space(byte: u8) -> bool {
    (byte == b' ') | (b'\t'..=b'\r').contains(&byte)
}

#[cfg(test)]
mod tests {
    use crate::source::Role;

    use super::*;

    #[test]
    fn counts_fit_their_bytes() {
        for text in ["a ".repeat(600), " a".repeat(600), "a".repeat(1_000), " ".repeat(1_000)] {
            assert_eq!(count(&text), text.split_whitespace().count());
        }
    }

    proptest::proptest! {
        #[test]
        fn words_are_those_between_spaces(text in "[a\u{e9}\u{2019}\u{4e00} \t\n\u{85}\u{a0}\u{1680}\u{2003}\u{202f}\u{3000}\u{200b}«]{0,40}") {
            proptest::prop_assert_eq!(count(&text), text.split_whitespace().count());
        }

        /// Whatever is said of where they stand, the words are those that were pushed.
        #[test]
        fn words_are_what_was_pushed(
            source in "[aé]{0,80}",
            parts in proptest::collection::vec(("[aé]{0,60}|\n", 0usize..90), 0..8),
        ) {
            let file = SourceFile::in_memory("a.md", Role::Content, &source);
            let mut words = Words::default();
            for (part, from) in &parts {
                words.push_from(part, &source, *from);
            }
            let pushed = words.text.clone();
            let (plain, given_back) = words.packed(&[], &file);
            proptest::prop_assert_eq!(&given_back, &pushed);
            proptest::prop_assert_eq!(plain.len(), pushed.len());
            proptest::prop_assert_eq!(&*plain.read(), &*pushed);
            proptest::prop_assert_eq!(plain.as_str(), &*pushed);
            proptest::prop_assert_eq!(&*plain.read(), &*pushed);
        }
    }

    #[test]
    fn what_stands_in_the_file_is_not_held() {
        let source = "des mots qui sont dans le fichier, tels quels";
        let file = SourceFile::in_memory("a.md", Role::Content, source);
        let mut words = Words::default();
        words.push_from(source, source, 0);
        words.text.push('\n');
        words.push_from(&source[4..], source, 4);
        let (plain, _) = words.packed(&[], &file);
        assert_eq!((&*plain.own, plain.taken.len()), ("\n", 2));
        assert_eq!(plain.as_str(), format!("{source}\n{}", &source[4..]));
    }
}
