//! Which lists of candidates a search has, and in what order their rows are chosen.

use crate::latin::Shape;

use super::options::{Optimisation, Options};

/// The lists below one first column.
pub struct Lists {
    /// Their first symbols; rows are chosen in this order.
    pub starts: Vec<u8>,
    /// For each list, the number of its row in the rectangle, counted from row 2; none for a row of the square only.
    pub places: Vec<Option<usize>>,
    /// Whether a square's rows but the last two are all that is listed, see [`super::last::LastTwoRows`]. It does not
    /// matter which list is left out, so all are there.
    pub square: bool,
}

impl Lists {
    /// Those for a sorted first column of at least two symbols.
    pub fn of(column: &[u8], columns: u32, options: Options) -> Self {
        let mut starts = column[1..].to_vec();
        let mut places: Vec<_> = (0..starts.len()).map(Some).collect();
        let square = squared(column.len(), columns, options);
        if square && column.len() < columns as usize {
            // the missing row is forced, and any two rows may be the last: so it is a row like the others, without sign
            let missing = (2..).find(|symbol| !column.contains(symbol));
            starts.insert(1, missing.expect("a symbol that starts no row"));
            places.insert(1, None);
        }
        Lists {
            starts,
            places,
            square,
        }
    }

    /// How many there are for a shape of at least two rows, and how many of them are spare.
    pub fn number(shape: Shape, options: Options) -> (usize, usize) {
        if squared(shape.rows() as usize, shape.columns(), options) {
            (shape.columns() as usize - 1, 1)
        } else {
            (shape.rows() as usize - 1, 0)
        }
    }
}

/// From this n on rectangles of n − 1 rows are counted as the squares that contain them: the last two rows need no listing,
/// which outweighs the additional row.
const SQUARED_FROM: usize = 7;

fn squared(rows: usize, columns: u32, options: Options) -> bool {
    let columns = columns as usize;
    let is_square = rows == columns && columns >= 3;
    let is_nearly = rows + 1 == columns && columns >= SQUARED_FROM;
    options.has(Optimisation::LastRowCounted)
        && options.has(Optimisation::Reindexing)
        && (is_square || is_nearly)
}
