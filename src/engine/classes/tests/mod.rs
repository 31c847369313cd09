//! Tests of whole counts, and of what they lean on.

mod against;
mod by_naive;
mod foreign;
mod mass;
mod oracle;
mod renaming;
mod resuming;
mod sums;
