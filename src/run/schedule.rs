//! Which worker takes which unit.

use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How units are assigned to workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Schedule {
    /// The next free worker takes the next first column.
    Dynamic,
    /// Contiguous blocks: worker i of k takes first columns ⌊i·m/k⌋ to ⌊(i+1)·m/k⌋ − 1 of m.
    Static,
    /// First columns are cut by second rows; the next free worker takes the next part.
    Split,
}

/// No schedule has that name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no schedule {name:?}; there are: dynamic, static, split")]
pub struct ScheduleError {
    name: String,
}

/// Parts for each worker that `split` makes at least, so that no worker is long without one at the end.
const PARTS_A_WORKER: usize = 16;

impl Schedule {
    /// Every schedule.
    pub const ALL: [Schedule; 3] = [Schedule::Dynamic, Schedule::Static, Schedule::Split];

    /// Dynamic, or split where there are fewer items than workers.
    pub fn suited(items: usize, workers: usize) -> Schedule {
        if items < workers {
            Schedule::Split
        } else {
            Schedule::Dynamic
        }
    }

    /// Into how many parts each of `items` should be cut for that many workers.
    pub fn parts(self, items: usize, workers: usize) -> u32 {
        match self {
            Schedule::Dynamic | Schedule::Static => 1,
            Schedule::Split => (PARTS_A_WORKER * workers).div_ceil(items.max(1)) as u32,
        }
    }

    /// The name in URLs, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Schedule::Dynamic => "dynamic",
            Schedule::Static => "static",
            Schedule::Split => "split",
        }
    }
}

impl std::fmt::Display for Schedule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Schedule {
    type Err = ScheduleError;

    fn from_str(name: &str) -> Result<Self, ScheduleError> {
        Schedule::ALL
            .into_iter()
            .find(|schedule| schedule.name() == name)
            .ok_or_else(|| ScheduleError {
                name: name.to_owned(),
            })
    }
}

/// The units not yet taken, for local workers.
pub(super) struct Queue {
    /// The next unit and the first beyond, of each block; one block is shared, several belong to a worker each.
    blocks: Vec<(AtomicUsize, usize)>,
}

impl Queue {
    pub(super) fn new(schedule: Schedule, units: usize, workers: usize) -> Self {
        let blocks = match schedule {
            Schedule::Dynamic | Schedule::Split => vec![(AtomicUsize::new(0), units)],
            Schedule::Static => (0..workers)
                .map(|worker| {
                    (
                        AtomicUsize::new(worker * units / workers),
                        (worker + 1) * units / workers,
                    )
                })
                .collect(),
        };
        Queue { blocks }
    }

    /// The next unit for this worker; `None` when there is none for it.
    pub(super) fn take(&self, worker: usize) -> Option<usize> {
        let (next, end) = &self.blocks[worker % self.blocks.len()];
        let unit = next.fetch_add(1, Relaxed);
        (unit < *end).then_some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(queue: &Queue, worker: usize) -> Vec<usize> {
        std::iter::from_fn(|| queue.take(worker)).collect()
    }

    #[test]
    fn static_assigns_two_and_three_of_five() {
        let queue = Queue::new(Schedule::Static, 5, 2);
        assert_eq!(taken(&queue, 0), [0, 1]);
        assert_eq!(taken(&queue, 1), [2, 3, 4]);
    }

    #[test]
    fn every_schedule_gives_every_unit_once() {
        for schedule in Schedule::ALL {
            for units in 0..40 {
                for workers in 1..=9 {
                    let queue = Queue::new(schedule, units, workers);
                    let mut all: Vec<usize> = (0..workers).flat_map(|worker| taken(&queue, worker)).collect();
                    all.sort_unstable();
                    assert_eq!(
                        all,
                        (0..units).collect::<Vec<_>>(),
                        "{schedule}, {units} units, {workers} workers"
                    );
                }
            }
        }
    }

    #[test]
    fn few_items_are_cut_for_many_workers() {
        assert_eq!(Schedule::suited(5, 2), Schedule::Dynamic);
        assert_eq!(Schedule::suited(1, 2), Schedule::Split);
        assert_eq!(Schedule::Split.parts(1, 2), 32);
        assert_eq!(Schedule::Split.parts(35, 2), 1);
        assert_eq!(Schedule::Dynamic.parts(1, 2), 1);
    }

    #[test]
    fn names_are_read_back() {
        for schedule in Schedule::ALL {
            assert_eq!(schedule.name().parse(), Ok(schedule));
        }
        assert!(
            "fast"
                .parse::<Schedule>()
                .unwrap_err()
                .to_string()
                .contains("dynamic, static, split")
        );
    }
}
