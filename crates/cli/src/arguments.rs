//! Arguments of the subcommands, and their allowed values.

use std::fmt;
use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use latin_rectangles::count::{Share, ShareNumber};
use latin_rectangles::engine::enumerate::{self, Optimisation, Options, Popcount};
use latin_rectangles::engine::{EngineName, Figure};
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Schedule;
use latin_rectangles::simd::Arch;

use super::failure::{EXIT_STATUSES, Failure};

pub const MIB: u64 = 1 << 20;

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

#[derive(Args)]
#[command(after_help = EXIT_STATUSES)]
pub struct CountArguments {
    /// Rows r, from 1 to n
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    pub rows: u32,
    /// Columns n, up to 10; by classes up to 11 for r ≤ 5, 20 for r ≤ 3, 1000 for r ≤ 2; by formula up to 10000 for r ≤ 4,
    /// 4000 for r = 5, 3000 for r = 6
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    pub columns: u32,
    /// How it is counted
    #[arg(long, value_parser = EngineChoice::parser(), default_value_t)]
    pub engine: EngineChoice,
    /// K, K+, K-, D or R, and nothing that it does not need [default: all that is known]
    #[arg(long)]
    pub figure: Option<Figure>,
    /// Threads, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = workers())]
    pub workers: Option<u32>,
    /// dynamic, static or split [default: dynamic, or split where there are fewer first columns than workers]
    #[arg(long)]
    pub schedule: Option<Schedule>,
    #[command(flatten)]
    pub options: OptionArguments,
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// A line for each first column too; in csv those lines only
    #[arg(long)]
    pub per_column: bool,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    pub memory: u64,
    #[command(flatten)]
    pub files: FileArguments,
    /// Count only the units with these numbers, for example 0..1000; needs --checkpoint, and is for enumerate
    #[arg(
        long,
        value_name = "FROM..TO",
        requires = "checkpoint",
        conflicts_with_all = ["share", "lists_only"],
        value_parser = units
    )]
    pub units: Option<Range<u32>>,
}

/// Files that a count is resumed from and saved in, and which part of it is counted here.
#[derive(Args)]
pub struct FileArguments {
    /// Keep what is done in this file, every five seconds; resume what is there already
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Take what is done already from this file too, and never write to it; may be given several times
    #[arg(long, value_name = "FILE")]
    pub from: Vec<PathBuf>,
    /// Count only share k of m, 0 ≤ k < m, for example 0/8, and end; needs --checkpoint, and by classes --phase. The division
    /// is the same on every machine; merge joins the files
    #[arg(long, value_name = "K/M", requires = "checkpoint", allow_hyphen_values = true)]
    pub share: Option<ShareNumber>,
    /// By classes, what --share is a share of, for example "values of degree 4 for n = 10"; what comes before it has to be in
    /// the files given with --from
    #[arg(long, value_name = "NAME", requires = "share")]
    pub phase: Option<String>,
    /// By classes, list the classes that are needed, check that none is missing, keep the lists in the file of --checkpoint
    /// and end; shares take them from there with --from
    #[arg(long, requires = "checkpoint", conflicts_with = "share")]
    pub lists_only: bool,
}

impl FileArguments {
    /// Which share is to be counted here, if not all.
    pub fn share(&self) -> Option<Share> {
        let share = self.share?;
        Some(match self.phase.clone() {
            Some(of) => Share::OfPhase { of, share },
            None => Share::Numbered(share),
        })
    }
}

/// How it is counted.
#[derive(Clone, Copy, Default)]
pub enum EngineChoice {
    /// That of the checkpoint, or the cheapest one by estimate; enumerate where an option is given that only it has.
    #[default]
    Auto,
    Named(EngineName),
}

const AUTO: &str = "auto";

impl EngineChoice {
    /// Reads the name of an engine of the list, or "auto".
    pub fn parser() -> impl TypedValueParser<Value = EngineChoice> {
        let auto = PossibleValue::new(AUTO).help(
            "That of the checkpoint, or the cheapest one by estimate; enumerate where an option is given that only it has",
        );
        let engines = EngineName::ALL.map(|engine| PossibleValue::new(engine.name()).help(engine.about()));
        PossibleValuesParser::new(std::iter::once(auto).chain(engines)).map(|name| {
            let named = name.parse().map(EngineChoice::Named);
            named.unwrap_or_default()
        })
    }
}

impl fmt::Display for EngineChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EngineChoice::Auto => f.write_str(AUTO),
            EngineChoice::Named(engine) => engine.fmt(f),
        }
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
                "a whole number is wanted, 1 ≤ r ≤ n ≤ {} (by classes n ≤ 11 for r ≤ 5, n ≤ 20 for r ≤ 3, n ≤ 1000 for r ≤ 2; by formula n ≤ 10000 for 2 ≤ r ≤ 4, n ≤ 4000 for r = 5, n ≤ 3000 for r = 6)",
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

/// A range of numbers of rows, for example 1..5, the end included, or one number.
pub fn rows(text: &str) -> Result<RangeInclusive<u32>, String> {
    let wanted =
        || "one number of rows is wanted, or the first and the last, for example 1..5 for 1 to 5".to_owned();
    let number = |text: &str| text.trim().parse().map_err(|_| wanted());
    let (from, to) = match text.split_once("..") {
        None => (number(text)?, number(text)?),
        Some((from, to)) => (number(from)?, number(to.trim_start_matches('='))?),
    };
    if 1 <= from && from <= to {
        Ok(from..=to)
    } else {
        Err(wanted())
    }
}

pub fn default_workers() -> u32 {
    std::thread::available_parallelism().map_or(1, |cores| (cores.get() as u32).min(MOST_WORKERS))
}
