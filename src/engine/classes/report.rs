//! Reports of a running unit, often enough and not too often.

use crate::run::{Report, Stopped, Watch};

/// Work that takes some milliseconds, in nanoseconds as good as they can be guessed.
const OFTEN: u64 = 4_000_000;

/// Gathers what a unit does into reports.
pub struct Reporter<'a> {
    watch: &'a dyn Watch,
    classes: u64,
    steps: u64,
    nanoseconds: u64,
    parts: usize,
    done: usize,
}

impl<'a> Reporter<'a> {
    /// For a unit of so many equal parts.
    pub fn new(watch: &'a dyn Watch, parts: usize) -> Self {
        Reporter {
            watch,
            classes: 0,
            steps: 0,
            nanoseconds: 0,
            parts,
            done: 0,
        }
    }

    /// Counts classes and steps, matchings or switches, which took about so long; reports when that has become enough.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn work(&mut self, classes: u64, steps: u64, nanoseconds: u64) -> Result<(), Stopped> {
        self.classes += classes;
        self.steps += steps;
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
        self.watch.report(Report {
            counted: [std::mem::take(&mut self.classes), 0],
            steps: std::mem::take(&mut self.steps),
            share: millionths(self.done as u32, self.parts as u32),
            in_progress: &[],
        })
    }
}

/// The part of a whole that is done; a unit has some ten thousand parts, which in millionths do not fit 32 bits.
fn millionths(done: u32, parts: u32) -> u64 {
    u64::from(done) * 1_000_000 / u64::from(parts.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_a_unit_of_any_size_is_right() {
        assert_eq!(millionths(0, 0), 0);
        assert_eq!(millionths(7, 7), 1_000_000);
        assert_eq!(millionths(4_296, 8_592), 500_000);
        assert_eq!(millionths(u32::MAX - 1, u32::MAX), 999_999);
    }
}
