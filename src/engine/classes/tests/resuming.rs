//! Counts that are interrupted at any moment and resumed with the values that were saved, and engines that only take outputs.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::engine::classes::Classes;
use crate::engine::classes::testing::{counts, drive, finish, output, run_until, signed};
use crate::engine::seam::{Engine, Key, Output};
use crate::run::{Report, Stopped, Watch};

/// Outputs of values, by key and unit.
type Saved = BTreeMap<Key, BTreeMap<usize, Output>>;

/// Counts to the end with what is saved, and adds to it; `moment` gets the state in the middle of the values of each
/// degree.
fn resume(
    columns: u32,
    rows: RangeInclusive<u32>,
    saved: &mut Saved,
    mut moment: impl FnMut(&Saved),
) -> Classes {
    let mut classes = Classes::open(columns, rows, u64::MAX).unwrap();
    while let Some(phase) = classes.phase().cloned() {
        let all: Vec<Output> = if phase.saved {
            let there = saved.entry(phase.key.clone()).or_default();
            for unit in (0..phase.units).filter(|unit| unit % 3 == 1) {
                there.entry(unit).or_insert_with(|| output(&classes, unit));
            }
            moment(saved);
            let there = saved.get_mut(&phase.key).unwrap();
            for unit in 0..phase.units {
                let output = there.entry(unit).or_insert_with(|| output(&classes, unit));
                classes.read(unit, output).unwrap();
            }
            there.values().cloned().collect()
        } else {
            (0..phase.units).map(|unit| output(&classes, unit)).collect()
        };
        finish(&mut classes, &all).unwrap();
    }
    classes
}

/// What is saved of a count in the middle of the values of each degree, and at its end.
fn moments(columns: u32, rows: RangeInclusive<u32>) -> Vec<Saved> {
    let mut moments = Vec::new();
    let mut saved = Saved::new();
    resume(columns, rows, &mut saved, |saved| moments.push(saved.clone()));
    moments.push(saved);
    moments
}

#[test]
fn a_count_can_be_interrupted_at_any_moment() {
    for n in [7, 8, 9] {
        let expected = counts(n, 1..=n);
        let moments = moments(n, 1..=n);
        let whole = moments.last().unwrap().clone();
        assert!(moments.len() > 3 && moments[1].len() < whole.len());
        for mut saved in moments {
            let classes = resume(n, 1..=n, &mut saved, |_| ());
            assert_eq!(signed(classes.answer()), expected, "n = {n}");
            assert_eq!(saved, whole);
        }
    }
}

#[test]
fn it_can_be_resumed_for_other_rows() {
    let mut saved = moments(9, 4..=5).pop().unwrap();
    let names: Vec<&str> = saved.keys().map(|key| key.of.as_str()).collect();
    assert_eq!(
        names,
        [2, 3, 4].map(|degree| format!("values of degree {degree} for n = 9"))
    );
    let classes = resume(9, 8..=8, &mut saved, |_| ());
    assert_eq!(
        signed(classes.answer()),
        BTreeMap::from([(8, counts(9, 8..=8)[&8].clone())])
    );
    let less = Classes::open(9, 4..=4, u64::MAX).unwrap();
    let units: Vec<usize> = less.saved_phases().iter().map(|phase| phase.units).collect();
    assert_eq!(units, [1, 10]);
}

/// Files that were written name lists so: by degree 2 and 3 for n = 8, and for n = 9.
#[test]
fn values_go_with_the_lists_of_the_files_there_are() {
    let saved = moments(8, 4..=4).pop().unwrap();
    let over: Vec<&str> = saved.keys().map(|key| key.over.as_str()).collect();
    assert_eq!(
        over,
        [
            format!("list {:08x}, 7 pairs", 1_121_013_310),
            format!("list {:08x}, 41 pairs", 1_633_185_472)
        ]
    );
}

#[test]
fn values_that_are_saved_are_not_computed_again() {
    #[derive(Default)]
    struct Matchings(std::cell::Cell<u64>);
    impl Watch for Matchings {
        fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
            self.0.set(self.0.get() + report.steps);
            Ok(())
        }
    }
    let matchings = |saved: &Saved| {
        let mut classes = Classes::open(8, 1..=8, u64::MAX).unwrap();
        let watch = Matchings::default();
        drive(&mut classes, |classes, unit| {
            let phase = classes.phase().unwrap();
            if !phase.saved {
                return Some(output(classes, unit));
            }
            let there = saved.get(&phase.key).and_then(|units| units.get(&unit));
            Some(there.cloned().unwrap_or_else(|| {
                let result = classes.run(unit, 0, &watch).unwrap();
                result.output.into()
            }))
        })
        .unwrap();
        watch.0.get()
    };
    let mut whole = moments(8, 1..=8).pop().unwrap();
    let all = matchings(&Saved::new());
    assert_eq!(matchings(&whole), 0);
    whole.pop_last();
    let last = matchings(&whole);
    assert!(0 < last && last < all);
}

#[test]
fn all_units_of_values_are_known_from_the_start() {
    for (n, to) in (1..=9).map(|n| (n, n)).chain([(10, 5)]) {
        let mut classes = Classes::open(n, 1..=to, u64::MAX).unwrap();
        let from_the_start = classes.saved_phases();
        assert_eq!(from_the_start.is_empty(), to < 4);
        let mut met = Vec::new();
        drive(&mut classes, |classes, unit| {
            if unit == 0 {
                assert_eq!(classes.saved_phases(), from_the_start, "n = {n}");
                met.extend(classes.phase().filter(|phase| phase.saved).cloned());
            }
            Some(output(classes, unit))
        })
        .unwrap();
        assert_eq!(met.len(), from_the_start.len());
        for (met, said) in met.iter().zip(&from_the_start) {
            assert_eq!((&met.key.of, met.units), (&said.of, said.units), "n = {n}");
        }
    }
}

#[test]
fn an_engine_that_only_takes_outputs_reaches_the_same_answer() {
    for n in 4..=9 {
        let mut runs = Classes::open(n, 1..=n, u64::MAX).unwrap();
        let mut fed = Classes::open(n, 1..=n, u64::MAX).unwrap();
        while let Some(phase) = runs.phase() {
            assert_eq!(fed.phase(), Some(phase));
            let outputs: Vec<Output> = (0..phase.units).map(|unit| output(&runs, unit)).collect();
            for (unit, output) in outputs.iter().enumerate() {
                assert_eq!(fed.read(unit, output), Ok(None));
            }
            finish(&mut runs, &outputs).unwrap();
            finish(&mut fed, &outputs).unwrap();
        }
        assert!(fed.phase().is_none());
        assert_eq!(fed.answer(), runs.answer());
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let is_of_degree_four = |classes: &Classes| {
        classes
            .phase()
            .is_some_and(|phase| phase.key.of == "values of degree 4 for n = 8")
    };
    let mut classes = Classes::open(8, 1..=8, u64::MAX).unwrap();
    run_until(&mut classes, is_of_degree_four).unwrap();
    let good = output(&classes, 2);
    assert_eq!(classes.read(2, &good), Ok(None));
    let mut none = good.to_vec();
    none[..4].fill(0);
    for (unit, bytes, why) in [
        (2, &good[..12], "it has not the length of the values of its pairs"),
        (8, &good, "it has not the length of the values of its pairs"),
        (2, &none, "there are values that no graph has"),
        (9, &good, "there is no such unit"),
    ] {
        let message = classes.read(unit, bytes).unwrap_err().to_string();
        assert_eq!(
            message,
            format!("what is given for unit {unit} of values of the classes of degree 4 cannot be: {why}")
        );
    }
    classes.take(0, &output(&classes, 0)).unwrap();
    classes.take(1, &output(&classes, 1)).unwrap();
    assert!(classes.take(2, &none.into()).is_err());
    assert!(classes.phase().is_none());
}
