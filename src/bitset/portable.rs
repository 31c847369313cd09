//! Plain words; inside a function with more target features the same code becomes `popcnt` and wider ANDs.

use super::Kernel;

pub struct Portable;

impl Kernel for Portable {
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
}
