//! The bytes of a text that typography may change, found among those it never does.

/// What is called for in any language.
pub(super) const ANY: u8 = 1;

/// What is called for in French.
pub(super) const FRENCH: u8 = 3;

/// What each byte may call for: 1 in any language, 2 in French only.
const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut at = 0;
    while at < 0x20 {
        if at != b'\n' as usize && at != b'\t' as usize {
            class[at] = 1;
        }
        at += 1;
    }
    let any = b"&<>\"^\x7f";
    at = 0;
    while at < any.len() {
        class[any[at] as usize] = 1;
        at += 1;
    }
    // 0xC2 leads « » ° º §.
    let french = b"':;!?.0123456789IVXM\xc2";
    at = 0;
    while at < french.len() {
        class[french[at] as usize] = 2;
        at += 1;
    }
    class
};

/// The first byte from `at` on that calls for something. Most do not: eight are looked at together.
pub(super) fn next(bytes: &[u8], mut at: usize, asked: u8) -> Option<usize> {
    let class = |byte: u8| CLASS[usize::from(byte)];
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let any = eight.iter().fold(0, |any, byte| any | class(*byte));
        if any & asked != 0 {
            break;
        }
        at += 8;
    }
    bytes.get(at..)?.iter().position(|byte| class(*byte) & asked != 0).map(|passed| at + passed)
}
