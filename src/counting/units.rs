//! A count's units as work for an executor, run by engines that share their tables or do not.

use serde::{Deserialize, Serialize};

use crate::engine::enumerate::Options;
use crate::engine::{Engine, EngineError, EngineName, Prepared, Unit, UnitResult};
use crate::latin::Shape;
use crate::run::Work;
use crate::run::{Stopped, Watch};

/// Who shares the tables of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Built once for all counts of n, by all workers together.
    #[default]
    AllCounts,
    /// Built once for each count, by all workers together.
    OneCount,
    /// Built in each count by every worker for itself.
    Worker,
    /// Built anew for every unit, as separate processes would: for every first column where these are not cut.
    Unit,
}

/// What is counted, and how.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    pub shape: Shape,
    pub engine: EngineName,
    pub options: Options,
    pub sharing: Sharing,
    /// Bytes that may be held.
    pub memory: u64,
}

/// A unit's result, with what had to be made for it.
#[derive(Clone, Debug)]
pub struct Counted {
    pub result: UnitResult,
    pub prepared: Prepared,
    /// Seconds from its beginning until the tables were there.
    pub prepared_seconds: f64,
}

/// Units with the engines that count them.
pub struct Units {
    manner: Manner,
    /// One for all workers, or one for each of them.
    engines: Vec<Box<dyn Engine>>,
    units: Vec<Unit>,
    skipped: Vec<bool>,
}

impl Units {
    /// No units yet, but the engines for so many workers.
    ///
    /// # Errors
    /// [`EngineError`] when the engine does not take the shape.
    pub fn open(manner: Manner, workers: u32) -> Result<Self, EngineError> {
        let engines = match manner.sharing {
            Sharing::Worker => (0..workers)
                .map(|_| manner.open(1, manner.memory / u64::from(workers)))
                .collect::<Result<_, _>>()?,
            Sharing::AllCounts | Sharing::OneCount | Sharing::Unit => {
                vec![manner.open(workers, manner.memory)?]
            }
        };
        Ok(Units {
            manner,
            engines,
            units: Vec::new(),
            skipped: Vec::new(),
        })
    }

    /// What is counted, and how.
    pub fn manner(&self) -> Manner {
        self.manner
    }

    /// An engine of the count.
    pub fn engine(&self) -> &dyn Engine {
        &*self.engines[0]
    }

    /// The same engines with these units of theirs, some of which are not to be run.
    pub fn with(self, units: Vec<Unit>, skipped: Vec<bool>) -> Self {
        Units {
            units,
            skipped,
            ..self
        }
    }
}

impl Manner {
    fn open(&self, workers: u32, memory: u64) -> Result<Box<dyn Engine>, EngineError> {
        let options = Options {
            lists_kept: self.options.lists_kept && self.sharing == Sharing::AllCounts,
            ..self.options
        };
        self.engine.open(self.shape, workers, memory, options)
    }
}

impl Work for Units {
    type Output = Counted;

    fn units(&self) -> usize {
        self.units.len()
    }

    fn skips(&self, unit: usize) -> bool {
        self.skipped[unit]
    }

    fn lot(&self) -> usize {
        let columns = self.units.last().map_or(1, |unit| unit.first_column as usize + 1);
        self.units.len() / columns
    }

    fn run(&self, unit: usize, worker: usize, watch: &dyn Watch) -> Result<Counted, Stopped> {
        let own;
        let engine = if self.manner.sharing == Sharing::Unit {
            // its question has been accepted once
            own = self.manner.open(1, self.manner.memory).expect("an open engine");
            &*own
        } else {
            &*self.engines[worker % self.engines.len()]
        };
        let unit = self.units[unit];
        let start = web_time::Instant::now();
        let prepared = engine.prepare(unit, watch)?;
        Ok(Counted {
            prepared,
            prepared_seconds: start.elapsed().as_secs_f64(),
            result: engine.run_unit(unit, watch)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counting::{Counting, Question};
    use crate::run::{Executor, Schedule, State};

    fn tables_built(sharing: Sharing, workers: u32) -> u32 {
        let question = Question {
            sharing,
            schedule: Some(Schedule::Static),
            ..Question::of(Shape::new(5, 6).unwrap())
        };
        let executor = Executor::pool(workers as usize).unwrap();
        let mut counting = Counting::start(question, u64::MAX, &executor).unwrap();
        while counting.wait(std::time::Duration::from_secs(1)) == State::Running {}
        let finished = counting.collect().unwrap();
        assert_eq!(counting.result().unwrap().summary.total.to_string(), "1128960");
        finished.iter().map(|unit| unit.output.prepared.tables).sum()
    }

    #[test]
    fn tables_are_built_once_or_by_each_worker_or_for_each_first_column() {
        for workers in 1..=5 {
            assert_eq!(tables_built(Sharing::OneCount, workers), 1);
            assert_eq!(tables_built(Sharing::Worker, workers), workers);
            assert_eq!(tables_built(Sharing::Unit, workers), 5);
        }
    }
}
