//! The count of one shape.

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use clap::Args;

use super::arguments::{Format, OptionArguments, checked, default_workers, units, whole_number, workers};
use super::engine::{self, Chosen, EngineChoice};
use super::keeper::{Keeper, end_at_interrupt, say_going_on};
use super::progress::{announce_if_long, wait};
use super::{Failure, MIB, classes, result};
use crate::counting::{Begun, Counting, Question, StartError, parts_to_keep};
use crate::engine::{EngineName, Estimate};
use crate::job::Checkpoint;
use crate::report::{CountReport, CountResult};
use crate::run::{Executor, Schedule, State};

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

#[derive(Args)]
pub struct CountArguments {
    /// Rows r, from 1 to n
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    pub rows: u32,
    /// Columns n, up to 10; by classes up to 11 for r ≤ 5, 20 for r ≤ 3, 1000 for r ≤ 2
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    pub columns: u32,
    /// How it is counted
    #[arg(long, value_enum, default_value_t)]
    pub engine: EngineChoice,
    /// Threads, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = workers())]
    pub workers: Option<u32>,
    /// dynamic, static or split [default: dynamic, or split where there are fewer first columns than workers]
    #[arg(long)]
    pub schedule: Option<Schedule>,
    #[command(flatten)]
    pub options: OptionArguments,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// A line for each first column too; in csv those lines only
    #[arg(long)]
    pub per_column: bool,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    pub memory: u64,
    /// Keep what is done in this file, every five seconds; go on with what is there already
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Count only the units with these numbers, for example 0..1000; needs --checkpoint, and is for enumerate
    #[arg(long, value_name = "FROM..TO", requires = "checkpoint", value_parser = units)]
    pub units: Option<Range<u32>>,
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
                summary: &result.summary,
                per_column: per_column.then_some(&result.per_column),
            };
            result::json(&mut out, &report)?;
        }
        Format::Csv => result::csv(&mut out, result, per_column)?,
    }
    Ok(())
}
