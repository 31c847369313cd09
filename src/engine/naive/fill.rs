//! Textbook backtracking: row by row, cell by cell, every symbol in turn.

use crate::run::{Report, Stopped, Watch};

/// Cells tried between two reports: about a millisecond.
const CELLS_A_REPORT: u64 = 1 << 17;

/// A rectangle that is being filled below its first row, from its first column on.
pub struct Filling<'w> {
    columns: usize,
    /// The first symbol of each row, from 0.
    first_column: Vec<u32>,
    /// The symbols in each column, as bits.
    in_column: Vec<u32>,
    /// Rectangles found, even and odd.
    found: [u64; 2],
    reported: [u64; 2],
    cells: u64,
    share: u64,
    watch: &'w dyn Watch,
}

impl<'w> Filling<'w> {
    /// An empty rectangle of `columns` ≤ 32 columns with this first column, its symbols from 1.
    pub fn new(columns: usize, first_column: &[u8], watch: &'w dyn Watch) -> Self {
        Filling {
            columns,
            first_column: first_column.iter().map(|&symbol| u32::from(symbol) - 1).collect(),
            in_column: (0..columns).map(|symbol| 1 << symbol).collect(),
            found: [0; 2],
            reported: [0; 2],
            cells: 0,
            share: 0,
            watch,
        }
    }

    /// Fills it in every way: N⁺ and N⁻ of the first column.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn run(mut self) -> Result<[u64; 2], Stopped> {
        self.fill_row(1, 0)?;
        self.share = 1_000_000;
        self.report()?;
        Ok(self.found)
    }

    /// Fills a row and those below; `odd` is 1 if an odd number of the rows above are odd.
    fn fill_row(&mut self, row: usize, odd: usize) -> Result<(), Stopped> {
        match self.first_column.get(row) {
            Some(first) => self.fill_cell(row, 1, 1 << first, odd),
            None => {
                self.found[odd] += 1;
                Ok(())
            }
        }
    }

    /// Fills a row from a column on, where it has the symbols `in_row` before, and the rows below.
    fn fill_cell(&mut self, row: usize, column: usize, in_row: u32, odd: usize) -> Result<(), Stopped> {
        if column == self.columns {
            return self.fill_row(row + 1, odd);
        }
        self.cells += 1;
        if self.cells == CELLS_A_REPORT {
            self.report()?;
        }
        for symbol in 0..self.columns {
            if row == 1 && column == 1 {
                self.share = symbol as u64 * 1_000_000 / self.columns as u64;
            }
            let bit = 1 << symbol;
            if (in_row | self.in_column[column]) & bit == 0 {
                // each larger symbol before it is an inversion of the row
                let larger = (in_row >> symbol).count_ones() as usize;
                self.in_column[column] |= bit;
                self.fill_cell(row, column + 1, in_row | bit, (odd + larger) % 2)?;
                self.in_column[column] &= !bit;
            }
        }
        Ok(())
    }

    fn report(&mut self) -> Result<(), Stopped> {
        let counted = [0, 1].map(|odd| self.found[odd] - self.reported[odd]);
        self.reported = self.found;
        self.watch.report(Report {
            counted,
            steps: std::mem::take(&mut self.cells),
            share: self.share,
            in_progress: &[],
        })
    }
}
