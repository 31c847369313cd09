//! The last step, from values to counts.

use crate::engine::classes::blocks::{blocks_in, pairs_of};
use crate::engine::classes::class_list::ClassList;
use crate::engine::classes::degree_values::DegreeValues;
use crate::engine::classes::graph::factorial;
use crate::engine::classes::small;
use crate::engine::classes::steps::{Step, steps};
use crate::engine::classes::sums::{Checked, Form, Sum, Sums, counts, normalised};
use crate::engine::classes::testing::class_list;
use crate::engine::classes::values::{Narrow, Values, packed};
use crate::engine::classes::{ClassesError, LARGEST};
use crate::latin::{Published, Shape};
use crate::run::Unwatched;
use crate::simd::Arch;

fn degree_two(n: usize) -> (ClassList, DegreeValues<Narrow>) {
    let list = ClassList::of_cycles(n);
    let values = |pairs: std::ops::Range<usize>| {
        let values = pairs.map(|pair| Values::of_cycles(&list.class(pair).graph));
        packed::<Narrow>(&values.collect::<Vec<_>>()).unwrap().into()
    };
    let pairs = list.pairs();
    let blocks = (0..blocks_in(pairs)).map(|block| values(pairs_of(pairs, block)));
    let valued = DegreeValues::new(2, pairs, blocks.collect());
    (list, valued)
}

#[test]
fn three_rows_by_cycle_types_are_three_rows_by_graphs() {
    for n in 4..=11 {
        let (list, valued) = degree_two(n);
        let sum = Sum {
            list: &list,
            form: Form::Lower(&valued),
            kernel: Arch::best(),
        };
        let sums = sum.run(0..list.pairs(), &Unwatched).unwrap().unwrap();
        assert_eq!(Sums::read(&sums.write()).as_ref(), Ok(&sums));
        let count = small::split(
            &normalised(sums.total.value().unwrap(), n).unwrap().into(),
            &normalised(sums.difference[0].value().unwrap(), n).unwrap().into(),
        );
        assert_eq!(count, small::count(3, n as u32), "n = {n}");
    }
}

#[test]
fn the_weight_of_a_class_need_not_be_a_multiple_of_n_factorial() {
    // seven of the 194 classes of 4-regular graphs on 8 + 8 vertices
    let list = class_list(8, 4);
    let classes = (0..list.pairs()).map(|pair| list.class(pair));
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
fn a_sum_that_does_not_fit_gives_no_count() {
    let mut large = Checked::default();
    large.add([i128::MAX / 3, 2]);
    assert!(large.value().is_some());
    let of = |total: Checked| Sums {
        total,
        ..Sums::default()
    };
    let overflow = Err(ClassesError::Overflow { columns: 11 });
    // a product that is too large, and a sum of parts that each fit
    let mut product = large;
    product.add([i128::MAX / 3, 2, 2]);
    assert_eq!(counts(11, Step::Sum(4), &of(product)), overflow);
    let mut parts = of(large);
    parts.add(&of(large));
    parts.add(&Sums::default());
    assert_eq!(counts(11, Step::Sum(4), &parts), overflow);
    let read = Sums::read(&parts.write()).unwrap();
    assert_eq!(counts(11, Step::Sum(4), &read), overflow);
}

#[test]
fn what_is_allowed_fits() {
    for (largest, rows) in LARGEST.into_iter().filter(|&(_, rows)| rows > 3) {
        let published = Published::of(Shape::new(rows, largest).unwrap()).unwrap();
        let all = published.total * factorial(largest as usize);
        assert!(all <= i128::MAX.unsigned_abs().into(), "{rows} × {largest}");
        assert!(factorial(largest as usize) <= u32::MAX.into());
        for n in 4..=largest {
            let degrees = steps(n, 1, rows.min(n))
                .into_iter()
                .filter_map(|step| match step {
                    Step::Values(degree) => Some(degree as u32),
                    _ => None,
                });
            for k in degrees {
                let factorial = |j: u32| (1..=j).map(f64::from).product::<f64>();
                let most = |j: u32| factorial(j).powf(f64::from(n) / f64::from(j));
                let u = (1..=k).map(most).product::<f64>() / factorial(k);
                if k <= n / 2 {
                    assert!(u < 2f64.powi(32), "n = {n}, degree {k}: {u:e}");
                } else {
                    assert!(u * f64::from(k) < 2f64.powi(63), "n = {n}, degree {k}: {u:e}");
                }
            }
        }
    }
}

#[test]
fn no_degree_is_counted_that_is_not_needed() {
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
