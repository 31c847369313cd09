//! Power series modulo a prime, up to one degree.

use super::modular::Modulus;

/// Power series in x modulo a prime, from x⁰ to the power of one degree. A series is the slice of its coefficients.
pub struct Ring {
    pub modulus: Modulus,
    degree: usize,
    /// 1 / i at i; 0 at 0.
    inverses: Vec<u32>,
}

impl Ring {
    /// Up to x^degree, for a prime above degree + 1.
    pub fn new(modulus: Modulus, degree: usize) -> Self {
        let inverses = (0..=degree + 1).map(|i| modulus.invert(i as u32));
        Ring {
            modulus,
            degree,
            inverses: inverses.collect(),
        }
    }

    /// The last degree.
    pub fn degree(&self) -> usize {
        self.degree
    }

    /// 1 / i, for i from 1 to degree + 1.
    pub fn inverse(&self, i: usize) -> u32 {
        self.inverses[i]
    }

    /// (1 + factor·x)^exponent.
    pub fn power(&self, factor: i64, exponent: i64) -> Vec<u32> {
        self.by_ratios(|i| factor * (exponent - i))
    }

    /// e^(factor·x).
    pub fn exponential(&self, factor: i64) -> Vec<u32> {
        self.by_ratios(|_| factor)
    }

    /// The series that begins with 1 and whose coefficient i + 1 is coefficient i times `ratio(i)` / (i + 1).
    fn by_ratios(&self, ratio: impl Fn(i64) -> i64) -> Vec<u32> {
        let m = self.modulus;
        let mut coefficient = 1;
        let mut series = vec![coefficient];
        for i in 0..self.degree {
            let ratio = m.mul(m.residue(ratio(i as i64)), self.inverses[i + 1]);
            coefficient = m.mul(coefficient, ratio);
            series.push(coefficient);
        }
        series
    }

    /// The product of some series.
    pub fn product(&self, factors: &[&[u32]]) -> Vec<u32> {
        let product = |f: Vec<u32>, g: &&[u32]| {
            let coefficients = (0..=self.degree).map(|i| self.modulus.convolve(&f[..=i], &g[..=i]));
            coefficients.collect()
        };
        factors.iter().fold(self.exponential(0), product)
    }

    /// The coefficients of xⁿ times n!, from n = `from` to the last degree.
    pub fn by_factorials(&self, series: &[u32], from: usize) -> Vec<u32> {
        let m = self.modulus;
        let mut factorial = 1;
        let mut values = Vec::new();
        for (n, &coefficient) in series.iter().enumerate() {
            if n > 0 {
                factorial = m.mul(factorial, n as u32);
            }
            if n >= from {
                values.push(m.mul(factorial, coefficient));
            }
        }
        values
    }
}

/// The powers of a series y = x + …, to change between series in x and series in y.
pub struct Variable<'a> {
    ring: &'a Ring,
    /// At j the coefficients of yʲ from xʲ on.
    powers: Vec<Vec<u32>>,
}

impl<'a> Variable<'a> {
    /// y = x·`factor`, for a series that begins with 1.
    pub fn new(ring: &'a Ring, factor: &[u32]) -> Self {
        let mut powers = vec![ring.exponential(0)];
        for j in 1..=ring.degree {
            let last = &powers[j - 1];
            let next = (0..=ring.degree - j).map(|i| ring.modulus.convolve(&last[..=i], &factor[..=i]));
            powers.push(next.collect());
        }
        Variable { ring, powers }
    }

    /// The coefficients in y of a series in x.
    pub fn in_y(&self, series: &[u32]) -> Vec<u32> {
        let m = self.ring.modulus;
        let mut rest = series.to_vec();
        for (j, power) in self.powers.iter().enumerate() {
            // yʲ begins with xʲ, and nothing after it has xʲ
            let coefficient = rest[j];
            for (left, &a) in rest[j + 1..].iter_mut().zip(&power[1..]) {
                *left = m.sub(*left, m.mul(coefficient, a));
            }
        }
        rest
    }

    /// The coefficients in x of a series in y.
    pub fn in_x(&self, series: &[u32]) -> Vec<u32> {
        let m = self.ring.modulus;
        let mut sum = vec![0; self.ring.degree + 1];
        for (j, (power, &coefficient)) in self.powers.iter().zip(series).enumerate() {
            for (into, &a) in sum[j..].iter_mut().zip(power) {
                *into = m.add(*into, m.mul(coefficient, a));
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEGREE: usize = 12;

    fn ring() -> Ring {
        Ring::new(Modulus::new(2_147_483_629), DEGREE)
    }

    /// A series of whole numbers.
    fn series(ring: &Ring, coefficients: &[i64]) -> Vec<u32> {
        let all = coefficients.iter().chain(std::iter::repeat(&0));
        all.take(DEGREE + 1).map(|&a| ring.modulus.residue(a)).collect()
    }

    #[test]
    fn powers_and_exponentials_are_inverse_to_those_of_the_opposite_exponent() {
        let ring = ring();
        assert_eq!(ring.power(-2, 3), series(&ring, &[1, -6, 12, -8]));
        let one = series(&ring, &[1]);
        assert_eq!(ring.product(&[&ring.power(3, 5), &ring.power(3, -5)]), one);
        assert_eq!(ring.product(&[&ring.exponential(7), &ring.exponential(-7)]), one);
        assert_eq!(ring.by_factorials(&ring.exponential(3), 2)[..3], [9, 27, 81]);
    }

    #[test]
    fn a_change_of_variable_and_back_changes_nothing() {
        let ring = ring();
        let y = Variable::new(&ring, &ring.power(-1, -2));
        assert_eq!(
            y.in_x(&series(&ring, &[0, 1])),
            series(&ring, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        );
        let some = ring.product(&[&ring.power(5, 3), &ring.exponential(2)]);
        assert_eq!(y.in_x(&y.in_y(&some)), some);
        assert_eq!(y.in_y(&y.in_x(&some)), some);
    }
}
