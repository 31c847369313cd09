//! Which shapes it takes, and of which of them it computes K.

use crate::engine::seam::EngineError;
use crate::latin::Shape;

/// Rows at least.
pub const LEAST_ROWS: u32 = 2;
/// Rows at most.
pub const MOST_ROWS: u32 = 6;

/// For each number of rows from the least on, columns at most for D and for K.
pub const LARGEST: [(u32, u32); 5] = [
    (10_000, 10_000),
    (10_000, 1_000),
    (10_000, 200),
    (4_000, 30),
    (3_000, 12),
];

fn largest(rows: u32) -> (u32, u32) {
    let at = rows.checked_sub(LEAST_ROWS).map(|at| at as usize);
    at.and_then(|at| LARGEST.get(at)).copied().unwrap_or_default()
}

/// Columns at most for D; 0 for a number of rows that is not accepted.
pub fn most_columns(rows: u32) -> u32 {
    largest(rows).0
}

/// Columns at most of which K is computed too; 0 for a number of rows that is not accepted.
pub fn most_columns_of_k(rows: u32) -> u32 {
    largest(rows).1
}

/// Whether D of the shape is computed, at least.
///
/// # Errors
/// [`EngineError::Refused`] says what is allowed.
pub fn accepts(shape: Shape) -> Result<(), EngineError> {
    let (rows, columns) = (shape.rows(), shape.columns());
    if columns <= most_columns(rows) {
        return Ok(());
    }
    Err(EngineError::Refused(match most_columns(rows) {
        0 => format!("{shape}: formula takes {LEAST_ROWS} to {MOST_ROWS} rows"),
        most => {
            format!("{shape} is too large for formula: with {rows} rows it computes D for n up to {most}")
        }
    }))
}

/// The same for a figure that needs K.
///
/// # Errors
/// [`EngineError::Refused`] says what is allowed.
pub fn accepts_k(shape: Shape) -> Result<(), EngineError> {
    accepts(shape)?;
    let rows = shape.rows();
    let (most, most_of_k) = largest(rows);
    if shape.columns() <= most_of_k {
        return Ok(());
    }
    Err(EngineError::Refused(format!(
        "{shape} is too large for K by formula: with {rows} rows it computes K for n up to {most_of_k}, and D for n up to {most}"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_for_which_rows_how_far() {
        let refused = |accepts: fn(Shape) -> Result<(), EngineError>, r, n| {
            accepts(Shape::new(r, n).unwrap())
                .err()
                .map(|error| error.to_string())
        };
        assert_eq!(
            refused(accepts, 7, 8),
            Some("7 × 8: formula takes 2 to 6 rows".to_owned())
        );
        assert_eq!(
            refused(accepts, 1, 8),
            Some("1 × 8: formula takes 2 to 6 rows".to_owned())
        );
        assert_eq!(
            refused(accepts, 6, 3_001),
            Some("6 × 3001 is too large for formula: with 6 rows it computes D for n up to 3000".to_owned())
        );
        assert_eq!(refused(accepts, 6, 3_000), None);
        assert_eq!(
            refused(accepts_k, 6, 13),
            Some(
                "6 × 13 is too large for K by formula: with 6 rows it computes K for n up to 12, and D for n up to 3000"
                    .to_owned()
            )
        );
        assert_eq!(refused(accepts_k, 6, 12), None);
    }
}
