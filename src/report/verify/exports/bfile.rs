//! b-files, which have n or r and a figure in each line, and do not say of which sequence they are.

use super::stated::{at, file, term};
use crate::engine::Figure;
use crate::report::sequence::Fixed;
use crate::report::verify::answer_file::{AnswerFile, number};

const WORDS: &str = "a b-file";

/// The lines with terms, and their numbers from 1.
fn terms(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let lines = (1..).zip(text.lines().map(str::trim));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// Whether its first term is one of a b-file.
pub fn is_one(text: &str) -> bool {
    let is_whole = |word: &str| {
        let digits = word.strip_prefix('-').unwrap_or(word);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let first = terms(text).next().map(|(_, line)| line.split(' '));
    first.is_some_and(|words| words.clone().count() == 2 && words.into_iter().all(is_whole))
}

pub fn read(text: &str, of: Option<(Fixed, Figure)>) -> Result<AnswerFile, String> {
    let Some((fixed, figure)) = of else {
        return Err(
            "it is a b-file, which does not say of what: give rows r or columns n, and the figure".to_owned(),
        );
    };
    let answers = terms(text).map(|(line, words)| {
        let (n, value) = words
            .split_once(' ')
            .ok_or_else(|| at(line)(format!("{words:?} is not a term of a b-file")))?;
        let shape = number(n).map(|n| fixed.shape_at(n));
        shape
            .and_then(|shape| term(shape, figure, value, None, Some(line)))
            .map_err(at(line))
    });
    file(WORDS, answers.collect::<Result<_, _>>()?)
}
