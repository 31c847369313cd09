//! Permanents of many matrices at once: the number of perfect matchings of each graph.

use super::graph::{Graph, LARGEST};
use crate::simd::{Arch, Set, Task};

/// Graphs at once.
pub const MANY: usize = 8;

/// The permanents of up to [`MANY`] graphs on n + n vertices; at most 11! each.
///
/// For each set of columns, by size: in how many ways the first rows can take just these.
pub fn permanents(kernel: Arch, graphs: &[Graph]) -> [u32; MANY] {
    kernel.enter(Permanents(graphs))
}

struct Permanents<'a>(&'a [Graph]);

impl Task for Permanents<'_> {
    type Output = [u32; MANY];

    #[inline(always)]
    fn run<S: Set>(self, _: S) -> [u32; MANY] {
        // the compiler finds the vectors in such plain loops by itself
        let n = self.0[0].n();
        let mut joined = [[[0u32; MANY]; LARGEST]; LARGEST];
        for (lane, graph) in self.0.iter().enumerate() {
            for (joined, &row) in joined.iter_mut().zip(graph.rows()) {
                for (c, joined) in joined[..n].iter_mut().enumerate() {
                    joined[lane] = 0u32.wrapping_sub(u32::from(row >> c & 1));
                }
            }
        }
        let mut ways = vec![[0u32; MANY]; 1 << n];
        ways[0] = [1; MANY];
        for set in 1..1usize << n {
            let row = &joined[set.count_ones() as usize - 1];
            let mut sum = [0; MANY];
            let mut rest = set;
            while rest != 0 {
                let c = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let before = &ways[set ^ 1 << c];
                for lane in 0..MANY {
                    sum[lane] += before[lane] & row[c][lane];
                }
            }
            ways[set] = sum;
        }
        ways[(1 << n) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::classes::testing::random_graph;

    fn slow(rows: &[u16], taken: u16) -> u32 {
        rows.split_first().map_or(1, |(&row, rest)| {
            super::super::graph::columns(row & !taken)
                .map(|c| slow(rest, taken | 1 << c))
                .sum()
        })
    }

    #[test]
    fn are_the_numbers_of_perfect_matchings() {
        let mut random = fastrand::Rng::with_seed(6);
        for n in 1..=8 {
            for many in 1..=MANY {
                let graphs: Vec<Graph> = (0..many)
                    .map(|at| random_graph(n, at % (n + 1), &mut random))
                    .collect();
                let found = permanents(Arch::best(), &graphs);
                assert_eq!(found, permanents(Arch::plainest(), &graphs));
                for (graph, found) in graphs.iter().zip(found) {
                    assert_eq!(found, slow(graph.rows(), 0), "{graph:?}");
                }
            }
        }
        assert_eq!(
            permanents(Arch::best(), &[Graph::circulant(11, 11)])[0],
            39_916_800
        );
    }
}
