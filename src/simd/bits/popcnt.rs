//! x86-64 with popcounts, of words or of vectors, on purpose: left alone, the compiler makes vectors of AVX2 of a loop over
//! words, which have no popcount and take longer, and with AVX-512 mixes vectors of all lengths.

use std::marker::PhantomData;

use super::kernel::Kernel;
use super::lane::Lane;
use super::portable::Portable;
use super::x86::Avx512;

/// With vertical counters of lanes `L`. To be entered only where the processor has `popcnt`.
pub struct Popcnt<L>(PhantomData<L>);

impl<L: Lane> Kernel for Popcnt<L> {
    type Lane = L;

    #[inline(always)]
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]) {
        Portable::<L>::and(into, sets);
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
    fn and_add(mut count: u64, a: &[u64], b: &[u64]) -> u64 {
        // four at a time: a loop of one would be longer than its popcount
        let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
        for ([a, b, c, d], [e, f, g, h]) in a.iter().zip(b) {
            count += popcnt(a & e) + popcnt(b & f) + popcnt(c & g) + popcnt(d & h);
        }
        for (a, b) in a_rest.iter().zip(b_rest) {
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

/// AVX-512 with popcounts of vectors. To be entered only where the processor has it.
pub struct VectorPopcnt;

impl Kernel for VectorPopcnt {
    type Lane = Avx512;

    #[inline(always)]
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]) {
        Portable::<Avx512>::and(into, sets);
    }

    type Count = <Avx512 as Lane>::Counts;

    #[inline(always)]
    fn no_count() -> Self::Count {
        Avx512::no_counts()
    }

    #[inline(always)]
    fn and_add(mut count: Self::Count, a: &[u64], b: &[u64]) -> Self::Count {
        let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
        for (a, b) in a.iter().zip(b) {
            Avx512::load(a).and(Avx512::load(b)).count(&mut count);
        }
        if !a_rest.is_empty() {
            let (a, b) = (Avx512::load_part(a_rest), Avx512::load_part(b_rest));
            a.and(b).count(&mut count);
        }
        count
    }

    #[inline(always)]
    fn total(count: Self::Count) -> u64 {
        Avx512::total(count)
    }
}
