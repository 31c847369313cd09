//! Plain words; inside a function with more target features the same code becomes `popcnt` and wider ANDs.

use std::marker::PhantomData;

use super::kernel::Kernel;
use super::lane::Lane;

/// With vertical counters of lanes `L`.
pub struct Portable<L = PortableLane>(PhantomData<L>);

/// The lanes that the build has without any more features.
#[cfg(target_arch = "x86_64")]
type PortableLane = super::x86::Sse2;
#[cfg(not(target_arch = "x86_64"))]
type PortableLane = [u64; 2];

impl<L: Lane> Kernel for Portable<L> {
    type Lane = L;

    #[inline(always)]
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]) {
        let sets = sets.map(|set| &set[..into.len()]);
        for (at, into) in into.iter_mut().enumerate() {
            *into = sets.iter().fold(u64::MAX, |and, set| and & set[at]);
        }
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
        let ones = a.iter().zip(b).map(|(a, b)| u64::from((a & b).count_ones()));
        count + ones.sum::<u64>()
    }
}
