//! Vertical counters: many bitsets are added up bit by bit before any bit is counted.
//!
//! Adding up is bit-sliced: `ones`, `twos`, `fours` and `eights` hold one binary digit of every bit's sum. Whatever
//! carries out of them is masked and counted at once.

use super::tally::Counts;
use crate::bitset::{Lane, WORD_BITS};

/// Bitsets that are added at a time.
const BLOCK: usize = 16;

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
    fn add4(&mut self, bits: [V; 4]) -> V {
        let (a, b) = (self.add2(bits[0], bits[1]), self.add2(bits[2], bits[3]));
        let (carry, digit) = add3(self.digits[1], a, b);
        self.digits[1] = digit;
        carry
    }

    #[inline(always)]
    fn add8(&mut self, bits: &impl Fn(usize) -> V) -> V {
        let a = self.add4([bits(0), bits(1), bits(2), bits(3)]);
        let b = self.add4([bits(4), bits(5), bits(6), bits(7)]);
        let (carry, digit) = add3(self.digits[2], a, b);
        self.digits[2] = digit;
        carry
    }

    #[inline(always)]
    fn add16(&mut self, bits: &impl Fn(usize) -> V) -> V {
        let a = self.add8(bits);
        let b = self.add8(&|at| bits(8 + at));
        let (carry, digit) = add3(self.digits[3], a, b);
        self.digits[3] = digit;
        carry
    }

    /// Adds the chosen leaves of a lane of the table; `carried` takes each carry, worth 16.
    #[inline(always)]
    fn add(&mut self, lane: &[u64], chosen: &[u32], mut carried: impl FnMut(V)) {
        // SAFETY: every offset chosen is that of a leaf of the lane or of the empty one after them: see `Chosen::set`, and
        // `Table::count` for the leaves there are.
        let bits = |offset: u32| unsafe {
            lane.as_ptr()
                .byte_add(offset as usize)
                .cast::<V>()
                .read_unaligned()
        };
        let (blocks, rest) = chosen.as_chunks::<BLOCK>();
        for block in blocks {
            carried(self.add16(&|at| bits(block[at])));
        }
        if let Some(rest) = rest.first_chunk::<8>() {
            let carry = self.add8(&|at| bits(rest[at]));
            let eights = self.digits[3];
            self.digits[3] = eights.xor(carry);
            carried(eights.and(carry));
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

/// Where in a lane the chosen leaves stand, in bytes, filled up to a multiple of eight with that of the empty one.
#[derive(Default)]
struct Chosen {
    offsets: Vec<u32>,
    length: usize,
}

impl Chosen {
    /// Takes the leaves whose bits the words give, which are those from word number `from` of a set on.
    #[inline(always)]
    fn set<V>(&mut self, words: impl Iterator<Item = u64>, from: usize, empty: u32) {
        let mut length = 0;
        for (at, mut word) in words.enumerate() {
            let base = ((from + at) * WORD_BITS) as u32;
            let end = length + word.count_ones() as usize;
            // eight at a time without looking whether there are as many
            while length < end {
                let room: &mut [u32; 8] = self.offsets[length..].first_chunk_mut().expect("room");
                for offset in room {
                    *offset = (base + word.trailing_zeros()) * size_of::<V>() as u32;
                    word &= word.wrapping_sub(1);
                }
                length += 8;
            }
            length = end;
        }
        *self.offsets[length..].first_chunk_mut::<8>().expect("room") = [empty; 8];
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

    /// Sets the bitset of the leaf that bit number `bit` stands for; `words` fill whole lanes.
    #[inline(always)]
    pub fn set<V: Lane>(&mut self, bit: usize, words: &[u64]) {
        let lane_words = V::WORDS * (self.leaves + 1);
        for (lane, words) in words.chunks_exact(V::WORDS).enumerate() {
            self.words[self.start + lane * lane_words + bit * V::WORDS..][..V::WORDS].copy_from_slice(words);
        }
    }

    /// The bits that two sets of leaves have in their masks, those of the first `half` words and the others.
    /// Of each set, `live` are the words from number `from` on.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn count<V: Lane>(
        &mut self,
        live: [&[u64]; 2],
        from: usize,
        masks: [&[u64]; 2],
        half: usize,
    ) -> [Counts; 2] {
        let empty = (self.leaves * size_of::<V>()) as u32;
        let [first, second] = live;
        assert!(
            (from + first.len()) * WORD_BITS <= self.leaves,
            "sets of the table's leaves"
        );
        let words = || first.iter().zip(second);
        let [both, only_first, only_second] = &mut self.chosen;
        both.set::<V>(words().map(|(a, b)| a & b), from, empty);
        only_first.set::<V>(words().map(|(a, b)| a & !b), from, empty);
        only_second.set::<V>(words().map(|(a, b)| b & !a), from, empty);
        let mut counts = [[0; 2]; 2];
        let lanes = self.words[self.start..].chunks_exact(V::WORDS * (self.leaves + 1));
        for (number, lane) in lanes.enumerate() {
            let at = number * V::WORDS;
            // what follows the last lane only fills up the cache line
            if at >= masks[0].len() {
                break;
            }
            let (first_mask, second_mask) = (V::load(&masks[0][at..]), V::load(&masks[1][at..]));
            let (mut first_counts, mut second_counts) = (V::no_counts(), V::no_counts());
            let mut sums = Sums::<V>::zero();
            sums.add(lane, both.get(), |carry: V| {
                carry.and(first_mask).count(&mut first_counts);
                carry.and(second_mask).count(&mut second_counts);
            });
            let mut first_sums = sums;
            first_sums.add(lane, only_first.get(), |carry| {
                carry.and(first_mask).count(&mut first_counts)
            });
            first_sums.count(first_mask, &mut first_counts);
            sums.add(lane, only_second.get(), |carry| {
                carry.and(second_mask).count(&mut second_counts)
            });
            sums.count(second_mask, &mut second_counts);
            for (counts, lane_counts) in counts.iter_mut().zip([first_counts, second_counts]) {
                for (word, count) in lane_counts.as_ref().iter().enumerate() {
                    counts[usize::from(at + word >= half)] += u64::from(*count);
                }
            }
        }
        counts
    }
}
