//! Whole counts against the naive engine, which has nothing in common with this one.

use crate::engine::classes::testing::counts;
use crate::engine::naive::Naive;
use crate::engine::seam::Engine;
use crate::latin::{Shape, SignedCount};
use crate::run::Unwatched;

fn naive(rows: u32, columns: u32) -> SignedCount {
    let mut engine = Naive::open(Shape::new(rows, columns).unwrap()).unwrap();
    for unit in 0..engine.phase().unwrap().units {
        let output = engine.run(unit, 0, &Unwatched).unwrap().output;
        engine.take(unit, &output.into()).unwrap();
    }
    engine.settle().unwrap();
    engine.answer().figures[0].signed().unwrap()
}

#[test]
fn equals_the_naive_engine_up_to_six_columns() {
    for n in 1..=6 {
        for (rows, count) in counts(n, 1..=n) {
            assert_eq!(count, naive(rows, n), "{rows} × {n}");
        }
    }
    assert_eq!(counts(7, 4..=4)[&4], naive(4, 7));
}
