//! Residues modulo a prime below 2³¹, and sums of their products.

/// A prime below 2³¹, and arithmetic modulo it.
///
/// A residue is a `u32` below the prime. It stands for itself divided by 2³², Montgomery's form, in which a product is reduced
/// without a division; [`Modulus::residue`] and [`Modulus::value`] convert.
#[derive(Clone, Copy, Debug)]
pub struct Modulus {
    prime: u32,
    /// −1 / prime modulo 2³².
    inverse: u32,
    /// 2⁶⁴ modulo the prime.
    square: u32,
    /// 2⁹⁶ modulo the prime.
    cube: u32,
}

impl Modulus {
    /// # Panics
    /// When the number is even, below 3 or not below 2³¹; that it is a prime is not checked.
    pub fn new(prime: u32) -> Self {
        assert!(
            prime % 2 == 1 && (3..1 << 31).contains(&prime),
            "{prime} is no odd prime below 2^31"
        );
        // Newton's iteration: an odd number is its own inverse modulo 8, and each step doubles the bits that are right
        let inverse = (0..4).fold(prime, |inverse, _| {
            inverse.wrapping_mul(2u32.wrapping_sub(prime.wrapping_mul(inverse)))
        });
        let power = |bits| ((1u128 << bits) % u128::from(prime)) as u32;
        Modulus {
            prime,
            inverse: inverse.wrapping_neg(),
            square: power(64),
            cube: power(96),
        }
    }

    /// The prime.
    pub fn prime(self) -> u32 {
        self.prime
    }

    /// The residue of a whole number.
    pub fn residue(self, number: i64) -> u32 {
        let least = number.rem_euclid(i64::from(self.prime)) as u32;
        self.mul(least, self.square)
    }

    /// The residue of a number below prime·2³², without a division.
    #[inline(always)]
    pub fn reduced(self, number: u64) -> u32 {
        self.mul(self.reduce(number), self.cube)
    }

    /// The number from 0 to prime − 1 of a residue.
    pub fn value(self, residue: u32) -> u32 {
        self.reduce(residue.into())
    }

    /// The residue of 1.
    pub fn one(self) -> u32 {
        self.reduce(self.square.into())
    }

    #[inline(always)]
    pub fn add(self, a: u32, b: u32) -> u32 {
        self.below(a + b)
    }

    #[inline(always)]
    pub fn sub(self, a: u32, b: u32) -> u32 {
        self.below(a + self.prime - b)
    }

    #[inline(always)]
    pub fn neg(self, a: u32) -> u32 {
        self.sub(0, a)
    }

    #[inline(always)]
    pub fn mul(self, a: u32, b: u32) -> u32 {
        self.reduce(u64::from(a) * u64::from(b))
    }

    /// The power of a residue.
    pub fn power(self, base: u32, mut exponent: u32) -> u32 {
        let (mut result, mut square) = (self.one(), base);
        while exponent > 0 {
            if exponent % 2 == 1 {
                result = self.mul(result, square);
            }
            square = self.mul(square, square);
            exponent /= 2;
        }
        result
    }

    /// 1 / a, for a ≠ 0; 0 for 0.
    pub fn invert(self, a: u32) -> u32 {
        // by Fermat's theorem
        self.power(a, self.prime - 2)
    }

    /// Σ f\[j\]·g\[last − j\], the coefficient of a product of polynomials; of two slices of one length.
    #[inline(always)]
    pub fn convolve(self, f: &[u32], g: &[u32]) -> u32 {
        self.reduce(self.sum(f, g))
    }

    /// The same of one slice with itself, in half the multiplications.
    #[inline(always)]
    pub fn square(self, f: &[u32]) -> u32 {
        let half = f.len() / 2;
        let twice = self.reduce(self.sum(&f[..half], &f[f.len() - half..]));
        let middle = if f.len() % 2 == 1 {
            self.mul(f[half], f[half])
        } else {
            0
        };
        self.add(self.add(twice, twice), middle)
    }

    /// The sum of [`Modulus::convolve`] without its reduction, below prime·2³².
    #[inline(always)]
    fn sum(self, f: &[u32], g: &[u32]) -> u64 {
        let limit = u64::from(self.prime) << 32;
        let (f, g) = (f.chunks_exact(2), g.rchunks_exact(2));
        let last = match (f.remainder(), g.remainder()) {
            ([a], [b]) => u64::from(*a) * u64::from(*b),
            _ => 0,
        };
        // two products are below the limit together, and twice the limit is below 2⁶⁴
        f.zip(g).fold(last, |sum, (f, g)| {
            let sum = sum + u64::from(f[0]) * u64::from(g[1]) + u64::from(f[1]) * u64::from(g[0]);
            sum.min(sum.wrapping_sub(limit))
        })
    }

    /// `number` / 2³², for a number below prime·2³².
    #[inline(always)]
    fn reduce(self, number: u64) -> u32 {
        // a multiple of the prime makes the lower half 0
        let multiple = u64::from((number as u32).wrapping_mul(self.inverse)) * u64::from(self.prime);
        self.below(((number + multiple) >> 32) as u32)
    }

    /// `number` modulo the prime, for a number below twice the prime.
    #[inline(always)]
    fn below(self, number: u32) -> u32 {
        number.min(number.wrapping_sub(self.prime))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PRIMES: [u32; 4] = [3, 101, 1_000_000_007, 2_147_483_647];

    fn slow(prime: u32, a: u32, b: u32) -> u32 {
        (u64::from(a) * u64::from(b) % u64::from(prime)) as u32
    }

    proptest! {
        #[test]
        fn arithmetic_equals_that_of_remainders(a: u32, b: u32) {
            for prime in PRIMES {
                let m = Modulus::new(prime);
                let (a, b) = (a % prime, b % prime);
                let (x, y) = (m.residue(a.into()), m.residue(b.into()));
                prop_assert_eq!(m.value(x), a);
                prop_assert_eq!(m.value(m.mul(x, y)), slow(prime, a, b));
                prop_assert_eq!(u64::from(m.value(m.add(x, y))), (u64::from(a) + u64::from(b)) % u64::from(prime));
                prop_assert_eq!(m.add(m.sub(x, y), y), x);
                prop_assert_eq!(m.add(m.neg(x), x), 0);
                prop_assert_eq!(m.mul(m.invert(x), x), if a == 0 { 0 } else { m.one() });
                prop_assert_eq!(m.residue(-i64::from(a)), m.neg(x));
                prop_assert_eq!(m.reduced(a.into()), x);
                prop_assert_eq!(m.value(m.reduced(u64::from(a) * u64::from(b))), slow(prime, a, b));
            }
        }

        #[test]
        fn sums_of_products_equal_those_of_one_product_after_another(numbers: Vec<u32>, largest: bool) {
            for prime in PRIMES {
                let m = Modulus::new(prime);
                let f: Vec<u32> = numbers.iter().map(|a| if largest { prime - 1 } else { a % prime }).collect();
                let one_by_one = f.iter().zip(f.iter().rev()).fold(0, |sum, (&a, &b)| m.add(sum, m.mul(a, b)));
                prop_assert_eq!(m.convolve(&f, &f), one_by_one);
                prop_assert_eq!(m.square(&f), one_by_one);
            }
        }
    }

    #[test]
    #[should_panic(expected = "no odd prime")]
    fn a_modulus_is_below_two_to_the_thirty_first() {
        Modulus::new(1 << 31 | 1);
    }
}
