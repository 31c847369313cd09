//! The rectangles themselves, one after another.

use latin_rectangles::engine::EngineName;
use latin_rectangles::latin::{self, Shape};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::failure::{Failure, refused};
use super::request::rows_or_columns;

/// All normalised rectangles of a shape in lexicographic order, or those with one first column: of each its rows and its sign.
#[pyclass(module = "latinrect._native")]
pub struct Rectangles {
    left: latin::Rectangles,
}

#[pymethods]
impl Rectangles {
    #[new]
    fn new(
        rows: &Bound<'_, PyAny>,
        columns: &Bound<'_, PyAny>,
        column: Option<Vec<i64>>,
    ) -> Result<Self, Failure> {
        let (rows, columns) = (
            rows_or_columns("rows", rows)?,
            rows_or_columns("columns", columns)?,
        );
        let shape = Shape::new(rows, columns).map_err(|error| refused(error.to_string()))?;
        EngineName::Enumerate.accepts(shape)?;
        let left = match column {
            None => latin::Rectangles::of(shape),
            Some(column) => {
                // what is no symbol is refused as 0 is
                let symbols: Vec<u8> = column
                    .iter()
                    .map(|&symbol| symbol.try_into().unwrap_or(0))
                    .collect();
                if symbols.len() != rows as usize {
                    return Err(refused(format!(
                        "a first column of {shape} has {rows} symbols, not {}",
                        symbols.len()
                    )));
                }
                latin::Rectangles::with_first_column(&symbols, columns)
                    .map_err(|error| refused(error.to_string()))?
            }
        };
        Ok(Rectangles { left })
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<(Bound<'py, PyTuple>, i8)>> {
        let Some(rectangle) = self.left.next() else {
            return Ok(None);
        };
        let rows: Vec<Bound<'_, PyTuple>> = rectangle
            .rows()
            .iter()
            .map(|row| PyTuple::new(py, row))
            .collect::<PyResult<_>>()?;
        Ok(Some((PyTuple::new(py, rows)?, rectangle.sign().value())))
    }
}
