//! Estimates how many cells are tried.

use num_traits::ToPrimitive;

use crate::engine::estimate::latin_rectangles_about;
use crate::latin::Shape;

/// Cells tried for all first columns, about; infinity where that overflows.
pub fn steps_about(shape: Shape) -> f64 {
    let (rows, columns) = (shape.rows(), shape.columns());
    let first_columns = shape.first_columns().to_f64().unwrap_or(f64::INFINITY);
    let each: f64 = (2..=rows)
        .map(|row| latin_rectangles_about(row - 1, columns) * row_steps_about(row, columns))
        .sum();
    first_columns * each
}

/// Cells tried in a row, below each rectangle of the rows above it: as many as there are ways to fill the row up to them,
/// if the symbols left in each column were random.
fn row_steps_about(row: u32, columns: u32) -> f64 {
    let (mut ways, mut steps) = (1.0, 0.0);
    let free = f64::from(columns + 1 - row) / f64::from(columns);
    for column in 1..columns {
        steps += ways;
        ways = (ways * f64::from(columns - column) * free).max(1.0);
    }
    steps
}
