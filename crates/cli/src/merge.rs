//! Merges the checkpoints of a count that was shared out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use latin_rectangles::count::{Checkpoint, Count, Request, Resumed, Session};
use latin_rectangles::engine::Takes;
use latin_rectangles::report::CountResult;
use latin_rectangles::run::{Executor, State};

use super::arguments::{Format, MIB, default_workers};
use super::console::Console;
use super::failure::{EXIT_STATUSES, Failure, printed_and_saved};
use super::lock::lock;
use super::output_file::OutputFile;
use super::run::threads;
use super::{checkpoint, classes, count, engine, result};

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

/// Merges checkpoints, and writes the result when no unit is missing.
pub fn merge(arguments: &MergeArguments, console: Console) -> Result<(), Failure> {
    let output = arguments.output.as_deref().map(OutputFile::any).transpose()?;
    let _lock = match &output {
        Some(output) if output.is_regular() => lock(output, console)?,
        _ => None,
    };
    let mut all: Option<Checkpoint> = None;
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
    let request = all.request().clone();
    let of_columns = request.engine.takes() == Takes::Columns;
    if arguments.per_column && of_columns {
        return Err(engine::not_by(request.engine, "--per-column"));
    }
    let written = output.map_or(Ok(()), |output| output.write(&all.text()));
    let saved = written.map_err(Failure::NotSaved);
    let session = Session::default();
    let (done, units) = all.done(&session)?;
    if done == units {
        return printed_and_saved(write_whole(all, &session, arguments), saved);
    }
    let what = match request.shape() {
        Some(shape) => shape.to_string(),
        None => classes::what(request.columns.0, &(request.rows.0..=request.rows.1)),
    };
    let sentence = format!("{what}: {done} of {units} units are done");
    let printed = result::instead(&sentence, arguments.format, console);
    printed_and_saved(printed, saved.and(Err(Failure::NotWhole)))
}

/// Writes the result of a complete count; what is not saved is computed again, as a check.
fn write_whole(all: Checkpoint, session: &Session, arguments: &MergeArguments) -> Result<(), Failure> {
    let request = Request {
        memory: 1024 * MIB,
        ..all.request().clone()
    };
    let one_shape = request.shape().is_some();
    let executor = match request.engine.takes() {
        Takes::Shape => Executor::Caller,
        Takes::Columns => threads(default_workers())?,
    };
    let resumed = Resumed {
        checkpoint: Some(all),
        share: None,
    };
    let mut count = Count::resume(request, resumed, session, Arc::new(executor))?;
    while count.wait(Duration::from_secs(1)) == State::Running {}
    if one_shape {
        count::write(&count, arguments.format, arguments.per_column)
    } else {
        classes::write_table(&CountResult::of(&count)?, arguments.format)
    }
}
