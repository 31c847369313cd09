//! Bitsets as slices of 64-bit words, and the few operations on them that a search needs, once for each instruction
//! set.

pub mod oracle;
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128;

pub use portable::Portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd128::Simd128;

/// Bits in a word.
pub const WORD_BITS: usize = 64;

/// Words that hold `bits` bits.
pub const fn words(bits: usize) -> usize {
    bits.div_ceil(WORD_BITS)
}

/// What a search does with bitsets.
///
/// Every implementation gives the same results; the naive [`oracle`] holds each to that.
pub trait Kernel {
    /// Sets `into` to the AND of `sets`, none of them shorter.
    fn and<const MANY: usize>(into: &mut [u64], sets: [&[u64]; MANY]);

    /// The number of bits in `a` AND `b`, two sets of one length.
    fn and_count(a: &[u64], b: &[u64]) -> u64;
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
