//! Answers as the command and the page export them in CSV, LaTeX and b-files, and sequences in JSON.

mod bfile;
mod csv;
mod latex;
mod sequence;
mod stated;
#[cfg(test)]
mod tests;

use super::answer_file::AnswerFile;
use crate::engine::Figure;
use crate::report::sequence::Fixed;

pub use sequence::sequence;

/// The answers in a text, if it is such a file; `bfile` says of which sequence a b-file is.
///
/// # Errors
/// Why it cannot be read, as the end of a sentence.
pub fn read(text: &str, bfile: Option<(Fixed, Figure)>) -> Option<Result<AnswerFile, String>> {
    if bfile::is_one(text) {
        return Some(bfile::read(text, bfile));
    }
    if bfile.is_some() {
        return Some(Err(
            "rows or columns are given with a b-file only, and it is none".to_owned(),
        ));
    }
    if text.trim_start().starts_with('{') {
        return None;
    }
    csv::read(text).or_else(|| latex::read(text))
}
