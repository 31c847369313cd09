//! A plan, as it is printed and written.

use latin_rectangles::engine::EngineName;
use serde::Serialize;

use super::cost::Source;
use super::stages::Kind;
use crate::progress::duration;

const MIB: u64 = 1 << 20;

/// The number of this form of JSON.
pub const FORMAT: u32 = 1;

/// What a count would take that is shared out, and the arguments of each of its parts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanReport {
    /// Of this form of JSON.
    pub format: u32,
    /// In words, what is counted.
    pub what: String,
    pub engine: EngineName,
    pub columns: u32,
    /// The least and the greatest number of rows.
    pub rows: (u32, u32),
    /// Why the command does not count this yet, where it does not.
    pub refused: Option<String>,
    /// Of a count by first columns: how many of them there are.
    pub first_columns: Option<u64>,
    /// Seconds for which this machine was measured.
    pub measured_seconds: f64,
    /// On what the figures were measured that are not measured here.
    pub recorded_on: &'static str,
    /// Each begins when those that it names have ended.
    pub stages: Vec<StageReport>,
    /// For several numbers of cores.
    pub totals: Vec<Total>,
}

/// Jobs that differ by their number only, and run in any order, anywhere.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StageReport {
    pub name: String,
    pub kind: Kind,
    /// Stages that must have ended before.
    pub after: Vec<String>,
    /// Threads of a part.
    pub workers: u32,
    /// Units of all parts; `null` where they are not known before.
    pub units: Option<u64>,
    /// Seconds of one thread that all parts take, what each does before its first unit included, about; `null` where that was never measured.
    pub seconds: Option<f64>,
    /// Where these seconds come from.
    pub source: Option<Source>,
    /// Seconds from begin to end that the longest part takes, about.
    pub part_seconds: Option<f64>,
    /// Bytes of memory that a part holds, about; `null` where that was never measured.
    pub memory: Option<u64>,
    /// Bytes of all files that its parts write, about; `null` where that was never measured.
    pub files: Option<u64>,
    /// By number from 0.
    pub parts: Vec<PartReport>,
}

/// A run of the command, in one folder with all others.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PartReport {
    /// What it writes, and no other part of this stage.
    pub file: String,
    /// Of the command, without its own name.
    pub arguments: Vec<String>,
}

/// How long everything takes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Total {
    pub cores: u32,
    /// From begin to end, about, without waiting; `null` where some stage was never measured.
    pub seconds: Option<f64>,
}

impl StageReport {
    /// How long all parts take on so many cores; to join files takes no time to speak of.
    pub fn seconds_on(&self, cores: u32) -> Option<f64> {
        if self.kind == Kind::Merge {
            return Some(0.0);
        }
        let (all, part) = (self.seconds?, self.part_seconds?);
        let at_once = (cores / self.workers).max(1);
        let rounds = (self.parts.len() as u32).div_ceil(at_once);
        Some((all / f64::from(cores)).max(f64::from(rounds) * part))
    }

    /// MiB to ask a scheduler for: more than is held, as pages of files count too.
    pub fn ask_mib(&self) -> Option<u64> {
        const STEP: u64 = 64 * MIB;
        let needed = self.memory? / 4 * 5 + STEP / 2;
        Some(needed.div_ceil(STEP) * STEP / MIB)
    }

    /// Minutes to ask a scheduler for: several times as long as it takes here.
    pub fn ask_minutes(&self) -> Option<u64> {
        const TIMES: f64 = 3.0;
        const LEAST: f64 = 10.0;
        Some((self.part_seconds? * TIMES / 60.0).max(LEAST).ceil() as u64)
    }
}

impl PlanReport {
    /// A stage by its name.
    ///
    /// # Panics
    /// If there is none.
    pub fn stage(&self, name: &str) -> &StageReport {
        let mut stages = self.stages.iter();
        stages
            .find(|stage| stage.name == name)
            .expect("a stage of this plan")
    }

    /// In one line, into how many parts it is cut and how long they take.
    pub fn summary(&self) -> String {
        let shared = || self.stages.iter().filter(|stage| stage.kind != Kind::Merge);
        let parts: usize = shared().map(|stage| stage.parts.len()).sum();
        let all: Option<f64> = shared().map(|stage| stage.seconds).sum();
        let longest = shared()
            .filter_map(|stage| stage.part_seconds)
            .fold(0.0, f64::max);
        let parts = match parts {
            1 => "1 part".to_owned(),
            parts => format!("{parts} parts"),
        };
        match all {
            Some(all) => format!(
                "{parts}, {} at most each; all about {} of one core",
                duration(longest),
                duration(all)
            ),
            None => format!("{parts}; how long they take was never measured"),
        }
    }
}
