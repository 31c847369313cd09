//! Counts by classes.

use std::ops::RangeInclusive;

use super::*;
use crate::latin::Published;
use crate::report::{CountResult, ProgressReport, ProgressState};

fn by_classes(columns: u32, rows: RangeInclusive<u32>, executor: Arc<Executor>) -> Count {
    start(Request::by_classes(columns, rows), executor)
}

#[test]
fn every_executor_counts_what_is_published_and_what_enumeration_counts() {
    for executor in [caller(), pool(1), pool(2), pool(3)] {
        for n in 1..=8 {
            let count = done(by_classes(n, 1..=n, executor.clone()));
            let result = CountResult::of(&count).unwrap();
            assert!(result.figures.iter().map(|figures| figures.rows).eq(1..=n));
            for figures in &result.figures {
                let published = figures.published.clone().unwrap();
                assert_eq!(
                    (&figures.total, &figures.reduced),
                    (&Some(published.total), &Some(published.reduced))
                );
                if let Some(signed) = published.signed {
                    assert_eq!(
                        (&figures.positive, &figures.negative),
                        (&Some(signed.positive), &Some(signed.negative))
                    );
                }
                if executor.workers() == 2 && n <= 6 {
                    let other = done(start(enumeration(figures.rows, n), executor.clone()));
                    let (_, signed) = signs(&other).remove(0);
                    assert_eq!(Some(signed.difference()), figures.difference);
                    assert_eq!(Some(signed.positive), figures.positive);
                    assert_eq!(Some(signed.negative), figures.negative);
                }
            }
            let degrees = result.evidence.iter().filter_map(|evidence| evidence.degree);
            assert!(degrees.eq(2..=if n < 4 { 1 } else { n / 2 }), "n = {n}");
        }
    }
}

#[test]
fn the_calling_thread_goes_unit_by_unit_and_says_how_far_it_is() {
    let mut count = by_classes(8, 5..=6, caller());
    let mut seen = Vec::new();
    let (mut matchings, mut share) = (0, 0.0);
    while count.state() == State::Running {
        count.step();
        let progress = ProgressReport::of(&mut count, 0);
        assert!(progress.done <= progress.units && progress.workers.len() == 1);
        assert!(progress.workers[0].steps >= matchings);
        matchings = progress.workers[0].steps;
        let phase = progress.phase.unwrap();
        assert!(phase.done <= phase.units);
        assert!((share..=1.0).contains(&count.progress()));
        share = count.progress();
        if seen.last() != Some(&phase.name) {
            seen.push(phase.name);
        }
    }
    assert_eq!(share, 1.0);
    assert!(
        seen.contains(&"listing the classes of degree 4".to_owned()),
        "{seen:?}"
    );
    let progress = ProgressReport::of(&mut count, 0);
    assert_eq!(progress.state, ProgressState::Done);
    assert!(progress.workers[0].counted > 0 && progress.workers[0].busy_seconds > 0.0);
    let rows: Vec<u32> = signs(&count).iter().map(|(shape, _)| shape.rows()).collect();
    assert_eq!(rows, [5, 6]);
}

#[test]
fn a_cancel_ends_it_soon_and_without_figures() {
    let mut count = by_classes(10, 1..=10, pool(2));
    assert_eq!(count.wait(Duration::from_millis(300)), State::Running);
    assert_eq!(count.answer().unwrap_err(), CountError::Unfinished);
    count.cancel();
    let cancelled = Instant::now();
    assert_eq!(count.wait(LONG), State::Cancelled);
    assert!(cancelled.elapsed() < Duration::from_secs(1));
    assert_eq!(ProgressReport::of(&mut count, 0).state, ProgressState::Cancelled);
    assert_eq!(count.answer().unwrap_err(), CountError::Cancelled);
}

/// Runs all units of the current phase, without starting the next.
fn run_current_phase(count: &Count) {
    let run = &count.current.as_ref().unwrap().run;
    while run.state() == State::Running {
        run.step();
    }
}

#[test]
fn a_cancel_after_the_last_unit_of_a_phase_ends_it_before_the_next_and_saves_progress() {
    let mut count = by_classes(8, 4..=4, caller());
    run_current_phase(&count);
    count.cancel();
    assert_eq!(count.wait(LONG), State::Cancelled);
    let (done, needed) = count.saved();
    assert!(0 < done && done < needed);
}

#[test]
fn a_cancel_after_the_last_unit_of_all_leaves_it_done() {
    let mut count = by_classes(8, 8..=8, caller());
    while !count.phase().unwrap().name.starts_with("sums") {
        count.step();
    }
    run_current_phase(&count);
    count.cancel();
    assert_eq!(count.wait(LONG), State::Done);
    assert_eq!(signs(&count).len(), 1);
}

#[test]
fn a_count_whose_worker_died_stays_failed() {
    let mut count = by_classes(8, 4..=4, caller());
    count.fail(CountError::Silent(0));
    let failed = State::Failed("worker 1 stopped responding".to_owned());
    count.wait(LONG);
    assert_eq!(count.state(), failed);
    assert_eq!(count.poll(), failed);
    assert!(count.answer().is_err());
}

/// Left out of the quick tests.
mod slow {
    use super::*;

    #[test]
    fn lists_and_values_are_the_same_whoever_makes_them() {
        for (n, rows) in [(8, 1..=8), (9, 1..=9), (10, 4..=5)] {
            let mut all = Vec::new();
            for workers in 0..=3 {
                let executor = if workers == 0 { caller() } else { pool(workers) };
                let count = done(by_classes(n, rows.clone(), executor));
                let mut checkpoint = count.checkpoint();
                checkpoint.forget_times();
                all.push(checkpoint);
            }
            assert!(all[0].text().matches("values of degree").count() >= 3, "n = {n}");
            assert!(all.iter().all(|checkpoint| *checkpoint == all[0]), "n = {n}");
        }
    }
}

#[test]
fn a_count_is_cancelled_and_resumed_again_and_again() {
    let whole = done(by_classes(9, 1..=9, pool(2)));
    let mut checkpoint = Checkpoint::new(Request::by_classes(9, 4..=4));
    let (mut runs, mut saved) = (0, 0);
    loop {
        let mut count = resume(Request::by_classes(9, 1..=9), checkpoint, pool(2));
        runs += 1;
        let before = count.saved();
        assert!(before.0 >= saved);
        // until ten blocks more are done
        while count.state() == State::Running && count.saved().0 < before.0 + 10 {
            count.wait(Duration::from_millis(1));
        }
        count.cancel();
        let state = count.wait(LONG);
        saved = count.saved().0;
        assert_eq!(count.saved().1, before.1);
        if state == State::Done {
            assert_eq!(signs(&count), signs(&whole));
            assert!(count.before_seconds() > 0.0);
            break;
        }
        assert_eq!(state, State::Cancelled);
        checkpoint = through_text(&count.checkpoint());
        assert_eq!(checkpoint.done(&Session::default()), Ok((saved, before.1)));
    }
    assert!(runs > 5 && saved == whole.saved().1);
}

#[test]
fn another_n_is_refused_and_another_list_ends_it_without_figures() {
    let count = done(by_classes(8, 1..=8, caller()));
    let checkpoint = count.checkpoint();
    let resumed = Resumed {
        checkpoint: Some(checkpoint.clone()),
        ..Resumed::default()
    };
    let refused = Count::resume(
        Request::by_classes(9, 1..=9),
        resumed,
        &Session::default(),
        caller(),
    )
    .err();
    assert_eq!(
        refused.unwrap().to_string(),
        "this checkpoint is of another job: n = 8 by classes, not n = 9 by classes"
    );
    let other = checkpoint.over_another_list("values of degree 4 for n = 8");
    let mut count = resume(Request::by_classes(8, 1..=8), other, pool(2));
    let State::Failed(message) = count.wait(LONG) else {
        panic!("values of another list were taken");
    };
    assert!(
        message.starts_with("the saved values of degree 4 for n = 8 rest on something else: list "),
        "{message}"
    );
    assert_eq!(count.answer().unwrap_err().to_string(), message);
}

#[test]
fn what_is_saved_of_some_rows_serves_others() {
    let some = done(by_classes(8, 8..=8, pool(2))).checkpoint();
    let mut count = resume(Request::by_classes(8, 4..=7), some.clone(), pool(2));
    assert_eq!(count.wait(LONG), State::Done);
    assert_eq!(signs(&count), signs(&done(by_classes(8, 4..=7, pool(2)))));
    assert_eq!(count.checkpoint().request().rows, (4, 8));
    for (shape, signed) in signs(&count) {
        assert_eq!(signed.total(), Published::of(shape).unwrap().total);
    }
}

#[test]
fn a_range_of_columns_is_counted_one_after_the_other() {
    for engine in EngineName::ALL {
        let request = Request::new(engine, (4, 6), (3, 6));
        let count = done(start(request.clone(), pool(2)));
        let shapes: Vec<Shape> = request.shapes().collect();
        assert_eq!(shapes.len(), 9);
        let found = signs(&count);
        assert!(found.iter().map(|(shape, _)| *shape).eq(shapes), "{engine}");
        for (shape, signed) in found {
            assert_eq!(
                signed.total(),
                Published::of(shape).unwrap().total,
                "{shape} by {engine}"
            );
        }
        let again = done(resume(request, through_text(&count.checkpoint()), pool(2)));
        assert_eq!(signs(&again), signs(&count));
    }
}
