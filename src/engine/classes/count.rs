//! A count from beginning to end: what is to be done now, and what its outputs are taken up into.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::graph::labelled;
use super::keeping::{Done, InHand, Keeping};
use super::kept::{KeptLevel, blocks_needed};
use super::level::Level;
use super::listing::Listing;
use super::phase::{Output, Phase, Work};
use super::pull::{Below, Pull, Pulled, gather};
use super::steps::{Step, steps};
use super::sums::{Sum, Sums, counts};
use super::values::{Narrow, Valued, Values};
use super::{ClassesError, LevelReport, estimate, small};
use crate::latin::SignedCount;

/// The counts of rectangles with n columns, for some numbers of rows.
pub struct Classes {
    n: usize,
    /// What is still to be done, the last first.
    steps: Vec<Step>,
    phase: Option<Arc<Phase>>,
    /// The level that is being listed.
    listing: Option<Arc<Listing>>,
    levels: BTreeMap<usize, Arc<Level>>,
    pub(super) lower: BTreeMap<usize, Arc<Valued<Narrow>>>,
    upper: BTreeMap<usize, Arc<Valued<Values>>>,
    keeping: Keeping,
    reports: Vec<LevelReport>,
    counts: BTreeMap<u32, SignedCount>,
    rows: RangeInclusive<u32>,
}

impl Classes {
    /// Counts for `columns` columns and each number of rows in `rows`, with at most `memory` bytes.
    ///
    /// # Errors
    /// [`ClassesError::TooLarge`], [`ClassesError::Rows`], [`ClassesError::Memory`].
    pub fn open(columns: u32, rows: RangeInclusive<u32>, memory: u64) -> Result<Self, ClassesError> {
        Self::go_on(columns, rows, memory, Vec::new())
    }

    /// The same, where values were kept of an earlier count with so many columns, for whatever numbers of rows: they are
    /// not computed again. The classes are listed again, and their mass is checked.
    ///
    /// # Errors
    /// As [`Classes::open`], and [`ClassesError::Kept`], which [`Classes::finish`] gives too when the values turn out to
    /// belong to another list of classes.
    pub fn go_on(
        columns: u32,
        rows: RangeInclusive<u32>,
        memory: u64,
        kept: Vec<KeptLevel>,
    ) -> Result<Self, ClassesError> {
        let (from, to) = (*rows.start(), *rows.end());
        let needed = estimate::bytes(columns, rows.clone())?;
        const MIB: u64 = 1 << 20;
        if needed > memory {
            return Err(ClassesError::Memory {
                columns,
                needed: needed.div_ceil(MIB),
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
            keeping: Keeping::new(n, kept)?,
            reports: Vec::new(),
            counts: (from..=to.min(3))
                .map(|r| (r, small::count(r, columns)))
                .collect(),
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
        self.counts
            .iter()
            .map(|(&rows, count)| (rows, count.clone()))
            .collect()
    }

    /// The levels whose classes are known, all of them: their mass has been checked.
    pub fn levels(&self) -> &[LevelReport] {
        &self.reports
    }

    /// What there is of values, to be gone on with later; `in_hand` are outputs of the phase in hand.
    pub fn kept(&self, in_hand: &[(usize, Output)]) -> Vec<KeptLevel> {
        self.keeping.kept(&InHand::of(self.steps.last(), in_hand))
    }

    /// Blocks of values that are there, of all that this count needs; the same `in_hand`.
    pub fn blocks(&self, in_hand: &[(usize, Output)]) -> (u32, u32) {
        let in_hand = InHand::of(self.steps.last(), in_hand);
        let needed = blocks_needed(self.n as u32, &self.rows, |degree| self.keeping.pairs(degree));
        let count = |(done, all), (degree, blocks)| {
            (
                done + self.keeping.blocks(degree, &in_hand) as u32,
                all + blocks as u32,
            )
        };
        needed.into_iter().fold((0, 0), count)
    }

    /// Ends it where it is: what is kept stays, and memory for all else is given back.
    pub fn give_up(&mut self) {
        self.phase = None;
        self.listing = None;
        self.levels.clear();
        self.lower.clear();
        self.upper.clear();
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
                looked_up: self.is_looked_up(degree),
                kept: self.keeping.given(degree),
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

    /// Whether the next degree, or the sum over complements, looks up the values of this one.
    fn is_looked_up(&self, degree: usize) -> bool {
        let looks_up = |step: &Step| match *step {
            Step::Values(other) => other == degree + 1,
            Step::Close => 2 * degree == self.n,
            _ => false,
        };
        degree > 2 && self.steps.iter().any(looks_up)
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
    pub(super) fn enter_level(&mut self, level: Level) -> Result<(), ClassesError> {
        let found = (0..level.pairs()).map(|pair| level.labelled(pair)).sum::<u128>();
        let expected = labelled(level.n, level.degree);
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
        self.keeping.listed(&level)?;
        self.levels.insert(level.degree, Arc::new(level));
        Ok(())
    }

    fn enter_values(&mut self, degree: usize, blocks: impl Iterator<Item = Pulled>) {
        let level = self.levels[&degree.min(self.n - degree)].clone();
        let looked_up = self.is_looked_up(degree);
        if degree <= self.n / 2 {
            let (values, entries) = gather(blocks, level.pairs(), looked_up);
            self.keeping.computed(degree, Done::Lower(values.clone()));
            let valued = Valued::new(level, degree, values, entries);
            self.lower.insert(degree, Arc::new(valued));
        } else {
            let (values, entries) = gather(blocks, level.pairs(), looked_up);
            self.keeping.computed(degree, Done::Upper(values.clone()));
            let valued = Valued::new(level, degree, values, entries);
            self.upper.insert(degree, Arc::new(valued));
        }
    }

    fn enter_sums(&mut self, step: Step, sums: &Sums) -> Result<(), ClassesError> {
        let counts = counts(self.n as u32, step, sums)?.into_iter();
        let wanted = counts.filter(|(rows, _)| *rows > 3 && self.rows.contains(rows));
        self.counts.extend(wanted);
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
            let values =
                |step: &Step| matches!(step, Step::Values(other) if *other == degree || *other == n - degree);
            steps.iter().any(values)
        });
    }
}
