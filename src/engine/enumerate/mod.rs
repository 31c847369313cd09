//! Exhaustive over first columns: every reduced rectangle is counted, last rows many at a time.
//!
//! Row i ≥ 2 of a rectangle with first column (1, a₂, …, aᵣ) is a derangement of n that starts with aᵢ. The
//! candidates of one starting value stand in one list. Each chosen row cuts the lists of the later rows to those that
//! share no cell with it; the last row is never listed, but the rows left of its list are counted as bits.

mod arch;
mod candidates;
mod keep;
mod last;
mod masks;
mod pairs;
mod search;
mod stage;
mod tables;
mod tally;
mod triples;

use std::sync::Arc;

use crate::latin::{FirstColumn, Shape, SignedCount};

use super::{
    Engine, EngineError, EngineName, Estimate, Progress, Stopped, Unit, UnitResult, Watch,
    latin_rectangles_about,
};
use arch::Arch;
use search::Search;
use tables::Tables;

/// The largest n.
pub const LARGEST: u32 = 10;

const MIB: u64 = 1 << 20;

pub(super) fn accepts(shape: Shape) -> Result<(), EngineError> {
    if shape.columns() > LARGEST {
        return Err(EngineError::TooManyColumns {
            engine: EngineName::Enumerate,
            columns: shape.columns(),
            largest: LARGEST,
        });
    }
    Ok(())
}

pub(super) fn estimate(shape: Shape, workers: u32, word_seconds: f64) -> Result<Estimate, EngineError> {
    accepts(shape)?;
    let first_columns = FirstColumn::all(shape).count() as u32;
    let work = f64::from(first_columns) * search::words_about(shape);
    Ok(Estimate {
        shape,
        first_columns,
        rectangles: latin_rectangles_about(shape.rows(), shape.columns()) * f64::from(first_columns),
        seconds: work * word_seconds / f64::from(workers.max(1)),
        bytes: bytes(shape, workers),
    })
}

/// Bytes that tables and `workers` searches hold at most.
fn bytes(shape: Shape, workers: u32) -> u64 {
    Tables::bytes(shape.columns()) + u64::from(workers) * Search::bytes(shape)
}

/// Seconds that a word of AND and popcount takes here, at best of several tries within `seconds`: the first ones run
/// before the browser has compiled this well.
pub fn measure_word_seconds(seconds: f64) -> f64 {
    const WORDS: usize = 14;
    const LEAVES: usize = 790;
    let mut random = fastrand::Rng::with_seed(1);
    let mut set = |words: usize| -> Vec<u64> { (0..words).map(|_| random.u64(..)).collect() };
    let (leaves, live) = (set(LEAVES * WORDS), set(WORDS));
    let arch = Arch::best();
    let start = web_time::Instant::now();
    let mut best = f64::INFINITY;
    while start.elapsed().as_secs_f64() < seconds {
        let try_start = web_time::Instant::now();
        for _ in 0..50 {
            std::hint::black_box(arch.count_leaves(&leaves, &live));
        }
        best = best.min(try_start.elapsed().as_secs_f64() / (50 * LEAVES * WORDS) as f64);
    }
    best
}

/// The engine for one shape; tables are built once for each n and shared.
pub struct Enumerate {
    shape: Shape,
    tables: Arc<Tables>,
    arch: Arch,
    table_seconds_before: f64,
}

impl Enumerate {
    /// Ready to run units; tables are built as units need them.
    ///
    /// # Errors
    /// [`EngineError`] when n is too large or more than `memory` bytes would be held.
    pub fn open(shape: Shape, workers: u32, memory: u64) -> Result<Self, EngineError> {
        accepts(shape)?;
        let needed = bytes(shape, workers);
        if needed > memory {
            return Err(EngineError::Memory {
                shape,
                needed: needed.div_ceil(MIB),
                allowed: memory / MIB,
            });
        }
        let tables = Tables::shared(shape.columns());
        let table_seconds_before = tables.seconds();
        Ok(Enumerate {
            shape,
            tables,
            arch: Arch::best(),
            table_seconds_before,
        })
    }

    /// Candidates for each row after the first: derangements of n that start with one given symbol.
    pub fn second_rows(shape: Shape) -> u32 {
        if shape.rows() < 2 {
            1
        } else {
            candidates::number(shape.columns()) as u32
        }
    }

    #[cfg(test)]
    fn with_arch(mut self, arch: Arch) -> Self {
        self.arch = arch;
        self
    }
}

impl Engine for Enumerate {
    fn shape(&self) -> Shape {
        self.shape
    }

    fn name(&self) -> EngineName {
        EngineName::Enumerate
    }

    fn kernel(&self) -> &'static str {
        self.arch.name()
    }

    fn units(&self, parts: u32) -> Vec<Unit> {
        let rows = Enumerate::second_rows(self.shape);
        let parts = parts.clamp(1, rows);
        let cut = |part: u32| (u64::from(rows) * u64::from(part) / u64::from(parts)) as u32;
        let columns = FirstColumn::all(self.shape).count() as u64;
        (0..columns)
            .flat_map(|first_column| {
                (0..parts).map(move |part| Unit {
                    first_column,
                    from: cut(part),
                    to: cut(part + 1),
                })
            })
            .collect()
    }

    fn run_unit(&self, unit: Unit, watch: &dyn Watch) -> Result<UnitResult, Stopped> {
        let column = FirstColumn::unrank(self.shape, unit.first_column).expect("a unit of this shape");
        assert!(
            unit.from <= unit.to && unit.to <= Enumerate::second_rows(self.shape),
            "a unit of this shape"
        );
        let count = if self.shape.rows() == 1 {
            SignedCount::new(unit.to - unit.from, 0u32)
        } else {
            for &first in &column.symbols()[1..] {
                // whoever comes first makes the list, which takes a while
                self.tables.list(first);
                watch.report(Progress {
                    counted: [0; 2],
                    share: 0,
                    in_hand: &[],
                })?;
            }
            let mut search = Search::new(&self.tables, column.symbols(), unit.from..unit.to, watch);
            self.arch.run(&mut search)?;
            search.count()
        };
        Ok(UnitResult { unit, count })
    }

    fn table_seconds(&self) -> f64 {
        self.tables.seconds() - self.table_seconds_before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Unwatched;
    use crate::latin::{Published, Rectangles, Sign};

    fn counts(engine: &Enumerate) -> Vec<SignedCount> {
        engine
            .units(1)
            .into_iter()
            .map(|unit| engine.run_unit(unit, &Unwatched).unwrap().count)
            .collect()
    }

    fn open(r: u32, n: u32) -> Enumerate {
        Enumerate::open(Shape::new(r, n).unwrap(), 1, u64::MAX).unwrap()
    }

    #[test]
    fn every_instruction_set_counts_what_a_listing_holds() {
        for arch in Arch::available() {
            for n in 1..=6 {
                for r in 1..=n.min(if n == 6 { 4 } else { 5 }) {
                    let engine = open(r, n).with_arch(arch);
                    for (rank, found) in counts(&engine).into_iter().enumerate() {
                        let column = FirstColumn::unrank(engine.shape, rank as u64).unwrap();
                        let mut expected = [0u32; 2];
                        for rectangle in Rectangles::with_first_column(column.symbols(), n).unwrap() {
                            expected[usize::from(rectangle.sign() == Sign::Odd)] += 1;
                        }
                        assert_eq!(
                            found,
                            SignedCount::new(expected[0], expected[1]),
                            "{r} × {n} {column} {arch:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn every_instruction_set_agrees_with_published_counts() {
        for arch in Arch::available() {
            for (r, n) in [(5, 6), (6, 6), (4, 7), (5, 7), (7, 7), (3, 8), (2, 9), (2, 10)] {
                let engine = open(r, n).with_arch(arch);
                let published = Published::of(engine.shape).unwrap();
                for found in counts(&engine) {
                    assert_eq!(found.total(), published.reduced, "{r} × {n} {arch:?}");
                    assert_eq!(
                        &found * &(engine.shape.first_columns() * engine.shape.row_orders()),
                        published.signed.clone().unwrap()
                    );
                }
            }
        }
    }

    #[test]
    fn counts_nine_and_ten_columns() {
        for (r, n) in [(3, 9), (3, 10)] {
            let engine = open(r, n);
            let found = engine.run_unit(engine.units(1)[0], &Unwatched).unwrap().count;
            assert_eq!(found.total(), Published::of(engine.shape).unwrap().reduced);
        }
    }

    #[test]
    fn a_stopped_unit_has_no_result() {
        struct Stop;
        impl Watch for Stop {
            fn report(&self, _: crate::engine::Progress<'_>) -> Result<(), Stopped> {
                Err(Stopped)
            }
        }
        let engine = open(5, 7);
        assert_eq!(engine.run_unit(engine.units(1)[0], &Stop), Err(Stopped));
    }

    #[test]
    fn refuses_what_does_not_fit_before_it_is_allocated() {
        let shape = Shape::new(5, 8).unwrap();
        let refused = Enumerate::open(shape, 2, 1 << 20).err().unwrap();
        assert!(
            matches!(refused, EngineError::Memory { allowed: 1, .. }),
            "{refused}"
        );
        let too_large = Enumerate::open(Shape::new(2, 11).unwrap(), 1, u64::MAX)
            .err()
            .unwrap();
        assert_eq!(
            too_large.to_string(),
            "columns n = 11 is too large for enumerate: n goes up to 10"
        );
    }

    #[test]
    fn every_shape_fits_two_workers_in_240_mib() {
        for n in 1..=LARGEST {
            for r in 1..=n {
                let estimate = estimate(Shape::new(r, n).unwrap(), 2, 1e-9).unwrap();
                assert!(estimate.bytes < 240 * MIB, "{r} × {n}: {} bytes", estimate.bytes);
                assert!(estimate.seconds.is_finite() && estimate.seconds > 0.0);
            }
        }
    }
}
