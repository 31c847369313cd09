//! Why the command fails, and its exit status.

use std::io;

use latin_rectangles::count::{CheckpointError, CountError};
use latin_rectangles::engine::seam::EngineError;

pub const EXIT_FAILED: u8 = 1;
pub const EXIT_BAD_INPUT: u8 = 2;
pub const EXIT_NOT_SAVED: u8 = 3;
pub const EXIT_NOT_WHOLE: u8 = 4;

pub const EXIT_STATUSES: &str = "\
Exit status:
  0  done; a finished --share, --units or --lists-only too
  1  failed: also when standard output is full, another process has the checkpoint, or verify finds a disagreement
  2  bad input
  3  counted, but not saved: the file could not be written
  4  merge only: not whole yet
  128 + the signal that ended it, 130 after Ctrl-C";

/// Why the command fails.
pub enum Failure {
    BadInput(String),
    Failed(String),
    /// Standard output cannot be written.
    Output(io::Error),
    /// There is a result, but a file could not be written.
    NotSaved(String),
    /// There is no result yet; the message has been printed.
    NotWhole,
    /// A signal ended it; the message has been printed.
    Interrupted(usize),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<CheckpointError> for Failure {
    fn from(error: CheckpointError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Failure::BadInput(error.to_string())
    }
}

impl From<CountError> for Failure {
    fn from(error: CountError) -> Self {
        match error {
            CountError::Incomplete { .. } => {
                Failure::BadInput(format!("{error}; give the file that has them with --from"))
            }
            _ => Failure::Failed(error.to_string()),
        }
    }
}

/// Combines the outcomes of printing and of saving a result.
pub fn printed_and_saved(printed: Result<(), Failure>, saved: Result<(), Failure>) -> Result<(), Failure> {
    match printed {
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => saved,
        Ok(()) => saved,
        failed => failed,
    }
}
