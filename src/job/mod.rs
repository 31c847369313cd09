//! A count as work: which units it has, which are done, and the total once none is missing.
//!
//! A job does not care who runs its units, where, in which order or how often.

mod any_checkpoint;
mod checkpoint;
mod checkpoint_error;
mod class_checkpoint;
mod sealed;

use num_bigint::BigUint;
use thiserror::Error;

use crate::engine::{Engine, EngineName, Unit, UnitResult};
use crate::latin::{FirstColumn, Shape, SignedCount};

pub use any_checkpoint::AnyCheckpoint;
pub use checkpoint::{Checkpoint, DoneUnit};
pub use checkpoint_error::CheckpointError;
pub use class_checkpoint::{ClassCheckpoint, spanning};
pub use sealed::without_mark;

/// A first column is not cut into more parts than this.
pub const MOST_PARTS: u32 = 4096;

/// Units that together are the whole count of one shape, and the results there are.
#[derive(Clone, Debug)]
pub struct Job {
    shape: Shape,
    engine: EngineName,
    parts: u32,
    units: Vec<Unit>,
    results: Vec<Option<SignedCount>>,
}

/// A result cannot belong to this job.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecordError {
    #[error("a unit of first column number {} is not one of this job's", .0.first_column)]
    Foreign(Unit),
    #[error("a unit of first column number {} gave other figures before: one of the two is wrong", .unit.first_column)]
    Contradiction {
        unit: Unit,
        before: Box<SignedCount>,
        now: Box<SignedCount>,
    },
}

/// There is no total.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MergeError {
    #[error("{missing} of {units} units are not counted yet")]
    Missing { missing: usize, units: usize },
    #[error(
        "the first columns do not agree: {column} gives {} + {}, but {first} gives {} + {}; they must be equal, so \
         this count is wrong", .found.positive, .found.negative, .expected.positive, .expected.negative
    )]
    Disagreement {
        first: FirstColumn,
        expected: Box<SignedCount>,
        column: FirstColumn,
        found: Box<SignedCount>,
    },
}

/// What all units together give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// R(r,n) by sign, the same for every first column.
    pub reduced: SignedCount,
    /// K(r,n) by sign.
    pub total: SignedCount,
    /// L(r,n).
    pub all: BigUint,
    /// Every first column with its own count.
    pub columns: Vec<(FirstColumn, SignedCount)>,
}

impl Job {
    /// A job of that division of the engine's count, in at most [`MOST_PARTS`]; see [`Engine::units`].
    pub fn new(engine: &dyn Engine, parts: u32) -> Self {
        let parts = parts.min(MOST_PARTS);
        let units = engine.units(parts);
        assert!(units.is_sorted(), "units in order");
        Job {
            parts,
            shape: engine.shape(),
            engine: engine.name(),
            results: vec![None; units.len()],
            units,
        }
    }

    /// The shape counted.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The engine whose units these are.
    pub fn engine(&self) -> EngineName {
        self.engine
    }

    /// Into how many parts every first column is cut, about.
    pub fn parts(&self) -> u32 {
        self.parts
    }

    /// All units, in order of first column and second rows.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The result of unit number `unit`, if there is one.
    pub fn result(&self, unit: usize) -> Option<&SignedCount> {
        self.results[unit].as_ref()
    }

    /// How many units have a result.
    pub fn done(&self) -> usize {
        self.results.iter().flatten().count()
    }

    /// Takes a result from whoever has one; the same result twice does no harm.
    ///
    /// # Errors
    /// [`RecordError`] when the unit is not of this job, or had another result before.
    pub fn record(&mut self, result: UnitResult) -> Result<(), RecordError> {
        let at = self
            .units
            .binary_search(&result.unit)
            .map_err(|_| RecordError::Foreign(result.unit))?;
        match &self.results[at] {
            Some(before) if *before != result.count => Err(RecordError::Contradiction {
                unit: result.unit,
                before: Box::new(before.clone()),
                now: Box::new(result.count),
            }),
            _ => {
                self.results[at] = Some(result.count);
                Ok(())
            }
        }
    }

    /// The total, from all units.
    ///
    /// # Errors
    /// [`MergeError::Missing`] while a unit has no result, [`MergeError::Disagreement`] when two first columns have
    /// different counts, which the theory excludes.
    pub fn merge(&self) -> Result<Merged, MergeError> {
        let units = self.units.len();
        let done = self.done();
        if done < units {
            return Err(MergeError::Missing {
                missing: units - done,
                units,
            });
        }
        let mut columns: Vec<(FirstColumn, SignedCount)> = FirstColumn::all(self.shape)
            .map(|column| (column, SignedCount::default()))
            .collect();
        for (unit, result) in self.units.iter().zip(&self.results) {
            let (_, count) = &mut columns[unit.first_column as usize];
            *count = std::mem::take(count) + result.clone().expect("no unit is missing");
        }
        let (first, reduced) = columns[0].clone();
        if let Some((column, found)) = columns.iter().find(|(_, count)| *count != reduced) {
            return Err(MergeError::Disagreement {
                first,
                expected: Box::new(reduced),
                column: column.clone(),
                found: Box::new(found.clone()),
            });
        }
        let sorted: SignedCount = columns.iter().map(|(_, count)| count.clone()).sum();
        let total = &sorted * &self.shape.row_orders();
        let all = total.total() * self.shape.first_rows();
        Ok(Merged {
            reduced,
            total,
            all,
            columns,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::enumerate::Options;
    use crate::run::Unwatched;
    use proptest::prelude::*;

    fn engine(r: u32, n: u32) -> Box<dyn Engine> {
        EngineName::Enumerate
            .open(Shape::new(r, n).unwrap(), 1, u64::MAX, Options::default())
            .unwrap()
    }

    #[test]
    fn five_by_six_is_what_the_literature_says() {
        let engine = engine(5, 6);
        let mut job = Job::new(&*engine, 1);
        for unit in job.units().to_vec() {
            job.record(engine.run_unit(unit, &Unwatched).unwrap()).unwrap();
        }
        let merged = job.merge().unwrap();
        assert_eq!(merged.reduced, SignedCount::new(4800u32, 4608u32));
        assert_eq!(merged.total, SignedCount::new(576_000u32, 552_960u32));
        assert_eq!(merged.all, BigUint::from(812_851_200u32));
        assert_eq!(merged.columns.len(), 5);
    }

    #[test]
    fn refuses_foreign_and_contradicting_results() {
        let engine = engine(3, 5);
        let mut job = Job::new(&*engine, 1);
        let foreign = Unit {
            first_column: 99,
            from: 0,
            to: 1,
        };
        let count = SignedCount::new(1u32, 1u32);
        assert_eq!(
            job.record(UnitResult {
                unit: foreign,
                count: count.clone()
            }),
            Err(RecordError::Foreign(foreign))
        );
        let unit = job.units()[0];
        job.record(UnitResult { unit, count }).unwrap();
        let other = UnitResult {
            unit,
            count: SignedCount::new(2u32, 1u32),
        };
        assert!(matches!(
            job.record(other),
            Err(RecordError::Contradiction { .. })
        ));
    }

    #[test]
    fn columns_that_disagree_give_no_total() {
        let engine = engine(3, 5);
        let mut job = Job::new(&*engine, 1);
        for (at, unit) in job.units().to_vec().into_iter().enumerate() {
            let count = SignedCount::new(if at == 2 { 45u32 } else { 46 }, 0u32);
            job.record(UnitResult { unit, count }).unwrap();
        }
        let message = job.merge().unwrap_err().to_string();
        assert!(
            message.contains("(1, 2, 5) gives 45 + 0, but (1, 2, 3) gives 46 + 0"),
            "{message}"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_division_in_any_order_merges_to_the_same(
            (r, n) in (2u32..=6).prop_flat_map(|n| (1..=n, Just(n))),
            parts in 1u32..=60,
            order in any::<u64>(),
            twice in any::<prop::sample::Index>(),
        ) {
            let engine = engine(r, n);
            let mut whole = Job::new(&*engine, 1);
            for unit in whole.units().to_vec() {
                whole.record(engine.run_unit(unit, &Unwatched).unwrap()).unwrap();
            }
            let mut job = Job::new(&*engine, parts);
            let mut units = job.units().to_vec();
            fastrand::Rng::with_seed(order).shuffle(&mut units);
            let again = twice.get(&units);
            for unit in units.iter().chain([again]) {
                let missing = job.units().len() - job.done();
                if missing > 0 {
                    prop_assert_eq!(job.merge(), Err(MergeError::Missing { missing, units: units.len() }));
                }
                // another executor's result comes as JSON
                let json = serde_json::to_string(&engine.run_unit(*unit, &Unwatched).unwrap()).unwrap();
                job.record(serde_json::from_str(&json).unwrap()).unwrap();
            }
            prop_assert_eq!(job.merge(), whole.merge());
        }
    }
}
