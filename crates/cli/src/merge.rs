//! Checkpoints of a count that was shared, joined.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use latin_rectangles::counting::{Begun, Counting, Question};
use latin_rectangles::job::{AnyCheckpoint, Checkpoint};
use latin_rectangles::run::Executor;

use super::arguments::Format;
use super::console::Console;
use super::lock::lock;
use super::output_file::OutputFile;
use super::{EXIT_STATUSES, Failure, MIB, checkpoint, classes, count, engine, printed_and_saved, result};

#[derive(Args)]
#[command(after_help = EXIT_STATUSES)]
pub struct MergeArguments {
    /// Checkpoints of one count, whose units may overlap; by classes, of any rows of one n
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where to write what they make together; a device or a pipe is written into
    #[arg(long)]
    output: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A line for each first column too; in csv those lines only
    #[arg(long)]
    per_column: bool,
}

/// Joins checkpoints, and gives the result when no unit is missing.
pub fn merge(arguments: &MergeArguments, console: Console) -> Result<(), Failure> {
    let output = arguments.output.as_deref().map(OutputFile::any).transpose()?;
    let _lock = match &output {
        Some(output) if output.is_regular() => lock(output, console)?,
        _ => None,
    };
    let mut all: Option<AnyCheckpoint> = None;
    for file in &arguments.files {
        let next = checkpoint::read(file)?;
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
    let written = output.map_or(Ok(()), |output| output.write(&all.text()));
    let saved = written.map_err(Failure::NotSaved);
    let (done, units) = all.done();
    let whole = done == units;
    let what = match all {
        AnyCheckpoint::Enumerate(checkpoint) if whole => {
            return printed_and_saved(of_enumerate(checkpoint, arguments), saved);
        }
        AnyCheckpoint::Classes(checkpoint) if whole => {
            return printed_and_saved(classes::merged(checkpoint, arguments.format, console), saved);
        }
        AnyCheckpoint::Enumerate(checkpoint) => checkpoint.shape().to_string(),
        AnyCheckpoint::Classes(checkpoint) => classes::what(checkpoint.columns(), &checkpoint.rows()),
    };
    let sentence = format!("{what}: {done} of {units} units are done");
    let printed = result::instead(&sentence, arguments.format, console);
    printed_and_saved(printed, saved.and(Err(Failure::NotWhole)))
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
