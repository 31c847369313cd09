//! Reports on a count before it starts, while it runs and when it is done, for people and programs: one definition for the
//! command, the page and files, whichever engine counts.

mod checkpoint;
mod columns;
pub mod csv_heads;
mod plan;
mod progress;
mod request;
mod result;
mod sequence;
mod verify;
mod worker;

pub use checkpoint::CheckpointReport;
pub use columns::{ColumnReport, ColumnsPlan, ColumnsResult, FinishedUnit};
pub use plan::Plan;
pub use progress::{PhaseReport, ProgressReport, ProgressState};
pub use request::CountRequest;
pub use result::{CountFigures, CountResult};
pub use sequence::{
    Fixed, Sequence, SequenceFile, SequenceFormat, SequencePart, SequencePlan, SequenceReport,
    SequenceRequest, Term, UnknownTerms,
};
pub use verify::{
    Chance, Check, Counted, FileReport, Machine, Outcome, Outputs, Recounted, RecountedUnits, StatedFigures,
    Transcript, VerifyError, VerifyOptions, verify,
};
pub use worker::WorkerReport;
