//! Which steps are done, in which order.

use serde::{Deserialize, Serialize};

use super::report::LabQuestion;
use super::step::{Crew, Step};
use crate::engine::enumerate::PopcountChoice;
use crate::latin::Shape;

/// What the lab is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct LabRequest {
    /// The shape for what is counted in numbers.
    pub counted: Shape,
    /// The shape for what is timed; `null` has one chosen that lasts long enough here.
    pub timed: Option<Shape>,
    pub workers: u32,
    pub cores: u32,
    /// Whether there are pools at all.
    pub threads: bool,
}

/// What will be measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LabPlan {
    pub question: LabQuestion,
    /// How leaves are counted: told to every new crew, so that none has to try.
    pub popcount: PopcountChoice,
    /// Crews that are started before the first step and kept to the last.
    pub crews: Vec<Crew>,
    pub steps: Vec<Step>,
    /// About how long each step takes.
    pub about_seconds: Vec<f64>,
}
