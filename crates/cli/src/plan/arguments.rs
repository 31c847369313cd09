//! Arguments of `plan`.

use std::ops::RangeInclusive;

use clap::{Args, ValueEnum};

use crate::arguments::{EngineChoice, rows, whole_number, workers};

/// More parts than this have too many files for one line of a shell.
pub const MOST_PARTS: u32 = 20_000;

#[derive(Args)]
pub struct PlanArguments {
    /// Rows r, from 1 to n; or the first and the last of several, for example 1..5
    #[arg(value_parser = rows)]
    pub rows: RangeInclusive<u32>,
    /// Columns n
    #[arg(value_parser = whole_number)]
    pub columns: u32,
    /// How it is counted
    #[arg(long, value_parser = EngineChoice::parser(), default_value_t)]
    pub engine: EngineChoice,
    /// Into how many parts it is cut, which run anywhere [default: as many as take about half an hour each]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_PARTS)))]
    pub parts: Option<u32>,
    /// Threads of a part, 1 to 256
    #[arg(long, value_parser = workers(), default_value_t = 1)]
    pub workers: u32,
    /// Threads of the job that lists classes, which runs on one machine [default: those of a part]
    #[arg(long, value_parser = workers())]
    pub list_workers: Option<u32>,
    #[arg(long, value_enum, default_value_t)]
    pub format: PlanFormat,
}

/// For whom it is written.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
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
