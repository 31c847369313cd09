//! Keys of the graphs that differ from one graph by a perfect matching, removed or added.
//!
//! The same colours as in [`super::refinement`], but with everything that the graphs have in common done once: a lane differs from the
//! base by one column a row, so it is a few comparisons with that column instead of a matrix.

use super::graph::{Graph, LARGEST, columns};
use super::matchings::Block;
use super::refinement::{SHARED, keys, mix, odd_lanes, passes};
use crate::simd::lanes::{Bytes, LANES, Words};
use crate::simd::{Arch, Set, Task};

/// How a graph differs from the base by a matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The base has it, the graph does not.
    Removed,
    /// The base does not have it, the graph does.
    Added,
}

/// The base, laid out for lanes.
pub struct Base {
    n: usize,
    change: Change,
    passes: usize,
    /// For row i and column c 1 if they are joined.
    joined: [[u8; LANES]; LARGEST],
    /// For rows i and j the place in [`REMOVED`] or [`ADDED`] of what they share.
    shared: [[u8; LARGEST]; LARGEST],
    /// The rows that each column is joined to whatever the matching, and those that depend on the matching.
    fixed_rows: [List; LARGEST],
    free_rows: [List; LARGEST],
    fixed_columns: [List; LARGEST],
    free_columns: [List; LARGEST],
}

#[derive(Clone, Copy, Default)]
struct List {
    len: usize,
    at: [u8; LARGEST],
}

impl List {
    fn of(mask: u16) -> Self {
        let mut list = List::default();
        for at in columns(mask) {
            list.at[list.len] = at as u8;
            list.len += 1;
        }
        list
    }
}

/// For each number of shared columns, the initial colour of a row when 0, 1 or 2 of these are removed or added.
const REMOVED: [[u8; LANES]; LARGEST + 1] = shifted(Change::Removed);
const ADDED: [[u8; LANES]; LARGEST + 1] = shifted(Change::Added);

const fn shifted(change: Change) -> [[u8; LANES]; LARGEST + 1] {
    let mut tables = [[0; LANES]; LARGEST + 1];
    let mut shared = 0;
    while shared <= LARGEST {
        let mut many = 0;
        while many <= 2 {
            let then = match change {
                Change::Removed if many <= shared => shared - many,
                Change::Removed => 0,
                Change::Added => shared + many,
            };
            tables[shared][many] = SHARED[then];
            many += 1;
        }
        shared += 1;
    }
    tables
}

impl Base {
    /// A regular graph from which matchings are removed, or to which they are added.
    pub fn new(graph: &Graph, change: Change) -> Self {
        let n = graph.n();
        let transpose = graph.transpose();
        let complement = graph.complement();
        let complement_transpose = complement.transpose();
        let degree = graph.rows()[0].count_ones() as usize;
        let mut base = Base {
            n,
            change,
            passes: passes(match change {
                Change::Removed => degree - 1,
                Change::Added => degree + 1,
            }),
            joined: [[0; LANES]; LARGEST],
            shared: [[0; LARGEST]; LARGEST],
            fixed_rows: Default::default(),
            free_rows: Default::default(),
            fixed_columns: Default::default(),
            free_columns: Default::default(),
        };
        for i in 0..n {
            for c in columns(graph.rows()[i]) {
                base.joined[i][c] = 1;
            }
            for j in 0..n {
                base.shared[i][j] = (graph.rows()[i] & graph.rows()[j]).count_ones() as u8;
            }
            match change {
                Change::Removed => {
                    base.free_columns[i] = List::of(graph.rows()[i]);
                    base.free_rows[i] = List::of(transpose.rows()[i]);
                }
                Change::Added => {
                    base.fixed_columns[i] = List::of(graph.rows()[i]);
                    base.fixed_rows[i] = List::of(transpose.rows()[i]);
                    base.free_columns[i] = List::of(complement.rows()[i]);
                    base.free_rows[i] = List::of(complement_transpose.rows()[i]);
                }
            }
        }
        base
    }

    /// The keys of the graphs by the matchings of a block, and the lanes that are odd, sixteen matchings at a time. The
    /// lanes beyond the last matching mean nothing.
    pub fn keys(&self, kernel: Arch, block: &Block, into: &mut Vec<([u64; LANES], u16)>) {
        kernel.enter(BlockKeys {
            base: self,
            block,
            into,
        });
    }
}

struct BlockKeys<'a> {
    base: &'a Base,
    block: &'a Block,
    into: &'a mut Vec<([u64; LANES], u16)>,
}

impl Task for BlockKeys<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Set>(self, _: S) {
        self.into.clear();
        let mut from = 0;
        while from < self.block.len {
            let keys = match self.base.change {
                Change::Removed => sixteen::<S::Words, false>(self.base, self.block, from),
                Change::Added => sixteen::<S::Words, true>(self.base, self.block, from),
            };
            self.into.push(keys);
            from += LANES;
        }
    }
}

#[inline(always)]
fn sixteen<W: Words, const ADDED_TO: bool>(base: &Base, block: &Block, from: usize) -> ([u64; LANES], u16) {
    let n = base.n;
    let tables = if ADDED_TO { &ADDED } else { &REMOVED };
    let zero = W::splat(0);
    let mut matched = [zero; LARGEST];
    let mut matched_bytes = [W::Bytes::splat(0); LARGEST];
    let mut start = [W::Bytes::splat(0); LARGEST];
    for i in 0..n {
        let lanes: &[u8; LANES] = block.columns[i][from..].first_chunk().expect("a whole lane");
        matched_bytes[i] = W::Bytes::load(lanes);
        matched[i] = W::widen(matched_bytes[i]);
        let joined = W::Bytes::load(&base.joined[i]);
        for j in 0..i {
            // how many of the two rows' new or old columns they share
            let other = W::Bytes::load(&base.joined[j]).pick(matched_bytes[i]);
            let many = joined.pick(matched_bytes[j]).add(other);
            let hash = W::Bytes::load(&tables[usize::from(base.shared[i][j])]).pick(many);
            start[i] = start[i].add(hash);
            start[j] = start[j].add(hash);
        }
    }
    let mut x = [zero; LARGEST];
    for i in 0..n {
        x[i] = W::widen(start[i]);
    }
    let mut y = [zero; LARGEST];
    for pass in 0..base.passes {
        if pass % 2 == 0 {
            for (c, y) in y[..n].iter_mut().enumerate() {
                let column = W::splat(c as u16);
                let mut sum = *y;
                if ADDED_TO {
                    for &i in &base.fixed_rows[c].at[..base.fixed_rows[c].len] {
                        sum = sum.add(x[usize::from(i)]);
                    }
                }
                for &i in &base.free_rows[c].at[..base.free_rows[c].len] {
                    let here = matched[usize::from(i)].equal(column);
                    let colour = x[usize::from(i)];
                    sum = sum.add(if ADDED_TO {
                        colour.and(here)
                    } else {
                        colour.without(here)
                    });
                }
                *y = mix(sum);
            }
        } else {
            for i in 0..n {
                let mut sum = x[i];
                if ADDED_TO {
                    for &c in &base.fixed_columns[i].at[..base.fixed_columns[i].len] {
                        sum = sum.add(y[usize::from(c)]);
                    }
                }
                for &c in &base.free_columns[i].at[..base.free_columns[i].len] {
                    let here = matched[i].equal(W::splat(u16::from(c)));
                    let colour = y[usize::from(c)];
                    sum = sum.add(if ADDED_TO {
                        colour.and(here)
                    } else {
                        colour.without(here)
                    });
                }
                x[i] = mix(sum);
            }
        }
    }
    (keys(&x[..n], &y[..n]), odd_lanes(&x[..n], &y[..n]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::classes::matchings::Matchings;
    use crate::engine::classes::refinement::Batch;
    use crate::engine::classes::testing::random_graph;

    #[test]
    fn are_the_keys_of_the_graphs_themselves() {
        let mut random = fastrand::Rng::with_seed(4);
        for n in 5..=LARGEST {
            for k in 3..n.min(6) {
                let graph = random_graph(n, k, &mut random);
                check(&graph, &graph, Change::Removed, k - 1);
                if n - k < 7 {
                    check(&graph, &graph.complement(), Change::Added, k + 1);
                }
            }
        }
    }

    fn check(graph: &Graph, matched: &Graph, change: Change, degree: usize) {
        let base = Base::new(graph, change);
        let mut found = Vec::new();
        let mut seen = 0;
        Matchings::new(graph.n()).through_first_edge(matched, |block| {
            base.keys(Arch::best(), block, &mut found);
            for at in (0..block.len).step_by(7) {
                let mut batch = Batch::new(graph.n(), degree);
                batch.push(&graph.toggle(&block.matching(at)[..graph.n()]));
                let (keys, odd) = batch.keys_and_odd();
                let (found_keys, found_odd) = found[at / LANES];
                assert_eq!(found_keys[at % LANES], keys[0]);
                assert_eq!(found_odd >> (at % LANES) & 1, odd & 1);
                seen += 1;
            }
        });
        assert!(seen > 0);
    }
}
