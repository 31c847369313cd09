//! The last step, from values to counts.

use std::sync::Arc;

use crate::engine::Unwatched;
use crate::engine::classes::graph::factorial;
use crate::engine::classes::level::Level;
use crate::engine::classes::small;
use crate::engine::classes::steps::{Step, steps};
use crate::engine::classes::sums::{Sum, normalised};
use crate::engine::classes::testing::level;
use crate::engine::classes::values::{Narrow, Stored, Valued, Values};

fn level_two(n: usize) -> Arc<Valued<Narrow>> {
    let level = Arc::new(Level::of_cycles(n));
    let values = (0..level.pairs()).map(|pair| Narrow::pack(Values::of_cycles(&level.class(pair).graph)));
    let values = values.collect();
    Arc::new(Valued::new(level, 2, Arc::new(values), None))
}

#[test]
fn three_rows_by_cycle_types_are_three_rows_by_graphs() {
    for n in 4..=11 {
        let valued = level_two(n);
        let pairs = valued.level.pairs();
        let sums = Sum::Lower(valued).run(0..pairs, &Unwatched).unwrap();
        let count = small::split(
            &normalised(sums.total, n).unwrap().into(),
            &normalised(sums.difference[0], n).unwrap().into(),
        );
        assert_eq!(count, small::count(3, n as u32), "n = {n}");
    }
}

#[test]
fn the_weight_of_a_class_need_not_be_a_multiple_of_n_factorial() {
    // seven of the 194 classes of 4-regular graphs on 8 + 8 vertices
    let level = level(8, 4);
    let classes = (0..level.pairs()).map(|pair| level.class(pair));
    let odd_ones = classes.filter(|class| {
        !(factorial(8).pow(2) / u128::from(class.automorphisms)).is_multiple_of(factorial(8))
    });
    let many: usize = odd_ones
        .map(|class| if class.own_transpose { 1 } else { 2 })
        .sum();
    assert_eq!(many, 7);
    assert_eq!(normalised(1, 8), None);
    assert_eq!(normalised(-3 * 40_320, 8), Some(-3));
}

#[test]
fn no_level_is_made_that_is_not_needed() {
    let degrees = |columns, rows| {
        let steps = steps(columns, rows, rows);
        steps
            .iter()
            .rev()
            .filter_map(|step| {
                if let Step::Values(k) = step {
                    Some(*k)
                } else {
                    None
                }
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(degrees(10, 10), [2, 3, 4, 5]);
    assert_eq!(degrees(10, 9), [2, 3, 4, 5]);
    assert_eq!(degrees(10, 8), [2, 3, 4, 5, 6, 7]);
    assert_eq!(degrees(10, 5), [2, 3, 4]);
    assert_eq!(degrees(9, 9), [2, 3, 4, 5]);
    assert!(degrees(10, 3).is_empty());
}
