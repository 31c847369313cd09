//! The phases that a count by classes will go through, before any list is known.

use std::ops::RangeInclusive;

use super::blocks::blocks_in;
use super::estimate::pairs;
use super::phase::{name, sums_of, values_of};
use super::steps::{Step, steps};

/// A phase to come; the rounds of a list are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPhase {
    pub step: Step,
    /// The first part of its key; of a list, the name of its rounds.
    pub of: String,
    /// Into how many units it is divided; `None` for a list, whose rounds depend on each other, and where the pairs of
    /// classes were never counted.
    pub units: Option<u32>,
}

/// The phases for `columns` columns and `rows` rows, in order, also where [`accepts`](super::accepts) refuses the shapes.
pub fn planned(columns: u32, rows: RangeInclusive<u32>) -> Vec<PlannedPhase> {
    let n = columns as usize;
    let phase = |step: Step| PlannedPhase {
        step,
        of: match step {
            Step::List(_) => name(step, n),
            Step::Values(degree) => values_of(n, degree),
            Step::Sum(_) | Step::Close => sums_of(n, step),
        },
        units: match (step, step.listed_degree(n)) {
            (Step::List(_), _) => None,
            // 16 classes at most
            (_, 2) => Some(1),
            (_, _) if n < 8 => Some(1),
            (_, listed) => pairs(columns, listed).map(|pairs| blocks_in(pairs) as u32),
        },
    };
    steps(columns, *rows.start(), *rows.end())
        .into_iter()
        .rev()
        .map(phase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_rows_of_ten_columns_take_two_lists_and_four_phases_that_can_be_shared() {
        let phases = planned(10, 1..=5);
        let of: Vec<(&str, Option<u32>)> = phases.iter().map(|phase| (&phase.of[..], phase.units)).collect();
        assert_eq!(
            of,
            [
                ("values of degree 2 for n = 10", Some(1)),
                ("listing the classes of degree 3", None),
                ("values of degree 3 for n = 10", Some(46)),
                ("sums of 4 rows for n = 10", Some(46)),
                ("listing the classes of degree 4", None),
                ("values of degree 4 for n = 10", Some(256)),
                ("sums of 5 rows for n = 10", Some(256)),
            ]
        );
    }
}
