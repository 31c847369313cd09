//! Bitsets as slices of 64-bit words, and the few operations on them that a search needs, once for each instruction
//! set.
//!
//! Kernels and lanes that not every processor supports are private, as they are safe only after the instructions have been
//! detected:
//! ```compile_fail
//! use latin_rectangles::simd::bits::Popcnt;
//! ```
//! ```compile_fail
//! use latin_rectangles::simd::bits::VectorPopcnt;
//! ```
//! ```compile_fail
//! use latin_rectangles::simd::bits::x86;
//! ```

mod bytes;
mod kernel;
mod lane;
pub mod oracle;
#[cfg(target_arch = "x86_64")]
mod popcnt;
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;
#[cfg(target_arch = "x86_64")]
pub(crate) mod x86;

pub use bytes::Bytes;
pub use kernel::Kernel;
pub use lane::Lane;
#[cfg(target_arch = "x86_64")]
pub(crate) use popcnt::{Popcnt, VectorPopcnt};
pub use portable::Portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd128::Simd128;

/// Bits in a word.
pub const WORD_BITS: usize = 64;

/// Words that hold `bits` bits.
pub const fn words(bits: usize) -> usize {
    bits.div_ceil(WORD_BITS)
}

/// A word whose lowest `bits` bits are set, all if there are fewer in a word.
pub const fn first_bits(bits: usize) -> u64 {
    if bits >= WORD_BITS {
        u64::MAX
    } else {
        (1 << bits) - 1
    }
}

/// For each byte whether its bits in `mask` are those of `value`.
#[inline(always)]
pub fn equal(bytes: &[u8; WORD_BITS], mask: u8, value: u8) -> u64 {
    let (quarters, _) = bytes.as_chunks::<16>();
    let quarter = |at: usize| u64::from(equal_16(&quarters[at], mask, value)) << (16 * at);
    quarter(0) | quarter(1) | quarter(2) | quarter(3)
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
fn equal_16(bytes: &[u8; 16], mask: u8, value: u8) -> u16 {
    use std::arch::wasm32::{i8x16_bitmask, i8x16_eq, u8x16_splat, v128_and, v128_load};
    // SAFETY: the 16 bytes are there; v128.load needs no alignment.
    let bytes = unsafe { v128_load(std::ptr::from_ref(bytes).cast()) };
    i8x16_bitmask(i8x16_eq(v128_and(bytes, u8x16_splat(mask)), u8x16_splat(value)))
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn equal_16(bytes: &[u8; 16], mask: u8, value: u8) -> u16 {
    use std::arch::x86_64::{
        _mm_and_si128, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_set1_epi8,
    };
    // SAFETY: SSE2 is part of x86-64, and the 16 bytes are there.
    unsafe {
        let bytes = _mm_loadu_si128(std::ptr::from_ref(bytes).cast());
        let masked = _mm_and_si128(bytes, _mm_set1_epi8(mask as i8));
        _mm_movemask_epi8(_mm_cmpeq_epi8(masked, _mm_set1_epi8(value as i8))) as u16
    }
}

#[cfg(not(any(
    target_arch = "x86_64",
    all(target_arch = "wasm32", target_feature = "simd128")
)))]
fn equal_16(bytes: &[u8; 16], mask: u8, value: u8) -> u16 {
    let bits = bytes.iter().enumerate();
    bits.fold(0, |set, (at, byte)| set | u16::from(byte & mask == value) << at)
}

/// The numbers of the bits set in one word, from the lowest.
pub fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (word != 0).then(|| {
            let bit = word.trailing_zeros() as usize;
            word &= word - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kernel_equals_the_naive_oracle_at_every_length() {
        let mut random = fastrand::Rng::with_seed(1);
        for length in 0..=200 {
            oracle::check_kernels(length, &mut random).unwrap();
        }
    }

    proptest! {
        #[test]
        fn bits_lists_the_bits_of_a_word(word: u64) {
            let listed: Vec<usize> = bits(word).collect();
            prop_assert!(listed.is_sorted());
            prop_assert_eq!(listed.len(), word.count_ones() as usize);
            prop_assert_eq!(listed.iter().fold(0, |set, bit| set | 1u64 << bit), word);
        }
    }
}
