//! Plain words; inside a function with more target features the same code becomes `popcnt` and wider ANDs.

use super::Kernel;

pub struct Portable;

impl Kernel for Portable {
    #[inline(always)]
    fn and(into: &mut [u64], a: &[u64], b: &[u64]) {
        for ((into, a), b) in into.iter_mut().zip(a).zip(b) {
            *into = a & b;
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
    fn without(into: &mut [u64], a: &[u64], others: &[&[u64]]) {
        for (at, (into, a)) in into.iter_mut().zip(a).enumerate() {
            *into = a & !union(others, at);
        }
    }

    #[inline(always)]
    fn without_count(a: &[u64], others: &[&[u64]]) -> u64 {
        a.iter()
            .enumerate()
            .map(|(at, a)| u64::from((a & !union(others, at)).count_ones()))
            .sum()
    }
}

#[inline(always)]
fn union(sets: &[&[u64]], at: usize) -> u64 {
    sets.iter().fold(0, |union, set| union | set[at])
}
