//! Sequences f₀, f₁, … of integers whose exponential generating function F satisfies linear differential equations of
//! first order with polynomial coefficients, one value after the other.
//!
//! With n⁽ʲ⁾ = n(n−1)…(n−j+1), n![xⁿ] xʲF = n⁽ʲ⁾·fₙ₋ⱼ and n![xⁿ] xʲF′ = n⁽ʲ⁾·fₙ₋ⱼ₊₁, so every equation below is a
//! recurrence for the fₙ.

use std::collections::VecDeque;

use num_bigint::BigInt;
use num_traits::Zero;

/// Coefficients of a polynomial in x, from x⁰ up.
pub type Polynomial = Vec<i128>;

/// The product of some polynomials.
pub fn product(factors: &[&[i128]]) -> Polynomial {
    factors.iter().fold(vec![1], |all, factor| {
        let mut product = vec![0; all.len() + factor.len() - 1];
        for (i, a) in all.iter().enumerate() {
            for (j, b) in factor.iter().enumerate() {
                product[i + j] += a * b;
            }
        }
        product
    })
}

/// The sum of some polynomials, each times a number.
pub fn sum(terms: &[(i128, &[i128])]) -> Polynomial {
    let degree = terms.iter().map(|(_, term)| term.len()).max().unwrap_or(0);
    let coefficient = |j: usize| {
        let of = |(factor, term): &(i128, &[i128])| factor * term.get(j).unwrap_or(&0);
        terms.iter().map(of).sum()
    };
    (0..degree).map(coefficient).collect()
}

/// F = P·Y/q + Q·V for the V and Y of these equations.
pub struct Equations {
    /// a in a·V′ = b·V, with V(0) = 1; a₀ = 1.
    pub lead: Polynomial,
    /// b.
    pub factor: Polynomial,
    /// Q.
    pub of_v: Polynomial,
    pub divergent: Option<Divergent>,
}

/// The part of F whose power series converges nowhere.
pub struct Divergent {
    /// c in x²·c·Y′ = d·Y + e·V.
    pub lead: Polynomial,
    /// d; d₀ = ±1, which determines Y.
    pub factor: Polynomial,
    /// e.
    pub source: Polynomial,
    /// P.
    pub of_y: Polynomial,
    /// q.
    pub denominator: u32,
}

/// The values f₀, f₁, … without end.
pub struct Sequence {
    equations: Equations,
    n: u32,
    /// vₙ, vₙ₋₁, …
    v: VecDeque<BigInt>,
    /// yₙ₋₁, yₙ₋₂, …
    y: VecDeque<BigInt>,
    /// How many of either are needed for the next value.
    needed: usize,
}

impl Equations {
    /// The sequence that they define.
    pub fn sequence(self) -> Sequence {
        let mut lengths = vec![self.factor.len(), self.lead.len(), self.of_v.len()];
        if let Some(divergent) = &self.divergent {
            let Divergent {
                lead,
                factor,
                source,
                of_y,
                ..
            } = divergent;
            lengths.extend([lead.len() + 1, factor.len(), source.len(), of_y.len()]);
        }
        Sequence {
            needed: lengths.into_iter().max().unwrap_or(0),
            equations: self,
            n: 0,
            v: VecDeque::from([BigInt::from(1)]),
            y: VecDeque::new(),
        }
    }

    /// Additions of a large number times a small one for every value, about.
    pub fn terms(&self) -> usize {
        let filled = |polynomial: &Polynomial| polynomial.iter().filter(|&&a| a != 0).count();
        let regular = self.factor.len() + filled(&self.of_v);
        let divergent = self.divergent.as_ref().map_or(0, |divergent| {
            divergent.factor.len() + divergent.source.len() + 2 * filled(&divergent.of_y)
        });
        regular + divergent
    }
}

impl Iterator for Sequence {
    type Item = BigInt;

    fn next(&mut self) -> Option<BigInt> {
        let equations = &self.equations;
        if let Some(divergent) = &equations.divergent {
            let next = divergent.next(self.n, &self.v, &self.y);
            self.y.push_front(next);
        }
        let value = equations.value(self.n, &self.v, &self.y);
        let next = equations.next(self.n, &self.v);
        self.v.push_front(next);
        self.v.truncate(self.needed + 1);
        self.y.truncate(self.needed);
        self.n += 1;
        Some(value)
    }
}

impl Equations {
    /// vₙ₊₁ from vₙ, vₙ₋₁, …
    fn next(&self, n: u32, v: &VecDeque<BigInt>) -> BigInt {
        let mut next = BigInt::zero();
        let most = self.factor.len().max(self.lead.len() - 1);
        for (j, value) in v.iter().enumerate().take(most) {
            let (lead, factor) = (at_or_zero(&self.lead, j + 1), at_or_zero(&self.factor, j));
            add(
                &mut next,
                value,
                factor * falling(n, j) - lead * falling(n, j + 1),
            );
        }
        next
    }

    /// fₙ from vₙ, vₙ₋₁, … and yₙ, yₙ₋₁, …, by Horner's rule in the falling factorials.
    fn value(&self, n: u32, v: &VecDeque<BigInt>, y: &VecDeque<BigInt>) -> BigInt {
        let none = Polynomial::new();
        let (of_y, denominator) = self
            .divergent
            .as_ref()
            .map_or((&none, 1), |divergent| (&divergent.of_y, divergent.denominator));
        let mut value = BigInt::zero();
        for j in (0..self.of_v.len().max(of_y.len()).min(n as usize + 1)).rev() {
            value *= n - j as u32;
            let of_v = at_or_zero(&self.of_v, j) * i128::from(denominator);
            for (values, factor) in [(v, of_v), (y, at_or_zero(of_y, j))] {
                if factor != 0 {
                    add(&mut value, &values[j], factor);
                }
            }
        }
        debug_assert!((&value % denominator).is_zero());
        if denominator > 1 {
            value /= denominator;
        }
        value
    }
}

impl Divergent {
    /// yₙ from vₙ, vₙ₋₁, … and yₙ₋₁, yₙ₋₂, …
    fn next(&self, n: u32, v: &VecDeque<BigInt>, y: &VecDeque<BigInt>) -> BigInt {
        let mut next = BigInt::zero();
        let most = self.lead.len().max(self.factor.len() - 1);
        for (j, value) in (1..=most).zip(y) {
            let (lead, factor) = (at_or_zero(&self.lead, j - 1), at_or_zero(&self.factor, j));
            add(
                &mut next,
                value,
                lead * falling(n, j + 1) - factor * falling(n, j),
            );
        }
        for (j, (value, source)) in v.iter().zip(&self.source).enumerate() {
            add(&mut next, value, -source * falling(n, j));
        }
        if self.factor[0] < 0 { -next } else { next }
    }
}

fn add(sum: &mut BigInt, value: &BigInt, factor: i128) {
    if factor != 0 {
        *sum += value * factor;
    }
}

fn at_or_zero(polynomial: &[i128], at: usize) -> i128 {
    polynomial.get(at).copied().unwrap_or(0)
}

/// n⁽ʲ⁾ = n(n−1)…(n−j+1).
fn falling(n: u32, j: usize) -> i128 {
    (0..j as i128).map(|i| i128::from(n) - i).product()
}
