//! Permutations whose symbols are limited column by column.

use super::rows::{MOST_COLUMNS, Row, is_odd};

/// The symbols allowed in each column, as bits: bit s − 1 for symbol s.
pub type Allowed = [u8; MOST_COLUMNS];

/// The bits of all n symbols.
pub fn all_symbols(columns: usize) -> u8 {
    (1 << columns) - 1
}

/// The bit of a symbol.
pub fn bit(symbol: u8) -> u8 {
    1 << (symbol - 1)
}

/// The symbols of a set, in order.
pub fn symbols(set: u8) -> impl Iterator<Item = u8> {
    (1..=8).filter(move |&symbol| set & bit(symbol) != 0)
}

/// A permutation, and whether it is odd.
#[derive(Clone, Copy, Debug)]
pub struct Permutation {
    pub row: Row,
    pub odd: bool,
}

/// All permutations of 1…`columns` with an allowed symbol in each column, in lexicographic order.
pub fn permutations(columns: usize, allowed: &Allowed) -> Vec<Permutation> {
    let mut found = Vec::new();
    fill(columns, allowed, 0, 0, &mut [0; MOST_COLUMNS], &mut found);
    found
}

fn fill(
    columns: usize,
    allowed: &Allowed,
    column: usize,
    used: u8,
    row: &mut Row,
    found: &mut Vec<Permutation>,
) {
    if column == columns {
        let odd = is_odd(&row[..columns]);
        found.push(Permutation { row: *row, odd });
        return;
    }
    for symbol in symbols(allowed[column] & !used & all_symbols(columns)) {
        row[column] = symbol;
        fill(columns, allowed, column + 1, used | bit(symbol), row, found);
    }
}
