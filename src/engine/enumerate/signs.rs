//! A list in sign order, even rows before odd ones: no sign mask is needed then, because the bits of each sign stand in
//! words of their own.

use super::candidates::Row;
use super::keep::Layout;

/// The rows of a list in their order, used again.
#[derive(Default)]
pub struct BySign {
    rows: Vec<Row>,
    unordered: bool,
}

impl BySign {
    /// Whether rows are to be ordered at all; they are unless something else is said.
    pub fn order(&mut self, ordered: bool) {
        self.unordered = !ordered;
    }

    /// Takes the rows of a list.
    pub fn set(&mut self, list: &[Row]) -> Layout {
        self.rows.clear();
        if self.unordered {
            self.rows.extend(list);
            return Layout::Unordered;
        }
        self.rows.extend(list.iter().filter(|row| row.odd() == 0));
        let even = self.rows.len();
        self.rows.extend(list.iter().filter(|row| row.odd() == 1));
        Layout::BySign { even }
    }

    /// The rows in their order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}
