//! A count from beginning to end: its steps, and the state into which outputs are folded.

use std::ops::RangeInclusive;

use num_bigint::BigUint;

use super::blocks::{blocks_in, pairs_of};
use super::class_list::ClassList;
use super::degree_values::DegreeValues;
use super::error::ClassesError;
use super::found::FoundClasses;
use super::graph::labelled;
use super::listing::Listing;
use super::numbered::Numbered;
use super::phase::{classes_of, name, round_key, sums_key, values_key, values_of};
use super::progress::Progress;
use super::steps::{Step, is_looked_up, needs_keys, needs_list, needs_values, steps};
use super::sums::{Sums, counts, normalised};
use super::values::{Narrow, Values, check};
use super::{estimate, small};
use crate::engine::seam::{Counted, EngineError, Evidence, Output, Phase, SavedPhase, Settled};
use crate::latin::SignedCount;
use crate::simd::Arch;

/// The counts of rectangles with n columns, for some numbers of rows.
pub struct Classes {
    pub(super) n: usize,
    pub(super) rows: RangeInclusive<u32>,
    /// What works on values and sums.
    pub(super) kernel: Arch,
    /// The steps that are left, the last one first.
    steps: Vec<Step>,
    pub(super) phase: Option<Phase>,
    /// How many outputs of the phase are taken.
    taken: usize,
    /// The list that is being made, until it is complete.
    pub(super) listing: Option<Listing>,
    /// By degree, as in the fields below.
    pub(super) lists: Numbered<ClassList>,
    /// What identifies each complete list of classes.
    list_ids: Numbered<ListId>,
    /// Outputs taken of the values of the current phase.
    values: Vec<Output>,
    pub(super) lower: Numbered<DegreeValues<Narrow>>,
    pub(super) upper: Numbered<DegreeValues<Values>>,
    /// The sum of the outputs taken of the current phase.
    sums: Sums,
    /// By rows.
    pub(super) counts: Numbered<SignedCount>,
    pub(super) evidence: Vec<Evidence>,
    progress: Progress,
    /// Phases begun.
    phases: usize,
    /// Where only lists are made, all whose outputs are saved: every phase begun.
    all_saved: Option<Vec<SavedPhase>>,
}

/// What identifies a complete list of classes.
#[derive(Clone, Copy)]
struct ListId {
    checksum: u32,
    pairs: usize,
}

impl Classes {
    /// Counts for `columns` columns and each number of rows in `rows`, with at most `memory` bytes.
    ///
    /// # Errors
    /// [`EngineError::Refused`]: too many columns or rows, or more memory needed.
    pub fn open(columns: u32, rows: RangeInclusive<u32>, memory: u64) -> Result<Self, EngineError> {
        Self::new(columns, rows, memory, false)
    }

    /// Makes and checks the lists of classes that such a count needs, and the values of degree 2, which need none; all
    /// outputs are saved, and there are no figures in the end.
    ///
    /// # Errors
    /// As [`Classes::open`].
    pub fn open_lists(columns: u32, rows: RangeInclusive<u32>, memory: u64) -> Result<Self, EngineError> {
        Self::new(columns, rows, memory, true)
    }

    fn new(
        columns: u32,
        rows: RangeInclusive<u32>,
        memory: u64,
        lists_only: bool,
    ) -> Result<Self, EngineError> {
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
        let mut steps = steps(columns, *rows.start(), *rows.end());
        if lists_only {
            steps.retain(|step| matches!(step, Step::List(_) | Step::Values(2)));
        }
        let mut classes = Classes {
            n,
            kernel: Arch::best().for_lanes(),
            phase: None,
            taken: 0,
            listing: None,
            lists: Numbered::new(),
            list_ids: Numbered::new(),
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
            all_saved: lists_only.then(Vec::new),
        };
        if !lists_only {
            for r in *classes.rows.start()..=*classes.rows.end().min(&3) {
                classes.counts.insert(r as usize, small::count(r, columns));
            }
        }
        if !classes.steps.is_empty() {
            classes.enter_list(ClassList::of_cycles(n))?;
            classes.advance()?;
        }
        Ok(classes)
    }

    /// With values and sums by this set, which the processor must have.
    pub fn by(mut self, kernel: Arch) -> Self {
        self.kernel = kernel.for_lanes();
        self
    }

    /// Takes the output of the next unit.
    pub(super) fn take_output(&mut self, unit: usize, output: &Output) -> Result<(), ClassesError> {
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
        // the output of a unit that met a contradiction
        if output.is_empty() {
            return Err(ClassesError::Unlisted {
                phase: phase.name.clone(),
            });
        }
        match self.step() {
            Step::List(degree) => {
                let finds = FoundClasses::read(self.n, degree, output).map_err(foreign)?;
                let listing = self.listing.as_mut().expect("a degree is being listed");
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

    /// Does a slice of the work between the last output and the next phase.
    pub(super) fn settle_slice(&mut self) -> Result<Settled, ClassesError> {
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
                        self.lists.insert(degree, listing.into_list());
                        return Ok(Settled::NotYet);
                    }
                    self.listing = Some(listing);
                    self.advance()?;
                    return Ok(Settled::Yes);
                }
                let list = self.lists.remove(degree).expect("it has just been completed");
                self.enter_list(list)?;
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

    /// Takes a list that is said to be complete, and checks that it is.
    pub(super) fn enter_list(&mut self, list: ClassList) -> Result<(), ClassesError> {
        let found = (0..list.pairs())
            .map(|pair| u128::from(list.labelled(pair)))
            .sum::<u128>();
        let expected = labelled(list.n, list.degree);
        let classes = list.classes() as u64;
        if found != expected {
            return Err(ClassesError::Mass {
                columns: list.n as u32,
                degree: list.degree as u32,
                classes,
                found,
                expected,
            });
        }
        self.evidence.push(Evidence {
            what: "labelled graphs".to_owned(),
            count: classes,
            things: classes_of(list.degree),
            degree: Some(list.degree as u32),
            found: found.into(),
            expected: expected.into(),
        });
        let id = ListId {
            checksum: list.checksum(),
            pairs: list.pairs(),
        };
        self.list_ids.insert(list.degree, id);
        self.lists.insert(list.degree, list);
        Ok(())
    }

    /// Takes the values, which are complete, and makes a slice of their table; whether nothing is left to do.
    fn settle_values(&mut self, degree: usize) -> Result<bool, ClassesError> {
        let looked_up = is_looked_up(&self.steps, self.n, degree);
        let list = &self.lists[self.step().listed_degree(self.n)];
        let blocks = std::mem::take(&mut self.values);
        let pairs = list.pairs();
        if degree <= self.n / 2 {
            let made = || DegreeValues::new(degree, pairs, blocks);
            let valued = self.lower.get_or_insert_with(degree, made);
            Ok(!looked_up || valued.tabulate(list)?)
        } else {
            let made = || DegreeValues::new(degree, pairs, blocks);
            let valued = self.upper.get_or_insert_with(degree, made);
            Ok(!looked_up || valued.tabulate(list)?)
        }
    }

    /// Whether a unit of these values can have given that.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn check_values(&self, degree: usize, unit: usize, output: &[u8]) -> Result<(), &'static str> {
        let pairs = self.list_ids[self.step().listed_degree(self.n)].pairs;
        let many = pairs_of(pairs, unit).len();
        if degree <= self.n / 2 {
            check::<Narrow>(output, many, degree)
        } else {
            check::<Values>(output, many, degree)
        }
    }

    /// The values of each degree that this count needs: in how many units, as far as that is known. Where only lists are
    /// made, the phases begun.
    pub(super) fn outputs_saved(&self) -> Vec<SavedPhase> {
        if let Some(all) = &self.all_saved {
            return all.clone();
        }
        let columns = self.n as u32;
        let steps = steps(columns, *self.rows.start(), *self.rows.end());
        let degrees = steps.into_iter().rev().filter_map(|step| match step {
            Step::Values(degree) => Some((degree, step.listed_degree(self.n))),
            Step::List(_) | Step::Sum(_) | Step::Close => None,
        });
        let phases = degrees.map(|(degree, listed)| SavedPhase {
            of: values_of(self.n, degree),
            // a degree that stands in no table has 16 classes at most
            units: match self.list_ids.get(listed) {
                Some(id) => blocks_in(id.pairs),
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
                count: self.lists[half].classes() as u64,
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
        self.free_unneeded();
    }

    /// Sets up the phase of the next step.
    fn advance(&mut self) -> Result<(), ClassesError> {
        self.taken = 0;
        self.phase = None;
        if let Some(&Step::List(degree)) = self.steps.last() {
            if self.listing.is_none() {
                let listing = Listing::new(self.n, degree, needs_keys(&self.steps, self.n, degree))?;
                if listing.is_complete() {
                    self.enter_list(listing.into_list())?;
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
                listing.progress(),
            ),
            _ => {
                let id = self.list_ids[step.listed_degree(n)];
                let key = match step {
                    Step::Sum(_) | Step::Close => sums_key(n, step, id.checksum, id.pairs),
                    Step::List(degree) | Step::Values(degree) => values_key(n, degree, id.checksum, id.pairs),
                };
                (key, id.pairs, 0.0..1.0)
            }
        };
        let units = blocks_in(items);
        if let Some(all) = &mut self.all_saved {
            all.push(SavedPhase {
                of: key.of.clone(),
                units,
            });
        }
        self.phase = Some(Phase {
            number: self.phases,
            name: name(step, n),
            key,
            saved: self.all_saved.is_some() || matches!(step, Step::Values(_)),
            units,
            chunk: 1,
            counted: Counted::Items("classes"),
            steps: match step {
                Step::List(_) => Some("pairs of rows switched"),
                Step::Values(_) => Some("matchings"),
                Step::Sum(_) | Step::Close => None,
            },
            progress: self.progress.phase(step, part),
        });
        self.phases += 1;
    }

    /// Frees what no step needs any more.
    fn free_unneeded(&mut self) {
        let (n, steps) = (self.n, &self.steps[..]);
        self.lower.retain(|degree| needs_values(steps, n, degree));
        self.upper.retain(|degree| needs_values(steps, n, degree));
        self.lists.retain(|listed| needs_list(steps, n, listed));
        for (listed, list) in self.lists.iter_mut() {
            if !needs_keys(steps, n, listed) {
                list.forget_keys();
            }
        }
    }
}
