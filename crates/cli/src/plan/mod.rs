//! What a count would take that is shared out, and the scripts that share it out.

mod build;
mod cost;
mod describe;
mod figures;
mod hq;
mod measure;
mod parallel;
mod report;
mod shell;
mod slurm;
mod stages;
mod text;

use std::io::{self, Write};
use std::ops::RangeInclusive;

use clap::{Args, ValueEnum};

#[cfg(test)]
pub use report::PlanReport;

use super::arguments::{EngineChoice, rows, whole_number, workers};
use super::failure::Failure;
use super::result;
use build::Asked;

/// More parts than this have too many files for one line of a shell.
const MOST_PARTS: u32 = 20_000;

#[derive(Args)]
pub struct PlanArguments {
    /// Rows r, from 1 to n; or the first and the last of several, for example 1..5
    #[arg(value_parser = rows)]
    rows: RangeInclusive<u32>,
    /// Columns n
    #[arg(value_parser = whole_number)]
    columns: u32,
    /// How it is counted
    #[arg(long, value_parser = EngineChoice::parser(), default_value_t)]
    engine: EngineChoice,
    /// Into how many parts it is cut, which run anywhere [default: as many as take about half an hour each]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_PARTS)))]
    parts: Option<u32>,
    /// Threads of a part, 1 to 256
    #[arg(long, value_parser = workers(), default_value_t = 1)]
    workers: u32,
    /// Threads of the job that lists classes, which runs on one machine [default: those of a part]
    #[arg(long, value_parser = workers())]
    list_workers: Option<u32>,
    #[arg(long, value_enum, default_value_t)]
    format: PlanFormat,
}

/// For whom it is written.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// What it takes
    #[default]
    Text,
    /// The same, and the arguments of every part
    Json,
    /// A script that submits job arrays to SLURM
    Slurm,
    /// A script that submits task arrays to HyperQueue
    Hq,
    /// A script that runs GNU parallel
    Parallel,
}

/// Writes what a count would take, or a script.
pub fn plan(arguments: &PlanArguments) -> Result<(), Failure> {
    let asked = Asked::of(arguments)?;
    let mut out = io::stdout().lock();
    let script = match arguments.format {
        PlanFormat::Text => return Ok(text::write(&mut out, &asked.plan(measure::SECONDS)?.0)?),
        PlanFormat::Json => return Ok(result::json(&mut out, &asked.plan(measure::SECONDS)?.0)?),
        PlanFormat::Slurm => slurm::script,
        PlanFormat::Hq => hq::script,
        PlanFormat::Parallel => parallel::script,
    };
    if let Some(refused) = asked.refused {
        return Err(Failure::BadInput(refused));
    }
    let program = std::env::current_exe()
        .map_err(|error| Failure::Failed(format!("the path of this command is not known: {error}")))?;
    let program = program
        .to_str()
        .ok_or_else(|| Failure::Failed(format!("{} cannot be written into a script", program.display())))?;
    let (plan, stages) = asked.plan(measure::SECONDS)?;
    write!(out, "{}", script(&plan, &stages, program))?;
    Ok(())
}
