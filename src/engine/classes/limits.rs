//! Which shapes can be counted by classes.

use std::ops::RangeInclusive;

use super::error::ClassesError;

/// Columns at most, for up to so many rows: all, 5, 3 and 2.
///
/// How large figures become under these limits, in the 4 rows and more that take classes:
/// - A sum for K or D is L(r,n) at most, and L(10,10) is below 2¹²⁷. Sums are checked for overflow all the same.
/// - A k-regular graph has at most (k!)^(n/k) perfect matchings [Brègman 1973], so k!·U ≤ Π (j!)^(n/j) over j ≤ k, with
///   |S| ≤ U and |X| ≤ k·U. That is below 2³² for U up to degree n/2 and below 2⁶³ for k·U beyond. S and X are held in
///   32 bits up to degree n/2, which is checked when they are stored.
/// - A permanent is n! at most, below 2³² up to n = 12.
///
/// Tests check these limits.
pub const LARGEST: [(u32, u32); 4] = [(10, 10), (11, 5), (20, 3), (1000, 2)];

/// Whether this engine accepts the shapes at all, however long it takes.
///
/// # Errors
/// [`ClassesError::Rows`] and [`ClassesError::TooLarge`].
pub fn accepts(columns: u32, rows: RangeInclusive<u32>) -> Result<(), ClassesError> {
    let (from, to) = (*rows.start(), *rows.end());
    if from < 1 || from > to || to > columns {
        return Err(ClassesError::Rows { from, to, columns });
    }
    if !LARGEST
        .iter()
        .any(|&(largest, most)| columns <= largest && to <= most)
    {
        return Err(ClassesError::TooLarge { rows: to, columns });
    }
    Ok(())
}
