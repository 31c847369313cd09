//! The engine for one number of rows and a range of columns.

use std::ops::RangeInclusive;

use num_bigint::{BigInt, BigUint};
use num_traits::Zero;

use super::recurrence::{Equations, Sequence};
use super::{difference, limits, total, values};
use crate::engine::figure::Figure;
use crate::engine::seam::{
    Answer, Counted, Engine, EngineError, Evidence, Figures, Key, Output, Phase, Prepared, SavedPhase,
    Settled, UnitResult,
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
    /// The least and the greatest number of columns.
    columns: (u32, u32),
    phase: Option<Phase>,
    /// What each unit of the recurrences gives.
    recurrences: Vec<Values>,
    /// K for each n in `columns`, as far as it is computed.
    totals: Option<Vec<BigUint>>,
    /// D for each n in `columns`.
    differences: Option<Vec<BigInt>>,
    /// Shapes that are checked.
    checked: usize,
    answer: Answer,
}

/// Which values a recurrence gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    Differences,
    Totals,
}

impl Formula {
    /// Ready to run units, for all that is known of every shape with `rows` rows and so many columns, or for one figure.
    ///
    /// # Errors
    /// [`EngineError::Refused`] where D, or K if it is asked for, is not computed for the greatest n.
    pub fn open(
        rows: u32,
        columns: RangeInclusive<u32>,
        figure: Option<Figure>,
    ) -> Result<Self, EngineError> {
        let largest =
            Shape::new(rows, *columns.end()).map_err(|error| EngineError::Refused(error.to_string()))?;
        limits::accepts(largest)?;
        if figure.is_some_and(Figure::needs_total) {
            limits::accepts_k(largest)?;
        }
        let mut recurrences = Vec::new();
        if figure.is_none_or(Figure::needs_difference) {
            recurrences.push(Values::Differences);
        }
        if figure.is_none_or(Figure::needs_total) && total::equations(rows).is_some() {
            recurrences.push(Values::Totals);
        }
        let columns = (rows.max(*columns.start()), *columns.end());
        Ok(Formula {
            rows,
            columns,
            phase: (!recurrences.is_empty()).then(|| Phase {
                number: 0,
                name: "recurrences".to_owned(),
                key: Key {
                    of: format!(
                        "values for {rows} rows, n = {} to {}, by recurrence",
                        columns.0, columns.1
                    ),
                    over: format!("{recurrences:?}"),
                },
                saved: false,
                units: recurrences.len(),
                chunk: 1,
                counted: Counted::Items("values"),
                steps: None,
                progress: 0.0..1.0,
            }),
            recurrences,
            totals: None,
            differences: None,
            checked: 0,
            answer: Answer::default(),
        })
    }

    /// The greatest n of the values of a unit.
    fn most_columns(&self, of: Values) -> u32 {
        match of {
            Values::Differences => self.columns.1,
            Values::Totals => self.columns.1.min(limits::most_columns_of_k(self.rows)),
        }
    }

    fn sequence(&self, of: Values) -> Option<Equations> {
        match of {
            Values::Differences => Some(difference::equations(self.rows)),
            Values::Totals => total::equations(self.rows),
        }
    }

    /// The values of a unit from its output.
    fn values(&self, unit: usize, output: &[u8]) -> Result<Vec<BigInt>, EngineError> {
        let most = self.most_columns(self.recurrences[unit]);
        let many = (most + 1).saturating_sub(self.columns.0) as usize;
        values::from_bytes(output, many).map_err(|why| self.foreign(unit, why))
    }

    fn foreign(&self, unit: usize, why: String) -> EngineError {
        let phase = self
            .phase
            .as_ref()
            .map_or_else(String::new, |phase| phase.key.of.clone());
        EngineError::Foreign { phase, unit, why }
    }

    /// What the check of the next shapes finds.
    ///
    /// # Errors
    /// [`EngineError::Wrong`] where a figure is not divisible by what divides it.
    fn check(&mut self) -> Result<Settled, EngineError> {
        let many = (self.columns.1 - self.columns.0 + 1) as usize;
        let until = many.min(self.checked + SHAPES_A_SLICE);
        for at in self.checked..until {
            let shape = self.shape(at);
            let weight = BigInt::from(shape.first_columns() * shape.row_orders());
            let difference = self.differences.as_ref().and_then(|all| all.get(at));
            if let Some(difference) = difference
                && !(difference % &weight).is_zero()
            {
                return Err(EngineError::Wrong(format!(
                    "D = {difference} of {shape} is no multiple of {weight}, so this count is wrong"
                )));
            }
        }
        self.checked = until;
        Ok(if until < many {
            Settled::NotYet
        } else {
            Settled::Yes
        })
    }

    fn shape(&self, at: usize) -> Shape {
        Shape::new(self.rows, self.columns.0 + at as u32).expect("columns from r on")
    }

    fn finish(&mut self) {
        let many = (self.columns.1 - self.columns.0 + 1) as usize;
        let mut totals = self.totals.take().unwrap_or_default().into_iter();
        let mut differences = self.differences.take().unwrap_or_default().into_iter();
        let figures = (0..many).map(|at| Figures {
            shape: self.shape(at),
            total: totals.next(),
            difference: differences.next(),
        });
        self.answer.figures = figures.collect();
        self.answer.evidence.push(Evidence {
            what: "D divisible by (n−1)!/(n−r)!".to_owned(),
            count: many as u64,
            things: "shapes".to_owned(),
            degree: None,
            found: many.into(),
            expected: many.into(),
        });
    }
}

/// The values of a sequence for n = `from` to `to`.
///
/// # Errors
/// [`Stopped`] when the watch says so.
fn run(
    sequence: Sequence,
    terms: usize,
    from: u32,
    to: u32,
    watch: &dyn Watch,
) -> Result<Vec<BigInt>, Stopped> {
    let (mut values, mut bits, mut done) = (Vec::new(), 0, 0);
    for (n, value) in (0..=to).zip(sequence) {
        bits += (64 + value.bits()) * terms as u64;
        done += 1;
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

impl Engine for Formula {
    fn phase(&self) -> Option<&Phase> {
        self.phase.as_ref()
    }

    fn run(&self, unit: usize, _: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        let of = self.recurrences[unit];
        let equations = self.sequence(of).expect("a unit that there is");
        let terms = equations.terms();
        let values = run(
            equations.sequence(),
            terms,
            self.columns.0,
            self.most_columns(of),
            watch,
        )?;
        Ok(UnitResult {
            output: values::to_bytes(values.iter()),
            prepared: Prepared::default(),
        })
    }

    fn read(&self, unit: usize, output: &[u8]) -> Result<Option<SignedCount>, EngineError> {
        self.values(unit, output).map(|_| None)
    }

    fn take(&mut self, unit: usize, output: &Output) -> Result<(), EngineError> {
        let values = self.values(unit, output)?;
        match self.recurrences[unit] {
            Values::Differences => self.differences = Some(values),
            Values::Totals => {
                let totals = values.iter().map(|total| total.to_biguint());
                let totals: Option<Vec<BigUint>> = totals.collect();
                self.totals =
                    Some(totals.ok_or_else(|| self.foreign(unit, "a K in it is negative".to_owned()))?);
            }
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<Settled, EngineError> {
        if self.phase.is_some() {
            match self.check() {
                Ok(Settled::NotYet) => return Ok(Settled::NotYet),
                Ok(Settled::Yes) => self.finish(),
                Err(error) => {
                    self.phase = None;
                    return Err(error);
                }
            }
            self.phase = None;
        }
        Ok(Settled::Yes)
    }

    fn answer(&self) -> Answer {
        self.answer.clone()
    }

    fn saved_phases(&self) -> Vec<SavedPhase> {
        Vec::new()
    }

    fn kernel(&self) -> &'static str {
        "portable"
    }
}
