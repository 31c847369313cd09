//! One dispatch by instruction set for all engines: which sets there are, the proof that the processor has one, and its
//! operations on bitsets ([`bits`]) and on sixteen graphs side by side ([`lanes`]).
//!
//! Each hot loop is a [`Task`], compiled once for each set. [`Arch::run`] picks the set and runs a task that is still
//! compiled without its features, such as the search that chooses rows; with [`Set::enter`] this calls the tasks that have
//! them, each a function of its own. One large function for each set would take the compiler several times as long.
//! [`Arch::enter`] runs one task on lanes directly.
//!
//! Code has the features of a set only if it is inlined into a task that was entered. A closure is a function that may
//! not be inlined, so a task is a struct, and hot code is in plain loops. A value of a set is the proof that the processor
//! has its features: it is constructed only where they were detected.

mod arch;
pub mod bits;
pub mod lanes;
mod set;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use arch::{Arch, ArchError};
pub use set::{Plain, Set, Task};
