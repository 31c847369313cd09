//! One round of a listing: switches of some classes, and what is new among the graphs that they give.

use std::ops::Range;

use hashbrown::HashSet;

use super::graph::{Graph, columns};
use super::key::Batch;
use super::leaf::{Leaf, Tree, first_leaves};
use super::listing::Listing;
use super::report::Reporter;
use super::ties::Ties;
use crate::run::{Stopped, Watch};

/// What one round does: for each source the pairs of rows to be switched.
pub struct Round {
    pub sources: Vec<(u32, u8, u8)>,
}

/// A class that was not known when the round began.
pub struct Found {
    pub graph: Graph,
    pub automorphisms: u64,
    pub odd_automorphism: bool,
    /// The graph and, unless it is in the same class, its transpose.
    pub sides: [Option<Side>; 2],
}

pub struct Side {
    pub key: u64,
    /// The leaves if refinement does not tell all vertices but twins apart.
    pub leaves: Option<Vec<Leaf>>,
}

/// What a unit of a round found, and in how many tries.
pub struct Finds {
    pub found: Vec<Found>,
    pub tries: u64,
}

impl Round {
    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.sources.len()
    }

    /// Switches of the sources in `range`, and the classes among the graphs that these give which are not known yet.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn run(&self, listing: &Listing, range: Range<usize>, watch: &dyn Watch) -> Result<Finds, Stopped> {
        let (n, degree) = (listing.level.n, listing.level.degree);
        let mut search = Search {
            listing,
            seen: HashSet::new(),
            seen_leaves: HashSet::new(),
            tried: Batch::new(n, degree),
            deep: Batch::new(n, degree),
            new: Batch::new(n, degree),
            finds: Finds {
                found: Vec::new(),
                tries: 0,
            },
        };
        let pairs: Vec<[usize; 2]> = (1..n).flat_map(|a| (0..a).map(move |b| [a, b])).collect();
        let mut reporter = Reporter::new(watch, range.len());
        for &(source, from, to) in &self.sources[range] {
            let graph = listing.level.class(source as usize).graph;
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
        search.look_deeper();
        search.classify_new();
        reporter.end()?;
        Ok(search.finds)
    }
}

/// One unit's search; graphs wait in batches for what is done with sixteen at once.
struct Search<'a> {
    listing: &'a Listing,
    /// Keys, and leaf keys, that this unit found new.
    seen: HashSet<u64>,
    seen_leaves: HashSet<u64>,
    tried: Batch,
    /// Those whose key is a deep class's, which does not say that they are in it.
    deep: Batch,
    new: Batch,
    finds: Finds,
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
            match self.listing.known.get(key) {
                None if self.seen.insert(key) => {
                    self.new.push(&self.tried.graph(lane));
                    if self.new.is_full() {
                        self.classify_new();
                    }
                }
                Some(true) => {
                    self.deep.push(&self.tried.graph(lane));
                    if self.deep.is_full() {
                        self.look_deeper();
                    }
                }
                None | Some(false) => {}
            }
        }
        self.finds.tries += self.tried.len() as u64;
        self.tried.clear();
    }

    fn look_deeper(&mut self) {
        for (lane, leaf) in first_leaves(&self.deep).into_iter().enumerate() {
            if self.listing.level.at_leaf(leaf.key).is_none() && self.seen_leaves.insert(leaf.key) {
                self.new.push(&self.deep.graph(lane));
                if self.new.is_full() {
                    self.classify_new();
                }
            }
        }
        self.deep.clear();
    }

    fn classify_new(&mut self) {
        classify(&self.new, self.listing.level.degree, &mut self.finds.found);
        self.new.clear();
    }
}

/// Finds out what there is to know of each graph's class.
pub fn classify(batch: &Batch, degree: usize, into: &mut Vec<Found>) {
    if batch.len() == 0 {
        return;
    }
    let mut transposes = Batch::new(batch.graph(0).n(), degree);
    for lane in 0..batch.len() {
        transposes.push(&batch.graph(lane).transpose());
    }
    let sides = [batch, &transposes].map(|batch| (batch, batch.keys(), batch.labels()));
    for lane in 0..batch.len() {
        let mut automorphisms = 1;
        let mut odd_automorphism = false;
        let of_sides = sides.each_ref().map(|(batch, keys, labels)| {
            let graph = batch.graph(lane);
            let leaves = match Ties::of(&graph, &labels.lane(lane)) {
                Ties::None => None,
                Ties::Twins(orders) => {
                    (automorphisms, odd_automorphism) = (orders, true);
                    None
                }
                Ties::Deep => {
                    let tree = Tree::of(&graph, degree);
                    (automorphisms, odd_automorphism) = (tree.automorphisms, tree.odd_automorphism);
                    Some(tree.leaves)
                }
            };
            Side {
                key: keys[lane],
                leaves,
            }
        });
        let [side, transposed] = of_sides;
        let own_transpose = side.key == transposed.key
            && match (&side.leaves, &transposed.leaves) {
                (None, None) => true,
                (Some(leaves), Some(others)) => leaves.iter().any(|leaf| leaf.key == others[0].key),
                _ => false,
            };
        into.push(Found {
            graph: batch.graph(lane),
            automorphisms,
            odd_automorphism,
            sides: [Some(side), (!own_transpose).then_some(transposed)],
        });
    }
}
