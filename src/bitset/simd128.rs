//! 128-bit lanes of WebAssembly: two words an AND; bits are counted by `i64.popcnt`, one instruction on every processor
//! that matters.

use std::arch::wasm32::{u64x2_extract_lane, u64x2_splat, v128, v128_and, v128_load, v128_store};

use super::{Kernel, Portable};

pub struct Simd128;

type Lane = [u64; 2];

impl Kernel for Simd128 {
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
        Portable::and(rest, sets.map(|set| set.as_chunks::<2>().1));
    }

    #[inline(always)]
    fn and_count(a: &[u64], b: &[u64]) -> u64 {
        let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<2>(), b.as_chunks::<2>());
        let lanes: u64 = a
            .iter()
            .zip(b)
            .map(|(a, b)| {
                let both = v128_and(load(a), load(b));
                let ones =
                    u64x2_extract_lane::<0>(both).count_ones() + u64x2_extract_lane::<1>(both).count_ones();
                u64::from(ones)
            })
            .sum();
        lanes + Portable::and_count(a_rest, b_rest)
    }
}

#[inline(always)]
fn load(lane: &Lane) -> v128 {
    // SAFETY: a lane has the 16 bytes that are read; v128.load needs no alignment.
    unsafe { v128_load(std::ptr::from_ref(lane).cast()) }
}
