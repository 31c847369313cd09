//! Up to three rows, for any number of columns: closed forms and cycle types, nothing to search.

use num_bigint::{BigInt, BigUint};
use num_integer::{Integer, binomial};
use num_traits::{One, Zero};

use crate::latin::{SignedCount, permutation::derangements};

/// K⁺ and K⁻ for r ≤ 3 rows and n ≥ r columns.
pub fn count(rows: u32, columns: u32) -> SignedCount {
    let (total, difference) = match rows {
        1 => (BigInt::one(), BigInt::one()),
        // derangements, by sign: the determinant of the matrix with zeros on the diagonal and ones elsewhere
        2 => (
            BigInt::from(derangements(columns)),
            BigInt::from(columns - 1) * if columns % 2 == 1 { 1 } else { -1 },
        ),
        _ => three_rows(columns as usize),
    };
    split(&total, &difference)
}

/// K⁺ and K⁻ from their sum and difference.
pub fn split(total: &BigInt, difference: &BigInt) -> SignedCount {
    let half = |twice: BigInt| {
        let (half, rest) = twice.div_rem(&BigInt::from(2));
        assert!(
            rest.is_zero(),
            "a sum and a difference of whole numbers are both even or both odd"
        );
        half.to_biguint().expect("a count is not negative")
    };
    SignedCount::new(half(total + difference), half(total - difference))
}

/// The lengths of cycles, 2 or more each, whose sum is n; longest first.
pub fn cycle_types(n: usize) -> Vec<Vec<usize>> {
    fn extend(left: usize, longest: usize, cycles: &mut Vec<usize>, into: &mut Vec<Vec<usize>>) {
        if left == 0 {
            into.push(cycles.clone());
        }
        for length in (2..=longest.min(left)).rev() {
            cycles.push(length);
            extend(left - length, length, cycles, into);
            cycles.pop();
        }
    }
    let mut types = Vec::new();
    extend(n, n, &mut Vec::new(), &mut types);
    types
}

/// K and D for three rows: over the second rows by cycle type, the third rows are the perfect matchings of the
/// complement of a union of cycles.
fn three_rows(n: usize) -> (BigInt, BigInt) {
    let factorials: Vec<BigInt> = std::iter::once(BigInt::one())
        .chain((1..=n).scan(BigInt::one(), |product, m| {
            *product *= m;
            Some(product.clone())
        }))
        .collect();
    let (mut total, mut difference) = (BigInt::zero(), BigInt::zero());
    for cycles in cycle_types(n) {
        // permutations of that type: n! over the product of lengths and of the orders of equal cycles
        let mut orders = BigInt::one();
        for (at, &length) in cycles.iter().enumerate() {
            orders *= length * cycles[..=at].iter().filter(|&&other| other == length).count();
        }
        let rows = &factorials[n] / orders;
        let matchings = matchings_of_cycles(&cycles);
        let permanent: BigInt = (0..=n)
            .map(|j| &matchings[j] * &factorials[n - j] * if j % 2 == 0 { 1 } else { -1 })
            .sum();
        total += &rows * permanent;
        // An even cycle of the permutation makes both determinants 0. Otherwise the permutation is even, and with B its
        // matrix plus the identity det B = 2^cycles, det(J − B) = (−1)^(n−1) · det B · (n − 2)/2.
        if cycles.iter().all(|length| length % 2 == 1) {
            let sign = if n % 2 == 1 { 1 } else { -1 };
            let determinant = (BigInt::one() << (cycles.len() - 1)) * (n - 2) * sign;
            difference += rows * determinant;
        }
    }
    (total, difference)
}

/// For each j the matchings of j edges in a union of bipartite cycles, of 2·length edges each.
fn matchings_of_cycles(cycles: &[usize]) -> Vec<BigInt> {
    let mut all = vec![BigInt::one()];
    for &length in cycles {
        let edges = 2 * length;
        let of_cycle: Vec<BigInt> = (0..=length)
            .map(|j| {
                let chosen = binomial(BigUint::from(edges - j), BigUint::from(j));
                BigInt::from(chosen) * edges / (edges - j)
            })
            .collect();
        let mut product = vec![BigInt::zero(); all.len() + length];
        for (i, a) in all.iter().enumerate() {
            for (j, b) in of_cycle.iter().enumerate() {
                product[i + j] += a * b;
            }
        }
        all = product;
    }
    all
}
