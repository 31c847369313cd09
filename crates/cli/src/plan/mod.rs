//! What a count would take that is shared out, and the scripts that share it out.

mod cost;
mod describe;
mod figures;
mod hq;
mod measure;
mod parallel;
mod report;
mod shell;
mod slurm;
mod stages;
mod text;

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::time::Instant;

use clap::{Args, ValueEnum};
use latin_rectangles::engine::classes::Step;
use latin_rectangles::engine::seam::EngineError;
use latin_rectangles::engine::{EngineName, Takes, enumerate};
use latin_rectangles::latin::Shape;

pub use report::PlanReport;

use super::arguments::{EngineChoice, MIB, checked, rows, whole_number, workers};
use super::engine::MEASURE_SECONDS;
use super::failure::Failure;
use super::{classes, result};
use cost::Costs;
use describe::Describe;
use report::{FORMAT, StageReport, Total};
use stages::{Job, Stage, stages};

/// More parts than this have too many files for one line of a shell.
const MOST_PARTS: u32 = 20_000;
/// MiB that a count may hold where nobody says how many.
const DEFAULT_MEMORY: u64 = 1024;
/// Numbers of cores for which the time is told.
const CORES: [u32; 3] = [1, 16, 384];

#[derive(Args)]
pub struct PlanArguments {
    /// Rows r, from 1 to n; or the first and the last of several, for example 1..5
    #[arg(value_parser = rows)]
    rows: RangeInclusive<u32>,
    /// Columns n
    #[arg(value_parser = whole_number)]
    columns: u32,
    /// How it is counted
    #[arg(long, value_parser = EngineChoice::parser(), default_value_t)]
    engine: EngineChoice,
    /// Into how many parts it is cut, which run anywhere [default: as many as take about half an hour each]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_PARTS)))]
    parts: Option<u32>,
    /// Threads of a part, 1 to 256
    #[arg(long, value_parser = workers(), default_value_t = 1)]
    workers: u32,
    /// Threads of the job that lists classes, which runs on one machine [default: those of a part]
    #[arg(long, value_parser = workers())]
    list_workers: Option<u32>,
    #[arg(long, value_enum, default_value_t)]
    format: PlanFormat,
}

/// For whom it is written.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// What it takes
    #[default]
    Text,
    /// The same, and the arguments of every part
    Json,
    /// A script that submits job arrays to SLURM
    Slurm,
    /// A script that submits task arrays to HyperQueue
    Hq,
    /// A script that runs GNU parallel
    Parallel,
}

/// Writes what a count would take, or a script.
pub fn plan(arguments: &PlanArguments) -> Result<(), Failure> {
    let (plan, stages) = planned(arguments)?;
    let mut out = io::stdout().lock();
    let script = match arguments.format {
        PlanFormat::Text => return Ok(text::write(&mut out, &plan)?),
        PlanFormat::Json => return Ok(result::json(&mut out, &plan)?),
        PlanFormat::Slurm => slurm::script,
        PlanFormat::Hq => hq::script,
        PlanFormat::Parallel => parallel::script,
    };
    if let Some(refused) = plan.refused {
        return Err(Failure::BadInput(refused));
    }
    let program = std::env::current_exe()
        .map_err(|error| Failure::Failed(format!("the path of this command is not known: {error}")))?;
    let program = program
        .to_str()
        .ok_or_else(|| Failure::Failed(format!("{} cannot be written into a script", program.display())))?;
    write!(out, "{}", script(&plan, &stages, program))?;
    Ok(())
}

/// What it takes here, and its stages.
fn planned(arguments: &PlanArguments) -> Result<(PlanReport, Vec<Stage>), Failure> {
    let (rows, columns) = (arguments.rows.clone(), arguments.columns);
    let shape = checked(*rows.end(), columns)?;
    let engine = engine(arguments.engine, &rows, shape, arguments.workers)?;
    let refused = match engine.accepts_all((columns, columns), (*rows.start(), *rows.end())) {
        Ok(()) => None,
        // what is known of its phases can be told all the same
        Err(EngineError::Refused(why)) if has_figures(engine, columns) => Some(why),
        Err(error) => return Err(error.into()),
    };
    let mut job = Job {
        engine,
        columns,
        rows,
        parts: arguments.parts.unwrap_or(MOST_PARTS),
        workers: arguments.workers,
        list_workers: arguments.list_workers.unwrap_or(arguments.workers),
        memory: None,
    };
    let estimate = engine
        .estimate_rows(columns, job.rows.clone(), job.workers, word_seconds())
        .ok();
    let needed = estimate.map(|estimate| estimate.bytes.div_ceil(MIB));
    job.memory = needed.filter(|&needed| needed > DEFAULT_MEMORY);
    let memory = needed.unwrap_or_default().max(DEFAULT_MEMORY).saturating_mul(MIB);
    let start = Instant::now();
    let estimated = estimate.map_or(f64::INFINITY, |estimate| {
        estimate.seconds * f64::from(job.workers)
    });
    let costs = Costs::measured(&job, shape, memory, estimated)?;
    let measured_seconds = start.elapsed().as_secs_f64();
    if arguments.parts.is_none() {
        job.parts = costs.suited_parts(job.workers);
    }
    let stages = stages(&job);
    let describe = Describe {
        job: &job,
        shape,
        costs: &costs,
        held: estimate.map(|estimate| estimate.bytes),
    };
    let reports = stages.iter().map(|stage| describe.stage(stage));
    let reports: Vec<StageReport> = reports.collect::<Result<_, _>>()?;
    let totals = CORES.map(|cores| Total {
        cores,
        seconds: reports.iter().map(|stage| stage.seconds_on(cores)).sum(),
    });
    let plan = PlanReport {
        format: FORMAT,
        what: format!("{} by {engine}", classes::what(columns, &job.rows)),
        engine,
        columns,
        rows: (*job.rows.start(), *job.rows.end()),
        refused,
        first_columns: estimate
            .filter(|_| engine.takes() == Takes::Shape)
            .map(|estimate| estimate.first_columns),
        measured_seconds,
        recorded_on: figures::machine(),
        stages: reports,
        totals: totals.into(),
    };
    Ok((plan, stages))
}

/// The engine that was named, or the cheaper one.
fn engine(
    choice: EngineChoice,
    rows: &RangeInclusive<u32>,
    shape: Shape,
    workers: u32,
) -> Result<EngineName, Failure> {
    Ok(match choice {
        EngineChoice::Named(engine) => engine,
        EngineChoice::Auto if rows.start() < rows.end() => EngineName::Classes,
        EngineChoice::Auto => match EngineName::cheapest(shape, workers, word_seconds()) {
            Err(_) if has_figures(EngineName::Classes, shape.columns()) => EngineName::Classes,
            cheapest => cheapest?,
        },
    })
}

/// Whether phases of so many columns were recorded.
fn has_figures(engine: EngineName, columns: u32) -> bool {
    engine == EngineName::Classes && figures::figure(columns, Step::Values(3)).is_some()
}

fn word_seconds() -> f64 {
    enumerate::measure_word_seconds(None, MEASURE_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    /// A plan as its arguments say.
    fn plan_of(arguments: &str) -> (PlanReport, Vec<Stage>) {
        let words = ["latin-rectangles", "plan"]
            .into_iter()
            .chain(arguments.split(' '));
        let arguments = crate::Arguments::try_parse_from(words).unwrap_or_else(|error| panic!("{error}"));
        let crate::Command::Plan(arguments) = arguments.command else {
            panic!("not a plan");
        };
        planned(&arguments).unwrap_or_else(|_| panic!("a plan"))
    }

    #[test]
    fn the_command_understands_the_arguments_of_every_part() {
        for arguments in [
            "5 7 --engine enumerate --parts 4",
            "3 6 --engine naive --parts 2",
            "1..8 8 --parts 3 --workers 2 --list-workers 8",
            "4 8 --engine classes --parts 2",
            "2 500",
        ] {
            let (plan, _) = plan_of(arguments);
            for part in plan.stages.iter().flat_map(|stage| &stage.parts) {
                let words = ["latin-rectangles"]
                    .into_iter()
                    .chain(part.arguments.iter().map(|word| &word[..]));
                if let Err(error) = crate::Arguments::try_parse_from(words) {
                    panic!("{:?}: {error}", part.arguments);
                }
            }
        }
    }

    #[test]
    fn more_cores_take_no_longer() {
        let (plan, _) = plan_of("1..8 8 --parts 3");
        let seconds: Vec<f64> = plan.totals.iter().map(|total| total.seconds.unwrap()).collect();
        assert!(seconds.is_sorted_by(|one, next| one >= next), "{seconds:?}");
        assert!(
            plan.stages
                .iter()
                .all(|stage| stage.kind == stages::Kind::Merge || stage.seconds.is_some())
        );
    }

    #[test]
    fn what_was_never_measured_is_not_told() {
        let (plan, _) = plan_of("11 11");
        assert!(plan.refused.is_some());
        let stage = plan.stage("values-6");
        let figure = figures::figure(11, Step::Values(6));
        assert_eq!(
            stage.seconds.is_some(),
            figure.is_some_and(|figure| figure.seconds.is_some())
        );
    }
}
