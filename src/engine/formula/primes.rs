//! Primes below 2³¹, how many a number of rows and columns needs, and the number from its residues.

use num_bigint::BigUint;
use num_traits::{One, Zero};
use thiserror::Error;

use super::modular::Modulus;
use crate::latin::permutation::derangements;

/// How many bits K(rows, n) has at most, for every n up to `columns`.
///
/// Each row below the first is a derangement of it, so K(r, n) ≤ d(n)^(r − 1), which grows with n ≥ 2.
pub fn bound_bits(rows: u32, columns: u32) -> u64 {
    derangements(columns).pow(rows.saturating_sub(1)).bits().max(1)
}

/// The largest primes below 2³¹, largest first: so many that their product has more than `bits` bits, and one more to check by.
/// For any bits the same primes in the same order.
///
/// # Panics
/// For more than 5,000 bits, about: there are not so many primes for which [`Modulus`] is made.
pub fn primes(bits: u64) -> Vec<u32> {
    let mut product = BigUint::one();
    let mut primes = Vec::new();
    for prime in (0..1 << 31).rev().filter(|&number| is_prime(number)) {
        primes.push(prime);
        if product.bits() > bits {
            break;
        }
        product *= prime;
    }
    primes
}

/// Whether a number for which [`Modulus`] is made is a prime: by Miller's test to four bases, which decides below
/// 3,215,031,751.
fn is_prime(number: u32) -> bool {
    let m = Modulus::new(number);
    let (one, minus_one) = (1, m.neg(1));
    let twos = (number - 1).trailing_zeros();
    [2, 3, 5, 7].into_iter().all(|base| {
        let mut power = m.power(base, (number - 1) >> twos);
        power == one
            || (0..twos).any(|_| {
                let found = power == minus_one;
                power = m.mul(power, power);
                found
            })
    })
}

/// Residues that are not those of one number below the product of all primes but the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CombineError {
    #[error("{found} lists of residues for {primes} primes; each prime has one, all of one length")]
    Lists { found: usize, primes: usize },
    #[error("the residues modulo {prime} do not agree with those of the other primes")]
    Disagree { prime: u32 },
}

/// The numbers from their residues, of which `residues` has a list for each prime; by the Chinese remainder theorem. The last
/// prime adds nothing to the numbers: its residues are compared with them.
///
/// # Errors
/// When there is not one list for each prime, all of one length, and when the residues of the last prime disagree, because a
/// residue is wrong or the primes are too few.
pub fn combine(primes: &[u32], residues: &[Vec<u32>]) -> Result<Vec<BigUint>, CombineError> {
    let lists = CombineError::Lists {
        found: residues.len(),
        primes: primes.len(),
    };
    let length = residues.first().map_or(0, Vec::len);
    if residues.len() != primes.len() || residues.iter().any(|list| list.len() != length) {
        return Err(lists);
    }
    let Some(&check) = primes.last() else {
        return Ok(Vec::new());
    };
    let moduli: Vec<Modulus> = primes.iter().map(|&prime| Modulus::new(prime)).collect();
    let inverses = inverses(&moduli);
    let number = |at: usize| {
        let mut digits = mixed_digits(&moduli, &inverses, |prime| residues[prime][at]);
        match digits.pop() {
            Some(0) => Ok(from_mixed_digits(primes, &digits)),
            _ => Err(CombineError::Disagree { prime: check }),
        }
    };
    (0..length).map(number).collect()
}

/// For each prime the inverse of the product of those before it.
fn inverses(moduli: &[Modulus]) -> Vec<u32> {
    let inverse = |(at, m): (usize, &Modulus)| {
        let before = moduli[..at].iter().map(|other| m.residue(other.prime().into()));
        m.invert(before.fold(1, |product, prime| m.mul(product, prime)))
    };
    moduli.iter().enumerate().map(inverse).collect()
}

/// The digits d of the number d₀ + p₀ (d₁ + p₁ (d₂ + …)) with these residues, each below its prime (Garner's method).
fn mixed_digits(moduli: &[Modulus], inverses: &[u32], residue: impl Fn(usize) -> u32) -> Vec<u32> {
    let mut digits: Vec<u32> = Vec::with_capacity(moduli.len());
    for (at, m) in moduli.iter().enumerate() {
        let known = moduli[..at]
            .iter()
            .zip(&digits)
            .rev()
            .fold(0, |sum, (other, &digit)| {
                m.add(
                    m.mul(sum, m.residue(other.prime().into())),
                    m.residue(digit.into()),
                )
            });
        let rest = m.sub(m.residue(residue(at).into()), known);
        digits.push(m.mul(rest, inverses[at]));
    }
    digits
}

/// The number d₀ + p₀ (d₁ + p₁ (d₂ + …)).
fn from_mixed_digits(primes: &[u32], digits: &[u32]) -> BigUint {
    let pairs = primes.iter().zip(digits).rev();
    pairs.fold(BigUint::zero(), |sum, (&prime, &digit)| sum * prime + digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::formula::modular::GAP;
    use crate::latin::{Published, Shape};
    use proptest::prelude::*;

    #[test]
    fn the_primes_are_the_largest_below_two_to_the_thirty_first() {
        let primes = primes(100);
        assert_eq!(
            primes,
            [
                2_147_483_647,
                2_147_483_629,
                2_147_483_587,
                2_147_483_579,
                2_147_483_563
            ]
        );
        assert!(super::primes(4000).starts_with(&primes));
    }

    #[test]
    fn primes_are_told_from_other_numbers() {
        let by_division = |number: &u32| (2..46_341).all(|divisor| !number.is_multiple_of(divisor));
        let numbers = || ((1 << 31) - GAP + 1..1 << 31).rev().take(1000);
        assert!(
            numbers()
                .filter(|&number| is_prime(number))
                .eq(numbers().filter(by_division))
        );
    }

    #[test]
    fn there_are_primes_for_five_thousand_bits() {
        assert_eq!(primes(5000).len(), 163);
    }

    #[test]
    fn the_product_without_the_last_prime_exceeds_the_bound() {
        for (rows, columns) in [(4, 4), (4, 60), (4, 200), (5, 30), (6, 12)] {
            let bits = bound_bits(rows, columns);
            let primes = primes(bits);
            let (_, all_but_last) = primes.split_last().expect("two primes at least");
            let product: BigUint = all_but_last.iter().copied().product();
            assert!(product > derangements(columns).pow(rows - 1));
        }
    }

    #[test]
    fn every_published_value_is_within_the_bound() {
        let mut checked = 0;
        for rows in 2..=6 {
            for columns in rows..=20 {
                let Some(known) = Published::of(Shape::new(rows, columns).unwrap()) else {
                    continue;
                };
                assert!(
                    known.total.bits() <= bound_bits(rows, columns),
                    "{rows} x {columns}"
                );
                assert!(bound_bits(rows, columns) <= bound_bits(rows, columns + 1));
                checked += 1;
            }
        }
        assert!(checked > 50);
    }

    proptest! {
        #[test]
        fn a_number_comes_back_from_its_residues(digits: Vec<u32>, other: u32) {
            let number = BigUint::new(digits);
            let primes = primes(number.bits().max(32));
            let of = |number: &BigUint, prime: u32| (number % prime).iter_u32_digits().next().unwrap_or(0);
            let mut residues: Vec<Vec<u32>> =
                primes.iter().map(|&prime| vec![of(&number, prime), other % prime]).collect();
            let found = combine(&primes, &residues);
            prop_assert_eq!(found, Ok(vec![number, other.into()]));

            // any one wrong residue
            let at = other as usize % primes.len();
            residues[at][0] = (residues[at][0] + 1) % primes[at];
            let prime = *primes.last().unwrap();
            prop_assert_eq!(combine(&primes, &residues), Err(CombineError::Disagree { prime }));
        }
    }

    #[test]
    fn residues_that_are_not_one_list_for_each_prime_are_refused() {
        let error = Err(CombineError::Lists { found: 1, primes: 2 });
        assert_eq!(combine(&[2_147_483_647, 2_147_483_629], &[vec![1]]), error);
        assert!(combine(&[2_147_483_647, 2_147_483_629], &[vec![1], vec![]]).is_err());
    }
}
