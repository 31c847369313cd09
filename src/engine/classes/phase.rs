//! What phases are called, for people and in files.

use std::ops::RangeInclusive;

use super::blocks::pairs_of;
use super::steps::{Step, steps};
use super::values::{Narrow, Stored, Values};
use crate::engine::seam::Key;

/// For example "listing the classes of degree 4", "values of the classes of degree 5", "sums over the classes of
/// degree 5".
pub fn name(step: Step, n: usize) -> String {
    let what = match step {
        Step::List(_) => "listing the classes of degree",
        Step::Values(_) => "values of the classes of degree",
        Step::Sum(_) | Step::Close => "sums over the classes of degree",
    };
    format!("{what} {}", step.degree(n))
}

/// What a round of a listing gives, which rests on the outputs of the listing so far, by their checksum.
pub fn round_key(n: usize, degree: usize, round: usize, outputs: u32) -> Key {
    Key {
        of: format!("round {round} of the classes of degree {degree} for n = {n}"),
        over: format!("outputs {outputs:08x}"),
    }
}

/// The key of the values of a degree, which rest on a complete list of classes, by its CRC-32 and its pairs.
pub fn values_key(n: usize, degree: usize, list: u32, pairs: usize) -> Key {
    Key {
        of: values_of(n, degree),
        over: over_list(list, pairs),
    }
}

/// The first part of that key.
pub fn values_of(n: usize, degree: usize) -> String {
    format!("values of degree {degree} for n = {n}")
}

/// The key of the sums that a step gives, which rest on a list too.
pub fn sums_key(n: usize, step: Step, list: u32, pairs: usize) -> Key {
    Key {
        of: sums_of(n, step),
        over: over_list(list, pairs),
    }
}

/// The first part of that key.
pub fn sums_of(n: usize, step: Step) -> String {
    let rows = match step {
        Step::Close => format!("{} and {n}", n - 1),
        _ => (step.degree(n) + 1).to_string(),
    };
    format!("sums of {rows} rows for n = {n}")
}

/// The phases of values and sums for these shapes, in order, by the first parts of their keys, except the values of degree 2,
/// which are few.
pub fn phases_to_share(columns: u32, rows: RangeInclusive<u32>) -> Vec<String> {
    let n = columns as usize;
    let steps = steps(columns, *rows.start(), *rows.end()).into_iter().rev();
    let phases = steps.filter_map(|step| match step {
        Step::List(_) | Step::Values(2) => None,
        Step::Values(degree) => Some(values_of(n, degree)),
        Step::Sum(_) | Step::Close => Some(sums_of(n, step)),
    });
    phases.collect()
}

fn over_list(list: u32, pairs: usize) -> String {
    format!("list {list:08x}, {pairs} pairs")
}

/// For example "classes of degree 4".
pub fn classes_of(degree: usize) -> String {
    format!("classes of degree {degree}")
}

/// Bytes of the output of a unit of values.
pub fn value_bytes(n: usize, degree: usize, pairs: usize, unit: usize) -> usize {
    let bytes = if degree <= n / 2 {
        Narrow::BYTES
    } else {
        Values::BYTES
    };
    pairs_of(pairs, unit).len() * bytes
}
