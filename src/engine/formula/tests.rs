//! The engine against the others, published values and bytes that cannot be.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use proptest::prelude::*;

use super::Formula;
use super::limits::{LEAST_ROWS, MOST_ROWS, most_columns_of_k};
use crate::engine::classes::Classes;
use crate::engine::enumerate::{Config, Enumerate};
use crate::engine::figure::Figure;
use crate::engine::naive::Naive;
use crate::engine::seam::{Answer, Engine, EngineError, Evidence, Figures, Settled};
use crate::latin::Published;
use crate::run::{Report, Stopped, Unwatched, Watch};

/// Runs what is left, unit by unit; outputs go through `change` with the phase and the unit.
fn changed(
    engine: &mut dyn Engine,
    change: impl Fn(&str, usize, &mut Vec<u8>),
) -> Result<Answer, EngineError> {
    while let Some(phase) = engine.phase().cloned() {
        for unit in 0..phase.units {
            let mut output = engine.run(unit, 0, &Unwatched).expect("nothing stops it").output;
            change(&phase.name, unit, &mut output);
            engine.take(unit, &output.into())?;
        }
        while engine.settle()? == Settled::NotYet {}
    }
    Ok(engine.answer())
}

fn counted(mut engine: impl Engine) -> Answer {
    changed(&mut engine, |_, _, _| {}).unwrap()
}

fn open(rows: u32, columns: RangeInclusive<u32>, figure: Option<Figure>) -> Formula {
    Formula::open(rows, columns, figure, u64::MAX).unwrap()
}

/// All figures for so many rows and columns from r on.
fn by_formula(rows: u32, to: u32) -> Vec<Figures> {
    let answer = counted(open(rows, rows..=to, None));
    for evidence in &answer.evidence {
        assert_eq!(evidence.found, evidence.expected, "{evidence:?}");
        assert_eq!(evidence.count, u64::from(to + 1 - rows), "{evidence:?}");
    }
    assert!(answer.evidence.len() >= 2);
    answer.figures
}

fn equals_classes(rows: RangeInclusive<u32>, columns: RangeInclusive<u32>) {
    let by_classes: BTreeMap<(u32, u32), Figures> = columns
        .clone()
        .flat_map(|n| {
            let rows = *rows.start()..=n.min(*rows.end());
            counted(Classes::open(n, rows, u64::MAX).unwrap()).figures
        })
        .map(|figures| ((figures.shape.rows(), figures.shape.columns()), figures))
        .collect();
    let mut compared = 0;
    for rows in rows {
        for figures in by_formula(rows, *columns.end()) {
            if let Some(expected) = by_classes.get(&(rows, figures.shape.columns())) {
                assert_eq!(figures, *expected);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, by_classes.len());
}

#[test]
fn equals_classes_up_to_eight_columns() {
    equals_classes(LEAST_ROWS..=MOST_ROWS, 2..=8);
}

#[test]
fn equals_enumeration_and_naive_backtracking() {
    let cache = Arc::default();
    for rows in LEAST_ROWS..=MOST_ROWS {
        for figures in by_formula(rows, 7) {
            let shape = figures.shape;
            let enumerated = Enumerate::open(shape, Config::default(), 1, &cache).unwrap();
            assert_eq!(
                counted(enumerated).figures,
                std::slice::from_ref(&figures),
                "{shape}"
            );
            if shape.columns() <= 6 {
                assert_eq!(counted(Naive::open(shape).unwrap()).figures, [figures], "{shape}");
            }
        }
    }
}

/// How many published values there are for so many rows and columns up to `to`, each compared.
fn equals_published(rows: u32, to: u32) -> usize {
    let mut compared = 0;
    for Figures {
        shape,
        total,
        difference,
    } in by_formula(rows, to)
    {
        let Some(published) = Published::of(shape) else {
            continue;
        };
        assert_eq!(total.unwrap(), published.total, "{shape}");
        if let Some(signed) = published.signed {
            assert_eq!(difference.unwrap(), signed.difference(), "{shape}");
        }
        compared += 1;
    }
    compared
}

#[test]
fn equals_published_values() {
    for (rows, to, least) in [(2, 100, 9), (3, 100, 9), (4, 60, 8), (5, 11, 7), (6, 8, 3)] {
        let compared = equals_published(rows, to);
        assert!(compared >= least, "{rows} rows: {compared}");
    }
}

#[test]
fn one_figure_leaves_out_what_it_does_not_need() {
    let phases = |rows, columns: u32, figure| {
        let mut engine = open(rows, columns..=columns, figure);
        let mut phases = Vec::new();
        while let Some(phase) = engine.phase().cloned() {
            phases.push((phase.name, phase.units > 1));
            for unit in 0..phase.units {
                let output = engine.run(unit, 0, &Unwatched).unwrap().output;
                engine.take(unit, &output.into()).unwrap();
            }
            while engine.settle().unwrap() == Settled::NotYet {}
        }
        let Figures {
            total, difference, ..
        } = engine.answer().figures.remove(0);
        let names: Vec<String> = phases.into_iter().map(|(name, _)| name).collect();
        (names.join(", "), total.is_some(), difference.is_some())
    };
    let both = || "recurrences, sums modulo primes".to_owned();
    let [recurrences, sums] = ["recurrences", "sums modulo primes"].map(str::to_owned);
    assert_eq!(phases(4, 9, None), (both(), true, true));
    assert_eq!(phases(4, 9, Some(Figure::KPositive)), (both(), true, true));
    assert_eq!(phases(4, 9, Some(Figure::D)), (recurrences.clone(), false, true));
    assert_eq!(phases(4, 9, Some(Figure::K)), (sums.clone(), true, false));
    assert_eq!(phases(4, 9, Some(Figure::R)), (sums, true, false));
    assert_eq!(phases(3, 9, Some(Figure::K)), (recurrences.clone(), true, false));
    assert_eq!(phases(6, 13, None), (recurrences.clone(), false, true));
    assert_eq!(phases(4, 201, None), (recurrences, false, true));
}

#[test]
fn a_range_beyond_the_k_that_are_computed_has_d_alone_there() {
    let most = most_columns_of_k(3);
    let answer = counted(open(3, most - 1..=most + 2, None));
    let known: Vec<(bool, bool)> = answer
        .figures
        .iter()
        .map(|figures| (figures.total.is_some(), figures.difference.is_some()))
        .collect();
    assert_eq!(known, [(true, true), (true, true), (false, true), (false, true)]);
    let shapes: Vec<u64> = answer.evidence.iter().map(|evidence| evidence.count).collect();
    assert_eq!(shapes, [4, 2]);
}

#[test]
fn says_what_it_does_not_count() {
    let refused = |rows, columns: u32, figure, memory| {
        Formula::open(rows, columns..=columns, figure, memory)
            .err()
            .map(|error| error.to_string())
    };
    let why = refused(6, 13, Some(Figure::R), u64::MAX).unwrap();
    assert!(why.contains("computes K for n up to 12"), "{why}");
    assert!(refused(6, 13, Some(Figure::D), u64::MAX).is_none());
    let why = refused(7, 9, None, u64::MAX).unwrap();
    assert_eq!(why, "7 × 9: formula takes 2 to 6 rows");
    let why = refused(4, 10_000, None, 1 << 20).unwrap();
    assert!(why.ends_with("and 1 MiB may be held"), "{why}");
}

/// The error of a count of which outputs are changed.
fn error(rows: u32, to: u32, change: impl Fn(&str, usize, &mut Vec<u8>)) -> String {
    let mut engine = open(rows, to..=to, None);
    let error = changed(&mut engine, change).unwrap_err().to_string();
    assert!(engine.phase().is_none());
    error
}

#[test]
fn a_wrong_residue_is_found_by_the_prime_that_is_one_more() {
    let units = open(5, 9..=9, Some(Figure::K)).phase().unwrap().units;
    for wrong in 0..units {
        let found = error(5, 9, |phase, unit, output| {
            if phase == "sums modulo primes" && unit == wrong {
                // still below the prime
                output[0] ^= 1;
            }
        });
        assert!(
            found.contains("do not agree with those of the other primes"),
            "{found}"
        );
    }
}

#[test]
fn a_wrong_value_of_a_recurrence_is_found() {
    let found = error(4, 9, |phase, _, output| {
        if phase == "recurrences" {
            let last = output.len() - 2;
            output[last] ^= 1;
        }
    });
    assert!(found.contains("so this count is wrong"), "{found}");
}

#[test]
fn bytes_that_cannot_be_are_refused() {
    let engine = open(4, 9..=9, Some(Figure::K));
    let output = engine.run(0, 0, &Unwatched).unwrap().output;
    assert_eq!(engine.read(0, &output), Ok(None));
    for length in (0..output.len()).chain([output.len() + 1, output.len() + 4]) {
        let mut output = output.clone();
        output.resize(length, 0);
        let error = engine.read(0, &output).unwrap_err().to_string();
        assert!(
            error.ends_with(&format!("it has {length} bytes, not 24")),
            "{error}"
        );
    }
    let error = engine.read(0, &[255; 24]).unwrap_err().to_string();
    assert!(
        error.ends_with("4294967295 in it is not below the prime 2147483647"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..64), rows in 2u32..=4) {
        let mut engine = open(rows, rows..=rows + 2, None);
        let units = engine.phase().unwrap().units;
        let read = engine.read(0, &bytes);
        let taken = engine.take(0, &bytes.into());
        prop_assert_eq!(read.map(|_| ()), taken);
        prop_assert!(engine.phase().is_none_or(|phase| phase.units == units));
    }
}

/// What a unit has reported, and whether it is to be stopped.
#[derive(Default)]
struct Reported {
    counted: Cell<u64>,
    steps: Cell<u64>,
    share: Cell<u64>,
    stop: bool,
}

impl Watch for Reported {
    fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
        self.counted.set(self.counted.get() + report.counted[0]);
        self.steps.set(self.steps.get() + report.steps);
        assert!(report.share >= self.share.get() && report.share <= 1_000_000);
        self.share.set(report.share);
        if self.stop { Err(Stopped) } else { Ok(()) }
    }
}

#[test]
fn units_report_and_can_be_stopped() {
    for (rows, to, figure) in [
        (4, 30, Figure::K),
        (5, 9, Figure::K),
        (5, 300, Figure::D),
        (3, 100, Figure::K),
    ] {
        let engine = open(rows, rows..=to, Some(figure));
        let reported = Reported::default();
        engine.run(0, 0, &reported).unwrap();
        assert_eq!(reported.share.get(), 1_000_000);
        assert_eq!(reported.counted.get(), u64::from(to + 1 - rows));
        assert_eq!(reported.steps.get() > 0, engine.phase().unwrap().saved);
        let stopped = Reported {
            stop: true,
            ..Reported::default()
        };
        assert!(engine.run(0, 0, &stopped).is_err());
    }
}

#[test]
fn evidence_is_of_every_shape_that_was_computed() {
    let answer = counted(open(4, 40..=40, None));
    assert_eq!(answer.figures.len(), 1);
    let evidence: Vec<(u64, &str)> = answer
        .evidence
        .iter()
        .map(|Evidence { count, what, .. }| (*count, &what[..]))
        .collect();
    let residues = evidence[0].1;
    assert!(
        residues.ends_with("one prime more than its size needs"),
        "{residues}"
    );
    assert_eq!(
        evidence[1..],
        [
            (37, "shapes whose D is divisible by (n-1)!/(n-r)!"),
            (37, "shapes whose K minus D is divisible by 2 (n-1)!/(n-r)!"),
        ]
    );
}

mod slow {
    use super::*;

    #[test]
    fn equals_classes_with_nine_columns() {
        equals_classes(LEAST_ROWS..=MOST_ROWS, 9..=9);
    }

    #[test]
    #[ignore = "takes minutes"]
    fn equals_classes_with_ten_columns() {
        equals_classes(LEAST_ROWS..=MOST_ROWS, 10..=10);
    }

    #[test]
    #[ignore = "takes minutes"]
    fn equals_classes_with_eleven_columns() {
        equals_classes(4..=5, 11..=11);
    }

    #[test]
    #[ignore = "takes minutes"]
    fn equals_published_values_of_many_columns() {
        for (rows, to, least) in [(4, 200, 8), (5, 20, 8), (6, 11, 6)] {
            let compared = equals_published(rows, to);
            assert!(compared >= least, "{rows} rows: {compared}");
        }
    }

    #[test]
    fn every_d_up_to_a_thousand_columns_obeys_the_law() {
        for rows in LEAST_ROWS..=MOST_ROWS {
            let answer = counted(open(rows, rows..=1_000, Some(Figure::D)));
            assert_eq!(answer.evidence[0].count, u64::from(1_001 - rows));
        }
    }
}
