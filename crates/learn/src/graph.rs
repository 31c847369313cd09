//! Rectangles as bipartite graphs on columns and symbols, and the renaming from one to another.

use latin_rectangles::latin::Shape;
use serde::Serialize;

use super::canonical::{Canonical, Renamings};
use super::classes::{joined, listed};
use super::error::LearnError;
use super::rows::{factorial, is_odd, shape_of};

/// The graphs of one or two rectangles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Graphs {
    pub graphs: Vec<Graph>,
    /// What takes the first graph to the second; `null` where there is no second one, or it is of another class.
    pub renaming: Option<Renaming>,
}

/// A rectangle as a bipartite graph: a column is joined to the symbols that it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Graph {
    /// The symbols that each column is joined to, in order.
    pub joined: Vec<Vec<u8>>,
    /// r: how many these are.
    pub degree: u32,
    /// Graphs of one n have the same key exactly if they are of one class.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub key: u64,
    /// Renamings of columns and symbols that take the graph to itself.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub automorphisms: u64,
    /// Whether one of these is odd: then as many completions by an odd number of rows are even as odd.
    pub odd_automorphism: bool,
    /// Labelled graphs of its class: (n!)² over the number of automorphisms.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub labelled: u64,
}

/// A renaming of columns and symbols, which are not exchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Renaming {
    /// Column c becomes number c of these.
    pub columns: Vec<u8>,
    /// Symbol s becomes number s of these.
    pub symbols: Vec<u8>,
    /// 1 or −1: the product of both signs. With −1 even and odd completions change places if an odd number of rows is to
    /// come.
    pub sign: i8,
}

impl Graphs {
    /// Those of one Latin rectangle, or of two of the same shape, normalised or not.
    ///
    /// # Errors
    /// When there are none or more, or of different shapes, or n > 7.
    pub fn of(rectangles: &[Vec<Vec<u8>>]) -> Result<Self, LearnError> {
        let given = rectangles.len();
        let mut shapes = Vec::new();
        for rows in rectangles {
            shapes.push(shape_of(rows)?);
        }
        let &[shape, ..] = shapes.as_slice() else {
            return Err(LearnError::Graphs { given });
        };
        if given > 2 || shapes.iter().any(|other| *other != shape) {
            return Err(LearnError::Graphs { given });
        }
        let renamings = Renamings::new(shape.columns() as usize);
        let mut graphs = Vec::new();
        let mut canonical = Vec::new();
        for rows in rectangles {
            let (graph, how) = Graph::of(rows, shape, &renamings);
            graphs.push(graph);
            canonical.push(how);
        }
        let renaming = match canonical.as_slice() {
            [first, second] if first.key == second.key => Some(Renaming::between(first, second, shape)),
            _ => None,
        };
        Ok(Graphs { graphs, renaming })
    }
}

impl Graph {
    fn of(rows: &[Vec<u8>], shape: Shape, renamings: &Renamings) -> (Self, Canonical) {
        let columns = shape.columns() as usize;
        let graph = joined(rows);
        let canonical = renamings.canonical(&graph);
        let graph = Graph {
            joined: listed(&graph, columns),
            degree: shape.rows(),
            key: canonical.key,
            automorphisms: canonical.automorphisms,
            odd_automorphism: canonical.odd_automorphism,
            labelled: factorial(columns).pow(2) / canonical.automorphisms,
        };
        (graph, canonical)
    }
}

impl Renaming {
    /// To the graph that stands for both, and back from there to the second.
    fn between(first: &Canonical, second: &Canonical, shape: Shape) -> Self {
        let columns = shape.columns() as usize;
        let both = |there: &[u8], back: &[u8]| -> Vec<u8> {
            let place = |to: &u8| {
                back.iter()
                    .position(|other| other == to)
                    .map_or(0, |at| at as u8 + 1)
            };
            there.iter().map(place).collect()
        };
        let of_columns = both(&first.columns[..columns], &second.columns[..columns]);
        let of_symbols = both(&first.symbols[..columns], &second.symbols[..columns]);
        let sign = if is_odd(&of_columns) == is_odd(&of_symbols) {
            1
        } else {
            -1
        };
        Renaming {
            columns: of_columns,
            symbols: of_symbols,
            sign,
        }
    }
}
