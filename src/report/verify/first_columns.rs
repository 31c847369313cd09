//! The counts of first columns, which must all be the same.

use super::check::Check;
use crate::latin::count::grouped;
use crate::latin::{FirstColumn, Shape, SignedCount};

/// That these first columns, by rank, have the same counts; `None` stands for one that is not complete.
pub fn agree(shape: Shape, counts: &[Option<SignedCount>]) -> Check {
    let what = format!("{shape}: reduced rectangles of every first column, even + odd");
    let complete: Vec<(u64, &SignedCount)> = (0..)
        .zip(counts)
        .filter_map(|(rank, count)| Some((rank, count.as_ref()?)))
        .collect();
    let (all, many) = (counts.len(), complete.len());
    let Some((first, expected)) = complete.first() else {
        return Check::skipped(what, format!("none of {all} is complete"));
    };
    let name =
        |rank: u64| FirstColumn::unrank(shape, rank).map_or_else(String::new, |column| column.to_string());
    let words = |count: &SignedCount| format!("{} + {}", grouped(&count.positive), grouped(&count.negative));
    let others: Vec<&(u64, &SignedCount)> = complete.iter().filter(|(_, count)| count != expected).collect();
    if let Some((rank, found)) = others.first() {
        return Check::of(
            what,
            format!("{} in {}", words(found), name(*rank)),
            format!("{} as in {}", words(expected), name(*first)),
        )
        .with_note(format!(
            "{} of {many} complete ones differ from {}",
            others.len(),
            name(*first)
        ));
    }
    let found = words(expected);
    if many == 1 {
        return Check {
            found: Some(found),
            ..Check::skipped(
                what,
                "there is one complete first column, and nothing to compare it with",
            )
        };
    }
    Check::of(what, &found, &found).with_note(format!("in {many} of {all} first columns, the complete ones"))
}

/// What that comparison finds, for `columns` complete first columns.
pub fn certainty(columns: usize) -> String {
    if columns < 2 {
        return "First columns: fewer than two are complete, so that their sums are compared with nothing."
            .to_owned();
    }
    format!(
        "First columns: every first column of a shape has the same count of each sign, which is proved. If the sum over one \
         of these {columns} is wrong, it is found for certain, unless all are wrong by the same. Errors that cancel in the \
         sum of one first column are not found by this."
    )
}
