//! The perfect matchings of a graph that contain one edge, in blocks that lanes can load.
//!
//! The rows are halved. The matchings of the upper rows, with the edge, and those of the lower rows are listed once
//! each; a lower one fits an upper one when it takes the other columns. So lower ones are sorted by their columns, and a
//! perfect matching is copied together, not searched for.

use super::graph::{Graph, LARGEST, columns, full};
use crate::simd::lanes::LANES;

/// Matchings in a block, at most.
const BLOCK: usize = 512;

/// Matchings side by side: `columns[i][m]` is the column of row i in matching m.
pub struct Block {
    pub columns: [[u8; BLOCK + LANES]; LARGEST],
    /// 1 for a matching that is an odd permutation, otherwise 0.
    pub odd: [u8; BLOCK + LANES],
    pub len: usize,
}

/// Scratch memory for the lists of one graph after the other.
pub struct Matchings {
    n: usize,
    upper: Vec<Part>,
    lower: Vec<Part>,
    /// The lower ones sorted by columns, side by side as in a block.
    sorted: [Vec<u8>; LARGEST.div_ceil(2)],
    sorted_odd: Vec<u8>,
    /// Where the lower ones with a set of columns begin, by set.
    begins: Vec<u32>,
    /// For each set of columns of the upper rows whether an odd number of pairs are in the wrong order across the halves.
    cross: Vec<u8>,
    block: Box<Block>,
}

/// A matching of some of the rows.
#[derive(Clone, Copy)]
struct Part {
    columns: [u8; LARGEST.div_ceil(2)],
    set: u16,
    odd: u8,
}

impl Matchings {
    /// For graphs on n + n vertices.
    pub fn new(n: usize) -> Self {
        let cross = (0..=full(n)).map(|set| {
            let before = |c: usize| (!set & full(n) & ((1 << c) - 1)).count_ones();
            (columns(set).map(before).sum::<u32>() % 2) as u8
        });
        Matchings {
            n,
            upper: Vec::new(),
            lower: Vec::new(),
            sorted: Default::default(),
            sorted_odd: Vec::new(),
            begins: Vec::new(),
            cross: cross.collect(),
            block: Box::new(Block {
                columns: [[0; BLOCK + LANES]; LARGEST],
                odd: [0; BLOCK + LANES],
                len: 0,
            }),
        }
    }

    /// Calls `take` with every perfect matching of the graph that contains the first edge of row 0, in blocks.
    pub fn through_first_edge(&mut self, graph: &Graph, mut take: impl FnMut(&Block)) {
        let (upper, lower) = graph.rows().split_at(self.n / 2);
        let Some((&first, upper)) = upper.split_first() else {
            return self.of_one_row(graph, take);
        };
        if first == 0 {
            return;
        }
        let first = first.trailing_zeros() as usize;
        let mut part = Part {
            columns: Default::default(),
            set: 1 << first,
            odd: 0,
        };
        part.columns[0] = first as u8;
        self.upper.clear();
        list(upper, 1, part, &mut self.upper);
        self.lower.clear();
        let none = Part {
            columns: Default::default(),
            set: 0,
            odd: 0,
        };
        list(lower, 0, none, &mut self.lower);
        self.sort_lower();
        self.join(&mut take);
    }

    /// Where n = 1 there is no upper half.
    fn of_one_row(&mut self, graph: &Graph, mut take: impl FnMut(&Block)) {
        if graph.rows() == [1] {
            self.block.len = 1;
            take(&self.block);
        }
    }

    fn sort_lower(&mut self) {
        self.begins.clear();
        self.begins.resize(usize::from(full(self.n)) + 2, 0);
        for part in &self.lower {
            self.begins[usize::from(part.set) + 1] += 1;
        }
        for at in 1..self.begins.len() {
            self.begins[at] += self.begins[at - 1];
        }
        let rows = self.n - self.n / 2;
        // lanes are copied whole, so there is an unused lane after the last
        let length = self.lower.len() + LANES;
        for sorted in &mut self.sorted[..rows] {
            sorted.resize(length.max(sorted.len()), 0);
        }
        self.sorted_odd.resize(length.max(self.sorted_odd.len()), 0);
        let mut next = self.begins.clone();
        for part in &self.lower {
            let at = &mut next[usize::from(part.set)];
            for (sorted, &column) in self.sorted[..rows].iter_mut().zip(&part.columns) {
                sorted[*at as usize] = column;
            }
            self.sorted_odd[*at as usize] = part.odd;
            *at += 1;
        }
    }

    fn join(&mut self, take: &mut impl FnMut(&Block)) {
        let above = self.n / 2;
        let block = &mut *self.block;
        block.len = 0;
        for part in &self.upper {
            let rest = usize::from(full(self.n) & !part.set);
            let (mut from, to) = (self.begins[rest] as usize, self.begins[rest + 1] as usize);
            let odd = part.odd ^ self.cross[usize::from(part.set)];
            while from < to {
                let many = (to - from).min(LANES);
                let at = block.len;
                for (lanes, &column) in block.columns.iter_mut().zip(&part.columns[..above]) {
                    lanes[at..at + LANES].copy_from_slice(&[column; LANES]);
                }
                for (lanes, sorted) in block.columns[above..]
                    .iter_mut()
                    .zip(&self.sorted[..self.n - above])
                {
                    lanes[at..at + LANES].copy_from_slice(&sorted[from..from + LANES]);
                }
                for (into, &lower) in block.odd[at..at + LANES]
                    .iter_mut()
                    .zip(&self.sorted_odd[from..from + LANES])
                {
                    *into = lower ^ odd;
                }
                block.len += many;
                from += many;
                if block.len > BLOCK - LANES {
                    take(block);
                    block.len = 0;
                }
            }
        }
        if block.len > 0 {
            take(block);
        }
    }
}

impl Block {
    /// The column of every row in one matching.
    pub fn matching(&self, at: usize) -> [u8; LARGEST] {
        std::array::from_fn(|i| self.columns[i][at])
    }
}

/// Adds all matchings of `rows` that go on from `part`, which has a column for `done` rows.
fn list(rows: &[u16], done: usize, part: Part, into: &mut Vec<Part>) {
    let Some((&row, rest)) = rows.split_first() else {
        into.push(part);
        return;
    };
    let mut free = row & !part.set;
    while free != 0 {
        let column = free.trailing_zeros();
        free &= free - 1;
        let mut next = part;
        next.columns[done] = column as u8;
        next.set |= 1 << column;
        next.odd ^= ((part.set >> column).count_ones() & 1) as u8;
        list(rest, done + 1, next, into);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::classes::testing::random_graph;
    use crate::latin::{Sign, permutation::sign};
    use std::collections::HashSet;

    fn permanent(rows: &[u16], taken: u16) -> usize {
        rows.split_first().map_or(1, |(&row, rest)| {
            columns(row & !taken)
                .map(|c| permanent(rest, taken | 1 << c))
                .sum()
        })
    }

    #[test]
    fn every_matching_through_the_edge_is_there_once_with_its_sign() {
        let mut random = fastrand::Rng::with_seed(3);
        for n in 1..=9 {
            for k in 1..=n {
                let graph = random_graph(n, k, &mut random);
                let first = graph.rows()[0].trailing_zeros() as usize;
                let mut seen = HashSet::new();
                Matchings::new(n).through_first_edge(&graph, |block| {
                    for at in 0..block.len {
                        let matching = &block.matching(at)[..n];
                        assert!(
                            matching
                                .iter()
                                .zip(graph.rows())
                                .all(|(c, row)| row >> c & 1 == 1)
                        );
                        assert_eq!(usize::from(matching[0]), first);
                        let row: Vec<u8> = matching.iter().map(|c| c + 1).collect();
                        assert_eq!(block.odd[at] == 1, sign(&row) == Sign::Odd);
                        assert!(seen.insert(matching.to_vec()));
                    }
                });
                assert_eq!(seen.len(), permanent(&graph.rows()[1..], 1 << first));
            }
        }
    }
}
