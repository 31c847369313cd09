//! Verification of a file, which stops at Ctrl-C.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use latin_rectangles::report::{VerifyError, VerifyOptions};
use latin_rectangles::run::{Report, Stopped, Watch};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use super::failure::{Failure, refused};
use super::request::workers;
use super::signals::EVERY;

struct Stop<'s>(&'s AtomicBool);

impl Watch for Stop<'_> {
    fn report(&self, _: Report<'_>) -> Result<(), Stopped> {
        if self.0.load(Ordering::Relaxed) {
            Err(Stopped)
        } else {
            Ok(())
        }
    }
}

/// The transcript of a file with these bytes, as JSON and as text.
#[pyfunction]
pub fn verify(
    py: Python<'_>,
    file: PyBackedBytes,
    units_recounted: Option<u32>,
    seed: u32,
    workers: Option<&Bound<'_, PyAny>>,
) -> Result<(String, String), Failure> {
    let options = VerifyOptions {
        units_recounted,
        seed,
        workers: self::workers(workers)?,
        memory: u64::MAX,
        bfile: None,
    };
    let stop = AtomicBool::new(false);
    let verified = thread::scope(|scope| {
        let (file, stop, waiting) = (&file, &stop, thread::current());
        let running = scope.spawn(move || {
            let verified = latin_rectangles::report::verify(file, options, &Stop(stop));
            waiting.unpark();
            verified
        });
        while !running.is_finished() {
            py.detach(|| thread::park_timeout(EVERY));
            if let Err(raised) = py.check_signals() {
                stop.store(true, Ordering::Relaxed);
                return Err(raised);
            }
        }
        let panicked = |_| PyRuntimeError::new_err("the verification panicked");
        running.join().map_err(panicked)
    })?;
    let transcript = verified.map_err(|error| match error {
        VerifyError::Unreadable(_) | VerifyError::Refused(_) => refused(error.to_string()),
        _ => PyRuntimeError::new_err(error.to_string()).into(),
    })?;
    let json = serde_json::to_string(&transcript).expect("it has nothing but texts and numbers");
    Ok((json, transcript.to_string()))
}
