//! The command `latin-rectangles`.

mod checkpoint;
mod classes;
mod engine;
mod lab;
mod result;

use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::builder::TypedValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::counting::{Begun, CountError, Counting, Question, parts_to_keep};
use crate::engine::enumerate::{self, Arch, Optimisation, Options, Popcount, PopcountChoice};
use crate::engine::{EngineError, EngineName, Estimate, Unit};
use crate::latin::{FirstColumn, Rectangle, Rectangles, Shape, SignedCount};
use crate::measuring::{UnitQuestion, UnitReport};
use crate::report::{CountReport, CountResult};
use crate::run::{Executor, MeterField, Schedule, State};
use checkpoint::Keeper;
use engine::{Chosen, EngineChoice};

const EXIT_BAD_INPUT: u8 = 2;
const EXIT_FAILED: u8 = 1;
const EXIT_INTERRUPTED: i32 = 130;

/// Counts longer than this are announced with their estimate.
const LONG: Duration = Duration::from_secs(60);
const PROGRESS_AFTER: Duration = Duration::from_secs(1);
const LOOK_EVERY: Duration = Duration::from_millis(50);
const MIB: u64 = 1 << 20;
const MOST_WORKERS: u32 = 256;

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
    Count(CountArguments),
    /// Count all shapes with so many columns, by classes
    Table(classes::TableArguments),
    /// List the sorted first columns of a shape
    Columns(ColumnsArguments),
    /// List the normalised rectangles of a shape, each with its sign
    List(ListArguments),
    /// Time one first column of a shape, or a part of it, on one thread
    Unit(UnitArguments),
    /// Measure what parallel workers cost and gain here: seven questions, answered
    Lab(lab::LabArguments),
    /// Join checkpoints of one count that was shared
    Merge(checkpoint::MergeArguments),
}

#[derive(Args)]
struct ShapeArguments {
    /// Rows r, from 1 to n
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    rows: u32,
    /// Columns n, up to 10
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    columns: u32,
}

#[derive(Args)]
struct OptionArguments {
    /// auto, scalar, bytes or vertical: how leaves are counted [default: auto]
    #[arg(long)]
    popcount: Option<Popcount>,
    /// Switches optimisations off, to see what they are worth: prefilter, sign-order, reindexing, last-row-counted
    #[arg(long, value_delimiter = ',')]
    without: Vec<Optimisation>,
    /// The instruction set [default: the fastest that the processor has]
    #[arg(long)]
    kernel: Option<Arch>,
}

impl OptionArguments {
    fn options(&self) -> Options {
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
struct CountArguments {
    /// Rows r, from 1 to n
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    rows: u32,
    /// Columns n, up to 10; by classes up to 11 for r ≤ 5, 20 for r ≤ 3, 1000 for r ≤ 2
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    columns: u32,
    /// How it is counted
    #[arg(long, value_enum, default_value_t)]
    engine: EngineChoice,
    /// Threads, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = workers())]
    workers: Option<u32>,
    /// dynamic, static or split [default: dynamic, or split where there are fewer first columns than workers]
    #[arg(long)]
    schedule: Option<Schedule>,
    #[command(flatten)]
    options: OptionArguments,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// A line for each first column too; in csv those lines only
    #[arg(long)]
    per_column: bool,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    memory: u64,
    /// Keep what is done in this file, every five seconds; go on with what is there already
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Count only the units with these numbers, for example 0..1000; needs --checkpoint
    #[arg(long, value_name = "FROM..TO", requires = "checkpoint", value_parser = checkpoint::units)]
    units: Option<Range<u32>>,
}

#[derive(Args)]
struct UnitArguments {
    #[command(flatten)]
    shape: ShapeArguments,
    /// enumerate
    #[arg(long, default_value_t)]
    engine: EngineName,
    /// Its number, from 0
    #[arg(long, default_value_t = 0)]
    first_column: u64,
    /// Cut the first column into so many parts by its second rows
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    parts: u32,
    /// The number of the part, from 0
    #[arg(long, default_value_t = 0)]
    part: u32,
    /// Run it so often
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    repetitions: u32,
    #[command(flatten)]
    options: OptionArguments,
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    memory: u64,
}

#[derive(Args)]
struct ColumnsArguments {
    #[command(flatten)]
    shape: ShapeArguments,
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

#[derive(Args)]
struct ListArguments {
    #[command(flatten)]
    shape: ShapeArguments,
    /// At most so many
    #[arg(long, allow_hyphen_values = true, value_parser = limit)]
    limit: Option<u64>,
    /// Only those with this first column, for example 1,2,3,4
    #[arg(long, value_delimiter = ',')]
    column: Option<Vec<u8>>,
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    Csv,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum ListFormat {
    #[default]
    Text,
    Json,
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
        Command::Count(arguments) => count(&arguments),
        Command::Table(arguments) => classes::table(&arguments),
        Command::Columns(arguments) => columns(&arguments),
        Command::List(arguments) => list(&arguments),
        Command::Unit(arguments) => unit(&arguments),
        Command::Lab(arguments) => lab::lab(&arguments),
        Command::Merge(arguments) => checkpoint::merge(&arguments),
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

fn whole_number(text: &str) -> Result<u32, String> {
    text.parse()
        .map_err(|_| {
            format!(
                "a whole number is wanted, 1 ≤ r ≤ n ≤ {} (by classes n ≤ 11 for r ≤ 5, n ≤ 20 for r ≤ 3, n ≤ 1000 for r ≤ 2)",
                enumerate::LARGEST
            )
        })
}

fn limit(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| "a whole number, 0 or more, is wanted".to_owned())
}

impl ShapeArguments {
    fn shape(&self) -> Result<Shape, Failure> {
        let shape = checked(self.rows, self.columns)?;
        EngineName::Enumerate.accepts(shape)?;
        Ok(shape)
    }
}

fn checked(rows: u32, columns: u32) -> Result<Shape, Failure> {
    Shape::new(rows, columns).map_err(|error| Failure::BadInput(error.to_string()))
}

fn workers() -> impl TypedValueParser<Value = u32> {
    clap::value_parser!(u32).range(1..=i64::from(MOST_WORKERS))
}

/// For where nothing is kept that an end at once could spoil.
fn end_at_interrupt() -> Result<(), Failure> {
    ctrlc::set_handler(|| std::process::exit(EXIT_INTERRUPTED))
        .map_err(|error| Failure::Failed(error.to_string()))
}

fn count(arguments: &CountArguments) -> Result<(), Failure> {
    let shape = checked(arguments.rows, arguments.columns)?;
    let workers = arguments.workers.unwrap_or_else(default_workers);
    match engine::choose(arguments, shape, workers)? {
        Chosen::Enumerate(estimate) => enumerate(arguments, &estimate, workers),
        Chosen::Classes(about) => {
            let question = classes::Question {
                columns: shape.columns(),
                rows: shape.rows()..=shape.rows(),
                workers,
                memory: arguments.memory,
            };
            classes::count_shape(question, about, arguments.format)
        }
    }
}

fn enumerate(arguments: &CountArguments, estimate: &Estimate, workers: u32) -> Result<(), Failure> {
    let shape = estimate.shape;
    let engine = EngineName::Enumerate;
    let mut keeper = arguments.checkpoint.as_deref().map(Keeper::new).transpose()?;
    if keeper.is_none() {
        end_at_interrupt()?;
    }
    announce_if_long(&shape.to_string(), estimate.seconds, workers);
    let executor = Executor::pool(workers as usize).map_err(|error| Failure::Failed(error.to_string()))?;
    let question = Question {
        engine,
        schedule: arguments.schedule,
        options: arguments.options.options(),
        parts: keeper
            .as_ref()
            .map(|_| parts_to_keep(engine, shape))
            .transpose()?,
        ..Question::of(shape)
    };
    let begun = Begun {
        checkpoint: keeper.as_ref().map(Keeper::read).transpose()?.flatten(),
        share: arguments.units.clone(),
    };
    if let Some(checkpoint) = &begun.checkpoint {
        let (done, units) = checkpoint.done();
        eprintln!("going on: {done} of {units} units are done");
    }
    let mut counting = Counting::go_on(question, begun, arguments.memory.saturating_mul(MIB), &executor)?;
    wait(&mut counting, keeper.as_mut())?;
    if let Some(keeper) = &mut keeper {
        keeper.end(&counting)?;
        let (done, units) = counting.done();
        if done < units && counting.state() == State::Done {
            let share = counting.share();
            println!(
                "units {}..{} are counted: {done} of {units} units are done, and kept in {}",
                share.start,
                share.end,
                keeper.path().display()
            );
            return Ok(());
        }
    }
    write_result(&counting.result()?, arguments.format, arguments.per_column)
}

fn write_result(result: &CountResult, format: Format, per_column: bool) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match format {
        Format::Text => result::text(&mut out, result, per_column)?,
        Format::Json => {
            let report = CountReport {
                summary: &result.summary,
                per_column: per_column.then_some(&result.per_column),
            };
            result::json(&mut out, &report)?;
        }
        Format::Csv => result::csv(&mut out, result, per_column)?,
    }
    Ok(())
}

fn unit(arguments: &UnitArguments) -> Result<(), Failure> {
    let question = UnitQuestion {
        shape: arguments.shape.shape()?,
        engine: arguments.engine,
        first_column: arguments.first_column,
        part: arguments.part,
        parts: arguments.parts,
        repetitions: arguments.repetitions,
        options: arguments.options.options(),
    };
    let report = UnitReport::run(&question, arguments.memory.saturating_mul(MIB))
        .map_err(|error| Failure::BadInput(error.to_string()))?;
    let mut out = io::stdout().lock();
    if let ListFormat::Json = arguments.format {
        serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
        writeln!(out)?;
        return Ok(());
    }
    let UnitReport {
        result,
        seconds,
        list_seconds,
        word_seconds,
        kernel,
        popcount,
    } = report;
    let SignedCount { positive, negative } = &result.count;
    let Unit {
        first_column,
        from,
        to,
    } = result.unit;
    writeln!(
        out,
        "first column number {first_column}, second rows number {from} to {}",
        i64::from(to) - 1
    )?;
    writeln!(
        out,
        "{positive} positive + {negative} negative reduced rectangles"
    )?;
    let times: Vec<String> = seconds
        .iter()
        .map(|seconds| format!("{:.3}", seconds * 1e3))
        .collect();
    writeln!(
        out,
        "{} ms, and {:.3} ms for the lists of candidates",
        times.join(", "),
        list_seconds * 1e3
    )?;
    writeln!(
        out,
        "{kernel}{}; {:.3} ns a word of plain AND and popcount",
        popcount_words(popcount),
        word_seconds * 1e9
    )?;
    Ok(())
}

fn popcount_words(popcount: Option<PopcountChoice>) -> String {
    popcount.map_or(String::new(), |popcount| format!(" (popcount {popcount})"))
}

fn default_workers() -> u32 {
    std::thread::available_parallelism().map_or(1, |cores| (cores.get() as u32).min(MOST_WORKERS))
}

fn announce_if_long(what: &str, seconds: f64, workers: u32) {
    if seconds > LONG.as_secs_f64() {
        eprintln!(
            "{what} takes about {} here on {workers} workers; Ctrl-C ends it",
            duration(seconds)
        );
    }
}

/// In words, about.
fn duration(seconds: f64) -> String {
    if seconds < 1.0 {
        return format!("{:.0} ms", (seconds * 1e3).max(1.0));
    }
    const UNITS: [(f64, &str); 5] = [
        (31_557_600.0, "years"),
        (86_400.0, "days"),
        (3600.0, "hours"),
        (60.0, "minutes"),
        (0.0, "seconds"),
    ];
    let (size, unit) = UNITS
        .into_iter()
        .find(|(size, _)| seconds >= 2.0 * size)
        .expect("the last takes all");
    format!("{:.0} {unit}", seconds / size.max(1.0))
}

/// Waits for the end, with a progress bar when someone sees it.
fn wait(counting: &mut Counting, mut keeper: Option<&mut Keeper>) -> Result<(), Failure> {
    let mut bar = None;
    while counting.wait(LOOK_EVERY) == State::Running {
        counting.collect()?;
        if let Some(keeper) = &mut keeper {
            keeper.look(counting)?;
        }
        if bar.is_none()
            && counting.elapsed_seconds() > PROGRESS_AFTER.as_secs_f64()
            && io::stderr().is_terminal()
        {
            bar = Some(progress_bar(counting.done().1));
        }
        if let Some(bar) = &bar {
            let (done, _) = counting.done();
            let in_hand: u64 = (0..counting.meter().workers())
                .filter(|&worker| counting.meter().read(worker, MeterField::Unit) > 0)
                .map(|worker| counting.meter().read(worker, MeterField::Share))
                .sum();
            bar.set_position(done as u64 * 1_000_000 + in_hand);
        }
    }
    counting.collect()?;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    Ok(())
}

fn progress_bar(units: usize) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:40} {percent} % of the work, {elapsed} elapsed, about {eta} left")
            .expect("a valid template");
    ProgressBar::with_draw_target(Some(units as u64 * 1_000_000), ProgressDrawTarget::stderr())
        .with_style(style)
}

fn comma_separated(column: &FirstColumn) -> String {
    let symbols: Vec<String> = column.symbols().iter().map(u8::to_string).collect();
    symbols.join(",")
}

fn columns(arguments: &ColumnsArguments) -> Result<(), Failure> {
    let all = FirstColumn::all(arguments.shape.shape()?);
    let mut out = io::stdout().lock();
    match arguments.format {
        ListFormat::Text => all
            .into_iter()
            .try_for_each(|column| writeln!(out, "{}", comma_separated(&column)))?,
        ListFormat::Json => json_lines(&mut out, all)?,
    }
    Ok(())
}

fn list(arguments: &ListArguments) -> Result<(), Failure> {
    let shape = arguments.shape.shape()?;
    let rectangles = match &arguments.column {
        None => Rectangles::of(shape),
        Some(column) if column.len() == shape.rows() as usize => {
            Rectangles::with_first_column(column, shape.columns())
                .map_err(|error| Failure::BadInput(error.to_string()))?
        }
        Some(column) => {
            return Err(Failure::BadInput(format!(
                "--column has {} symbols, but {shape} has first columns of {}",
                column.len(),
                shape.rows()
            )));
        }
    };
    let limit = arguments
        .limit
        .map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let listed = rectangles.take(limit);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments.format {
        ListFormat::Text => {
            for rectangle in listed {
                writeln!(out, "{}", rectangle_line(&rectangle))?;
            }
        }
        ListFormat::Json => json_lines(&mut out, listed)?,
    }
    out.flush()?;
    Ok(())
}

/// Rows after each other, then the sign.
fn rectangle_line(rectangle: &Rectangle) -> String {
    let rows: Vec<String> = rectangle
        .rows()
        .iter()
        .map(|row| row.iter().map(u8::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    format!("{}  {:+}", rows.join(" | "), rectangle.sign().value())
}

/// A JSON array, one item a line.
fn json_lines<T: Serialize>(out: &mut impl Write, items: impl Iterator<Item = T>) -> io::Result<()> {
    write!(out, "[")?;
    for (at, item) in items.enumerate() {
        writeln!(out, "{}", if at == 0 { "" } else { "," })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    writeln!(out, "\n]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_durations_in_the_unit_that_fits() {
        for (seconds, text) in [
            (0.0023, "2 ms"),
            (90.0, "90 seconds"),
            (150.0, "2 minutes"),
            (7.3 * 3600.0, "7 hours"),
            (1e9, "32 years"),
        ] {
            assert_eq!(duration(seconds), text);
        }
    }
}
