//! The count of a search, and its reports while it runs.

use super::candidates::Row;
use crate::run::{Report, Stopped, Watch};

/// Words of bitset work between two reports: about a millisecond.
const WORDS_A_REPORT: usize = 1 << 20;

/// Rows that can be in progress.
pub const MOST_ROWS: usize = 10;

/// Counts by sign: even, odd.
pub type Counts = [u64; 2];

/// The rows chosen so far, and the place among them of a row of the next list.
#[derive(Clone, Copy)]
pub struct InProgress<'s> {
    pub chosen: &'s [u64; MOST_ROWS],
    pub place: Option<usize>,
    pub columns: u32,
}

impl InProgress<'_> {
    fn with(self, row: Option<Row>) -> [u64; MOST_ROWS] {
        let mut rows = *self.chosen;
        if let (Some(place), Some(row)) = (self.place, row) {
            rows[place] = row.cells(self.columns);
        }
        rows
    }
}

/// The exact count of one unit so far. Counts come in small portions that cannot overflow between two reports.
pub struct Tally<'w> {
    watch: &'w dyn Watch,
    pending: Counts,
    counted: [u128; 2],
    work: usize,
    second_rows: usize,
    second_rows_done: usize,
}

impl<'w> Tally<'w> {
    /// Starts at zero, for a unit with so many second rows.
    pub fn new(second_rows: usize, watch: &'w dyn Watch) -> Self {
        Tally {
            watch,
            pending: [0; 2],
            counted: [0; 2],
            work: 0,
            second_rows,
            second_rows_done: 0,
        }
    }

    /// Adds counts found below rows whose product has the sign `odd`.
    #[inline(always)]
    pub fn add(&mut self, odd: usize, counts: Counts) {
        self.pending[odd] += counts[0];
        self.pending[1 - odd] += counts[1];
    }

    /// Everything below one more second row is counted.
    #[inline(always)]
    pub fn second_row_done(&mut self) {
        self.second_rows_done += 1;
    }

    /// Adds so many words of work, and reports when a report is due, with the rows in progress and `row`.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    #[inline(always)]
    pub fn spend(
        &mut self,
        words: usize,
        in_progress: InProgress<'_>,
        row: Option<Row>,
    ) -> Result<(), Stopped> {
        self.work += words;
        if self.work < WORDS_A_REPORT {
            return Ok(());
        }
        self.report_rows(in_progress, row)
    }

    #[cold]
    #[inline(never)]
    fn report_rows(&mut self, in_progress: InProgress<'_>, row: Option<Row>) -> Result<(), Stopped> {
        self.work = 0;
        let share = self.second_rows_done as u64 * 1_000_000 / self.second_rows.max(1) as u64;
        self.report(share, &in_progress.with(row))
    }

    /// The last report.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn finish(&mut self) -> Result<(), Stopped> {
        self.report(1_000_000, &[])
    }

    fn report(&mut self, share: u64, in_progress: &[u64]) -> Result<(), Stopped> {
        let counted = std::mem::take(&mut self.pending);
        for (total, portion) in self.counted.iter_mut().zip(counted) {
            *total = total
                .checked_add(u128::from(portion))
                .expect("a count of one unit below 2^128");
        }
        self.watch.report(Report {
            counted,
            steps: 0,
            share,
            in_progress,
        })
    }

    /// The count that has been reported.
    pub fn count(&self) -> [u128; 2] {
        self.counted
    }
}
