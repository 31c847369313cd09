//! The count of one shape.

use std::io;

use super::arguments::{CountArguments, Format, checked, default_workers};
use super::engine::{self, Chosen};
use super::keeper::{Keeper, end_at_interrupt, say_going_on};
use super::progress::{announce_if_long, wait};
use super::{Failure, MIB, classes, result};
use crate::counting::{Begun, Counting, Question, StartError, parts_to_keep};
use crate::engine::{EngineName, Estimate};
use crate::job::Checkpoint;
use crate::report::{CountReport, CountResult};
use crate::run::{Executor, State};

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

/// Counts one shape and writes what was counted.
pub fn count(arguments: &CountArguments) -> Result<(), Failure> {
    let shape = checked(arguments.rows, arguments.columns)?;
    let workers = arguments.workers.unwrap_or_else(default_workers);
    match engine::choose(arguments, shape, workers)? {
        Chosen::Enumerate(estimate) => enumerate(arguments, &estimate, workers),
        Chosen::Classes(about) => {
            let question = classes::Question {
                columns: shape.columns(),
                rows: shape.rows()..=shape.rows(),
                workers,
                memory: arguments.memory,
                checkpoint: arguments.checkpoint.as_deref(),
            };
            classes::count_shape(question, about, arguments.format)
        }
    }
}

fn enumerate(arguments: &CountArguments, estimate: &Estimate, workers: u32) -> Result<(), Failure> {
    let shape = estimate.shape;
    let engine = EngineName::Enumerate;
    let mut keeper = arguments.checkpoint.as_deref().map(Keeper::new).transpose()?;
    if keeper.is_none() {
        end_at_interrupt()?;
    }
    announce_if_long(&shape.to_string(), estimate.seconds, workers);
    let executor = Executor::pool(workers as usize).map_err(|error| Failure::Failed(error.to_string()))?;
    let question = Question {
        engine,
        schedule: arguments.schedule,
        options: arguments.options.options(),
        parts: keeper
            .as_ref()
            .map(|_| parts_to_keep(engine, shape))
            .transpose()?,
        ..Question::of(shape)
    };
    let begun = Begun {
        checkpoint: keeper
            .as_ref()
            .map(|keeper| keeper.read(Checkpoint::read))
            .transpose()?
            .flatten(),
        share: arguments.units.clone(),
    };
    if let Some(checkpoint) = &begun.checkpoint {
        say_going_on(checkpoint.done());
    }
    let mut counting = Counting::go_on(question, begun, arguments.memory.saturating_mul(MIB), &executor)?;
    wait(&mut counting, keeper.as_mut())?;
    if let Some(keeper) = &mut keeper {
        keeper.end(&counting)?;
        let (done, units) = counting.done();
        if done < units && counting.state() == State::Done {
            let share = counting.share();
            println!(
                "units {}..{} are counted: {done} of {units} units are done, and kept in {}",
                share.start,
                share.end,
                keeper.path().display()
            );
            return Ok(());
        }
    }
    write_result(&counting.result()?, arguments.format, arguments.per_column)
}

/// Writes the result of a count by first columns.
pub fn write_result(result: &CountResult, format: Format, per_column: bool) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match format {
        Format::Text => result::text(&mut out, result, per_column)?,
        Format::Json => {
            let report = CountReport {
                per_column: per_column.then_some(&result.per_column),
                ..CountReport::of(&result.summary)
            };
            result::json(&mut out, &report)?;
        }
        Format::Csv => result::csv(&mut out, result, per_column)?,
    }
    Ok(())
}
