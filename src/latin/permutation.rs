//! Permutations of 1…n as rows of symbols, and their signs.

use std::ops::Mul;

use num_bigint::BigUint;

/// The sign of a permutation, or of a rectangle: the product of the signs of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    Even,
    Odd,
}

impl Sign {
    /// 1 for even, −1 for odd.
    pub fn value(self) -> i8 {
        match self {
            Sign::Even => 1,
            Sign::Odd => -1,
        }
    }
}

impl Mul for Sign {
    type Output = Sign;

    fn mul(self, other: Sign) -> Sign {
        if self == other { Sign::Even } else { Sign::Odd }
    }
}

/// Whether `row` holds each of 1…n once, n its length (at most 255).
pub fn is_permutation(row: &[u8]) -> bool {
    let mut seen = [false; 256];
    row.iter().all(|&symbol| {
        symbol >= 1
            && usize::from(symbol) <= row.len()
            && !std::mem::replace(&mut seen[usize::from(symbol)], true)
    })
}

/// The sign of the permutation that takes column i to `row[i]`: even when n minus the number of cycles is even.
///
/// `row` must hold each of 1…n once.
pub fn sign(row: &[u8]) -> Sign {
    debug_assert!(is_permutation(row));
    let mut seen = [false; 256];
    let mut sign = Sign::Even;
    for start in 1..=row.len() {
        let mut at = start;
        let mut length = 0;
        while !std::mem::replace(&mut seen[at], true) {
            at = usize::from(row[at - 1]);
            length += 1;
        }
        if length > 0 && length % 2 == 0 {
            sign = sign * Sign::Odd;
        }
    }
    sign
}

/// The number of derangements of n [OEIS A000166].
pub fn derangements(n: u32) -> BigUint {
    let mut before = BigUint::from(1u32);
    let mut count = BigUint::from(0u32);
    for k in 1..n {
        let next = (&count + &before) * k;
        before = std::mem::replace(&mut count, next);
    }
    if n == 0 { before } else { count }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compose(a: &[u8], b: &[u8]) -> Vec<u8> {
        b.iter().map(|&symbol| a[usize::from(symbol) - 1]).collect()
    }

    fn permutation(n: usize) -> impl Strategy<Value = Vec<u8>> {
        Just((1..=n as u8).collect::<Vec<u8>>()).prop_shuffle()
    }

    fn inversions_sign(row: &[u8]) -> Sign {
        let inversions = (0..row.len())
            .map(|i| row[i + 1..].iter().filter(|&&later| later < row[i]).count())
            .sum::<usize>();
        if inversions % 2 == 0 {
            Sign::Even
        } else {
            Sign::Odd
        }
    }

    #[test]
    fn counts_derangements() {
        let expected = [1u32, 0, 1, 2, 9, 44, 265, 1854, 14833, 133496, 1334961];
        for (n, count) in expected.into_iter().enumerate() {
            assert_eq!(derangements(n as u32), BigUint::from(count), "n = {n}");
        }
    }

    #[test]
    fn tells_permutations_from_other_rows() {
        assert!(is_permutation(&[2, 1, 3]));
        for row in [&[1, 1, 3][..], &[0, 1, 2], &[1, 2, 4]] {
            assert!(!is_permutation(row), "{row:?}");
        }
    }

    proptest! {
        #[test]
        fn sign_of_a_product_is_the_product_of_signs((a, b) in (1usize..=10).prop_flat_map(|n| (permutation(n), permutation(n)))) {
            prop_assert_eq!(sign(&compose(&a, &b)), sign(&a) * sign(&b));
        }

        #[test]
        fn sign_is_the_parity_of_inversions(row in (1usize..=10).prop_flat_map(permutation)) {
            prop_assert_eq!(sign(&row), inversions_sign(&row));
        }
    }
}
