//! Asking as the page does, and brute force that shares no code with what is tested.

use latin_rectangles_learn::{LearnAnswer, LearnRequest};
use serde_json::Value;

/// The answer to a request, without its name.
pub fn ask(request: &Value) -> Result<Value, String> {
    let request: LearnRequest = serde_json::from_value(request.clone()).map_err(|error| error.to_string())?;
    let answer: LearnAnswer = request.answer().map_err(|error| error.to_string())?;
    let answer = serde_json::to_value(&answer).map_err(|error| error.to_string())?;
    let named = answer.as_object().unwrap();
    Ok(named.values().next().unwrap().clone())
}

/// The answer to a request that is allowed.
pub fn answer(request: &Value) -> Value {
    ask(request).unwrap_or_else(|error| panic!("{request}: {error}"))
}

/// The same as rows.
pub fn rows(value: &Value) -> Vec<Vec<u8>> {
    serde_json::from_value(value.clone()).unwrap()
}

/// The sign by inversions.
pub fn sign(row: &[u8]) -> i64 {
    let mut sign = 1;
    for (at, left) in row.iter().enumerate() {
        for right in &row[at + 1..] {
            if left > right {
                sign = -sign;
            }
        }
    }
    sign
}

pub fn sign_of(rows: &[Vec<u8>]) -> i64 {
    rows.iter().map(|row| sign(row)).product()
}

/// Every way to fill the empty cells (0), cell by cell.
pub fn fill(cells: &mut Vec<Vec<u8>>, at: usize, found: &mut impl FnMut(&[Vec<u8>])) {
    let columns = cells[0].len();
    let (row, column) = (at / columns, at % columns);
    if row == cells.len() {
        found(cells);
        return;
    }
    let given = cells[row][column];
    for symbol in 1..=columns as u8 {
        if given != 0 && given != symbol {
            continue;
        }
        let in_row = (0..columns).any(|other| other != column && cells[row][other] == symbol);
        let in_column = (0..cells.len()).any(|other| other != row && cells[other][column] == symbol);
        if !in_row && !in_column {
            cells[row][column] = symbol;
            fill(cells, at + 1, found);
            cells[row][column] = given;
        }
    }
}

/// How many even and odd ways there are.
pub fn completions(cells: &[Vec<u8>]) -> [u64; 2] {
    let mut count = [0; 2];
    fill(&mut cells.to_vec(), 0, &mut |rows| {
        count[usize::from(sign_of(rows) < 0)] += 1;
    });
    count
}
