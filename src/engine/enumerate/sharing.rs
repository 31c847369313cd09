//! Who shares the lists of a count.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cache::Cache;
use super::tables::Tables;

/// Who shares the tables of a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Built once for all counts of n, by all workers together.
    #[default]
    AllCounts,
    /// Built once for each count, by all workers together.
    OneCount,
    /// Built in each count by every worker for itself.
    Worker,
    /// Built anew for every unit, as separate processes would: for every first column where these are not cut.
    Unit,
}

/// The tables that there are at once for one n.
pub struct SharedTables {
    columns: u32,
    /// One for all workers, one for each of them, or none where each unit has its own.
    tables: Vec<Arc<Tables>>,
}

impl SharedTables {
    /// Those for so many workers here.
    pub fn new(columns: u32, sharing: Sharing, workers: usize, cache: &Cache) -> Self {
        let own = || Arc::new(Tables::new(columns));
        let tables = match sharing {
            Sharing::AllCounts => vec![cache.tables(columns)],
            Sharing::OneCount => vec![own()],
            Sharing::Worker => (0..workers.max(1)).map(|_| own()).collect(),
            Sharing::Unit => Vec::new(),
        };
        SharedTables { columns, tables }
    }

    /// Bytes that all of them hold at most.
    pub fn bytes(columns: u32, sharing: Sharing, workers: usize) -> u64 {
        let many = match sharing {
            Sharing::AllCounts | Sharing::OneCount => 1,
            Sharing::Worker | Sharing::Unit => workers.max(1) as u64,
        };
        many * Tables::bytes(columns)
    }

    /// The tables for a unit of this worker.
    pub fn of(&self, worker: usize) -> Arc<Tables> {
        match &self.tables[..] {
            [] => Arc::new(Tables::new(self.columns)),
            tables => tables[worker % tables.len()].clone(),
        }
    }
}
