//! What went wrong, as the exceptions of Python: `ValueError` for what was given, `RuntimeError` for a count that failed.

use latin_rectangles::count::{CheckpointError, CountError, StartError};
use latin_rectangles::engine::seam::EngineError;
use pyo3::PyErr;
use pyo3::exceptions::{PyRuntimeError, PyValueError};

/// In the sentence of the library.
pub struct Failure(PyErr);

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        failure.0
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let sentence = error.to_string();
        Failure(match error {
            EngineError::Wrong(_) => PyRuntimeError::new_err(sentence),
            _ => PyValueError::new_err(sentence),
        })
    }
}

impl From<CheckpointError> for Failure {
    fn from(error: CheckpointError) -> Self {
        refused(error.to_string())
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        refused(error.to_string())
    }
}

impl From<CountError> for Failure {
    fn from(error: CountError) -> Self {
        match error {
            CountError::Engine(error) => error.into(),
            CountError::Checkpoint(error) => error.into(),
            CountError::Missing { .. } => refused(error.to_string()),
            _ => Failure(PyRuntimeError::new_err(error.to_string())),
        }
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Failure(error)
    }
}

/// What was given cannot be used.
pub fn refused(sentence: impl Into<String>) -> Failure {
    Failure(PyValueError::new_err(sentence.into()))
}
