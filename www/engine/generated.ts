// Made from the Rust types by `UPDATE_TYPES=1 cargo test typescript`; every count is a decimal string.

/**
 * Rows `r` and columns `n` of a Latin rectangle, 1 ≤ r ≤ n.
 */
export type Shape = { rows: number, columns: number, };

/**
 * The engines there are.
 */
export type EngineName = "enumerate";

/**
 * How units are given to workers.
 */
export type Schedule = "dynamic" | "static" | "split";

/**
 * How the bits of many masked bitsets are counted.
 */
export type Popcount = "auto" | "scalar" | "bytes" | "vertical";

/**
 * What [`Popcount::Auto`] stands for, or the one that was asked for.
 */
export type PopcountChoice = { 
/**
 * For short bitsets: scalar or bytes.
 */
short: Popcount, 
/**
 * Longer bitsets than so many words are counted by vertical counters.
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
 * The last list stands in sign order; otherwise every leaf is counted under an even mask and under an odd one.
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
 * On the workers asked for, about.
 */
seconds: number, 
/**
 * Memory in bytes, at most.
 */
bytes: number, };

/**
 * A job before its first result: units by number, first columns by rank.
 */
export type Plan = { shape: Shape, engine: EngineName, schedule: Schedule, workers: number, 
/**
 * Every sorted first column, by rank.
 */
first_columns: number[][], units: Array<Unit>, 
/**
 * (r−1)!: the normalised rectangles that each counted one stands for.
 */
row_orders: string, 
/**
 * Candidates for the second row below one first column; a unit has `to` − `from` of them.
 */
second_rows: number, 
/**
 * Digits of K(r,n), about: for the room it takes.
 */
total_digits: number, };

/**
 * How many rectangles have sign +1 and how many −1; decimal strings in JSON.
 */
export type SignedCount = { positive: string, negative: string, };

/**
 * N⁺ and N⁻ of one unit; the same whoever computes it.
 */
export type UnitResult = { unit: Unit, count: SignedCount, };

/**
 * A unit's result with what it took, on the calling thread.
 */
export type UnitReport = { 
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
popcount: PopcountChoice | null, unit: Unit, count: SignedCount, };

/**
 * One unit done: N⁺ and N⁻, without the orders of rows 2 to r.
 */
export type FinishedUnit = { 
/**
 * Its number among the plan's units.
 */
unit: number, 
/**
 * From 0.
 */
worker: number, seconds: number, positive: string, negative: string, };

/**
 * Whether it goes on.
 */
export type ProgressState = { "kind": "running" } | { "kind": "done" } | { "kind": "cancelled" } | { "kind": "failed", "message": string };

/**
 * How far a count is, and the units done since it was asked last.
 */
export type ProgressReport = { state: ProgressState, finished: Array<FinishedUnit>, 
/**
 * Units with a result so far.
 */
done: number, };

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
 * A finished count in short. `total`, `positive`, `negative` and `difference` are K-values, `reduced` is R.
 */
export type CountSummary = { rows: number, columns: number, engine: EngineName, workers: number, total: string, positive: string, negative: string, difference: string, reduced: string, first_columns: number, elapsed_seconds: number, };

/**
 * What one worker did.
 */
export type WorkerReport = { 
/**
 * From 0.
 */
worker: number, 
/**
 * First columns that it counted alone.
 */
first_columns: number, units: number, 
/**
 * Reduced rectangles.
 */
rectangles: string, busy_seconds: number, };

/**
 * A place where a value is published.
 */
export type Source = { 
/**
 * An OEIS number such as A001009, or a short name.
 */
id: string, text: string, };

/**
 * What is in print about one shape: K, and its split by sign where that is known.
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
 * Where the total stands.
 */
sources: Array<Source>, 
/**
 * Where the signs stand; empty when they do not.
 */
signed_sources: Array<Source>, };

/**
 * A finished count with all that stands behind it.
 */
export type CountResult = { 
/**
 * L(r,n).
 */
all: string, schedule: Schedule, 
/**
 * Candidates for each row after the first: the derangements of n that begin with one given symbol.
 */
candidates: number, 
/**
 * All derangements of n.
 */
derangements: string, 
/**
 * Which code ran, for example `simd128` or `portable`.
 */
kernel: string, 
/**
 * How the leaves below three lists were counted; `null` where there are no such.
 */
popcount: PopcountChoice | null, 
/**
 * Of the workers' time, spent on tables.
 */
table_seconds: number, per_column: Array<ColumnReport>, per_worker: Array<WorkerReport>, published: Published | null, rows: number, columns: number, engine: EngineName, workers: number, total: string, positive: string, negative: string, difference: string, reduced: string, first_columns: number, elapsed_seconds: number, };

export type Rectangle = { rows: number[][], sign: 1 | -1, };

/**
 * The place of each figure among a worker's words.
 */
export enum MeterField { "State" = 0, "Heartbeat" = 1, "UnitsDone" = 2, "Positive" = 3, "Negative" = 4, "BusyMicroseconds" = 5, "Unit" = 6, "Share" = 7, "InHand" = 8 }
