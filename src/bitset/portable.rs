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
}

/// For each byte how many of its bits are set.
#[inline(always)]
fn byte_counts(word: u64) -> u64 {
    let twos = word - (word >> 1 & 0x5555_5555_5555_5555);
    let fours = (twos & 0x3333_3333_3333_3333) + (twos >> 2 & 0x3333_3333_3333_3333);
    (fours + (fours >> 4)) & 0x0f0f_0f0f_0f0f_0f0f
}
