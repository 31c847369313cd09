//! 128-bit lanes of WebAssembly; bits are counted by `i64.popcnt`, one instruction on every processor
//! that matters.

use std::arch::wasm32::{
    u8x16_add, u8x16_popcnt, u16x8_extadd_pairwise_u8x16, u32x4_extadd_pairwise_u16x8, u32x4_extract_lane,
    u64x2_extract_lane, u64x2_splat, v128, v128_and, v128_load, v128_or, v128_store, v128_xor,
};

use super::kernel::{BYTE_COUNTS, Kernel};
use super::lane::Lane;
use super::portable::Portable;

pub struct Simd128;

/// Sets of at most so many words stay in the cache, where taking words out of a lane costs more than loading them.
const WORD_BY_WORD: usize = 36;

type Pair = [u64; 2];

impl Kernel for Simd128 {
    type Lane = v128;

    #[inline(always)]
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]) {
        let sets = sets.map(|set| &set[..into.len()]);
        let (lanes, rest) = into.as_chunks_mut::<2>();
        let set_lanes = sets.map(|set| set.as_chunks::<2>().0);
        for (at, lane) in lanes.iter_mut().enumerate() {
            let all = set_lanes
                .iter()
                .fold(u64x2_splat(u64::MAX), |all, set| v128_and(all, load(&set[at])));
            // SAFETY: a lane has the 16 bytes that are written; v128.store needs no alignment.
            unsafe { v128_store(std::ptr::from_mut(lane).cast(), all) }
        }
        <Portable>::and(rest, sets.map(|set| set.as_chunks::<2>().1));
    }

    type Count = u64;

    #[inline(always)]
    fn no_count() -> u64 {
        0
    }

    #[inline(always)]
    fn total(count: u64) -> u64 {
        count
    }

    #[inline(always)]
    fn and_add(count: u64, a: &[u64], b: &[u64]) -> u64 {
        if a.len() <= WORD_BY_WORD {
            return <Portable>::and_add(count, a, b);
        }
        let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<2>(), b.as_chunks::<2>());
        let mut count = <Portable>::and_add(count, a_rest, b_rest);
        for (a, b) in a.iter().zip(b) {
            let both = v128_and(load(a), load(b));
            let ones =
                u64x2_extract_lane::<0>(both).count_ones() + u64x2_extract_lane::<1>(both).count_ones();
            count += u64::from(ones);
        }
        count
    }
}

/// The number of bits in `a` AND `b` by popcounts of bytes.
#[inline(always)]
pub fn and_count_bytes(a: &[u64], b: &[u64]) -> u64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<2>(), b.as_chunks::<2>());
    let mut count = <Portable>::and_count(a_rest, b_rest);
    for (a, b) in a.chunks(BYTE_COUNTS).zip(b.chunks(BYTE_COUNTS)) {
        let sums = a.iter().zip(b).fold(u64x2_splat(0), |sums, (a, b)| {
            u8x16_add(sums, u8x16_popcnt(v128_and(load(a), load(b))))
        });
        let sums = u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(sums));
        let [a, b, c, d] = [
            u32x4_extract_lane::<0>(sums),
            u32x4_extract_lane::<1>(sums),
            u32x4_extract_lane::<2>(sums),
            u32x4_extract_lane::<3>(sums),
        ];
        count += u64::from(a + b + c + d);
    }
    count
}

#[inline(always)]
fn load(lane: &Pair) -> v128 {
    // SAFETY: a lane has the 16 bytes that are read; v128.load needs no alignment.
    unsafe { v128_load(std::ptr::from_ref(lane).cast()) }
}

impl Lane for v128 {
    const WORDS: usize = 2;

    #[inline(always)]
    fn zero() -> Self {
        u64x2_splat(0)
    }

    #[inline(always)]
    fn load(words: &[u64]) -> Self {
        load(words.first_chunk().expect("a whole lane"))
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        v128_and(self, other)
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        v128_or(self, other)
    }

    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        v128_xor(self, other)
    }

    type Counts = [u32; 2];

    #[inline(always)]
    fn no_counts() -> [u32; 2] {
        [0; 2]
    }

    #[inline(always)]
    fn double(counts: &mut [u32; 2]) {
        *counts = counts.map(|count| 2 * count);
    }

    #[inline(always)]
    fn count(self, counts: &mut [u32; 2]) {
        counts[0] += u64x2_extract_lane::<0>(self).count_ones();
        counts[1] += u64x2_extract_lane::<1>(self).count_ones();
    }

    #[inline(always)]
    fn count_of(counts: &[u32; 2], word: usize) -> u64 {
        counts[word].into()
    }
}
