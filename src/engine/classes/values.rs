//! U, S and X of every class of a level, from the level below.

use std::ops::Range;
use std::sync::Arc;

use super::graph::Graph;
use super::key::Batch;
use super::leaf::first_leaves;
use super::lanes::LANES;
use super::level::Level;
use super::matchings::Matchings;
use super::neighbours::{Base, Change};
use super::report::Reporter;
use super::table::{Entry, Table};
use crate::engine::{Stopped, Watch};

/// What the 1-factorisations of a graph, unordered, add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// How many there are.
    pub u: i64,
    /// Each counted with the product of the signs of its factors.
    pub s: i64,
    /// Each counted, for each of its factors, with the product of the signs of the others.
    pub x: i64,
}

impl Values {
    /// The values of a 2-regular graph: each of its cycles falls into two factors in one way, so there are
    /// 2^(cycles − 1) factorisations, all with the sign (−1)^(n − cycles); X is the determinant.
    pub fn of_cycles(graph: &Graph) -> Values {
        let n = graph.n();
        let mut seen = 0u16;
        let mut cycles = 0;
        for start in 0..n {
            if seen >> start & 1 == 1 {
                continue;
            }
            cycles += 1;
            // rows that share a column with those of the cycle so far
            let mut reached = graph.rows()[start];
            loop {
                let mut wider = reached;
                for (i, &row) in graph.rows().iter().enumerate() {
                    if row & reached != 0 {
                        wider |= row;
                        seen |= 1 << i;
                    }
                }
                if wider == reached {
                    break;
                }
                reached = wider;
            }
        }
        let u = 1 << (cycles - 1);
        Values {
            u,
            s: if (n - cycles) % 2 == 0 { u } else { -u },
            x: graph.determinant(),
        }
    }

    /// The values of a graph of this degree after an odd renaming: every factor changes its sign.
    #[inline(always)]
    pub fn renamed(self, degree: usize, odd: bool) -> Values {
        let sign = if odd { -1 } else { 1 };
        if degree % 2 == 1 {
            Values { s: sign * self.s, ..self }
        } else {
            Values { x: sign * self.x, ..self }
        }
    }

    /// Adds what the factorisations with one factor F are, from the values of G − F and the sign of F.
    #[inline(always)]
    fn add(&mut self, without: Values, odd: bool) {
        let sign = if odd { -1 } else { 1 };
        self.u += without.u;
        self.s += sign * without.s;
        self.x += without.s + sign * without.x;
    }

    /// Whether an odd renaming would change a value.
    fn is_signed(self, degree: usize) -> bool {
        self.renamed(degree, true) != self
    }
}

/// How values are kept in memory.
pub trait Stored: Copy + Default + Send + Sync + 'static {
    /// Packed.
    ///
    /// # Panics
    /// If one does not fit; for n ≤ 11 they all do, up to level n/2 in 32 bits.
    fn pack(values: Values) -> Self;
    fn unpack(self) -> Values;
}

/// 12 bytes, for the lower half of the levels.
#[derive(Clone, Copy, Default)]
pub struct Narrow {
    u: u32,
    s: i32,
    x: i32,
}

impl Stored for Narrow {
    #[inline(always)]
    fn pack(values: Values) -> Self {
        let fits = "values up to level n/2 have 32 bits";
        Narrow {
            u: values.u.try_into().expect(fits),
            s: values.s.try_into().expect(fits),
            x: values.x.try_into().expect(fits),
        }
    }

    #[inline(always)]
    fn unpack(self) -> Values {
        Values {
            u: self.u.into(),
            s: self.s.into(),
            x: self.x.into(),
        }
    }
}

impl Stored for Values {
    #[inline(always)]
    fn pack(values: Values) -> Self {
        values
    }

    #[inline(always)]
    fn unpack(self) -> Values {
        self
    }
}

/// The values of all graphs of one degree.
///
/// Above n/2 a graph goes by its complement, which has the same renamings: pair number i of the level then stands for
/// the complement of its representative.
pub struct Valued<V> {
    /// Of degree `degree` or n − `degree`.
    pub level: Arc<Level>,
    pub degree: usize,
    values: Vec<V>,
    table: Option<Table<V>>,
}

impl<V: Stored> Valued<V> {
    /// The level with values for each of its pairs, and, where `entries` are given, a table to find them by key.
    pub fn new(level: Arc<Level>, degree: usize, values: Vec<V>, entries: Option<Vec<Entry>>) -> Self {
        let table = entries.map(|entries| {
            Table::new(entries, |entry| {
                let values = values[entry.pair as usize].unpack().renamed(degree, entry.odd);
                (V::pack(values), values.is_signed(degree))
            })
        });
        Valued {
            level,
            degree,
            values,
            table,
        }
    }

    /// The values of the representative of a pair.
    pub fn of(&self, pair: usize) -> Values {
        self.values[pair].unpack()
    }

    /// The values of a graph by the key of it, or of its complement; `None` when it takes [`Valued::of_leaf`].
    #[inline(always)]
    fn of_key(&self, key: u64, odd: bool) -> Option<Values> {
        let table = self.table.as_ref().expect("this level is looked up by key");
        Some(table.get(key)?.unpack().renamed(self.degree, odd))
    }

    /// The values of a graph by a leaf.
    fn of_leaf(&self, key: u64, odd: bool) -> Values {
        let (pair, representative_odd) = self.level.at_leaf(key).expect("every leaf of every class is known");
        self.of(pair).renamed(self.degree, odd ^ representative_odd)
    }

    /// The values of all graphs in a batch, which are of the level's degree.
    pub fn of_batch(&self, batch: &Batch) -> Vec<Values> {
        if self.degree == 2 {
            return (0..batch.len()).map(|lane| Values::of_cycles(&batch.graph(lane))).collect();
        }
        let (keys, odd) = batch.keys_and_odd();
        let quick = (0..batch.len()).map(|lane| self.of_key(keys[lane], odd >> lane & 1 == 1));
        let quick: Vec<Option<Values>> = quick.collect();
        if quick.iter().all(Option::is_some) {
            return quick.into_iter().flatten().collect();
        }
        let leaves = first_leaves(batch);
        let each = quick.into_iter().zip(leaves);
        each.map(|(quick, leaf)| quick.unwrap_or_else(|| self.of_leaf(leaf.key, leaf.odd))).collect()
    }
}

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
}

/// The values of a block of pairs, and what a table of them needs.
pub struct Pulled {
    pub values: Vec<Values>,
    pub entries: Vec<Entry>,
}

impl Pull {
    /// The values of the pairs in `range`: of each representative, or of its complement above n/2.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn run(&self, range: Range<usize>, watch: &dyn Watch) -> Result<Pulled, Stopped> {
        let mut reporter = Reporter::new(watch, range.len());
        let values = match &self.below {
            Below::Cycles => self.from_cycles(range.clone(), &mut reporter)?,
            Below::Lower(below) => self.from(below, range.clone(), &mut reporter)?,
            Below::Upper(below) => self.from(below, range.clone(), &mut reporter)?,
        };
        reporter.end()?;
        Ok(Pulled {
            values,
            entries: self.entries(range),
        })
    }

    /// The graph whose values are wanted, from a representative.
    fn graph(&self, pair: usize) -> Graph {
        let graph = self.level.class(pair).graph;
        if self.degree == self.level.degree { graph } else { graph.complement() }
    }

    fn from_cycles(&self, range: Range<usize>, reporter: &mut Reporter<'_>) -> Result<Vec<Values>, Stopped> {
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

    fn from<V: Stored>(
        &self,
        below: &Valued<V>,
        range: Range<usize>,
        reporter: &mut Reporter<'_>,
    ) -> Result<Vec<Values>, Stopped> {
        let n = self.level.n;
        // G − F goes by its own key, or by that of its complement, which is the representative and F together
        let change = if below.degree == below.level.degree { Change::Taken } else { Change::Added };
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
                        None => slow.push(&changed.toggle(&block.matching(matching)[..n]), at, block.odd[matching] == 1),
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
        if degree == 2 {
            return entries;
        }
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
