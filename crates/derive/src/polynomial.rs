//! Polynomials in one variable with integer coefficients.

use std::ops::{Add, Mul};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::Zero;

/// Coefficients from the constant one up; the last is not 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Polynomial {
    coefficients: Vec<BigInt>,
}

impl Polynomial {
    #[must_use]
    pub fn new(mut coefficients: Vec<BigInt>) -> Self {
        while coefficients.last().is_some_and(Zero::is_zero) {
            coefficients.pop();
        }
        Self { coefficients }
    }

    #[must_use]
    pub fn from_small(coefficients: &[i64]) -> Self {
        Self::new(coefficients.iter().map(|&c| c.into()).collect())
    }

    #[must_use]
    pub fn one() -> Self {
        Self::from_small(&[1])
    }

    /// c xⁿ.
    #[must_use]
    pub fn term(coefficient: BigInt, exponent: usize) -> Self {
        let mut coefficients = vec![BigInt::zero(); exponent];
        coefficients.push(coefficient);
        Self::new(coefficients)
    }

    /// (x+1)(x+2)…(x+n).
    #[must_use]
    pub fn rising(n: usize) -> Self {
        (1..=n).fold(Self::one(), |product, i| {
            &product * &Self::new(vec![i.into(), 1.into()])
        })
    }

    /// x(x−1)…(x−n+1).
    #[must_use]
    pub fn falling(n: usize) -> Self {
        (0..n).fold(Self::one(), |product, i| {
            &product * &Self::new(vec![-BigInt::from(i), 1.into()])
        })
    }

    #[must_use]
    pub fn coefficients(&self) -> &[BigInt] {
        &self.coefficients
    }

    /// The degree; 0 for the polynomial 0.
    #[must_use]
    pub fn degree(&self) -> usize {
        self.coefficients.len().saturating_sub(1)
    }

    #[must_use]
    pub fn power(&self, exponent: usize) -> Self {
        (0..exponent).fold(Self::one(), |power, _| &power * self)
    }

    #[must_use]
    pub fn scaled(&self, factor: &BigInt) -> Self {
        Self::new(self.coefficients.iter().map(|c| c * factor).collect())
    }

    #[must_use]
    pub fn derivative(&self) -> Self {
        Self::new(
            self.coefficients
                .iter()
                .enumerate()
                .skip(1)
                .map(|(i, c)| c * i)
                .collect(),
        )
    }

    /// The quotient by a polynomial with constant coefficient 1, or None where it leaves a remainder.
    #[must_use]
    pub fn divided(&self, divisor: &Self) -> Option<Self> {
        let length = (self.coefficients.len() + 1).checked_sub(divisor.coefficients.len())?;
        let mut rest = self.coefficients.clone();
        let mut quotient = vec![];
        for i in 0..length {
            let c = rest[i].clone();
            for (j, d) in divisor.coefficients.iter().enumerate() {
                rest[i + j] -= &c * d;
            }
            quotient.push(c);
        }
        rest.iter().all(Zero::is_zero).then(|| Self::new(quotient))
    }

    /// Divided by x, or None where the constant coefficient is not 0.
    #[must_use]
    pub fn divided_by_x(&self) -> Option<Self> {
        let (first, rest) = self.coefficients.split_first()?;
        first.is_zero().then(|| Self::new(rest.to_vec()))
    }

    /// The greatest common divisor of the coefficients.
    #[must_use]
    pub fn content(&self) -> BigInt {
        self.coefficients.iter().fold(BigInt::zero(), |gcd, c| gcd.gcd(c))
    }

    /// The coefficients c of Σ c_j (x+1)(x+2)…(x+j), which is this polynomial.
    #[must_use]
    pub fn in_rising_factorials(&self) -> Vec<BigInt> {
        let mut rest = self.coefficients.clone();
        let mut found = vec![];
        for node in 1..=rest.len() {
            // Horner's rule at x = −node leaves the quotient by x + node
            let mut value = BigInt::zero();
            for c in rest.iter_mut().rev() {
                value = &*c - value * node;
                *c = value.clone();
            }
            found.push(rest.remove(0));
        }
        found
    }
}

impl Add for &Polynomial {
    type Output = Polynomial;

    fn add(self, other: &Polynomial) -> Polynomial {
        let length = self.coefficients.len().max(other.coefficients.len());
        let at = |p: &Polynomial, i| p.coefficients.get(i).cloned().unwrap_or_default();
        Polynomial::new((0..length).map(|i| at(self, i) + at(other, i)).collect())
    }
}

impl Mul for &Polynomial {
    type Output = Polynomial;

    fn mul(self, other: &Polynomial) -> Polynomial {
        let mut product = vec![BigInt::zero(); self.coefficients.len() + other.coefficients.len()];
        for (i, a) in self.coefficients.iter().enumerate() {
            for (j, b) in other.coefficients.iter().enumerate() {
                product[i + j] += a * b;
            }
        }
        Polynomial::new(product)
    }
}

impl std::iter::Product for Polynomial {
    fn product<I: Iterator<Item = Self>>(polynomials: I) -> Self {
        polynomials.fold(Self::one(), |product, p| &product * &p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_inverts_multiplication() {
        let divisor = Polynomial::from_small(&[1, -6]);
        let product = &Polynomial::from_small(&[3, 0, 7, -2]) * &divisor.power(2);
        let quotient = product.divided(&divisor).and_then(|p| p.divided(&divisor));
        assert_eq!(quotient, Some(Polynomial::from_small(&[3, 0, 7, -2])));
        assert_eq!(Polynomial::from_small(&[1, 1]).divided(&divisor), None);
    }

    #[test]
    fn rising_factorials_add_up() {
        let polynomial = Polynomial::from_small(&[5, -3, 0, 8, 1]);
        let sum = polynomial
            .in_rising_factorials()
            .iter()
            .enumerate()
            .fold(Polynomial::default(), |sum, (j, c)| {
                &sum + &Polynomial::rising(j).scaled(c)
            });
        assert_eq!(sum, polynomial);
    }
}
