//! The count of one shape.

use std::io;

use latin_rectangles::counting::{Begun, Counting, Question, StartError, parts_to_keep};
use latin_rectangles::engine::{EngineName, Estimate};
use latin_rectangles::job::AnyCheckpoint;
use latin_rectangles::report::{CountReport, CountResult};
use latin_rectangles::run::State;

use super::arguments::{CountArguments, Format, checked, default_workers};
use super::console::Console;
use super::engine::{self, Chosen};
use super::keeper::{Keeper, say_going_on};
use super::progress::{announce_if_long, wait};
use super::{Failure, MIB, classes, interrupts, printed_and_saved, result, threads};

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

/// Counts one shape and writes what was counted.
pub fn count(arguments: &CountArguments, console: Console) -> Result<(), Failure> {
    let shape = checked(arguments.rows, arguments.columns)?;
    let workers = arguments.workers.unwrap_or_else(default_workers);
    let path = arguments.checkpoint.as_deref();
    let keeper = path.map(|path| Keeper::new(path, console)).transpose()?;
    let checkpoint = keeper.as_ref().map(Keeper::read).transpose()?.flatten();
    match engine::choose(arguments, shape, workers, checkpoint.as_ref(), console)? {
        Chosen::Enumerate(estimate) => enumerate(arguments, &estimate, workers, keeper, checkpoint, console),
        Chosen::Classes(about) => {
            let question = classes::Question {
                columns: shape.columns(),
                rows: shape.rows()..=shape.rows(),
                workers,
                memory: arguments.memory,
            };
            classes::count_shape(question, about, keeper, checkpoint, arguments.format, console)
        }
    }
}

fn enumerate(
    arguments: &CountArguments,
    estimate: &Estimate,
    workers: u32,
    mut keeper: Option<Keeper>,
    checkpoint: Option<AnyCheckpoint>,
    console: Console,
) -> Result<(), Failure> {
    let shape = estimate.shape;
    let engine = EngineName::Enumerate;
    let executor = threads(workers)?;
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
        checkpoint: checkpoint.map(AnyCheckpoint::of_enumerate).transpose()?,
        share: arguments.units.clone(),
    };
    if let Some(checkpoint) = &begun.checkpoint {
        say_going_on(console, checkpoint.done());
    }
    let mut counting = Counting::go_on(question, begun, arguments.memory.saturating_mul(MIB), &executor)?;
    announce(&counting, estimate, workers, console);
    wait(&mut counting, keeper.as_mut(), console)?;
    let Some(keeper) = &mut keeper else {
        return write_result(&counting.result()?, arguments.format, arguments.per_column);
    };
    let saved = keeper.end(&counting);
    if let (State::Cancelled, Some(signal)) = (counting.state(), interrupts::asked()) {
        return Err(keeper.stopped(&counting, saved, signal, console));
    }
    let (done, units) = counting.done();
    if done < units && counting.state() == State::Done {
        saved?;
        let share = counting.share();
        let sentence = format!(
            "units {}..{} are counted: {done} of {units} units are done, and kept in {}",
            share.start,
            share.end,
            keeper.path().display()
        );
        return result::instead(&sentence, arguments.format, console);
    }
    let printed = write_result(&counting.result()?, arguments.format, arguments.per_column);
    printed_and_saved(printed, saved)
}

/// Says how long a count takes that begins now; of one that is resumed, progress tells it better than an estimate.
fn announce(counting: &Counting, estimate: &Estimate, workers: u32, console: Console) {
    let ((_, to_do), (done, units)) = (counting.done_here(), counting.done());
    if done > 0 {
        return;
    }
    let shape = estimate.shape;
    let what = if to_do == units {
        shape.to_string()
    } else {
        format!("this share of {shape}")
    };
    let seconds = estimate.seconds * to_do as f64 / units as f64;
    announce_if_long(console, &what, seconds, workers);
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
