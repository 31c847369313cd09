//! Lists of classes are complete, and it is noticed when one is not.

use crate::engine::classes::class_list::ClassList;
use crate::engine::classes::graph::labelled;
use crate::engine::classes::listing::Listing;
use crate::engine::classes::testing::{class_list, finish_listing, run};
use crate::engine::classes::{Classes, ClassesError};
use crate::engine::seam::Engine;

/// Left out of the quick tests.
mod slow {
    use super::*;

    #[test]
    fn there_are_so_many_classes() {
        let all: [(u32, u32, &[u64]); 6] = [
            (6, 6, &[4, 7]),
            (7, 7, &[4, 16]),
            (8, 8, &[7, 51, 194]),
            (9, 9, &[8, 224, 3529]),
            (10, 5, &[12, 1165, 121_790]),
            (11, 4, &[14, 7454]),
        ];
        for (n, rows, numbers) in all {
            let mut classes = Classes::open(n, 1..=rows, u64::MAX).unwrap();
            run(&mut classes).unwrap();
            let mut evidence = classes.answer().evidence;
            if n % 2 == 1 && rows == n {
                let forms = evidence.pop().unwrap();
                assert_eq!(forms.what, "two forms of one sum");
                assert_eq!(forms.found, forms.expected);
            }
            let found: Vec<u64> = evidence.iter().map(|list| list.count).collect();
            assert_eq!(found, numbers, "n = {n}");
            for (degree, list) in (2..).zip(evidence) {
                assert_eq!(list.what, "labelled graphs");
                assert_eq!(list.things, format!("classes of degree {degree}"));
                assert_eq!(list.found, list.expected);
                assert_eq!(list.expected, labelled(n as usize, degree).into());
            }
        }
    }
}

#[test]
fn a_class_that_is_missed_is_noticed() {
    for (n, degree) in [(6, 3), (8, 3), (8, 4), (9, 2)] {
        let complete = if degree == 2 {
            ClassList::of_cycles(n)
        } else {
            class_list(n, degree)
        };
        for at in [0, complete.pairs() / 2, complete.pairs() - 1] {
            let mut classes = Classes::open(n as u32, 4..=4, u64::MAX).unwrap();
            classes.enter_list(complete.clone()).unwrap();
            let mut short = complete.clone();
            short.forget(at);
            let error = classes.enter_list(short).unwrap_err();
            let ClassesError::Mass { found, expected, .. } = error.clone() else {
                panic!("{error}");
            };
            assert_eq!(expected - found, complete.labelled(at).into());
            assert!(
                error.to_string().contains("labelled graphs, but there are"),
                "{error}"
            );
        }
    }
}

#[test]
fn two_classes_with_one_key_are_noticed() {
    let complete = class_list(8, 4);
    // one that is not found by its transpose either
    let mut others = (1..complete.pairs()).map(|at| complete.class(at));
    let other = others.find(|class| !class.non_discrete[0] && class.own_transpose);
    let mut listing = Listing::new(8, 4, false).unwrap();
    listing.pretend_known(&other.unwrap().graph);
    let error = finish_listing(&mut listing, 8, 4).unwrap_err();
    let ClassesError::Mass { found, expected, .. } = error else {
        panic!("{error}");
    };
    assert!(found < expected);
}
