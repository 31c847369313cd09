//! What the labels of one graph say: which vertices they do not tell apart, or else its matrix in sorted order.

use super::graph::{Graph, LARGEST, columns};

/// Where labels are equal in a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// Nowhere: the graph has no automorphism but one.
    None,
    /// Only between equal rows and between equal columns, which can be exchanged in this many ways; these are all
    /// automorphisms.
    Twins(u64),
    /// Between others too: refinement has not told all.
    Deep,
}

impl Ties {
    /// What the labels of a graph say.
    pub fn of(graph: &Graph, labels: &[[u16; LARGEST]; 2]) -> Ties {
        let mut orders = 1;
        for (labels, graph) in labels.iter().zip([*graph, graph.transpose()]) {
            let rows = graph.rows();
            for i in 1..rows.len() {
                let mut twins = 1;
                for j in 0..i {
                    if labels[i] == labels[j] {
                        if rows[i] != rows[j] {
                            return Ties::Deep;
                        }
                        twins += 1;
                    }
                }
                orders *= twins;
            }
        }
        if orders == 1 {
            Ties::None
        } else {
            Ties::Twins(orders)
        }
    }
}

/// The matrix of a graph with rows and columns sorted by labels that all differ, packed.
pub fn frame(graph: &Graph, labels: &[[u16; LARGEST]; 2]) -> u128 {
    let n = graph.n();
    let ranks = labels.map(|labels| {
        let rank = |at: usize| {
            labels[..n]
                .iter()
                .filter(|&&other| other.cast_signed() < labels[at].cast_signed())
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
