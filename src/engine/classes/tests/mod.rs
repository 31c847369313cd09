//! Tests of whole counts, and of what they lean on.

mod against;
mod keeping;
mod mass;
mod oracle;
mod renaming;
mod sums;
