//! Plain words; inside a function with more target features the same code becomes `popcnt` and wider ANDs.

use super::{BYTE_COUNTS, Kernel};

/// [`Kernel::Lane`] is of `LANE` words.
pub struct Portable<const LANE: usize = 2>;

impl<const LANE: usize> Kernel for Portable<LANE> {
    type Lane = [u64; LANE];

    #[inline(always)]
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]) {
        let sets = sets.map(|set| &set[..into.len()]);
        for (at, into) in into.iter_mut().enumerate() {
            *into = sets.iter().fold(u64::MAX, |and, set| and & set[at]);
        }
    }

    #[inline(always)]
    fn and_count(a: &[u64], b: &[u64]) -> u64 {
        a.iter()
            .zip(b)
            .map(|(a, b)| u64::from((a & b).count_ones()))
            .sum()
    }

    #[inline(always)]
    fn and_count_bytes(a: &[u64], b: &[u64]) -> u64 {
        let mut count = 0;
        for (a, b) in a.chunks(BYTE_COUNTS).zip(b.chunks(BYTE_COUNTS)) {
            let mut sums = [0u8; 8];
            for (a, b) in a.iter().zip(b) {
                for (sum, byte) in sums.iter_mut().zip((a & b).to_ne_bytes()) {
                    *sum += byte.count_ones() as u8;
                }
            }
            count += sums.into_iter().map(u64::from).sum::<u64>();
        }
        count
    }
}
