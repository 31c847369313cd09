//! The values of every class of a degree, by the recurrence from those of the degree below.

use std::ops::Range;

use super::class_list::ClassList;
use super::degree_values::DegreeValues;
use super::graph::Graph;
use super::matchings::Matchings;
use super::neighbours::{Base, Change};
use super::refinement::Batch;
use super::report::Reporter;
use super::search_tree::first_leaves;
use super::values::{Narrow, Stored, Values, packed};
use crate::run::{Stopped, Watch};
use crate::simd::Arch;
use crate::simd::lanes::LANES;

/// Where the values of G − F come from.
pub enum Below<'a> {
    /// G − F is 2-regular.
    Cycles,
    /// Its degree is n/2 at most.
    Lower(&'a ClassList, &'a DegreeValues<Narrow>),
    /// Its degree is more than n/2.
    Upper(&'a ClassList, &'a DegreeValues<Values>),
}

/// The recurrence for the values of one degree.
pub struct Recurrence<'a> {
    pub list: &'a ClassList,
    pub degree: usize,
    pub below: Below<'a>,
    pub kernel: Arch,
}

impl Recurrence<'_> {
    /// The values of the pairs in `range`, as bytes: of each representative, or of its complement above n/2. `None` if
    /// a graph that is met is not in the list of its degree, or values do not fit.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn run(&self, range: Range<usize>, watch: &dyn Watch) -> Result<Option<Vec<u8>>, Stopped> {
        let mut reporter = Reporter::new(watch, range.len());
        let values = match &self.below {
            Below::Cycles => Some(self.by_cycles(range, &mut reporter)?),
            Below::Lower(list, below) => self.by_table(list, below, range, &mut reporter)?,
            Below::Upper(list, below) => self.by_table(list, below, range, &mut reporter)?,
        };
        reporter.end()?;
        Ok(values.and_then(|values| {
            if self.degree <= self.list.n / 2 {
                packed::<Narrow>(&values)
            } else {
                packed::<Values>(&values)
            }
        }))
    }

    /// The graph of this degree that a representative stands for.
    fn graph(&self, pair: usize) -> Graph {
        let graph = self.list.class(pair).graph;
        if self.degree == self.list.degree {
            graph
        } else {
            graph.complement()
        }
    }

    // A function of its own, like everything that units run: with every loop in one, V8 has too few registers.
    #[inline(never)]
    fn by_cycles(&self, range: Range<usize>, reporter: &mut Reporter<'_>) -> Result<Vec<Values>, Stopped> {
        let mut matchings = Matchings::new(self.list.n);
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

    #[inline(never)]
    fn by_table<V: Stored>(
        &self,
        list: &ClassList,
        below: &DegreeValues<V>,
        range: Range<usize>,
        reporter: &mut Reporter<'_>,
    ) -> Result<Option<Vec<Values>>, Stopped> {
        let n = self.list.n;
        // G − F is looked up by its own key, or by that of its complement, which is the representative and F together
        let change = if below.degree == list.degree {
            Change::Removed
        } else {
            Change::Added
        };
        let mut matchings = Matchings::new(n);
        let mut keys = Vec::new();
        let mut all = vec![Values::default(); range.len()];
        let mut slow = Slow {
            batch: Batch::by(self.kernel, n, list.degree),
            waiting: Vec::new(),
            unlisted: false,
        };
        for (at, pair) in range.enumerate() {
            let graph = self.graph(pair);
            let changed = match change {
                Change::Removed => graph,
                Change::Added => graph.complement(),
            };
            let base = Base::new(&changed, change);
            let mut counted = 0;
            matchings.through_first_edge(&graph, |block| {
                base.keys(self.kernel, block, &mut keys);
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
                        slow.add(list, below, &mut all);
                        values = all[at];
                    }
                }
                all[at] = values;
            });
            reporter.done(1);
            reporter.work(1, counted, 100 * counted)?;
        }
        slow.add(list, below, &mut all);
        Ok((!slow.unlisted).then_some(all))
    }
}

/// Graphs G − F, or their complements, that wait until there are sixteen whose leaves are needed.
struct Slow {
    batch: Batch,
    /// For each the position of G in the block, and whether F is odd.
    waiting: Vec<(usize, bool)>,
    /// Whether there was a graph that is in no class.
    unlisted: bool,
}

impl Slow {
    fn push(&mut self, graph: &Graph, of: usize, odd: bool) {
        self.batch.push(graph);
        self.waiting.push((of, odd));
    }

    fn add<V: Stored>(&mut self, list: &ClassList, below: &DegreeValues<V>, all: &mut [Values]) {
        if self.waiting.is_empty() {
            return;
        }
        for (leaf, (of, odd)) in first_leaves(&self.batch).into_iter().zip(self.waiting.drain(..)) {
            match below.of_leaf(list, leaf.key, leaf.odd) {
                Some(rest) => all[of].add(rest, odd),
                None => self.unlisted = true,
            }
        }
        self.batch.clear();
    }
}
