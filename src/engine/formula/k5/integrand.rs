//! The series in y whose mean is taken, of several multisets side by side.

use super::multisets::ROWS;
use crate::engine::formula::modular::{LANES, Modulus};
use crate::engine::formula::series::{Ring, Variable};

/// Coefficients of a series: as many as 30 columns need.
const LENGTH: usize = 31;
type Series = [[u32; LANES]; LENGTH];

/// The degree of Δ in y.
pub const DEGREE: usize = 10;
/// A polynomial in y, the constant first.
type Polynomial = [[u32; LANES]; DEGREE + 1];

/// What is the same for all multisets.
pub struct Integrand<'a> {
    ring: &'a Ring,
    /// 2q/b
    beside_a2: Vec<[u32; LANES]>,
    /// γ
    gamma: Vec<[u32; LANES]>,
    /// −2q/(3b²)
    beside_gamma: Vec<[u32; LANES]>,
}

impl<'a> Integrand<'a> {
    /// Up to the degree of the ring, at most 30, in powers of y.
    pub fn new(ring: &'a Ring, y: &Variable) -> Self {
        assert!(ring.degree() < LENGTH, "the degree is at most 30");
        let m = ring.modulus;
        let q = |exponent| ring.power(2, exponent);
        let b = |exponent| ring.power(6, exponent);
        let scaled = |factor: u32, factors: &[&[u32]]| -> Vec<[u32; LANES]> {
            let series = y.in_y(&ring.product(factors));
            series
                .iter()
                .map(|&coefficient| [m.mul(factor, coefficient); LANES])
                .collect()
        };
        Integrand {
            ring,
            beside_a2: scaled(2, &[&q(1), &b(-1)]),
            gamma: scaled(m.invert(6), &[&ring.power(-4, 2), &b(-2), &q(-1)]),
            beside_gamma: scaled(m.mul(m.residue(-2), m.invert(3)), &[&q(1), &b(-2)]),
        }
    }

    /// Adds to `sum` the series at the values of each lane, times the weights.
    pub fn add(&self, weights: [u32; LANES], values: [[u32; LANES]; ROWS], sum: &mut [u32]) {
        let m = self.ring.modulus;
        let symmetric = elementary(m, values);
        let [_, _, a2, _, _, a5] = symmetric;
        let [delta, even, odd] = fraction(m, symmetric);
        let even = self.quotient(&even, &delta);
        let odd = self.quotient(&odd, &delta);
        let exponential = self.exponential(weights, &self.slope(a2, &delta, &odd));
        let bessel = self.bessel(a5, &self.squared(&even));
        for (i, into) in sum.iter_mut().enumerate() {
            let lanes = m.convolve_each(&exponential[..=i], &bessel[..=i]);
            *into = lanes.into_iter().fold(*into, |sum, lane| m.add(sum, lane));
        }
    }

    /// The quotient of polynomials, for a denominator that begins with 1.
    fn quotient(&self, numerator: &Polynomial, denominator: &Polynomial) -> Series {
        let m = self.ring.modulus;
        let mut quotient = [[0; LANES]; LENGTH];
        for i in 0..=self.ring.degree() {
            let terms = i.min(DEGREE);
            let known = m.convolve_each(&denominator[1..=terms], &quotient[i - terms..i]);
            quotient[i] = m.sub_each(numerator.get(i).copied().unwrap_or_default(), known);
        }
        quotient
    }

    /// The derivative of (2q/b) a₂ y − 2γ y O − ½ log Δ.
    fn slope(&self, a2: [u32; LANES], delta: &Polynomial, odd: &Series) -> Series {
        let m = self.ring.modulus;
        // −½ Δ′
        let mut numerator = [[0; LANES]; DEGREE + 1];
        for i in 0..DEGREE {
            let factor = m.neg(m.mul(self.ring.inverse(2), i as u32 + 1));
            numerator[i] = m.mul_each([factor; LANES], delta[i + 1]);
        }
        let mut slope = self.quotient(&numerator, delta);
        for i in 0..=self.ring.degree() {
            let gamma_odd = m.convolve_each(&self.gamma[..=i], &odd[..=i]);
            let minus = m.add_each(gamma_odd, gamma_odd);
            let exponent = m.sub_each(m.mul_each(a2, self.beside_a2[i]), minus);
            slope[i] = m.add_each(slope[i], m.mul_each([i as u32 + 1; LANES], exponent));
        }
        slope
    }

    /// The series that begins with `first` and whose derivative is `slope` times it.
    fn exponential(&self, first: [u32; LANES], slope: &Series) -> Series {
        let m = self.ring.modulus;
        let mut series = [[0; LANES]; LENGTH];
        series[0] = first;
        for i in 0..self.ring.degree() {
            let derivative = m.convolve_each(&slope[..=i], &series[..=i]);
            series[i + 1] = m.mul_each([self.ring.inverse(i + 1); LANES], derivative);
        }
        series
    }

    /// (γ E − 2q/(3b²))², which begins with 1.
    fn squared(&self, even: &Series) -> Series {
        let m = self.ring.modulus;
        let mut base = [[0; LANES]; LENGTH];
        let mut squared = [[0; LANES]; LENGTH];
        for i in 0..=self.ring.degree() {
            let gamma_even = m.convolve_each(&self.gamma[..=i], &even[..=i]);
            base[i] = m.add_each(gamma_even, self.beside_gamma[i]);
            squared[i] = m.square_each(&base[..=i]);
        }
        squared
    }

    /// B = Σ_k Sᵏ / k!² with S = a₅ y·`squared`. With a second series N it obeys (a₅ y N)′ = S′ B and S B′ = S′·a₅ y N.
    fn bessel(&self, a5: [u32; LANES], squared: &Series) -> Series {
        let m = self.ring.modulus;
        // S′ / a₅, N, B and B′
        let [mut s_slope, mut n, mut b, mut b_slope] = [[[0; LANES]; LENGTH]; 4];
        b[0] = [1; LANES];
        for i in 0..self.ring.degree() {
            let over = [self.ring.inverse(i + 1); LANES];
            s_slope[i] = m.mul_each([i as u32 + 1; LANES], squared[i]);
            n[i] = m.mul_each(over, m.convolve_each(&s_slope[..=i], &b[..=i]));
            let all = m.mul_each(a5, m.convolve_each(&s_slope[..=i], &n[..=i]));
            b_slope[i] = m.sub_each(all, m.convolve_each(&squared[1..=i], &b_slope[..i]));
            b[i + 1] = m.mul_each(over, b_slope[i]);
        }
        b
    }
}

/// The elementary symmetric functions of the values, from a₀ = 1 to a₅.
fn elementary(m: Modulus, values: [[u32; LANES]; ROWS]) -> [[u32; LANES]; ROWS + 1] {
    let mut functions = [[0; LANES]; ROWS + 1];
    functions[0] = [1; LANES];
    for (count, value) in values.into_iter().enumerate() {
        for i in (0..=count).rev() {
            functions[i + 1] = m.add_each(functions[i + 1], m.mul_each(functions[i], value));
        }
    }
    functions
}

/// Δ and the numerators of E and O, from the elementary symmetric functions.
fn fraction(m: Modulus, [one, a1, a2, a3, a4, a5]: [[u32; LANES]; ROWS + 1]) -> [Polynomial; 3] {
    let sum = |terms: &[(i64, [u32; LANES])]| {
        let term = |&(factor, a): &(i64, [u32; LANES])| m.mul_each([m.residue(factor); LANES], a);
        terms
            .iter()
            .map(term)
            .fold([0; LANES], |sum, term| m.add_each(sum, term))
    };
    let [a11, a12, a13, a14, a15] = [a1, a2, a3, a4, a5].map(|a| m.mul_each(a1, a));
    let [a111, a113, a114] = [a11, a13, a14].map(|a| m.mul_each(a1, a));
    let [a24, a25, a33] = [(a2, a4), (a2, a5), (a3, a3)].map(|(a, b)| m.mul_each(a, b));
    let a = [
        one,
        sum(&[(-3, a1)]),
        sum(&[(3, a11)]),
        sum(&[(-1, a111), (-4, a3)]),
        sum(&[(4, a13), (-16, a4)]),
        sum(&[(48, a5)]),
    ];
    let c = [sum(&[(-24, one)]), sum(&[(24, a1)]), sum(&[(-16, a2)])];
    let even = [
        sum(&[(10, one)]),
        sum(&[(-12, a1)]),
        sum(&[(36, a2), (-6, a11)]),
        sum(&[(8, a111), (-36, a12), (32, a3)]),
        sum(&[(16, a13), (-64, a4)]),
    ];
    let odd = [
        sum(&[(3, a3)]),
        sum(&[(24, a4), (-6, a13)]),
        sum(&[(3, a113), (-12, a14), (-60, a5)]),
        sum(&[(48, a24), (-12, a33), (-12, a114), (12, a15)]),
        sum(&[(-16, a25)]),
    ];
    let a5_c = c.map(|coefficient| m.mul_each(a5, coefficient));
    [
        difference(m, product(m, &a, &a, 0), product(m, &a5_c, &c, 5)),
        difference(m, product(m, &a, &even, 0), product(m, &c, &odd, 3)),
        difference(m, product(m, &a, &odd, 0), product(m, &a5_c, &even, 2)),
    ]
}

/// f·g·y^shift.
fn product(m: Modulus, f: &[[u32; LANES]], g: &[[u32; LANES]], shift: usize) -> Polynomial {
    let mut product = [[0; LANES]; DEGREE + 1];
    for (i, &a) in f.iter().enumerate() {
        for (into, &b) in product[i + shift..].iter_mut().zip(g) {
            *into = m.add_each(*into, m.mul_each(a, b));
        }
    }
    product
}

fn difference(m: Modulus, f: Polynomial, g: Polynomial) -> Polynomial {
    std::array::from_fn(|i| m.sub_each(f[i], g[i]))
}
