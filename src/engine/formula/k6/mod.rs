//! K(6, n) modulo a prime, for all n up to one at once: a sum over the numbers of symbols that each set of rows may have.
//!
//! Row 1 is 1 2 … n, and by inclusion and exclusion each symbol has a set T of those rows 2 … 6 that may use it. With s_T
//! symbols of the set T, n in all,
//!
//! K(6, n) = Σ n! / Π s_T! · Π ((−1)^(5 − |T|) g_T)^s_T,
//!
//! where g_T is in how many ways the five rows can choose different symbols for the column of a symbol of the set T, other than
//! that symbol (`choices.rs`). Symbols that no row may use change no g: the sum over the other sets has all n at once.
//! Permutations of the five rows change no term: of all numbers s that they make of one another one is taken, as often as there
//! are of them (`symmetry.rs`).

mod choices;
mod starts;
mod symmetry;
mod terms;

use std::ops::Range;

use super::modular::Modulus;
use crate::run::Stopped;
use starts::{Start, parts};
use symmetry::Symmetry;
use terms::{MOST, MULTIPLICATIONS, ROWS, Terms};

/// Terms that are worth a part of their own: about 0.2 s natively and 0.4 s in WebAssembly. With fewer the choices of sets of two
/// rows were gone through more often than need be, in each part in which a start has its turn.
const TERMS_A_PART: u64 = 2_000_000;

/// The sum for K(6, n), n up to one, in parts of about equal work.
pub struct Sum {
    to: usize,
    symmetry: Symmetry,
    terms: u64,
    parts: Vec<Vec<Start>>,
}

impl Sum {
    /// For n = 6 … `to`, with `to` from 6 to 12.
    pub fn new(to: usize) -> Self {
        assert!((ROWS..=MOST).contains(&to), "{to} columns for six rows");
        let symmetry = Symmetry::new();
        let terms = symmetry.orbits(to);
        let many = (terms / TERMS_A_PART).max(1);
        let parts = parts(&symmetry, to, many as usize);
        Sum {
            to,
            symmetry,
            terms,
            parts,
        }
    }

    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// What these parts add to K(6, n) modulo the prime, for n = 6 … `to`.
    ///
    /// # Errors
    /// [`Stopped`] when a report, of multiplications, is refused.
    pub fn residues(
        &self,
        modulus: Modulus,
        parts: Range<usize>,
        report: &mut dyn FnMut(u64) -> Result<(), Stopped>,
    ) -> Result<Vec<u32>, Stopped> {
        let mut terms = Terms::new(modulus, &self.symmetry, self.to, report);
        for start in self.parts[parts].iter().flatten() {
            terms.add(start)?;
        }
        terms.residues()
    }

    /// Multiplications for one prime.
    pub fn multiplications(&self) -> u64 {
        self.terms * MULTIPLICATIONS
    }
}
