//! The naive engine against published values and against the exhaustive one that is fast.

use std::cell::Cell;
use std::sync::Arc;

use super::Naive;
use super::steps::steps_about;
use crate::engine::EngineName;
use crate::engine::enumerate::{Config, Enumerate};
use crate::engine::seam::{Engine, EngineError, Settled};
use crate::latin::{Published, Shape, SignedCount};
use crate::run::{Report, Stopped, Unwatched, Watch};

/// K(r,n) by sign.
fn counted(mut engine: impl Engine) -> SignedCount {
    let units = engine.phase().unwrap().units;
    for unit in 0..units {
        let output = engine.run(unit, 0, &Unwatched).unwrap().output;
        engine.take(unit, &output.into()).unwrap();
    }
    assert_eq!(engine.settle(), Ok(Settled::Yes));
    let answer = engine.answer();
    assert_eq!(answer.evidence[0].found, answer.evidence[0].expected);
    answer.figures[0].signed().unwrap()
}

fn shapes() -> impl Iterator<Item = Shape> {
    let small = (1..=5).flat_map(|n| (1..=n).map(move |r| (r, n)));
    small
        .chain([(2, 6), (3, 6), (4, 6), (5, 6), (6, 6), (2, 7), (3, 7), (4, 7)])
        .map(|(r, n)| Shape::new(r, n).unwrap())
}

#[test]
fn equals_published_values_and_the_fast_engine() {
    let cache = Arc::default();
    for shape in shapes() {
        let found = counted(Naive::open(shape).unwrap());
        let fast = Enumerate::open(shape, Config::default(), 1, &cache).unwrap();
        assert_eq!(found, counted(fast), "{shape}");
        let published = Published::of(shape).unwrap();
        assert_eq!(found.total(), published.total, "{shape}");
        assert!(published.signed.is_none_or(|signed| signed == found), "{shape}");
    }
}

/// What a unit has reported, and whether it is to be stopped.
#[derive(Default)]
struct Reported {
    counted: Cell<[u64; 2]>,
    steps: Cell<u64>,
    share: Cell<u64>,
    stop: bool,
}

impl Watch for Reported {
    fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
        let [even, odd] = self.counted.get();
        self.counted
            .set([even + report.counted[0], odd + report.counted[1]]);
        self.steps.set(self.steps.get() + report.steps);
        assert!(report.share >= self.share.get() && report.share <= 1_000_000);
        self.share.set(report.share);
        if self.stop { Err(Stopped) } else { Ok(()) }
    }
}

#[test]
fn reports_add_up_and_a_stopped_unit_has_no_output() {
    let engine = Naive::open(Shape::new(4, 7).unwrap()).unwrap();
    let reported = Reported::default();
    let output = engine.run(3, 0, &reported).unwrap().output;
    let [even, odd] = reported.counted.get();
    assert_eq!(engine.read(3, &output), Ok(Some(SignedCount::new(even, odd))));
    assert_eq!(reported.share.get(), 1_000_000);
    let stopped = Reported {
        stop: true,
        ..Reported::default()
    };
    assert!(engine.run(3, 0, &stopped).is_err());
}

#[test]
fn at_most_a_half_more_cells_are_tried_than_expected() {
    for shape in shapes().filter(|shape| shape.rows() > 1) {
        let engine = Naive::open(shape).unwrap();
        let reported = Reported::default();
        for unit in 0..engine.phase().unwrap().units {
            reported.share.set(0);
            engine.run(unit, 0, &reported).unwrap();
        }
        let ratio = reported.steps.get() as f64 / steps_about(shape);
        assert!((0.9..1.5).contains(&ratio), "{shape}: {ratio}");
    }
}

#[test]
fn refuses_what_would_take_too_long() {
    for (r, n) in [(5, 8), (6, 8), (2, 14), (2, 1000), (500, 1000)] {
        let shape = Shape::new(r, n).unwrap();
        let refused = EngineError::Refused(format!(
            "{shape} is too large for naive: it takes up to 10⁹ expected steps"
        ));
        assert_eq!(Naive::open(shape).err(), Some(refused));
    }
    for (r, n) in [(1, 1000), (2, 10), (4, 7), (7, 7)] {
        assert!(EngineName::Naive.accepts(Shape::new(r, n).unwrap()).is_ok());
    }
}

#[test]
fn outputs_of_another_length_are_refused() {
    let mut engine = Naive::open(Shape::new(3, 4).unwrap()).unwrap();
    for length in [0, 8, 15, 17, 24, 32] {
        let error = engine.read(1, &vec![1; length]).unwrap_err().to_string();
        assert!(
            error.ends_with(&format!("it has {length} bytes, not 16")),
            "{error}"
        );
    }
    assert!(engine.take(0, &Arc::from([0; 3])).is_err());
    assert!(engine.phase().is_none());
}
