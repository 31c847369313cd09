//! The lists of candidates of one n: made when first needed, shared by all workers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use web_time::Instant;

use super::candidates::{self, Row};

/// All lists of one n.
pub struct Tables {
    columns: u32,
    /// By starting value, from 2.
    lists: Box<[OnceLock<Box<[Row]>>]>,
    building_nanoseconds: AtomicU64,
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

    fn new(columns: u32) -> Self {
        Tables {
            columns,
            lists: (1..columns).map(|_| OnceLock::new()).collect(),
            building_nanoseconds: AtomicU64::new(0),
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
        self.lists[usize::from(first) - 2].get_or_init(|| {
            let start = Instant::now();
            let list = candidates::starting_with(first, self.columns);
            self.building_nanoseconds
                .fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
            list
        })
    }

    /// Seconds spent on building so far, all workers together.
    pub fn seconds(&self) -> f64 {
        self.building_nanoseconds.load(Ordering::Relaxed) as f64 / 1e9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_one_n_are_built_once() {
        let (first, second) = (Tables::shared(5), Tables::shared(5));
        first.list(2);
        assert!(Arc::ptr_eq(&first, &second));
        let seconds = first.seconds();
        assert!(seconds > 0.0);
        second.list(2);
        assert_eq!(second.seconds(), seconds);
    }
}
