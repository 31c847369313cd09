//! Whole counts against the exhaustive engine, against published values, and against rules that must hold.

use std::sync::Arc;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::Zero;

use crate::engine::classes::estimate::bytes;
use crate::engine::classes::testing::{counts, drive, finish, output, run, run_until, signed};
use crate::engine::classes::{Classes, ClassesError, accepts};
use crate::engine::enumerate::{Config, Enumerate};
use crate::engine::seam::{Engine, EngineError};
use crate::latin::{Published, Shape, SignedCount};
use crate::run::{Report, Stopped, Unwatched, Watch};
use crate::simd::Arch;

fn exhaustive(rows: u32, columns: u32) -> SignedCount {
    let shape = Shape::new(rows, columns).unwrap();
    let engine = Enumerate::open(shape, Config::default(), 1, &Arc::default()).unwrap();
    let units = 0..engine.phase().unwrap().units;
    let counts = units.map(|unit| {
        let result = engine.run(unit, 0, &Unwatched).unwrap();
        engine.read(unit, &result.output).unwrap().unwrap()
    });
    &counts.sum::<SignedCount>() * &shape.row_orders()
}

#[test]
fn equals_the_exhaustive_engine_up_to_seven_columns() {
    for n in 1..=7 {
        let found = counts(n, 1..=n);
        assert_eq!(found.len(), n as usize);
        for (rows, count) in found {
            assert_eq!(count, exhaustive(rows, n), "{rows} × {n}");
        }
    }
    assert_eq!(counts(8, 4..=4)[&4], exhaustive(4, 8));
}

/// Left out of the quick tests.
mod slow {
    use super::*;

    #[test]
    fn equals_published_values() {
        let mut signed = 0;
        for (n, to) in (1..=9)
            .map(|n| (n, n))
            .chain([(10, 5), (11, 4)])
            .chain((12..=20).map(|n| (n, 3)))
        {
            for (rows, count) in counts(n, 1..=to) {
                let Some(published) = Published::of(Shape::new(rows, n).unwrap()) else {
                    continue;
                };
                assert_eq!(count.total(), published.total, "{rows} × {n}");
                if let Some(split) = published.signed {
                    assert_eq!(count, split, "{rows} × {n}");
                    signed += 1;
                }
            }
        }
        assert!(signed > 35);
    }

    #[test]
    fn counts_satisfy_the_rules() {
        for n in 1..=9 {
            assert_rules(n, &counts(n, 1..=n));
        }
        assert_rules(10, &counts(10, 1..=5));
        assert_rules(20, &counts(20, 1..=3));
    }
}

fn factorial(n: u32) -> BigInt {
    (1..=n).product()
}

fn assert_rules(n: u32, found: &std::collections::BTreeMap<u32, SignedCount>) {
    for (&rows, count) in found {
        let factor = factorial(n - 1) / factorial(n - rows);
        let (total, difference) = (BigInt::from(count.total()), count.difference());
        assert!(
            total.is_multiple_of(&factor) && difference.is_multiple_of(&factor),
            "{rows} × {n}"
        );
        assert!((total - difference).is_multiple_of(&(factor * 2)), "{rows} × {n}");
    }
    if n >= 2 && found.contains_key(&n) {
        assert_eq!(found[&n].total(), found[&(n - 1)].total());
        if n % 2 == 1 {
            assert_eq!(found[&n], found[&(n - 1)]);
        }
    }
}

#[test]
fn the_plainest_set_gives_the_same_values_and_sums() {
    for n in [7, 8, 9] {
        let mut fast = Classes::open(n, 1..=n, u64::MAX).unwrap();
        let mut plain = Classes::open(n, 1..=n, u64::MAX).unwrap().by(Arch::plainest());
        assert_eq!(plain.kernel(), Arch::plainest().name());
        drive(&mut fast, |fast, unit| {
            let expected = output(fast, unit);
            assert_eq!(output(&plain, unit), expected, "n = {n}");
            if unit + 1 == fast.phase().unwrap().units {
                let phase = plain.phase().unwrap().units;
                let outputs: Vec<_> = (0..phase).map(|unit| output(&plain, unit)).collect();
                finish(&mut plain, &outputs).unwrap();
            }
            Some(expected)
        })
        .unwrap();
        assert_eq!(plain.answer(), fast.answer());
    }
}

#[test]
fn one_number_of_rows_is_counted_alone() {
    for n in 4..=8 {
        let all = counts(n, 1..=n);
        for rows in 1..=n {
            let alone = counts(n, rows..=rows);
            assert_eq!(alone.len(), 1);
            assert_eq!(alone[&rows], all[&rows]);
        }
    }
}

#[test]
fn two_rows_of_a_thousand_columns() {
    let found = &counts(1000, 1..=2)[&2];
    assert_eq!(found.difference(), BigInt::from(-999));
    // n·d(n − 1) + (−1)^n
    let before = &counts(999, 2..=2)[&2];
    assert_eq!(found.total(), before.total() * 1000u32 + 1u32);
    assert!(found.total() > BigUint::from(10u32).pow(2500));
}

#[test]
fn refuses_what_is_too_large() {
    let refused = |n, rows| Classes::open(n, rows, u64::MAX).err().unwrap();
    for (n, r) in [(11, 6), (12, 4), (21, 3), (1001, 2), (1001, 1)] {
        let error = ClassesError::TooLarge { rows: r, columns: n };
        assert_eq!(accepts(n, 1..=r), Err(error.clone()));
        assert_eq!(refused(n, 1..=r), EngineError::Refused(error.to_string()));
    }
    #[expect(clippy::reversed_empty_ranges)]
    for rows in [0..=1, 1..=5, 5..=5, 3..=2] {
        let error = accepts(4, rows.clone()).unwrap_err();
        assert!(matches!(error, ClassesError::Rows { .. }));
        assert_eq!(refused(4, rows), EngineError::Refused(error.to_string()));
    }
    let little = Classes::open(10, 1..=10, 1 << 20).err().unwrap();
    assert!(
        matches!(&little, EngineError::Refused(why) if why.ends_with("and 1 MiB are allowed here")),
        "{little}"
    );
    assert!(bytes(10, 10..=10).unwrap() <= 128 << 20);
    assert!(bytes(10, 1..=5).unwrap() <= 32 << 20);
    assert!(bytes(9, 1..=9).unwrap() <= 16 << 20);
}

#[test]
fn a_phase_takes_each_unit_once() {
    let mut classes = Classes::open(8, 4..=4, u64::MAX).unwrap();
    let phase = classes.phase().unwrap();
    assert_eq!(phase.name, "values of the classes of degree 2");
    assert_eq!(phase.units, 1);
    let once = output(&classes, 0);
    classes.take(0, &once).unwrap();
    let error = classes.take(0, &once).unwrap_err();
    assert_eq!(
        error.to_string(),
        "2 results were given for the 1 units of values of the classes of degree 2, each of which has one"
    );
    assert!(classes.phase().is_none());
}

#[test]
fn a_phase_takes_its_units_in_order_and_all_of_them() {
    let at_three = || {
        let mut classes = Classes::open(8, 4..=4, u64::MAX).unwrap();
        let three = |classes: &Classes| {
            classes
                .phase()
                .is_some_and(|phase| phase.units == 3 && phase.saved)
        };
        run_until(&mut classes, three).unwrap();
        classes
    };
    let mut classes = at_three();
    let error = classes.take(1, &output(&classes, 1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "unit 1 of values of the classes of degree 3 was given when unit 0 was due"
    );
    let mut classes = at_three();
    classes.take(0, &output(&classes, 0)).unwrap();
    let error = classes.settle().unwrap_err();
    assert_eq!(
        error.to_string(),
        "1 results were given for the 3 units of values of the classes of degree 3, each of which has one"
    );
    assert!(classes.phase().is_none());
}

#[test]
fn phases_are_numbered_and_their_shares_never_go_back() {
    for (n, rows) in [(4, 4..=4), (7, 1..=7), (8, 4..=5), (9, 1..=9)] {
        let mut classes = Classes::open(n, rows, u64::MAX).unwrap();
        let (mut number, mut share) = (0, 0.0);
        drive(&mut classes, |classes, unit| {
            let phase = classes.phase().unwrap();
            if unit == 0 {
                assert_eq!(phase.number, number);
                assert!(phase.progress.start >= share && phase.progress.end >= phase.progress.start);
                (number, share) = (number + 1, phase.progress.end);
            }
            Some(output(classes, unit))
        })
        .unwrap();
        assert!(number > 1 && (share - 1.0f64).abs() < 1e-9, "{share}");
    }
}

#[test]
fn a_stopped_unit_has_no_output_and_reports_add_up() {
    struct Stop;
    impl Watch for Stop {
        fn report(&self, _: Report<'_>) -> Result<(), Stopped> {
            Err(Stopped)
        }
    }
    #[derive(Default)]
    struct Sum(std::cell::Cell<u64>, std::cell::Cell<u64>);
    impl Watch for Sum {
        fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
            self.0.set(self.0.get() + report.counted[0]);
            assert_eq!(report.counted[1], 0);
            assert!(report.share >= self.1.get() && report.share <= 1_000_000);
            self.1.set(report.share);
            Ok(())
        }
    }
    let classes = Classes::open(8, 4..=4, u64::MAX).unwrap();
    assert!(classes.run(0, 0, &Stop).is_err());
    let sum = Sum::default();
    classes.run(0, 0, &sum).unwrap();
    assert_eq!((sum.0.get(), sum.1.get()), (7, 1_000_000));
}

#[test]
#[ignore = "a minute, and 100 MB"]
fn ten_columns_with_all_rows() {
    let start = std::time::Instant::now();
    let mut classes = Classes::open(10, 1..=10, 128 << 20).unwrap();
    run(&mut classes).unwrap();
    println!("{:.1} s", start.elapsed().as_secs_f64());
    let answer = classes.answer();
    let lists: Vec<_> = answer
        .evidence
        .iter()
        .map(|list| (list.things.as_str(), list.count))
        .collect();
    assert_eq!(
        lists,
        [
            ("classes of degree 2", 12),
            ("classes of degree 3", 1165),
            ("classes of degree 4", 121_790),
            ("classes of degree 5", 601_055)
        ]
    );
    let found = signed(answer);
    assert_rules(10, &found);
    // A065711
    let alon_tarsi: BigInt = "27369126116720640000".parse().unwrap();
    assert_eq!(found[&10].difference(), -factorial(9) * alon_tarsi);
    let mut checked = 0;
    for (rows, count) in found {
        if let Some(published) = Published::of(Shape::new(rows, 10).unwrap()) {
            assert_eq!(count.total(), published.total, "{rows} × 10");
            assert!(published.signed.is_none_or(|signed| signed == count));
            checked += 1;
        }
    }
    assert!(checked >= 9);
}

#[test]
#[ignore = "some minutes, and 300 MB"]
fn eleven_columns_with_five_rows() {
    let found = counts(11, 1..=5);
    assert_eq!(
        found[&5].total(),
        Published::of(Shape::new(5, 11).unwrap()).unwrap().total
    );
    assert_rules(11, &found);
    assert!(!found[&5].difference().is_zero());
}
