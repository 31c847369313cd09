//! Whole counts on every executor, and counts that are left and gone on with.

use super::*;
use crate::counting::{Counting, Question};
use crate::latin::Shape;

const LONG: Duration = Duration::from_secs(600);

fn start(columns: u32, rows: RangeInclusive<u32>, executor: Executor) -> ClassCounting {
    ClassCounting::start(columns, rows, u64::MAX, Arc::new(executor)).unwrap()
}

fn exhaustive(rows: u32, columns: u32) -> crate::report::CountSummary {
    let question = Question::of(Shape::new(rows, columns).unwrap());
    let mut counting = Counting::start(question, u64::MAX, &Executor::pool(2).unwrap()).unwrap();
    assert_eq!(counting.wait(LONG), State::Done);
    counting.collect().unwrap();
    counting.result().unwrap().summary
}

#[test]
fn every_executor_counts_what_is_published_and_what_is_counted_exhaustively() {
    let executors = [
        Executor::Caller,
        Executor::pool(1).unwrap(),
        Executor::pool(2).unwrap(),
        Executor::pool(3).unwrap(),
    ];
    for executor in executors.map(Arc::new) {
        for n in 1..=8 {
            let mut counting = ClassCounting::start(n, 1..=n, u64::MAX, executor.clone()).unwrap();
            assert_eq!(counting.wait(LONG), State::Done);
            let result = counting.result().unwrap();
            assert!(result.counts.iter().map(|count| count.summary.rows).eq(1..=n));
            for count in &result.counts {
                let published = count.published.as_ref().unwrap();
                let count = &count.summary;
                assert_eq!(
                    (&count.total, &count.reduced),
                    (&published.total, &published.reduced)
                );
                if let Some(signed) = &published.signed {
                    assert_eq!(
                        (&count.positive, &count.negative),
                        (&signed.positive, &signed.negative)
                    );
                }
                if executor.workers() == 2 && n <= 6 {
                    let other = exhaustive(count.rows, n);
                    assert_eq!(
                        (&count.positive, &count.negative),
                        (&other.positive, &other.negative)
                    );
                    assert_eq!(
                        (&count.reduced, &count.difference),
                        (&other.reduced, &other.difference)
                    );
                }
            }
            let degrees = result.levels.iter().map(|level| level.degree);
            assert!(degrees.eq(2..=if n < 4 { 1 } else { n / 2 }), "n = {n}");
        }
    }
}

#[test]
fn the_calling_thread_goes_unit_by_unit_and_says_how_far_it_is() {
    let mut counting = start(8, 5..=6, Executor::Caller);
    let mut seen = Vec::new();
    let mut matchings = 0;
    while counting.state() == State::Running {
        counting.step();
        let progress = counting.progress();
        assert!(progress.done <= progress.units && progress.workers.len() == 1);
        assert!(progress.workers[0].matchings >= matchings);
        matchings = progress.workers[0].matchings;
        if seen.last() != Some(&progress.phase) {
            seen.push(progress.phase);
        }
    }
    assert!(
        seen.contains(&"listing the classes of degree 4".to_owned()),
        "{seen:?}"
    );
    let progress = counting.progress();
    assert_eq!(progress.state, ProgressState::Done);
    assert!(progress.workers[0].classes > 0 && progress.workers[0].busy_seconds > 0.0);
    let rows: Vec<u32> = counting
        .result()
        .unwrap()
        .counts
        .iter()
        .map(|count| count.summary.rows)
        .collect();
    assert_eq!(rows, [5, 6]);
}

#[test]
fn a_cancel_ends_it_soon_and_without_figures() {
    let mut counting = start(10, 1..=10, Executor::pool(2).unwrap());
    assert_eq!(counting.wait(Duration::from_millis(300)), State::Running);
    assert_eq!(counting.result().unwrap_err(), CountError::Unfinished);
    counting.cancel();
    let cancelled = Instant::now();
    assert_eq!(counting.wait(LONG), State::Cancelled);
    assert!(cancelled.elapsed() < Duration::from_secs(1));
    assert_eq!(counting.progress().state, ProgressState::Cancelled);
    assert_eq!(counting.result().unwrap_err(), CountError::Cancelled);
}

/// Runs units until the phase in hand has none left, without going on to the next.
fn run_phase_in_hand(counting: &ClassCounting) {
    let (_, run) = counting.now.as_ref().unwrap();
    while run.state() == State::Running {
        run.step();
    }
}

#[test]
fn a_cancel_after_the_last_unit_of_a_phase_ends_it_before_the_next_and_keeps_what_is_done() {
    let mut counting = start(8, 4..=4, Executor::Caller);
    run_phase_in_hand(&counting);
    counting.cancel();
    assert_eq!(counting.wait(LONG), State::Cancelled);
    let (done, needed) = counting.blocks();
    assert!(0 < done && done < needed);
}

#[test]
fn a_cancel_after_the_last_unit_of_all_leaves_it_done() {
    let mut counting = start(8, 8..=8, Executor::Caller);
    while !counting.progress().phase.starts_with("sums") {
        counting.step();
    }
    run_phase_in_hand(&counting);
    counting.cancel();
    assert_eq!(counting.wait(LONG), State::Done);
    assert_eq!(counting.result().unwrap().counts.len(), 1);
}

#[test]
fn a_count_whose_worker_died_stays_failed() {
    let mut counting = start(8, 4..=4, Executor::Caller);
    counting.fail(CountError::Silent(0));
    let failed = ProgressState::Failed("worker 1 does not answer any more".to_owned());
    assert_eq!(counting.progress().state, failed);
    counting.wait(LONG);
    assert_eq!(counting.progress().state, failed);
    assert!(counting.result().is_err());
}

#[test]
fn a_phase_that_is_not_whole_gives_no_figures() {
    let mut counting = start(8, 1..=8, Executor::Caller);
    counting.step();
    counting.outputs.pop();
    let State::Failed(message) = counting.wait(LONG) else {
        panic!("a unit was lost");
    };
    assert!(message.contains("results were given for the"), "{message}");
    assert_eq!(counting.result().unwrap_err().to_string(), message);
    assert_eq!(counting.progress().state, ProgressState::Failed(message));
}

fn go_on(columns: u32, rows: RangeInclusive<u32>, checkpoint: ClassCheckpoint) -> ClassCounting {
    let executor = Arc::new(Executor::pool(2).unwrap());
    ClassCounting::go_on(columns, rows, Some(checkpoint), u64::MAX, executor).unwrap()
}

fn signs(counting: &ClassCounting) -> Vec<(u32, String, String)> {
    let counts = counting.result().unwrap().counts.into_iter();
    counts
        .map(|count| {
            let summary = &count.summary;
            (
                summary.rows,
                summary.positive.to_string(),
                summary.negative.to_string(),
            )
        })
        .collect()
}

#[test]
fn lists_and_values_are_the_same_whoever_makes_them() {
    for (n, rows) in [(8, 1..=8), (9, 1..=9), (10, 4..=5)] {
        let mut all = Vec::new();
        for workers in 0..=3 {
            let executor = match workers {
                0 => Executor::Caller,
                _ => Executor::pool(workers).unwrap(),
            };
            let mut counting = start(n, rows.clone(), executor);
            assert_eq!(counting.wait(LONG), State::Done);
            all.push(counting.checkpoint().levels(n).unwrap());
        }
        assert!(
            all[0].len() >= 3 && all.iter().all(|levels| *levels == all[0]),
            "n = {n}"
        );
    }
}

#[test]
fn a_count_is_cancelled_and_gone_on_with_again_and_again() {
    let mut whole = start(9, 1..=9, Executor::pool(2).unwrap());
    assert_eq!(whole.wait(LONG), State::Done);
    let mut checkpoint = ClassCheckpoint::of(9, 4..=4, Vec::new(), 0.0);
    let (mut runs, mut done) = (0, 0);
    loop {
        let mut counting = go_on(9, 1..=9, checkpoint);
        runs += 1;
        let blocks = counting.blocks();
        assert!(blocks.0 >= done);
        // until ten blocks more are done
        while counting.state() == State::Running && counting.blocks().0 < blocks.0 + 10 {
            counting.wait(Duration::from_millis(1));
        }
        counting.cancel();
        let state = counting.wait(LONG);
        let progress = counting.progress();
        done = progress.blocks_done;
        assert_eq!(progress.blocks, blocks.1);
        if state == State::Done {
            assert_eq!(signs(&counting), signs(&whole));
            let result = counting.result().unwrap();
            assert!(result.before_seconds > 0.0 && result.elapsed_seconds > result.before_seconds);
            break;
        }
        assert_eq!(state, State::Cancelled);
        checkpoint = ClassCheckpoint::read(&counting.checkpoint().text()).unwrap();
        assert_eq!(checkpoint.done(), (done as usize, blocks.1 as usize));
    }
    assert!(runs > 5 && done == whole.blocks().1);
}

#[test]
fn another_n_is_refused_and_another_list_ends_it_without_figures() {
    let mut counting = start(8, 1..=8, Executor::Caller);
    assert_eq!(counting.wait(LONG), State::Done);
    let checkpoint = counting.checkpoint();
    let executor = Arc::new(Executor::Caller);
    let refused = ClassCounting::go_on(9, 1..=9, Some(checkpoint.clone()), u64::MAX, executor).err();
    assert_eq!(
        refused.unwrap().to_string(),
        "this checkpoint is of another job: n = 8 by classes, not n = 9 by classes"
    );
    let mut levels = checkpoint.levels(8).unwrap();
    levels[2].list ^= 1;
    let mut counting = go_on(8, 1..=8, ClassCheckpoint::of(8, 1..=8, levels, 1.0));
    let message =
        "what was kept cannot be gone on with: the values of degree 4 belong to another list of classes";
    assert_eq!(counting.wait(LONG), State::Failed(message.to_owned()));
    assert_eq!(
        counting.result().unwrap_err(),
        CountError::Classes(message.to_owned())
    );
}
