//! The lists of candidates of one n: made when first needed, shared by all workers.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use web_time::Instant;

use super::candidates::{self, Row};

/// All lists of one n.
pub struct Tables {
    columns: u32,
    /// By starting value, from 2.
    lists: Box<[OnceLock<List>]>,
    begun: AtomicBool,
}

struct List {
    rows: Box<[Row]>,
    even: usize,
}

impl List {
    fn starting_with(first: u8, columns: u32) -> Self {
        let rows = candidates::starting_with(first, columns);
        let even = rows.iter().filter(|row| row.odd() == 0).count();
        List { rows, even }
    }
}

/// What making a list took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Made {
    /// Whether it is the first list of these tables.
    pub first: bool,
    pub seconds: f64,
}

impl Tables {
    /// The tables of `columns` = n, kept until tables of another n are asked for.
    pub fn shared(columns: u32) -> Arc<Tables> {
        static LATEST: Mutex<Option<Arc<Tables>>> = Mutex::new(None);
        let mut latest = LATEST.lock().unwrap_or_else(PoisonError::into_inner);
        match latest.as_ref() {
            Some(tables) if tables.columns == columns => tables.clone(),
            _ => {
                // the old ones go first, so that both are never held at once
                *latest = None;
                latest.insert(Arc::new(Tables::new(columns))).clone()
            }
        }
    }

    /// Tables without any list, of `columns` = n, that nobody else has.
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
        &self.get(first).rows
    }

    /// How many of the candidates that start with `first` are even.
    pub fn even(&self, first: u8) -> usize {
        self.get(first).even
    }

    fn get(&self, first: u8) -> &List {
        self.lists[usize::from(first) - 2].get_or_init(|| List::starting_with(first, self.columns))
    }

    /// Makes the list of the candidates that start with `first`; `None` when it was there already.
    pub fn make(&self, first: u8) -> Option<Made> {
        let mut made = None;
        self.lists[usize::from(first) - 2].get_or_init(|| {
            let start = Instant::now();
            let list = List::starting_with(first, self.columns);
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
    fn tables_of_one_n_are_built_once() {
        let (first, second) = (Tables::shared(5), Tables::shared(5));
        assert!(Arc::ptr_eq(&first, &second));
        assert!(first.make(2).is_some());
        assert_eq!(second.make(2), None);
    }

    #[test]
    fn tables_say_who_made_what() {
        let tables = Tables::new(5);
        let made = tables.make(2).unwrap();
        assert!(made.first && made.seconds >= 0.0);
        assert!(!tables.make(3).unwrap().first);
        assert_eq!(tables.list(3).len(), 11);
    }
}
