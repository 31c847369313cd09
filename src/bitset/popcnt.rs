//! x86-64 with the instruction `popcnt`, word by word: left alone, the compiler makes vectors of AVX2 of such a loop,
//! which have no popcount and take longer.

use std::marker::PhantomData;

use super::{Kernel, Lane, Portable};

/// With vertical counters of lanes `L`. To be entered only where the processor has `popcnt`.
pub struct Popcnt<L>(PhantomData<L>);

impl<L: Lane> Kernel for Popcnt<L> {
    type Lane = L;

    #[inline(always)]
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]) {
        Portable::<L>::and(into, sets);
    }

    #[inline(always)]
    fn and_count(a: &[u64], b: &[u64]) -> u64 {
        let mut count = 0;
        for (a, b) in a.iter().zip(b) {
            count += popcnt(a & b);
        }
        count
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
