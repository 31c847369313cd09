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

/// Words are padded with zeros to a multiple of this many, so that no kernel has a remainder to treat.
pub const LANE_WORDS: usize = if cfg!(target_arch = "wasm32") { 2 } else { 1 };

/// Words that hold `bits` bits, padded to whole lanes.
pub const fn words(bits: usize) -> usize {
    bits.div_ceil(WORD_BITS * LANE_WORDS) * LANE_WORDS
}

/// What a search does with bitsets. All slices of one call have the same length, a multiple of [`LANE_WORDS`].
///
/// Every implementation gives the same results; the naive [`oracle`] holds each to that.
pub trait Kernel {
    /// Sets `into` to `a` AND `b`.
    fn and(into: &mut [u64], a: &[u64], b: &[u64]);

    /// The number of bits in `a` AND `b`.
    fn and_count(a: &[u64], b: &[u64]) -> u64;

    /// Sets `into` to `a` without the bits of any of `others`.
    fn without(into: &mut [u64], a: &[u64], others: &[&[u64]]);

    /// The number of bits in `a` that are in none of `others`.
    fn without_count(a: &[u64], others: &[&[u64]]) -> u64;
}

/// Sets bit `at`.
pub fn insert(set: &mut [u64], at: usize) {
    set[at / WORD_BITS] |= 1 << (at % WORD_BITS);
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

    #[test]
    fn words_come_in_whole_lanes() {
        assert_eq!(words(0), 0);
        assert_eq!(words(1), LANE_WORDS);
        assert_eq!(words(WORD_BITS * LANE_WORDS + 1), 2 * LANE_WORDS);
    }

    proptest! {
        #[test]
        fn bits_lists_what_insert_sets(places in proptest::collection::btree_set(0usize..64, 0..64)) {
            let mut set = [0];
            places.iter().for_each(|&place| insert(&mut set, place));
            prop_assert_eq!(bits(set[0]).collect::<Vec<_>>(), places.into_iter().collect::<Vec<_>>());
        }
    }
}
