//! Counts by formula: shared out, resumed for other columns, and by workers that share no memory.

use super::remote::{open_remote, run_remote};
use super::*;
use crate::engine::seam::Key;

fn by_formula(rows: u32, columns: (u32, u32)) -> Request {
    Request::new(EngineName::Formula, columns, (rows, rows))
}

#[test]
fn shares_are_merged_and_serve_any_columns_up_to_the_greatest() {
    let request = by_formula(5, (9, 9));
    let whole = done(start(request.clone(), pool(2)));
    let shares = ["2/3", "0/3", "1/3"].map(|share| {
        let resumed = Resumed {
            share: Some(Share::Numbered(share.parse().unwrap())),
            ..Resumed::default()
        };
        let count = Count::resume(request.clone(), resumed, &Session::default(), pool(2)).unwrap();
        let count = done(count);
        assert!(matches!(count.answer(), Err(CountError::Missing { .. })));
        through_text(&count.checkpoint())
    });
    let merged = shares.into_iter().reduce(|one, other| one.merge(other).unwrap());
    let merged = merged.unwrap();
    assert_eq!(merged.request().columns, (9, 9));
    let mut count = resume(by_formula(5, (6, 9)), merged.clone(), pool(2));
    while count.state() == State::Running {
        if count.phase().is_some_and(|phase| phase.saved) {
            assert_eq!(count.done_here().1, 0, "nothing is left to be counted");
        }
        count.wait(Duration::from_millis(1));
    }
    let found = signs(&count);
    assert_eq!(found.len(), 4);
    assert_eq!(found[3..], signs(&whole));
    assert_eq!(count.checkpoint().request().columns, (6, 9));
    for (columns, rows) in [((9, 10), 5), ((9, 9), 4)] {
        let resumed = Resumed {
            checkpoint: Some(merged.clone()),
            ..Resumed::default()
        };
        let refused = Count::resume(by_formula(rows, columns), resumed, &Session::default(), caller());
        let refused = refused.err().unwrap().to_string();
        assert!(refused.contains("5 × 9 by formula"), "{refused}");
    }
}

#[test]
fn workers_that_share_no_memory_count_the_same() {
    for request in [
        by_formula(5, (5, 8)),
        by_formula(3, (3, 40)),
        by_formula(6, (20, 30)),
    ] {
        let here = done(start(request.clone(), pool(2)));
        let (mut count, mut workers) = open_remote(request, None);
        run_remote(&mut count, &mut workers, usize::MAX);
        assert_eq!(count.answer(), here.answer());
    }
}

#[test]
fn several_rows_are_counted_one_after_the_other() {
    let request = Request::new(EngineName::Formula, (2, 7), (2, 4));
    let count = done(start(request.clone(), pool(2)));
    assert!(signs(&count).iter().map(|(shape, _)| *shape).eq(request.shapes()));
    let alone = done(start(by_formula(4, (7, 7)), caller()));
    assert_eq!(signs(&count).last(), signs(&alone).first());
}

#[test]
fn d_alone_has_nothing_to_save() {
    let request = Request {
        figure: Some(Figure::D),
        ..by_formula(4, (100, 100))
    };
    let count = done(start(request.clone(), pool(2)));
    assert_eq!(count.saved(), (0, 0));
    let again = done(resume(request, through_text(&count.checkpoint()), caller()));
    assert_eq!(again.answer(), count.answer());
    assert!(count.answer().unwrap().figures[0].total.is_none());
}

#[test]
fn units_that_were_cut_otherwise_are_refused_by_name() {
    let request = Request {
        figure: Some(Figure::K),
        ..by_formula(6, (12, 12))
    };
    let count = start(request.clone(), caller());
    let now = count.phase().unwrap().key.clone();
    let before = Key {
        over: "6 primes from 2147483647, 36 units".to_owned(),
        ..now.clone()
    };
    let mut checkpoint = count.checkpoint();
    let saved = Saved {
        microseconds: 1,
        output: vec![0; 28].into(),
    };
    checkpoint.add(&before, 36, 0, saved);
    let resumed = Resumed {
        checkpoint: Some(through_text(&checkpoint)),
        ..Resumed::default()
    };
    let refused = Count::resume(request, resumed, &Session::default(), caller());
    assert_eq!(
        refused.err().unwrap().to_string(),
        format!(
            "the saved {} rest on something else: {}, not {}",
            now.of, before.over, now.over
        )
    );
}

#[test]
fn a_count_can_be_cancelled() {
    let mut count = start(by_formula(5, (5, 30)), pool(2));
    count.wait(Duration::from_millis(20));
    count.cancel();
    assert_eq!(count.wait(LONG), State::Cancelled);
    assert_eq!(count.answer(), Err(CountError::Cancelled));
}
