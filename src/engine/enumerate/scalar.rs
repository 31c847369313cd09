//! Every leaf's bitset is masked and counted by itself.

use super::tally::Counts;
use crate::bitset::{Kernel, WORD_BITS};

/// Bits of a word that are taken at a time, without looking whether there are as many: a wrong guess of the processor
/// costs more than an empty row.
const STEPS: usize = 2;

/// Rows of the table for the bits of a word, and an empty one.
const BLOCK: usize = WORD_BITS + 1;

/// The leaves' bitsets one after the other.
#[derive(Default)]
pub struct Table {
    words: Vec<u64>,
    half: usize,
}

impl Table {
    /// An empty table of so many words a leaf, for sets of `set_words` words of leaves.
    pub fn start(&mut self, set_words: usize, words: usize) {
        self.half = words / 2;
        self.words.clear();
        self.words.resize(set_words * BLOCK * words, 0);
    }

    /// Sets the bitset of the leaf that bit number `bit` stands for.
    #[inline(always)]
    pub fn set(&mut self, bit: usize, words: &[u64]) {
        let length = 2 * self.half;
        self.words[(bit + bit / WORD_BITS) * length..][..length].copy_from_slice(&words[..length]);
    }

    /// The bits that a set of leaves has in the mask, those of its first half and the others. Of the set, `live` are the
    /// words from number `from` on.
    #[inline(always)]
    pub fn count<K: Kernel, const BYTES: bool>(&self, live: &[u64], from: usize, mask: &[u64]) -> Counts {
        // loops of a known length are twice as fast
        macro_rules! by_half {
            ($($half:literal)*) => {
                match self.half {
                    0 => [0; 2],
                    $($half => self.count_half::<K, BYTES, $half>(live, from, mask),)*
                    half => unreachable!("leaves of {half} words a sign are not tabulated"),
                }
            };
        }
        by_half!(1 2 3 4 5 6 7 8 17 36)
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn count_half<K: Kernel, const BYTES: bool, const HALF: usize>(
        &self,
        live: &[u64],
        from: usize,
        mask: &[u64],
    ) -> Counts {
        let (halves, _) = self.words[from * BLOCK * 2 * HALF..].as_chunks::<HALF>();
        let (blocks, _) = halves.as_chunks::<{ 2 * BLOCK }>();
        let (mask, _) = mask.as_chunks::<HALF>();
        let mask = [mask[0], mask[1]];
        let mut counts = [0; 2];
        for (&live, block) in live.iter().zip(blocks) {
            let mut word = live;
            while word != 0 {
                for _ in 0..if HALF > 3 { 1 } else { STEPS } {
                    let row = word.trailing_zeros() as usize;
                    word &= word.wrapping_sub(1);
                    let (even, odd) = (&block[2 * row], &block[2 * row + 1]);
                    if BYTES {
                        counts[0] += K::and_count_bytes(even, &mask[0]);
                        counts[1] += K::and_count_bytes(odd, &mask[1]);
                    } else {
                        counts[0] += K::and_count(even, &mask[0]);
                        counts[1] += K::and_count(odd, &mask[1]);
                    }
                }
            }
        }
        counts
    }
}
