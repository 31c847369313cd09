// Made from the Rust types by `UPDATE_TYPES=1 cargo test -p latin-rectangles-web`; every count is a decimal string.

/** Columns at most of what is counted first column by first column. */
export const ENUMERATE_LARGEST = 10;

/** Columns at most, and up to how many rows, of what is counted by classes. */
export const CLASSES_LARGEST: readonly (readonly [columns: number, rows: number])[] = [[10, 10], [11, 5], [20, 3], [1000, 2]];

/** By number of rows, columns at most of which D is computed by formula, and of which K is. */
export const FORMULA_LARGEST: readonly (readonly [rows: number, columns: number, columns_of_k: number])[] = [[2, 10000, 10000], [3, 10000, 1000], [4, 10000, 200], [5, 4000, 30], [6, 3000, 12]];

/** What the other engines count in so many seconds is not counted by formula unless that is asked for. */
export const QUICK_SECONDS = 2;

/** Of the checkpoints that are written. */
export const CHECKPOINT_FORMAT = 2;

/** The engines, and what each counts at once: one shape, numbers of rows of one n, or a range of n of one number of rows. */
export const ENGINES: Record<EngineName, "shape" | "columns" | "rows"> = { enumerate: "shape", classes: "columns", naive: "shape", formula: "rows" };

/**
 * Rows `r` and columns `n` of a Latin rectangle, 1 ≤ r ≤ n.
 */
export type Shape = { rows: number, columns: number, };

/**
 * The engines there are.
 */
export type EngineName = "enumerate" | "classes" | "naive" | "formula";

/**
 * A figure of a shape.
 */
export type Figure = "K" | "K+" | "K-" | "D" | "R";

/**
 * How units are assigned to workers.
 */
export type Schedule = "dynamic" | "static" | "split";

/**
 * How the bits of many masked bitsets are counted.
 */
export type Popcount = "auto" | "scalar" | "bytes" | "vertical";

/**
 * What [`Popcount::Auto`] means on a machine, or the one that was requested.
 */
export type PopcountChoice = { 
/**
 * For short bitsets: scalar or bytes.
 */
short: Popcount, 
/**
 * Bitsets of more words than this are counted by vertical counters.
 */
short_words: number | null, };

/**
 * How units are counted; every optimisation is on by default.
 */
export type Options = { 
/**
 * The instruction set, one of those that this machine has; `null` takes the fastest.
 */
kernel: string | null, 
/**
 * How the leaves below three lists are counted.
 */
popcount: Popcount, 
/**
 * Lists hold only the derangements with the right starting value; otherwise every unit begins with all of them.
 */
prefilter: boolean, 
/**
 * The last list is in sign order; otherwise every leaf is counted under an even mask and under an odd one.
 */
sign_order: boolean, 
/**
 * Lists are cut to the rows still possible; otherwise bitsets stay as long as the whole lists.
 */
reindexing: boolean, 
/**
 * The last row is not listed but counted as bits.
 */
last_row_counted: boolean, };

/**
 * One first column, by rank, or the part of it whose second rows are number `from` to `to` − 1 of its candidates.
 */
export type Unit = { first_column: number, from: number, to: number, };

/**
 * About how much work, time and memory a count needs.
 */
export type Estimate = { shape: Shape, 
/**
 * Sorted first columns, exactly.
 */
first_columns: number, 
/**
 * Reduced rectangles over all first columns, about.
 */
rectangles: number, 
/**
 * Whether K is computed, and not D alone.
 */
total: boolean, 
/**
 * On the workers asked for, about.
 */
seconds: number, 
/**
 * Memory in bytes, at most.
 */
bytes: number, };

/**
 * Every number of rows from `from` to `to` of one n, or of each up to it, and how they are to be counted.
 */
export type CountRequest = { engine: EngineName, columns: number, from: number, to: number, 
/**
 * The least n, where it is not the only one.
 */
least_columns?: number, 
/**
 * `null` asks for all that is known.
 */
figure: Figure | null, 
/**
 * `null` takes the one that suits the number of first columns.
 */
schedule: Schedule | null, options: Partial<Options>, 
/**
 * Whether progress is saved: units are cut so that an interruption costs little.
 */
keep: boolean, };

/**
 * The progress in a checkpoint of n columns and `from` to `to` rows, or of each n up to it.
 */
export type CheckpointReport = { engine: EngineName, columns: number, from: number, to: number, 
/**
 * The least n, where it is not the only one.
 */
least_columns?: number, 
/**
 * Units whose outputs are saved.
 */
done: number, 
/**
 * Units that the count saves. Until that is known, as many as every count has found.
 */
units: number, 
/**
 * Seconds of counting so far, all runs together.
 */
elapsed_seconds: number, };

/**
 * A count before its first result, of n columns, or of each n up to it, and `from` to `to` rows.
 */
export type Plan = { engine: EngineName, columns: number, from: number, to: number, workers: number, 
/**
 * Seconds of counting before this run.
 */
before_seconds: number, 
/**
 * `null` unless it goes first column by first column.
 */
by_column: ColumnsPlan | null, };

/**
 * A count before its first result: units by number, first columns by rank.
 */
export type ColumnsPlan = { schedule: Schedule, 
/**
 * Every sorted first column, by rank.
 */
first_columns: number[][], units: Array<Unit>, 
/**
 * (r−1)!: how many normalised rectangles each counted one represents.
 */
row_orders: string, 
/**
 * Digits of K(r,n), about: for the width it takes.
 */
total_digits: number, 
/**
 * Units that were done before this run.
 */
before: Array<FinishedUnit>, };

/**
 * How many rectangles have sign +1 and how many −1; decimal strings in JSON.
 */
export type SignedCount = { positive: string, negative: string, };

/**
 * A unit's result with what it took, on the calling thread.
 */
export type UnitReport = { unit: Unit, 
/**
 * N⁺ and N⁻.
 */
count: SignedCount, 
/**
 * Of each repetition, without the lists of candidates, which are made before.
 */
seconds: Array<number>, 
/**
 * Seconds that the lists of candidates took.
 */
list_seconds: number, 
/**
 * Seconds that a word of a plain loop of AND and popcount took right after.
 */
word_seconds: number, 
/**
 * Which code ran, for example `simd128` or `portable`.
 */
kernel: string, 
/**
 * How the leaves below three lists were counted; `null` where there are no such.
 */
popcount: PopcountChoice | null, };

/**
 * One unit done: N⁺ and N⁻, without the orders of rows 2 to r.
 */
export type FinishedUnit = { 
/**
 * Its number among the phase's units.
 */
unit: number, 
/**
 * From 0; `null` when it was counted before this run.
 */
worker: number | null, seconds: number, positive: string, negative: string, };

/**
 * The state of a count.
 */
export type ProgressState = { "kind": "running" } | { "kind": "done" } | { "kind": "cancelled" } | { "kind": "failed", "message": string };

/**
 * The progress of a count.
 */
export type ProgressReport = { state: ProgressState, 
/**
 * The current phase, or the last one.
 */
phase: PhaseReport | null, 
/**
 * Units whose outputs are saved, or would be: those of first columns, or blocks of classes whose values are computed.
 */
done: number, 
/**
 * Units that the count needs. Until that is known, as many as every count has found.
 */
units: number, 
/**
 * About how much of the whole count is done, from 0 to 1; it never goes back.
 */
share: number, 
/**
 * Units that have counted rectangles since the last report.
 */
finished: Array<FinishedUnit>, workers: Array<WorkerReport>, 
/**
 * Of this run.
 */
elapsed_seconds: number, };

/**
 * The progress of a phase of a count.
 */
export type PhaseReport = { 
/**
 * Phases before it.
 */
number: number, 
/**
 * For example "listing the classes of degree 4".
 */
name: string, 
/**
 * Units that are done.
 */
done: number, units: number, 
/**
 * What a step is, for example "matchings"; `null` where steps are not reported.
 */
steps: string | null, };

/**
 * One first column: N⁺ and N⁻, and what counting it took.
 */
export type ColumnReport = { column: number[], 
/**
 * Of work, all its workers together.
 */
seconds: number, 
/**
 * From 0; `null` when several workers shared the column.
 */
worker: number | null, positive: string, negative: string, };

/**
 * What a worker has done since the start, as its meter says.
 */
export type WorkerReport = { 
/**
 * Finished ones.
 */
units: number, 
/**
 * Reduced rectangles, or classes.
 */
counted: string, 
/**
 * For example matchings, as the phases say; 0 where steps are not reported.
 */
steps: string, 
/**
 * In finished units.
 */
busy_seconds: number, };

/**
 * A source that publishes a value: not always the figure itself, but one from which it follows.
 */
export type Source = { 
/**
 * An OEIS number such as A001009, or a short name.
 */
id: string, 
/**
 * A short citation.
 */
text: string, 
/**
 * Its address; `null` if it has none.
 */
url: string | null, 
/**
 * What it lists, for example "R" or "K⁺ and K⁻".
 */
lists: string, 
/**
 * The value that it lists, with commas between groups of three digits; `null` where that is the figure itself.
 */
value: string | null, 
/**
 * How the figure follows from that value, for example "K = 120 · R"; `null` where it is the figure itself.
 */
relation: string | null, };

/**
 * The published values of one shape: K, and its split by sign where that is known.
 */
export type Published = { 
/**
 * K(r,n).
 */
total: string, 
/**
 * R(r,n).
 */
reduced: string, 
/**
 * K⁺ and K⁻, where published.
 */
signed: SignedCount | null, 
/**
 * Sources of the total.
 */
sources: Array<Source>, 
/**
 * Sources of the split by sign; empty if there is none.
 */
signed_sources: Array<Source>, };

/**
 * The figures of a shape: `total`, `positive`, `negative` and `difference` are K-values, `reduced` is R(r,n), `all` is
 * L(r,n). An engine may leave some of them open; L is, where one figure alone was asked for.
 */
export type CountFigures = { rows: number, columns: number, total: string | null, positive: string | null, negative: string | null, difference: string | null, reduced: string | null, all: string | null, first_columns: number, published: Published | null, };

/**
 * Two figures that must be equal: one found by this count, the other known independently, for example the labelled graphs
 * of 4 classes of degree 3. A count in which they differ ends without figures.
 */
export type Evidence = { 
/**
 * What was compared, for example "labelled graphs".
 */
what: string, 
/**
 * How many `things` it was found in.
 */
count: number, 
/**
 * For example "classes of degree 3".
 */
things: string, 
/**
 * Of the classes of graphs whose completeness it proves; `None` where it proves something else.
 */
degree: number | null, found: string, expected: string, };

/**
 * How a finished count was done.
 */
export type ColumnsResult = { schedule: Schedule, 
/**
 * Candidates for each row after the first, the derangements of n that begin with one given symbol; `null` where the
 * engine has no lists of them.
 */
candidates: number | null, 
/**
 * All derangements of n.
 */
derangements: string, 
/**
 * How the leaves below three lists were counted; `null` where there are no such.
 */
popcount: PopcountChoice | null, 
/**
 * Of the workers' time, spent on tables.
 */
table_seconds: number, per_column: Array<ColumnReport>, };

/**
 * A finished count with its evidence.
 */
export type CountResult = { engine: EngineName, workers: number, 
/**
 * Of all runs and all shapes together.
 */
elapsed_seconds: number, 
/**
 * The part of it that earlier runs took, for a count that was resumed.
 */
before_seconds: number, 
/**
 * Which code ran, for example `simd128` or `portable`.
 */
kernel: string, 
/**
 * One for each shape, by columns and rows.
 */
figures: Array<CountFigures>, evidence: Array<Evidence>, per_worker: Array<WorkerReport>, 
/**
 * `null` unless it went first column by first column.
 */
by_column: ColumnsResult | null, };

/**
 * What is fixed in a sequence.
 */
export type Fixed = { "rows": number } | { "columns": number };

/**
 * A sequence as it is asked for.
 */
export type SequenceRequest = { fixed: Fixed, figure: Figure, 
/**
 * The first n or r; `null` for the least.
 */
from: number | null, 
/**
 * The last n or r; `null` for as far as about a second goes, at most to terms of 1,000 digits and to 1,000 terms.
 */
to: number | null, };

/**
 * A figure of every n or r from `from` to `to`, which is at least one.
 */
export type Sequence = { fixed: Fixed, figure: Figure, from: number, to: number, };

/**
 * A count that gives terms of a sequence: all shapes with so many columns and rows, from the first to the last.
 */
export type SequencePart = { engine: EngineName, columns: [number, number], rows: [number, number], figure: Figure, 
/**
 * About, on the workers that were asked for.
 */
seconds: number, };

/**
 * Terms that no engine counts.
 */
export type UnknownTerms = { 
/**
 * The first n or r.
 */
from: number, 
/**
 * The last n or r.
 */
to: number, 
/**
 * In a clause, for example "K(6,n) is counted for n up to 12".
 */
why: string, };

/**
 * A sequence, the counts that give its terms, and the terms that none gives.
 */
export type SequencePlan = { sequence: Sequence, 
/**
 * In order of their terms, one at least.
 */
parts: Array<SequencePart>, unknown: Array<UnknownTerms>, 
/**
 * Of all parts together, about.
 */
seconds: number, };

/**
 * A term of a sequence, exactly.
 */
export type Term = { 
/**
 * n, or r where n is fixed.
 */
at: number, 
/**
 * In decimal digits, of any number.
 */
value: string, 
/**
 * Which has counted it.
 */
engine: EngineName, };

/**
 * A form in which a sequence is written.
 */
export type SequenceFormat = "text" | "csv" | "json" | "latex" | "bfile";

/**
 * A rectangle in JSON.
 */
export type Rectangle = { rows: number[][], sign: 1 | -1, };

/**
 * The place of each figure among a worker's words.
 */
export enum MeterField { "State" = 0, "Heartbeat" = 1, "UnitsDone" = 2, "Positive" = 3, "Negative" = 4, "BusyMicroseconds" = 5, "Unit" = 6, "Share" = 7, "Steps" = 8, "InProgress" = 9 }

/**
 * Who shares the tables of a count.
 */
export type Sharing = "all_counts" | "one_count" | "worker" | "unit";

/**
 * An optimisation of the search that can be switched off, to measure its effect.
 */
export type Optimisation = "prefilter" | "sign-order" | "reindexing" | "last-row-counted";

/**
 * Where a step runs: on the calling thread, or on a pool of so many workers.
 */
export type PoolConfig = { workers: number, 
/**
 * False for the calling thread: the sequential code, without any pool.
 */
pool: boolean, };

/**
 * Which of the seven questions a step is for.
 */
export type Purpose = "warm_up" | "assignment" | "tables" | "optimisation" | "baseline" | "rate" | "start" | "dispatch" | "break_even";

/**
 * What a step measures.
 */
export type Task = { "kind": "counts", shape: Shape, schedule: Schedule, tables: Sharing, at_least_seconds: number, } | { "kind": "unit", shape: Shape, without: Optimisation | null, at_least_seconds: number, } | { "kind": "baseline", shape: Shape, at_least_seconds: number, } | { "kind": "dispatch", at_least_seconds: number, };

/**
 * One thing to measure.
 */
export type Step = { purpose: Purpose, 
/**
 * Which repetition it is, from 0.
 */
round: number, crew: PoolConfig, 
/**
 * Whether a pool is started for this step and ended after it; other steps share the pools of the plan.
 */
fresh: boolean, task: Task, };

/**
 * The life of a pool that was started for one step, in seconds since it was requested.
 */
export type Start = { 
/**
 * The program is loaded: in a browser the module is fetched and compiled; 0 in the command.
 */
loaded: number, 
/**
 * All workers are ready.
 */
ready: number, 
/**
 * The task begins: the zero of its timeline.
 */
begun: number, 
/**
 * How long it took to end all workers.
 */
ending: number, };

/**
 * What one worker did in a batch.
 */
export type WorkerShare = { 
/**
 * From 0.
 */
worker: number, 
/**
 * First columns, or parts of them.
 */
units: number, 
/**
 * Reduced rectangles, as a decimal string.
 */
rectangles: string, 
/**
 * Seconds of counting, without tables.
 */
counting_seconds: number, 
/**
 * Seconds of building tables.
 */
table_seconds: number, 
/**
 * Tables that this worker began, each holding the derangements of n.
 */
tables_built: number, 
/**
 * Lists in these tables that this worker made, each holding the derangements that begin with one symbol.
 */
lists_built: number, 
/**
 * Rows in the lists that its units scanned.
 */
candidates: number, 
/**
 * Rows that they would have scanned in the whole table.
 */
derangements: number, 
/**
 * Even rows among the candidates, which come before the odd ones.
 */
even: number, 
/**
 * Its progress reports: the only writes of a counting worker that others can see.
 */
reports: number, };

/**
 * One unit in the timeline of a count, in seconds since the count began.
 */
export type Bar = { 
/**
 * From 0.
 */
worker: number, 
/**
 * Its first column, by rank from 0.
 */
first_column: number, 
/**
 * Its second rows are number `second_rows[0]` to `second_rows[1]` − 1.
 */
second_rows: [number, number], from: number, 
/**
 * Tables are ready, and counting begins.
 */
tables: number, to: number, };

/**
 * Some counts of one shape, one after another.
 */
export type Batch = { 
/**
 * How many counts there were. All of them gave the same total.
 */
counts: number, 
/**
 * From the start of a count to the end of its last worker, all counts together.
 */
seconds: number, 
/**
 * Normalised rectangles, K(r,n): the result of each count, as a decimal string.
 */
total: string, 
/**
 * All counts together.
 */
workers: Array<WorkerShare>, 
/**
 * The bars of the last count, in order of worker and time.
 */
bars: Array<Bar>, 
/**
 * How long the last count took, to the end of its last worker.
 */
last_seconds: number, 
/**
 * From there until all units were merged to one result: the end of the timeline.
 */
merge_seconds: number, };

/**
 * One unit, run again and again.
 */
export type UnitTimes = { 
/**
 * Reduced rectangles of the unit, as a decimal string.
 */
rectangles: string, seconds: number, times: number, };

/**
 * The outcome of a task.
 */
export type Outcome = { "kind": "counts" } & Batch | { "kind": "unit" } & UnitTimes | { "kind": "baseline" } & UnitTimes | { "kind": "dispatch", 
/**
 * Of each job, on average.
 */
seconds: number, jobs: number, };

/**
 * A step that has been done.
 */
export type StepRecord = { step: Step, 
/**
 * When the pool was started and ended, where it was started for this step.
 */
start: Start | null, outcome: Outcome, };

/**
 * What the lab measures, and with how many workers.
 */
export type LabParameters = { 
/**
 * The shape for what is counted in numbers.
 */
counted: Shape, 
/**
 * The shape for what is timed.
 */
timed: Shape, workers: number, 
/**
 * Pools of 1 to so many workers are started, to see what starting costs.
 */
most_workers: number, };

/**
 * What the lab is to measure.
 */
export type LabRequest = { 
/**
 * The shape for what is counted in numbers.
 */
counted: Shape, 
/**
 * The shape for what is timed; `null` chooses one that takes long enough here.
 */
timed: Shape | null, workers: number, cores: number, 
/**
 * Whether pools can be started at all.
 */
threads: boolean, };

/**
 * What will be measured.
 */
export type LabPlan = { question: LabParameters, 
/**
 * How leaves are counted: given to every new pool, so that none races the popcounts again.
 */
popcount: PopcountChoice, 
/**
 * The pools that are started before the first step and last until after the last.
 */
crews: Array<PoolConfig>, steps: Array<Step>, 
/**
 * About how long each step takes.
 */
about_seconds: Array<number>, };

/**
 * What was measured and is known, from which a report follows.
 */
export type Measurements = { 
/**
 * As in [`LabReport`].
 */
measured_at: number, seconds: number, question: LabParameters, 
/**
 * As in [`Machine`].
 */
platform: string, cores: number, no_threads: string | null, memory_gib: number | null, records: Array<StepRecord>, };

/**
 * A figure that was measured several times; without repetitions, one that could not be measured, such as a rate where the
 * clock measured no time.
 */
export type Spread = { median: number, 
/**
 * The quartiles.
 */
lower: number, upper: number, repetitions: number, };

/**
 * The line a + b·x that is nearest to some points by least squares.
 */
export type Line = { a: number, b: number, 
/**
 * For each point, its height above the line.
 */
residuals: Array<number>, };

/**
 * Amdahl's law: with k workers a count takes t·(s + (1 − s)/k), s being the part that is not shared.
 */
export type Amdahl = { 
/**
 * s, clamped to 0…1.
 */
serial: number, 
/**
 * The number of pool sizes that it was fitted to.
 */
sizes: number, 
/**
 * Standard deviation of the times from the fit, as a part of the time of one worker.
 */
residual: number, };

/**
 * Where it was measured.
 */
export type Machine = { 
/**
 * In words, for example "Chromium 156 on Linux" or "the command on linux x86_64".
 */
platform: string, 
/**
 * Logical processors that it reports.
 */
cores: number, 
/**
 * Why several workers cannot count here; `null` where they can.
 */
no_threads: string | null, 
/**
 * The memory that it reports; `null` where it reports none.
 */
memory_gib: number | null, 
/**
 * Which code counts, for example `simd128`.
 */
kernel: string, 
/**
 * How leaves are counted; `null` where the timed shape leaves no choice.
 */
popcount: PopcountChoice | null, 
/**
 * The shortest step of its clock.
 */
timer_seconds: number, 
/**
 * Interquartile range of the times of the sequential code, or of the pool if these vary more, over their median.
 */
spread: number, 
/**
 * Whether that spread is so large that something else must have been running.
 */
busy: boolean, };

/**
 * An answer in words.
 */
export type AnswerText = { 
/**
 * The figure that answers, for example "2 + 3".
 */
figure: string, 
/**
 * What the figure is, for example "ms, once".
 */
words: string, 
/**
 * One plain sentence.
 */
sentence: string, };

/**
 * What the workers took in one count by one schedule.
 */
export type Assignment = { schedule: Schedule, 
/**
 * By worker: the first columns that it took, or took parts of, by rank in order of time.
 */
first_columns: Array<Array<number>>, 
/**
 * By worker: units; for split these are parts of first columns.
 */
units: Array<number>, 
/**
 * By worker: seconds at work.
 */
busy_seconds: Array<number>, 
/**
 * Largest over smallest number of units; `null` where a worker took none.
 */
balance: number | null, 
/**
 * Largest over smallest busy time; `null` where a worker took none.
 */
balance_by_time: number | null, };

/**
 * 1. Which worker took which first columns.
 */
export type AssignmentAnswer = { said: AnswerText, 
/**
 * Every sorted first column of the counted shape, by rank.
 */
first_columns: Array<Array<number>>, 
/**
 * One for each schedule.
 */
schedules: Array<Assignment>, };

/**
 * Tables built one way.
 */
export type TablesWay = { tables: Sharing, 
/**
 * Tables built in one count.
 */
built: number, 
/**
 * Lists built in one count.
 */
lists: number, 
/**
 * All workers' seconds of building in one count.
 */
table_seconds: Spread, 
/**
 * Seconds of one count.
 */
seconds: Spread, };

/**
 * 2. How often tables were built.
 */
export type TablesAnswer = { said: AnswerText, 
/**
 * Shared, per worker and per first column, each in counts of the counted shape by the static schedule.
 */
ways: Array<TablesWay>, };

/**
 * What the optimisations did in one worker.
 */
export type WorkerOptimisations = { 
/**
 * From 0.
 */
worker: number, first_columns: number, 
/**
 * Rows in the lists that it scanned.
 */
candidates: number, 
/**
 * Rows that it would have scanned without the prefilter.
 */
derangements: number, 
/**
 * Even rows among the candidates: its lists have them first.
 */
even: number, kernel: string, };

/**
 * One first column, with an optimisation switched off.
 */
export type Ablation = { 
/**
 * `null` where none is.
 */
without: Optimisation | null, seconds: Spread, 
/**
 * How many times as long as with all of them.
 */
slowdown: number, };

/**
 * One first column by plain backtracking, cell by cell: what all optimisations together are worth.
 */
export type Baseline = { 
/**
 * The timed shape, or a smaller one where backtracking takes too long for it.
 */
shape: Shape, seconds: Spread, 
/**
 * The same first column by enumeration with all optimisations.
 */
enumeration_seconds: Spread, 
/**
 * How many times as long as by enumeration.
 */
slowdown: number, };

/**
 * 3. What each optimisation does.
 */
export type OptimisationsAnswer = { said: AnswerText, 
/**
 * Derangements of n for the counted shape.
 */
derangements: number, 
/**
 * Of these the candidates for a row, which begin with one given symbol.
 */
candidates: number, 
/**
 * One line for each worker, of one count of the counted shape by the static schedule.
 */
workers: Array<WorkerOptimisations>, 
/**
 * One first column of the timed shape with all optimisations, then with each of them switched off.
 */
ablations: Array<Ablation>, 
/**
 * `null` in a report that was measured without it.
 */
baseline: Baseline | null, };

/**
 * The rate of one first column.
 */
export type ColumnRate = { first_column: Array<number>, sequential: Spread, 
/**
 * `null` without a pool.
 */
parallel: Spread | null, };

/**
 * 4. Reduced rectangles a second, for the timed shape.
 */
export type RatesAnswer = { said: AnswerText, 
/**
 * Of the sequential code.
 */
sequential: Spread, 
/**
 * By worker of the pool, while it was counting.
 */
workers: Array<Spread>, 
/**
 * Of the whole pool, from the start of a count to its end; `null` without a pool.
 */
together: Spread | null, 
/**
 * By first column, in rank order.
 */
columns: Array<ColumnRate>, };

/**
 * What a count of the timed shape takes on one pool.
 */
export type PoolTimes = { crew: PoolConfig, 
/**
 * Seconds of one count, on a pool that is running.
 */
seconds: Spread, 
/**
 * Reduced rectangles a second of each of its workers while counting.
 */
rate: Spread, };

/**
 * 5. The same count with and without a pool.
 */
export type OneWorkerAnswer = { said: AnswerText, 
/**
 * No pool, a pool of one, and so on to the workers asked for.
 */
crews: Array<PoolTimes>, };

/**
 * The life of a pool of one size, in seconds.
 */
export type StartTimes = { workers: number, load: Spread, spawn: Spread, 
/**
 * Of the workers' time, for the tables of the first count.
 */
tables: Spread, 
/**
 * From the request until the first unit is counted.
 */
before: Spread, 
/**
 * To end all workers.
 */
end: Spread, };

/**
 * What dispatching a job costs a pool.
 */
export type DispatchTimes = { workers: number, seconds: Spread, };

/**
 * 6. What starting, using and ending a pool costs.
 */
export type OverheadAnswer = { said: AnswerText, 
/**
 * For 1, 2, … workers.
 */
starts: Array<StartTimes>, 
/**
 * Seconds before the first count against workers, fitted to the medians of `before`.
 */
fit: Line, 
/**
 * Seconds of a job in which there is nothing to do, for each pool of the plan.
 */
dispatches: Array<DispatchTimes>, };

/**
 * How the rates compare.
 */
export type Verdict = "agree" | "slower" | "faster" | "too_short";

/**
 * 7. How rates vary.
 */
export type AgreementAnswer = { said: AnswerText, verdict: Verdict, 
/**
 * A worker's rate together with others over the sequential rate, minus 1.
 */
change: Spread, 
/**
 * Interquartile range over median of the sequential rates of first columns.
 */
over_columns: number, 
/**
 * Of the rates of the workers of the pool: largest minus smallest median over their mean.
 */
over_workers: number, 
/**
 * Of the sequential rate from one repetition to another.
 */
over_repetitions: number, 
/**
 * Progress reports a second of a counting worker: its only writes that others can see.
 */
reports_a_second: number, 
/**
 * Bytes of tables that all workers read.
 */
table_bytes: number, };

/**
 * One shape counted by the sequential code and by the pool.
 */
export type ShapeTimes = { shape: Shape, sequential: Spread, parallel: Spread, };

/**
 * The size from which on the pool pays off.
 */
export type BreakEven = { 
/**
 * The smallest shape, by sequential time, from which on the pool is faster; `null` where it never is.
 */
shape: Shape | null, 
/**
 * Starting a pool pays off from about this many seconds of sequential counting on; `null` where it never does.
 */
seconds_with_start: number | null, 
/**
 * In order of sequential time.
 */
shapes: Array<ShapeTimes>, };

/**
 * What the workers gain, for the timed shape.
 */
export type Gain = { 
/**
 * Sequential seconds over those of a running pool; dynamic schedule.
 */
speed_up: Spread, 
/**
 * The same with everything since the request: a new pool of one over a new pool of all workers.
 */
speed_up_with_start: Spread, 
/**
 * What whole first columns allow at most: m columns on k workers, m / ⌈m/k⌉.
 */
ceiling: number, 
/**
 * First columns of the timed shape.
 */
first_columns: number, 
/**
 * `speed_up` over the number of workers.
 */
efficiency: number, 
/**
 * From the pools of 1, 2, … workers; `null` with one worker.
 */
amdahl: Amdahl | null, 
/**
 * The serial part of Amdahl's law that whole first columns alone would cause, without any other cost.
 */
serial_of_whole_columns: number, break_even: BreakEven, };

/**
 * The answers; `null` where a question does not apply because there is no pool.
 */
export type Answers = { 
/**
 * 1. How many first columns does each worker get?
 */
assignment: AssignmentAnswer, 
/**
 * 2. How many times is the table built?
 */
tables: TablesAnswer, 
/**
 * 3. Do all workers run all optimisations?
 */
optimisations: OptimisationsAnswer, 
/**
 * 4. What is the rate per worker, and against a single worker?
 */
rates: RatesAnswer, 
/**
 * 5. Can the parallel code run with one worker?
 */
one_worker: OneWorkerAnswer | null, 
/**
 * 6. Is the overhead fixed, or does it grow with the number of workers?
 */
overhead: OverheadAnswer | null, 
/**
 * 7. Why do single and parallel rates agree, or not?
 */
agreement: AgreementAnswer | null, 
/**
 * The summary.
 */
gain: Gain | null, };

/**
 * Everything that was measured, and what follows.
 */
export type LabReport = { 
/**
 * [`FORMAT`].
 */
format: number, 
/**
 * Of the program that measured.
 */
version: string, 
/**
 * Seconds since 1970-01-01 UTC.
 */
measured_at: number, 
/**
 * How long all of it took.
 */
seconds: number, machine: Machine, question: LabParameters, answers: Answers, 
/**
 * Every step in the order in which it was done.
 */
records: Array<StepRecord>, };

/**
 * What is done badly.
 */
export type SpoiltWay = "shared_counter" | "large_unit" | "own_tables";

/**
 * A spoilt way to be measured.
 */
export type ComparisonRequest = { way: SpoiltWay, 
/**
 * The lab's timed shape.
 */
shape: Shape, 
/**
 * Seconds after which no more parts are begun, more than 0 and at most 5.
 */
at_most_seconds: number, };

/**
 * How long one way took.
 */
export type WayTimes = { 
/**
 * From the start to the end of the last worker.
 */
seconds: number, 
/**
 * Reduced rectangles a second.
 */
rate: number, 
/**
 * For each worker the seconds in which it counted.
 */
busy_seconds: Array<number>, };

/**
 * What a spoilt way cost: the same work both ways, with the same count.
 */
export type Comparison = { way: SpoiltWay, shape: Shape, 
/**
 * With one worker nobody waits for a lock or for another worker.
 */
workers: number, 
/**
 * First columns or parts of them that were counted, both ways.
 */
parts: number, 
/**
 * How many there are; not all are counted where that takes too long.
 */
all_parts: number, 
/**
 * Even and odd reduced rectangles in the parts that were counted.
 */
count: SignedCount, spoilt: WayTimes, good: WayTimes, 
/**
 * How many times as long the spoilt way took.
 */
times_slower: number, };

/**
 * A rectangle that is being filled in.
 */
export type Cells = { 
/**
 * r, from 1 to n.
 */
rows: number, 
/**
 * n, from 1 to 7.
 */
columns: number, 
/**
 * r rows of n cells: a symbol from 1 to n, or `null` for an empty one.
 */
cells: Array<Array<number | null>>, 
/**
 * Whether row 1 is like any other; otherwise it is 1 2 … n, and its cells are empty or say so.
 */
first_row_free: boolean, };

/**
 * A rectangle to be completed at random; with all cells empty, a random one.
 */
export type CompleteRequest = { given: Cells, 
/**
 * The same one gives the same rectangle.
 */
seed: number, };

/**
 * Two rows, columns or symbols that change places.
 */
export type Swap = { kind: SwapKind, 
/**
 * Their numbers, from 1.
 */
a: number, b: number, };

/**
 * What changes places.
 */
export type SwapKind = "rows" | "columns" | "symbols";

/**
 * A Latin rectangle, and what to exchange in it.
 */
export type SignRequest = { rectangle: Array<Array<number>>, 
/**
 * `null` to exchange nothing.
 */
swap: Swap | null, };

/**
 * Two first columns of a shape, and a rectangle with the first of them.
 */
export type RenamingRequest = { 
/**
 * r, from 1 to n.
 */
rows: number, 
/**
 * n, from 1 to 7.
 */
columns: number, 
/**
 * The ranks of the first columns.
 */
from: number, to: number, 
/**
 * Normalised, with first column `from`; `null` for the first one in lexicographic order.
 */
rectangle: Array<Array<number>> | null, };

/**
 * Which derangements.
 */
export type CandidatesRequest = { 
/**
 * n, from 1 to 7.
 */
columns: number, 
/**
 * The first value, from 2 to n; `null` for any.
 */
value: number | null, };

/**
 * One first column of a shape.
 */
export type SearchRequest = { 
/**
 * r, from 1 to n.
 */
rows: number, 
/**
 * n, from 1 to 7.
 */
columns: number, 
/**
 * The rank of the first column.
 */
column: number, };

/**
 * A part of the loop over one first column.
 */
export type TraceRequest = { 
/**
 * r, from 1 to n.
 */
rows: number, 
/**
 * n, from 1 to 7.
 */
columns: number, 
/**
 * The rank of the first column.
 */
column: number, 
/**
 * Only this candidate of row 2, from 0; `null` for one after the other.
 */
second_row: number | null, 
/**
 * The first step that is asked for, from 0.
 */
from_step: number, 
/**
 * How many, up to 200.
 */
steps: number, 
/**
 * Whether to say what there is in all, counted in one go by the engine.
 */
finish: boolean, };

/**
 * Which classes.
 */
export type ClassesRequest = { 
/**
 * r of the completed rectangles, from 1 to n.
 */
rows: number, 
/**
 * n, from 1 to 6.
 */
columns: number, };

/**
 * What is to be computed; the answer has the same name.
 */
export type LearnRequest = { "completions": Cells } | { "complete": CompleteRequest } | { "normalise": Array<Array<number>> } | { "sign": SignRequest } | { "first_columns": Shape } | { "renaming": RenamingRequest } | { "candidates": CandidatesRequest } | { "search": SearchRequest } | { "trace": TraceRequest } | { "classes": ClassesRequest } | { "graph": Array<Array<Array<number>>> };

/**
 * A Latin rectangle, normalised or not, and its sign.
 */
export type SignedRows = { 
/**
 * Row 1 first, symbols from 1.
 */
rows: Array<Array<number>>, 
/**
 * 1 or −1: the product of the signs of the rows.
 */
sign: number, };

/**
 * What two cells with the same symbol have in common.
 */
export type ConflictKind = "row" | "column";

/**
 * Two cells of one row or column with the same symbol.
 */
export type Conflict = { kind: ConflictKind, symbol: number, 
/**
 * Row and column of each, from 0.
 */
cells: [[number, number], [number, number]], };

/**
 * In how many ways a rectangle can be completed.
 */
export type Completions = { 
/**
 * Every two cells that clash; with any of them nothing can be completed.
 */
conflicts: Array<Conflict>, 
/**
 * The completed rectangles of either sign; `null` where counting them takes too long.
 */
count: SignedCount | null, 
/**
 * Both signs together, as a decimal string; `null` where `count` is.
 */
total: string | null, 
/**
 * Whether there is one; `null` where not even that was found in time.
 */
possible: boolean | null, 
/**
 * Whether every row is full or empty: then it can be completed (Hall), unless cells clash.
 */
full_rows: boolean, 
/**
 * Why there is no count, in a sentence.
 */
why_unknown: string | null, };

/**
 * A completed rectangle.
 */
export type Complete = { 
/**
 * `null` where there is none, or none was found in time.
 */
rectangle: SignedRows | null, 
/**
 * Whether each completion comes up equally often. Otherwise there are too many to be counted within a second, and the
 * rows were drawn one after the other.
 */
uniform: boolean, 
/**
 * Whether there is a completion; `null` where none was found in time.
 */
possible: boolean | null, };

/**
 * A rectangle before and after sorting, and what each step divides the number of rectangles by.
 */
export type Normalised = { given: SignedRows, 
/**
 * The column of the given one that each column of the normalised one was, from 1.
 */
column_order: Array<number>, 
/**
 * Whether bringing the columns into this order is an odd permutation.
 */
column_order_is_odd: boolean, 
/**
 * Row 1 is 1 2 … n.
 */
normalised: SignedRows, 
/**
 * The row of the normalised one that each row of the sorted one was, from 1.
 */
row_order: Array<number>, 
/**
 * Rows 2 … r are in order of their first symbols.
 */
sorted: SignedRows, 
/**
 * Whether the first column is 1 2 … r now.
 */
is_reduced: boolean, 
/**
 * n!, of first rows: L = n! · K.
 */
first_rows: string, 
/**
 * (r − 1)!, of orders of rows 2 … r, and C(n − 1, r − 1), of sorted first columns: K is their product times R.
 */
row_orders: string, first_columns: string, 
/**
 * L, K and R of this shape, counted by classes.
 */
figures: CountFigures, };

/**
 * A row as a permutation.
 */
export type RowSign = { 
/**
 * Column i goes to symbol number i of these.
 */
symbols: Array<number>, 
/**
 * Each from its least symbol on, fixed ones included.
 */
cycles: Array<Array<number>>, 
/**
 * Every two columns, from 1, whose arrows cross: the left one has the larger symbol.
 */
inversions: Array<[number, number]>, 
/**
 * 1 or −1: the parity of the inversions.
 */
sign: number, };

/**
 * The rectangle after a swap.
 */
export type Swapped = { rows: Array<RowSign>, sign: number, 
/**
 * By what the swap has multiplied the sign: (−1)^r for two columns or symbols, 1 for two rows.
 */
factor: number, };

/**
 * The signs of a square.
 */
export type SquareSigns = { 
/**
 * The product of the signs of the rows.
 */
by_rows: number, 
/**
 * The product of the signs of the columns.
 */
by_columns: number, 
/**
 * Both together: 1 for what is often called an even square.
 */
by_both: number, };

/**
 * The signs of a rectangle.
 */
export type SignAnswer = { rows: Array<RowSign>, 
/**
 * 1 or −1: the product over the rows.
 */
sign: number, 
/**
 * `null` where nothing is exchanged.
 */
swapped: Swapped | null, 
/**
 * `null` unless it is a square.
 */
square: SquareSigns | null, };

/**
 * A sorted first column: 1, then r − 1 increasing symbols from 2…n.
 */
export type FirstColumn = Array<number>;

/**
 * The sorted first columns of a shape.
 */
export type FirstColumns = { 
/**
 * All of them in lexicographic order: the place from 0 is the rank.
 */
columns: Array<FirstColumn>, 
/**
 * (r − 1)!: how many orders of rows 2 … r each stands for.
 */
row_orders: string, };

/**
 * A rectangle and what a renaming makes of it.
 */
export type RenamedRectangle = { from: FirstColumn, to: FirstColumn, 
/**
 * Symbol s becomes number s of these; 1 stays 1.
 */
symbols: Array<number>, 
/**
 * Whether that is an odd permutation.
 */
symbols_are_odd: boolean, rectangle: SignedRows, 
/**
 * With its symbols renamed: row 1 is out of order.
 */
renamed: SignedRows, 
/**
 * With its columns sorted by row 1 then: normalised, with first column `to`, and each row of the same sign as before.
 */
image: SignedRows, };

/**
 * Derangements, even ones first.
 */
export type Candidates = { 
/**
 * How many derangements of n there are.
 */
derangements: string, 
/**
 * Those with the first value: even ones, then odd ones, each in lexicographic order.
 */
candidates: Array<Array<number>>, 
/**
 * How many of them are even, and how many odd.
 */
even: number, odd: number, };

/**
 * The candidates of one row, and where they stand in its bitsets.
 */
export type StripCells = { 
/**
 * From 2.
 */
row: number, 
/**
 * Even ones, then odd ones.
 */
candidates: Array<Array<number>>, 
/**
 * How many are even.
 */
even: number, 
/**
 * The bit of each: number `% 64` of word `/ 64`, bit 0 the lowest. The odd part begins with a word of its own.
 */
bits: Array<number>, 
/**
 * Words of the even part, and of both.
 */
even_words: number, words: number, };

/**
 * The candidates of every row from the second on.
 */
export type Search = { first_column: FirstColumn, 
/**
 * One for each row from 2 to r.
 */
strips: Array<StripCells>, };

/**
 * What is done in a step.
 */
export type StepKind = "choose" | "strike" | "popcount" | "backtrack";

/**
 * One step, and what holds after it. Bitsets are words of 16 hexadecimal digits.
 */
export type TraceStep = { kind: StepKind, 
/**
 * The row that is chosen, struck out of, counted or given up: from 2.
 */
row: number, 
/**
 * The candidate that is chosen in row 2 and those after it, from 0.
 */
chosen: Array<number>, 
/**
 * The candidates left for each row from 2 on.
 */
left: Array<Array<string>>, 
/**
 * When striking out: for each column the candidates of `row` that have the chosen row's symbol there.
 */
conflicts: Array<Array<string>>, 
/**
 * When counting: the popcount of the even part and of the odd part.
 */
popcounts: [number, number] | null, 
/**
 * Whether an odd number of the chosen rows is odd: then even and odd change places in the counters.
 */
chosen_odd: boolean, 
/**
 * Even and odd rectangles counted so far.
 */
positive: number, negative: number, };

/**
 * What is counted at the end.
 */
export type TraceTotal = { 
/**
 * Even and odd rectangles.
 */
positive: number, negative: number, };

/**
 * Steps of the loop.
 */
export type Trace = { 
/**
 * From `from_step` on, fewer at the end.
 */
steps: Array<TraceStep>, 
/**
 * `null` where the end was not reached and not asked for.
 */
total: TraceTotal | null, };

/**
 * Rows that lead to one class of the next degree.
 */
export type NextClass = { 
/**
 * Its place among the classes of that degree, from 0.
 */
class: number, 
/**
 * How many even and odd rows lead there.
 */
even: number, odd: number, 
/**
 * How many of all lead there by an odd renaming to its representative.
 */
renamed_oddly: number, };

/**
 * The rectangles whose graphs differ by renaming columns and symbols only.
 */
export type Class = { 
/**
 * What a `Graph` of this class has as its key.
 */
key: number, 
/**
 * One of the rectangles, normalised: it stands for all.
 */
representative: SignedRows, 
/**
 * The symbols that each column is joined to in its graph.
 */
joined: Array<Array<number>>, 
/**
 * Labelled graphs: (n!)² over the number of automorphisms.
 */
labelled: number, 
/**
 * Renamings of columns and symbols that take the graph to itself.
 */
automorphisms: number, 
/**
 * Whether one of these is odd: then as many completions by an odd number of rows are even as odd.
 */
odd_automorphism: boolean, 
/**
 * Normalised rectangles with such a graph.
 */
rectangles: number, 
/**
 * Their signs summed up.
 */
weight: number, 
/**
 * The same, each sign multiplied by that of a renaming to the representative; 0 where that has an odd automorphism.
 */
renamed_weight: number, 
/**
 * Ways to complete the representative, by the sign of the rows that are added.
 */
completions: SignedCount, 
/**
 * Where one more row leads from the representative.
 */
next: Array<NextClass>, };

/**
 * All classes of one degree: so many rows there are so far.
 */
export type DegreeClasses = { classes: Array<Class>, 
/**
 * What follows from them, at each degree the same: K⁺ and K⁻ of the shape.
 */
count: SignedCount, };

/**
 * The classes of each degree from 1 to r, in this order.
 */
export type Classes = { degrees: Array<DegreeClasses>, };

/**
 * A rectangle as a bipartite graph: a column is joined to the symbols that it has.
 */
export type Graph = { 
/**
 * The symbols that each column is joined to, in order.
 */
joined: Array<Array<number>>, 
/**
 * r: how many these are.
 */
degree: number, 
/**
 * Graphs of one n have the same key exactly if they are of one class.
 */
key: number, 
/**
 * Renamings of columns and symbols that take the graph to itself.
 */
automorphisms: number, 
/**
 * Whether one of these is odd: then as many completions by an odd number of rows are even as odd.
 */
odd_automorphism: boolean, 
/**
 * Labelled graphs of its class: (n!)² over the number of automorphisms.
 */
labelled: number, };

/**
 * A renaming of columns and symbols, which are not exchanged.
 */
export type Renaming = { 
/**
 * Column c becomes number c of these.
 */
columns: Array<number>, 
/**
 * Symbol s becomes number s of these.
 */
symbols: Array<number>, 
/**
 * 1 or −1: the product of both signs. With −1 even and odd completions change places if an odd number of rows is to
 * come.
 */
sign: number, };

/**
 * The graphs of one or two rectangles.
 */
export type Graphs = { graphs: Array<Graph>, 
/**
 * What takes the first graph to the second; `null` where there is no second one, or it is of another class.
 */
renaming: Renaming | null, };

/**
 * What was asked for, under the name of the request.
 */
export type LearnAnswer = { "completions": Completions } | { "complete": Complete } | { "normalise": Normalised } | { "sign": SignAnswer } | { "first_columns": FirstColumns } | { "renaming": RenamedRectangle } | { "candidates": Candidates } | { "search": Search } | { "trace": Trace } | { "classes": Classes } | { "graph": Graphs };
