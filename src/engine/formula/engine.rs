//! The engine for one number of rows and a range of columns.

use std::collections::VecDeque;
use std::ops::RangeInclusive;

use num_bigint::{BigInt, BigUint};

use super::checks::{Checks, holds};
use super::division::Division;
use super::estimate::estimate;
use super::primes::{CombineError, combine};
use super::recurrence::Equations;
use super::{difference, limits, total, values};
use crate::engine::figure::Figure;
use crate::engine::seam::{
    Answer, Counted, Engine, EngineError, Figures, Key, Output, Phase, Prepared, SavedPhase, Settled,
    UnitResult,
};
use crate::latin::{Shape, SignedCount};
use crate::run::{Report, Stopped, Watch};

/// Bits of values times terms of their recurrence between two reports: about a millisecond.
const BITS_A_REPORT: u64 = 20_000_000;

/// Shapes that are checked in one slice.
const SHAPES_A_SLICE: usize = 64;

/// The engine for one number of rows and a range of columns.
pub struct Formula {
    rows: u32,
    /// The least and the greatest number of columns that are asked for.
    columns: (u32, u32),
    /// The least number of columns of the values here: with sums that of all shapes, which are then checked too.
    least: u32,
    /// Phases that are not done, the current one first.
    phases: VecDeque<Phase>,
    /// What each unit of the first phase gives; nothing without such a phase.
    recurrences: Vec<Values>,
    /// The units of the last phase, where K takes sums.
    division: Option<Division>,
    saved: Vec<SavedPhase>,
    /// K modulo each prime, from the units so far.
    residues: Vec<Vec<u32>>,
    /// K for each n from `least`, as far as it is computed.
    totals: Vec<BigUint>,
    /// D for each n from `least`, if it is asked for.
    differences: Vec<BigInt>,
    checks: Checks,
    /// Shapes that are checked.
    checked: usize,
    answer: Answer,
}

/// Which values a recurrence gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Values {
    Differences,
    Totals,
}

impl Formula {
    /// Ready to run units, for all that is known of every shape with `rows` rows and so many columns, or for one figure.
    ///
    /// # Errors
    /// [`EngineError::Refused`] where D, or K if it is asked for, is not computed for the greatest n, or takes more than
    /// `memory` bytes.
    pub fn open(
        rows: u32,
        columns: RangeInclusive<u32>,
        figure: Option<Figure>,
        memory: u64,
    ) -> Result<Self, EngineError> {
        let columns = (rows.max(*columns.start()), *columns.end());
        let largest = Shape::new(rows, columns.1).map_err(|error| EngineError::Refused(error.to_string()))?;
        limits::accepts(largest)?;
        let estimate = estimate(rows, columns.0..=columns.1, figure, 1, 0.0)?;
        if estimate.bytes > memory {
            return Err(EngineError::Refused(format!(
                "figures of {rows} rows and {} to {} columns take about {} MiB, and {} MiB may be held",
                columns.0,
                columns.1,
                estimate.bytes.div_ceil(1 << 20),
                memory >> 20
            )));
        }
        let most_of_k = columns.1.min(limits::most_columns_of_k(rows));
        let wants_k = figure.is_none_or(Figure::needs_total) && columns.0 <= most_of_k;
        let by_recurrence = total::equations(rows).is_some();
        let mut recurrences = Vec::new();
        if figure.is_none_or(Figure::needs_difference) {
            recurrences.push(Values::Differences);
        }
        if wants_k && by_recurrence {
            recurrences.push(Values::Totals);
        }
        let division = (wants_k && !by_recurrence).then(|| Division::new(rows, most_of_k));
        let mut formula = Formula {
            rows,
            columns,
            least: if division.is_some() { rows } else { columns.0 },
            phases: VecDeque::new(),
            recurrences,
            division,
            saved: Vec::new(),
            residues: Vec::new(),
            totals: Vec::new(),
            differences: Vec::new(),
            checks: Checks::default(),
            checked: 0,
            answer: Answer::default(),
        };
        formula.plan(estimate.share);
        Ok(formula)
    }

    /// Plans the phases; the recurrences take that share of the time.
    fn plan(&mut self, share: f64) {
        let (rows, least) = (self.rows, self.least);
        let between = if self.division.is_none() { 1.0 } else { share };
        if !self.recurrences.is_empty() {
            let to = self.columns.1;
            self.phases.push_back(Phase {
                number: 0,
                name: "recurrences".to_owned(),
                key: Key {
                    of: format!("values by recurrence for {rows} rows, n = {least} to {to}"),
                    over: format!("{} units", self.recurrences.len()),
                },
                saved: false,
                units: self.recurrences.len(),
                chunk: 1,
                counted: Counted::Items("values"),
                steps: None,
                progress: 0.0..between,
            });
        }
        if let Some(division) = &self.division {
            let key = Key {
                of: format!(
                    "K modulo primes for {rows} rows, n up to {}",
                    least + division.values as u32 - 1
                ),
                over: division.basis(),
            };
            self.saved.push(SavedPhase {
                of: key.of.clone(),
                units: division.units(),
            });
            self.residues = vec![vec![0; division.values]; division.primes.len()];
            self.phases.push_back(Phase {
                number: self.phases.len(),
                name: "sums modulo primes".to_owned(),
                key,
                saved: true,
                units: division.units(),
                chunk: 1,
                counted: Counted::Items("residues"),
                steps: Some("multiplications"),
                progress: if self.recurrences.is_empty() { 0.0 } else { between }..1.0,
            });
        }
    }

    /// The greatest n of the values of a recurrence.
    fn most_columns(&self, of: Values) -> u32 {
        match of {
            Values::Differences => self.columns.1,
            Values::Totals => self.columns.1.min(limits::most_columns_of_k(self.rows)),
        }
    }

    fn equations(&self, of: Values) -> Option<Equations> {
        match of {
            Values::Differences => Some(difference::equations(self.rows)),
            Values::Totals => total::equations(self.rows),
        }
    }

    /// The sums, if these are the current phase.
    fn sums(&self) -> Option<&Division> {
        self.division
            .as_ref()
            .filter(|_| self.phases.front().is_some_and(|phase| phase.saved))
    }

    /// The values in an output of a recurrence.
    fn values(&self, unit: usize, output: &[u8]) -> Result<Vec<BigInt>, String> {
        let Some(&of) = self.recurrences.get(unit) else {
            return Err("there is no such unit".to_owned());
        };
        let many = (self.most_columns(of) + 1).saturating_sub(self.least) as usize;
        let values = values::from_bytes(output, many)?;
        if of == Values::Totals && values.iter().any(|total| total.to_biguint().is_none()) {
            return Err("a K in it is negative".to_owned());
        }
        Ok(values)
    }

    fn foreign(&self, unit: usize, why: String) -> EngineError {
        let phase = self.phases.front();
        let phase = phase.map_or_else(String::new, |phase| phase.key.of.clone());
        EngineError::Foreign { phase, unit, why }
    }

    fn take_output(&mut self, unit: usize, output: &[u8]) -> Result<(), String> {
        if let Some(division) = self.sums() {
            let residues = division.residues(unit, output)?;
            let at = division.prime(unit);
            let prime = u64::from(division.primes[at]);
            for (sum, residue) in self.residues[at].iter_mut().zip(residues) {
                *sum = ((u64::from(*sum) + u64::from(residue)) % prime) as u32;
            }
            return Ok(());
        }
        let values = self.values(unit, output)?;
        match self.recurrences[unit] {
            Values::Differences => self.differences = values,
            Values::Totals => {
                self.totals = values
                    .into_iter()
                    .map(BigInt::into_parts)
                    .map(|parts| parts.1)
                    .collect()
            }
        }
        Ok(())
    }

    /// One slice of the work after the last output of a phase.
    fn next(&mut self) -> Result<Settled, EngineError> {
        if self.phases.len() > 1 {
            self.phases.pop_front();
            return Ok(Settled::Yes);
        }
        if let Some(division) = &self.division
            && self.totals.is_empty()
        {
            let wrong = |error: CombineError| EngineError::Wrong(format!("{error}, so this count is wrong"));
            self.totals = combine(&division.primes, &self.residues).map_err(wrong)?;
            let one_more = division.primes.last().copied().unwrap_or_default();
            self.answer.evidence.push(holds(
                format!("shapes whose K is right modulo {one_more} too, one prime more than its size needs"),
                division.values,
            ));
            return Ok(Settled::NotYet);
        }
        let many = self.totals.len().max(self.differences.len());
        let until = many.min(self.checked + SHAPES_A_SLICE);
        for at in self.checked..until {
            self.checks
                .add(self.shape(at), self.totals.get(at), self.differences.get(at))?;
        }
        self.checked = until;
        if until < many {
            return Ok(Settled::NotYet);
        }
        self.finish();
        self.phases.clear();
        Ok(Settled::Yes)
    }

    fn finish(&mut self) {
        let skipped = (self.columns.0 - self.least) as usize;
        let many = (self.columns.1 + 1 - self.least) as usize;
        let mut totals = std::mem::take(&mut self.totals).into_iter().skip(skipped);
        let mut differences = std::mem::take(&mut self.differences).into_iter().skip(skipped);
        let figures = (skipped..many).map(|at| Figures {
            shape: self.shape(at),
            total: totals.next(),
            difference: differences.next(),
        });
        self.answer.figures = figures.collect();
        self.answer.evidence.extend(self.checks.evidence());
    }

    fn shape(&self, at: usize) -> Shape {
        Shape::new(self.rows, self.least + at as u32).expect("columns from r on")
    }
}

/// The values of a sequence for n = `from` to `to`.
///
/// # Errors
/// [`Stopped`] when the watch says so.
fn run_recurrence(
    equations: Equations,
    from: u32,
    to: u32,
    watch: &dyn Watch,
) -> Result<Vec<BigInt>, Stopped> {
    let terms = equations.terms() as u64;
    let (mut values, mut bits, mut done) = (Vec::new(), 0, 0);
    for (n, value) in (0..=to).zip(equations.sequence()) {
        bits += (64 + value.bits()) * terms;
        done += u64::from(n >= from);
        if n >= from {
            values.push(value);
        }
        if bits >= BITS_A_REPORT || n == to {
            let share = f64::from(n + 1) / f64::from(to + 1);
            watch.report(Report {
                counted: [std::mem::take(&mut done), 0],
                steps: 0,
                // the time grows as the square of n, about
                share: (share * share * 1e6) as u64,
                in_progress: &[],
            })?;
            bits = 0;
        }
    }
    Ok(values)
}

/// The output of a unit of the sums.
///
/// # Errors
/// [`Stopped`] when the watch says so.
fn run_sums(division: &Division, unit: usize, watch: &dyn Watch) -> Result<Vec<u8>, Stopped> {
    let all = division.multiplications();
    let mut done = 0;
    let mut report = |multiplications: u64| {
        done += multiplications;
        watch.report(Report {
            counted: [0, 0],
            steps: multiplications,
            share: ((done as f64 / all).min(1.0) * 1e6) as u64,
            in_progress: &[],
        })
    };
    let prime = division.primes[division.prime(unit)];
    let residues = division.sum.run(prime, division.nodes(unit), &mut report)?;
    watch.report(Report {
        counted: [residues.len() as u64, 0],
        steps: 0,
        share: 1_000_000,
        in_progress: &[],
    })?;
    Ok(residues.into_iter().flat_map(u32::to_le_bytes).collect())
}

impl Engine for Formula {
    fn phase(&self) -> Option<&Phase> {
        self.phases.front()
    }

    fn run(&self, unit: usize, _: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        let output = match self.sums() {
            Some(division) => run_sums(division, unit, watch)?,
            None => {
                let of = self.recurrences[unit];
                let equations = self.equations(of).expect("a unit that there is");
                let values = run_recurrence(equations, self.least, self.most_columns(of), watch)?;
                values::to_bytes(&values)
            }
        };
        Ok(UnitResult {
            output,
            prepared: Prepared::default(),
        })
    }

    fn read(&self, unit: usize, output: &[u8]) -> Result<Option<SignedCount>, EngineError> {
        let why = match self.sums() {
            Some(division) => division.residues(unit, output).err(),
            None => self.values(unit, output).err(),
        };
        why.map_or(Ok(None), |why| Err(self.foreign(unit, why)))
    }

    fn take(&mut self, unit: usize, output: &Output) -> Result<(), EngineError> {
        self.take_output(unit, output).map_err(|why| {
            let error = self.foreign(unit, why);
            self.phases.clear();
            error
        })
    }

    fn settle(&mut self) -> Result<Settled, EngineError> {
        if self.phases.is_empty() {
            return Ok(Settled::Yes);
        }
        let settled = self.next();
        if settled.is_err() {
            self.phases.clear();
        }
        settled
    }

    fn answer(&self) -> Answer {
        self.answer.clone()
    }

    fn saved_phases(&self) -> Vec<SavedPhase> {
        self.saved.clone()
    }

    fn kernel(&self) -> &'static str {
        "portable"
    }
}
