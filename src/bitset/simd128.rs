//! 128-bit lanes of WebAssembly: two words an operation, bytes counted by `i8x16.popcnt`.

use std::arch::wasm32::{
    i8x16_add, i8x16_popcnt, i32x4_add, u8x16_splat, u16x8_extadd_pairwise_u8x16,
    u32x4_extadd_pairwise_u16x8, u32x4_extract_lane, u64x2_splat, v128, v128_and, v128_andnot, v128_load,
    v128_or, v128_store,
};

use super::{Kernel, LANE_WORDS};

pub struct Simd128;

/// Sums of bytes fit a byte for 31 lanes of at most 8 bits each.
const LANES_A_BYTE: usize = 31;

impl Kernel for Simd128 {
    #[inline(always)]
    fn and(into: &mut [u64], a: &[u64], b: &[u64]) {
        let lanes = into.len().min(a.len()).min(b.len()) / LANE_WORDS;
        for at in 0..lanes {
            store(into, at, v128_and(load(a, at), load(b, at)));
        }
    }

    #[inline(always)]
    fn and_count(a: &[u64], b: &[u64]) -> u64 {
        count(a.len().min(b.len()) / LANE_WORDS, |at| {
            v128_and(load(a, at), load(b, at))
        })
    }

    #[inline(always)]
    fn without(into: &mut [u64], a: &[u64], others: &[&[u64]]) {
        let lanes = into.len().min(a.len()) / LANE_WORDS;
        for at in 0..lanes {
            store(into, at, v128_andnot(load(a, at), union(others, at)));
        }
    }

    #[inline(always)]
    fn without_count(a: &[u64], others: &[&[u64]]) -> u64 {
        count(a.len() / LANE_WORDS, |at| {
            v128_andnot(load(a, at), union(others, at))
        })
    }
}

#[inline(always)]
fn union(sets: &[&[u64]], at: usize) -> v128 {
    sets.iter()
        .fold(u64x2_splat(0), |union, set| v128_or(union, load(set, at)))
}

#[inline(always)]
fn load(set: &[u64], lane: usize) -> v128 {
    let words = &set[lane * LANE_WORDS..][..LANE_WORDS];
    // SAFETY: the slice holds the 16 bytes that are read; v128.load needs no alignment.
    unsafe { v128_load(words.as_ptr().cast()) }
}

#[inline(always)]
fn store(set: &mut [u64], lane: usize, value: v128) {
    let words = &mut set[lane * LANE_WORDS..][..LANE_WORDS];
    // SAFETY: the slice holds the 16 bytes that are written; v128.store needs no alignment.
    unsafe { v128_store(words.as_mut_ptr().cast(), value) }
}

/// The bits of lanes 0 to `lanes`, in runs short enough that no byte overflows.
#[inline(always)]
fn count(lanes: usize, lane: impl Fn(usize) -> v128) -> u64 {
    let mut total = u64x2_splat(0);
    let mut from = 0;
    while from < lanes {
        let to = lanes.min(from + LANES_A_BYTE);
        let bytes = (from..to).fold(u8x16_splat(0), |sum, at| i8x16_add(sum, i8x16_popcnt(lane(at))));
        total = i32x4_add(
            total,
            u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(bytes)),
        );
        from = to;
    }
    let lanes = [
        u32x4_extract_lane::<0>(total),
        u32x4_extract_lane::<1>(total),
        u32x4_extract_lane::<2>(total),
        u32x4_extract_lane::<3>(total),
    ];
    lanes.into_iter().map(u64::from).sum()
}
