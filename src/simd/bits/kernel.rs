//! The operations of a kernel.

use super::lane::Lane;

/// The operations of a search on bitsets.
///
/// Every implementation gives the same results; the naive [`oracle`](super::oracle) checks that.
pub trait Kernel {
    /// The words on which vertical counters work at once.
    type Lane: Lane;

    /// Sets `into` to the AND of `sets`, none of them shorter.
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]);

    /// A count accumulated over many sets.
    type Count: Copy;

    /// Nothing counted.
    fn no_count() -> Self::Count;

    /// `count` and the number of bits in `a` AND `b`, two sets of one length.
    fn and_add(count: Self::Count, a: &[u64], b: &[u64]) -> Self::Count;

    /// The total of a count.
    fn total(count: Self::Count) -> u64;

    /// The number of bits in `a` AND `b`, two sets of one length.
    #[inline(always)]
    fn and_count(a: &[u64], b: &[u64]) -> u64 {
        Self::total(Self::and_add(Self::no_count(), a, b))
    }
}

/// This many popcounts of a byte, at most 8 each, have a sum that fits into a byte.
pub(super) const BYTE_COUNTS: usize = 31;
