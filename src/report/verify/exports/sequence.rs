//! A sequence as JSON.

use serde::Deserialize;

use super::stated::{file, term};
use crate::engine::Figure;
use crate::report::sequence::{Fixed, Term};
use crate::report::verify::answer_file::AnswerFile;

const WORDS: &str = "a sequence";

#[derive(Deserialize)]
struct Sequence {
    fixed: Fixed,
    figure: Figure,
    terms: Vec<Term>,
}

/// The terms in a text.
///
/// # Errors
/// Why they cannot be read, as the end of a sentence.
pub fn sequence(text: &str) -> Result<AnswerFile, String> {
    let Sequence { fixed, figure, terms } =
        serde_json::from_str(text).map_err(|error| format!("it looks like {WORDS}, but {error}"))?;
    let answers = terms
        .iter()
        .map(|one| term(fixed.shape_at(one.at), figure, &one.value, Some(one.engine), None));
    file(WORDS, answers.collect::<Result<_, _>>()?)
}
