//! Ctrl-C while it counts: Python's signals are looked at about every 50 ms.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use latin_rectangles::run::{Report, Stopped, Watch};
use pyo3::{PyErr, PyResult, Python};

/// How often signals are looked at.
pub const EVERY: Duration = Duration::from_millis(50);

/// Stops a unit that runs on this thread when Python has a signal, such as Ctrl-C.
pub struct Signals {
    state: RefCell<(Instant, Option<PyErr>)>,
}

impl Signals {
    pub fn new() -> Self {
        Signals {
            state: RefCell::new((Instant::now(), None)),
        }
    }

    /// What the handler of the signal has raised.
    ///
    /// # Errors
    /// That.
    pub fn raised(self) -> PyResult<()> {
        self.state.into_inner().1.map_or(Ok(()), Err)
    }
}

impl Watch for Signals {
    fn report(&self, _: Report<'_>) -> Result<(), Stopped> {
        let mut state = self.state.borrow_mut();
        if state.0.elapsed() < EVERY {
            return Ok(());
        }
        state.0 = Instant::now();
        // nothing to attach to while Python ends
        match Python::try_attach(|py| py.check_signals()) {
            Some(Err(raised)) => {
                state.1 = Some(raised);
                Err(Stopped)
            }
            _ => Ok(()),
        }
    }
}
