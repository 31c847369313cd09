//! The command `latin-rectangles`.

mod arguments;
mod checkpoint;
mod classes;
mod count;
mod engine;
mod keeper;
mod lab;
mod list;
mod merge;
mod progress;
mod result;
mod unit;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::counting::CountError;
use crate::engine::EngineError;

const EXIT_BAD_INPUT: u8 = 2;
const EXIT_FAILED: u8 = 1;
const EXIT_INTERRUPTED: i32 = 130;

const MIB: u64 = 1 << 20;

/// Counts normalised Latin rectangles exactly, split by sign.
#[derive(Parser)]
#[command(name = "latin-rectangles", version)]
struct Arguments {
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

/// Why the command ends without what was asked.
enum Failure {
    BadInput(String),
    Failed(String),
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
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

/// Runs the command with this process's arguments.
pub fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Count(arguments) => count::count(&arguments),
        Command::Table(arguments) => classes::table(&arguments),
        Command::Columns(arguments) => list::columns(&arguments),
        Command::List(arguments) => list::list(&arguments),
        Command::Unit(arguments) => unit::unit(&arguments),
        Command::Lab(arguments) => lab::lab(&arguments),
        Command::Merge(arguments) => merge::merge(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // whoever reads has enough
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::BadInput(message)) => fail(&message, EXIT_BAD_INPUT),
        Err(Failure::Failed(message)) => fail(&message, EXIT_FAILED),
        Err(Failure::Output(error)) => fail(&error.to_string(), EXIT_FAILED),
    }
}

fn fail(message: &str, status: u8) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(status)
}
