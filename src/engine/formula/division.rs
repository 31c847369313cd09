//! The units of the sums for K: every prime with every part of the outermost nodes.

use std::ops::Range;

use super::primes::{bound_bits, primes};
use super::sums::Sum;

/// A unit takes about so long at most where a multiplication takes [`NOMINAL_SECONDS`], so that little is lost.
const UNIT_SECONDS: f64 = 0.5;
/// Of a multiplication modulo a prime, about.
const NOMINAL_SECONDS: f64 = 1e-9;
/// Units of a count at most, unless there are more primes.
const MOST_UNITS: usize = 500;

/// A sum for every prime, in units.
pub struct Division {
    pub sum: Sum,
    /// The last is one more than the bound needs.
    pub primes: Vec<u32>,
    /// Numbers in an output: n from the number of rows to the greatest.
    pub values: usize,
    /// Into how many units the nodes of a prime are divided.
    parts: usize,
}

impl Division {
    /// Of K(r,n) for every n from r = `rows`, 4 to 6, up to `to`.
    pub fn new(rows: u32, to: u32) -> Self {
        let sum = Sum::new(rows, to);
        let primes = primes(bound_bits(rows, to));
        let prime_seconds = sum.multiplications() * NOMINAL_SECONDS;
        let most = sum.nodes().min(MOST_UNITS / primes.len()).max(1);
        let parts = match rows {
            // its nodes take as long as a unit should, and most of that goes into what is beside multiplications
            6 => most,
            _ => ((prime_seconds / UNIT_SECONDS).ceil() as usize).clamp(1, most),
        };
        Division {
            parts,
            values: (to + 1 - rows) as usize,
            sum,
            primes,
        }
    }

    /// How many units there are.
    pub fn units(&self) -> usize {
        self.primes.len() * self.parts
    }

    /// The number of the prime of a unit.
    pub fn prime(&self, unit: usize) -> usize {
        unit / self.parts
    }

    /// The nodes of a unit.
    pub fn nodes(&self, unit: usize) -> Range<usize> {
        let from = |part: usize| part * self.sum.nodes() / self.parts;
        let part = unit % self.parts;
        from(part)..from(part + 1)
    }

    /// Multiplications of a unit, about.
    pub fn multiplications(&self) -> f64 {
        self.sum.multiplications() / self.parts as f64
    }

    /// The residues in the output of a unit, from bytes that may be anything.
    ///
    /// # Errors
    /// Why they cannot be, as the end of a sentence.
    pub fn residues(&self, unit: usize, output: &[u8]) -> Result<Vec<u32>, String> {
        let (residues, rest) = output.as_chunks();
        if residues.len() != self.values || !rest.is_empty() {
            let wanted = self.values * size_of::<u32>();
            return Err(format!("it has {} bytes, not {wanted}", output.len()));
        }
        let residues: Vec<u32> = residues.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        let prime = self.primes[self.prime(unit)];
        match residues.iter().find(|&&residue| residue >= prime) {
            Some(residue) => Err(format!("{residue} in it is not below the prime {prime}")),
            None => Ok(residues),
        }
    }

    /// What the outputs depend on.
    pub fn basis(&self) -> String {
        format!(
            "{} primes from {}, {} units",
            self.primes.len(),
            self.primes[0],
            self.units()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_node_of_every_prime_is_in_one_unit() {
        for (rows, to) in [(4, 4), (4, 30), (4, 200), (5, 12), (5, 30), (6, 12)] {
            let division = Division::new(rows, to);
            let mut units = 0..division.units();
            for prime in 0..division.primes.len() {
                let mut nodes = 0;
                while nodes < division.sum.nodes() {
                    let unit = units.next().unwrap();
                    assert_eq!((division.prime(unit), division.nodes(unit).start), (prime, nodes));
                    nodes = division.nodes(unit).end;
                }
                assert_eq!(nodes, division.sum.nodes());
            }
            assert!(units.is_empty() && division.units() <= MOST_UNITS);
        }
    }

    #[test]
    fn every_node_of_six_rows_is_a_unit() {
        let many = |to| Division::new(6, to).units();
        let primes = |to| Division::new(6, to).primes.len();
        assert_eq!(many(8), primes(8));
        assert!(many(11) >= 12 * primes(11));
        assert!(many(12) >= 60 * primes(12));
    }
}
