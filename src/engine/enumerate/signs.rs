//! A list in sign order, even rows before odd ones: no sign mask is needed then, because the bits of each sign stand in
//! words of their own.

use super::candidates::Row;
use super::keep::Layout;

/// The rows of a list in their order, used again.
pub struct BySign {
    rows: Vec<Row>,
    /// Whether rows are ordered at all.
    pub ordered: bool,
}

impl Default for BySign {
    fn default() -> Self {
        BySign {
            rows: Vec::new(),
            ordered: true,
        }
    }
}

impl BySign {
    /// Takes the rows of a list.
    pub fn set(&mut self, list: &[Row]) -> Layout {
        self.rows.clear();
        if !self.ordered {
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
