//! Counts of one shape, first column by first column.

use super::*;
use crate::report::CountResult;
use num_bigint::BigUint;

fn total(count: &Count) -> BigUint {
    let [figures] = &CountResult::of(count).unwrap().figures[..] else {
        panic!("one shape");
    };
    figures.total.clone().unwrap()
}

#[test]
fn the_meter_ends_at_the_reduced_rectangles_counted() {
    let count = done(start(enumeration(4, 6), pool(2)));
    let result = CountResult::of(&count).unwrap();
    let read = |field| (0..2).map(move |worker| (worker, field));
    let counted: u64 = read(MeterField::Positive)
        .chain(read(MeterField::Negative))
        .map(|(worker, field)| count.meter().read(worker, field))
        .sum();
    let figures = &result.figures[0];
    let reduced = figures.reduced.clone().unwrap();
    assert_eq!(reduced * figures.first_columns, counted.into());
    assert_eq!(
        result.per_worker.iter().map(|worker| worker.units).sum::<u32>(),
        10
    );
}

#[test]
fn the_calling_thread_counts_the_same() {
    let mut count = start(enumeration(4, 5), caller());
    while count.state() == State::Running {
        count.step();
    }
    assert_eq!(total(&count).to_string(), "1344");
}

#[test]
fn tables_are_built_once_or_by_each_worker_or_for_each_first_column() {
    use crate::engine::enumerate::Sharing;
    let tables_built = |sharing, workers| {
        let request = Request {
            sharing,
            schedule: Some(Schedule::Static),
            ..enumeration(5, 6)
        };
        let count = done(start(request, pool(workers)));
        assert_eq!(total(&count).to_string(), "1128960");
        count
            .records()
            .iter()
            .map(|record| record.prepared.tables)
            .sum::<u32>()
    };
    for workers in 1..=5 {
        assert_eq!(tables_built(Sharing::OneCount, workers), 1);
        assert_eq!(tables_built(Sharing::Worker, workers), workers as u32);
        assert_eq!(tables_built(Sharing::Unit, workers), 5);
    }
}

#[test]
fn a_second_count_of_one_n_in_a_session_builds_no_tables() {
    let session = Session::default();
    let built = || {
        let count = done(Count::start(enumeration(5, 6), &session, pool(2)).unwrap());
        let records = count.records().iter();
        records.map(|record| record.prepared.lists).sum::<u32>()
    };
    assert_eq!([built() > 0, built() > 0], [true, false]);
}

#[test]
fn a_count_in_shares_and_pieces_is_the_whole_count() {
    let executor = pool(2);
    let session = Session::default();
    let whole = || Request {
        parts: Some(3),
        ..enumeration(4, 6)
    };
    let run = |resumed: Resumed| done(Count::resume(whole(), resumed, &session, executor.clone()).unwrap());
    let share = |units: Range<u32>| Resumed {
        share: Some(Share::Units { phase: 0, units }),
        ..Resumed::default()
    };
    let part = run(share(3..11));
    assert!(matches!(
        part.answer(),
        Err(CountError::Missing {
            missing: 22,
            units: 30
        })
    ));
    assert_eq!(part.checkpoint().done(&session), Ok((8, 30)));
    let merged = part.checkpoint().merge(run(share(0..5)).checkpoint()).unwrap();
    assert_eq!(merged.done(&session), Ok((11, 30)));
    let rest = run(Resumed {
        checkpoint: Some(merged.clone()),
        ..Resumed::default()
    });
    let result = CountResult::of(&rest).unwrap();
    assert_eq!(total(&rest), total(&run(Resumed::default())));
    assert_eq!(
        result.per_worker.iter().map(|worker| worker.units).sum::<u32>(),
        19
    );
    assert_eq!(rest.done_before(), 11);
    assert!(result.before_seconds > 0.0 && result.elapsed_seconds > result.before_seconds);
    let columns = result.by_column.unwrap().per_column;
    assert!(columns.iter().all(|column| column.seconds > 0.0));
    let again = run(Resumed {
        checkpoint: Some(through_text(&rest.checkpoint())),
        ..Resumed::default()
    });
    assert_eq!(total(&again), total(&rest));
    assert!(matches!(
        Count::resume(whole(), share(20..31), &session, executor.clone()),
        Err(StartError::Share {
            from: 20,
            to: 31,
            units: 30
        })
    ));
}

#[test]
fn a_count_that_contradicts_itself_stays_failed() {
    let mut count = start(enumeration(4, 6), caller());
    count.step();
    // a wrong output of one unit contradicts all other first columns
    let wrong: Output = [1u128.to_le_bytes(), 2u128.to_le_bytes()].concat().into();
    count.current.as_mut().unwrap().outputs[0] = Some(wrong);
    let State::Failed(message) = count.wait(LONG) else {
        panic!("a contradiction was taken");
    };
    assert!(message.starts_with("the first columns do not agree"), "{message}");
    for _ in 0..2 {
        assert_eq!(count.poll(), State::Failed(message.clone()));
        assert_eq!(count.state(), State::Failed(message.clone()));
        assert_eq!(count.answer().unwrap_err().to_string(), message);
        assert_eq!(CountResult::of(&count).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_cancelled_count_gives_no_figure() {
    let mut count = start(enumeration(5, 8), pool(2));
    count.cancel();
    assert_eq!(count.wait(LONG), State::Cancelled);
    assert_eq!(count.answer().unwrap_err(), CountError::Cancelled);
}

#[test]
fn progress_goes_from_nothing_to_all_and_never_back() {
    let mut count = start(enumeration(4, 6), caller());
    let mut seen = vec![count.progress()];
    while count.state() == State::Running {
        count.step();
        seen.push(count.progress());
    }
    assert!(seen.is_sorted() && seen[0] < 0.1 && seen.last() == Some(&1.0));
}

#[test]
fn what_is_saved_of_another_cut_is_resumed_as_it_was_cut() {
    let session = Session::default();
    let cut = |parts, checkpoint| {
        let request = Request {
            parts: Some(parts),
            ..enumeration(4, 6)
        };
        let resumed = Resumed {
            checkpoint,
            ..Resumed::default()
        };
        Count::resume(request, resumed, &session, caller()).unwrap()
    };
    let mut some = cut(3, None);
    some.step();
    let resumed = done(cut(5, Some(some.checkpoint())));
    assert_eq!(resumed.request().parts, Some(3));
    assert_eq!((resumed.records().len(), resumed.done_before()), (30, 1));
}

#[test]
fn naive_is_reported_by_first_column_without_lists() {
    use crate::report::{Plan, ProgressReport};
    let request = Request::of(Shape::new(4, 6).unwrap(), EngineName::Naive);
    let mut count = done(start(request, pool(2)));
    let plan = Plan::of(&count).by_column.unwrap();
    assert_eq!((plan.units.len(), plan.first_columns.len()), (10, 10));
    let progress = ProgressReport::of(&mut count, 0);
    assert_eq!((progress.done, progress.units), (10, 10));
    assert_eq!(progress.finished.len(), 10);
    assert!(progress.phase.unwrap().steps.is_some());
    let result = CountResult::of(&count).unwrap();
    assert!(result.per_worker.iter().map(|worker| worker.steps).sum::<u64>() > 0);
    let columns = result.by_column.unwrap();
    assert_eq!(columns.candidates, None);
    let by_enumeration = CountResult::of(&done(start(enumeration(4, 6), pool(2)))).unwrap();
    let counts = |columns: crate::report::ColumnsResult| columns.per_column.into_iter().map(|one| one.count);
    assert!(counts(columns).eq(counts(by_enumeration.by_column.unwrap())));
}
