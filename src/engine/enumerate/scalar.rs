//! Every leaf's bitset is masked and counted by itself.

use super::tally::Counts;
use crate::simd::bits::{Kernel, WORD_BITS};
use crate::simd::{Set, Task};

/// Bits of a word that are processed at a time, without checking whether there are as many: a branch misprediction costs
/// more than an empty row.
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

    /// Sets the bitset of the leaf of bit number `bit`.
    #[inline(always)]
    pub fn set(&mut self, bit: usize, words: &[u64]) {
        let length = 2 * self.half;
        self.words[(bit + bit / WORD_BITS) * length..][..length].copy_from_slice(&words[..length]);
    }

    /// The bits that a set of leaves has in the mask, those of its first half and the others. Of the set, `live` are the
    /// words from number `from` on.
    #[inline(always)]
    pub fn count<S: Set>(&self, set: S, live: &[u64], from: usize, mask: &[u64]) -> Counts {
        // loops of a known length are twice as fast
        macro_rules! by_half {
            ($($half:literal)*) => {
                match self.half {
                    0 => [0; 2],
                    $($half => set.enter(Half::<$half> { table: self, live, from, mask }),)*
                    half => unreachable!("leaves of {half} words a sign are not tabulated"),
                }
            };
        }
        by_half!(1 2 3 4 5 6 7 8 17 36)
    }
}

/// [`Table::count`] for leaves of `HALF` words a sign.
struct Half<'t, const HALF: usize> {
    table: &'t Table,
    live: &'t [u64],
    from: usize,
    mask: &'t [u64],
}

impl<const HALF: usize> Task for Half<'_, HALF> {
    type Output = Counts;

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> Counts {
        let Half {
            table,
            live,
            from,
            mask,
        } = self;
        let (halves, _) = table.words[from * BLOCK * 2 * HALF..].as_chunks::<HALF>();
        let (blocks, _) = halves.as_chunks::<{ 2 * BLOCK }>();
        let (mask, _) = mask.as_chunks::<HALF>();
        let mask = [mask[0], mask[1]];
        let (mut even, mut odd) = (S::Kernel::no_count(), S::Kernel::no_count());
        for (&live, block) in live.iter().zip(blocks) {
            let mut word = live;
            while word != 0 {
                for _ in 0..if HALF > 3 { 1 } else { STEPS } {
                    let row = word.trailing_zeros() as usize;
                    word &= word.wrapping_sub(1);
                    even = S::Kernel::and_add(even, &block[2 * row], &mask[0]);
                    odd = S::Kernel::and_add(odd, &block[2 * row + 1], &mask[1]);
                }
            }
        }
        [S::Kernel::total(even), S::Kernel::total(odd)]
    }
}
