//! The lists of candidates of one n: built when first needed, shared by all workers.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use web_time::Instant;

use super::candidates::{self, Row};

/// All lists of one n.
pub struct Tables {
    columns: u32,
    /// By starting value, from 2.
    lists: Box<[OnceLock<Box<[Row]>>]>,
    begun: AtomicBool,
}

/// How a list was built.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Made {
    /// Whether it is the first list of these tables.
    pub first: bool,
    pub seconds: f64,
}

impl Tables {
    /// New tables for `columns` = n, without any list yet.
    pub fn new(columns: u32) -> Self {
        Tables {
            columns,
            lists: (1..columns).map(|_| OnceLock::new()).collect(),
            begun: AtomicBool::new(false),
        }
    }

    /// Bytes that all lists of n hold.
    pub fn bytes(columns: u32) -> u64 {
        if columns < 2 {
            0
        } else {
            u64::from(columns - 1) * 8 * candidates::number(columns) as u64
        }
    }

    /// n.
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// The candidates that start with `first`, in lexicographic order.
    pub fn list(&self, first: u8) -> &[Row] {
        self.lists[usize::from(first) - 2].get_or_init(|| candidates::starting_with(first, self.columns))
    }

    /// Builds the list of the candidates that start with `first`; `None` when it exists already.
    pub fn make(&self, first: u8) -> Option<Made> {
        let mut made = None;
        self.lists[usize::from(first) - 2].get_or_init(|| {
            let start = Instant::now();
            let list = candidates::starting_with(first, self.columns);
            made = Some(Made {
                first: !self.begun.swap(true, Relaxed),
                seconds: start.elapsed().as_secs_f64(),
            });
            list
        });
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_say_who_made_what() {
        let tables = Tables::new(5);
        let made = tables.make(2).unwrap();
        assert!(made.first && made.seconds >= 0.0);
        assert_eq!(tables.make(2), None);
        assert!(!tables.make(3).unwrap().first);
        assert_eq!(tables.list(3).len(), 11);
    }
}
