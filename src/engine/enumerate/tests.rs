//! The engine as a whole, against listings and published counts.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::limits::bytes;
use super::{Cache, Config, Enumerate, Optimisation, Options, Popcount, Sharing};
use crate::engine::seam::{Answer, Engine, EngineError, Output, Prepared, Settled};
use crate::latin::{FirstColumn, Published, Rectangles, Shape, Sign, SignedCount};
use crate::run::{Stopped, Unwatched, Watch};
use crate::simd::Arch;

/// One for all tests, so that little is raced.
static CACHE: LazyLock<Arc<Cache>> = LazyLock::new(Arc::default);

fn units(engine: &Enumerate) -> usize {
    engine.phase().unwrap().units
}

fn count(engine: &Enumerate, unit: usize) -> SignedCount {
    let output = engine.run(unit, 0, &Unwatched).unwrap().output;
    engine.read(unit, &output).unwrap().unwrap()
}

fn counts(engine: &Enumerate) -> Vec<SignedCount> {
    (0..units(engine)).map(|unit| count(engine, unit)).collect()
}

fn config(parts: u32, options: Options) -> Config {
    Config {
        parts,
        options,
        ..Config::default()
    }
}

fn open(r: u32, n: u32) -> Enumerate {
    open_with(r, n, Options::default())
}

fn open_with(r: u32, n: u32, options: Options) -> Enumerate {
    Enumerate::open(Shape::new(r, n).unwrap(), config(1, options), 1, &CACHE).unwrap()
}

/// Every instruction set that this machine has, and with the fastest of them every popcount and every optimisation
/// switched off.
fn all_options() -> Vec<Options> {
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
fn all_options_count_what_a_listing_holds() {
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
            for options in all_options() {
                assert_eq!(counts(&open_with(r, n, options)), listed, "{r} × {n} {options:?}");
            }
        }
    }
}

fn agrees_with_published(r: u32, n: u32, options: Options) {
    let engine = open_with(r, n, options);
    let shape = Shape::new(r, n).unwrap();
    let published = Published::of(shape).unwrap();
    let orders = shape.first_columns() * shape.row_orders();
    // at n = 8 a first column takes long enough
    let columns = if n < 8 { units(&engine) } else { 1 };
    for unit in 0..columns {
        let found = count(&engine, unit);
        assert_eq!(found.total(), published.reduced, "{r} × {n} {options:?}");
        if let Some(signed) = &published.signed {
            assert_eq!(&(&found * &orders), signed, "{r} × {n} {options:?}");
        }
    }
}

/// Left out of the quick tests.
mod slow {
    use super::*;

    #[test]
    fn all_options_agree_with_published_counts() {
        for options in all_options() {
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
}

#[test]
fn the_choice_of_popcount_is_given_where_there_is_one() {
    let given = |r, n| open(r, n).popcount().is_some();
    assert!(given(4, 8) && given(5, 8) && given(6, 8) && given(7, 9));
    assert!(!given(5, 6) && !given(5, 7) && !given(8, 8) && !given(3, 8) && !given(4, 9));
}

#[test]
fn the_kernel_says_where_bytes_are_counted_by_portable_code() {
    let kernel = |r, n, arch: Arch| {
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
        assert_eq!(kernel(4, 8, arch), names[expected]);
        // no leaves, no popcount
        assert_eq!(kernel(5, 6, arch), names[0]);
    }
}

#[test]
fn counts_nine_and_ten_columns() {
    for (r, n) in [(3, 9), (3, 10)] {
        let engine = open(r, n);
        let found = count(&engine, 0);
        assert_eq!(
            found.total(),
            Published::of(Shape::new(r, n).unwrap()).unwrap().reduced
        );
    }
}

fn open_shared(sharing: Sharing, workers: usize, cache: &Arc<Cache>) -> Enumerate {
    let config = Config {
        sharing,
        ..Config::default()
    };
    Enumerate::open(Shape::new(5, 6).unwrap(), config, workers, cache).unwrap()
}

fn prepared(engine: &Enumerate, unit: usize, worker: usize) -> Prepared {
    engine.run(unit, worker, &Unwatched).unwrap().prepared
}

#[test]
fn a_unit_knows_the_rows_that_it_scans() {
    let engine = open_shared(Sharing::OneCount, 1, &CACHE);
    let first = prepared(&engine, 0, 0);
    assert_eq!((first.tables, first.lists), (1, 4));
    assert!(first.seconds > 0.0 && first.until >= first.seconds);
    let looked = engine.scanned_rows(0);
    assert_eq!((looked.candidates, looked.derangements), (4 * 53, 4 * 265));
    let evens = Rectangles::with_first_column(&[1, 2], 6)
        .unwrap()
        .filter(|rectangle| rectangle.sign() == Sign::Even)
        .count() as u64;
    assert_eq!(looked.even, 4 * evens);
    let last = prepared(&engine, 4, 0);
    assert_eq!((last.tables, last.lists), (0, 1));
    let again = prepared(&engine, 4, 0);
    assert_eq!((again.lists, again.seconds), (0, 0.0));
    assert_eq!(engine.scanned_rows(4).candidates, 4 * 53);
    assert_eq!(open(1, 4).scanned_rows(0).derangements, 0);
}

#[test]
fn tables_are_built_once_or_by_each_worker_or_for_each_first_column() {
    let tables_built = |sharing, workers: usize| -> u32 {
        let engine = open_shared(sharing, workers, &CACHE);
        // as many units as workers in turns
        let built = |unit| prepared(&engine, unit, unit % workers).tables;
        (0..units(&engine)).map(built).sum()
    };
    for workers in 1..=5 {
        assert_eq!(tables_built(Sharing::OneCount, workers), 1);
        assert_eq!(tables_built(Sharing::Worker, workers), workers as u32);
        assert_eq!(tables_built(Sharing::Unit, workers), 5);
    }
}

#[test]
fn a_second_count_builds_no_lists_and_nothing_is_raced_for_five_by_six() {
    let cache = Arc::default();
    let lists_made = || -> u32 {
        let engine = open_shared(Sharing::AllCounts, 1, &cache);
        (0..units(&engine))
            .map(|unit| prepared(&engine, unit, 0).lists)
            .sum()
    };
    assert_eq!((lists_made(), lists_made()), (5, 0));
    for kernel in Arch::available() {
        assert_eq!(cache.raced(kernel), None);
    }
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
    assert!(engine.run(0, 0, &Stop).is_err());
}

#[test]
fn refuses_what_does_not_fit_before_it_is_allocated() {
    let refused = |r, n, sharing, memory| {
        let config = Config {
            sharing,
            memory,
            ..Config::default()
        };
        let refused = Enumerate::open(Shape::new(r, n).unwrap(), config, 2, &CACHE).err();
        refused.map(|error| error.to_string())
    };
    let message = refused(5, 8, Sharing::AllCounts, 1 << 20).unwrap();
    assert!(
        message.starts_with("5 × 8 needs about ")
            && message.ends_with(" MiB of memory, and 1 MiB are allowed here"),
        "{message}"
    );
    let enough = bytes(
        Shape::new(3, 7).unwrap(),
        2,
        Options::default(),
        Sharing::AllCounts,
    );
    assert_eq!(refused(3, 7, Sharing::AllCounts, enough), None);
    assert!(refused(3, 7, Sharing::AllCounts, enough - 1).is_some());
    assert!(refused(3, 7, Sharing::Worker, enough).is_some());
    assert_eq!(
        refused(2, 11, Sharing::AllCounts, u64::MAX).unwrap(),
        "columns n = 11 is too large for enumerate: n goes up to 10"
    );
}

#[test]
fn outputs_of_another_length_are_refused() {
    let mut engine = open(3, 4);
    for length in [0, 16, 31, 33, 48, 64] {
        let error = engine.read(1, &vec![1; length]).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "what is given for unit 1 of first columns of 3 × 4 cannot be: it has {length} bytes, not 32"
            )
        );
    }
    assert!(engine.take(0, &Arc::from([0; 3])).is_err());
    assert!(engine.phase().is_none());
}

#[test]
fn first_columns_that_disagree_give_no_figures() {
    let mut engine = open(3, 5);
    for unit in 0..6 {
        let count = if unit == 2 { 45u128 } else { 46 };
        engine
            .take(unit, &Arc::from([count, 0].map(u128::to_le_bytes).concat()))
            .unwrap();
    }
    assert!(matches!(engine.settle(), Err(EngineError::Wrong(_))));
    assert!(engine.phase().is_none() && engine.answer() == Answer::default());
}

#[test]
fn the_phase_is_named_after_its_division() {
    let shape = Shape::new(5, 8).unwrap();
    let engine = Enumerate::open(shape, config(8, Options::default()), 1, &CACHE).unwrap();
    let phase = engine.phase().unwrap();
    assert_eq!(phase.key.of, "first columns of 5 × 8");
    assert_eq!(phase.key.over, "8 parts, 280 units");
    assert_eq!((phase.units, phase.chunk), (280, 8));
    assert_eq!(Enumerate::key(shape, u32::MAX).over, "4096 parts, 74165 units");
    assert_eq!(engine.saved_phases()[0].of, phase.key.of);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_division_in_any_order_gives_the_same(
        (r, n) in (2u32..=6).prop_flat_map(|n| (1..=n, Just(n))),
        parts in 1u32..=60,
        order in any::<u64>(),
        twice in any::<prop::sample::Index>(),
    ) {
        let shape = Shape::new(r, n).unwrap();
        let answer = |parts, order: Option<u64>| {
            let mut engine = Enumerate::open(shape, config(parts, Options::default()), 1, &CACHE).unwrap();
            let mut units: Vec<usize> = (0..units(&engine)).collect();
            if let Some(order) = order {
                fastrand::Rng::with_seed(order).shuffle(&mut units);
            }
            let again = *twice.get(&units);
            let mut outputs = vec![Output::from([]); units.len()];
            for unit in units.into_iter().chain([again]) {
                outputs[unit] = engine.run(unit, 0, &Unwatched).unwrap().output.into();
            }
            for (unit, output) in outputs.iter().enumerate() {
                engine.take(unit, output).unwrap();
            }
            assert_eq!(engine.answer(), Answer::default());
            assert_eq!(engine.settle(), Ok(Settled::Yes));
            engine.answer()
        };
        let found = answer(parts, Some(order));
        prop_assert_eq!(&found, &answer(1, None));
        prop_assert_eq!(&found.evidence[0].found, &found.evidence[0].expected);
        if let Some(published) = Published::of(shape) {
            prop_assert_eq!(found.figures[0].total.as_ref(), Some(&published.total));
        }
    }
}
