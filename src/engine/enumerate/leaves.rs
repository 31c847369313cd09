//! Leaves: rows of the last list but one, each with the bitset of the last rows compatible with it. Those that are live
//! below one row are counted together.

use super::options::Popcount;
use super::tally::Counts;
use super::{scalar, vertical};
use crate::simd::bits::{Bytes, Kernel, Lane};
use crate::simd::{Plain, Set};

/// The table of the leaves' bitsets, and the way they are counted.
pub struct Leaves {
    popcount: Popcount,
    half: usize,
    scalar: scalar::Table,
    vertical: vertical::Table,
}

impl Default for Leaves {
    fn default() -> Self {
        Leaves {
            popcount: Popcount::Scalar,
            half: 0,
            scalar: scalar::Table::default(),
            vertical: vertical::Table::default(),
        }
    }
}

impl Leaves {
    /// Bytes at most, for so many leaves of so many words.
    pub fn bytes(leaves: usize, words: usize) -> u64 {
        // one table or the other, and the numbers of the leaves chosen
        8 * (leaves as u64 * 9 / 8 + 256) * (words as u64 + 8)
    }

    /// A table without leaves, for sets of `set_words` words of leaves, each of so many words.
    pub fn start<K: Kernel>(&mut self, popcount: Popcount, set_words: usize, words: usize) {
        (self.popcount, self.half) = (popcount, words / 2);
        match popcount {
            Popcount::Vertical => self.vertical.start::<K::Lane>(set_words, words),
            Popcount::Auto | Popcount::Scalar | Popcount::Bytes => self.scalar.start(set_words, words),
        }
    }

    /// Sets the bitset of the leaf at bit number `bit` of a set. `words` fill whole lanes.
    #[inline(always)]
    pub fn set<K: Kernel>(&mut self, bit: usize, words: &[u64]) {
        match self.popcount {
            Popcount::Vertical => self.vertical.set::<K::Lane>(bit, words),
            Popcount::Auto | Popcount::Scalar | Popcount::Bytes => self.scalar.set(bit, words),
        }
    }

    /// The bits that two sets of leaves have in their masks, those of the first half of the words and the others. Of
    /// each set, `live` are the words from number `from` on. Masks fill whole lanes.
    #[inline(always)]
    pub fn count<S: Set>(
        &mut self,
        set: S,
        live: [&[u64]; 2],
        from: usize,
        masks: [&[u64]; 2],
    ) -> [Counts; 2] {
        match self.popcount {
            Popcount::Vertical => set.enter(vertical::Count {
                table: &mut self.vertical,
                live,
                from,
                masks,
                half: self.half,
            }),
            // whatever the set: natively they never win, so one copy is enough
            Popcount::Bytes => self.count_scalar(Plain::<Bytes>::of_bytes(), live, from, masks),
            Popcount::Auto | Popcount::Scalar => self.count_scalar(set, live, from, masks),
        }
    }

    #[inline(always)]
    fn count_scalar<S: Set>(
        &self,
        set: S,
        live: [&[u64]; 2],
        from: usize,
        masks: [&[u64]; 2],
    ) -> [Counts; 2] {
        [
            self.scalar.count(set, live[0], from, masks[0]),
            self.scalar.count(set, live[1], from, masks[1]),
        ]
    }
}

/// Words of a bitset that fill whole lanes.
#[inline(always)]
pub fn lane_words<K: Kernel>(words: usize) -> usize {
    words.next_multiple_of(K::Lane::WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::bits::{Portable, WORD_BITS};
    use crate::simd::{Arch, Task};

    /// Counts two random sets of random leaves by one popcount, and bit by bit.
    fn check<S: Set>(set: S, popcount: Popcount, set_words: usize, words: usize, random: &mut fastrand::Rng) {
        let length = lane_words::<S::Kernel>(words);
        let mut bits =
            |words: usize| -> Vec<u64> { (0..words).map(|_| random.u64(..) & random.u64(..)).collect() };
        let table: Vec<Vec<u64>> = (0..set_words * WORD_BITS).map(|_| bits(length)).collect();
        let mut leaves = Leaves::default();
        leaves.start::<S::Kernel>(popcount, set_words, words);
        for (bit, leaf) in table.iter().enumerate() {
            leaves.set::<S::Kernel>(bit, leaf);
        }
        let mut masks = [bits(length), bits(length)];
        for mask in &mut masks {
            mask[words..].fill(0);
        }
        let half = set_words / 2;
        let live = [bits(half), bits(half)];
        for from in [0, half] {
            let found = leaves.count(set, [&live[0], &live[1]], from, [&masks[0], &masks[1]]);
            for ((live, mask), found) in live.iter().zip(&masks).zip(found) {
                let is_live = |bit: usize| live[bit / WORD_BITS] >> (bit % WORD_BITS) & 1 == 1;
                let mut expected = [0; 2];
                for bit in (0..half * WORD_BITS).filter(|&bit| is_live(bit)) {
                    for (at, word) in table[from * WORD_BITS + bit][..words].iter().enumerate() {
                        expected[usize::from(at >= words / 2)] += u64::from((word & mask[at]).count_ones());
                    }
                }
                assert_eq!(found, expected, "{popcount}, {set_words} and {words} words");
            }
        }
    }

    /// Every popcount at many lengths.
    struct Checks;

    impl Task for Checks {
        type Output = ();

        fn run<S: Set>(self, set: S) {
            let mut random = fastrand::Rng::with_seed(3);
            for popcount in Popcount::ALL {
                for words in [2, 4, 6, 8, 10, 12, 14, 16, 34, 72] {
                    for set_words in [2, 4, 10] {
                        check(set, popcount, set_words, words, &mut random);
                    }
                }
            }
        }
    }

    #[test]
    fn every_popcount_counts_the_bits_of_masked_leaves() {
        for arch in Arch::available() {
            arch.run(Checks);
        }
        // lanes of every width, whatever this processor has
        Checks.run(Plain::<Portable<[u64; 2]>>::of_arrays());
        Checks.run(Plain::<Portable<[u64; 4]>>::of_arrays());
        Checks.run(Plain::<Portable<[u64; 8]>>::of_arrays());
    }
}
