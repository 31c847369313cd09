//! Vertical counters: many bitsets are added up bit by bit before any bit is counted.
//!
//! Adding up is bit-sliced: `ones`, `twos`, `fours` and `eights` hold one binary digit of every bit's sum. Whatever
//! carries out of them is masked and counted at once.

use super::tally::Counts;
use crate::simd::bits::{Kernel, Lane, WORD_BITS};
use crate::simd::{Set, Task};

/// The digits of the sums of one lane's bits, up to 15 each.
#[derive(Clone, Copy)]
struct Sums<V> {
    digits: [V; 4],
}

/// The sum of three bits: carry and digit.
#[inline(always)]
fn add3<V: Lane>(a: V, b: V, c: V) -> (V, V) {
    let either = a.xor(b);
    (a.and(b).or(either.and(c)), either.xor(c))
}

impl<V: Lane> Sums<V> {
    #[inline(always)]
    fn zero() -> Self {
        Sums {
            digits: [V::zero(); 4],
        }
    }

    /// Adds two bitsets; what carries out of the digit `ones`.
    #[inline(always)]
    fn add2(&mut self, a: V, b: V) -> V {
        let (carry, digit) = add3(self.digits[0], a, b);
        self.digits[0] = digit;
        carry
    }

    #[inline(always)]
    fn add4(&mut self, lane: &[u64], offsets: [u32; 4]) -> V {
        let [a, b, c, d] = offsets;
        let first = self.add2(leaf(lane, a), leaf(lane, b));
        let second = self.add2(leaf(lane, c), leaf(lane, d));
        let (carry, digit) = add3(self.digits[1], first, second);
        self.digits[1] = digit;
        carry
    }

    #[inline(always)]
    fn add8(&mut self, lane: &[u64], offsets: &[u32; 8]) -> V {
        let [a, b, c, d, e, f, g, h] = *offsets;
        let (first, second) = (self.add4(lane, [a, b, c, d]), self.add4(lane, [e, f, g, h]));
        let (carry, digit) = add3(self.digits[2], first, second);
        self.digits[2] = digit;
        carry
    }

    /// Adds the chosen leaves of a lane of the table; each carry, worth 16, is counted under the masks.
    #[inline(always)]
    fn add<const MASKS: usize>(
        &mut self,
        lane: &[u64],
        chosen: &Chosen,
        masks: [V; MASKS],
        counts: &mut [V::Counts; MASKS],
    ) {
        let (eights, _) = chosen.get().as_chunks::<8>();
        let mut eights = eights.iter();
        while let Some(first) = eights.next() {
            let first = self.add8(lane, first);
            // The branch keeps the two eights apart: sixteen lanes loaded at once would not fit the registers.
            let Some(second) = eights.next() else {
                let eights = self.digits[3];
                self.digits[3] = eights.xor(first);
                count_masked(eights.and(first), masks, counts);
                break;
            };
            let second = self.add8(lane, second);
            let (carry, digit) = add3(self.digits[3], first, second);
            self.digits[3] = digit;
            count_masked(carry, masks, counts);
        }
    }

    /// Counts the sums of the bits in `mask`, when `counts` holds how many sixteens there were.
    #[inline(always)]
    fn count(self, mask: V, counts: &mut V::Counts) {
        for sums in self.digits.into_iter().rev() {
            V::double(counts);
            sums.and(mask).count(counts);
        }
    }
}

/// The bitset of the leaf at `offset`, in bytes, of a lane of the table.
#[inline(always)]
fn leaf<V: Lane>(lane: &[u64], offset: u32) -> V {
    // SAFETY: every offset chosen is that of a leaf of the lane or of the empty one after them: see `Chosen::set`, and
    // `Count::run` for the leaves there are.
    unsafe {
        lane.as_ptr()
            .byte_add(offset as usize)
            .cast::<V>()
            .read_unaligned()
    }
}

#[inline(always)]
fn count_masked<V: Lane, const MASKS: usize>(bits: V, masks: [V; MASKS], counts: &mut [V::Counts; MASKS]) {
    for (mask, counts) in masks.into_iter().zip(counts) {
        bits.and(mask).count(counts);
    }
}

/// The offsets of the chosen leaves in a lane, in bytes, padded to a multiple of eight with that of the empty one.
#[derive(Default)]
struct Chosen {
    offsets: Vec<u32>,
    length: usize,
}

impl Chosen {
    /// Takes the leaves in one set and in the other, or if `not` is all ones not in the other. Both are the words from
    /// number `from` on.
    #[inline(always)]
    fn set<V>(&mut self, set: &[u64], other: &[u64], not: u64, from: usize, empty: u32) {
        let mut length = 0;
        for (at, (set, other)) in set.iter().zip(other).enumerate() {
            let mut word = set & (other ^ not);
            let base = ((from + at) * WORD_BITS) as u32;
            let end = length + word.count_ones() as usize;
            // eight at a time without checking whether there are as many
            while length < end {
                let eight: &mut [u32; 8] = self.offsets[length..].first_chunk_mut().expect("long enough");
                for offset in eight {
                    *offset = (base + word.trailing_zeros()) * size_of::<V>() as u32;
                    word &= word.wrapping_sub(1);
                }
                length += 8;
            }
            length = end;
        }
        *self.offsets[length..]
            .first_chunk_mut::<8>()
            .expect("long enough") = [empty; 8];
        self.length = length.next_multiple_of(8);
    }

    #[inline(always)]
    fn get(&self) -> &[u32] {
        &self.offsets[..self.length]
    }
}

/// The leaves' bitsets lane by lane: a lane's words of every leaf one after the other, and of an empty one.
#[derive(Default)]
pub struct Table {
    words: Vec<u64>,
    /// The first word that stands at the start of a cache line, where lanes do not straddle two.
    start: usize,
    leaves: usize,
    chosen: [Chosen; 3],
}

const CACHE_LINE: usize = 64;

impl Table {
    /// An empty table of so many words a leaf, for sets of `set_words` words of leaves.
    pub fn start<V: Lane>(&mut self, set_words: usize, words: usize) {
        self.leaves = set_words * WORD_BITS;
        let length = words.next_multiple_of(V::WORDS) * (self.leaves + 1);
        self.words.clear();
        self.words.resize(length + CACHE_LINE / size_of::<u64>(), 0);
        self.start = self
            .words
            .as_ptr()
            .align_offset(CACHE_LINE)
            .min(CACHE_LINE / size_of::<u64>());
        for chosen in &mut self.chosen {
            chosen.offsets.resize(self.leaves + 2 * 8, 0);
        }
    }

    /// Sets the bitset of the leaf of bit number `bit`; `words` fill whole lanes.
    #[inline(always)]
    pub fn set<V: Lane>(&mut self, bit: usize, words: &[u64]) {
        let lane_words = V::WORDS * (self.leaves + 1);
        for (lane, words) in words.chunks_exact(V::WORDS).enumerate() {
            self.words[self.start + lane * lane_words + bit * V::WORDS..][..V::WORDS].copy_from_slice(words);
        }
    }
}

/// The bits that two sets of leaves have in their masks, those of the first `half` words and the others.
/// Of each set, `live` are the words from number `from` on.
pub struct Count<'t> {
    pub table: &'t mut Table,
    pub live: [&'t [u64]; 2],
    pub from: usize,
    pub masks: [&'t [u64]; 2],
    pub half: usize,
}

impl Task for Count<'_> {
    type Output = [Counts; 2];

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> [Counts; 2] {
        self.count::<<S::Kernel as Kernel>::Lane>()
    }
}

impl Count<'_> {
    #[inline(always)]
    fn count<V: Lane>(self) -> [Counts; 2] {
        let Count {
            table,
            live: [first, second],
            from,
            masks,
            half,
        } = self;
        let empty = (table.leaves * size_of::<V>()) as u32;
        assert!(
            (from + first.len()) * WORD_BITS <= table.leaves,
            "sets of the table's leaves"
        );
        let [both, only_first, only_second] = &mut table.chosen;
        both.set::<V>(first, second, 0, from, empty);
        only_first.set::<V>(first, second, !0, from, empty);
        only_second.set::<V>(second, first, !0, from, empty);
        let mut counts = [[0; 2]; 2];
        let lanes = table.words[table.start..].chunks_exact(V::WORDS * (table.leaves + 1));
        for (number, lane) in lanes.enumerate() {
            let at = number * V::WORDS;
            // the words after the last lane are padding
            if at >= masks[0].len() {
                break;
            }
            let lane_masks = [V::load(&masks[0][at..]), V::load(&masks[1][at..])];
            let mut lane_counts = [V::no_counts(), V::no_counts()];
            let mut sums = Sums::<V>::zero();
            sums.add(lane, both, lane_masks, &mut lane_counts);
            let [first_counts, second_counts] = &mut lane_counts;
            let mut first_sums = sums;
            first_sums.add(
                lane,
                only_first,
                [lane_masks[0]],
                std::array::from_mut(first_counts),
            );
            first_sums.count(lane_masks[0], first_counts);
            sums.add(
                lane,
                only_second,
                [lane_masks[1]],
                std::array::from_mut(second_counts),
            );
            sums.count(lane_masks[1], second_counts);
            for (counts, lane_counts) in counts.iter_mut().zip(lane_counts) {
                for word in 0..V::WORDS {
                    counts[usize::from(at + word >= half)] += V::count_of(&lane_counts, word);
                }
            }
        }
        counts
    }
}
