//! Counts by classes: one shape, or the whole table of one n.

use std::io::{self, IsTerminal, Write};
use std::ops::RangeInclusive;
use std::sync::Arc;

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::engine::MEASURE_SECONDS;
use super::result::{self, grouped, signed};
use super::{
    Failure, Format, LOOK_EVERY, MIB, PROGRESS_AFTER, announce_if_long, default_workers, end_at_interrupt,
    whole_number,
};
use crate::counting::ClassCounting;
use crate::engine::classes::{Estimate, estimate};
use crate::engine::enumerate;
use crate::report::{ClassesCount, ClassesResult, CountSummary, LevelCheck};
use crate::run::{Executor, State};

#[derive(Args)]
pub struct TableArguments {
    /// Columns n, up to 10
    #[arg(value_parser = whole_number, allow_hyphen_values = true)]
    columns: u32,
    /// Threads, 1 to 256 [default: one for each core]
    #[arg(long, value_parser = super::workers())]
    workers: Option<u32>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// MiB of memory that may be held
    #[arg(long, default_value_t = 1024)]
    memory: u64,
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
pub fn table(arguments: &TableArguments) -> Result<(), Failure> {
    let question = Question {
        columns: arguments.columns,
        rows: 1..=arguments.columns,
        workers: arguments.workers.unwrap_or_else(default_workers),
        memory: arguments.memory,
    };
    let word_seconds = enumerate::measure_word_seconds(None, MEASURE_SECONDS);
    let rows = question.rows.clone();
    let about = estimate(question.columns, rows, question.workers, word_seconds)?;
    let result = count(question, about)?;
    let mut out = io::stdout().lock();
    match arguments.format {
        Format::Text => table_text(&mut out, &result)?,
        Format::Json => result::json(&mut out, &result)?,
        Format::Csv => result::csv_lines(&mut out, summaries(&result))?,
    }
    Ok(())
}

fn summaries(result: &ClassesResult) -> impl Iterator<Item = &CountSummary> {
    result.counts.iter().map(|count| &count.summary)
}

/// Counts one shape and writes what was counted.
pub fn count_shape(question: Question, about: Estimate, format: Format) -> Result<(), Failure> {
    let result = count(question, about)?;
    let mut out = io::stdout().lock();
    let count = result.counts.first().expect("one number of rows");
    match format {
        Format::Text => shape_text(&mut out, &result, count)?,
        Format::Json => result::json(&mut out, &count.summary)?,
        Format::Csv => result::csv_lines(&mut out, summaries(&result))?,
    }
    Ok(())
}

fn count(question: Question, about: Estimate) -> Result<ClassesResult, Failure> {
    let Question {
        columns,
        rows,
        workers,
        memory,
    } = question;
    end_at_interrupt()?;
    let what = if rows.start() == rows.end() {
        format!("{} × {columns}", rows.start())
    } else {
        format!("the table of n = {columns}")
    };
    announce_if_long(&what, about.seconds, workers);
    let executor = Executor::pool(workers as usize).map_err(|error| Failure::Failed(error.to_string()))?;
    let memory = memory.saturating_mul(MIB);
    let mut counting = ClassCounting::start(columns, rows, memory, Arc::new(executor))?;
    wait(&mut counting);
    Ok(counting.result()?)
}

/// Waits for the end, with a bar for each phase when someone sees it.
fn wait(counting: &mut ClassCounting) {
    let seen = io::stderr().is_terminal();
    let mut bar: Option<ProgressBar> = None;
    while counting.wait(LOOK_EVERY) == State::Running {
        if !seen || counting.elapsed_seconds() < PROGRESS_AFTER.as_secs_f64() {
            continue;
        }
        let progress = counting.progress();
        let bar = bar.get_or_insert_with(progress_bar);
        bar.set_message(progress.phase);
        bar.set_length(progress.units.into());
        bar.set_position(progress.done.into());
    }
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
}

fn progress_bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {percent} % of {msg}, {elapsed} elapsed")
        .expect("a valid template");
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style)
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
    how(out, result)
}
