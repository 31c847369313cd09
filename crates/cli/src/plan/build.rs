//! Makes a plan: what is asked for, what it takes here, and in which stages.

use std::ops::RangeInclusive;
use std::time::Instant;

use latin_rectangles::count::{Request, Session};
use latin_rectangles::engine::classes::Step;
use latin_rectangles::engine::seam::EngineError;
use latin_rectangles::engine::{EngineName, Estimate, Takes, enumerate};
use latin_rectangles::latin::Shape;

use super::arguments::{MOST_PARTS, PlanArguments};
use super::cost::Costs;
use super::describe::Describe;
use super::figures::{figure, machine};
use super::report::{FORMAT, PlanReport, StageReport, Total};
use super::stages::{Job, Stage, stages};
use crate::arguments::{EngineChoice, MIB, checked};
use crate::classes::what;
use crate::engine::MEASURE_SECONDS;
use crate::failure::Failure;

/// MiB that a count may hold where nobody says how many.
const DEFAULT_MEMORY: u64 = 1024;
/// Numbers of cores for which the time is given.
const CORES: [u32; 3] = [1, 16, 384];

/// What is to be counted.
pub struct Asked {
    job: Job,
    shape: Shape,
    /// Whether nobody has said how many parts there are.
    parts_are_free: bool,
    /// `None` where the engine cannot say it.
    estimate: Option<Estimate>,
    /// Why the command does not count this yet, where it does not.
    pub refused: Option<String>,
}

impl Asked {
    /// What these arguments ask for.
    ///
    /// # Errors
    /// When there is no such shape, or nothing is known of it.
    pub fn of(arguments: &PlanArguments) -> Result<Self, Failure> {
        let (rows, columns) = (arguments.rows.clone(), arguments.columns);
        let shape = checked(*rows.end(), columns)?;
        let engine = engine(arguments.engine, &rows, shape, arguments.workers)?;
        let refused = match engine.accepts_all((columns, columns), (*rows.start(), *rows.end())) {
            Ok(()) => None,
            // what is known of its phases is given all the same
            Err(EngineError::Refused(why)) if has_figures(engine, columns) => Some(why),
            Err(error) => return Err(error.into()),
        };
        let units = match engine.takes() {
            Takes::Rows => Some(saved_units(engine, shape)?),
            Takes::Shape | Takes::Columns => None,
        };
        let estimate = engine.estimate_rows(columns, rows.clone(), arguments.workers, word_seconds());
        let mut asked = Asked {
            job: Job {
                engine,
                columns,
                rows,
                parts: arguments
                    .parts
                    .unwrap_or(MOST_PARTS)
                    .min(most_units(engine, shape, units)),
                units,
                workers: arguments.workers,
                list_workers: arguments.list_workers.unwrap_or(arguments.workers),
                memory: None,
            },
            shape,
            parts_are_free: arguments.parts.is_none(),
            estimate: estimate.ok(),
            refused,
        };
        asked.job.memory = Some(asked.memory()).filter(|&memory| memory > DEFAULT_MEMORY);
        Ok(asked)
    }

    /// MiB that a part must be allowed to hold.
    fn memory(&self) -> u64 {
        let needed = self.estimate.map_or(0, |estimate| estimate.bytes.div_ceil(MIB));
        needed.max(DEFAULT_MEMORY)
    }

    /// What it takes here, measured for at most so many seconds, and its stages.
    ///
    /// # Errors
    /// When the engine does not take the shape in the memory that it needs.
    pub fn plan(&self, measure_seconds: f64) -> Result<(PlanReport, Vec<Stage>), Failure> {
        let mut job = self.job.clone();
        let start = Instant::now();
        // as a count is cut whose progress is saved, where nobody says into how many parts
        let shares = if self.parts_are_free { 1 } else { job.parts };
        let memory = self.memory() * MIB;
        let costs = Costs::measured(&job, self.shape, shares, memory, self.seconds(), measure_seconds)?;
        let measured_seconds = start.elapsed().as_secs_f64();
        if self.parts_are_free {
            job.parts = costs.suited_parts(job.workers).min(job.parts);
        }
        let stages = stages(&job);
        let describe = Describe {
            job: &job,
            shape: self.shape,
            costs: &costs,
            held: self.estimate.map(|estimate| estimate.bytes),
        };
        let reports = stages.iter().map(|stage| describe.stage(stage));
        let reports: Vec<StageReport> = reports.collect::<Result<_, _>>()?;
        let totals = CORES.map(|cores| Total {
            cores,
            seconds: reports.iter().map(|stage| stage.seconds_on(cores)).sum(),
        });
        let of_columns = self.estimate.filter(|_| job.engine.takes() == Takes::Shape);
        let plan = PlanReport {
            format: FORMAT,
            what: format!("{} by {}", what(job.columns, &job.rows), job.engine),
            engine: job.engine,
            columns: job.columns,
            rows: (*job.rows.start(), *job.rows.end()),
            refused: self.refused.clone(),
            first_columns: of_columns.map(|estimate| estimate.first_columns),
            measured_seconds,
            recorded_on: machine(),
            stages: reports,
            totals: totals.into(),
        };
        Ok((plan, stages))
    }

    /// Seconds of one thread, by the engine's estimate.
    fn seconds(&self) -> f64 {
        let seconds = self.estimate.map(|estimate| estimate.seconds);
        seconds.map_or(f64::INFINITY, |seconds| seconds * f64::from(self.job.workers))
    }
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
        EngineChoice::Auto => match EngineName::cheapest(shape, None, workers, word_seconds()) {
            Err(_) if has_figures(EngineName::Classes, shape.columns()) => EngineName::Classes,
            cheapest => cheapest?,
        },
    })
}

/// Units of a shape if first columns are cut as finely as possible; more parts would do nothing.
fn most_units(engine: EngineName, shape: Shape, units: Option<u32>) -> u32 {
    let finest = engine.parts(engine.candidates(shape).unwrap_or(1));
    let columns = u32::try_from(shape.first_columns()).unwrap_or(u32::MAX);
    match engine.takes() {
        Takes::Shape => columns.saturating_mul(finest),
        Takes::Columns => u32::MAX,
        Takes::Rows => units.unwrap_or(1).max(1),
    }
}

/// Units of a shape that are saved, and so can be shared out.
fn saved_units(engine: EngineName, shape: Shape) -> Result<u32, EngineError> {
    let phases = Session::default()
        .open(&Request::of(shape, engine), 1)?
        .saved_phases();
    Ok(phases.iter().map(|phase| phase.units as u32).sum())
}

/// Whether phases of so many columns were recorded.
fn has_figures(engine: EngineName, columns: u32) -> bool {
    engine == EngineName::Classes && figure(columns, Step::Values(3)).is_some()
}

fn word_seconds() -> f64 {
    enumerate::measure_word_seconds(None, MEASURE_SECONDS)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::plan::stages::Kind;
    use crate::plan::text;

    /// A plan as its arguments say, for which is measured for at most so many seconds.
    fn plan_of(arguments: &str, seconds: f64) -> PlanReport {
        let words = ["latin-rectangles", "plan"]
            .into_iter()
            .chain(arguments.split(' '));
        let arguments = crate::Arguments::try_parse_from(words).unwrap_or_else(|error| panic!("{error}"));
        let crate::Command::Plan(arguments) = arguments.command else {
            panic!("not a plan");
        };
        let plan = Asked::of(&arguments).and_then(|asked| asked.plan(seconds));
        plan.unwrap_or_else(|_| panic!("a plan")).0
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
            let plan = plan_of(arguments, 0.1);
            for part in plan.stages.iter().flat_map(|stage| &stage.parts) {
                let words = part.arguments.iter().map(|word| &word[..]);
                if let Err(error) =
                    crate::Arguments::try_parse_from(["latin-rectangles"].into_iter().chain(words))
                {
                    panic!("{:?}: {error}", part.arguments);
                }
            }
        }
    }

    #[test]
    fn there_are_no_parts_without_units() {
        for (arguments, parts) in [
            ("5 7 --engine enumerate --parts 5000", 4635),
            ("3 6 --engine naive --parts 100", 10),
            ("1 5 --engine enumerate --parts 7", 1),
        ] {
            let plan = plan_of(arguments, 0.1);
            assert_eq!(plan.stages[0].parts.len(), parts, "{arguments}");
            assert_eq!(plan.stages[0].units, Some(parts as u64), "{arguments}");
        }
    }

    #[test]
    fn more_cores_take_no_longer() {
        let plan = plan_of("1..8 8 --parts 3", f64::from(u32::MAX));
        let seconds: Vec<f64> = plan.totals.iter().map(|total| total.seconds.unwrap()).collect();
        assert!(
            seconds.is_sorted_by(|one, next| one >= next && *next > 0.0),
            "{seconds:?}"
        );
    }

    #[test]
    fn what_was_recorded_is_given_for_every_stage() {
        let plan = plan_of("1..5 11 --parts 8", 0.1);
        for stage in plan.stages.iter().filter(|stage| stage.kind != Kind::Merge) {
            let is_given = stage.seconds.is_some() && stage.memory.is_some() && stage.files.is_some();
            assert!(is_given, "{}", stage.name);
        }
        assert!(plan.totals.iter().all(|total| total.seconds.is_some()));
    }

    #[test]
    fn what_was_never_measured_is_said_to_be() {
        let plan = plan_of("11 11", 0.1);
        let recorded = figure(11, Step::Values(6)).and_then(|figure| figure.seconds);
        assert_eq!(plan.stage("values-6").seconds.is_some(), recorded.is_some());
        let mut out = Vec::new();
        text::write(&mut out, &plan).unwrap();
        let printed = String::from_utf8(out).unwrap();
        let refused = plan.refused.unwrap();
        assert!(
            printed.contains(&format!("Not counted by this version: {refused}")),
            "{printed}"
        );
        let shown = plan.stages.iter().filter(|stage| stage.kind != Kind::Merge);
        let mut unknown =
            shown.map(|stage| stage.seconds.is_none() || stage.memory.is_none() || stage.files.is_none());
        assert_eq!(
            printed.contains("not measured"),
            unknown.any(|unknown| unknown),
            "{printed}"
        );
    }
}
