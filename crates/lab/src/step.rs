//! The steps of the lab, and the measurements of each: the raw figures behind every answer.

use latin_rectangles::engine::enumerate::Optimisation;
use latin_rectangles::engine::enumerate::Sharing;
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Schedule;
use serde::{Deserialize, Serialize};

/// Where a step runs: on the calling thread, or on a pool of so many workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PoolConfig {
    pub workers: u32,
    /// False for the calling thread: the sequential code, without any pool.
    pub pool: bool,
}

impl PoolConfig {
    /// The calling thread.
    pub const SEQUENTIAL: PoolConfig = PoolConfig {
        workers: 1,
        pool: false,
    };

    /// A pool of so many workers.
    pub const fn pool(workers: u32) -> PoolConfig {
        PoolConfig { workers, pool: true }
    }
}

impl std::fmt::Display for PoolConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.pool, self.workers) {
            (false, _) => f.write_str("no pool"),
            (true, 1) => f.write_str("pool of one"),
            (true, workers) => write!(f, "pool of {workers}"),
        }
    }
}

/// Which of the seven questions a step is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// For none: the first runs are slower.
    WarmUp,
    Assignment,
    Tables,
    Optimisation,
    /// What all optimisations together are worth.
    Baseline,
    Rate,
    Start,
    Dispatch,
    BreakEven,
}

/// One thing to measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub purpose: Purpose,
    /// Which repetition it is, from 0.
    pub round: u32,
    #[serde(rename = "crew")]
    pub config: PoolConfig,
    /// Whether a pool is started for this step and ended after it; other steps share the pools of the plan.
    pub fresh: bool,
    pub task: Task,
}

/// What a step measures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Task {
    /// Whole counts of one shape, one after another, until they have lasted so long together.
    Counts {
        shape: Shape,
        schedule: Schedule,
        tables: Sharing,
        at_least_seconds: f64,
    },
    /// The first column 1 2 … r of one shape, again and again, with an optimisation switched off.
    Unit {
        shape: Shape,
        without: Option<Optimisation>,
        at_least_seconds: f64,
    },
    /// The same first column by plain backtracking, cell by cell, again and again.
    Baseline { shape: Shape, at_least_seconds: f64 },
    /// Jobs in which there is nothing to do, one after another.
    Dispatch { at_least_seconds: f64 },
}

/// A step that has been done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StepRecord {
    pub step: Step,
    /// When the pool was started and ended, where it was started for this step.
    pub start: Option<Start>,
    pub outcome: Outcome,
}

/// The life of a pool that was started for one step, in seconds since it was requested.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The program is loaded: in a browser the module is fetched and compiled; 0 in the command.
    pub loaded: f64,
    /// All workers are ready.
    pub ready: f64,
    /// The task begins: the zero of its timeline.
    pub begun: f64,
    /// How long it took to end all workers.
    pub ending: f64,
}

/// The outcome of a task.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    Counts(Batch),
    Unit(UnitTimes),
    Baseline(UnitTimes),
    Dispatch {
        /// Of each job, on average.
        seconds: f64,
        jobs: u32,
    },
}

/// Some counts of one shape, one after another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// How many counts there were. All of them gave the same total.
    pub counts: u32,
    /// From the start of a count to the end of its last worker, all counts together.
    pub seconds: f64,
    /// Normalised rectangles, K(r,n): the result of each count, as a decimal string.
    pub total: String,
    /// All counts together.
    pub workers: Vec<WorkerShare>,
    /// The bars of the last count, in order of worker and time.
    pub bars: Vec<Bar>,
    /// How long the last count took, to the end of its last worker.
    pub last_seconds: f64,
    /// From there until all units were merged to one result: the end of the timeline.
    pub merge_seconds: f64,
}

/// What one worker did in a batch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkerShare {
    /// From 0.
    pub worker: u32,
    /// First columns, or parts of them.
    pub units: u32,
    /// Reduced rectangles, as a decimal string.
    pub rectangles: String,
    /// Seconds of counting, without tables.
    pub counting_seconds: f64,
    /// Seconds of building tables.
    pub table_seconds: f64,
    /// Tables that this worker began, each holding the derangements of n.
    pub tables_built: u32,
    /// Lists in these tables that this worker made, each holding the derangements that begin with one symbol.
    pub lists_built: u32,
    /// Rows in the lists that its units scanned.
    pub candidates: u64,
    /// Rows that they would have scanned in the whole table.
    pub derangements: u64,
    /// Even rows among the candidates, which come before the odd ones.
    pub even: u64,
    /// Its progress reports: the only writes of a counting worker that others can see.
    pub reports: u64,
}

/// One unit in the timeline of a count, in seconds since the count began.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// From 0.
    pub worker: u32,
    /// Its first column, by rank from 0.
    pub first_column: u32,
    /// Its second rows are number `second_rows[0]` to `second_rows[1]` − 1.
    pub second_rows: [u32; 2],
    pub from: f64,
    /// Tables are ready, and counting begins.
    pub tables: f64,
    pub to: f64,
}

/// One unit, run again and again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitTimes {
    /// Reduced rectangles of the unit, as a decimal string.
    pub rectangles: String,
    pub seconds: f64,
    pub times: u32,
}
