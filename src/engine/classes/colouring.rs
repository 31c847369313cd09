//! The refined colouring of one graph: which vertices share a colour, and the certificate of a discrete colouring.

use super::graph::{Graph, LARGEST, columns};

/// Which vertices of a graph share a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colouring {
    /// None: the identity is the only automorphism.
    Discrete,
    /// Only equal rows and equal columns, which can be exchanged in this many ways; these are all automorphisms.
    Twins(u64),
    /// Others too.
    NonDiscrete,
}

impl Colouring {
    /// What the colours of a graph's vertices say.
    pub fn of(graph: &Graph, colours: &[[u16; LARGEST]; 2]) -> Colouring {
        let mut orders = 1;
        for (colours, graph) in colours.iter().zip([*graph, graph.transpose()]) {
            let rows = graph.rows();
            for i in 1..rows.len() {
                let mut twins = 1;
                for j in 0..i {
                    if colours[i] == colours[j] {
                        if rows[i] != rows[j] {
                            return Colouring::NonDiscrete;
                        }
                        twins += 1;
                    }
                }
                orders *= twins;
            }
        }
        if orders == 1 {
            Colouring::Discrete
        } else {
            Colouring::Twins(orders)
        }
    }
}

/// The certificate of a graph under a discrete colouring: its matrix with rows and columns sorted by colour, packed.
pub fn certificate(graph: &Graph, colours: &[[u16; LARGEST]; 2]) -> u128 {
    let n = graph.n();
    let ranks = colours.map(|colours| {
        let rank = |at: usize| {
            colours[..n]
                .iter()
                .filter(|&&other| other.cast_signed() < colours[at].cast_signed())
                .count()
        };
        std::array::from_fn::<u8, LARGEST, _>(|at| if at < n { rank(at) as u8 } else { 0 })
    });
    let mut matrix = 0;
    for (i, &row) in graph.rows().iter().enumerate() {
        for c in columns(row) {
            matrix |= 1 << (usize::from(ranks[0][i]) * n + usize::from(ranks[1][c]));
        }
    }
    matrix
}
