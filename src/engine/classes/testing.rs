//! Random graphs and renamings, for the tests.

use super::graph::{Graph, columns};

/// A random order of 0 … n − 1.
pub fn shuffled(n: usize, random: &mut fastrand::Rng) -> Vec<u8> {
    let mut order: Vec<u8> = (0..n as u8).collect();
    random.shuffle(&mut order);
    order
}

/// A k-regular graph after many random switches.
pub fn random_graph(n: usize, k: usize, random: &mut fastrand::Rng) -> Graph {
    let mut graph = Graph::circulant(n, k);
    for _ in 0..20 * n {
        let [a, b] = [random.usize(..n), random.usize(..n)];
        let here: Vec<usize> = columns(graph.rows()[a] & !graph.rows()[b]).collect();
        let there: Vec<usize> = columns(graph.rows()[b] & !graph.rows()[a]).collect();
        if !here.is_empty() {
            graph = graph.switch([a, b], [here[random.usize(..here.len())], there[random.usize(..there.len())]]);
        }
    }
    graph
}
