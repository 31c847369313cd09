//! Units, run for whoever asks: the engine of a request stays open in this process, as the next units are mostly of the
//! same phase.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

use latin_rectangles::count::{Session, messages};
use latin_rectangles::engine::seam::{Engine, Settled};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;

use super::failure::{Failure, refused};
use super::request::settled;
use super::signals::Signals;

/// So many requests have their engines open; each may hold hundreds of megabytes.
const MOST_OPEN: usize = 2;

/// An engine, and how many phases it has folded.
struct Open {
    engine: Box<dyn Engine>,
    folded: usize,
}

struct Entry {
    request: Vec<u8>,
    open: Arc<RwLock<Open>>,
}

/// The last ones used, the very last at the end.
static ENGINES: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

/// A unit that was run: its number, how many microseconds it took, and its output.
type Ran<'py> = (u32, u64, Bound<'py, PyBytes>);

/// Runs units of phase number `phase` on this thread, and returns what `Count.complete` takes.
///
/// `outputs[i]` are the outputs of phase number i as `Count.outputs` gives them, for all phases before; they are looked at
/// only where the engine of this process has not folded them yet.
#[pyfunction]
pub fn run_units<'py>(
    py: Python<'py>,
    request: &[u8],
    phase: usize,
    units: Vec<u32>,
    outputs: &Bound<'py, PyAny>,
) -> Result<Vec<Ran<'py>>, Failure> {
    let outputs = outputs.clone().unbind();
    let ran = py.detach(|| {
        let open = engine(request, phase)?;
        fold(&open, phase, &outputs)?;
        run(&open, phase, &units)
    })?;
    let ran = ran.into_iter();
    Ok(ran
        .map(|(unit, microseconds, output)| (unit, microseconds, PyBytes::new(py, &output)))
        .collect())
}

/// The engine of a request that has folded `phase` phases at most.
fn engine(request: &[u8], phase: usize) -> Result<Arc<RwLock<Open>>, Failure> {
    let mut engines = ENGINES.lock().unwrap_or_else(PoisonError::into_inner);
    let found = engines.iter().position(|entry| {
        entry.request == request && entry.open.read().unwrap_or_else(PoisonError::into_inner).folded <= phase
    });
    let entry = match found {
        Some(at) => engines.remove(at),
        None => {
            let settled = settled(request)?;
            // what is replaced goes before more is held
            engines.retain(|entry| entry.request != request);
            let too_many = (engines.len() + 1).saturating_sub(MOST_OPEN);
            engines.drain(..too_many);
            let engine = Session::default().open(&settled, 1)?;
            Entry {
                request: request.to_vec(),
                open: Arc::new(RwLock::new(Open { engine, folded: 0 })),
            }
        }
    };
    let open = entry.open.clone();
    engines.push(entry);
    Ok(open)
}

/// Folds the outputs of every phase before `phase` that the engine has not folded.
fn fold(open: &RwLock<Open>, phase: usize, outputs: &Py<PyAny>) -> Result<(), Failure> {
    if open.read().unwrap_or_else(PoisonError::into_inner).folded >= phase {
        return Ok(());
    }
    let mut open = open.write().unwrap_or_else(PoisonError::into_inner);
    while open.folded < phase {
        let of_phase: PyBackedBytes = Python::attach(|py| {
            outputs
                .bind(py)
                .get_item(open.folded)?
                .extract()
                .map_err(PyErr::from)
        })?;
        let outputs = messages::read_outputs(&of_phase)?;
        // an engine that refuses is not used again
        let folded = std::mem::replace(&mut open.folded, usize::MAX);
        let units = open.engine.phase().map_or(0, |phase| phase.units);
        if outputs.len() != units {
            return Err(refused(format!(
                "{} outputs are given for {units} units",
                outputs.len()
            )));
        }
        for (unit, output) in outputs.iter().enumerate() {
            open.engine.take(unit, output)?;
        }
        while open.engine.settle()? == Settled::NotYet {}
        open.folded = folded + 1;
    }
    Ok(())
}

fn run(open: &RwLock<Open>, phase: usize, units: &[u32]) -> Result<Vec<(u32, u64, Vec<u8>)>, Failure> {
    let open = open.read().unwrap_or_else(PoisonError::into_inner);
    if open.folded != phase {
        return Err(refused(format!("the outputs before phase {phase} were refused")));
    }
    let there = open.engine.phase().map_or(0, |phase| phase.units);
    if let Some(unit) = units.iter().find(|&&unit| unit as usize >= there) {
        return Err(refused(format!(
            "there is no unit {unit}: there are {there} units, from 0"
        )));
    }
    let mut ran = Vec::with_capacity(units.len());
    for &unit in units {
        let (start, signals) = (Instant::now(), Signals::new());
        let Ok(result) = open.engine.run(unit as usize, 0, &signals) else {
            signals.raised()?;
            unreachable!("only a signal stops it");
        };
        ran.push((unit, start.elapsed().as_micros() as u64, result.output));
    }
    Ok(ran)
}
