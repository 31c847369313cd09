//! Which shapes are accepted, and what a count would take.

use super::method;
use super::options::Options;
use super::search::Scratch;
use super::sharing::{SharedTables, Sharing};
use super::tables::Tables;
use crate::engine::estimate::{Estimate, latin_rectangles_about};
use crate::engine::seam::EngineError;
use crate::latin::{FirstColumn, Shape};

/// The largest n.
pub const LARGEST: u32 = 10;

/// Whether the shape is accepted at all, however long it takes.
///
/// # Errors
/// [`EngineError::Refused`] says the largest n.
pub fn accepts(shape: Shape) -> Result<(), EngineError> {
    let columns = shape.columns();
    if columns > LARGEST {
        return Err(EngineError::Refused(format!(
            "columns n = {columns} is too large for enumerate: n goes up to {LARGEST}"
        )));
    }
    Ok(())
}

/// What counting the shape would take on `workers` workers, each doing a word of bitset work in `word_seconds`.
///
/// # Errors
/// As [`accepts`].
pub fn estimate(shape: Shape, workers: u32, word_seconds: f64) -> Result<Estimate, EngineError> {
    accepts(shape)?;
    let first_columns = FirstColumn::all(shape).count() as u64;
    let options = Options::default();
    let work = first_columns as f64 * method::words_about(shape, options);
    Ok(Estimate {
        shape,
        first_columns,
        total: true,
        rectangles: latin_rectangles_about(shape.rows(), shape.columns()) * first_columns as f64,
        seconds: work * word_seconds / f64::from(workers.max(1)),
        bytes: bytes(shape, workers as usize, options, Sharing::default()),
    })
}

/// Bytes that the lists of candidates of `columns` = n hold.
pub fn table_bytes(columns: u32) -> u64 {
    Tables::bytes(columns)
}

/// Bytes that tables and `workers` searches hold at most.
pub(super) fn bytes(shape: Shape, workers: usize, options: Options, sharing: Sharing) -> u64 {
    SharedTables::bytes(shape.columns(), sharing, workers) + workers as u64 * Scratch::bytes(shape, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_fits_two_workers_in_240_mib() {
        for n in 1..=LARGEST {
            for r in 1..=n {
                let estimate = estimate(Shape::new(r, n).unwrap(), 2, 1e-9).unwrap();
                assert!(estimate.bytes < 240 << 20, "{r} × {n}: {} bytes", estimate.bytes);
                assert!(estimate.seconds.is_finite() && estimate.seconds > 0.0);
            }
        }
    }
}
