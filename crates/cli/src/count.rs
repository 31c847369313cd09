//! The count of one shape.

use std::io;

use latin_rectangles::count::{Count, Request, Share, StartError};
use latin_rectangles::engine::Figure;
use latin_rectangles::report::CountResult;

use super::arguments::{CountArguments, Format, MIB, checked, default_workers};
use super::console::Console;
use super::failure::Failure;
use super::run::{Files, Job, run};
use super::summary::{CountLine, CountReport, evidence};
use super::{engine, result};

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

/// Counts one shape and writes what was counted.
pub fn count(arguments: &CountArguments, console: Console) -> Result<(), Failure> {
    let shape = checked(arguments.rows, arguments.columns)?;
    let workers = arguments.workers.unwrap_or_else(default_workers);
    let files = Files::open(&arguments.files, console)?;
    let (engine, seconds) = engine::choose(arguments, shape, workers, files.found(), console)?;
    let of_units = arguments.units.clone();
    let of_units = of_units.map(|units| Share::Units { phase: 0, units });
    let job = Job {
        request: Request {
            schedule: arguments.schedule,
            options: arguments.options.options(),
            saved: files.autosave.is_some(),
            memory: arguments.memory.saturating_mul(MIB),
            lists_only: arguments.files.lists_only,
            figure: arguments.figure,
            ..Request::of(shape, engine)
        },
        workers,
        what: shape.to_string(),
        seconds,
        share: arguments.files.share().or(of_units),
    };
    run(job, files, arguments.format, console, |count| {
        write(count, arguments.figure, arguments.format, arguments.per_column)
    })
}

/// Writes the result of a count of one shape, all that is known or one figure.
pub fn write(count: &Count, figure: Option<Figure>, format: Format, per_column: bool) -> Result<(), Failure> {
    let result = CountResult::of(count)?;
    let lines = CountLine::all(&result, figure);
    let line = lines.first().expect("one shape");
    let columns = result.by_column.as_ref().filter(|_| per_column);
    let columns = columns.map(|columns| &columns.per_column[..]);
    let mut out = io::stdout().lock();
    match format {
        Format::Text => result::text(&mut out, &result, line, figure, columns)?,
        Format::Json => {
            let report = CountReport {
                summary: &line.summary,
                sign: line.summary.sign_words(),
                evidence: evidence(&result),
                per_column: columns,
            };
            result::json(&mut out, &report)?;
        }
        Format::Csv => result::csv(&mut out, &line.summary, columns)?,
    }
    Ok(())
}
