//! Multisets of five values, by number, and the weights with which they stand for a mean.

use crate::engine::formula::modular::Modulus;
use crate::engine::formula::series::Ring;

/// Fewest columns.
pub const ROWS: usize = 5;

/// How many multisets there are of five of the values 1 … `to` + 1.
pub fn multisets(to: usize) -> usize {
    choose(to + ROWS, ROWS)
}

fn choose(n: usize, k: usize) -> usize {
    (0..k).fold(1, |product, i| product * (n - i) / (i + 1))
}

/// Five numbers from 0 on, none less than the one before; each stands for the value one greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Multiset([usize; ROWS]);

impl Multiset {
    /// The multiset of that number, from 0 on: first those of the number 0 only, then those that have 1, and so on.
    pub fn numbered(mut number: usize) -> Self {
        let mut multiset = [0; ROWS];
        for (at, value) in multiset.iter_mut().enumerate().rev() {
            let before = |largest: usize| choose(largest + at, at + 1);
            while before(*value + 1) <= number {
                *value += 1;
            }
            number -= before(*value);
        }
        Multiset(multiset)
    }

    /// Makes it the next one.
    pub fn advance(&mut self) {
        let rises = self.0.windows(2).position(|pair| pair[0] < pair[1]);
        let grows = rises.unwrap_or(ROWS - 1);
        self.0[grows] += 1;
        self.0[..grows].fill(0);
    }

    pub fn values(self) -> [u32; ROWS] {
        self.0.map(|number| number as u32 + 1)
    }

    /// The product of the weights of its values, times the number of orders in which they come.
    pub fn weight(self, m: Modulus, weights: &[u32]) -> u32 {
        let (mut orders, mut equal) = (120u32, 1);
        for pair in self.0.windows(2) {
            equal = if pair[0] == pair[1] { equal + 1 } else { 1 };
            orders /= equal;
        }
        self.0
            .iter()
            .fold(orders, |product, &at| m.mul(product, weights[at]))
    }
}

/// The weights of the values 1 … degree + 1 with which the sum of the j-th powers is j!, for each j up to the degree.
pub fn weights(ring: &Ring) -> Vec<u32> {
    let m = ring.modulus;
    let values: Vec<u32> = (1..=ring.degree() as u32 + 1).collect();
    // the polynomial that is 0 at all values, highest power first
    let mut zero_at_all = vec![1];
    for &value in &values {
        zero_at_all.push(0);
        for i in (1..zero_at_all.len()).rev() {
            zero_at_all[i] = m.sub(zero_at_all[i], m.mul(value, zero_at_all[i - 1]));
        }
    }
    let weight = |&value: &u32| {
        // Without the factor of this value, by Horner's scheme; its value there; and its mean c₀ + 1 (c₁ + 2 (c₂ + …)).
        let (mut coefficient, mut there, mut mean) = (0, 0, 0);
        for (&next, after) in zero_at_all.iter().zip((1..=values.len() as u32).rev()) {
            coefficient = m.add(m.mul(coefficient, value), next);
            there = m.add(m.mul(there, value), coefficient);
            mean = m.add(m.mul(mean, after), coefficient);
        }
        m.mul(mean, m.invert(there))
    };
    values.iter().map(weight).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multisets_come_in_the_order_of_their_numbers() {
        let to = 6;
        let mut multiset = Multiset([0; ROWS]);
        for number in 0..multisets(to) {
            assert_eq!(Multiset::numbered(number), multiset, "{number}");
            assert!(multiset.0.is_sorted() && multiset.0[ROWS - 1] <= to);
            multiset.advance();
        }
        assert_eq!(multiset, Multiset([0, 0, 0, 0, to + 1]));
    }

    #[test]
    fn weighted_sums_are_the_means() {
        let m = Modulus::new(2_147_483_629);
        let to = 7;
        let weights = weights(&Ring::new(m, to));
        let mean = |power: &dyn Fn(u32) -> u32| {
            let terms = (1..)
                .zip(&weights)
                .map(|(value, &weight)| m.mul(power(value), weight));
            terms.fold(0, |sum, term| m.add(sum, term))
        };
        assert_eq!(mean(&|_| 1), 1);
        assert_eq!(mean(&|value| value.pow(3)), 6);
        assert_eq!(mean(&|value| value.pow(7)), 5040);
        // over all multisets, of the product of all five
        let product = |multiset: Multiset| {
            let weight = multiset.weight(m, &weights);
            multiset
                .values()
                .iter()
                .fold(weight, |product, &value| m.mul(product, value))
        };
        let all = (0..multisets(to)).map(|number| product(Multiset::numbered(number)));
        assert_eq!(all.fold(0, |sum, term| m.add(sum, term)), 1);
    }
}
