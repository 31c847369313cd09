//! Leaves: rows of the last list but one, each with the bitset of the last rows that go with it. Below one row above
//! them, those that are live are counted together.

use super::options::Popcount;
use super::tally::Counts;
use super::{scalar, vertical};
use crate::bitset::{Kernel, Lane};

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

    /// Sets the bitset of the leaf that stands at bit number `bit` of a set. `words` fill whole lanes.
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
    pub fn count<K: Kernel>(&mut self, live: [&[u64]; 2], from: usize, masks: [&[u64]; 2]) -> [Counts; 2] {
        match self.popcount {
            Popcount::Vertical => self.vertical.count::<K::Lane>(live, from, masks, self.half),
            Popcount::Bytes => [
                self.scalar.count::<K, true>(live[0], from, masks[0]),
                self.scalar.count::<K, true>(live[1], from, masks[1]),
            ],
            Popcount::Auto | Popcount::Scalar => [
                self.scalar.count::<K, false>(live[0], from, masks[0]),
                self.scalar.count::<K, false>(live[1], from, masks[1]),
            ],
        }
    }
}

/// Words of a bitset that fill whole lanes.
#[inline(always)]
pub fn lane_words<K: Kernel>(words: usize) -> usize {
    words.next_multiple_of(K::Lane::WORDS)
}
