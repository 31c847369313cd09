//! The command `latin-rectangles`; see `latin-rectangles --help`.

// these panic where standard output or error is closed or full
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod autosave;
mod checkpoint;
mod classes;
mod console;
mod count;
mod engine;
mod failure;
mod interrupts;
mod lab;
mod list;
mod lock;
mod merge;
mod missing;
mod output_file;
mod plan;
mod progress;
mod result;
mod run;
#[cfg(test)]
mod schemas;
mod sequence;
mod summary;
mod unit;
mod verify;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use console::Console;
use failure::{EXIT_BAD_INPUT, EXIT_FAILED, EXIT_NOT_SAVED, EXIT_NOT_WHOLE, EXIT_STATUSES, Failure};

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
    /// List K, K+, K-, D or R for so many rows and every number of columns, or for so many columns and every number of rows
    Sequence(sequence::SequenceArguments),
    /// List the sorted first columns of a shape
    Columns(list::ColumnsArguments),
    /// List the normalised rectangles of a shape, each with its sign: the product of the signs of its rows
    List(list::ListArguments),
    /// Time one first column of a shape, or a part of it, on one thread
    Unit(unit::UnitArguments),
    /// What a count would take that is shared out, and scripts for SLURM, HyperQueue and GNU parallel that share it out
    Plan(plan::PlanArguments),
    /// Measure what parallel workers cost and gain here: seven questions, answered
    Lab(lab::LabArguments),
    /// Join checkpoints of one count that was shared
    Merge(merge::MergeArguments),
    /// Check a checkpoint or a saved answer, and print a transcript that others can repeat
    Verify(verify::VerifyArguments),
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
            Command::Sequence(arguments) => sequence::sequence(&arguments, console),
            Command::Columns(arguments) => list::columns(&arguments),
            Command::List(arguments) => list::list(&arguments),
            Command::Unit(arguments) => unit::unit(&arguments),
            Command::Plan(arguments) => plan::plan(&arguments),
            Command::Lab(arguments) => lab::lab(&arguments, console),
            Command::Merge(arguments) => merge::merge(&arguments, console),
            Command::Verify(arguments) => verify::verify(&arguments),
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
        // the reader has closed the pipe
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
