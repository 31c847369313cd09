//! Counts that are left at any moment and gone on with, and what is refused.

use std::cell::Cell;

use crate::engine::classes::testing::{counts, run};
use crate::engine::classes::{Classes, ClassesError, Contradiction, KeptLevel, Output};
use crate::run::{Report, Stopped, Unwatched, Watch};

/// Of the phase in hand, those units that are taken.
fn outputs(classes: &Classes, take: impl Fn(usize) -> bool, watch: &dyn Watch) -> Vec<(usize, Output)> {
    let phase = classes.phase().unwrap();
    let units = (0..phase.units()).filter(|&unit| take(unit));
    units
        .map(|unit| (unit, phase.run(unit, watch).unwrap()))
        .collect()
}

fn is_valuing(classes: &Classes) -> bool {
    let phase = classes.phase();
    phase.is_some_and(|phase| phase.to_string().starts_with("values"))
}

/// What is kept of a count in the middle of the values of each degree, and at its end.
fn moments(columns: u32, rows: std::ops::RangeInclusive<u32>) -> Vec<Vec<KeptLevel>> {
    let mut classes = Classes::open(columns, rows, u64::MAX).unwrap();
    let mut moments = Vec::new();
    while classes.phase().is_some() {
        if is_valuing(&classes) {
            let some = outputs(&classes, |unit| unit % 3 == 1, &Unwatched);
            moments.push(classes.kept(&some));
        }
        let all = outputs(&classes, |_| true, &Unwatched);
        classes.finish(all).unwrap();
    }
    moments.push(classes.kept(&[]));
    moments
}

fn gone_on(columns: u32, rows: std::ops::RangeInclusive<u32>, kept: Vec<KeptLevel>) -> Classes {
    let mut classes = Classes::go_on(columns, rows, u64::MAX, kept).unwrap();
    run(&mut classes).unwrap();
    classes
}

#[test]
fn a_count_can_be_left_at_any_moment() {
    for n in [7, 8, 9] {
        let expected = counts(n, 1..=n);
        let moments = moments(n, 1..=n);
        let whole = moments.last().unwrap().clone();
        assert!(moments.len() > 3 && moments[1].len() < whole.len());
        for kept in moments {
            let classes = gone_on(n, 1..=n, kept);
            assert!(classes.counts().into_iter().eq(expected.clone()), "n = {n}");
            assert_eq!(classes.kept(&[]), whole);
        }
    }
}

#[test]
fn it_can_be_gone_on_with_for_other_rows() {
    let kept = moments(9, 4..=5).pop().unwrap();
    assert!(kept.iter().map(|level| level.degree).eq(2..=4));
    let classes = gone_on(9, 8..=8, kept.clone());
    assert_eq!(classes.counts(), [(8, counts(9, 8..=8)[&8].clone())]);
    // and what is not asked for is not lost
    let less = gone_on(9, 4..=4, kept.clone());
    assert_eq!(less.kept(&[]), kept);
    assert_eq!(less.blocks(&[]), (1 + 10, 1 + 10));
}

#[test]
fn values_that_are_kept_are_not_computed_again() {
    #[derive(Default)]
    struct Matchings(Cell<u64>);
    impl Watch for Matchings {
        fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
            self.0.set(self.0.get() + report.counted[1]);
            Ok(())
        }
    }
    let matchings = |kept: Vec<KeptLevel>| {
        let mut classes = Classes::go_on(8, 1..=8, u64::MAX, kept).unwrap();
        let watch = Matchings::default();
        while classes.phase().is_some() {
            let all = if is_valuing(&classes) {
                outputs(&classes, |_| true, &watch)
            } else {
                outputs(&classes, |_| true, &Unwatched)
            };
            classes.finish(all).unwrap();
        }
        watch.0.get()
    };
    let mut whole = moments(8, 1..=8).pop().unwrap();
    let all = matchings(Vec::new());
    assert_eq!(matchings(whole.clone()), 0);
    whole.pop();
    let last = matchings(whole);
    assert!(0 < last && last < all);
}

#[test]
fn all_blocks_are_known_from_the_start_and_done_at_the_end() {
    for (n, to) in (1..=9).map(|n| (n, n)).chain([(10, 5)]) {
        let mut classes = Classes::open(n, 1..=to, u64::MAX).unwrap();
        let (mut before, blocks) = classes.blocks(&[]);
        assert_eq!((before, blocks == 0), (0, to < 4));
        while classes.phase().is_some() {
            let half = outputs(&classes, |unit| unit % 2 == 0, &Unwatched);
            let (done, all) = classes.blocks(&half);
            assert_eq!(all, blocks, "n = {n}");
            assert_eq!(
                done - before,
                if is_valuing(&classes) {
                    half.len() as u32
                } else {
                    0
                }
            );
            let all = outputs(&classes, |_| true, &Unwatched);
            before = classes.blocks(&all).0;
            classes.finish(all).unwrap();
        }
        assert_eq!(classes.blocks(&[]), (blocks, blocks));
    }
}

type Change = fn(&mut Vec<KeptLevel>);

#[test]
fn what_cannot_be_is_refused_and_another_list_too() {
    let good = moments(8, 1..=8).pop().unwrap();
    let refused = |change: Change| {
        let mut kept = good.clone();
        change(&mut kept);
        let outcome = Classes::go_on(8, 1..=8, u64::MAX, kept);
        let error = outcome.and_then(|mut classes| run(&mut classes)).unwrap_err();
        assert!(matches!(error, ClassesError::Kept(_)), "{error}");
        error.to_string()
    };
    for (change, why) in [
        (
            (|kept| kept[2].values.truncate(12)) as Change,
            "the values of degree 4 have 12 bytes, and should have 1560",
        ),
        (
            |kept| kept[2].pairs += 16,
            "have 1560 bytes, and should have 1728",
        ),
        (
            |kept| kept[2].blocks[0] = 1,
            "have blocks 0 to 8, and others are named",
        ),
        (
            |kept| kept[2].blocks[8] = 9,
            "have blocks 0 to 8, and others are named",
        ),
        (
            |kept| kept[2].degree = 7,
            "there are no values of degree 7 for n = 8",
        ),
        (
            |kept| kept[2] = kept[1].clone(),
            "values of degree 3 are there twice",
        ),
        (
            |kept| kept[2].values[..4].fill(0),
            "there are values of degree 4 that no graph has",
        ),
        (
            |kept| kept[2].list ^= 1,
            "the values of degree 4 belong to another list of classes",
        ),
        (
            |kept| kept[3].list ^= 1,
            "the values of degree 5 belong to another list of classes",
        ),
        (
            |kept| kept[0].list ^= 1,
            "the values of degree 2 belong to another list of classes",
        ),
    ] {
        let message = refused(change);
        assert!(
            message.starts_with("what was kept cannot be gone on with: "),
            "{message}"
        );
        assert!(message.ends_with(why), "{message}");
    }
}

#[test]
fn two_that_are_kept_make_one_unless_they_contradict_each_other() {
    let moments = moments(8, 1..=8);
    let whole = &moments.last().unwrap()[2];
    let some = moments.iter().find_map(|kept| kept.get(2)).unwrap();
    assert!(some.degree == 4 && some.blocks == [1, 4, 7]);
    let mut rest = KeptLevel::new(4, whole.list, 130);
    for block in [0, 2, 3, 4, 5, 6, 8] {
        rest.push(block, whole.of_block(block, 8).unwrap());
    }
    assert_eq!(some.merge(&rest, 8).as_ref(), Ok(whole));
    assert_eq!(rest.merge(some, 8).as_ref(), Ok(whole));
    let last = rest.values.len() - 1;
    rest.values[last] ^= 1;
    assert_eq!(rest.merge(whole, 8), Err(Contradiction::Block(8)));
    rest.list ^= 1;
    assert_eq!(rest.merge(some, 8), Err(Contradiction::List));
}
