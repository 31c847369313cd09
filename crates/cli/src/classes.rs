//! Counts by classes: one shape, or the whole table of one n.

use std::io::{self, Write};
use std::ops::RangeInclusive;

use clap::Args;
use latin_rectangles::count::Request;
use latin_rectangles::engine::classes::estimate;
use latin_rectangles::engine::seam::{EngineError, Evidence};
use latin_rectangles::engine::{Takes, enumerate};
use latin_rectangles::latin::count::decimal;
use latin_rectangles::report::CountResult;
use num_bigint::BigUint;
use serde::Serialize;

use super::arguments::{FileArguments, Format, MIB, default_workers, rows, whole_number, workers};
use super::console::Console;
use super::engine::MEASURE_SECONDS;
use super::failure::{EXIT_STATUSES, Failure};
use super::result::{self, grouped, signed};
use super::run::{Files, Job, run};
use super::summary::{CountLine, evidence};

#[derive(Args)]
#[command(after_help = EXIT_STATUSES)]
pub struct TableArguments {
    /// Columns n, up to 10; 11 for r ≤ 5, 20 for r ≤ 3, 1000 for r ≤ 2
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    columns: u32,
    /// Rows r, for example 1..5, both ends included [default: all, 1..n]
    #[arg(long, value_name = "FROM..TO", value_parser = rows)]
    rows: Option<RangeInclusive<u32>>,
    /// Threads, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = workers())]
    workers: Option<u32>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    memory: u64,
    #[command(flatten)]
    files: FileArguments,
}

/// The table of one n, of all rows or some.
pub fn table(arguments: &TableArguments, console: Console) -> Result<(), Failure> {
    let columns = arguments.columns;
    let rows = arguments.rows.clone().unwrap_or(1..=columns);
    let workers = arguments.workers.unwrap_or_else(default_workers);
    let word_seconds = enumerate::measure_word_seconds(None, MEASURE_SECONDS);
    let about =
        estimate(columns..=columns, rows.clone(), workers, word_seconds).map_err(EngineError::from)?;
    let files = Files::open(&arguments.files, console)?;
    let job = Job {
        what: what(columns, &rows),
        request: Request {
            saved: files.autosave.is_some(),
            memory: arguments.memory.saturating_mul(MIB),
            lists_only: arguments.files.lists_only,
            ..Request::by_classes(columns, rows)
        },
        workers,
        seconds: about.seconds,
        share: arguments.files.share(),
    };
    run(job, files, arguments.format, console, |count| {
        write_table(&CountResult::of(count)?, arguments.format)
    })
}

/// Writes the table of one n, or of one number of rows.
pub fn write_table(result: &CountResult, format: Format) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let counts = CountLine::all(result, None);
    match format {
        Format::Text => table_text(&mut out, result, &counts)?,
        Format::Json => result::json(&mut out, &TableReport::of(result, counts))?,
        Format::Csv => result::csv_lines(&mut out, counts.iter().map(|count| &count.summary))?,
    }
    Ok(())
}

/// A table in JSON, with what positive and negative mean.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TableReport {
    /// In words.
    sign: String,
    columns: u32,
    workers: u32,
    elapsed_seconds: f64,
    before_seconds: f64,
    kernel: &'static str,
    counts: Vec<CountLine>,
    levels: Vec<DegreeClasses>,
    /// By formula, what shows that the figures are right.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<Evidence>>,
    per_worker: Vec<TableWorker>,
}

/// The classes of a degree, whose labelled graphs are all that exist.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DegreeClasses {
    degree: u32,
    classes: u64,
    #[serde(with = "decimal")]
    #[cfg_attr(test, schemars(with = "latin_rectangles::latin::count::Digits"))]
    graphs: BigUint,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TableWorker {
    classes: u64,
    matchings: u64,
    busy_seconds: f64,
}

impl TableReport {
    fn of(result: &CountResult, counts: Vec<CountLine>) -> Self {
        let levels = result.evidence.iter().filter_map(|evidence| {
            Some(DegreeClasses {
                degree: evidence.degree?,
                classes: evidence.count,
                graphs: evidence.found.clone(),
            })
        });
        let workers = result.per_worker.iter().map(|worker| TableWorker {
            classes: worker.counted,
            matchings: worker.steps,
            busy_seconds: worker.busy_seconds,
        });
        let square = counts.last().expect("a table has a shape at least");
        TableReport {
            sign: square.summary.sign_words(),
            columns: square.summary.columns,
            workers: result.workers,
            elapsed_seconds: result.elapsed_seconds,
            before_seconds: result.before_seconds,
            kernel: result.kernel,
            levels: levels.collect(),
            evidence: evidence(result).map(<[Evidence]>::to_vec),
            per_worker: workers.collect(),
            counts,
        }
    }
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

fn table_text(out: &mut impl Write, result: &CountResult, counts: &[CountLine]) -> io::Result<()> {
    let last = &counts.last().expect("a table has a shape at least").summary;
    let of_rows = result.engine.takes() == Takes::Rows;
    let (many, of, other) = match of_rows {
        true => (last.rows, "rows", "n"),
        false => (last.columns, "columns", "r"),
    };
    writeln!(
        out,
        "Latin rectangles with {many} {of}, exactly: K normalised ones, K+ of these even, K- odd, D = K+ - K-, R reduced"
    )?;
    let head = [other, "K", "K+", "K-", "D", "R", "published"].map(str::to_owned);
    let unknown = || "-".to_owned();
    let whole = |figure: &Option<BigUint>| figure.as_ref().map_or_else(unknown, grouped);
    let rows = counts.iter().map(|count| {
        let summary = &count.summary;
        [
            if of_rows { summary.columns } else { summary.rows }.to_string(),
            whole(&summary.total),
            whole(&summary.positive),
            whole(&summary.negative),
            summary.difference.as_ref().map_or_else(unknown, signed),
            whole(&summary.reduced),
            result::Comparison::of(count).words().to_owned(),
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
    writeln!(out, "{}", last.sign_words())?;
    result::how(out, result)
}
