//! Verifies a file of a count, and prints the transcript.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{ArgGroup, Args};
use latin_rectangles::engine::Figure;
use latin_rectangles::report::{Fixed, VerifyError, VerifyOptions, verify as verify_file};
use latin_rectangles::run::Unwatched;

use super::arguments::{ListFormat, MIB, default_workers, workers};
use super::failure::{EXIT_STATUSES, Failure};
use super::result;
use super::sequence::{figure, number};

#[derive(Args)]
#[command(after_help = EXIT_STATUSES, group = ArgGroup::new("sequence").args(["rows", "columns"]))]
pub struct VerifyArguments {
    /// A checkpoint, whole or partial; or an answer: what --format json or csv of count, table or merge has written, any but
    /// text of sequence, or an export of the page as JSON, CSV or LaTeX
    file: PathBuf,
    /// Of a b-file, the number r of rows of its sequence
    #[arg(long, allow_hyphen_values = true, value_parser = number, requires = "figure", conflicts_with = "columns")]
    rows: Option<u32>,
    /// Of a b-file, the number n of columns of its sequence
    #[arg(long, allow_hyphen_values = true, value_parser = number, requires = "figure")]
    columns: Option<u32>,
    /// Of a b-file, the figure of its sequence
    #[arg(long, value_parser = figure(), requires = "sequence")]
    figure: Option<Figure>,
    /// Count so many units of a checkpoint again [default: as many as take some seconds]
    #[arg(long, value_name = "K")]
    units_recounted: Option<u32>,
    /// By which these are chosen [default: another each time]
    #[arg(long)]
    seed: Option<u32>,
    /// Threads, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = workers())]
    workers: Option<u32>,
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    memory: u64,
}

/// Verifies a file and writes the transcript.
pub fn verify(arguments: &VerifyArguments) -> Result<(), Failure> {
    let named = |why: String| format!("{}: {why}", arguments.file.display());
    let file = fs::read(&arguments.file).map_err(|error| Failure::BadInput(named(error.to_string())))?;
    let rows = arguments.rows.map(Fixed::Rows);
    let fixed = rows.or(arguments.columns.map(Fixed::Columns));
    let options = VerifyOptions {
        units_recounted: arguments.units_recounted,
        seed: arguments.seed.unwrap_or_else(|| fastrand::u32(..)),
        workers: arguments.workers.unwrap_or_else(default_workers),
        memory: arguments.memory.saturating_mul(MIB),
        bfile: fixed.zip(arguments.figure),
    };
    let transcript = verify_file(&file, options, &Unwatched).map_err(|error| match error {
        VerifyError::Threads(_) => Failure::Failed(format!("{error}; try fewer with --workers")),
        error => Failure::BadInput(named(error.to_string())),
    })?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        ListFormat::Text => write!(out, "{transcript}")?,
        ListFormat::Json => result::json(&mut out, &transcript)?,
    }
    out.flush()?;
    if transcript.agrees {
        Ok(())
    } else {
        Err(Failure::Failed(named(transcript.conclusion)))
    }
}
