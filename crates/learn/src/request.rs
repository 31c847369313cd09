//! What the page asks for, and what it is given.

use latin_rectangles::latin::Shape;
use serde::{Deserialize, Serialize};

use super::candidates::{Candidates, CandidatesRequest};
use super::cells::Cells;
use super::classes::{Classes, ClassesRequest};
use super::complete::{Complete, CompleteRequest};
use super::completions::Completions;
use super::error::LearnError;
use super::fields::Fields;
use super::first_columns::{FirstColumns, RenamedRectangle, RenamingRequest};
use super::graph::Graphs;
use super::normalise::Normalised;
use super::search::{Search, SearchRequest};
use super::signs::{SignAnswer, SignRequest};
use super::trace::{Trace, TraceRequest};

/// What is to be computed; the answer has the same name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", try_from = "Given")]
pub enum LearnRequest {
    /// Step 1: in how many ways cells can be filled in, and which clash.
    Completions(Cells),
    /// Step 1: the same cells filled in at random.
    Complete(CompleteRequest),
    /// Step 1: a Latin rectangle, to be sorted.
    Normalise(Vec<Vec<u8>>),
    /// Step 2: signs, before and after a swap.
    Sign(SignRequest),
    /// Step 3: the sorted first columns of a shape.
    FirstColumns(Shape),
    /// Step 3: from the rectangles of one first column to those of another.
    Renaming(RenamingRequest),
    /// Step 4: derangements by their first value.
    Candidates(CandidatesRequest),
    /// Step 5: the candidates of each row below a first column.
    Search(SearchRequest),
    /// Step 5: the counting loop, step by step.
    Trace(TraceRequest),
    /// Step 7: all classes, degree by degree.
    Classes(ClassesRequest),
    /// Step 7: one Latin rectangle as a graph, or two of the same shape.
    Graph(Vec<Vec<Vec<u8>>>),
}

/// A request as it comes in.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Given {
    Completions(Fields),
    Complete(Fields),
    Normalise(Vec<Vec<u8>>),
    Sign(Fields),
    FirstColumns(Fields),
    Renaming(Fields),
    Candidates(Fields),
    Search(Fields),
    Trace(Fields),
    Classes(Fields),
    Graph(Vec<Vec<Vec<u8>>>),
}

impl TryFrom<Given> for LearnRequest {
    type Error = LearnError;

    fn try_from(given: Given) -> Result<Self, LearnError> {
        use LearnRequest as Request;
        Ok(match given {
            Given::Completions(fields) => Request::Completions(fields.cells()?),
            Given::Complete(fields) => Request::Complete(fields.complete()?),
            Given::Normalise(rows) => Request::Normalise(rows),
            Given::Sign(fields) => Request::Sign(fields.sign()?),
            Given::FirstColumns(fields) => Request::FirstColumns(fields.shape()?),
            Given::Renaming(fields) => Request::Renaming(fields.renaming()?),
            Given::Candidates(fields) => Request::Candidates(fields.candidates()?),
            Given::Search(fields) => Request::Search(fields.search()?),
            Given::Trace(fields) => Request::Trace(fields.trace()?),
            Given::Classes(fields) => Request::Classes(fields.classes()?),
            Given::Graph(rectangles) => Request::Graph(rectangles),
        })
    }
}

/// What was asked for, under the name of the request.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LearnAnswer {
    Completions(Completions),
    Complete(Complete),
    Normalise(Box<Normalised>),
    Sign(SignAnswer),
    FirstColumns(FirstColumns),
    Renaming(RenamedRectangle),
    Candidates(Candidates),
    Search(Search),
    Trace(Trace),
    Classes(Classes),
    Graph(Graphs),
}

impl LearnRequest {
    /// Computes what is asked for.
    ///
    /// # Errors
    /// When something is not allowed, in a sentence that says what is.
    pub fn answer(&self) -> Result<LearnAnswer, LearnError> {
        use LearnAnswer as Answer;
        Ok(match self {
            LearnRequest::Completions(cells) => Answer::Completions(Completions::of(cells)?),
            LearnRequest::Complete(request) => Answer::Complete(Complete::of(request)?),
            LearnRequest::Normalise(rows) => Answer::Normalise(Box::new(Normalised::of(rows)?)),
            LearnRequest::Sign(request) => Answer::Sign(SignAnswer::of(request)?),
            LearnRequest::FirstColumns(shape) => Answer::FirstColumns(FirstColumns::of(*shape)?),
            LearnRequest::Renaming(request) => Answer::Renaming(RenamedRectangle::of(request)?),
            LearnRequest::Candidates(request) => Answer::Candidates(Candidates::of(*request)?),
            LearnRequest::Search(request) => Answer::Search(Search::of(*request)?),
            LearnRequest::Trace(request) => Answer::Trace(Trace::of(*request)?),
            LearnRequest::Classes(request) => Answer::Classes(Classes::of(*request)?),
            LearnRequest::Graph(rectangles) => Answer::Graph(Graphs::of(rectangles)?),
        })
    }
}
