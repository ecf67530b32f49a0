//! Function words: those that say nothing of what a text is about. A query made of others leaves them out; they are
//! indexed all the same, so that a query made of nothing else is answered.

use std::collections::HashSet;
use std::sync::LazyLock;

/// French and English, folded; what an elision leaves out (`l`, `qu`) included, since readers type it with a space.
const WORDS: &str = "a afin ai ainsi alors as au aucun aucune aupres aussi autre autres aux avant avec avoir avons \
avez car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de depuis des deux doit \
doivent donc dont du elle elles en encore entre es est et etaient etait etant etc ete etes etre eu eux faire fait faut \
ici il ils j je jusqu l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque lui m ma mais me meme \
memes mes mon n ne ni nos notre nous on ont or ou par parce pas pendant peu peut peuvent plus pour pourquoi puis qu \
quand que quel quelle quelles quels quelque quelques qui quoi s sa sans se sera seront ses si soient soit son sont sous \
suis sur t ta te tel telle telles tels tes toi ton tous tout toute toutes tres tu un une vers via vos votre vous y \
an and are at be been but by can for from had has have he her his how i if in into is it its not of our she so than \
that the their them then there these they this those to was we were what when where which who why will with would you your";

static SET: LazyLock<HashSet<&'static str>> = LazyLock::new(|| WORDS.split(' ').collect());

/// Whether `folded` is one.
pub(super) fn is_function_word(folded: &str) -> bool {
    SET.contains(folded)
}

/// All of them, as the script reads them.
pub(super) fn list() -> &'static str {
    WORDS
}
