//! Which terms are counted, and by which engine.

use super::kind::Fixed;
use crate::engine::{EngineName, Figure, classes, formula};
use crate::latin::count::grouped;

/// Up to so many columns a column of the triangle is one count by classes.
const WHOLE_COLUMN: u32 = 10;

/// The largest n for which the figure is counted; `None` where none is.
pub fn most_columns(rows: u32, figure: Figure) -> Option<u32> {
    let by_formula = by_formula(rows, figure);
    if by_formula > 0 {
        return Some(by_formula);
    }
    let accepted = classes::LARGEST
        .iter()
        .filter(|&&(_, most)| (1..=most).contains(&rows));
    accepted.map(|&(columns, _)| columns).max()
}

/// The largest n for which the formula has the figure; 0 where it does not take so many rows.
fn by_formula(rows: u32, figure: Figure) -> u32 {
    if figure.needs_total() {
        formula::most_columns_of_k(rows)
    } else {
        formula::most_columns(rows)
    }
}

/// The largest r for which anything is counted.
pub fn most_rows() -> u32 {
    classes::LARGEST.iter().map(|&(_, rows)| rows).max().unwrap_or(0)
}

/// The engine for a term; `None` where no engine counts the figure.
pub fn engine(fixed: Fixed, at: u32, figure: Figure) -> Option<EngineName> {
    let (rows, columns) = fixed.shape_at(at);
    if columns > most_columns(rows, figure)? {
        return None;
    }
    // all rows together take little longer by classes than the largest of them
    let with_its_column =
        matches!(fixed, Fixed::Columns(_)) && columns <= WHOLE_COLUMN && figure.needs_total();
    Some(if by_formula(rows, figure) > 0 && !with_its_column {
        EngineName::Formula
    } else {
        EngineName::Classes
    })
}

/// For which n the figure is counted, in a clause.
pub fn allowed(figure: Figure) -> String {
    let mut groups: Vec<(u32, u32, u32)> = Vec::new();
    for rows in 1..=most_rows() {
        let Some(columns) = most_columns(rows, figure) else {
            continue;
        };
        match groups.last_mut() {
            Some((_, to, most)) if *most == columns => *to = rows,
            _ => groups.push((rows, rows, columns)),
        }
    }
    let groups = groups.iter().map(|&(from, to, columns)| {
        let rows = if from == to {
            format!("{from}")
        } else {
            format!("{from} to {to}")
        };
        format!("{} for r = {rows}", grouped(&columns))
    });
    let groups: Vec<String> = groups.collect();
    format!("{figure} is counted for n up to {}", groups.join(", "))
}
