//! A count on threads of this process, or one whose units are run elsewhere.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use latin_rectangles::count::share::parts_to_share;
use latin_rectangles::count::{
    self, Checkpoint, CheckpointError, Completed, Request, Resumed, Session, messages,
};
use latin_rectangles::engine::Takes;
use latin_rectangles::engine::seam::Prepared;
use latin_rectangles::report::CountResult;
use latin_rectangles::run::{Executor, Meter, Schedule, State};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyList};

use super::answer::Finished;
use super::failure::Failure;
use super::progress::Progress;
use super::request::{request, rows_or_columns, settled, units, workers};
use super::signals::EVERY;

/// A count, on threads of this process or, `elsewhere`, by whoever takes its units.
#[pyclass(frozen, module = "latinrect._native")]
pub struct Count {
    count: Mutex<count::Count>,
    workers: u32,
    /// The phases whose units are worth running elsewhere; `None` for all.
    phases_to_share: Option<Vec<String>>,
}

/// Units elsewhere are handed out and returned by one worker, whoever runs them.
const ONE: usize = 0;

#[pymethods]
impl Count {
    /// Starts it, or resumes it from the text of a checkpoint; first columns of a new one are cut into `units` at least.
    #[new]
    #[pyo3(signature = (columns, rows, engine, workers, *, checkpoint, saved, elsewhere, units=None))]
    #[expect(clippy::too_many_arguments, reason = "they are Python's keywords")]
    fn new(
        py: Python<'_>,
        columns: &Bound<'_, PyAny>,
        rows: (Bound<'_, PyAny>, Bound<'_, PyAny>),
        engine: &str,
        workers: Option<&Bound<'_, PyAny>>,
        checkpoint: Option<&[u8]>,
        saved: bool,
        elsewhere: bool,
        units: Option<&Bound<'_, PyAny>>,
    ) -> Result<Self, Failure> {
        let columns = rows_or_columns("columns", columns)?;
        let rows = (
            rows_or_columns("rows", &rows.0)?,
            rows_or_columns("rows", &rows.1)?,
        );
        let workers = self::workers(workers)?;
        let units = units.map(self::units).transpose()?;
        py.detach(|| {
            let checkpoint = checkpoint.map(read).transpose()?;
            let mut wanted = request(columns, rows, engine, workers, checkpoint.as_ref())?;
            wanted.saved = saved;
            if let (Some(units), Some(shape)) = (units, wanted.shape()) {
                wanted.parts = Some(parts_to_share(wanted.engine, shape, units)?);
            }
            let executor = if elsewhere {
                Executor::Messages(1)
            } else {
                threads(workers)?
            };
            Count::start(wanted, checkpoint, executor, workers)
        })
    }

    /// Starts a part of a sequence: all shapes with so many columns and rows, of which one figure is wanted.
    #[staticmethod]
    fn part(
        py: Python<'_>,
        engine: &str,
        columns: (u32, u32),
        rows: (u32, u32),
        figure: &str,
        workers: Option<&Bound<'_, PyAny>>,
    ) -> Result<Self, Failure> {
        let workers = self::workers(workers)?;
        let request = Request {
            figure: Some(figure.parse()?),
            ..Request::new(engine.parse()?, columns, rows)
        };
        py.detach(|| Count::start(request, None, threads(workers)?, workers))
    }

    /// The same for a settled request, of which a unit is; its units are run elsewhere.
    #[staticmethod]
    fn of(py: Python<'_>, request: &[u8], workers: Option<&Bound<'_, PyAny>>) -> Result<Self, Failure> {
        let workers = self::workers(workers)?;
        let settled = settled(request)?;
        py.detach(|| Count::start(settled, None, Executor::Messages(1), workers))
    }

    /// Counts for at most so many seconds; whether it is over. What a signal raises is raised within some 50 ms.
    fn wait(&self, py: Python<'_>, seconds: f64) -> PyResult<bool> {
        let start = Instant::now();
        let at_most = Duration::from_secs_f64(seconds.clamp(0.0, 1e6));
        loop {
            let left = at_most.saturating_sub(start.elapsed()).min(EVERY);
            let state = py.detach(|| self.lock().wait(left));
            py.check_signals()?;
            if state != State::Running {
                return Ok(true);
            }
            if start.elapsed() >= at_most {
                return Ok(false);
            }
        }
    }

    /// Stops its threads; what is done can still be saved.
    fn stop(&self, py: Python<'_>) {
        py.detach(|| {
            let mut count = self.lock();
            count.cancel();
            while count.wait(EVERY) == State::Running {}
        });
    }

    fn progress(&self, py: Python<'_>) -> Progress {
        py.detach(|| Progress::of(&mut self.lock()))
    }

    /// Units whose outputs are saved, and all that it saves.
    fn saved(&self, py: Python<'_>) -> (usize, usize) {
        py.detach(|| self.lock().saved())
    }

    /// The text of a checkpoint: what is done.
    fn checkpoint<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let text = py.detach(|| self.lock().checkpoint().text());
        PyBytes::new(py, text.as_bytes())
    }

    /// The answer of a finished count.
    fn finished(&self, py: Python<'_>) -> Result<Finished, Failure> {
        py.detach(|| Ok(CountResult::of(&self.lock())?.into()))
    }

    /// What is counted, as workers elsewhere need it; each chooses its own kernel and popcount.
    fn request<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let settled = Request {
            popcount: None,
            ..self.lock().request().clone()
        };
        PyBytes::new(
            py,
            &serde_json::to_vec(&settled).expect("it has nothing but names and numbers"),
        )
    }

    /// The number of the current phase, what its outputs are, how many units it has, and whether it pays to run them
    /// elsewhere; `None` when all is counted.
    fn phase(&self, py: Python<'_>) -> Result<Option<(usize, String, usize, bool)>, Failure> {
        py.detach(|| {
            let mut count = self.lock();
            if count.poll() == State::Running {
                let is_shared = |of: &String| {
                    self.phases_to_share
                        .as_ref()
                        .is_none_or(|phases| phases.contains(of))
                };
                return Ok(count.phase().map(|phase| {
                    let of = phase.key.of.clone();
                    let is_shared = is_shared(&of);
                    (phase.number, of, phase.units, is_shared)
                }));
            }
            count.answer()?;
            Ok(None)
        })
    }

    /// All units of the current phase that are neither done nor assigned, in order; from now on they are assigned.
    fn assign(&self, py: Python<'_>) -> Vec<u32> {
        py.detach(|| all_left(&self.lock()))
    }

    /// Units that were assigned are lost, or not to be run after all.
    fn return_units(&self, py: Python<'_>, units: Vec<u32>) {
        py.detach(|| self.lock().return_units(ONE, &units));
    }

    /// Takes the outputs of units that were assigned, as `run_units` has given them.
    fn complete(&self, py: Python<'_>, completed: Vec<(u32, u64, PyBackedBytes)>) -> Result<(), Failure> {
        py.detach(|| {
            let mut count = self.lock();
            for (unit, microseconds, output) in completed {
                let unit = Completed {
                    unit,
                    seconds: microseconds as f64 / 1e6,
                    prepared: Prepared::default(),
                    output: output.to_vec(),
                };
                count.complete(ONE, unit);
            }
            // a wrong output has ended it
            match count.state() {
                State::Failed(_) => Err(count.answer().expect_err("it has failed").into()),
                _ => Ok(()),
            }
        })
    }

    /// Between phases: folds the outputs of every phase that is done. What a signal raises is raised soon.
    fn fold(&self, py: Python<'_>) -> PyResult<()> {
        loop {
            let is_done = py.detach(|| {
                let mut count = self.lock();
                let state = count.poll();
                let (done, units) = count.phase_done();
                state != State::Running || done < units
            });
            py.check_signals()?;
            if is_done {
                return Ok(());
            }
        }
    }

    /// Runs all units of the current phase that are left on threads of this process.
    fn run_here(&self, py: Python<'_>) -> Result<(), Failure> {
        let executor = threads(self.workers)?;
        let meter = Arc::new(Meter::new(executor.workers()));
        let (run, units) = py.detach(|| {
            let count = self.lock();
            let units = all_left(&count);
            let work = count.work(&units).map(Arc::new);
            let run = work.map(|work| executor.start(work, Schedule::Dynamic, meter));
            (run, units)
        });
        let Some(run) = run else { return Ok(()) };
        let state = loop {
            let state = py.detach(|| run.wait(EVERY));
            if let Err(raised) = py.check_signals() {
                run.cancel();
                while py.detach(|| run.wait(EVERY)) == State::Running {}
                self.return_units(py, units);
                return Err(raised.into());
            }
            if state != State::Running {
                break state;
            }
        };
        if let State::Failed(message) = state {
            return Err(PyRuntimeError::new_err(message).into());
        }
        py.detach(|| {
            let mut count = self.lock();
            for finished in run.take_finished() {
                let unit = Completed {
                    unit: finished.timing.unit as u32,
                    seconds: finished.timing.seconds,
                    prepared: finished.output.prepared,
                    output: finished.output.output,
                };
                count.complete(ONE, unit);
            }
        });
        Ok(())
    }

    /// The outputs of each phase that is done, from number `phase` on: what a worker elsewhere must fold.
    fn outputs<'py>(&self, py: Python<'py>, phase: usize) -> PyResult<Bound<'py, PyList>> {
        let phases: Vec<Vec<u8>> = py.detach(|| {
            let count = self.lock();
            count
                .phase_outputs(phase)
                .iter()
                .map(|phase| messages::outputs(phase))
                .collect()
        });
        PyList::new(py, phases.iter().map(|outputs| PyBytes::new(py, outputs)))
    }
}

impl Count {
    fn start(
        request: Request,
        checkpoint: Option<Checkpoint>,
        executor: Executor,
        workers: u32,
    ) -> Result<Self, Failure> {
        let resumed = Resumed {
            checkpoint,
            ..Resumed::default()
        };
        let count = count::Count::resume(request, resumed, &Session::default(), Arc::new(executor))?;
        let Request {
            engine,
            columns,
            rows,
            ..
        } = *count.request();
        let is_of_columns = engine.takes() == Takes::Columns;
        Ok(Count {
            count: Mutex::new(count),
            workers,
            phases_to_share: is_of_columns.then(|| engine.phases_to_share(columns.0, rows.0..=rows.1)),
        })
    }

    fn lock(&self) -> MutexGuard<'_, count::Count> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The checkpoint in the bytes of a file.
pub fn read(bytes: &[u8]) -> Result<Checkpoint, CheckpointError> {
    // bytes that are not text are refused as not being a checkpoint
    Checkpoint::read(&String::from_utf8_lossy(bytes))
}

fn all_left(count: &count::Count) -> Vec<u32> {
    let some = std::iter::repeat_with(|| count.assign(ONE));
    let mut all: Vec<u32> = some.take_while(|units| !units.is_empty()).flatten().collect();
    all.sort_unstable();
    all
}

fn threads(workers: u32) -> Result<Executor, Failure> {
    Executor::pool(workers as usize).map_err(|error| {
        let sentence = format!("{workers} threads cannot be started here ({error}); try fewer workers");
        PyRuntimeError::new_err(sentence).into()
    })
}
