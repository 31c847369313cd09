//! The values of every class of a degree, from those of the degree below.

use std::ops::Range;
use std::sync::Arc;

use super::graph::Graph;
use super::kept::KeptLevel;
use super::key::Batch;
use super::leaf::first_leaves;
use super::level::Level;
use super::matchings::Matchings;
use super::neighbours::{Base, Change};
use super::report::Reporter;
use super::table::Entry;
use super::values::{Narrow, Stored, Valued, Values, packed};
use crate::run::{Stopped, Watch};
use crate::simd::lanes::LANES;

/// Where the values of G − F come from.
#[derive(Clone)]
pub enum Below {
    /// G − F is 2-regular.
    Cycles,
    /// Its degree is n/2 at most.
    Lower(Arc<Valued<Narrow>>),
    /// Its degree is more than n/2.
    Upper(Arc<Valued<Values>>),
}

/// The computation of the values of one degree.
pub struct Pull {
    pub level: Arc<Level>,
    pub degree: usize,
    pub below: Below,
    /// Whether these values will be looked up by key.
    pub looked_up: bool,
    /// Values that are known from before.
    pub kept: Option<Arc<KeptLevel>>,
}

/// The values of a block of pairs, and what a table of them needs.
pub struct Pulled {
    /// As they are kept.
    pub values: Vec<u8>,
    pub entries: Vec<Entry>,
}

impl Pull {
    /// The values of the pairs in `range`, which is that block: of each representative, or of its complement above n/2.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn run(&self, block: u32, range: Range<usize>, watch: &dyn Watch) -> Result<Pulled, Stopped> {
        let columns = self.level.n as u32;
        let kept = self.kept.as_ref().and_then(|kept| kept.of_block(block, columns));
        let values = match kept {
            Some(values) => values.to_vec(),
            None => self.compute(range.clone(), watch)?,
        };
        Ok(Pulled {
            values,
            entries: if self.looked_up {
                self.entries(range)
            } else {
                Vec::new()
            },
        })
    }

    fn compute(&self, range: Range<usize>, watch: &dyn Watch) -> Result<Vec<u8>, Stopped> {
        let mut reporter = Reporter::new(watch, range.len());
        let values = match &self.below {
            Below::Cycles => self.by_cycles(range, &mut reporter)?,
            Below::Lower(below) => self.by_table(below, range, &mut reporter)?,
            Below::Upper(below) => self.by_table(below, range, &mut reporter)?,
        };
        reporter.end()?;
        Ok(if self.degree <= self.level.n / 2 {
            packed::<Narrow>(&values)
        } else {
            packed::<Values>(&values)
        })
    }

    /// The graph whose values are wanted, from a representative.
    fn graph(&self, pair: usize) -> Graph {
        let graph = self.level.class(pair).graph;
        if self.degree == self.level.degree {
            graph
        } else {
            graph.complement()
        }
    }

    fn by_cycles(&self, range: Range<usize>, reporter: &mut Reporter<'_>) -> Result<Vec<Values>, Stopped> {
        let mut matchings = Matchings::new(self.level.n);
        let mut all = Vec::with_capacity(range.len());
        for pair in range {
            let graph = self.graph(pair);
            let mut values = Values::default();
            let mut counted = 0;
            if self.degree == 2 {
                values = Values::of_cycles(&graph);
            } else {
                matchings.through_first_edge(&graph, |block| {
                    counted += block.len as u64;
                    for at in 0..block.len {
                        let rest = graph.toggle(&block.matching(at)[..graph.n()]);
                        values.add(Values::of_cycles(&rest), block.odd[at] == 1);
                    }
                });
            }
            all.push(values);
            reporter.done(1);
            reporter.work(1, counted, 1000 * counted)?;
        }
        Ok(all)
    }

    fn by_table<V: Stored>(
        &self,
        below: &Valued<V>,
        range: Range<usize>,
        reporter: &mut Reporter<'_>,
    ) -> Result<Vec<Values>, Stopped> {
        let n = self.level.n;
        // G − F goes by its own key, or by that of its complement, which is the representative and F together
        let change = if below.degree == below.level.degree {
            Change::Taken
        } else {
            Change::Added
        };
        let mut matchings = Matchings::new(n);
        let mut keys = Vec::new();
        let mut all = vec![Values::default(); range.len()];
        let mut slow = Slow {
            batch: Batch::new(n, below.level.degree),
            waiting: Vec::new(),
        };
        for (at, pair) in range.enumerate() {
            let graph = self.graph(pair);
            let changed = match change {
                Change::Taken => graph,
                Change::Added => graph.complement(),
            };
            let base = Base::new(&changed, change);
            let mut counted = 0;
            matchings.through_first_edge(&graph, |block| {
                base.keys(block, &mut keys);
                counted += block.len as u64;
                let mut values = all[at];
                for matching in 0..block.len {
                    let (keys, odd) = &keys[matching / LANES];
                    let lane = matching % LANES;
                    match below.of_key(keys[lane], odd >> lane & 1 == 1) {
                        Some(rest) => values.add(rest, block.odd[matching] == 1),
                        None => slow.push(
                            &changed.toggle(&block.matching(matching)[..n]),
                            at,
                            block.odd[matching] == 1,
                        ),
                    }
                    if slow.batch.is_full() {
                        all[at] = values;
                        slow.add(below, &mut all);
                        values = all[at];
                    }
                }
                all[at] = values;
            });
            reporter.done(1);
            reporter.work(1, counted, 100 * counted)?;
        }
        slow.add(below, &mut all);
        Ok(all)
    }

    fn entries(&self, range: Range<usize>) -> Vec<Entry> {
        let (n, degree) = (self.level.n, self.level.degree);
        let mut entries = Vec::with_capacity(2 * range.len());
        let mut batch = Batch::new(n, degree);
        let mut waiting = Vec::new();
        let mut flush = |batch: &mut Batch, waiting: &mut Vec<(usize, bool)>| {
            let (keys, odd) = batch.keys_and_odd();
            for (lane, (pair, deep)) in waiting.drain(..).enumerate() {
                entries.push(Entry {
                    key: keys[lane],
                    pair: pair as u32,
                    odd: odd >> lane & 1 == 1,
                    deep,
                });
            }
            batch.clear();
        };
        for pair in range {
            let class = self.level.class(pair);
            let sides = [class.graph, class.graph.transpose()];
            let many = if class.own_transpose { 1 } else { 2 };
            for (side, deep) in sides.iter().zip(class.deep).take(many) {
                batch.push(side);
                waiting.push((pair, deep));
                if batch.is_full() {
                    flush(&mut batch, &mut waiting);
                }
            }
        }
        flush(&mut batch, &mut waiting);
        entries
    }
}

/// Graphs G − F, or their complements, that wait until there are sixteen whose leaves are wanted.
struct Slow {
    batch: Batch,
    /// For each the place of G in the block and whether F is odd.
    waiting: Vec<(usize, bool)>,
}

impl Slow {
    fn push(&mut self, graph: &Graph, of: usize, odd: bool) {
        self.batch.push(graph);
        self.waiting.push((of, odd));
    }

    fn add<V: Stored>(&mut self, below: &Valued<V>, all: &mut [Values]) {
        if self.waiting.is_empty() {
            return;
        }
        for (leaf, (of, odd)) in first_leaves(&self.batch).into_iter().zip(self.waiting.drain(..)) {
            all[of].add(below.of_leaf(leaf.key, leaf.odd), odd);
        }
        self.batch.clear();
    }
}

/// The values of all blocks, in order, and the entries of a table of them.
pub fn gather<V: Stored>(
    blocks: impl Iterator<Item = Pulled>,
    pairs: usize,
    looked_up: bool,
) -> (Arc<Vec<V>>, Option<Vec<Entry>>) {
    let mut values = Vec::with_capacity(pairs);
    let mut entries = Vec::new();
    for block in blocks {
        values.extend(block.values.chunks_exact(V::BYTES).map(V::read));
        entries.extend(block.entries);
    }
    (Arc::new(values), looked_up.then_some(entries))
}
