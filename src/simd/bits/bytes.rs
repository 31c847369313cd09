//! Popcounts of bytes, added up afterwards: with vectors that count bytes in one instruction, as on ARM, quicker than
//! counting words. One copy for a build, of what all of it is compiled for.

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
use super::kernel::BYTE_COUNTS;
use super::kernel::Kernel;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use super::simd128::{Simd128 as Base, and_count_bytes};

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
type Base = super::portable::Portable;

pub struct Bytes;

impl Kernel for Bytes {
    type Lane = <Base as Kernel>::Lane;

    #[inline(always)]
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]) {
        Base::and(into, sets);
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
        count + and_count_bytes(a, b)
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
fn and_count_bytes(a: &[u64], b: &[u64]) -> u64 {
    let mut count = 0;
    for (a, b) in a.chunks(BYTE_COUNTS).zip(b.chunks(BYTE_COUNTS)) {
        let mut sums = 0;
        for (a, b) in a.iter().zip(b) {
            sums += byte_counts(a & b);
        }
        // sixteen bits are enough for the sum of all
        let pairs = (sums & 0x00ff_00ff_00ff_00ff) + (sums >> 8 & 0x00ff_00ff_00ff_00ff);
        count += pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48;
    }
    count
}

/// For each byte how many of its bits are set.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
fn byte_counts(word: u64) -> u64 {
    let twos = word - (word >> 1 & 0x5555_5555_5555_5555);
    let fours = (twos & 0x3333_3333_3333_3333) + (twos >> 2 & 0x3333_3333_3333_3333);
    (fours + (fours >> 4)) & 0x0f0f_0f0f_0f0f_0f0f
}
