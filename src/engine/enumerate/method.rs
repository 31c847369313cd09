//! The method of counting the completions of some chosen rows.

use super::candidates::{self, Row};
use super::lists::Lists;
use super::options::{Optimisation, Options};
use super::{short, triples};
use crate::engine::estimate::latin_rectangles_about;
use crate::latin::Shape;

/// How the completions by one row of each list are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// One list: its rows are the completions.
    Rows,
    /// Two lists, see [`super::pairs`].
    Pairs,
    /// Three lists, see [`super::triples`].
    Triples,
    /// Short lists, see [`super::short`].
    Short,
    /// Choose a row of the first list and cut the others.
    Cut,
}

/// What decides on the method, besides the lists.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// How many lists are spare: one in a square.
    pub spare: usize,
    /// Whether the last row is not to be listed.
    pub counted: bool,
}

impl Rules {
    /// The method for these lists.
    #[inline(always)]
    pub fn method(self, lists: &[Vec<Row>]) -> Method {
        let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
        self.method_for(lists.len(), longest)
    }

    /// The fastest one for so many lists, none longer than `longest`; in a square three long lists are too rare for a method
    /// of their own.
    #[inline(always)]
    fn method_for(self, lists: usize, longest: usize) -> Method {
        match lists - self.spare {
            1 => Method::Rows,
            _ if !self.counted => Method::Cut,
            2 => Method::Pairs,
            3 | 4 if longest <= short::LONGEST => Method::Short,
            3 if longest <= triples::LONGEST && self.spare == 0 => Method::Triples,
            _ => Method::Cut,
        }
    }
}

/// Rows of a list once `chosen` rows are chosen, at most.
pub fn longest(chosen: usize, columns: u32) -> usize {
    candidates::number(columns) >> chosen.min(12)
}

/// Words of bitset work below one first column, about: with the number of prefixes
/// that are cut or counted, some words for every row of their lists, and the words of every leaf.
pub fn words_about(shape: Shape, options: Options) -> f64 {
    if shape.rows() < 2 {
        return 1.0;
    }
    let columns = shape.columns();
    let (lists, spare) = Lists::number(shape, options);
    let listed = (lists - spare) as u32;
    let prefixes = |rows: u32| latin_rectangles_about(rows, columns);
    let mut work = 0.0;
    for (chosen, rows, method) in methods_about(shape, options) {
        let left = f64::from(listed - chosen);
        let prefixes_here = prefixes(chosen + 1);
        work += match method {
            Method::Cut => prefixes_here * rows * left * 24.0,
            Method::Rows => prefixes_here * rows * 2.0,
            Method::Pairs => prefixes_here * rows * 24.0 + prefixes(listed) * 2.6 * rows / 64.0,
            Method::Triples => prefixes_here * rows * 72.0 + prefixes(listed) * (4.0 + rows / 64.0),
            Method::Short => prefixes_here * rows * 48.0 + prefixes(listed) * 7.0,
        };
    }
    work
}

/// Whether leaves of three lists are likely to be counted for the shape, so that the choice of a popcount matters.
pub fn has_triples(shape: Shape, options: Options) -> bool {
    shape.rows() >= 2
        && options.has(Optimisation::Reindexing)
        && methods_about(shape, options).any(|(_, _, method)| method == Method::Triples)
}

/// With the number of chosen rows, about how many rows each list has then, and the method; down to the one that counts.
fn methods_about(shape: Shape, options: Options) -> impl Iterator<Item = (u32, f64, Method)> {
    let (lists, spare) = Lists::number(shape, options);
    let rules = Rules {
        spare,
        counted: options.has(Optimisation::LastRowCounted),
    };
    let prefixes = move |rows: usize| latin_rectangles_about(rows as u32, shape.columns());
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let chosen = next?;
        let rows = prefixes(chosen + 2) / prefixes(chosen + 1);
        let method = rules.method_for(lists - chosen, rows as usize);
        next = (method == Method::Cut).then_some(chosen + 1);
        Some((chosen as u32, rows, method))
    })
}
