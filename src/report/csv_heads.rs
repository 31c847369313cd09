//! The first lines of files as CSV, one definition for those who write and who read them.

/// Of figures of shapes, as the command writes them.
pub const SHAPES: [&str; 11] = [
    "rows",
    "columns",
    "engine",
    "workers",
    "total",
    "positive",
    "negative",
    "difference",
    "reduced",
    "first_columns",
    "elapsed_seconds",
];

/// Of the first columns of a shape, as the command writes them.
pub const FIRST_COLUMNS: [&str; 5] = ["column", "positive", "negative", "seconds", "worker"];

/// Of the terms of a sequence, as command, page and Python write them.
pub const TERMS: [&str; 5] = ["rows", "columns", "figure", "value", "engine"];

/// Of results, as the page writes them; its tests hold it to this.
pub const RESULTS: [&str; 18] = [
    "rows",
    "columns",
    "total",
    "positive",
    "negative",
    "difference",
    "reduced",
    "all",
    "first_columns",
    "engine",
    "schedule",
    "workers",
    "kernel",
    "elapsed_seconds",
    "date",
    "version",
    "popcount",
    "popcount_words",
];

/// Of the page's table; likewise.
pub const CELLS: [&str; 10] = [
    "rows",
    "columns",
    "total",
    "positive",
    "negative",
    "difference",
    "reduced",
    "engines",
    "date",
    "published_in",
];
