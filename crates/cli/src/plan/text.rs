//! A plan as text.

use std::io::{self, Write};

use super::cost::Source;
use super::report::{PlanReport, StageReport};
use super::stages::Kind;
use crate::progress::duration;
use crate::result::{grouped, workers};

/// Writes a plan for people.
pub fn write(out: &mut impl Write, plan: &PlanReport) -> io::Result<()> {
    writeln!(out, "{}", plan.what)?;
    if let Some(refused) = &plan.refused {
        writeln!(out, "Not counted by this version: {refused}")?;
    }
    if let Some(columns) = plan.first_columns {
        let units = plan.stages[0].units.unwrap_or_default();
        let columns = match columns {
            1 => "1 first column".to_owned(),
            columns => format!("{} first columns", grouped(&columns)),
        };
        writeln!(out, "{columns}, cut into {} units", grouped(&units))?;
    }
    let head = [
        "stage",
        "parts",
        "workers",
        "units",
        "a part takes",
        "memory",
        "files",
        "all parts, one core",
        "",
    ];
    let counting = plan.stages.iter().filter(|stage| stage.kind != Kind::Merge);
    let lines: Vec<[String; 9]> = std::iter::once(head.map(str::to_owned))
        .chain(counting.map(line))
        .collect();
    let widths: [usize; 9] = std::array::from_fn(|at| {
        let lengths = lines.iter().map(|line| line[at].chars().count());
        lengths.max().unwrap_or(0)
    });
    writeln!(out)?;
    for line in &lines {
        let cells = line.iter().zip(widths).enumerate();
        let cells = cells.map(|(at, (cell, width))| match at {
            0 | 8 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    writeln!(out)?;
    for total in &plan.totals {
        let cores = match total.cores {
            1 => "1 core: ".to_owned(),
            cores => format!("{cores} cores:"),
        };
        let seconds = total.seconds.map_or_else(unknown, duration);
        writeln!(out, "on {cores:<10} {seconds}")?;
    }
    writeln!(out)?;
    sources(out, plan)
}

fn unknown() -> String {
    "not measured".to_owned()
}

fn line(stage: &StageReport) -> [String; 9] {
    let size = |bytes: Option<u64>| bytes.map_or_else(unknown, size);
    [
        stage.name.clone(),
        grouped(&stage.parts.len()),
        stage.workers.to_string(),
        stage.units.map_or_else(String::new, |units| grouped(&units)),
        stage.part_seconds.map_or_else(unknown, duration),
        size(stage.memory),
        size(stage.files),
        stage.seconds.map_or_else(unknown, duration),
        stage.source.map_or("", words).to_owned(),
    ]
}

/// Bytes in KiB, or MiB from one on.
fn size(bytes: u64) -> String {
    if bytes < 1 << 20 {
        format!("{} KiB", bytes.div_ceil(1 << 10))
    } else {
        format!("{} MiB", grouped(&bytes.div_ceil(1 << 20)))
    }
}

fn words(source: Source) -> &'static str {
    match source {
        Source::Measured => "measured here",
        Source::Recorded => "recorded",
        Source::Estimated => "estimated",
    }
}

/// Where the figures come from.
fn sources(out: &mut impl Write, plan: &PlanReport) -> io::Result<()> {
    let has = |source| plan.stages.iter().any(|stage| stage.source == Some(source));
    if has(Source::Measured) {
        let columns = plan.first_columns.is_some();
        let what = if columns {
            "a sample of the units, counted"
        } else {
            "counted"
        };
        writeln!(
            out,
            "measured here: {what} in {} on {}",
            duration(plan.measured_seconds),
            workers(1)
        )?;
    }
    if has(Source::Recorded) {
        writeln!(
            out,
            "recorded: measured once ({}), and scaled by what this machine took for the same work",
            plan.recorded_on
        )?;
    }
    if has(Source::Estimated) {
        writeln!(
            out,
            "estimated: from the number of rectangles and the speed of this machine, as no unit was far enough in {}",
            duration(plan.measured_seconds)
        )?;
    }
    writeln!(
        out,
        "Waiting in a queue is not in these times. Memory is for one part at a time."
    )
}
