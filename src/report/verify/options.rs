//! What is asked of a verification, and why there is none.

use thiserror::Error;

use crate::engine::Figure;
use crate::report::sequence::Fixed;
use crate::run::Stopped;

/// What of a file is counted again.
#[derive(Clone, Copy, Debug)]
pub struct VerifyOptions {
    /// How many units of a checkpoint, at most all; `None` takes as many as need some seconds.
    pub units_recounted: Option<u32>,
    /// By which these are chosen: who draws it after the file was made cannot be foreseen by whoever made it.
    pub seed: u32,
    /// Threads that count; 0 for one on each core.
    pub workers: u32,
    /// Bytes that may be held.
    pub memory: u64,
    /// Of a b-file, what is fixed in its sequence and of which figure it is.
    pub bfile: Option<(Fixed, Figure)>,
}

/// Why there is no transcript.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// It is none of the files that can be verified: the end of a sentence.
    #[error("this file cannot be verified: {0}")]
    Unreadable(String),
    /// It needs more memory than is allowed.
    #[error("{0}")]
    Refused(String),
    /// The system gives no more threads.
    #[error("{0} threads cannot be started here")]
    Threads(u32),
    #[error("the verification was stopped")]
    Stopped(#[from] Stopped),
}
