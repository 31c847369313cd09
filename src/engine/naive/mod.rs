//! Textbook backtracking: every cell is filled with every symbol in turn. It has no tables and no optimisations, so that
//! the other engines can be checked against it where it is not too slow.

mod fill;
mod steps;
#[cfg(test)]
mod tests;

use num_traits::ToPrimitive;

use super::estimate::{Estimate, latin_rectangles_about};
use super::first_columns::Columns;
use super::seam::{
    Answer, Counted, Engine, EngineError, Key, Output, Phase, Prepared, SavedPhase, Settled, UnitResult,
};
use crate::latin::{FirstColumn, Shape, SignedCount};
use crate::run::{Stopped, Watch};
use fill::Filling;
use steps::steps_about;

/// Steps that a count may take, about: some seconds.
const MOST_STEPS: f64 = 1e9;

/// Bytes of an output: N⁺ and N⁻, 64 bits each.
const OUTPUT_BYTES: usize = 16;

/// Words of bitset work that take as long as a step, about.
const STEP_WORDS: f64 = 16.0;

/// The engine for one shape; each first column is a unit.
pub struct Naive {
    shape: Shape,
    phase: Option<Phase>,
    saved: SavedPhase,
    columns: Columns,
    answer: Answer,
}

/// Whether the shape is accepted.
///
/// # Errors
/// [`EngineError::Refused`] where more than 10⁹ steps are expected.
pub fn accepts(shape: Shape) -> Result<(), EngineError> {
    let steps = steps_about(shape);
    // NaN is too much as well
    if steps <= MOST_STEPS {
        return Ok(());
    }
    Err(EngineError::Refused(format!(
        "{shape} is too large for naive: it takes up to 10⁹ expected steps"
    )))
}

/// What counting the shape would take on `workers` workers, each doing a word of bitset work in `word_seconds`.
///
/// # Errors
/// As [`accepts`].
pub fn estimate(shape: Shape, workers: u32, word_seconds: f64) -> Result<Estimate, EngineError> {
    accepts(shape)?;
    let first_columns = shape.first_columns().to_u64().unwrap_or(u64::MAX);
    Ok(Estimate {
        shape,
        first_columns,
        total: true,
        rectangles: latin_rectangles_about(shape.rows(), shape.columns()) * first_columns as f64,
        seconds: (1.0 + steps_about(shape)) * STEP_WORDS * word_seconds / f64::from(workers.max(1)),
        bytes: 1 << 20,
    })
}

impl Naive {
    /// Ready to run units.
    ///
    /// # Errors
    /// As [`accepts`].
    pub fn open(shape: Shape) -> Result<Self, EngineError> {
        accepts(shape)?;
        let units = FirstColumn::all(shape).count();
        let key = Key {
            of: format!("first columns of {shape}, cell by cell"),
            over: format!("{units} units"),
        };
        Ok(Naive {
            shape,
            saved: SavedPhase {
                of: key.of.clone(),
                units,
            },
            phase: Some(Phase {
                number: 0,
                name: "first columns".to_owned(),
                key,
                saved: true,
                units,
                chunk: 1,
                counted: Counted::BySign,
                steps: Some("cells tried"),
                progress: 0.0..1.0,
            }),
            columns: Columns::new(shape),
            answer: Answer::default(),
        })
    }
}

impl Engine for Naive {
    fn phase(&self) -> Option<&Phase> {
        self.phase.as_ref()
    }

    fn run(&self, unit: usize, _: usize, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        let column = FirstColumn::unrank(self.shape, unit as u64).expect("a unit of this shape");
        let counts = if self.shape.rows() == 1 {
            [1, 0]
        } else {
            Filling::new(self.shape.columns() as usize, column.symbols(), watch).run()?
        };
        Ok(UnitResult {
            output: counts.map(u64::to_le_bytes).concat(),
            prepared: Prepared::default(),
        })
    }

    fn read(&self, unit: usize, output: &[u8]) -> Result<Option<SignedCount>, EngineError> {
        let ([positive, negative], []) = output.as_chunks() else {
            return Err(EngineError::Foreign {
                phase: self.saved.of.clone(),
                unit,
                why: format!("it has {} bytes, not {OUTPUT_BYTES}", output.len()),
            });
        };
        let [positive, negative] = [positive, negative].map(|bytes| u64::from_le_bytes(*bytes));
        Ok(Some(SignedCount::new(positive, negative)))
    }

    fn take(&mut self, unit: usize, output: &Output) -> Result<(), EngineError> {
        match self.read(unit, output) {
            Ok(count) => {
                self.columns.add(unit as u64, count.unwrap_or_default());
                Ok(())
            }
            Err(error) => {
                self.phase = None;
                Err(error)
            }
        }
    }

    fn settle(&mut self) -> Result<Settled, EngineError> {
        if self.phase.take().is_some() {
            let (figures, evidence) = self.columns.total()?;
            self.answer = Answer {
                figures: vec![figures],
                evidence: vec![evidence],
            };
        }
        Ok(Settled::Yes)
    }

    fn answer(&self) -> Answer {
        self.answer.clone()
    }

    fn saved_phases(&self) -> Vec<SavedPhase> {
        vec![self.saved.clone()]
    }

    fn kernel(&self) -> &'static str {
        "portable"
    }
}
