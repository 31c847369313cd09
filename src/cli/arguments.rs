//! Arguments that several subcommands have, and what they may be.

use std::ops::Range;

use clap::builder::TypedValueParser;
use clap::{Args, ValueEnum};

use super::Failure;
use crate::engine::EngineName;
use crate::engine::enumerate::{self, Arch, Optimisation, Options, Popcount};
use crate::latin::Shape;

pub const MOST_WORKERS: u32 = 256;

#[derive(Args)]
pub struct ShapeArguments {
    /// Rows r, from 1 to n
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    rows: u32,
    /// Columns n, up to 10
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    columns: u32,
}

#[derive(Args)]
pub struct OptionArguments {
    /// auto, scalar, bytes or vertical: how leaves are counted [default: auto]
    #[arg(long)]
    pub popcount: Option<Popcount>,
    /// Switches optimisations off, to see what they are worth: prefilter, sign-order, reindexing, last-row-counted
    #[arg(long, value_delimiter = ',')]
    pub without: Vec<Optimisation>,
    /// The instruction set [default: the fastest that the processor has]
    #[arg(long)]
    pub kernel: Option<Arch>,
}

impl OptionArguments {
    pub fn options(&self) -> Options {
        let mut options = Options {
            kernel: self.kernel,
            popcount: self.popcount.unwrap_or_default(),
            ..Options::default()
        };
        for &optimisation in &self.without {
            options.leave_out(optimisation);
        }
        options
    }
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
    Csv,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub enum ListFormat {
    #[default]
    Text,
    Json,
}

pub fn whole_number(text: &str) -> Result<u32, String> {
    text.parse()
        .map_err(|_| {
            format!(
                "a whole number is wanted, 1 ≤ r ≤ n ≤ {} (by classes n ≤ 11 for r ≤ 5, n ≤ 20 for r ≤ 3, n ≤ 1000 for r ≤ 2)",
                enumerate::LARGEST
            )
        })
}

pub fn limit(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| "a whole number, 0 or more, is wanted".to_owned())
}

impl ShapeArguments {
    pub fn shape(&self) -> Result<Shape, Failure> {
        let shape = checked(self.rows, self.columns)?;
        EngineName::Enumerate.accepts(shape)?;
        Ok(shape)
    }
}

pub fn checked(rows: u32, columns: u32) -> Result<Shape, Failure> {
    Shape::new(rows, columns).map_err(|error| Failure::BadInput(error.to_string()))
}

pub fn workers() -> impl TypedValueParser<Value = u32> {
    clap::value_parser!(u32).range(1..=i64::from(MOST_WORKERS))
}

/// A range of unit numbers, for example 0..1000, the end not included.
pub fn units(text: &str) -> Result<Range<u32>, String> {
    let wanted = || {
        "two numbers are wanted, the first unit and the one after the last, for example 0..1000".to_owned()
    };
    let (from, to) = text.split_once("..").ok_or_else(wanted)?;
    let number = |text: &str| text.trim().parse().map_err(|_| wanted());
    let (from, to) = (number(from)?, number(to)?);
    if from < to { Ok(from..to) } else { Err(wanted()) }
}
pub fn default_workers() -> u32 {
    std::thread::available_parallelism().map_or(1, |cores| (cores.get() as u32).min(MOST_WORKERS))
}
