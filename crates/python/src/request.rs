//! From the arguments of Python to a request.

use std::thread;

use latin_rectangles::count::share::MOST_SHARES;
use latin_rectangles::count::{Checkpoint, Request};
use latin_rectangles::engine::seam::EngineError;
use latin_rectangles::engine::{EngineName, enumerate};
use latin_rectangles::latin::Shape;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyInt;

use super::failure::{Failure, refused};

pub const MOST_WORKERS: u32 = 256;

/// Seconds for which this machine is measured, to choose the cheaper engine.
const MEASURE_SECONDS: f64 = 0.005;

const AUTO: &str = "auto";

/// Every number of rows from `from` to `to`, and by which engine: that of the checkpoint or the cheaper one for "auto".
///
/// # Errors
/// When there is no such shape or engine, or the engine does not take the shape.
pub fn request(
    columns: u32,
    rows: (u32, u32),
    engine: &str,
    workers: u32,
    checkpoint: Option<&Checkpoint>,
) -> Result<Request, Failure> {
    let shape = (rows.0 == rows.1).then(|| Shape::new(rows.0, columns));
    let shape = shape.transpose().map_err(|error| refused(error.to_string()))?;
    let engine = match (engine, checkpoint, shape) {
        (AUTO, Some(checkpoint), _) => checkpoint.request().engine,
        (AUTO, None, Some(shape)) => {
            let word_seconds = enumerate::measure_word_seconds(None, MEASURE_SECONDS);
            EngineName::cheapest(shape, None, workers, word_seconds)?
        }
        (AUTO, None, None) => EngineName::Classes,
        (name, _, _) => name.parse().map_err(|_| no_engine(name))?,
    };
    engine.accepts_all((columns, columns), rows)?;
    Ok(Request::new(engine, (columns, columns), rows))
}

fn no_engine(name: &str) -> EngineError {
    let names = EngineName::ALL.map(EngineName::name).join(", ");
    EngineError::Refused(format!("there is no engine {name:?}; there are: {AUTO}, {names}"))
}

/// The settled request of a unit.
///
/// # Errors
/// When these bytes are none.
pub fn settled(request: &[u8]) -> Result<Request, Failure> {
    serde_json::from_slice(request)
        .map_err(|error| refused(format!("this is not a unit of a count: {error}")))
}

/// Threads of this process: 1 to 256, one for each logical processor where none are given.
///
/// # Errors
/// When it is another number.
pub fn workers(workers: Option<&Bound<'_, PyAny>>) -> Result<u32, Failure> {
    let Some(given) = workers else {
        return Ok(thread::available_parallelism().map_or(1, |many| (many.get() as u32).min(MOST_WORKERS)));
    };
    let workers = whole_number("workers", given)?.filter(|workers| (1..=MOST_WORKERS).contains(workers));
    workers.ok_or_else(|| refused(format!("workers go from 1 to {MOST_WORKERS}, not {given}")))
}

/// At least so many units.
///
/// # Errors
/// When nothing can be cut into so many.
pub fn units(given: &Bound<'_, PyAny>) -> Result<u32, Failure> {
    let units = whole_number("units", given)?.filter(|units| (1..=MOST_SHARES).contains(units));
    units.ok_or_else(|| refused(format!("units go from 1 to {MOST_SHARES}, not {given}")))
}

/// r or n.
///
/// # Errors
/// When it is none that any engine takes.
pub fn rows_or_columns(name: &str, given: &Bound<'_, PyAny>) -> Result<u32, Failure> {
    whole_number(name, given)?.ok_or_else(|| {
        refused(format!(
            "{name}: a whole number is wanted, 1 ≤ r ≤ n ≤ {} (by classes n ≤ 11 for r ≤ 5, n ≤ 20 for r ≤ 3, n ≤ 1000 for r ≤ 2; by formula n ≤ 10000 for 2 ≤ r ≤ 4, n ≤ 4000 for r = 5, n ≤ 3000 for r = 6), not {given}",
            enumerate::LARGEST
        ))
    })
}

/// `None` for an integer that is negative or far too large.
///
/// # Errors
/// `TypeError` when it is no integer.
fn whole_number(name: &str, given: &Bound<'_, PyAny>) -> Result<Option<u32>, Failure> {
    let is_integer = given.is_instance_of::<PyInt>() || given.hasattr("__index__")?;
    if is_integer {
        return Ok(given.extract().ok());
    }
    let found = given.get_type().name()?;
    let wanted = format!("{name}: an int is wanted, not {found}");
    Err(PyTypeError::new_err(wanted).into())
}
