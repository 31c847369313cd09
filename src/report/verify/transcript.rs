//! What a transcript says.

use serde::Serialize;

use super::check::{Check, Outcome};
use super::figures::StatedFigures;
use crate::engine::EngineName;

/// The format of transcripts as JSON.
const FORMAT: u32 = 1;

/// The outcome of a verification, for others to repeat. `machine` and what is in it differ from machine to machine and from
/// run to run; all else is the same for the same file, number of units, seed and version of this program.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct Transcript {
    /// Of transcripts.
    pub format: u32,
    /// What has checked the file.
    pub program: &'static str,
    pub version: &'static str,
    pub file: FileReport,
    /// What the file says was counted.
    pub counted: Vec<Counted>,
    /// The saved outputs of each phase; none of an answer.
    pub outputs: Vec<Outputs>,
    /// The figures that the file states, or that follow from its outputs.
    pub figures: Vec<StatedFigures>,
    pub checks: Vec<Check>,
    /// `null` where the file has no units.
    pub recounted: Option<Recounted>,
    /// In sentences, what these checks find for certain and what they can miss.
    pub certainty: Vec<String>,
    /// Whether no check disagrees.
    pub agrees: bool,
    /// Whether the file has all that a count needs.
    pub whole: bool,
    /// In a sentence or two.
    pub conclusion: String,
    pub machine: Machine,
}

/// The file that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct FileReport {
    /// For example "a checkpoint of format 2".
    pub kind: String,
    pub bytes: u64,
    /// Of its bytes.
    pub sha256: String,
    /// The one that it states, CRC-32 of its content; `null` of an answer.
    pub checksum: Option<String>,
}

/// A count that the file is of. What it does not say is `null`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct Counted {
    /// For example "5 × 8".
    pub what: String,
    pub engine: Option<EngineName>,
    /// Of the program that wrote it.
    pub version: Option<String>,
    pub date: Option<String>,
    /// Which code ran.
    pub kernel: Option<String>,
    pub workers: Option<u32>,
    pub elapsed_seconds: Option<f64>,
}

/// The saved outputs of a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct Outputs {
    /// What they are.
    pub of: String,
    /// What they depend on.
    pub over: String,
    pub done: u32,
    pub units: u32,
    /// Of the outputs as bytes, in order of unit.
    pub sha256: String,
}

/// The units that were counted again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct Recounted {
    pub seed: u32,
    /// Which code counted them.
    pub kernel: &'static str,
    /// How many were chosen.
    pub chosen: u32,
    /// Of how many in the file.
    pub units: u32,
    pub by_phase: Vec<RecountedUnits>,
    pub chances: Vec<Chance>,
}

/// The units of a phase that were counted again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct RecountedUnits {
    pub of: String,
    /// Their numbers, from 0.
    pub units: Vec<u32>,
}

/// The chance that at least one wrong unit was counted again, and so found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct Chance {
    /// If so many units were wrong.
    pub wrong: u32,
    /// Three digits, rounded down.
    pub percent: String,
}

/// The machine that checked the file, and how long that took.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(schemars::JsonSchema))]
pub struct Machine {
    pub architecture: &'static str,
    pub system: &'static str,
    /// Logical ones that this process may use.
    pub processors: u32,
    pub seconds: f64,
}

/// What was found of a file.
#[derive(Default)]
pub struct Findings {
    pub counted: Vec<Counted>,
    pub outputs: Vec<Outputs>,
    pub figures: Vec<StatedFigures>,
    pub checks: Vec<Check>,
    pub recounted: Option<Recounted>,
    pub certainty: Vec<String>,
    /// What is missing, as the end of a sentence.
    pub missing: Option<String>,
}

impl Findings {
    /// Of a file whose checksum is not that of its content: nothing else in it is looked at.
    pub fn damaged(found: String, expected: String) -> Self {
        Findings {
            checks: vec![Check::of(CHECKSUM, found, expected)],
            certainty: vec!["A damaged file is not looked at any further.".to_owned()],
            ..Findings::default()
        }
    }
}

/// The first check of a checkpoint.
pub const CHECKSUM: &str = "CRC-32 of the content, as the file states it";

impl Transcript {
    pub fn new(file: FileReport, findings: Findings, machine: Machine) -> Self {
        let wrong = findings
            .checks
            .iter()
            .filter(|check| check.outcome == Outcome::Disagrees)
            .count();
        let conclusion = match (wrong, &findings.missing) {
            (0, None) => "Everything that was checked agrees.".to_owned(),
            (0, Some(missing)) => {
                format!("This file is partial: {missing}. Everything in it that was checked agrees.")
            }
            (wrong, _) => {
                let all = findings.checks.len();
                let verb = if wrong == 1 { "disagrees" } else { "disagree" };
                format!(
                    "{wrong} of {all} checks {verb}: this file is wrong, or was not written by this program."
                )
            }
        };
        Transcript {
            format: FORMAT,
            program: "latin-rectangles",
            version: env!("CARGO_PKG_VERSION"),
            file,
            counted: findings.counted,
            outputs: findings.outputs,
            figures: findings.figures,
            checks: findings.checks,
            recounted: findings.recounted,
            certainty: findings.certainty,
            agrees: wrong == 0,
            whole: findings.missing.is_none(),
            conclusion,
            machine,
        }
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
