//! Classes as an engine: its units, and the bytes that they give.

use std::ops::Range;

use super::blocks::pairs_of;
use super::count::Classes;
use super::error::ClassesError;
use super::found;
use super::recurrence::{Below, Recurrence};
use super::steps::Step;
use super::sums::{Form, Sum, Sums};
use crate::engine::seam::{
    Answer, Engine, EngineError, Figures, Output, Phase, Prepared, SavedPhase, Settled, UnitResult,
};
use crate::latin::{Shape, SignedCount};
use crate::run::{Stopped, Watch};

impl Engine for Classes {
    fn phase(&self) -> Option<&Phase> {
        self.phase.as_ref()
    }

    /// Reports classes, and matchings or pairs of rows switched as steps.
    fn run(&self, unit: usize, _: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        let units = self.phase.as_ref().map_or(0, |phase| phase.units);
        assert!(unit < units, "there is no unit {unit} of {units}");
        // the output of a unit that met a contradiction is empty
        let output = match self.step() {
            Step::List(_) => {
                let listing = self.listing.as_ref().expect("a degree is being listed");
                listing.run(pairs_of(listing.sources(), unit), watch)?
            }
            Step::Values(degree) => {
                let recurrence = self.recurrence(degree);
                recurrence.run(self.pairs(unit), watch)?.unwrap_or_default()
            }
            step @ (Step::Sum(_) | Step::Close) => {
                let sums = self.sum(step).run(self.pairs(unit), watch)?;
                sums.map_or_else(Vec::new, |sums| sums.write())
            }
        };
        Ok(UnitResult {
            output,
            prepared: Prepared::default(),
        })
    }

    fn read(&self, unit: usize, output: &[u8]) -> Result<Option<SignedCount>, EngineError> {
        let (phase, units) = match &self.phase {
            Some(phase) => (phase.name.clone(), phase.units),
            None => ("no phase".to_owned(), 0),
        };
        let checked = if unit >= units {
            Err("there is no such unit")
        } else {
            match self.step() {
                Step::List(degree) => found::check(self.n, degree, output),
                Step::Values(degree) => self.check_values(degree, unit, output),
                Step::Sum(_) | Step::Close => Sums::read(output).map(drop),
            }
        };
        checked.map_err(|why| ClassesError::Foreign { phase, unit, why })?;
        Ok(None)
    }

    fn take(&mut self, unit: usize, output: &Output) -> Result<(), EngineError> {
        let taken = self.take_output(unit, output);
        if taken.is_err() {
            self.phase = None;
        }
        Ok(taken?)
    }

    fn settle(&mut self) -> Result<Settled, EngineError> {
        let settled = self.settle_slice();
        if settled.is_err() {
            self.phase = None;
        }
        Ok(settled?)
    }

    fn answer(&self) -> Answer {
        let figures = self.rows.clone().filter_map(|rows| {
            let count = self.counts.get(rows as usize)?;
            Some(Figures {
                shape: Shape::new(rows, self.n as u32).ok()?,
                total: Some(count.total()),
                difference: Some(count.difference()),
            })
        });
        Answer {
            figures: figures.collect(),
            evidence: self.evidence.clone(),
        }
    }

    fn saved_phases(&self) -> Vec<SavedPhase> {
        self.outputs_saved()
    }

    fn kernel(&self) -> &'static str {
        self.kernel.name()
    }
}

impl Classes {
    /// The pairs of classes that are a unit of values or sums.
    fn pairs(&self, unit: usize) -> Range<usize> {
        let list = &self.lists[self.step().listed_degree(self.n)];
        pairs_of(list.pairs(), unit)
    }

    fn recurrence(&self, degree: usize) -> Recurrence<'_> {
        let list = |degree: usize| &self.lists[degree.min(self.n - degree)];
        let below = degree - 1;
        Recurrence {
            list: list(degree),
            degree,
            below: if degree <= 3 {
                Below::Cycles
            } else if below <= self.n / 2 {
                Below::Lower(list(below), &self.lower[below])
            } else {
                Below::Upper(list(below), &self.upper[below])
            },
            kernel: self.kernel,
        }
    }

    fn sum(&self, step: Step) -> Sum<'_> {
        let half = self.n / 2;
        let form = match step {
            Step::Close if self.n.is_multiple_of(2) => Form::Halves(&self.lower[half]),
            Step::Close => Form::Unequal(&self.lower[half], &self.upper[half + 1]),
            _ if step.degree(self.n) <= half => Form::Lower(&self.lower[step.degree(self.n)]),
            _ => Form::Upper(&self.upper[step.degree(self.n)]),
        };
        Sum {
            list: &self.lists[step.listed_degree(self.n)],
            form,
            kernel: self.kernel,
        }
    }
}
