//! Residues modulo a prime just below 2³¹, and sums of their products.

/// 2³¹ − prime is less than this.
pub const GAP: u32 = 1 << 12;

/// How many residues are worked on side by side: the compiler finds the vectors in loops over so many.
pub const LANES: usize = 4;

/// A prime just below 2³¹, and arithmetic modulo it. A residue is a number from 0 to prime − 1.
///
/// 2³¹ is the gap below it modulo the prime, a small number: so a product is reduced without a division, by multiplying what is
/// above its lowest 31 bits with the gap.
#[derive(Clone, Copy, Debug)]
pub struct Modulus {
    prime: u32,
    /// 2³¹ − prime.
    gap: u32,
}

impl Modulus {
    /// # Panics
    /// For a number that is not below 2³¹ by less than [`GAP`]; that it is a prime is not checked.
    pub fn new(prime: u32) -> Self {
        let gap = (1u32 << 31).wrapping_sub(prime);
        assert!((1..GAP).contains(&gap), "{prime} is not just below 2^31");
        Modulus { prime, gap }
    }

    /// The prime.
    pub fn prime(self) -> u32 {
        self.prime
    }

    /// The residue of a whole number.
    pub fn residue(self, number: i64) -> u32 {
        number.rem_euclid(self.prime.into()) as u32
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
        let (mut result, mut square) = (1, base);
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
    pub fn convolve(self, f: &[u32], g: &[u32]) -> u32 {
        let fours = f.chunks(4).zip(g.rchunks(4));
        let sum = fours.fold(0, |sum, (f, g)| {
            let products = f
                .iter()
                .zip(g.iter().rev())
                .map(|(&a, &b)| u64::from(a) * u64::from(b));
            sum + self.fold(products.sum())
        });
        self.reduce(sum)
    }

    /// [`Modulus::add`] of each pair.
    #[inline(always)]
    pub fn add_each(self, a: [u32; LANES], b: [u32; LANES]) -> [u32; LANES] {
        std::array::from_fn(|lane| self.add(a[lane], b[lane]))
    }

    /// [`Modulus::sub`] of each pair.
    #[inline(always)]
    pub fn sub_each(self, a: [u32; LANES], b: [u32; LANES]) -> [u32; LANES] {
        std::array::from_fn(|lane| self.sub(a[lane], b[lane]))
    }

    /// [`Modulus::mul`] of each pair.
    #[inline(always)]
    pub fn mul_each(self, a: [u32; LANES], b: [u32; LANES]) -> [u32; LANES] {
        std::array::from_fn(|lane| self.mul(a[lane], b[lane]))
    }

    /// [`Modulus::convolve`] in each lane.
    #[inline(always)]
    pub fn convolve_each(self, f: &[[u32; LANES]], g: &[[u32; LANES]]) -> [u32; LANES] {
        self.sum_each(f, g).map(|sum| self.reduce(sum))
    }

    /// The same of one slice with itself, in half the multiplications.
    #[inline(always)]
    pub fn square_each(self, f: &[[u32; LANES]]) -> [u32; LANES] {
        let half = f.len() / 2;
        let twice = self.sum_each(&f[..half], &f[f.len() - half..]);
        let middle = if f.len() % 2 == 1 { f[half] } else { [0; LANES] };
        std::array::from_fn(|lane| {
            let square = u64::from(middle[lane]) * u64::from(middle[lane]);
            self.reduce(2 * twice[lane] + square)
        })
    }

    /// The sums of [`Modulus::convolve_each`] modulo the prime, each below 2⁴⁶ for every four products and for those left.
    #[inline(always)]
    fn sum_each(self, f: &[[u32; LANES]], g: &[[u32; LANES]]) -> [u64; LANES] {
        let product =
            |a: &[u32; LANES], b: &[u32; LANES], lane: usize| u64::from(a[lane]) * u64::from(b[lane]);
        let (f, g) = (f.chunks_exact(4), g.rchunks_exact(4));
        let mut sums = [0; LANES];
        for (a, b) in f.remainder().iter().zip(g.remainder().iter().rev()) {
            for (lane, sum) in sums.iter_mut().enumerate() {
                *sum += product(a, b, lane);
            }
        }
        let mut sums = sums.map(|sum| self.fold(sum));
        for (f, g) in f.zip(g) {
            for (lane, sum) in sums.iter_mut().enumerate() {
                let four = product(&f[0], &g[3], lane)
                    + product(&f[1], &g[2], lane)
                    + product(&f[2], &g[1], lane)
                    + product(&f[3], &g[0], lane);
                *sum += self.fold(four);
            }
        }
        sums
    }

    /// `number` modulo the prime.
    #[inline(always)]
    pub fn reduce(self, number: u64) -> u32 {
        // what is above 31 bits is below 2¹⁵ now, and the sum below twice the prime
        let number = self.fold(number);
        let above = (number >> 31) as u32;
        self.below((u64::from(above) * u64::from(self.gap) + (number & ((1 << 31) - 1))) as u32)
    }

    /// A number below 2⁴⁶ that is `number` modulo the prime. It is cut at 32 bits because vectors multiply no longer factors.
    #[inline(always)]
    fn fold(self, number: u64) -> u64 {
        (number >> 32) * u64::from(2 * self.gap) + (number & u64::from(u32::MAX))
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

    const PRIMES: [u32; 3] = [2_147_483_647, 2_147_483_629, 2_147_479_573];

    proptest! {
        #[test]
        fn arithmetic_equals_that_of_remainders(a: u32, b: u32, number: u64) {
            for prime in PRIMES {
                let m = Modulus::new(prime);
                let (a, b) = (a % prime, b % prime);
                let rest = |number: u64| (number % u64::from(prime)) as u32;
                prop_assert_eq!(m.mul(a, b), rest(u64::from(a) * u64::from(b)));
                prop_assert_eq!(m.add(a, b), rest(u64::from(a) + u64::from(b)));
                prop_assert_eq!(m.add(m.sub(a, b), b), a);
                prop_assert_eq!(m.add(m.neg(a), a), 0);
                prop_assert_eq!(m.mul(m.invert(a), a), u32::from(a != 0));
                prop_assert_eq!(m.residue(-i64::from(a)), m.neg(a));
                prop_assert_eq!(m.reduce(number), rest(number));
                prop_assert_eq!(m.reduce(u64::MAX - u64::from(a)), rest(u64::MAX - u64::from(a)));
            }
        }

        #[test]
        fn sums_of_products_equal_those_of_one_product_after_another(numbers: Vec<u32>, largest: bool) {
            for prime in PRIMES {
                let m = Modulus::new(prime);
                let f: Vec<u32> = numbers.iter().map(|a| if largest { prime - 1 } else { a % prime }).collect();
                let sum = |f: &[u32]| f.iter().zip(f.iter().rev()).fold(0, |sum, (&a, &b)| m.add(sum, m.mul(a, b)));
                prop_assert_eq!(m.convolve(&f, &f), sum(&f));
                // another polynomial in each lane
                let times = |lane: usize| f.iter().map(move |&a| m.mul(a, lane as u32 + 1)).collect::<Vec<_>>();
                let each: Vec<_> = (0..f.len()).map(|i| std::array::from_fn(|lane| times(lane)[i])).collect();
                let expected = std::array::from_fn(|lane| sum(&times(lane)));
                prop_assert_eq!(m.convolve_each(&each, &each), expected);
                prop_assert_eq!(m.square_each(&each), expected);
            }
        }
    }

    #[test]
    #[should_panic(expected = "not just below 2^31")]
    fn a_modulus_is_just_below_two_to_the_thirty_first() {
        Modulus::new(1_000_000_007);
    }
}
