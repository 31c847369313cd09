//! What a stage takes: measured here as far as that is quick, otherwise as recorded or estimated.

use std::collections::BTreeMap;

use latin_rectangles::count::StartError;
use latin_rectangles::engine::Takes;
use latin_rectangles::engine::classes::{Step, planned};
use latin_rectangles::latin::Shape;
use serde::Serialize;

use super::arguments::MOST_PARTS;
use super::figures::figure;
use super::measure::{self, MeasuredPhase};
use super::stages::{Job, Kind, Stage};

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Measured here, on all units or on a sample of them.
    Measured,
    /// Measured once on another machine, and compared with this one.
    Recorded,
    /// Computed from the number of rectangles.
    Estimated,
}

/// Seconds of one thread, about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    pub seconds: f64,
    /// Of each part besides, before its first unit.
    pub begin_seconds: f64,
    pub source: Source,
}

/// Where nobody says how many parts there are, each takes about this long.
const PART_SECONDS: f64 = 1800.0;

/// A phase by classes is divided into at most so many units, so that more parts do nothing.
const MOST_PARTS_OF_A_PHASE: u32 = 256;

/// What the whole of a count takes.
pub enum Costs {
    /// All units of a shape, and the bytes that one has in a file.
    Columns { cost: Cost, unit_bytes: Option<u64> },
    /// Phases by the first parts of their keys; `None` where one was never measured.
    Phases(BTreeMap<String, Option<Cost>>),
}

impl Costs {
    /// Measured here in at most `measure_seconds`, holding at most `memory` bytes; `estimated` seconds of one thread are taken
    /// where nothing can be measured of a shape.
    ///
    /// # Errors
    /// When the engine does not take the shapes in that memory.
    pub fn measured(
        job: &Job,
        shape: Shape,
        shares: u32,
        memory: u64,
        estimated: f64,
        measure_seconds: f64,
    ) -> Result<Self, StartError> {
        if job.engine.takes() == Takes::Columns {
            let rows = (*job.rows.start(), *job.rows.end());
            let phases = measure::by_classes(job.columns, rows, memory, measure_seconds)?;
            return Ok(Costs::Phases(of_phases(job, &phases)));
        }
        let measured = measure::by_units(job.engine, shape, shares, memory, measure_seconds)?;
        Ok(Costs::Columns {
            cost: match measured.seconds {
                Some(seconds) => Cost {
                    seconds,
                    begin_seconds: measured.begin_seconds,
                    source: Source::Measured,
                },
                None => Cost {
                    seconds: estimated,
                    begin_seconds: measured.begin_seconds,
                    source: Source::Estimated,
                },
            },
            unit_bytes: measured.unit_bytes,
        })
    }

    /// What all parts of a stage take; `None` where it was never measured, and of one that only joins files.
    pub fn of(&self, stage: &Stage) -> Option<Cost> {
        match self {
            _ if stage.kind == Kind::Merge => None,
            Costs::Columns { cost, .. } => Some(*cost),
            Costs::Phases(phases) => sum(stage.phases.iter().map(|of| *phases.get(of)?)),
        }
    }

    /// Into how many parts a count is cut where nobody says it.
    pub fn suited_parts(&self, workers: u32) -> u32 {
        let (seconds, most) = match self {
            Costs::Columns { cost, .. } => (Some(cost.seconds), MOST_PARTS),
            Costs::Phases(phases) => {
                let mut seconds = phases.values().map(|cost| cost.map(|cost| cost.seconds));
                let longest = seconds.try_fold(0.0, |longest: f64, seconds| Some(longest.max(seconds?)));
                (longest, MOST_PARTS_OF_A_PHASE)
            }
        };
        let parts = seconds.map(|seconds| (seconds / f64::from(workers) / PART_SECONDS).ceil() as u32);
        parts.unwrap_or(most).clamp(1, most)
    }
}

/// Recorded phases shorter than this are not compared with this machine.
const COMPARED_FROM_SECONDS: f64 = 0.02;

/// The phases of a count by classes with what each takes here; `None` where it was never measured.
fn of_phases(job: &Job, measured: &[MeasuredPhase]) -> BTreeMap<String, Option<Cost>> {
    let slower = slower_than_recorded(measured);
    let mut costs = BTreeMap::new();
    // a part reads and checks every list that its phase rests on; lists that were not recorded are short
    let mut read_seconds = 0.0;
    for phase in planned(job.columns, job.rows.clone()) {
        let recorded = figure(job.columns, phase.step);
        let here = measured
            .iter()
            .find(|measured| measured.columns == job.columns && measured.phase.of == phase.of);
        let seconds = match (here, recorded.and_then(|figure| figure.seconds)) {
            (Some(measured), _) => Some((measured.seconds, Source::Measured)),
            (None, Some(seconds)) => Some((seconds * slower, Source::Recorded)),
            // 16 classes at most take no time to speak of
            (None, None) if phase.step == Step::Values(2) => Some((0.0, Source::Measured)),
            (None, None) => None,
        };
        let is_list = matches!(phase.step, Step::List(_));
        if is_list {
            let read = recorded.and_then(|figure| figure.read_seconds);
            read_seconds += read.unwrap_or(0.0) * slower;
        }
        let cost = seconds.map(|(seconds, source)| Cost {
            seconds,
            begin_seconds: if is_list { 0.0 } else { read_seconds },
            source,
        });
        costs.insert(phase.of, cost);
    }
    costs
}

/// How many times as long phases take here as was recorded; 1 where none can be compared.
fn slower_than_recorded(measured: &[MeasuredPhase]) -> f64 {
    let recorded = |measured: &MeasuredPhase| figure(measured.columns, measured.phase.step)?.seconds;
    let pairs = measured
        .iter()
        .filter_map(|measured| Some((measured.seconds, recorded(measured)?)));
    let (here, there) = pairs
        .filter(|&(_, there)| there >= COMPARED_FROM_SECONDS)
        .fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    if there > 0.0 { here / there } else { 1.0 }
}

/// Of all of these; the source is the least sure one. `None` where one is unknown.
fn sum(costs: impl Iterator<Item = Option<Cost>>) -> Option<Cost> {
    costs.reduce(|one, other| {
        let (one, other) = (one?, other?);
        Some(Cost {
            seconds: one.seconds + other.seconds,
            begin_seconds: one.begin_seconds + other.begin_seconds,
            source: one.source.max(other.source),
        })
    })?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_as_sure_as_its_least_sure_part() {
        let cost = |seconds, source| {
            Some(Cost {
                seconds,
                begin_seconds: seconds / 2.0,
                source,
            })
        };
        let costs = [cost(1.0, Source::Measured), cost(2.0, Source::Recorded)];
        assert_eq!(sum(costs.into_iter()), cost(3.0, Source::Recorded));
        assert_eq!(sum([costs[0], None].into_iter()), None);
        assert_eq!(sum(std::iter::empty()), None);
    }
}
