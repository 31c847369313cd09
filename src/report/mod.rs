//! What is said of a count before it starts, while it runs and when it is done, for people and programs: one definition for the command,
//! the page and files.

mod checkpoint;
mod classes;
mod count;
mod plan;
mod progress;
mod request;
mod summary;

pub use checkpoint::{CheckpointReport, ClassesCheckpointReport};
pub use classes::{ClassesCount, ClassesProgress, ClassesResult, ClassesWorker, LevelCheck, TableReport};
pub use count::{ColumnReport, CountReport, CountResult, WorkerReport};
pub use plan::Plan;
pub use progress::{FinishedUnit, ProgressReport, ProgressState};
pub use request::{CountRequest, HandedOut};
pub use summary::CountSummary;
