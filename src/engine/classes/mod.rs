//! The engine that counts by isomorphism classes of regular bipartite graphs, with signs.
//!
//! # What is counted
//! After k rows all that matters for the others is which symbol has been used in which column: a k-regular bipartite
//! graph G on columns and symbols. The rows are a *1-factorisation* of G, a partition of its edges into perfect
//! matchings. For each G let, over its 1-factorisations without regard to order,
//! - U(G) be their number,
//! - S(G) the sum of the products of the signs of their k factors,
//! - X(G) the sum, over each of them and each factor that is left out, of the products of the signs of the others.
//!
//! Fix any edge e. Each 1-factorisation has one factor F with e in it, so over the perfect matchings F of G with e in
//! them
//!
//! U(G) = Σ U(G − F),  S(G) = Σ sgn(F)·S(G − F),  X(G) = Σ [ S(G − F) + sgn(F)·X(G − F) ].
//!
//! From U, S and X of all G of degree k the numbers K and D = K⁺ − K⁻ follow for r = k + 1 rows, and for r = n and n − 1
//! from those of degree about n/2 alone ([`sums`]).
//!
//! # Why classes are enough, and the signs right
//! A *renaming* φ permutes columns by σ and symbols by τ; let ε(φ) = sgn σ · sgn τ. It takes a perfect matching F, as a
//! permutation, to τFσ⁻¹, so it multiplies every sign by ε. Hence U(φG) = U(G), S(φG) = ε^k·S(G) and
//! X(φG) = ε^(k−1)·X(G), and these are kept once for each class. For S or X, whichever changes, the renaming from a
//! graph to that of its class which is kept has to be known up to its sign: by sorting both by labels that a renaming
//! carries along ([`key`], and [`leaf`] where labels are equal). An automorphism with ε = −1 makes that value 0. Exchanging
//! columns and symbols turns each F into its inverse and changes no value.
//!
//! # Why no class is missing
//! No canonical form is computed. Classes are told apart by a key, which is only known to be the same for isomorphic
//! graphs. The labelled graphs of the classes that were found, (n!)²/|Aut| each, are compared with the number of all
//! labelled k-regular graphs, which is counted independently ([`graph::labelled`]). No class is counted twice, as it has
//! one key; so when both agree, there is no other class, and no two have the same key. This is checked at every level of
//! every count, and a mismatch is an error, not a result ([`listing`]).
//!
//! # How it is run
//! [`Classes`] is a sequence of [`Phase`]s. The units of a phase can be run in any order on any threads, each pure;
//! between phases one thread folds what they gave.

mod estimate;
mod graph;
mod key;
mod lanes;
mod leaf;
mod level;
mod listing;
mod matchings;
mod neighbours;
mod permanent;
mod phase;
mod report;
mod small;
mod sums;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use num_bigint::{BigInt, BigUint};
use thiserror::Error;

use crate::latin::SignedCount;
pub use estimate::{Estimate, estimate};
use level::Level;
use listing::Listing;
pub use phase::{Output, Phase};
use phase::Work;
use sums::{Sum, Sums};
use values::{Below, Narrow, Pull, Pulled, Stored, Valued, Values};

/// Columns at most, for up to so many rows: all, 5, 3 and 2.
const LARGEST: [(u32, u32); 4] = [(10, 10), (11, 5), (20, 3), (1000, 2)];

/// Why there is no count by classes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClassesError {
    #[error("{rows} rows and {columns} columns are too large for classes: n goes up to 10, to 11 for r ≤ 5, to 20 for r ≤ 3, to 1000 for r ≤ 2")]
    TooLarge { rows: u32, columns: u32 },
    #[error("r goes from 1 to n, and {from} to {to} are asked for with n = {columns}")]
    Rows { from: u32, to: u32, columns: u32 },
    #[error("classes of n = {columns} need about {needed} MiB of memory, and {allowed} MiB are allowed here")]
    Memory { columns: u32, needed: u64, allowed: u64 },
    #[error("the {classes} classes of {degree}-regular graphs found on {columns} + {columns} vertices stand for {found} labelled graphs, but there are {expected}")]
    Mass {
        columns: u32,
        degree: u32,
        classes: u64,
        found: u128,
        expected: u128,
    },
    #[error("a leaf of a {degree}-regular graph on {columns} + {columns} vertices does not tell its class and sign")]
    Leaf { columns: u32, degree: u32 },
    #[error("{given} results were given for the {units} units of {phase}, each of which has one")]
    Units { phase: String, units: usize, given: usize },
    #[error("the sum for {rows} rows and {columns} columns is not a multiple of n!, or its two forms differ")]
    Sum { rows: u32, columns: u32 },
}

/// What was found of the k-regular graphs, for one k.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelReport {
    /// k.
    pub degree: u32,
    pub classes: u64,
    /// The labelled graphs of these classes.
    pub found: BigUint,
    /// All that there are, counted independently.
    pub expected: BigUint,
}

/// The counts of rectangles with n columns, for some numbers of rows.
pub struct Classes {
    n: usize,
    /// What is still to be done, the last first.
    steps: Vec<Step>,
    phase: Option<Arc<Phase>>,
    /// The level that is being listed.
    listing: Option<Arc<Listing>>,
    levels: BTreeMap<usize, Arc<Level>>,
    lower: BTreeMap<usize, Arc<Valued<Narrow>>>,
    upper: BTreeMap<usize, Arc<Valued<Values>>>,
    reports: Vec<LevelReport>,
    counts: BTreeMap<u32, SignedCount>,
    rows: RangeInclusive<u32>,
}

/// By degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    List(usize),
    Values(usize),
    /// K and D for k + 1 rows.
    Sum(usize),
    /// K and D for n and n − 1 rows.
    Close,
}

impl Classes {
    /// Counts for `columns` columns and each number of rows in `rows`, with at most `memory` bytes.
    ///
    /// # Errors
    /// [`ClassesError::TooLarge`], [`ClassesError::Rows`], [`ClassesError::Memory`].
    pub fn open(columns: u32, rows: RangeInclusive<u32>, memory: u64) -> Result<Self, ClassesError> {
        let (from, to) = (*rows.start(), *rows.end());
        let about = estimate(columns, rows.clone())?;
        const MIB: u64 = 1 << 20;
        if about.bytes > memory {
            return Err(ClassesError::Memory {
                columns,
                needed: about.bytes.div_ceil(MIB),
                allowed: memory / MIB,
            });
        }
        let n = columns as usize;
        let mut classes = Classes {
            n,
            steps: steps(columns, from, to),
            phase: None,
            listing: None,
            levels: BTreeMap::new(),
            lower: BTreeMap::new(),
            upper: BTreeMap::new(),
            reports: Vec::new(),
            counts: (from..=to.min(3)).map(|r| (r, small::count(r, columns))).collect(),
            rows,
        };
        if !classes.steps.is_empty() {
            classes.enter_level(Level::of_cycles(n))?;
        }
        classes.advance()?;
        Ok(classes)
    }

    /// n.
    pub fn columns(&self) -> u32 {
        self.n as u32
    }

    /// What is to be done now; `None` when all is done.
    pub fn phase(&self) -> Option<Arc<Phase>> {
        self.phase.clone()
    }

    /// Takes up what the units of the phase gave, each with its number, and goes on to the next phase.
    ///
    /// A phase that somebody still holds costs a copy of the list of classes.
    ///
    /// # Errors
    /// [`ClassesError::Units`] unless every unit is there once; [`ClassesError::Mass`], [`ClassesError::Leaf`] and
    /// [`ClassesError::Sum`] when the count cannot be right. There is no phase after an error.
    pub fn finish(&mut self, mut outputs: Vec<(usize, Output)>) -> Result<(), ClassesError> {
        let phase = self.phase.take().expect("there is a phase to finish");
        outputs.sort_by_key(|&(unit, _)| unit);
        let units = phase.units();
        if !outputs.iter().map(|&(unit, _)| unit).eq(0..units) {
            return Err(ClassesError::Units {
                phase: phase.to_string(),
                units,
                given: outputs.len(),
            });
        }
        drop(phase);
        let outputs = outputs.into_iter().map(|(_, output)| output);
        let step = *self.steps.last().expect("a phase belongs to a step");
        match step {
            Step::List(_) => {
                let listing = Arc::make_mut(self.listing.as_mut().expect("a level is being listed"));
                listing.fold(outputs.map(Output::finds).collect())?;
                if !listing.is_complete() {
                    return self.advance();
                }
                let listing = self.listing.take().expect("a level is being listed");
                self.enter_level(Arc::unwrap_or_clone(listing).into_level())?;
            }
            Step::Values(degree) => self.enter_values(degree, outputs.map(Output::pulled)),
            Step::Sum(_) | Step::Close => {
                let mut sums = Sums::default();
                outputs.for_each(|output| sums.add(&output.sums()));
                self.enter_sums(step, &sums)?;
            }
        }
        self.steps.pop();
        self.forget();
        self.advance()
    }

    /// Those known so far: r, and K⁺ and K⁻ for r rows.
    pub fn counts(&self) -> Vec<(u32, SignedCount)> {
        self.counts.iter().map(|(&rows, count)| (rows, count.clone())).collect()
    }

    /// The levels whose classes are known, all of them: their mass has been checked.
    pub fn levels(&self) -> &[LevelReport] {
        &self.reports
    }

    /// Sets up the phase of the next step.
    fn advance(&mut self) -> Result<(), ClassesError> {
        let Some(&step) = self.steps.last() else {
            return Ok(());
        };
        let work = match step {
            Step::List(degree) => {
                let mut listing = match self.listing.take() {
                    Some(listing) => listing,
                    None => Arc::new(Listing::new(self.n, degree)?),
                };
                if listing.is_complete() {
                    self.enter_level(Arc::unwrap_or_clone(listing).into_level())?;
                    self.steps.pop();
                    return self.advance();
                }
                let round = Arc::make_mut(&mut listing).next_round()?;
                self.listing = Some(listing.clone());
                Work::Listing(listing, round)
            }
            Step::Values(degree) => Work::Values(Pull {
                level: self.levels[&degree.min(self.n - degree)].clone(),
                degree,
                below: self.below(degree),
            }),
            Step::Sum(degree) if degree <= self.n / 2 => Work::Sums(Sum::Lower(self.lower[&degree].clone())),
            Step::Sum(degree) => Work::Sums(Sum::Upper(self.upper[&degree].clone())),
            Step::Close => {
                let half = self.n / 2;
                let lower = self.lower[&half].clone();
                Work::Sums(match self.n % 2 {
                    0 => Sum::Halves(lower),
                    _ => Sum::Unequal(lower, self.upper[&(half + 1)].clone()),
                })
            }
        };
        self.phase = Some(Arc::new(Phase::new(work)));
        Ok(())
    }

    fn below(&self, degree: usize) -> Below {
        if degree <= 3 {
            Below::Cycles
        } else if degree - 1 <= self.n / 2 {
            Below::Lower(self.lower[&(degree - 1)].clone())
        } else {
            Below::Upper(self.upper[&(degree - 1)].clone())
        }
    }

    /// Takes a level whose classes are said to be all, and checks it.
    fn enter_level(&mut self, level: Level) -> Result<(), ClassesError> {
        let found = (0..level.pairs()).map(|pair| level.labelled(pair)).sum::<u128>();
        let expected = graph::labelled(level.n, level.degree);
        if found != expected {
            return Err(ClassesError::Mass {
                columns: level.n as u32,
                degree: level.degree as u32,
                classes: level.classes() as u64,
                found,
                expected,
            });
        }
        self.reports.push(LevelReport {
            degree: level.degree as u32,
            classes: level.classes() as u64,
            found: found.into(),
            expected: expected.into(),
        });
        self.levels.insert(level.degree, Arc::new(level));
        Ok(())
    }

    fn enter_values(&mut self, degree: usize, blocks: impl Iterator<Item = Pulled>) {
        let level = self.levels[&degree.min(self.n - degree)].clone();
        // a table where the next degree, or the sum over complements, looks the values up
        let looked_up = degree >= 3
            && self.steps.iter().any(|&step| match step {
                Step::Values(other) => other == degree + 1,
                Step::Close => 2 * degree == self.n,
                _ => false,
            });
        if degree <= self.n / 2 {
            let valued = Arc::new(gather(level, degree, blocks, looked_up));
            self.lower.insert(degree, valued);
        } else {
            let valued = Arc::new(gather(level, degree, blocks, looked_up));
            self.upper.insert(degree, valued);
        }
    }

    fn enter_sums(&mut self, step: Step, sums: &Sums) -> Result<(), ClassesError> {
        let n = self.n as u32;
        let [one, other] = sums.difference;
        let counts = match step {
            Step::Sum(degree) => vec![(degree as u32 + 1, one)],
            _ if n % 2 == 0 => vec![(n, one), (n - 1, other)],
            _ => vec![(n, one), (n - 1, other)],
        };
        for (rows, difference) in counts {
            let wrong = ClassesError::Sum { rows, columns: n };
            let normalised = |sum: i128| sums::normalised(sum, self.n).ok_or(wrong.clone());
            let (total, difference): (BigInt, BigInt) = (normalised(sums.total)?, normalised(difference)?);
            if n % 2 == 1 && step == Step::Close && one != other {
                return Err(wrong);
            }
            if rows > 3 && self.rows.contains(&rows) {
                self.counts.insert(rows, small::split(&total, &difference));
            }
        }
        Ok(())
    }

    /// Gives back what no step needs any more.
    fn forget(&mut self) {
        let (n, half) = (self.n, self.n / 2);
        let steps = &self.steps;
        let needed = |degree: usize| {
            steps.iter().any(|&step| match step {
                Step::List(_) => false,
                Step::Values(other) => other == degree + 1,
                Step::Sum(other) => other == degree,
                Step::Close => degree == half || degree == half + 1,
            })
        };
        self.lower.retain(|&degree, _| needed(degree));
        self.upper.retain(|&degree, _| needed(degree));
        self.levels.retain(|&degree, _| {
            let values = |step: &Step| matches!(step, Step::Values(other) if *other == degree || *other == n - degree);
            steps.iter().any(values)
        });
    }
}

fn gather<V: Stored>(
    level: Arc<Level>,
    degree: usize,
    blocks: impl Iterator<Item = Pulled>,
    looked_up: bool,
) -> Valued<V> {
    let mut values = Vec::with_capacity(level.pairs());
    let mut entries = Vec::new();
    for block in blocks {
        values.extend(block.values.into_iter().map(V::pack));
        if looked_up {
            entries.extend(block.entries);
        }
    }
    Valued::new(level, degree, values, looked_up.then_some(entries))
}

/// The steps to counts for `from` to `to` rows, the last first.
fn steps(columns: u32, from: u32, to: u32) -> Vec<Step> {
    let (n, half) = (columns as usize, columns as usize / 2);
    let sums = (from.max(4)..=to).map(|rows| rows as usize - 1).filter(|k| k + 3 <= n);
    let sums: Vec<usize> = sums.collect();
    let close = to >= 4 && to as usize + 1 >= n;
    let last_half = if close { n.div_ceil(2) } else { 0 };
    let last = sums.iter().copied().max().unwrap_or(0).max(last_half);
    let mut steps = Vec::new();
    for degree in 2..=last {
        if (3..=half).contains(&degree) {
            steps.push(Step::List(degree));
        }
        steps.push(Step::Values(degree));
        if sums.contains(&degree) {
            steps.push(Step::Sum(degree));
        }
        if close && degree == last_half {
            steps.push(Step::Close);
        }
    }
    steps.reverse();
    steps
}
