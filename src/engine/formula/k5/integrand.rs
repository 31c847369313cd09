//! The series in y whose mean is taken.

use super::ROWS;
use crate::engine::formula::modular::Modulus;
use crate::engine::formula::series::{Ring, Variable};

/// Coefficients of a series: as many as 30 columns need.
const LENGTH: usize = 31;
type Series = [u32; LENGTH];

/// The degree of Δ in y.
pub const DEGREE: usize = 10;
/// A polynomial in y, the constant first.
type Polynomial = [u32; DEGREE + 1];

/// What is the same for all values of the variables.
pub struct Integrand<'a> {
    ring: &'a Ring,
    /// The residues of whole numbers.
    numbers: [u32; 65],
    /// 2q/b
    beside_a2: Vec<u32>,
    /// γ
    gamma: Vec<u32>,
    /// −2q/(3b²)
    beside_gamma: Vec<u32>,
}

impl<'a> Integrand<'a> {
    /// Up to the degree of the ring, at most 30, in powers of y.
    pub fn new(ring: &'a Ring, y: &Variable) -> Self {
        assert!(ring.degree() < LENGTH, "the degree is at most 30");
        let m = ring.modulus;
        let q = |exponent| ring.power(2, exponent);
        let b = |exponent| ring.power(6, exponent);
        let ratio = |a, b| m.mul(m.residue(a), m.invert(m.residue(b)));
        let in_y = |factor, factors: &[&[u32]]| ring.times(factor, &y.from_x(&ring.product(factors)));
        Integrand {
            ring,
            numbers: std::array::from_fn(|i| m.residue(i as i64)),
            beside_a2: in_y(ratio(2, 1), &[&q(1), &b(-1)]),
            gamma: in_y(ratio(1, 6), &[&ring.power(-4, 2), &b(-2), &q(-1)]),
            beside_gamma: in_y(ratio(-2, 3), &[&q(1), &b(-2)]),
        }
    }

    /// Adds `weight` times the series at these values to `sum`.
    pub fn add(&self, weight: u32, values: [u32; ROWS], sum: &mut [u32]) {
        let m = self.ring.modulus;
        let symmetric = elementary(m, values);
        let [_, _, a2, _, _, a5] = symmetric;
        let [delta, even, odd] = self.fraction(symmetric);
        let [even, odd] = [even, odd].map(|numerator| self.quotient(&numerator, &delta));
        let slope = self.slope(a2, &delta, &odd);
        let exponential = self.exponential(weight, &slope);
        let squared = self.squared(&even);
        let bessel = self.bessel(a5, &squared);
        for (i, into) in sum.iter_mut().enumerate() {
            *into = m.add(*into, m.convolve(&exponential[..=i], &bessel[..=i]));
        }
    }

    /// Δ and the numerators of E and O.
    fn fraction(&self, [_, a1, a2, a3, a4, a5]: [u32; ROWS + 1]) -> [Polynomial; 3] {
        let m = self.ring.modulus;
        let times = |number: usize, factors: &[u32]| {
            factors
                .iter()
                .fold(self.numbers[number], |product, &factor| m.mul(product, factor))
        };
        let sum = |terms: &[u32]| terms.iter().fold(0, |sum, &term| m.add(sum, term));
        let minus = |plus: &[u32], minus: &[u32]| m.sub(sum(plus), sum(minus));
        let [a11, a13, a14] = [a1, a3, a4].map(|factor| m.mul(a1, factor));
        let a111 = m.mul(a1, a11);
        let a = [
            m.one(),
            minus(&[], &[times(3, &[a1])]),
            times(3, &[a11]),
            minus(&[], &[a111, times(4, &[a3])]),
            minus(&[times(4, &[a13])], &[times(16, &[a4])]),
            times(48, &[a5]),
        ];
        let c = [
            minus(&[], &[self.numbers[24]]),
            times(24, &[a1]),
            minus(&[], &[times(16, &[a2])]),
        ];
        let e = [
            self.numbers[10],
            minus(&[], &[times(12, &[a1])]),
            minus(&[times(36, &[a2])], &[times(6, &[a11])]),
            minus(&[times(8, &[a111]), times(32, &[a3])], &[times(36, &[a1, a2])]),
            minus(&[times(16, &[a13])], &[times(64, &[a4])]),
        ];
        let o = [
            times(3, &[a3]),
            minus(&[times(24, &[a4])], &[times(6, &[a13])]),
            minus(&[times(3, &[a1, a13])], &[times(12, &[a14]), times(60, &[a5])]),
            minus(
                &[times(48, &[a2, a4]), times(12, &[a1, a5])],
                &[times(12, &[a3, a3]), times(12, &[a1, a14])],
            ),
            minus(&[], &[times(16, &[a2, a5])]),
        ];
        let a5c = c.map(|coefficient| m.mul(a5, coefficient));
        [
            difference(m, product(m, &a, &a, 0), product(m, &a5c, &c, 5)),
            difference(m, product(m, &a, &e, 0), product(m, &c, &o, 3)),
            difference(m, product(m, &a, &o, 0), product(m, &a5c, &e, 2)),
        ]
    }

    /// The quotient of polynomials, for a denominator that begins with 1.
    fn quotient(&self, numerator: &Polynomial, denominator: &Polynomial) -> Series {
        let m = self.ring.modulus;
        let mut quotient = [0; LENGTH];
        for i in 0..=self.ring.degree() {
            let terms = i.min(DEGREE);
            let known = m.convolve(&denominator[1..=terms], &quotient[i - terms..i]);
            quotient[i] = m.sub(numerator.get(i).copied().unwrap_or(0), known);
        }
        quotient
    }

    /// The derivative of (2q/b) a₂ y − 2γ y O − ½ log Δ.
    fn slope(&self, a2: u32, delta: &Polynomial, odd: &Series) -> Series {
        let m = self.ring.modulus;
        let half = self.ring.inverse(2);
        // −½ Δ′
        let mut numerator = [0; DEGREE + 1];
        for i in 0..DEGREE {
            numerator[i] = m.neg(m.mul(half, m.mul(self.numbers[i + 1], delta[i + 1])));
        }
        let mut slope = self.quotient(&numerator, delta);
        for (i, slope) in slope.iter_mut().enumerate().take(self.ring.degree() + 1) {
            let gamma_odd = m.convolve(&self.gamma[..=i], &odd[..=i]);
            let exponent = m.sub(m.mul(a2, self.beside_a2[i]), m.add(gamma_odd, gamma_odd));
            *slope = m.add(*slope, m.mul(self.numbers[i + 1], exponent));
        }
        slope
    }

    /// The series that begins with `first` and whose derivative is `slope` times it.
    fn exponential(&self, first: u32, slope: &Series) -> Series {
        let m = self.ring.modulus;
        let mut series = [0; LENGTH];
        series[0] = first;
        for i in 0..self.ring.degree() {
            series[i + 1] = m.mul(self.ring.inverse(i + 1), m.convolve(&slope[..=i], &series[..=i]));
        }
        series
    }

    /// (γ E − 2q/(3b²))², which begins with 1.
    fn squared(&self, even: &Series) -> Series {
        let m = self.ring.modulus;
        let mut base = [0; LENGTH];
        let mut squared = [0; LENGTH];
        for i in 0..=self.ring.degree() {
            base[i] = m.add(m.convolve(&self.gamma[..=i], &even[..=i]), self.beside_gamma[i]);
            squared[i] = m.square(&base[..=i]);
        }
        squared
    }

    /// B = Σ_k Sᵏ / k!² with S = a₅ y·`squared`. With a second series N it obeys (a₅ y N)′ = S′ B and S B′ = S′·a₅ y N.
    fn bessel(&self, a5: u32, squared: &Series) -> Series {
        let m = self.ring.modulus;
        // S′ / a₅, N, B and B′
        let [mut s_slope, mut n, mut b, mut b_slope] = [[0; LENGTH]; 4];
        b[0] = m.one();
        for i in 0..self.ring.degree() {
            s_slope[i] = m.mul(self.numbers[i + 1], squared[i]);
            n[i] = m.mul(self.ring.inverse(i + 1), m.convolve(&s_slope[..=i], &b[..=i]));
            let first = m.mul(a5, m.convolve(&s_slope[..=i], &n[..=i]));
            b_slope[i] = m.sub(first, m.convolve(&squared[1..=i], &b_slope[..i]));
            b[i + 1] = m.mul(self.ring.inverse(i + 1), b_slope[i]);
        }
        b
    }
}

/// The elementary symmetric functions of the values, from a₀ = 1 to a₅.
fn elementary(m: Modulus, values: [u32; ROWS]) -> [u32; ROWS + 1] {
    let mut functions = [0; ROWS + 1];
    functions[0] = m.one();
    for (count, value) in values.into_iter().enumerate() {
        for i in (0..=count).rev() {
            functions[i + 1] = m.add(functions[i + 1], m.mul(functions[i], value));
        }
    }
    functions
}

/// f·g·y^shift.
fn product(m: Modulus, f: &[u32], g: &[u32], shift: usize) -> Polynomial {
    let mut product = [0; DEGREE + 1];
    for (i, &a) in f.iter().enumerate() {
        for (j, &b) in g.iter().enumerate() {
            product[i + j + shift] = m.add(product[i + j + shift], m.mul(a, b));
        }
    }
    product
}

fn difference(m: Modulus, f: Polynomial, g: Polynomial) -> Polynomial {
    std::array::from_fn(|i| m.sub(f[i], g[i]))
}
