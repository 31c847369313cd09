//! The lab's report: seven answers and a summary, each with the figures from which it was derived.

use latin_rectangles::engine::enumerate::{Optimisation, PopcountChoice, Sharing};
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Schedule;
use serde::{Deserialize, Serialize};

use super::statistics::{Amdahl, Line, Spread};
use super::step::{PoolConfig, StepRecord};

/// The version of this format; reports of later versions are not read. Before 2 there was no baseline.
pub const FORMAT: u32 = 2;

/// Everything that was measured, and what follows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct LabReport {
    /// [`FORMAT`].
    pub format: u32,
    /// Of the program that measured.
    pub version: String,
    /// Seconds since 1970-01-01 UTC.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub measured_at: u64,
    /// How long all of it took.
    pub seconds: f64,
    pub machine: Machine,
    #[serde(rename = "question")]
    pub parameters: LabParameters,
    pub answers: Answers,
    /// Every step in the order in which it was done.
    pub records: Vec<StepRecord>,
}

/// What the lab measures, and with how many workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabParameters {
    /// The shape for what is counted in numbers.
    pub counted: Shape,
    /// The shape for what is timed.
    pub timed: Shape,
    pub workers: u32,
    /// Pools of 1 to so many workers are started, to see what starting costs.
    pub most_workers: u32,
}

/// Where it was measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// In words, for example "Chromium 156 on Linux" or "the command on linux x86_64".
    pub platform: String,
    /// Logical processors that it reports.
    pub cores: u32,
    /// Why several workers cannot count here; `null` where they can.
    pub no_threads: Option<String>,
    /// The memory that it reports; `null` where it reports none.
    pub memory_gib: Option<f64>,
    /// Which code counts, for example `simd128`.
    pub kernel: String,
    /// How leaves are counted; `null` where the timed shape leaves no choice.
    pub popcount: Option<PopcountChoice>,
    /// The shortest step of its clock.
    pub timer_seconds: f64,
    /// Interquartile range of the times of the sequential code, or of the pool if these vary more, over their median.
    pub spread: f64,
    /// Whether that spread is so large that something else must have been running.
    pub busy: bool,
}

/// What was measured and is known, from which a report follows.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Measurements {
    /// As in [`LabReport`].
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub measured_at: u64,
    pub seconds: f64,
    #[serde(rename = "question")]
    pub parameters: LabParameters,
    /// As in [`Machine`].
    pub platform: String,
    pub cores: u32,
    pub no_threads: Option<String>,
    pub memory_gib: Option<f64>,
    pub records: Vec<StepRecord>,
}

/// An answer in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct AnswerText {
    /// The figure that answers, for example "2 + 3".
    pub figure: String,
    /// What the figure is, for example "ms, once".
    pub words: String,
    /// One plain sentence.
    pub sentence: String,
}

/// The answers; `null` where a question does not apply because there is no pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct Answers {
    /// 1. How many first columns does each worker get?
    pub assignment: AssignmentAnswer,
    /// 2. How many times is the table built?
    pub tables: TablesAnswer,
    /// 3. Do all workers run all optimisations?
    pub optimisations: OptimisationsAnswer,
    /// 4. What is the rate per worker, and against a single worker?
    pub rates: RatesAnswer,
    /// 5. Can the parallel code run with one worker?
    pub one_worker: Option<OneWorkerAnswer>,
    /// 6. Is the overhead fixed, or does it grow with the number of workers?
    pub overhead: Option<OverheadAnswer>,
    /// 7. Why do single and parallel rates agree, or not?
    pub agreement: Option<AgreementAnswer>,
    /// The summary.
    pub gain: Option<Gain>,
}

/// 1. Which worker took which first columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct AssignmentAnswer {
    #[serde(rename = "said")]
    pub text: AnswerText,
    /// Every sorted first column of the counted shape, by rank.
    pub first_columns: Vec<Vec<u8>>,
    /// One for each schedule.
    pub schedules: Vec<Assignment>,
}

/// What the workers took in one count by one schedule.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct Assignment {
    pub schedule: Schedule,
    /// By worker: the first columns that it took, or took parts of, by rank in order of time.
    pub first_columns: Vec<Vec<u32>>,
    /// By worker: units; for split these are parts of first columns.
    pub units: Vec<u32>,
    /// By worker: seconds at work.
    pub busy_seconds: Vec<f64>,
    /// Largest over smallest number of units; `null` where a worker took none.
    pub balance: Option<f64>,
    /// Largest over smallest busy time; `null` where a worker took none.
    pub balance_by_time: Option<f64>,
}

/// 2. How often tables were built.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct TablesAnswer {
    #[serde(rename = "said")]
    pub text: AnswerText,
    /// Shared, per worker and per first column, each in counts of the counted shape by the static schedule.
    pub ways: Vec<TablesWay>,
}

/// Tables built one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct TablesWay {
    pub tables: Sharing,
    /// Tables built in one count.
    pub built: u32,
    /// Lists built in one count.
    pub lists: u32,
    /// All workers' seconds of building in one count.
    pub table_seconds: Spread,
    /// Seconds of one count.
    pub seconds: Spread,
}

/// 3. What each optimisation does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct OptimisationsAnswer {
    #[serde(rename = "said")]
    pub text: AnswerText,
    /// Derangements of n for the counted shape.
    pub derangements: u32,
    /// Of these the candidates for a row, which begin with one given symbol.
    pub candidates: u32,
    /// One line for each worker, of one count of the counted shape by the static schedule.
    pub workers: Vec<WorkerOptimisations>,
    /// One first column of the timed shape with all optimisations, then with each of them switched off.
    pub ablations: Vec<Ablation>,
    /// `null` in a report that was measured without it.
    pub baseline: Option<Baseline>,
}

/// What the optimisations did in one worker.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct WorkerOptimisations {
    /// From 0.
    pub worker: u32,
    pub first_columns: u32,
    /// Rows in the lists that it scanned.
    pub candidates: u64,
    /// Rows that it would have scanned without the prefilter.
    pub derangements: u64,
    /// Even rows among the candidates: its lists have them first.
    pub even: u64,
    pub kernel: String,
}

/// One first column, with an optimisation switched off.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct Ablation {
    /// `null` where none is.
    pub without: Option<Optimisation>,
    pub seconds: Spread,
    /// How many times as long as with all of them.
    pub slowdown: f64,
}

/// One first column by plain backtracking, cell by cell: what all optimisations together are worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct Baseline {
    /// The timed shape, or a smaller one where backtracking takes too long for it.
    pub shape: Shape,
    pub seconds: Spread,
    /// The same first column by enumeration with all optimisations.
    pub enumeration_seconds: Spread,
    /// How many times as long as by enumeration.
    pub slowdown: f64,
}

/// 4. Reduced rectangles a second, for the timed shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct RatesAnswer {
    #[serde(rename = "said")]
    pub text: AnswerText,
    /// Of the sequential code.
    pub sequential: Spread,
    /// By worker of the pool, while it was counting.
    pub workers: Vec<Spread>,
    /// Of the whole pool, from the start of a count to its end; `null` without a pool.
    pub together: Option<Spread>,
    /// By first column, in rank order.
    pub columns: Vec<ColumnRate>,
}

/// The rate of one first column.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct ColumnRate {
    pub first_column: Vec<u8>,
    pub sequential: Spread,
    /// `null` without a pool.
    pub parallel: Option<Spread>,
}

/// 5. The same count with and without a pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct OneWorkerAnswer {
    #[serde(rename = "said")]
    pub text: AnswerText,
    /// No pool, a pool of one, and so on to the workers asked for.
    #[serde(rename = "crews")]
    pub pools: Vec<PoolTimes>,
}

/// What a count of the timed shape takes on one pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct PoolTimes {
    #[serde(rename = "crew")]
    pub config: PoolConfig,
    /// Seconds of one count, on a pool that is running.
    pub seconds: Spread,
    /// Reduced rectangles a second of each of its workers while counting.
    pub rate: Spread,
}

/// 6. What starting, using and ending a pool costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct OverheadAnswer {
    #[serde(rename = "said")]
    pub text: AnswerText,
    /// For 1, 2, … workers.
    pub starts: Vec<StartTimes>,
    /// Seconds before the first count against workers, fitted to the medians of `before`.
    pub fit: Line,
    /// Seconds of a job in which there is nothing to do, for each pool of the plan.
    pub dispatches: Vec<DispatchTimes>,
}

/// The life of a pool of one size, in seconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct StartTimes {
    pub workers: u32,
    pub load: Spread,
    pub spawn: Spread,
    /// Of the workers' time, for the tables of the first count.
    pub tables: Spread,
    /// From the request until the first unit is counted.
    pub before: Spread,
    /// To end all workers.
    pub end: Spread,
}

/// What dispatching a job costs a pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct DispatchTimes {
    pub workers: u32,
    pub seconds: Spread,
}

/// 7. How rates vary.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct AgreementAnswer {
    #[serde(rename = "said")]
    pub text: AnswerText,
    pub verdict: Verdict,
    /// A worker's rate together with others over the sequential rate, minus 1.
    pub change: Spread,
    /// Interquartile range over median of the sequential rates of first columns.
    pub over_columns: f64,
    /// Of the rates of the workers of the pool: largest minus smallest median over their mean.
    pub over_workers: f64,
    /// Of the sequential rate from one repetition to another.
    pub over_repetitions: f64,
    /// Progress reports a second of a counting worker: its only writes that others can see.
    pub reports_a_second: f64,
    /// Bytes of tables that all workers read.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub table_bytes: u64,
}

/// How the rates compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The difference is within that between repetitions.
    Agree,
    /// A worker is slower together with others.
    Slower,
    /// A worker is faster together with others.
    Faster,
    /// The clock here is too coarse for the rates of this shape.
    TooShort,
}

/// What the workers gain, for the timed shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct Gain {
    /// Sequential seconds over those of a running pool; dynamic schedule.
    pub speed_up: Spread,
    /// The same with everything since the request: a new pool of one over a new pool of all workers.
    pub speed_up_with_start: Spread,
    /// What whole first columns allow at most: m columns on k workers, m / ⌈m/k⌉.
    pub ceiling: f64,
    /// First columns of the timed shape.
    pub first_columns: u32,
    /// `speed_up` over the number of workers.
    pub efficiency: f64,
    /// From the pools of 1, 2, … workers; `null` with one worker.
    pub amdahl: Option<Amdahl>,
    /// The serial part of Amdahl's law that whole first columns alone would cause, without any other cost.
    pub serial_of_whole_columns: f64,
    pub break_even: BreakEven,
}

/// The size from which on the pool pays off.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct BreakEven {
    /// The smallest shape, by sequential time, from which on the pool is faster; `null` where it never is.
    pub shape: Option<Shape>,
    /// Starting a pool pays off from about this many seconds of sequential counting on; `null` where it never does.
    pub seconds_with_start: Option<f64>,
    /// In order of sequential time.
    pub shapes: Vec<ShapeTimes>,
}

/// One shape counted by the sequential code and by the pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
#[cfg_attr(feature = "types", schemars(deny_unknown_fields))]
pub struct ShapeTimes {
    pub shape: Shape,
    pub sequential: Spread,
    pub parallel: Spread,
}
