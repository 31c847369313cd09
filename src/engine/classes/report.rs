//! Reports of a running unit, often enough and not too often.

use crate::engine::{Progress, Stopped, Watch};

/// Work that takes some milliseconds, in nanoseconds as good as they can be guessed.
const OFTEN: u64 = 4_000_000;

/// Gathers what a unit does into reports.
pub struct Reporter<'a> {
    watch: &'a dyn Watch,
    counted: [u64; 2],
    nanoseconds: u64,
    parts: usize,
    done: usize,
}

impl<'a> Reporter<'a> {
    /// For a unit of so many equal parts.
    pub fn new(watch: &'a dyn Watch, parts: usize) -> Self {
        Reporter {
            watch,
            counted: [0; 2],
            nanoseconds: 0,
            parts,
            done: 0,
        }
    }

    /// Counts classes and matchings (or switches), which took about so long; reports when that has become enough.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn work(&mut self, classes: u64, matchings: u64, nanoseconds: u64) -> Result<(), Stopped> {
        self.counted[0] += classes;
        self.counted[1] += matchings;
        self.nanoseconds += nanoseconds;
        if self.nanoseconds >= OFTEN {
            self.end()
        } else {
            Ok(())
        }
    }

    /// So many more parts are done.
    pub fn done(&mut self, parts: usize) {
        self.done += parts;
    }

    /// Reports what has not been reported.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn end(&mut self) -> Result<(), Stopped> {
        self.nanoseconds = 0;
        self.watch.report(Progress {
            counted: std::mem::take(&mut self.counted),
            share: (self.done * 1_000_000 / self.parts.max(1)) as u64,
            in_hand: &[],
        })
    }
}
