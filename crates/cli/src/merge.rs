//! Merges the checkpoints of a count that was shared out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use latin_rectangles::count::share::MOST_SHARES;
use latin_rectangles::count::{Checkpoint, Count, Request, Resumed, Session};
use latin_rectangles::engine::Takes;
use latin_rectangles::report::CountResult;
use latin_rectangles::run::{Executor, State};

use super::arguments::{Format, MIB, default_workers, workers};
use super::console::Console;
use super::failure::{EXIT_STATUSES, Failure, printed_and_saved};
use super::lock::lock;
use super::missing::Missing;
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
    /// By classes, only say whether this phase is whole, for example "values of degree 4 for n = 10", and compute nothing
    #[arg(long, value_name = "NAME")]
    phase: Option<String>,
    /// How many shares there were, to name the missing ones [default: what the files say]
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_SHARES)))]
    shares: Option<u32>,
    /// Where shares are missing, print this command, with their numbers for {}, for example 'sbatch --array={} job.sh'
    #[arg(long, value_name = "COMMAND")]
    resubmit: Option<String>,
    /// Threads for what is not in the files, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = workers())]
    workers: Option<u32>,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    memory: u64,
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
    let all = checkpoint::read_all(&arguments.files)?.expect("one file at least");
    let request = all.request();
    let of_columns = request.engine.takes() == Takes::Columns;
    if arguments.per_column && of_columns {
        return Err(engine::not_by(request.engine, "--per-column"));
    }
    let session = Session::default();
    let missing = Missing::all(&all, &session, arguments.phase.as_deref(), arguments.shares)?;
    let written = output.map_or(Ok(()), |output| checkpoint::write(&output, &all));
    let saved = written.map_err(Failure::NotSaved);
    let is_whole = missing.iter().all(Missing::is_nothing);
    if is_whole && arguments.phase.is_none() {
        return printed_and_saved(write_whole(all, &session, arguments), saved);
    }
    let mut lines = Vec::new();
    let resubmit = arguments.resubmit.as_deref();
    if arguments.phase.is_some() {
        lines.extend(missing.iter().flat_map(|missing| missing.lines(resubmit)));
    } else {
        let (done, units) = all.done(&session)?;
        let what = match request.shape() {
            Some(shape) => shape.to_string(),
            None if request.columns.0 < request.columns.1 => request.to_string(),
            None => classes::what(request.columns.0, &(request.rows.0..=request.rows.1)),
        };
        lines.push(format!("{what}: {done} of {units} units are done"));
        let shared_out = missing
            .iter()
            .filter(|missing| missing.has_shares() && !missing.is_nothing());
        lines.extend(shared_out.flat_map(|missing| missing.lines(resubmit)));
    }
    let printed = result::instead(&lines.join("\n"), arguments.format, console);
    let whole = if is_whole { Ok(()) } else { Err(Failure::NotWhole) };
    printed_and_saved(printed, saved.and(whole))
}

/// Writes the result of a complete count; what is not saved is computed again, as a check.
fn write_whole(all: Checkpoint, session: &Session, arguments: &MergeArguments) -> Result<(), Failure> {
    let request = Request {
        memory: arguments.memory.saturating_mul(MIB),
        ..all.request().clone()
    };
    let one_shape = request.shape().is_some();
    let executor = match request.engine.takes() {
        Takes::Shape | Takes::Rows => Executor::Caller,
        Takes::Columns => threads(arguments.workers.unwrap_or_else(default_workers))?,
    };
    let resumed = Resumed {
        checkpoint: Some(all),
        ..Resumed::default()
    };
    let mut count = Count::resume(request, resumed, session, Arc::new(executor))?;
    while count.wait(Duration::from_secs(1)) == State::Running {}
    if one_shape {
        count::write(&count, None, arguments.format, arguments.per_column)
    } else {
        classes::write_table(&CountResult::of(&count)?, arguments.format)
    }
}
