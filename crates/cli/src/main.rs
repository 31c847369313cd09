//! The command `latin-rectangles`; see `latin-rectangles --help`.

// these panic where standard output or error is closed or full
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod checkpoint;
mod classes;
mod console;
mod count;
mod engine;
mod interrupts;
mod keeper;
mod lab;
mod list;
mod lock;
mod merge;
mod output_file;
mod progress;
mod result;
mod run;
mod summary;
mod unit;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use latin_rectangles::count::{CheckpointError, CountError};
use latin_rectangles::engine::seam::EngineError;
use latin_rectangles::run::Executor;

use console::Console;

const EXIT_FAILED: u8 = 1;
const EXIT_BAD_INPUT: u8 = 2;
const EXIT_NOT_SAVED: u8 = 3;
const EXIT_NOT_WHOLE: u8 = 4;

const EXIT_STATUSES: &str = "\
Exit status:
  0  done; a finished --units too
  1  failed: also when standard output is full, or another process has the checkpoint
  2  bad input
  3  counted, but not saved: the file could not be written
  4  merge only: not whole yet
  128 + the signal that ended it, 130 after Ctrl-C";

const MIB: u64 = 1 << 20;

/// Counts normalised Latin rectangles exactly, split by sign.
#[derive(Parser)]
#[command(name = "latin-rectangles", version, after_help = EXIT_STATUSES)]
struct Arguments {
    /// Say nothing on standard error but what went wrong
    #[arg(long, short, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Count the rectangles of one shape
    Count(arguments::CountArguments),
    /// Count all shapes with so many columns, by classes
    Table(classes::TableArguments),
    /// List the sorted first columns of a shape
    Columns(list::ColumnsArguments),
    /// List the normalised rectangles of a shape, each with its sign: the product of the signs of its rows
    List(list::ListArguments),
    /// Time one first column of a shape, or a part of it, on one thread
    Unit(unit::UnitArguments),
    /// Measure what parallel workers cost and gain here: seven questions, answered
    Lab(lab::LabArguments),
    /// Join checkpoints of one count that was shared
    Merge(merge::MergeArguments),
}

/// Why the command ends otherwise than asked.
enum Failure {
    BadInput(String),
    Failed(String),
    /// Standard output cannot be written.
    Output(io::Error),
    /// There is a result, and a file could not be written.
    NotSaved(String),
    /// There is no result yet, which has been said.
    NotWhole,
    /// By a signal; what there was to say has been said.
    Interrupted(usize),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<CheckpointError> for Failure {
    fn from(error: CheckpointError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

impl From<CountError> for Failure {
    fn from(error: CountError) -> Self {
        Failure::Failed(error.to_string())
    }
}

/// What became of a result that was to be printed and saved.
fn printed_and_saved(printed: Result<(), Failure>, saved: Result<(), Failure>) -> Result<(), Failure> {
    match printed {
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => saved,
        Ok(()) => saved,
        failed => failed,
    }
}

/// Threads that count.
fn threads(workers: u32) -> Result<Executor, Failure> {
    Executor::pool(workers as usize).map_err(|error| {
        Failure::Failed(format!(
            "{workers} threads cannot be started here ({error}); try fewer with --workers"
        ))
    })
}

fn main() -> ExitCode {
    let Arguments { quiet, command } = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return no_command(&error),
    };
    let console = Console::new(quiet);
    let outcome = interrupts::watch()
        .map_err(|error| Failure::Failed(format!("signals cannot be listened to: {error}")))
        .and_then(|()| match command {
            Command::Count(arguments) => count::count(&arguments, console),
            Command::Table(arguments) => classes::table(&arguments, console),
            Command::Columns(arguments) => list::columns(&arguments),
            Command::List(arguments) => list::list(&arguments),
            Command::Unit(arguments) => unit::unit(&arguments),
            Command::Lab(arguments) => lab::lab(&arguments, console),
            Command::Merge(arguments) => merge::merge(&arguments, console),
        });
    end(outcome, console)
}

/// Help that was asked for, or what is wrong with the arguments.
fn no_command(error: &clap::Error) -> ExitCode {
    let printed = error.print();
    if error.use_stderr() {
        ExitCode::from(EXIT_BAD_INPUT)
    } else {
        end(printed.map_err(Failure::Output), Console::new(false))
    }
}

fn end(outcome: Result<(), Failure>, console: Console) -> ExitCode {
    let flushed = || io::stdout().flush().map_err(Failure::Output);
    let (status, message) = match outcome.and_then(|()| flushed()) {
        Ok(()) => return ExitCode::SUCCESS,
        // whoever reads has enough
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
        Err(Failure::NotWhole) => return ExitCode::from(EXIT_NOT_WHOLE),
        Err(Failure::Interrupted(signal)) => return ExitCode::from(interrupts::status(signal)),
        Err(Failure::Output(error)) => (EXIT_FAILED, format!("standard output cannot be written: {error}")),
        Err(Failure::Failed(message)) => (EXIT_FAILED, message),
        Err(Failure::BadInput(message)) => (EXIT_BAD_INPUT, message),
        Err(Failure::NotSaved(message)) => (EXIT_NOT_SAVED, message),
    };
    console.warn(format_args!("error: {message}"));
    ExitCode::from(status)
}
