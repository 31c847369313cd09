//! A trial of the road from Rust to the page: exact sums of popcounts on the rayon pool.

use rayon::prelude::*;

#[cfg(feature = "web")]
pub mod web;

/// The number of ones in the binary digits of 0, 1, …, `end` − 1.
///
/// ```
/// assert_eq!(latin_rectangles::ones_below(8), 12);
/// ```
pub fn ones_below(end: u64) -> u64 {
    (0..end)
        .into_par_iter()
        .map(|word| u64::from(word.count_ones()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_all_digits_are_ones() {
        for bits in 1..=22 {
            assert_eq!(ones_below(1 << bits), bits << (bits - 1));
        }
    }
}
