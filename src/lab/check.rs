//! What must hold of records that come from a file, before anything is drawn from them.

use num_bigint::BigUint;

use super::plan::MOST_WORKERS;
use super::report::LabQuestion;
use super::step::{Batch, Outcome, Step, StepRecord, Task};
use crate::engine::EngineName;
use crate::latin::Shape;

/// Holds the records to their own sums and bounds.
///
/// # Errors
/// A sentence that says what does not hold.
pub fn check(question: &LabQuestion, records: &[StepRecord]) -> Result<(), String> {
    for shape in [question.counted, question.timed] {
        EngineName::Enumerate
            .accepts(shape)
            .map_err(|error| error.to_string())?;
    }
    for workers in [question.workers, question.most_workers] {
        workers_allowed(workers)?;
    }
    for StepRecord { step, outcome, .. } in records {
        workers_allowed(step.crew.workers)?;
        match (&step.task, outcome) {
            (Task::Counts { shape, .. }, Outcome::Counts(batch)) => batch_adds_up(step, *shape, batch)?,
            (Task::Unit { .. }, Outcome::Unit(times)) if times.times > 0 => {}
            (Task::Dispatch { .. }, Outcome::Dispatch { .. }) => {}
            _ => return Err("a step has an outcome of another kind".to_owned()),
        }
    }
    Ok(())
}

fn workers_allowed(workers: u32) -> Result<(), String> {
    if (1..=MOST_WORKERS).contains(&workers) {
        Ok(())
    } else {
        Err(format!(
            "{workers} workers are not possible: 1 to {MOST_WORKERS} are"
        ))
    }
}

fn batch_adds_up(step: &Step, shape: Shape, batch: &Batch) -> Result<(), String> {
    EngineName::Enumerate
        .accepts(shape)
        .map_err(|error| error.to_string())?;
    if batch.counts == 0 || batch.workers.len() != step.crew.workers as usize {
        return Err(format!("a batch of {shape} lacks counts or workers"));
    }
    let number = |text: &str| {
        text.parse::<BigUint>()
            .map_err(|_| format!("{text:?} is no whole number"))
    };
    let mut counted = BigUint::ZERO;
    for share in &batch.workers {
        counted += number(&share.rectangles)?;
    }
    let total = number(&batch.total)?;
    if counted * shape.row_orders() != &total * batch.counts {
        return Err(format!(
            "the workers have not counted the total of {shape}, {total}"
        ));
    }
    Ok(())
}
