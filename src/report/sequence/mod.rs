//! Sequences: a figure of every n for a fixed r, or of every r for a fixed n; which counts give their terms, and the files
//! that they are written in, one definition for the command, the page and Python.

mod bfile;
mod csv;
mod default_end;
mod file;
mod format;
mod json;
mod kind;
pub(super) mod latex;
mod parts;
mod plan;
mod reach;
mod term;
#[cfg(test)]
mod tests;
mod text;

pub use file::SequenceFile;
pub use format::SequenceFormat;
pub use json::SequenceReport;
pub use kind::{Fixed, Sequence};
pub use parts::{SequencePart, UnknownTerms};
pub use plan::{SequencePlan, SequenceRequest};
pub use term::Term;
