//! Measuring what parallel workers cost and gain: seven questions, each answered by figures of this machine.
//!
//! A [`LabPlan`] says what is to be measured, step by step; [`carry_out`] does one step on a crew, wherever that crew
//! comes from; [`LabReport::of`] draws the answers from what all steps have given.

mod plan;
mod report;
mod statistics;
mod step;

pub use plan::{LabPlan, LabRequest};
pub use report::*;
pub use statistics::{Amdahl, Line, Spread};
pub use step::*;
