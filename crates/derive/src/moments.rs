//! Averages over a Gaussian antisymmetric complex matrix A of size 2m, E exp(−|A|²) with |A|² = Σ_{i<j} |a_ij|².
//!
//! Its squared singular values w₁…w_m, each double, have a density proportional to Π_{a<b} (w_a − w_b)⁴ · Π e^{−w_a}, and
//! |Pf A|² = Πw_a. So an average of a polynomial is a finite sum of factorials.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_traits::Zero;

use crate::polynomial::Polynomial;

/// Averages of w₁^e₁…w_m^e_m |Pf A|^{2k}, by m.
pub struct Moments {
    half_size: usize,
    /// Π_{a<b} (w_a − w_b)⁴, by powers.
    density: BTreeMap<Vec<usize>, BigInt>,
    found: BTreeMap<Vec<usize>, Polynomial>,
}

impl Moments {
    #[must_use]
    pub fn new(half_size: usize) -> Self {
        let mut density = BTreeMap::from([(vec![0; half_size], BigInt::from(1))]);
        for a in 0..half_size {
            for b in a + 1..half_size {
                for _ in 0..4 {
                    let mut next: BTreeMap<Vec<usize>, BigInt> = BTreeMap::new();
                    for (powers, c) in &density {
                        for (place, factor) in [(a, 1), (b, -1)] {
                            let mut powers = powers.clone();
                            powers[place] += 1;
                            *next.entry(powers).or_default() += c * factor;
                        }
                    }
                    density = next;
                }
            }
        }
        density.retain(|_, c| !c.is_zero());
        Self {
            half_size,
            density,
            found: BTreeMap::new(),
        }
    }

    /// The integral of the density, which [`Self::average`] leaves as a factor.
    #[must_use]
    pub fn norm(&self) -> BigInt {
        let factorials = |powers: &Vec<usize>| {
            powers
                .iter()
                .flat_map(|&p| 1..=p)
                .map(BigInt::from)
                .product::<BigInt>()
        };
        self.density
            .iter()
            .map(|(powers, c)| c * factorials(powers))
            .sum()
    }

    /// norm · E(Π w_a^e_a · |Pf A|^{2k}) / k!^m, a polynomial in k.
    pub fn average(&mut self, mut powers: Vec<usize>) -> Polynomial {
        assert_eq!(powers.len(), self.half_size);
        powers.sort_unstable();
        if let Some(known) = self.found.get(&powers) {
            return known.clone();
        }
        let sum = self
            .density
            .iter()
            .fold(Polynomial::default(), |sum, (density, c)| {
                let product: Polynomial = density
                    .iter()
                    .zip(&powers)
                    .map(|(d, e)| Polynomial::rising(d + e))
                    .product();
                &sum + &product.scaled(c)
            });
        self.found.insert(powers, sum.clone());
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// E|Pf A|^{2k} = Π_{j<m} (k+2j)!/(2j)!, a Selberg integral.
    #[test]
    fn the_pfaffian_has_its_known_moments() {
        for half_size in 1..=3 {
            let mut moments = Moments::new(half_size);
            let found = moments.average(vec![0; half_size]);
            let expected: Polynomial = (0..half_size).map(|j| Polynomial::rising(2 * j)).product();
            let divisor: BigInt = (0..half_size)
                .map(|j| (1..=2 * j).map(BigInt::from).product::<BigInt>())
                .product();
            assert_eq!(found.scaled(&divisor), expected.scaled(&moments.norm()));
        }
    }

    /// E|A|² is the number of entries above the diagonal.
    #[test]
    fn the_norm_has_its_known_average() {
        for half_size in 1..=3 {
            let mut moments = Moments::new(half_size);
            let mut powers = vec![0; half_size];
            powers[0] = 1;
            let one = moments.average(powers).coefficients()[0].clone();
            assert_eq!(
                one * half_size,
                moments.norm() * (half_size * (2 * half_size - 1))
            );
        }
    }
}
