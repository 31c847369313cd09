//! Counts by classes: one shape, or the whole table of one n.

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use latin_rectangles::counting::{ClassCounting, ClassesStartError};
use latin_rectangles::engine::classes::{Estimate, estimate};
use latin_rectangles::engine::enumerate;
use latin_rectangles::job::{AnyCheckpoint, ClassCheckpoint};
use latin_rectangles::latin::{Shape, parity};
use latin_rectangles::report::{ClassesCount, ClassesResult, CountReport, CountSummary, LevelCheck};
use latin_rectangles::run::State;
use serde::Serialize;

use super::arguments::{Format, default_workers, whole_number, workers};
use super::console::Console;
use super::engine::MEASURE_SECONDS;
use super::keeper::{Keeper, Kept, say_going_on};
use super::progress::{LOOK_EVERY, Progress, announce_if_long};
use super::result::{self, grouped, signed};
use super::{EXIT_STATUSES, Failure, MIB, interrupts, printed_and_saved, threads};

#[derive(Args)]
#[command(after_help = EXIT_STATUSES)]
pub struct TableArguments {
    /// Columns n, up to 10
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    columns: u32,
    /// Threads, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = workers())]
    workers: Option<u32>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    memory: u64,
    /// Keep what is done in this file, every five seconds; go on with what is there already
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
}

impl From<ClassesStartError> for Failure {
    fn from(error: ClassesStartError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

/// What is counted for one n, and with what.
pub struct Question {
    pub columns: u32,
    pub rows: RangeInclusive<u32>,
    pub workers: u32,
    /// MiB
    pub memory: u64,
}

/// The whole table of one n.
pub fn table(arguments: &TableArguments, console: Console) -> Result<(), Failure> {
    let question = Question {
        columns: arguments.columns,
        rows: 1..=arguments.columns,
        workers: arguments.workers.unwrap_or_else(default_workers),
        memory: arguments.memory,
    };
    let word_seconds = enumerate::measure_word_seconds(None, MEASURE_SECONDS);
    let rows = question.rows.clone();
    let about = estimate(question.columns, rows, question.workers, word_seconds)?;
    let path = arguments.checkpoint.as_deref();
    let keeper = path.map(|path| Keeper::new(path, console)).transpose()?;
    let checkpoint = keeper.as_ref().map(Keeper::read).transpose()?.flatten();
    let write = |result: &ClassesResult| write_table(result, arguments.format);
    count(question, about, keeper, checkpoint, console, write)
}

/// Counts one shape and writes what was counted.
pub fn count_shape(
    question: Question,
    about: Estimate,
    keeper: Option<Keeper>,
    checkpoint: Option<AnyCheckpoint>,
    format: Format,
    console: Console,
) -> Result<(), Failure> {
    let write = |result: &ClassesResult| write_shape(result, format);
    count(question, about, keeper, checkpoint, console, write)
}

/// Writes the result of a count that is wholly done, for which the classes are listed and checked again.
pub fn merged(checkpoint: ClassCheckpoint, format: Format, console: Console) -> Result<(), Failure> {
    let rows = checkpoint.rows();
    let executor = Arc::new(threads(default_workers())?);
    let columns = checkpoint.columns();
    let mut counting = ClassCounting::go_on(columns, rows.clone(), Some(checkpoint), 1024 * MIB, executor)?;
    wait(&mut counting, None, console);
    let result = counting.result()?;
    if rows.start() == rows.end() {
        write_shape(&result, format)
    } else {
        write_table(&result, format)
    }
}

fn write_table(result: &ClassesResult, format: Format) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match format {
        Format::Text => table_text(&mut out, result)?,
        Format::Json => {
            let sign = parity::words(square(result));
            result::json(&mut out, &TableReport { sign, result })?;
        }
        Format::Csv => result::csv_lines(&mut out, summaries(result))?,
    }
    Ok(())
}

/// A table in JSON, with what positive and negative mean.
#[derive(Serialize)]
struct TableReport<'r> {
    sign: String,
    #[serde(flatten)]
    result: &'r ClassesResult,
}

/// The last shape of a whole table.
fn square(result: &ClassesResult) -> Shape {
    Shape::new(result.columns, result.columns).expect("columns that were counted")
}

fn summaries(result: &ClassesResult) -> impl Iterator<Item = &CountSummary> {
    result.counts.iter().map(|count| &count.summary)
}

fn write_shape(result: &ClassesResult, format: Format) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let count = result.counts.first().expect("one number of rows");
    match format {
        Format::Text => shape_text(&mut out, result, count)?,
        Format::Json => result::json(&mut out, &CountReport::of(&count.summary))?,
        Format::Csv => result::csv_lines(&mut out, summaries(result))?,
    }
    Ok(())
}

/// In words, which rows of which n.
pub fn what(columns: u32, rows: &RangeInclusive<u32>) -> String {
    if rows.start() == rows.end() {
        format!("{} × {columns}", rows.start())
    } else if *rows == (1..=columns) {
        format!("the table of n = {columns}")
    } else {
        format!("{} to {} × {columns}", rows.start(), rows.end())
    }
}

fn count(
    question: Question,
    about: Estimate,
    mut keeper: Option<Keeper>,
    checkpoint: Option<AnyCheckpoint>,
    console: Console,
    write: impl Fn(&ClassesResult) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let Question {
        columns,
        rows,
        workers,
        memory,
    } = question;
    let begun = checkpoint.map(AnyCheckpoint::of_classes).transpose()?;
    let goes_on = begun.is_some();
    let what = what(columns, &rows);
    let memory = memory.saturating_mul(MIB);
    let executor = Arc::new(threads(workers)?);
    let mut counting = ClassCounting::go_on(columns, rows, begun, memory, executor)?;
    if goes_on {
        say_going_on(console, Kept::done(&counting));
    } else {
        announce_if_long(console, &what, about.seconds, workers);
    }
    wait(&mut counting, keeper.as_mut(), console);
    let Some(keeper) = &mut keeper else {
        return write(&counting.result()?);
    };
    if let State::Failed(_) = counting.state() {
        return write(&counting.result()?);
    }
    let saved = keeper.end(&counting);
    if let (State::Cancelled, Some(signal)) = (counting.state(), interrupts::asked()) {
        return Err(keeper.stopped(&counting, saved, signal, console));
    }
    printed_and_saved(write(&counting.result()?), saved)
}

/// Waits for the end, and shows how far each phase is.
fn wait(counting: &mut ClassCounting, mut keeper: Option<&mut Keeper>, console: Console) {
    let mut progress = Progress::new(console);
    while counting.wait(LOOK_EVERY) == State::Running {
        if let Some(said) = keeper.as_mut().and_then(|keeper| keeper.look(counting)) {
            progress.warn(&said);
        }
        let elapsed = counting.elapsed_seconds();
        if progress.is_due(elapsed) {
            let now = counting.progress();
            let share = f64::from(now.done) / f64::from(now.units.max(1));
            progress.show(elapsed, share, &now.phase, None);
        }
    }
}

fn shape_text(out: &mut impl Write, result: &ClassesResult, count: &ClassesCount) -> io::Result<()> {
    result::figures(out, &count.summary, &count.all)?;
    how(out, result)?;
    writeln!(out, "{}", published(count).sentence())
}

fn published(count: &ClassesCount) -> result::Comparison<'_> {
    result::Comparison {
        published: count.published.as_ref(),
        counted: &count.summary,
    }
}

/// Who counted, and the check that no class is missing.
fn how(out: &mut impl Write, result: &ClassesResult) -> io::Result<()> {
    writeln!(
        out,
        "classes, {}, {}, {}",
        result::workers(result.workers),
        result.kernel,
        result::seconds(result.elapsed_seconds)
    )?;
    writeln!(out, "{}", check(&result.levels))
}

fn check(levels: &[LevelCheck]) -> String {
    if levels.is_empty() {
        return "classes: none to list, as up to three rows follow from cycle types".to_owned();
    }
    let levels: Vec<String> = levels
        .iter()
        .map(|level| format!("{} of degree {}", grouped(&level.classes), level.degree))
        .collect();
    format!(
        "classes: {}: their labelled graphs are all that exist",
        levels.join(", ")
    )
}

fn table_text(out: &mut impl Write, result: &ClassesResult) -> io::Result<()> {
    writeln!(
        out,
        "Latin rectangles with {} columns, exactly: K normalised ones, K+ of these even, K- odd, D = K+ - K-, R reduced",
        result.columns
    )?;
    let head = ["r", "K", "K+", "K-", "D", "R", "published"].map(str::to_owned);
    let rows = result.counts.iter().map(|count| {
        let summary = &count.summary;
        [
            summary.rows.to_string(),
            grouped(&summary.total),
            grouped(&summary.positive),
            grouped(&summary.negative),
            signed(&summary.difference),
            grouped(&summary.reduced),
            published(count).words().to_owned(),
        ]
    });
    let lines: Vec<[String; 7]> = std::iter::once(head).chain(rows).collect();
    let width = |at: usize| lines.iter().map(|line| line[at].len()).max().unwrap_or(0);
    let widths: [usize; 6] = std::array::from_fn(width);
    for line in &lines {
        for (figure, width) in line.iter().zip(widths) {
            write!(out, "{figure:>width$}  ")?;
        }
        writeln!(out, "{}", line[6])?;
    }
    writeln!(out, "{}", parity::words(square(result)))?;
    how(out, result)
}
