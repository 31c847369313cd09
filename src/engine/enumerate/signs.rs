//! A list in sign order, even rows before odd ones: no sign mask is needed then, because the bits of each sign are in words
//! of their own.

use super::candidates::Row;
use super::compatible::Layout;

/// The rows of a list in sign order, in a buffer that is reused.
#[derive(Default)]
pub struct BySign {
    rows: Vec<Row>,
    unordered: bool,
}

impl BySign {
    /// Sets whether rows are ordered at all; by default they are.
    pub fn order(&mut self, ordered: bool) {
        self.unordered = !ordered;
    }

    /// Copies the rows of a list.
    pub fn set(&mut self, list: &[Row]) -> Layout {
        if self.unordered {
            self.rows.clear();
            self.rows.extend(list);
            return Layout::Unordered;
        }
        let odd: usize = list.iter().map(|row| row.odd()).sum();
        let even = list.len() - odd;
        self.rows.resize(list.len(), Row::default());
        // without a branch on the sign, which no processor predicts
        let mut next = [0, even];
        for row in list {
            let at = &mut next[row.odd()];
            self.rows[*at] = *row;
            *at += 1;
        }
        Layout::BySign { even }
    }

    /// The rows in their order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}
