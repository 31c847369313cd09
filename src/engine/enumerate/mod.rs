//! Exhaustive over first columns: every reduced rectangle is counted, last rows many at a time.
//!
//! Row i ≥ 2 of a rectangle with first column (1, a₂, …, aᵣ) is a derangement of n that starts with aᵢ. The
//! candidates of one starting value stand in one list. Each chosen row cuts the lists of the later rows to those that
//! share no cell with it; the last row is never listed, but the rows left of its list are counted as bits.

mod arch;
mod baseline;
mod candidates;
mod keep;
mod last;
mod leaves;
mod lists;
mod method;
mod options;
mod pairs;
mod plain;
mod race;
mod scalar;
mod search;
mod short;
mod signs;
mod stage;
mod tables;
mod tally;
mod triples;
mod vertical;

use std::sync::{Arc, Mutex, PoisonError};

use crate::latin::{FirstColumn, Shape, SignedCount};

use super::{Engine, EngineError, EngineName, Estimate, Prepared, Unit, UnitResult, latin_rectangles_about};
use crate::run::{Report, Stopped, Watch};
use lists::Lists;
use search::{Manner, Scratch, Search};
use tables::Tables;

pub use arch::Arch;
pub use baseline::measure_word_seconds;
pub use options::{Optimisation, OptimisationError, Options, Popcount, PopcountChoice, PopcountError};
pub use race::{popcount_choice, race, settle};

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
    let options = Options::default();
    let work = f64::from(first_columns) * method::words_about(shape, options);
    Ok(Estimate {
        shape,
        first_columns,
        rectangles: latin_rectangles_about(shape.rows(), shape.columns()) * f64::from(first_columns),
        seconds: work * word_seconds / f64::from(workers.max(1)),
        bytes: bytes(shape, workers, options),
    })
}

/// Bytes that tables and `workers` searches hold at most.
fn bytes(shape: Shape, workers: u32, options: Options) -> u64 {
    Tables::bytes(shape.columns()) + u64::from(workers) * Scratch::bytes(shape, options)
}

/// Bytes that the lists of candidates of `columns` = n hold.
pub fn table_bytes(columns: u32) -> u64 {
    Tables::bytes(columns)
}

/// The engine for one shape; tables are built once for each n and shared.
pub struct Enumerate {
    shape: Shape,
    tables: Arc<Tables>,
    arch: Arch,
    manner: Manner,
    /// Room of searches that have ended, for the next ones.
    scratch: Mutex<Vec<Scratch>>,
}

impl Enumerate {
    /// Ready to run units; tables are built as units need them.
    ///
    /// # Errors
    /// [`EngineError`] when n is too large or more than `memory` bytes would be held.
    pub fn open(shape: Shape, workers: u32, memory: u64, options: Options) -> Result<Self, EngineError> {
        accepts(shape)?;
        let needed = bytes(shape, workers, options);
        if needed > memory {
            return Err(EngineError::Memory {
                shape,
                needed: needed.div_ceil(MIB),
                allowed: memory / MIB,
            });
        }
        let popcount = match options.popcount {
            // where there is nothing to choose nothing is tried
            Popcount::Auto if !method::has_triples(shape, options) => Popcount::Scalar,
            popcount => popcount,
        };
        let tables = if options.lists_kept {
            Tables::shared(shape.columns())
        } else {
            Arc::new(Tables::new(shape.columns()))
        };
        Ok(Enumerate {
            shape,
            tables,
            arch: options.kernel.unwrap_or_else(Arch::best),
            manner: Manner {
                options,
                popcount: race::choice(popcount),
            },
            scratch: Mutex::default(),
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
}

impl Engine for Enumerate {
    fn shape(&self) -> Shape {
        self.shape
    }

    fn name(&self) -> EngineName {
        EngineName::Enumerate
    }

    fn kernel(&self) -> &'static str {
        match self.popcount() {
            Some(choice) if choice.short == Popcount::Bytes => self.arch.name_with_bytes(),
            _ => self.arch.name(),
        }
    }

    fn popcount(&self) -> Option<PopcountChoice> {
        method::has_triples(self.shape, self.manner.options).then_some(self.manner.popcount)
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

    fn prepare(&self, unit: Unit, watch: &dyn Watch) -> Result<Prepared, Stopped> {
        let column = FirstColumn::unrank(self.shape, unit.first_column).expect("a unit of this shape");
        let mut prepared = Prepared::default();
        if self.shape.rows() == 1 {
            return Ok(prepared);
        }
        let (columns, options) = (self.shape.columns(), self.manner.options);
        let all = (columns as u64 - 1) * candidates::number(columns) as u64;
        for first in Lists::of(column.symbols(), columns, options).starts {
            if let Some(made) = self.tables.make(first) {
                prepared.tables += u32::from(made.first);
                prepared.lists += 1;
                prepared.seconds += made.seconds;
            }
            let list = self.tables.list(first);
            prepared.candidates += if options.has(Optimisation::Prefilter) {
                list.len() as u64
            } else {
                all
            };
            prepared.even += self.tables.even(first) as u64;
            prepared.derangements += all;
            // making a list takes a while
            watch.report(Report {
                counted: [0; 2],
                share: 0,
                in_hand: &[],
                ..Report::default()
            })?;
        }
        Ok(prepared)
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
            let scratch = || self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
            let ready = scratch().pop();
            let mut room = ready.unwrap_or_else(|| Scratch::new(self.shape, self.manner.options));
            let second_rows = unit.from..unit.to;
            let symbols = column.symbols();
            let mut search = Search::new(&self.tables, symbols, second_rows, self.manner, &mut room, watch);
            let ended = self.arch.run(&mut search);
            let count = search.count();
            scratch().push(room);
            ended?;
            count
        };
        Ok(UnitResult { unit, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin::{Published, Rectangles, Sign};
    use crate::run::Unwatched;

    fn counts(engine: &Enumerate) -> Vec<SignedCount> {
        engine
            .units(1)
            .into_iter()
            .map(|unit| engine.run_unit(unit, &Unwatched).unwrap().count)
            .collect()
    }

    fn open(r: u32, n: u32) -> Enumerate {
        open_with(r, n, Options::default())
    }

    fn open_with(r: u32, n: u32, options: Options) -> Enumerate {
        Enumerate::open(Shape::new(r, n).unwrap(), 1, u64::MAX, options).unwrap()
    }

    /// Every instruction set that this machine has, and with the fastest of them every popcount and every optimisation
    /// switched off.
    fn manners() -> Vec<Options> {
        let all = Options::default();
        let kernels = Arch::available().map(|arch| Options {
            kernel: Some(arch),
            ..all
        });
        let mut none = all;
        for optimisation in Optimisation::ALL {
            none.leave_out(optimisation);
        }
        let without = Optimisation::ALL.map(Options::without).into_iter().chain([none]);
        kernels.chain(popcounts().skip(1)).chain(without).collect()
    }

    /// Every popcount with every instruction set.
    fn popcounts() -> impl Iterator<Item = Options> {
        Arch::available().flat_map(|arch| {
            Popcount::ALL.map(|popcount| Options {
                kernel: Some(arch),
                popcount,
                ..Options::default()
            })
        })
    }

    #[test]
    fn every_manner_counts_what_a_listing_holds() {
        for n in 1..=6 {
            for r in 1..=n.min(if n == 6 { 4 } else { 5 }) {
                let listed: Vec<SignedCount> = FirstColumn::all(Shape::new(r, n).unwrap())
                    .map(|column| {
                        let mut counts = [0u32; 2];
                        for rectangle in Rectangles::with_first_column(column.symbols(), n).unwrap() {
                            counts[usize::from(rectangle.sign() == Sign::Odd)] += 1;
                        }
                        SignedCount::new(counts[0], counts[1])
                    })
                    .collect();
                for options in manners() {
                    assert_eq!(counts(&open_with(r, n, options)), listed, "{r} × {n} {options:?}");
                }
            }
        }
    }

    fn agrees_with_published(r: u32, n: u32, options: Options) {
        let engine = open_with(r, n, options);
        let published = Published::of(engine.shape).unwrap();
        let orders = engine.shape.first_columns() * engine.shape.row_orders();
        // at n = 8 a first column takes long enough
        let columns = if n < 8 { usize::MAX } else { 1 };
        for unit in engine.units(1).into_iter().take(columns) {
            let found = engine.run_unit(unit, &Unwatched).unwrap().count;
            assert_eq!(found.total(), published.reduced, "{r} × {n} {options:?}");
            if let Some(signed) = &published.signed {
                assert_eq!(&(&found * &orders), signed, "{r} × {n} {options:?}");
            }
        }
    }

    #[test]
    fn every_manner_agrees_with_published_counts() {
        for options in manners() {
            for (r, n) in [(5, 6), (6, 6), (4, 7), (5, 7), (2, 8), (3, 8), (2, 9)] {
                agrees_with_published(r, n, options);
            }
        }
    }

    #[test]
    fn every_popcount_agrees_with_published_counts() {
        for options in popcounts() {
            for (r, n) in [(6, 7), (7, 7), (4, 8), (3, 9)] {
                agrees_with_published(r, n, options);
            }
        }
    }

    #[test]
    fn five_by_eight_agrees_with_published_counts() {
        for arch in Arch::available() {
            agrees_with_published(
                5,
                8,
                Options {
                    kernel: Some(arch),
                    ..Options::default()
                },
            );
        }
    }

    #[test]
    fn a_choice_of_popcount_is_told_where_there_is_one() {
        let told = |r, n| open(r, n).popcount().is_some();
        assert!(told(4, 8) && told(5, 8) && told(6, 8) && told(7, 9));
        assert!(!told(5, 6) && !told(5, 7) && !told(8, 8) && !told(3, 8) && !told(4, 9));
    }

    #[test]
    fn bytes_are_told_to_be_counted_by_portable_code_where_the_rest_is_not() {
        let told = |r, n, arch: Arch| {
            let options = Options {
                kernel: Some(arch),
                popcount: Popcount::Bytes,
                ..Options::default()
            };
            open_with(r, n, options).kernel()
        };
        for arch in Arch::available() {
            let names = [arch.name().to_owned(), format!("{}+portable-bytes", arch.name())];
            let expected = usize::from(arch != Arch::Portable);
            assert_eq!(told(4, 8, arch), names[expected]);
            // no leaves, nothing to tell
            assert_eq!(told(5, 6, arch), names[0]);
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
    fn a_unit_knows_what_it_looks_through() {
        let own = Options {
            lists_kept: false,
            ..Options::default()
        };
        let engine = open_with(5, 6, own);
        let units = engine.units(1);
        let first = engine.prepare(units[0], &Unwatched).unwrap();
        assert_eq!((first.tables, first.lists), (1, 4));
        assert_eq!((first.candidates, first.derangements), (4 * 53, 4 * 265));
        let evens = Rectangles::with_first_column(&[1, 2], 6)
            .unwrap()
            .filter(|rectangle| rectangle.sign() == Sign::Even)
            .count() as u64;
        assert_eq!(first.even, 4 * evens);
        let last = engine.prepare(units[4], &Unwatched).unwrap();
        assert_eq!((last.tables, last.lists), (0, 1));
        let again = engine.prepare(units[4], &Unwatched).unwrap();
        assert_eq!((again.lists, again.seconds), (0, 0.0));
        assert_eq!(again.candidates, 4 * 53);
    }

    #[test]
    fn a_stopped_unit_has_no_result() {
        struct Stop;
        impl Watch for Stop {
            fn report(&self, _: crate::run::Report<'_>) -> Result<(), Stopped> {
                Err(Stopped)
            }
        }
        let engine = open(5, 7);
        assert_eq!(engine.run_unit(engine.units(1)[0], &Stop), Err(Stopped));
    }

    #[test]
    fn refuses_what_does_not_fit_before_it_is_allocated() {
        let shape = Shape::new(5, 8).unwrap();
        let refused = Enumerate::open(shape, 2, 1 << 20, Options::default())
            .err()
            .unwrap();
        assert!(
            matches!(refused, EngineError::Memory { allowed: 1, .. }),
            "{refused}"
        );
        let too_large = Enumerate::open(Shape::new(2, 11).unwrap(), 1, u64::MAX, Options::default())
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
