//! Counts by classes: one shape, or the whole table of one n.

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::Args;
use latin_rectangles::count::Request;
use latin_rectangles::engine::classes::estimate;
use latin_rectangles::engine::enumerate;
use latin_rectangles::engine::seam::EngineError;
use latin_rectangles::latin::{Shape, parity};
use latin_rectangles::report::{ClassesCount, ClassesResult, CountReport, CountSummary, LevelCheck};
use serde::Serialize;

use super::arguments::{Format, default_workers, whole_number, workers};
use super::console::Console;
use super::engine::MEASURE_SECONDS;
use super::keeper::Keeper;
use super::result::{self, grouped, signed};
use super::run::{Job, run};
use super::{EXIT_STATUSES, Failure, MIB};

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

/// The whole table of one n.
pub fn table(arguments: &TableArguments, console: Console) -> Result<(), Failure> {
    let (columns, rows) = (arguments.columns, 1..=arguments.columns);
    let workers = arguments.workers.unwrap_or_else(default_workers);
    let word_seconds = enumerate::measure_word_seconds(None, MEASURE_SECONDS);
    let about = estimate(columns, rows.clone(), workers, word_seconds).map_err(EngineError::from)?;
    let path = arguments.checkpoint.as_deref();
    let keeper = path.map(|path| Keeper::new(path, console)).transpose()?;
    let checkpoint = keeper.as_ref().map(Keeper::read).transpose()?.flatten();
    let job = Job {
        what: what(columns, &rows),
        request: Request {
            saved: keeper.is_some(),
            memory: arguments.memory.saturating_mul(MIB),
            ..Request::by_classes(columns, rows)
        },
        workers,
        seconds: about.seconds,
        checkpoint,
        units: None,
    };
    run(job, keeper, arguments.format, console, |count| {
        write_table(&ClassesResult::of(count)?, arguments.format)
    })
}

/// Writes the table of one n.
pub fn write_table(result: &ClassesResult, format: Format) -> Result<(), Failure> {
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

/// Writes the one shape that was counted.
pub fn write_shape(result: &ClassesResult, format: Format) -> Result<(), Failure> {
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
        return "classes: none listed, as up to three rows need no list".to_owned();
    }
    let levels: Vec<String> = levels
        .iter()
        .map(|level| format!("{} of degree {}", grouped(&level.classes), level.degree))
        .collect();
    format!(
        "classes: {}: together they account for every labelled graph",
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
