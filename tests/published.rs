//! Whole counts against published values, totals and signs, through session, engine and pool.

use std::sync::Arc;
use std::time::Duration;

use latin_rectangles::count::{Count, Request, Session};
use latin_rectangles::engine::EngineName;
use latin_rectangles::latin::{Published, Shape};
use latin_rectangles::report::CountResult;
use latin_rectangles::run::{Executor, Schedule, State};

fn count(rows: u32, columns: u32, workers: usize, schedule: Option<Schedule>) -> CountResult {
    let shape = Shape::new(rows, columns).unwrap();
    let request = Request {
        schedule,
        ..Request::of(shape, EngineName::Enumerate)
    };
    let executor = Arc::new(Executor::pool(workers).unwrap());
    let mut count = Count::start(request, &Session::default(), executor).unwrap();
    while count.wait(Duration::from_secs(1)) == State::Running {}
    CountResult::of(&count).unwrap()
}

fn check(rows: u32, columns: u32, workers: usize, schedule: Option<Schedule>) {
    let shape = Shape::new(rows, columns).unwrap();
    let published = Published::of(shape).expect("published for every small shape");
    let result = count(rows, columns, workers, schedule);
    let [figures] = &result.figures[..] else {
        panic!("one shape");
    };
    let how = format!("{shape}, {workers} workers, {schedule:?}");
    assert_eq!(figures.total, Some(published.total), "{how}");
    assert_eq!(figures.reduced, Some(published.reduced), "{how}");
    if let Some(signed) = published.signed {
        assert_eq!(figures.difference, Some(signed.difference()), "{how}");
        assert_eq!(figures.positive, Some(signed.positive), "{how}");
        assert_eq!(figures.negative, Some(signed.negative), "{how}");
    } else {
        assert_eq!(
            rows, 1,
            "{how}: signs are published for every shape with r ≥ 2 here"
        );
    }
    let per_column = &result.by_column.as_ref().expect("first columns").per_column;
    assert_eq!(per_column.len(), figures.first_columns as usize, "{how}");
    assert!(
        per_column
            .iter()
            .all(|column| column.count == per_column[0].count),
        "{how}"
    );
}

#[test]
fn every_shape_up_to_n_7() {
    for n in 1..=7 {
        for r in 1..=n {
            check(r, n, 2, None);
        }
    }
}

#[test]
fn two_to_four_rows_of_8() {
    for r in 2..=4 {
        check(r, 8, 2, None);
    }
}

#[test]
fn every_schedule_with_one_to_five_workers() {
    for schedule in Schedule::ALL {
        for workers in 1..=5 {
            for (r, n) in [(1, 4), (2, 6), (5, 6), (6, 6), (4, 7)] {
                check(r, n, workers, Some(schedule));
            }
        }
    }
}
