//! What the page shows of the method, computed for small shapes: n ≤ 7.
//!
//! One request, one answer: [`LearnRequest::answer`]. The page draws what it is given and computes nothing itself.
//! Cells, candidates, steps and classes are numbered from 0, symbols and what people read from 1.

mod candidates;
mod canonical;
mod cells;
mod classes;
mod complete;
mod completions;
mod error;
mod fields;
mod first_columns;
mod graph;
mod normalise;
mod permutations;
mod request;
mod rows;
mod search;
mod signs;
mod strip;
mod trace;

pub use candidates::{Candidates, CandidatesRequest};
pub use cells::{Cells, Conflict, ConflictKind};
pub use classes::{Class, Classes, ClassesRequest, DegreeClasses, NextClass};
pub use complete::{Complete, CompleteRequest};
pub use completions::{Completions, MOST_STEPS};
pub use error::LearnError;
pub use first_columns::{FirstColumns, RenamedRectangle, RenamingRequest};
pub use graph::{Graph, Graphs, Renaming};
pub use normalise::Normalised;
pub use request::{LearnAnswer, LearnRequest};
pub use rows::{MOST_COLUMNS, SignedRows};
pub use search::{Search, SearchRequest, StripCells};
pub use signs::{RowSign, SignAnswer, SignRequest, SquareSigns, Swap, SwapKind, Swapped};
pub use trace::{MOST_TRACED, StepKind, Trace, TraceRequest, TraceStep, TraceTotal};
