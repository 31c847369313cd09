//! Measuring what parallel workers cost and gain: seven questions, each answered by figures of this machine.
//!
//! A [`LabPlan`] says what is to be measured, step by step; [`carry_out`] carries out one step on a pool, wherever that
//! comes from; [`LabReport::of`] derives the answers from the outcomes of all steps. [`measuring`] times one unit by itself.

mod answers;
mod bench;
mod check;
mod drawing;
mod flat;
pub mod measuring;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod plan;
mod report;
mod spoilt;
mod statistics;
mod step;
mod words;

pub use bench::{LabError, carry_out};
#[cfg(not(target_arch = "wasm32"))]
pub use native::measure;
pub use plan::{LabPlan, LabRequest, MOST_WORKERS};
pub use report::*;
pub use spoilt::{Comparison, ComparisonRequest, SpoiltWay, WayTimes};
pub use statistics::{Amdahl, Line, Spread};
pub use step::*;
pub use words::TOO_SHORT;
