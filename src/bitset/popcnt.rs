//! x86-64 with the instruction `popcnt`, word by word: left alone, the compiler makes vectors of AVX2 of such a loop,
//! which have no popcount and take longer.

use super::{Kernel, Portable};

/// [`Kernel::Lane`] is of `LANE` words. To be entered only where the processor has `popcnt`.
pub struct Popcnt<const LANE: usize>;

impl<const LANE: usize> Kernel for Popcnt<LANE> {
    type Lane = [u64; LANE];

    #[inline(always)]
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]) {
        Portable::<LANE>::and(into, sets);
    }

    #[inline(always)]
    fn and_count(a: &[u64], b: &[u64]) -> u64 {
        let mut count = 0;
        for (a, b) in a.iter().zip(b) {
            count += popcnt(a & b);
        }
        count
    }

    #[inline(always)]
    fn and_count_bytes(a: &[u64], b: &[u64]) -> u64 {
        Portable::<LANE>::and_count_bytes(a, b)
    }
}

#[inline(always)]
fn popcnt(word: u64) -> u64 {
    let count;
    // SAFETY: who enters this kernel has looked for the instruction, which only reads one register and sets another.
    unsafe {
        std::arch::asm!("popcnt {}, {}", out(reg) count, in(reg) word, options(pure, nomem, nostack));
    }
    count
}
