//! Exhaustive over first columns: every reduced rectangle is counted, last rows many at a time.
//!
//! Row i ≥ 2 of a rectangle with first column (1, a₂, …, aᵣ) is a derangement of n that starts with aᵢ. The
//! candidates of one starting value stand in one list. Each chosen row cuts the lists of the later rows to those that
//! share no cell with it; the last row is never listed, but the rows left in its list are counted as bits.

mod baseline;
mod cache;
mod candidates;
mod compatible;
mod engine;
mod last;
mod leaves;
mod limits;
mod lists;
mod method;
mod node;
mod options;
mod pairs;
mod plain;
mod race;
mod scalar;
mod search;
mod sharing;
mod short;
mod signs;
mod stage;
mod tables;
mod tally;
#[cfg(test)]
mod tests;
mod triples;
mod unit;
mod vertical;

pub use baseline::measure_word_seconds;
pub use cache::{Cache, settle_popcount};
pub use engine::{Config, Enumerate, ScannedRows};
pub use limits::{LARGEST, accepts, estimate, table_bytes};
pub use options::{Optimisation, OptimisationError, Options, Popcount, PopcountChoice, PopcountError};
pub use sharing::Sharing;
pub use unit::{MOST_PARTS, Unit};
