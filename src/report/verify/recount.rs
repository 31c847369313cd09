//! Counts answers again, whole, where that is quick.

use std::collections::{BTreeMap, BTreeSet};

use super::answer_file::StatedAnswer;
use super::check::Check;
use super::drive;
use super::figures::StatedFigures;
use super::line::name_line;
use super::options::{VerifyError, VerifyOptions};
use super::sample::seconds;
use crate::count::Session;
use crate::engine::enumerate::{Options, Popcount};
use crate::engine::seam::Figures;
use crate::engine::{EngineName, Request};
use crate::latin::count::grouped;
use crate::run::Watch;
use crate::simd::Arch;

/// For all shapes of a file together, about, on one thread of a nominal machine.
const SECONDS: f64 = 60.0;

/// An answer by classes is counted again by enumeration or by formula where that takes no longer.
const OTHER_SECONDS: f64 = 5.0;

/// What came of it.
pub struct Recount {
    pub checks: Vec<Check>,
    /// How many shapes were counted again.
    pub counted: usize,
    /// Of how many.
    pub shapes: usize,
}

/// What is counted at once: rows of one n, or a shape.
struct Job {
    engine: EngineName,
    columns: u32,
    rows: (u32, u32),
}

/// Counts the shapes of these answers again, as far as that takes under a minute in all.
pub fn recount(
    answers: &[StatedAnswer],
    options: VerifyOptions,
    watch: &(dyn Watch + Sync),
) -> Result<Recount, VerifyError> {
    let shapes: BTreeSet<(u32, u32)> = answers
        .iter()
        .map(|answer| (answer.figures.shape.columns(), answer.figures.shape.rows()))
        .collect();
    let mut found: BTreeMap<(u32, u32), (EngineName, Figures)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for job in jobs(answers, &shapes) {
        let request = Request {
            options: Options {
                kernel: Some(Arch::plainest()),
                popcount: Popcount::Scalar,
                ..Options::default()
            },
            memory: options.memory,
            ..Request::new(job.engine, (job.columns, job.columns), job.rows)
        };
        let engine = Session::default().open(&request, rayon::current_num_threads());
        let mut engine = engine.map_err(|error| VerifyError::Refused(error.to_string()))?;
        match drive::count(&mut *engine, watch)? {
            Ok(answer) => {
                for figures in answer.figures {
                    let shape = figures.shape;
                    found.insert((shape.columns(), shape.rows()), (job.engine, figures));
                }
            }
            Err(error) => wrong.push(Check::wrong(format!("{request}, counted again"), error)),
        }
    }
    let mut checks: Vec<Check> = answers
        .iter()
        .flat_map(|answer| {
            let shape = answer.figures.shape;
            let mut checks = compare(&answer.figures, found.get(&(shape.columns(), shape.rows())));
            name_line(&mut checks, answer.line);
            checks
        })
        .collect();
    checks.append(&mut wrong);
    Ok(Recount {
        checks,
        counted: shapes.iter().filter(|shape| found.contains_key(shape)).count(),
        shapes: shapes.len(),
    })
}

/// What was not counted by enumeration by that where it is quick, and what was counted by classes by formula; else by classes,
/// several rows of one n at once, else by enumeration or by formula.
fn jobs(answers: &[StatedAnswer], shapes: &BTreeSet<(u32, u32)>) -> Vec<Job> {
    let by = |engine: EngineName| -> BTreeSet<(u32, u32)> {
        let answers = answers.iter().filter(|answer| answer.engine == Some(engine));
        let shapes = answers.map(|answer| answer.figures.shape);
        shapes.map(|shape| (shape.columns(), shape.rows())).collect()
    };
    let [by_enumeration, by_naive, by_classes] =
        [EngineName::Enumerate, EngineName::Naive, EngineName::Classes].map(by);
    let mut left = SECONDS;
    let mut jobs = Vec::new();
    let mut others: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let of_shape = |engine, columns, rows| Job {
        engine,
        columns,
        rows: (rows, rows),
    };
    for &(columns, rows) in shapes {
        let at = (columns, rows);
        let is_quick = |&(engine, is_other): &(EngineName, bool)| {
            let taken = seconds(engine, columns, (rows, rows));
            is_other && taken.is_ok_and(|taken| taken <= OTHER_SECONDS.min(left))
        };
        let engines = [
            (
                EngineName::Enumerate,
                !by_enumeration.contains(&at) && !by_naive.contains(&at),
            ),
            (EngineName::Formula, by_classes.contains(&at)),
        ];
        match engines.into_iter().find(is_quick) {
            Some((engine, _)) => {
                left -= seconds(engine, columns, (rows, rows)).unwrap_or(left);
                jobs.push(of_shape(engine, columns, rows));
            }
            None => others.entry(columns).or_default().push(rows),
        }
    }
    for (columns, rows) in others {
        let from = rows[0];
        let fits = |to: u32| {
            seconds(EngineName::Classes, columns, (from, to))
                .ok()
                .filter(|&taken| taken <= left)
        };
        let last = rows.iter().filter_map(|&to| Some((to, fits(to)?))).next_back();
        if let Some((to, taken)) = last {
            left -= taken;
            jobs.push(Job {
                engine: EngineName::Classes,
                columns,
                rows: (from, to),
            });
        }
        let beyond = last.map_or(0, |(to, _)| to);
        for rows in rows.into_iter().filter(|&rows| rows > beyond) {
            for engine in [EngineName::Enumerate, EngineName::Formula] {
                if let Ok(taken) = seconds(engine, columns, (rows, rows))
                    && taken <= left
                {
                    left -= taken;
                    jobs.push(of_shape(engine, columns, rows));
                    break;
                }
            }
        }
    }
    jobs
}

fn compare(stated: &StatedFigures, counted: Option<&(EngineName, Figures)>) -> Vec<Check> {
    let shape = stated.shape;
    let Some((engine, figures)) = counted else {
        return vec![Check::skipped(
            format!("{shape}: counted again whole"),
            "it would take longer than a minute with the others",
        )];
    };
    let what = |figure: &str| format!("{shape}: {figure} counted again whole, by {engine}");
    let mut checks = Vec::new();
    if let (Some(found), Some(expected)) = (stated.total(), &figures.total) {
        checks.push(Check::of(what("K"), grouped(&found), grouped(expected)));
    }
    if let (Some(found), Some(expected)) = (stated.difference(), &figures.difference) {
        checks.push(Check::of(what("D"), grouped(&found), grouped(expected)));
    }
    checks
}
