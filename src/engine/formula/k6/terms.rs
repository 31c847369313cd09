//! The terms, one symbol after another.

use super::choices::Choices;
use super::starts::{Start, Turns};
use super::symmetry::{Group, LAYERS, Symmetry};
use crate::engine::formula::modular::Modulus;
use crate::run::Stopped;

/// Fewest columns.
pub const ROWS: usize = 6;

/// The most columns: up to here four factors g_T are below 2⁶⁴ together.
pub const MOST: usize = 12;

/// Multiplications for one term: of choices, of factors, and for the empty set.
pub const MULTIPLICATIONS: u64 = 20;

/// The layer of the sets of two rows, the first that is in no start.
const TWO_ROWS: usize = 2;

/// Terms between two reports.
const A_REPORT: u64 = 8192;

/// What stands for a symbol that is not there yet.
const NONE: usize = 32;

/// The sums of terms so far, and the symbols of the current term.
pub struct Terms<'a> {
    modulus: Modulus,
    symmetry: &'a Symmetry,
    to: usize,
    /// 1 / i
    inverses: [u32; MOST + 1],
    /// How many symbols there are.
    many: usize,
    /// The set of each of them.
    sets: [usize; MOST],
    /// How many there are of each set.
    counts: [u8; 32],
    /// By the number of symbols, and of those of the empty set beside them: the sum of Π g_T^s_T / s_T! with their signs, but for
    /// the sign and the factorial of the empty set.
    sums: [[u32; MOST + 1]; MOST + 1],
    terms: u64,
    /// Which choices of sets of two rows have their turn, and how many others come before the next of them.
    turns: Turns,
    before: u64,
    report: &'a mut dyn FnMut(u64) -> Result<(), Stopped>,
}

impl<'a> Terms<'a> {
    /// No terms, of up to `to` symbols.
    pub fn new(
        modulus: Modulus,
        symmetry: &'a Symmetry,
        to: usize,
        report: &'a mut dyn FnMut(u64) -> Result<(), Stopped>,
    ) -> Self {
        Terms {
            modulus,
            symmetry,
            to,
            inverses: std::array::from_fn(|i| modulus.invert(i as u32)),
            many: 0,
            sets: [NONE; MOST],
            counts: [0; 32],
            sums: [[0; MOST + 1]; MOST + 1],
            terms: 0,
            turns: Turns { first: 0, every: 1 },
            before: 0,
            report,
        }
    }

    /// Adds all terms with that start.
    pub fn add(&mut self, start: &Start) -> Result<(), Stopped> {
        (self.turns, self.before) = (start.turns, start.turns.first);
        let (mut choices, mut weight) = (Choices::new(), 1);
        for &set in LAYERS[0].iter().chain(LAYERS[1]) {
            for _ in 0..start.counts[set] {
                (choices, weight) = self.push(set, &choices, weight);
            }
        }
        self.layer(TWO_ROWS, 0, &choices, weight, start.stabiliser)?;
        while self.many > 0 {
            self.pop();
        }
        Ok(())
    }

    /// Reports the last terms; what all of them add to K(6, n), for n = 6 … `to`.
    pub fn residues(self) -> Result<Vec<u32>, Stopped> {
        (self.report)(self.terms % A_REPORT * MULTIPLICATIONS)?;
        let m = self.modulus;
        let of_columns = |n: usize| {
            let mut sum = 0;
            for empty in 0..=n {
                // n! / empty! with the sign of the empty sets
                let arrangements = (empty + 1..=n).fold(1, |product, i| m.mul(product, i as u32));
                let part = m.mul(arrangements, self.sums[n - empty][empty]);
                sum = if empty % 2 == 0 {
                    m.add(sum, part)
                } else {
                    m.sub(sum, part)
                };
            }
            sum
        };
        Ok((ROWS..=self.to).map(of_columns).collect())
    }

    /// A symbol more; the choices and the weight, ± Π 1 / s_T!, with it.
    #[inline(always)]
    fn push(&mut self, set: usize, choices: &Choices, weight: u32) -> (Choices, u32) {
        let m = self.modulus;
        self.counts[set] += 1;
        self.sets[self.many] = set;
        self.many += 1;
        let weight = m.mul(weight, self.inverses[usize::from(self.counts[set])]);
        let odd = (5 - set.count_ones()) % 2 == 1;
        (choices.with(set), if odd { m.neg(weight) } else { weight })
    }

    fn pop(&mut self) {
        self.many -= 1;
        self.counts[self.sets[self.many]] -= 1;
        self.sets[self.many] = NONE;
    }

    /// Adds the terms that continue with sets of the layer from number `first` on, and of later layers.
    fn layer(
        &mut self,
        layer: usize,
        first: usize,
        choices: &Choices,
        weight: u32,
        group: Group,
    ) -> Result<(), Stopped> {
        if let Some(stabiliser) = self.symmetry.stabiliser(group, LAYERS[layer], &self.counts)
            && (layer > TWO_ROWS || self.has_its_turn())
        {
            if layer + 2 < LAYERS.len() {
                self.layer(layer + 1, 0, choices, weight, stabiliser)?;
            } else {
                let orbit = self.symmetry.all().count_ones() / stabiliser.count_ones();
                let weight = self.modulus.mul(weight, orbit);
                self.all_rows(choices, weight)?;
            }
        }
        if self.many < self.to {
            for (at, &set) in LAYERS[layer].iter().enumerate().skip(first) {
                let (choices, weight) = self.push(set, choices, weight);
                self.layer(layer, at, &choices, weight, group)?;
                self.pop();
            }
        }
        Ok(())
    }

    /// Whether the next choice of sets of two rows has its turn.
    #[inline(always)]
    fn has_its_turn(&mut self) -> bool {
        let now = self.before == 0;
        self.before = if now { self.turns.every } else { self.before } - 1;
        now
    }

    /// Adds the terms that continue with symbols that every row may use.
    fn all_rows(&mut self, choices: &Choices, weight: u32) -> Result<(), Stopped> {
        let (before, mut choices, mut weight) = (self.many, *choices, weight);
        self.term(&choices, weight)?;
        while self.many < self.to {
            (choices, weight) = self.push(31, &choices, weight);
            self.term(&choices, weight)?;
        }
        while self.many > before {
            self.pop();
        }
        Ok(())
    }

    /// Adds the term of these symbols, with any number of symbols of the empty set.
    #[inline(always)]
    fn term(&mut self, choices: &Choices, weight: u32) -> Result<(), Stopped> {
        self.terms += 1;
        if self.terms.is_multiple_of(A_REPORT) {
            (self.report)(A_REPORT * MULTIPLICATIONS)?;
        }
        // five rows below the column's own symbol need six
        if self.many < ROWS {
            return Ok(());
        }
        let m = self.modulus;
        let mut factors = [1; NONE + 1];
        factors[..NONE].copy_from_slice(&choices.without_one());
        let mut term = weight;
        // four are below 2⁶⁴ together
        for sets in self.sets.chunks(4) {
            let product: u64 = sets.iter().map(|&set| u64::from(factors[set])).product();
            term = m.mul(term, m.reduce(product));
        }
        let sums = &mut self.sums[self.many][..=self.to - self.many];
        sums[0] = m.add(sums[0], term);
        if sums.len() > 1 {
            let of_empty = choices.of_all();
            for sum in &mut sums[1..] {
                term = m.mul(term, of_empty);
                *sum = m.add(*sum, term);
            }
        }
        Ok(())
    }
}
