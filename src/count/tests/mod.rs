//! Whole counts by both engines on every executor, and counts that are interrupted and resumed.

mod classes;
mod enumeration;
mod formula;
mod remote;
mod shares;

use super::*;
use crate::engine::seam::Figures;
use crate::engine::{EngineName, Figure};
use crate::latin::Shape;
use crate::run::{Finished, Schedule};

const LONG: Duration = Duration::from_secs(600);

fn pool(workers: usize) -> Arc<Executor> {
    Arc::new(Executor::pool(workers).unwrap())
}

fn caller() -> Arc<Executor> {
    Arc::new(Executor::Caller)
}

/// One shape by enumeration.
fn enumeration(r: u32, n: u32) -> Request {
    Request::of(Shape::new(r, n).unwrap(), EngineName::Enumerate)
}

fn start(request: Request, executor: Arc<Executor>) -> Count {
    Count::start(request, &Session::default(), executor).unwrap()
}

fn resume(request: Request, checkpoint: Checkpoint, executor: Arc<Executor>) -> Count {
    let resumed = Resumed {
        checkpoint: Some(checkpoint),
        ..Resumed::default()
    };
    Count::resume(request, resumed, &Session::default(), executor).unwrap()
}

fn done(mut count: Count) -> Count {
    assert_eq!(count.wait(LONG), State::Done);
    count
}

/// K⁺ and K⁻ of each shape.
fn signs(count: &Count) -> Vec<(Shape, SignedCount)> {
    let figures = count.answer().unwrap().figures.into_iter();
    figures
        .map(|figures: Figures| (figures.shape, figures.signed().unwrap()))
        .collect()
}

/// Through a file and back.
fn through_text(checkpoint: &Checkpoint) -> Checkpoint {
    Checkpoint::read(&checkpoint.text()).unwrap()
}
