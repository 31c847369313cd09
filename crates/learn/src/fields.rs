//! What a request holds when it comes in: one list of fields for all requests, since a reader for each kind would be as
//! large as what it asks for.

use latin_rectangles::latin::Shape;
use serde::Deserialize;

use super::candidates::CandidatesRequest;
use super::cells::Cells;
use super::classes::ClassesRequest;
use super::complete::CompleteRequest;
use super::error::LearnError;
use super::first_columns::RenamingRequest;
use super::request::LearnRequest;
use super::search::SearchRequest;
use super::signs::{SignRequest, Swap};
use super::trace::TraceRequest;

/// A request as it comes in.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    rows: Option<u32>,
    columns: Option<u32>,
    cells: Option<Vec<Vec<Option<u8>>>>,
    first_row_free: Option<bool>,
    given: Option<Box<Fields>>,
    seed: Option<u32>,
    rectangle: Option<Vec<Vec<u8>>>,
    swap: Option<Swap>,
    from: Option<u32>,
    to: Option<u32>,
    value: Option<u8>,
    column: Option<u32>,
    second_row: Option<u32>,
    from_step: Option<u32>,
    steps: Option<u32>,
    finish: Option<bool>,
}

/// What must be there.
///
/// # Errors
/// [`LearnError::Missing`] when it is not.
fn there<T>(field: Option<T>, name: &'static str) -> Result<T, LearnError> {
    field.ok_or(LearnError::Missing { name })
}

impl Fields {
    fn rows(&self) -> Result<u32, LearnError> {
        there(self.rows, "rows")
    }

    fn columns(&self) -> Result<u32, LearnError> {
        there(self.columns, "columns")
    }

    fn column(&self) -> Result<u32, LearnError> {
        there(self.column, "column")
    }

    fn given(self) -> Result<Cells, LearnError> {
        Ok(Cells {
            rows: self.rows()?,
            columns: self.columns()?,
            cells: there(self.cells, "cells")?,
            first_row_free: there(self.first_row_free, "first_row_free")?,
        })
    }
}

impl TryFrom<Given> for LearnRequest {
    type Error = LearnError;

    fn try_from(given: Given) -> Result<Self, LearnError> {
        Ok(match given {
            Given::Completions(fields) => LearnRequest::Completions(fields.given()?),
            Given::Complete(fields) => LearnRequest::Complete(CompleteRequest {
                seed: there(fields.seed, "seed")?,
                given: there(fields.given, "given")?.given()?,
            }),
            Given::Normalise(rows) => LearnRequest::Normalise(rows),
            Given::Sign(fields) => LearnRequest::Sign(SignRequest {
                rectangle: there(fields.rectangle, "rectangle")?,
                swap: fields.swap,
            }),
            Given::FirstColumns(fields) => {
                LearnRequest::FirstColumns(Shape::new(fields.rows()?, fields.columns()?)?)
            }
            Given::Renaming(fields) => LearnRequest::Renaming(RenamingRequest {
                rows: fields.rows()?,
                columns: fields.columns()?,
                from: there(fields.from, "from")?,
                to: there(fields.to, "to")?,
                rectangle: fields.rectangle,
            }),
            Given::Candidates(fields) => LearnRequest::Candidates(CandidatesRequest {
                columns: fields.columns()?,
                value: fields.value,
            }),
            Given::Search(fields) => LearnRequest::Search(SearchRequest {
                rows: fields.rows()?,
                columns: fields.columns()?,
                column: fields.column()?,
            }),
            Given::Trace(fields) => LearnRequest::Trace(TraceRequest {
                rows: fields.rows()?,
                columns: fields.columns()?,
                column: fields.column()?,
                second_row: fields.second_row,
                from_step: there(fields.from_step, "from_step")?,
                steps: there(fields.steps, "steps")?,
                finish: there(fields.finish, "finish")?,
            }),
            Given::Classes(fields) => LearnRequest::Classes(ClassesRequest {
                rows: fields.rows()?,
                columns: fields.columns()?,
            }),
            Given::Graph(rectangles) => LearnRequest::Graph(rectangles),
        })
    }
}
