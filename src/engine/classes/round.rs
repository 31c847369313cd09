//! One round of a listing: switches of some classes, and what is new among the graphs that they give.

use std::ops::Range;

use hashbrown::HashSet;

use super::class_list::ClassList;
use super::found::classify;
use super::graph::{Graph, columns};
use super::known::Known;
use super::refinement::Batch;
use super::report::Reporter;
use super::search_tree::first_leaves;
use crate::run::{Stopped, Watch};

/// What one round does: for each source the pairs of rows to be switched.
#[derive(Default)]
pub struct Round {
    pub sources: Vec<(u32, u8, u8)>,
}

impl Round {
    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Switches of the sources in `range`, and the classes among the graphs that these give which are not in the list
    /// yet, as bytes.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn run(
        &self,
        list: &ClassList,
        known: &Known,
        range: Range<usize>,
        watch: &dyn Watch,
    ) -> Result<Vec<u8>, Stopped> {
        let (n, degree) = (list.n, list.degree);
        let mut search = Search {
            list,
            known,
            seen: HashSet::new(),
            seen_leaves: HashSet::new(),
            tried: Batch::new(n, degree),
            non_discrete: Batch::new(n, degree),
            new: Batch::new(n, degree),
            tries: 0,
            output: 0u64.to_le_bytes().to_vec(),
        };
        let pairs: Vec<[usize; 2]> = (1..n).flat_map(|a| (0..a).map(move |b| [a, b])).collect();
        let mut reporter = Reporter::new(watch, range.len());
        for &(source, from, to) in &self.sources[range] {
            let graph = list.class(source as usize).graph;
            for at in from..to {
                // a different order in every class; 13 has no factor in common with any number of pairs of rows
                let pair = pairs[(source as usize + 13 * usize::from(at)) % pairs.len()];
                search.switch(&graph, pair);
                reporter.work(0, 1, 300)?;
            }
            reporter.work(1, 0, 0)?;
            reporter.done(1);
        }
        search.try_all();
        search.check_leaves();
        search.classify_new();
        reporter.end()?;
        search.output[..8].copy_from_slice(&search.tries.to_le_bytes());
        Ok(search.output)
    }
}

/// One unit's search; graphs wait in batches for operations on sixteen at once.
struct Search<'a> {
    list: &'a ClassList,
    known: &'a Known,
    /// Keys, and leaf keys, of the classes that this unit found.
    seen: HashSet<u64>,
    seen_leaves: HashSet<u64>,
    tried: Batch,
    /// Graphs with the key of a class that is not discrete, which does not mean that they are in it.
    non_discrete: Batch,
    new: Batch,
    tries: u64,
    /// The number of tries, filled in at the end, and the classes found.
    output: Vec<u8>,
}

impl Search<'_> {
    /// Follows all switches of two rows.
    fn switch(&mut self, graph: &Graph, [a, b]: [usize; 2]) {
        let [row, other] = [graph.rows()[a], graph.rows()[b]];
        for c in columns(row & !other) {
            for d in columns(other & !row) {
                self.tried.push(&graph.switch([a, b], [c, d]));
                if self.tried.is_full() {
                    self.try_all();
                }
            }
        }
    }

    fn try_all(&mut self) {
        let keys = self.tried.keys();
        for (lane, &key) in keys.iter().enumerate().take(self.tried.len()) {
            match self.known.get(key) {
                None if self.seen.insert(key) => {
                    self.new.push(&self.tried.graph(lane));
                    if self.new.is_full() {
                        self.classify_new();
                    }
                }
                Some(true) => {
                    self.non_discrete.push(&self.tried.graph(lane));
                    if self.non_discrete.is_full() {
                        self.check_leaves();
                    }
                }
                None | Some(false) => {}
            }
        }
        self.tries += self.tried.len() as u64;
        self.tried.clear();
    }

    fn check_leaves(&mut self) {
        for (lane, leaf) in first_leaves(&self.non_discrete).into_iter().enumerate() {
            if self.list.at_leaf(leaf.key).is_none() && self.seen_leaves.insert(leaf.key) {
                self.new.push(&self.non_discrete.graph(lane));
                if self.new.is_full() {
                    self.classify_new();
                }
            }
        }
        self.non_discrete.clear();
    }

    fn classify_new(&mut self) {
        classify(&self.new, self.list.degree, &mut self.output);
        self.new.clear();
    }
}
