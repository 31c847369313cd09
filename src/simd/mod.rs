//! One dispatch by instruction set for all engines: which sets there are, the proof that the processor has one, and what is
//! done with it, on bitsets ([`bits`]) and on sixteen graphs side by side ([`lanes`]).
//!
//! Each loop that takes time is a [`Task`], compiled once for each set. [`Arch::run`] picks the set and runs a task that is
//! still compiled without its features, such as the search that chooses rows; with [`Set::enter`] this calls the tasks
//! that have them, each a function of its own. One large function for each set would take the compiler several times as
//! long. [`enter`] does one task on lanes at once.
//!
//! Code has the features of a set only if it is inlined into a task that was entered. A closure is a function that may
//! not be inlined, so a task is a struct, and what takes time stands in plain loops. Whoever has a value of a set has the
//! proof that the processor has its features: it is made only where they were found.

mod arch;
pub mod bits;
pub mod lanes;
mod set;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use arch::{Arch, ArchError, enter, lanes_kernel};
pub use set::{Plain, Set, Task};
