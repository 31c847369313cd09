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
use super::search::SearchRequest;
use super::signs::{SignRequest, Swap};
use super::trace::TraceRequest;

/// The fields of all requests; each has those of its kind.
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

    pub fn shape(self) -> Result<Shape, LearnError> {
        Ok(Shape::new(self.rows()?, self.columns()?)?)
    }

    pub fn cells(self) -> Result<Cells, LearnError> {
        Ok(Cells {
            rows: self.rows()?,
            columns: self.columns()?,
            cells: there(self.cells, "cells")?,
            first_row_free: there(self.first_row_free, "first_row_free")?,
        })
    }

    pub fn complete(self) -> Result<CompleteRequest, LearnError> {
        Ok(CompleteRequest {
            seed: there(self.seed, "seed")?,
            given: there(self.given, "given")?.cells()?,
        })
    }

    pub fn sign(self) -> Result<SignRequest, LearnError> {
        Ok(SignRequest {
            rectangle: there(self.rectangle, "rectangle")?,
            swap: self.swap,
        })
    }

    pub fn renaming(self) -> Result<RenamingRequest, LearnError> {
        Ok(RenamingRequest {
            rows: self.rows()?,
            columns: self.columns()?,
            from: there(self.from, "from")?,
            to: there(self.to, "to")?,
            rectangle: self.rectangle,
        })
    }

    pub fn candidates(self) -> Result<CandidatesRequest, LearnError> {
        Ok(CandidatesRequest {
            columns: self.columns()?,
            value: self.value,
        })
    }

    pub fn search(self) -> Result<SearchRequest, LearnError> {
        Ok(SearchRequest {
            rows: self.rows()?,
            columns: self.columns()?,
            column: self.column()?,
        })
    }

    pub fn trace(self) -> Result<TraceRequest, LearnError> {
        Ok(TraceRequest {
            rows: self.rows()?,
            columns: self.columns()?,
            column: self.column()?,
            second_row: self.second_row,
            from_step: there(self.from_step, "from_step")?,
            steps: there(self.steps, "steps")?,
            finish: there(self.finish, "finish")?,
        })
    }

    pub fn classes(self) -> Result<ClassesRequest, LearnError> {
        Ok(ClassesRequest {
            rows: self.rows()?,
            columns: self.columns()?,
        })
    }
}
