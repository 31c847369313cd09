//! What a count by classes would take, before it is started.

use std::ops::RangeInclusive;

use super::{ClassesError, LARGEST};

/// About how much time and memory a count needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// On one thread, about.
    pub seconds: f64,
    /// Memory in bytes, at most.
    pub bytes: u64,
}

/// What counting `rows` rows of `columns` columns would take.
///
/// # Errors
/// [`ClassesError::Rows`] and [`ClassesError::TooLarge`].
pub fn estimate(columns: u32, rows: RangeInclusive<u32>) -> Result<Estimate, ClassesError> {
    let (from, to) = (*rows.start(), *rows.end());
    if from < 1 || from > to || to > columns {
        return Err(ClassesError::Rows { from, to, columns });
    }
    if !LARGEST.iter().any(|&(largest, most)| columns <= largest && to <= most) {
        return Err(ClassesError::TooLarge { rows: to, columns });
    }
    Ok(Estimate { seconds: 0.0, bytes: 0 })
}
