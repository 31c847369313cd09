//! Regular bipartite graphs on columns and symbols, as square 0/1 matrices, and how many labelled ones there are.

use std::collections::BTreeMap;

use num_integer::binomial;

/// Columns at most, so that a matrix fits 128 bits.
pub const LARGEST: usize = 11;

/// A bipartite graph on n + n vertices, n ≤ [`LARGEST`]: bit c of row i says that row i is joined to column c.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graph {
    n: u8,
    rows: [u16; LARGEST],
}

impl Graph {
    /// The graph of these rows.
    pub fn new(rows: &[u16]) -> Self {
        let mut graph = Graph {
            n: rows.len() as u8,
            rows: [0; LARGEST],
        };
        graph.rows[..rows.len()].copy_from_slice(rows);
        graph
    }

    /// The k-regular graph whose row i is joined to columns i, i + 1 … i + k − 1 modulo n.
    pub fn circulant(n: usize, k: usize) -> Self {
        let mut graph = Graph::new(&vec![0; n]);
        for (i, row) in graph.rows[..n].iter_mut().enumerate() {
            *row = (0..k).fold(0, |row, step| row | 1 << ((i + step) % n));
        }
        graph
    }

    /// The graph of a matrix that [`Graph::pack`] has packed.
    pub fn unpack(n: usize, matrix: u128) -> Self {
        let mut graph = Graph::new(&[0; LARGEST][..n]);
        for (i, row) in graph.rows[..n].iter_mut().enumerate() {
            *row = (matrix >> (i * n)) as u16 & full(n);
        }
        graph
    }

    /// All rows one after the other.
    pub fn pack(&self) -> u128 {
        let rows = self.rows().iter().enumerate();
        rows.fold(0, |matrix, (i, &row)| matrix | u128::from(row) << (i * self.n()))
    }

    /// n.
    pub fn n(&self) -> usize {
        usize::from(self.n)
    }

    /// One mask of columns a row.
    pub fn rows(&self) -> &[u16] {
        &self.rows[..self.n()]
    }

    /// The edges that this graph does not have.
    pub fn complement(&self) -> Self {
        let mut graph = *self;
        for row in &mut graph.rows[..self.n()] {
            *row ^= full(self.n());
        }
        graph
    }

    /// Rows and columns exchanged.
    pub fn transpose(&self) -> Self {
        let mut graph = Graph::new(&[0; LARGEST][..self.n()]);
        for (i, &row) in self.rows().iter().enumerate() {
            for c in columns(row) {
                graph.rows[c] |= 1 << i;
            }
        }
        graph
    }

    /// The edges that are in exactly one of this graph and the perfect matching of row i with column `matching[i]`.
    pub fn toggle(&self, matching: &[u8]) -> Self {
        let mut graph = *self;
        for (row, &c) in graph.rows.iter_mut().zip(matching) {
            *row ^= 1 << c;
        }
        graph
    }

    /// The switch of rows a and b: the edges (a,c), (b,d) make way for (a,d), (b,c). Every degree stays.
    pub fn switch(&self, [a, b]: [usize; 2], [c, d]: [usize; 2]) -> Self {
        let mut graph = *self;
        let both = 1 << c | 1 << d;
        graph.rows[a] ^= both;
        graph.rows[b] ^= both;
        graph
    }

    /// Row i of this graph is row `rows[i]` of the result, column c its column `columns[c]`.
    #[cfg(test)]
    pub fn rename(&self, rows: &[u8], columns_to: &[u8]) -> Self {
        let mut graph = Graph::new(&[0; LARGEST][..self.n()]);
        for (i, &row) in self.rows().iter().enumerate() {
            let row = columns(row).fold(0, |renamed, c| renamed | 1 << columns_to[c]);
            graph.rows[usize::from(rows[i])] = row;
        }
        graph
    }

    /// Whether every row and every column has so many ones.
    pub fn is_regular(&self, degree: usize) -> bool {
        let regular = |graph: &Graph| graph.rows().iter().all(|row| row.count_ones() as usize == degree);
        regular(self) && regular(&self.transpose())
    }

    /// Whether two rows are equal, or two columns: exchanging them is an automorphism, and an odd one.
    pub fn has_twins(&self) -> bool {
        let equal = |graph: &Graph| {
            let mut rows = graph.rows;
            rows[..graph.n()].sort_unstable();
            rows[..graph.n()].windows(2).any(|pair| pair[0] == pair[1])
        };
        equal(self) || equal(&self.transpose())
    }

    /// The determinant, which is at most 1,458 in size (n = 11).
    pub fn determinant(&self) -> i64 {
        // modulo a prime, without divisions until the end; the size says which residue it is
        const PRIME: u64 = 65_521;
        let n = self.n();
        let mut matrix = [[0u64; LARGEST]; LARGEST];
        for (line, &row) in matrix.iter_mut().zip(self.rows()) {
            for c in columns(row) {
                line[c] = 1;
            }
        }
        let (mut above, mut below) = (1, 1);
        for i in 0..n {
            let Some(pivot) = (i..n).find(|&j| matrix[j][i] != 0) else {
                return 0;
            };
            if pivot != i {
                matrix.swap(pivot, i);
                above = PRIME - above;
            }
            let (top, rest) = matrix.split_at_mut(i + 1);
            let top = &top[i];
            above = above * top[i] % PRIME;
            for line in &mut rest[..n - i - 1] {
                if line[i] != 0 {
                    let minus = PRIME - line[i];
                    for (entry, &top_entry) in line.iter_mut().zip(top) {
                        *entry = (*entry * top[i] + minus * top_entry) % PRIME;
                    }
                    below = below * top[i] % PRIME;
                }
            }
        }
        // the inverse of `below` is its power p − 2
        let (mut power, mut exponent) = (below, PRIME - 2);
        while exponent > 0 {
            if exponent % 2 == 1 {
                above = above * power % PRIME;
            }
            power = power * power % PRIME;
            exponent /= 2;
        }
        let residue = above as i64;
        if above > PRIME / 2 {
            residue - PRIME as i64
        } else {
            residue
        }
    }
}

/// The mask of n columns.
pub const fn full(n: usize) -> u16 {
    (1 << n) - 1
}

/// The columns of a mask, from the lowest.
pub fn columns(mask: u16) -> impl Iterator<Item = usize> {
    crate::simd::bits::bits(u64::from(mask))
}

/// n!.
pub fn factorial(n: usize) -> u128 {
    (1..=n as u128).product()
}

/// (n!)², n ≤ [`LARGEST`]: in so many ways can rows and columns be renamed.
pub fn labelings(n: usize) -> u64 {
    (1..=n as u64).product::<u64>().pow(2)
}

/// The number of labelled k-regular graphs, that is of n × n 0/1 matrices with k ones in every row and column.
///
/// Row by row: all that matters of the rows so far is how many columns still need 0, 1 … k ones.
pub fn labelled(n: usize, k: usize) -> u128 {
    let mut start = vec![0; k + 1];
    start[k] = n;
    let mut states = BTreeMap::from([(start, 1u128)]);
    for _ in 0..n {
        let mut next = BTreeMap::new();
        for (needs, ways) in states {
            add_row(&needs, k, 1, ways, &mut vec![0; k + 1], &mut next);
        }
        states = next;
    }
    states.into_values().sum()
}

/// Chooses `left` columns among those that need `need` ones or more; `chosen` says how many of each need.
fn add_row(
    needs: &[usize],
    left: usize,
    need: usize,
    ways: u128,
    chosen: &mut Vec<usize>,
    into: &mut BTreeMap<Vec<usize>, u128>,
) {
    if need == needs.len() {
        if left == 0 {
            let state = (0..needs.len()).map(|at| needs[at] - chosen[at] + chosen.get(at + 1).unwrap_or(&0));
            *into.entry(state.collect()).or_default() += ways;
        }
        return;
    }
    for many in 0..=left.min(needs[need]) {
        chosen[need] = many;
        let ways = ways * binomial(needs[need] as u128, many as u128);
        add_row(needs, left - many, need + 1, ways, chosen, into);
    }
    chosen[need] = 0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::classes::testing::{random_graph, shuffled};

    /// By expansion along the first row.
    fn slow_determinant(matrix: &[Vec<i64>]) -> i64 {
        let Some((first, rest)) = matrix.split_first() else {
            return 1;
        };
        let minor = |c: usize| {
            let rows = rest.iter();
            rows.map(|row| [&row[..c], &row[c + 1..]].concat())
                .collect::<Vec<_>>()
        };
        let terms = first.iter().enumerate().filter(|(_, entry)| **entry != 0);
        terms
            .map(|(c, entry)| if c % 2 == 0 { 1 } else { -1 } * entry * slow_determinant(&minor(c)))
            .sum()
    }

    #[test]
    fn determinants() {
        let mut random = fastrand::Rng::with_seed(1);
        for _ in 0..200 {
            let n = random.usize(1..=8);
            let k = random.usize(0..=n);
            let graph = random_graph(n, k, &mut random);
            let matrix: Vec<Vec<i64>> = graph
                .rows()
                .iter()
                .map(|row| (0..n).map(|c| i64::from(row >> c & 1)).collect())
                .collect();
            assert_eq!(graph.determinant(), slow_determinant(&matrix));
            if k > 0 {
                let sign = if n % 2 == 1 { 1 } else { -1 };
                let complement = graph.complement().determinant() * k as i64;
                assert_eq!(complement, sign * (n - k) as i64 * graph.determinant());
            }
        }
    }

    #[test]
    fn counts_labelled_graphs() {
        // OEIS A001499, A001501, A058528, and by complement
        for (n, k, count) in [
            (4, 2, 90),
            (5, 2, 2040),
            (6, 3, 297_200),
            (6, 4, 67_950),
            (8, 4, 116_963_796_250),
        ] {
            assert_eq!(labelled(n, k), count);
            assert_eq!(labelled(n, n - k), count);
        }
        assert_eq!(labelled(5, 0), 1);
        assert_eq!(labelled(5, 1), 120);
    }

    #[test]
    fn the_empty_graph_is_a_graph() {
        let empty = Graph::circulant(4, 0);
        assert_eq!(empty.pack(), 0);
        assert_eq!(empty.complement(), Graph::circulant(4, 4));
        assert_eq!(empty.determinant(), 0);
    }

    #[test]
    fn renaming_and_transposing_preserve_degrees() {
        let mut random = fastrand::Rng::with_seed(2);
        for n in 3..=LARGEST {
            let graph = random_graph(n, 3, &mut random);
            assert_eq!(Graph::unpack(n, graph.pack()), graph);
            assert_eq!(graph.transpose().transpose(), graph);
            let renamed = graph.rename(&shuffled(n, &mut random), &shuffled(n, &mut random));
            for graph in [renamed, graph.transpose(), graph.complement().complement()] {
                assert!(graph.rows().iter().all(|row| row.count_ones() == 3));
                assert!(graph.transpose().rows().iter().all(|row| row.count_ones() == 3));
            }
        }
    }
}
