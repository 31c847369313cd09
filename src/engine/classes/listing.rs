//! The classes of one level, by switches, until their mass is complete.
//!
//! A switch exchanges the edges (a,c), (b,d) for (a,d), (b,c); every k-regular graph can be reached from any other by
//! switches [Ryser, Canad. J. Math. 9 (1957) 371–377]. So the search may start with any graph, and following every
//! switch from every class finds all. It ends much earlier, when the *mass* is complete: the labelled graphs of all
//! classes found, (n!)²/|Aut| each, are as many as there are. That number comes from elsewhere ([`graph::labelled`]).
//!
//! The same equality proves that the keys tell the classes apart: had two classes one key, the second would have been
//! taken for the first, and the mass would fall short.
//!
//! [`graph::labelled`]: super::graph::labelled

use std::ops::Range;

use hashbrown::HashTable;

use super::ClassesError;
use super::graph::{Graph, factorial, labelled};
use super::key::Batch;
use super::level::{Class, Level};
use super::round::{Finds, Found, Round, classify};

/// Among all switches tried in a round one in so many led to a new class: more would hardly be found by chance.
const RARE: u64 = 300;

/// So many pairs of rows are switched in one turn of a level, if there are that many.
const SMALL: u128 = 1 << 14;

/// Sources in a round at most, or an eighth of the classes, so that what one finds spares the others the work.
const ROUND: usize = 1 << 13;

/// The same when all that is left of a source is followed.
const CLOSING_ROUND: usize = 1 << 10;

/// A level while it is being listed.
#[derive(Clone)]
pub struct Listing {
    pub level: Level,
    pub known: Known,
    expected: u128,
    found: u128,
    /// For each pair of classes how many pairs of its rows have been switched.
    switched: Vec<u8>,
    /// Pairs of rows that are switched in each class in this turn, and how many more in every other.
    share: u8,
    step: u8,
    /// The next whose turn it is.
    next: usize,
    /// Once chance is left: the sources, the next one last, to be followed up each with all that is left of it. Few
    /// switches lead to a class with many automorphisms, nearly all of them from others that have many: these come first.
    closing: Option<Vec<u32>>,
}

/// The keys of the classes found, each with a mark if it is a deep one's.
///
/// A key's lowest bit makes way for the mark; 63 bits are as good as 64.
#[derive(Clone, Default)]
pub struct Known(HashTable<u64>);

impl Known {
    fn hash(key: u64) -> u64 {
        (key >> 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    /// None if the key is not known, otherwise whether it is a deep class's.
    pub fn get(&self, key: u64) -> Option<bool> {
        let entry = self.0.find(Self::hash(key), |&known| (known ^ key) >> 1 == 0)?;
        Some(entry & 1 == 1)
    }

    fn insert(&mut self, key: u64, deep: bool) {
        if self.get(key).is_none() {
            let entry = key >> 1 << 1 | u64::from(deep);
            self.0
                .insert_unique(Self::hash(key), entry, |&known| Self::hash(known));
        }
    }
}

impl Listing {
    /// The level of degree `degree`, 3 or more, with the class of one graph in it.
    ///
    /// # Errors
    /// As [`Listing::fold`].
    pub fn new(n: usize, degree: usize) -> Result<Self, ClassesError> {
        let expected = labelled(n, degree);
        // nearly as many classes as if no graph had automorphisms; a small level needs few rounds
        let about = expected / factorial(n).pow(2) + 1;
        let step = (SMALL / about).clamp(1, (n * (n - 1) / 2) as u128) as u8;
        let mut listing = Listing {
            level: Level::new(n, degree),
            known: Known::default(),
            expected,
            found: 0,
            switched: Vec::new(),
            share: step,
            step,
            next: 0,
            closing: None,
        };
        let mut batch = Batch::new(n, degree);
        batch.push(&Graph::circulant(n, degree));
        let mut found = Vec::new();
        classify(&batch, degree, &mut found);
        listing.fold(vec![Finds { found, tries: 0 }])?;
        Ok(listing)
    }

    pub fn is_complete(&self) -> bool {
        self.found == self.expected
    }

    pub fn degree(&self) -> usize {
        self.level.degree
    }

    /// The level, when it is complete.
    pub fn into_level(mut self) -> Level {
        self.level.shrink();
        self.level
    }

    /// Marks the key of a graph as known without its class.
    #[cfg(test)]
    pub fn pretend_known(&mut self, graph: &Graph) {
        let mut batch = Batch::new(self.level.n, self.level.degree);
        batch.push(graph);
        self.known.insert(batch.keys()[0], false);
    }

    fn row_pairs(&self) -> u8 {
        (self.level.n * (self.level.n - 1) / 2) as u8
    }

    /// What to switch next; marks it as done.
    ///
    /// # Errors
    /// [`ClassesError::Mass`] when every switch has been followed and the mass is not complete.
    pub fn next_round(&mut self) -> Result<Round, ClassesError> {
        let all = self.row_pairs();
        let mut sources: Vec<(u32, u8, u8)> = Vec::new();
        if self.closing.is_none() {
            if self.next == self.switched.len() {
                self.next = 0;
                self.share = (self.share + self.step).min(all);
            }
            // what has been found since is further on, so it takes its turn before the others have another
            let round = ROUND.max(self.switched.len() / 8);
            while sources.len() < round && self.next < self.switched.len() {
                let switched = &mut self.switched[self.next];
                if *switched < self.share {
                    sources.push((self.next as u32, *switched, self.share));
                    *switched = self.share;
                }
                self.next += 1;
            }
        }
        if let Some(queue) = &mut self.closing {
            let next = queue.len().saturating_sub(CLOSING_ROUND);
            for at in queue.drain(next..).rev() {
                sources.push((at, self.switched[at as usize], all));
                self.switched[at as usize] = all;
            }
        }
        if sources.is_empty() {
            return Err(self.mass_error());
        }
        Ok(Round { sources })
    }

    fn mass_error(&self) -> ClassesError {
        ClassesError::Mass {
            columns: self.level.n as u32,
            degree: self.level.degree as u32,
            classes: self.level.classes() as u64,
            found: self.found,
            expected: self.expected,
        }
    }

    /// Adds what a round found.
    ///
    /// # Errors
    /// [`ClassesError::Mass`] when there is more than can be, [`ClassesError::Leaf`] when a leaf key does not say which
    /// class or which sign.
    pub fn fold(&mut self, finds: Vec<Finds>) -> Result<(), ClassesError> {
        let before = self.level.pairs();
        let tries: u64 = finds.iter().map(|finds| finds.tries).sum();
        for found in finds.into_iter().flat_map(|finds| finds.found) {
            self.add(found)?;
        }
        let pairs = self.level.pairs();
        let by_automorphisms = |range: Range<usize>, level: &Level| {
            let mut sources: Vec<u32> = range.map(|at| at as u32).collect();
            sources.sort_by_key(|&at| level.class(at as usize).automorphisms);
            sources
        };
        if let Some(queue) = &mut self.closing {
            queue.extend(by_automorphisms(before..pairs, &self.level));
        } else if tries > RARE && (pairs - before) as u64 * RARE < tries {
            self.closing = Some(by_automorphisms(0..pairs, &self.level));
        }
        if self.found > self.expected {
            return Err(self.mass_error());
        }
        Ok(())
    }

    fn add(&mut self, found: Found) -> Result<(), ClassesError> {
        let first = found.sides[0].as_ref().expect("the graph itself");
        let is_known = match &first.leaves {
            None => self.known.get(first.key).is_some(),
            Some(leaves) => self.level.at_leaf(leaves[0].key).is_some(),
        };
        if is_known {
            return Ok(());
        }
        let deep = found
            .sides
            .each_ref()
            .map(|side| side.as_ref().is_some_and(|side| side.leaves.is_some()));
        let class = Class {
            graph: found.graph,
            automorphisms: u32::try_from(found.automorphisms)
                .expect("no group here has more than 2·5!⁴ elements"),
            own_transpose: found.sides[1].is_none(),
            deep,
        };
        self.found += class.labelled();
        self.level.push(class);
        self.switched.push(0);
        for side in found.sides.iter().flatten() {
            self.known.insert(side.key, side.leaves.is_some());
            for leaf in side.leaves.iter().flatten() {
                if !self.level.push_leaf(leaf, found.odd_automorphism) {
                    return Err(ClassesError::Leaf {
                        columns: self.level.n as u32,
                        degree: self.level.degree as u32,
                    });
                }
            }
        }
        Ok(())
    }
}
