//! A count from beginning to end: what is to be done now, and what its outputs are taken up into.

use std::ops::RangeInclusive;

use num_bigint::BigUint;

use super::blocks::{blocks_in, pairs_of};
use super::error::ClassesError;
use super::found::Finds;
use super::graph::labelled;
use super::level::Level;
use super::listing::Listing;
use super::numbered::Numbered;
use super::phase::{classes_of, name, round_key, sums_key, values_key, values_of};
use super::progress::Progress;
use super::steps::{Step, is_looked_up, needs_keys, needs_list, needs_values, steps};
use super::sums::{Sums, counts, normalised};
use super::valued::Valued;
use super::values::{Narrow, Values, check};
use super::{estimate, small};
use crate::engine::seam::{Counted, EngineError, Evidence, Output, Phase, SavedPhase, Settled};
use crate::latin::SignedCount;

/// The counts of rectangles with n columns, for some numbers of rows.
pub struct Classes {
    pub(super) n: usize,
    pub(super) rows: RangeInclusive<u32>,
    /// What is still to be done, the last first.
    steps: Vec<Step>,
    pub(super) phase: Option<Phase>,
    /// How many outputs of the phase are taken.
    taken: usize,
    /// The level that is being listed, until it is complete.
    pub(super) listing: Option<Listing>,
    /// By degree, as are the next.
    pub(super) levels: Numbered<Level>,
    /// Of each complete list of classes.
    lists: Numbered<List>,
    /// Outputs taken of the values in hand.
    values: Vec<Output>,
    pub(super) lower: Numbered<Valued<Narrow>>,
    pub(super) upper: Numbered<Valued<Values>>,
    /// Of the outputs taken of the sums in hand.
    sums: Sums,
    /// By rows.
    pub(super) counts: Numbered<SignedCount>,
    pub(super) evidence: Vec<Evidence>,
    progress: Progress,
    /// Phases begun.
    phases: usize,
}

/// What names a complete list of classes.
#[derive(Clone, Copy)]
struct List {
    checksum: u32,
    pairs: usize,
}

impl Classes {
    /// Counts for `columns` columns and each number of rows in `rows`, with at most `memory` bytes.
    ///
    /// # Errors
    /// [`EngineError::Refused`]: too many columns or rows, or more memory needed.
    pub fn open(columns: u32, rows: RangeInclusive<u32>, memory: u64) -> Result<Self, EngineError> {
        let needed = estimate::bytes(columns, rows.clone())?;
        const MIB: u64 = 1 << 20;
        if needed > memory {
            return Err(ClassesError::Memory {
                columns,
                needed: needed.div_ceil(MIB),
                allowed: memory / MIB,
            }
            .into());
        }
        let n = columns as usize;
        let steps = steps(columns, *rows.start(), *rows.end());
        let mut classes = Classes {
            n,
            phase: None,
            taken: 0,
            listing: None,
            levels: Numbered::new(),
            lists: Numbered::new(),
            values: Vec::new(),
            lower: Numbered::new(),
            upper: Numbered::new(),
            sums: Sums::default(),
            counts: Numbered::new(),
            evidence: Vec::new(),
            progress: Progress::new(columns, &steps),
            phases: 0,
            steps,
            rows,
        };
        for r in *classes.rows.start()..=*classes.rows.end().min(&3) {
            classes.counts.insert(r as usize, small::count(r, columns));
        }
        if !classes.steps.is_empty() {
            classes.enter_level(Level::of_cycles(n))?;
            classes.advance()?;
        }
        Ok(classes)
    }

    /// Takes the output of the unit that is due.
    pub(super) fn take_up(&mut self, unit: usize, output: &Output) -> Result<(), ClassesError> {
        let Some(phase) = &self.phase else {
            return Err(ClassesError::Units {
                phase: "no phase".to_owned(),
                units: 0,
                given: 1,
            });
        };
        if self.taken == phase.units {
            return Err(ClassesError::Units {
                phase: phase.name.clone(),
                units: phase.units,
                given: phase.units + 1,
            });
        }
        if unit != self.taken {
            return Err(ClassesError::Order {
                phase: phase.name.clone(),
                unit,
                due: self.taken,
            });
        }
        let foreign = |why| ClassesError::Foreign {
            phase: phase.name.clone(),
            unit,
            why,
        };
        // what a unit gives that met what cannot be
        if output.is_empty() {
            return Err(ClassesError::Unlisted {
                phase: phase.name.clone(),
            });
        }
        match self.step() {
            Step::List(degree) => {
                let finds = Finds::read(self.n, degree, output).map_err(foreign)?;
                let listing = self.listing.as_mut().expect("a level is being listed");
                listing.take(finds)?;
                listing.add_to_checksum(output);
            }
            Step::Values(degree) => {
                self.check_values(degree, unit, output).map_err(foreign)?;
                self.values.push(output.clone());
            }
            Step::Sum(_) | Step::Close => self.sums.add(&Sums::read(output).map_err(foreign)?),
        }
        self.taken += 1;
        Ok(())
    }

    /// Does a slice of what lies between the last output and the next phase.
    pub(super) fn go_on(&mut self) -> Result<Settled, ClassesError> {
        let Some(phase) = &self.phase else {
            return Ok(Settled::Yes);
        };
        if self.taken < phase.units {
            return Err(ClassesError::Units {
                phase: phase.name.clone(),
                units: phase.units,
                given: self.taken,
            });
        }
        let step = self.step();
        match step {
            Step::List(degree) => {
                if let Some(mut listing) = self.listing.take() {
                    listing.end_round()?;
                    if listing.is_complete() {
                        self.levels.insert(degree, listing.into_level());
                        return Ok(Settled::NotYet);
                    }
                    self.listing = Some(listing);
                    self.advance()?;
                    return Ok(Settled::Yes);
                }
                let level = self.levels.remove(degree).expect("it has just been completed");
                self.enter_level(level)?;
            }
            Step::Values(degree) => {
                if !self.settle_values(degree)? {
                    return Ok(Settled::NotYet);
                }
            }
            Step::Sum(_) | Step::Close => self.settle_sums(step)?,
        }
        self.end_step();
        self.advance()?;
        Ok(Settled::Yes)
    }

    /// The step that the phase belongs to.
    pub(super) fn step(&self) -> Step {
        *self.steps.last().expect("a phase belongs to a step")
    }

    /// Takes a level whose classes are said to be all, and checks it.
    pub(super) fn enter_level(&mut self, level: Level) -> Result<(), ClassesError> {
        let found = (0..level.pairs())
            .map(|pair| u128::from(level.labelled(pair)))
            .sum::<u128>();
        let expected = labelled(level.n, level.degree);
        let classes = level.classes() as u64;
        if found != expected {
            return Err(ClassesError::Mass {
                columns: level.n as u32,
                degree: level.degree as u32,
                classes,
                found,
                expected,
            });
        }
        self.evidence.push(Evidence {
            what: "labelled graphs".to_owned(),
            count: classes,
            things: classes_of(level.degree),
            degree: Some(level.degree as u32),
            found: found.into(),
            expected: expected.into(),
        });
        let list = List {
            checksum: level.checksum(),
            pairs: level.pairs(),
        };
        self.lists.insert(level.degree, list);
        self.levels.insert(level.degree, level);
        Ok(())
    }

    /// Takes the values that are all there and makes a slice of their table; whether nothing is left to be done.
    fn settle_values(&mut self, degree: usize) -> Result<bool, ClassesError> {
        let looked_up = is_looked_up(&self.steps, self.n, degree);
        let level = &self.levels[self.step().listed_degree(self.n)];
        let blocks = std::mem::take(&mut self.values);
        let pairs = level.pairs();
        if degree <= self.n / 2 {
            let made = || Valued::new(degree, pairs, blocks);
            let valued = self.lower.get_or_insert_with(degree, made);
            Ok(!looked_up || valued.tabulate(level)?)
        } else {
            let made = || Valued::new(degree, pairs, blocks);
            let valued = self.upper.get_or_insert_with(degree, made);
            Ok(!looked_up || valued.tabulate(level)?)
        }
    }

    /// Whether a unit of these values can have given that.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn check_values(&self, degree: usize, unit: usize, output: &[u8]) -> Result<(), &'static str> {
        let pairs = self.lists[self.step().listed_degree(self.n)].pairs;
        let many = pairs_of(pairs, unit).len();
        if degree <= self.n / 2 {
            check::<Narrow>(output, many, degree)
        } else {
            check::<Values>(output, many, degree)
        }
    }

    /// The values of each degree that this count needs: in how many units, as far as that is known.
    pub(super) fn values_needed(&self) -> Vec<SavedPhase> {
        let columns = self.n as u32;
        let steps = steps(columns, *self.rows.start(), *self.rows.end());
        let degrees = steps.into_iter().rev().filter_map(|step| match step {
            Step::Values(degree) => Some((degree, step.listed_degree(self.n))),
            Step::List(_) | Step::Sum(_) | Step::Close => None,
        });
        let phases = degrees.map(|(degree, listed)| SavedPhase {
            of: values_of(self.n, degree),
            // a degree that stands in no table has 16 classes at most
            units: match self.lists.get(listed) {
                Some(list) => blocks_in(list.pairs),
                None => estimate::pairs(columns, listed).map_or(1, blocks_in),
            },
        });
        phases.collect()
    }

    fn settle_sums(&mut self, step: Step) -> Result<(), ClassesError> {
        let columns = self.n as u32;
        let sums = std::mem::take(&mut self.sums);
        for (rows, count) in counts(columns, step, &sums)? {
            if rows > 3 && self.rows.contains(&rows) {
                self.counts.insert(rows as usize, count);
            }
        }
        if step == Step::Close && self.n % 2 == 1 {
            let half = step.degree(self.n);
            let form = |at: usize| -> BigUint {
                let sum = sums.difference[at]
                    .value()
                    .and_then(|sum| normalised(sum, self.n));
                sum.unwrap_or_default().unsigned_abs().into()
            };
            self.evidence.push(Evidence {
                what: "two forms of one sum".to_owned(),
                count: self.levels[half].classes() as u64,
                things: classes_of(half),
                degree: None,
                found: form(0),
                expected: form(1),
            });
        }
        Ok(())
    }

    fn end_step(&mut self) {
        if let Some(step) = self.steps.pop() {
            self.progress.end(step);
        }
        self.forget();
    }

    /// Sets up the phase of the next step.
    fn advance(&mut self) -> Result<(), ClassesError> {
        self.taken = 0;
        self.phase = None;
        if let Some(&Step::List(degree)) = self.steps.last() {
            if self.listing.is_none() {
                let listing = Listing::new(self.n, degree, needs_keys(&self.steps, self.n, degree))?;
                if listing.is_complete() {
                    self.enter_level(listing.into_level())?;
                    self.end_step();
                    return self.advance();
                }
                self.listing = Some(listing);
            }
            let listing = self.listing.as_mut().expect("it has just been begun");
            listing.next_round()?;
        }
        if let Some(&step) = self.steps.last() {
            self.begin_phase(step);
        }
        Ok(())
    }

    fn begin_phase(&mut self, step: Step) {
        let n = self.n;
        let (key, items, part) = match (step, &self.listing) {
            (Step::List(degree), Some(listing)) => (
                round_key(n, degree, listing.round(), listing.checksum()),
                listing.sources(),
                listing.share(),
            ),
            _ => {
                let list = self.lists[step.listed_degree(n)];
                let key = match step {
                    Step::Sum(degree) => sums_key(n, degree + 1..=degree + 1, list.checksum, list.pairs),
                    Step::Close => sums_key(n, n - 1..=n, list.checksum, list.pairs),
                    Step::List(degree) | Step::Values(degree) => {
                        values_key(n, degree, list.checksum, list.pairs)
                    }
                };
                (key, list.pairs, 0.0..1.0)
            }
        };
        self.phase = Some(Phase {
            number: self.phases,
            name: name(step, n),
            key,
            saved: matches!(step, Step::Values(_)),
            units: blocks_in(items),
            chunk: 1,
            counted: Counted::Items("classes"),
            steps: match step {
                Step::List(_) => Some("pairs of rows switched"),
                Step::Values(_) => Some("matchings"),
                Step::Sum(_) | Step::Close => None,
            },
            share: self.progress.phase(step, part),
        });
        self.phases += 1;
    }

    /// Gives back what no step needs any more.
    fn forget(&mut self) {
        let (n, steps) = (self.n, &self.steps[..]);
        self.lower.retain(|degree| needs_values(steps, n, degree));
        self.upper.retain(|degree| needs_values(steps, n, degree));
        self.levels.retain(|listed| needs_list(steps, n, listed));
        for (listed, level) in self.levels.iter_mut() {
            if !needs_keys(steps, n, listed) {
                level.forget_keys();
            }
        }
    }
}
