//! Checkpoints of a count that was shared, joined.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::arguments::Format;
use super::{Failure, MIB, checkpoint, classes, count, engine};
use crate::counting::{Begun, Counting, Question};
use crate::job::{AnyCheckpoint, Checkpoint};
use crate::run::Executor;

#[derive(Args)]
pub struct MergeArguments {
    /// Checkpoints of one count, whose units may overlap; by classes, of any rows of one n
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where to write what they make together
    #[arg(long)]
    output: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A line for each first column too; in csv those lines only
    #[arg(long)]
    per_column: bool,
}

/// Joins checkpoints, and gives the result when no unit is missing.
pub fn merge(arguments: &MergeArguments) -> Result<(), Failure> {
    let mut all: Option<AnyCheckpoint> = None;
    for file in &arguments.files {
        let next = checkpoint::read(file, AnyCheckpoint::read)?;
        all = Some(match all {
            None => next,
            Some(before) => before
                .merge(next)
                .map_err(|error| checkpoint::refused(file, &error))?,
        });
    }
    let all = all.expect("one file at least");
    if arguments.per_column && matches!(all, AnyCheckpoint::Classes(_)) {
        return Err(engine::not_by_classes("--per-column"));
    }
    if let Some(output) = &arguments.output {
        checkpoint::write(output, &all.text())?;
    }
    let (done, units) = all.done();
    let whole = done == units;
    match all {
        AnyCheckpoint::Enumerate(checkpoint) if whole => of_enumerate(checkpoint, arguments),
        AnyCheckpoint::Classes(checkpoint) if whole => classes::merged(checkpoint, arguments.format),
        AnyCheckpoint::Enumerate(checkpoint) => {
            println!("{}: {done} of {units} units are done", checkpoint.shape());
            Ok(())
        }
        AnyCheckpoint::Classes(checkpoint) => {
            let what = classes::what(checkpoint.columns(), &checkpoint.rows());
            println!("{what}: {done} of {units} units are done");
            Ok(())
        }
    }
}

fn of_enumerate(checkpoint: Checkpoint, arguments: &MergeArguments) -> Result<(), Failure> {
    let question = Question {
        engine: checkpoint.engine(),
        ..Question::of(checkpoint.shape())
    };
    let begun = Begun {
        checkpoint: Some(checkpoint),
        share: None,
    };
    let mut counting = Counting::go_on(question, begun, 1024 * MIB, &Executor::Caller)?;
    counting.wait(Duration::MAX);
    counting.collect()?;
    count::write_result(&counting.result()?, arguments.format, arguments.per_column)
}
