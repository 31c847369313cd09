//! Polynomials in commuting and anticommuting variables with integer coefficients.

use std::collections::BTreeMap;
use std::ops::{Add, Mul};

use num_bigint::BigInt;
use num_traits::{One, Zero};

/// How many commuting variables there can be.
pub const EVEN: usize = 16;

/// A product of variables: powers of the commuting ones, and the set of the anticommuting ones as bits, meant in
/// ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Monomial {
    pub odd: u32,
    pub even: [u8; EVEN],
}

impl Monomial {
    /// The product and its sign, or None where an anticommuting variable would stand twice.
    fn times(self, other: Self) -> Option<(bool, Self)> {
        if self.odd & other.odd != 0 {
            return None;
        }
        // Every variable of the second factor passes those of the first that belong behind it
        let mut passed = 0;
        let mut rest = self.odd >> 1;
        while rest != 0 {
            passed += (rest & other.odd).count_ones();
            rest >>= 1;
        }
        let even = std::array::from_fn(|i| self.even[i] + other.even[i]);
        Some((
            passed % 2 == 1,
            Self {
                odd: self.odd | other.odd,
                even,
            },
        ))
    }
}

/// A sum of monomials; none has the coefficient 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Element {
    terms: BTreeMap<Monomial, BigInt>,
}

impl Element {
    #[must_use]
    pub fn constant(value: impl Into<BigInt>) -> Self {
        Self::term(value, Monomial::default())
    }

    #[must_use]
    pub fn term(coefficient: impl Into<BigInt>, monomial: Monomial) -> Self {
        let mut sum = Self::default();
        sum.add_term(monomial, coefficient.into());
        sum
    }

    /// A commuting variable.
    #[must_use]
    pub fn even(variable: usize) -> Self {
        let mut monomial = Monomial::default();
        monomial.even[variable] = 1;
        Self::term(1, monomial)
    }

    /// An anticommuting variable.
    #[must_use]
    pub fn odd(variable: usize) -> Self {
        Self::term(
            1,
            Monomial {
                odd: 1 << variable,
                ..Monomial::default()
            },
        )
    }

    pub fn terms(&self) -> impl Iterator<Item = (&Monomial, &BigInt)> {
        self.terms.iter()
    }

    #[must_use]
    pub fn coefficient(&self, monomial: &Monomial) -> BigInt {
        self.terms.get(monomial).cloned().unwrap_or_default()
    }

    #[must_use]
    pub fn power(&self, exponent: usize) -> Self {
        (0..exponent).fold(Self::constant(1), |power, _| &power * self)
    }

    #[must_use]
    pub fn scaled(mut self, factor: &BigInt) -> Self {
        if factor.is_zero() {
            return Self::default();
        }
        self.terms
            .values_mut()
            .for_each(|coefficient| *coefficient *= factor);
        self
    }

    /// Splits off the terms without anticommuting variables: (those without, the rest).
    #[must_use]
    pub fn split_off_scalar(self) -> (Self, Self) {
        let (scalar, rest) = self
            .terms
            .into_iter()
            .partition(|(monomial, _)| monomial.odd == 0);
        (Self { terms: scalar }, Self { terms: rest })
    }

    /// The exponential of an element all of whose terms have a positive even number of anticommuting variables. Each
    /// term t has square 0 and commutes with all, so it is the product of the 1 + t.
    #[must_use]
    pub fn exponential(&self) -> Self {
        let mut product = Self::constant(1);
        for (monomial, coefficient) in &self.terms {
            assert!(monomial.odd != 0 && monomial.odd.count_ones().is_multiple_of(2));
            let term = Self::term(coefficient.clone(), *monomial);
            product = &product + &(&product * &term);
        }
        product
    }

    fn add_term(&mut self, monomial: Monomial, coefficient: BigInt) {
        let sum = self.terms.entry(monomial).or_default();
        *sum += coefficient;
        if sum.is_zero() {
            self.terms.remove(&monomial);
        }
    }
}

impl Add for &Element {
    type Output = Element;

    fn add(self, other: &Element) -> Element {
        let mut sum = self.clone();
        for (monomial, coefficient) in &other.terms {
            sum.add_term(*monomial, coefficient.clone());
        }
        sum
    }
}

impl Mul for &Element {
    type Output = Element;

    fn mul(self, other: &Element) -> Element {
        let mut product = Element::default();
        for (first, a) in &self.terms {
            for (second, b) in &other.terms {
                if let Some((negative, monomial)) = first.times(*second) {
                    product.add_term(monomial, if negative { -(a * b) } else { a * b });
                }
            }
        }
        product
    }
}

impl std::iter::Sum for Element {
    fn sum<I: Iterator<Item = Self>>(elements: I) -> Self {
        elements.fold(Self::default(), |sum, element| &sum + &element)
    }
}

impl std::iter::Product for Element {
    fn product<I: Iterator<Item = Self>>(elements: I) -> Self {
        elements.fold(Self::constant(BigInt::one()), |product, element| {
            &product * &element
        })
    }
}
