//! Why there is no count by classes.

use thiserror::Error;

use crate::engine::seam::EngineError;

/// Why there is no count by classes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClassesError {
    #[error(
        "{rows} rows and {columns} columns are too large for classes: n goes up to 10, to 11 for r ≤ 5, to 20 for r ≤ 3, to 1000 for r ≤ 2"
    )]
    TooLarge { rows: u32, columns: u32 },
    #[error("r goes from 1 to n, and {from} to {to} are asked for with n = {columns}")]
    Rows { from: u32, to: u32, columns: u32 },
    #[error("classes of n = {columns} need about {needed} MiB of memory, and {allowed} MiB are allowed here")]
    Memory { columns: u32, needed: u64, allowed: u64 },
    #[error(
        "the {classes} classes of {degree}-regular graphs found on {columns} + {columns} vertices stand for {found} labelled graphs, but there are {expected}"
    )]
    Mass {
        columns: u32,
        degree: u32,
        classes: u64,
        found: u128,
        expected: u128,
    },
    #[error(
        "a leaf of a {degree}-regular graph on {columns} + {columns} vertices does not tell its class and sign"
    )]
    Leaf { columns: u32, degree: u32 },
    #[error("the list of {degree}-regular graphs on {columns} + {columns} vertices has one key twice")]
    Keys { columns: u32, degree: u32 },
    #[error("{phase} met a graph that is not in the list of its degree, or values that do not fit")]
    Unlisted { phase: String },
    #[error("{given} results were given for the {units} units of {phase}, each of which has one")]
    Units {
        phase: String,
        units: usize,
        given: usize,
    },
    #[error("unit {unit} of {phase} was given when unit {due} was due")]
    Order { phase: String, unit: usize, due: usize },
    #[error("what is given for unit {unit} of {phase} cannot be: {why}")]
    Foreign {
        phase: String,
        unit: usize,
        why: &'static str,
    },
    #[error("a sum over the classes of n = {columns} does not fit in 128 bits: there is no count")]
    Overflow { columns: u32 },
    #[error(
        "the sum for {rows} rows and {columns} columns is not one of whole rectangles of both signs, or its two forms differ"
    )]
    Sum { rows: u32, columns: u32 },
}

impl From<ClassesError> for EngineError {
    fn from(error: ClassesError) -> Self {
        match error {
            ClassesError::TooLarge { .. } | ClassesError::Rows { .. } | ClassesError::Memory { .. } => {
                EngineError::Refused(error.to_string())
            }
            ClassesError::Foreign { phase, unit, why } => EngineError::Foreign {
                phase,
                unit,
                why: why.to_owned(),
            },
            ClassesError::Mass { .. }
            | ClassesError::Leaf { .. }
            | ClassesError::Keys { .. }
            | ClassesError::Unlisted { .. }
            | ClassesError::Units { .. }
            | ClassesError::Order { .. }
            | ClassesError::Overflow { .. }
            | ClassesError::Sum { .. } => EngineError::Wrong(error.to_string()),
        }
    }
}
