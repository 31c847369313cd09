//! One unit, timed by itself.

use std::io::{self, Write};

use clap::Args;
use latin_rectangles::engine::EngineName;
use latin_rectangles::engine::enumerate::Unit;
use latin_rectangles::latin::SignedCount;
use latin_rectangles::latin::parity::SIGN;
use latin_rectangles_lab::measuring::{UnitReport, UnitRequest};
use serde::Serialize;

use super::arguments::{ListFormat, MIB, OptionArguments, ShapeArguments};
use super::failure::Failure;
use super::result::{self, popcount_words};

#[derive(Args)]
pub struct UnitArguments {
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

/// A unit in JSON, with what positive and negative mean.
#[derive(Serialize)]
struct TimedUnit {
    sign: &'static str,
    #[serde(flatten)]
    report: UnitReport,
}

pub fn unit(arguments: &UnitArguments) -> Result<(), Failure> {
    let request = UnitRequest {
        shape: arguments.shape.shape()?,
        engine: arguments.engine,
        first_column: arguments.first_column,
        part: arguments.part,
        parts: arguments.parts,
        repetitions: arguments.repetitions,
        options: arguments.options.options(),
    };
    let report = UnitReport::run(&request, arguments.memory.saturating_mul(MIB))
        .map_err(|error| Failure::BadInput(error.to_string()))?;
    let mut out = io::stdout().lock();
    if let ListFormat::Json = arguments.format {
        let sign = SIGN;
        return Ok(result::json(&mut out, &TimedUnit { sign, report })?);
    }
    let UnitReport {
        unit,
        count,
        seconds,
        list_seconds,
        word_seconds,
        kernel,
        popcount,
    } = report;
    let SignedCount { positive, negative } = &count;
    let Unit {
        first_column,
        from,
        to,
    } = unit;
    writeln!(
        out,
        "first column number {first_column}, second rows number {from} to {}",
        i64::from(to) - 1
    )?;
    writeln!(out, "{positive} even + {negative} odd reduced rectangles")?;
    writeln!(out, "{SIGN}")?;
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
