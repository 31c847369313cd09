//! The classes of one degree, by switches, until their mass is complete.
//!
//! A switch exchanges the edges (a,c), (b,d) for (a,d), (b,c); every k-regular graph can be reached from any other by
//! switches [Ryser, Canad. J. Math. 9 (1957) 371–377]. So the search may start with any graph, and following every
//! switch from every class finds all. It ends much earlier, when the *mass* is complete: the labelled graphs of all
//! classes found, (n!)²/|Aut| each, are as many as there are. That number comes from elsewhere ([`graph::labelled`]).
//!
//! The same equality proves that the keys distinguish the classes: had two classes one key, the second would have been
//! taken for the first, and the mass would fall short.
//!
//! [`graph::labelled`]: super::graph::labelled

use std::ops::Range;

use super::class_list::{Class, ClassList};
use super::error::ClassesError;
use super::found::{Found, FoundClasses, classify};
use super::graph::{Graph, labelings, labelled};
use super::known::Known;
use super::refinement::Batch;
use super::round::Round;
use crate::engine::Checksum;
use crate::run::{Stopped, Watch};

/// When only one in this many switches of a round leads to a new class, sampling hardly finds more.
const RARE: u64 = 300;

/// This many pairs of rows are switched in one turn of a listing, if there are that many.
const SMALL: u128 = 1 << 14;

/// Sources in a round at most, or an eighth of the classes: what a round finds need not be found again in the next.
const ROUND: usize = 1 << 13;

/// The same when a source is switched in all ways that are left.
const CLOSING_ROUND: usize = 1 << 10;

/// About which part of a listing's time is spent on sampling, and which part of the closing queue is needed until the mass
/// is complete.
const SAMPLED: f64 = 0.3;
const FOLLOWED: f64 = 0.4;

/// A list of classes while it is being made.
pub struct Listing {
    list: ClassList,
    known: Known,
    expected: u128,
    found: u128,
    /// For each pair of classes how many pairs of its rows have been switched.
    switched: Vec<u8>,
    /// Pairs of rows that have been switched in each class after this turn, and how many more each turn adds.
    target: u8,
    increment: u8,
    /// The next class in this turn.
    next: usize,
    /// After sampling: the sources, the next one last, each to be switched in all ways that are left. Few switches lead to a
    /// class with many automorphisms, nearly all of them from others that have many: these come first.
    closing: Option<Vec<u32>>,
    round: Round,
    /// Rounds begun.
    rounds: usize,
    /// Pairs of classes when the round began, and tries in it so far.
    before: usize,
    tries: u64,
    /// Of all outputs so far.
    checksum: Checksum,
}

impl Listing {
    /// The list of degree `degree`, 3 or more, with the class of one graph in it; it has keys only if asked to.
    ///
    /// # Errors
    /// As [`Listing::take`].
    pub fn new(n: usize, degree: usize, has_keys: bool) -> Result<Self, ClassesError> {
        let expected = labelled(n, degree);
        // nearly as many classes as if no graph had automorphisms; a short list needs few rounds
        let about = expected / u128::from(labelings(n)) + 1;
        let increment = (SMALL / about).clamp(1, (n * (n - 1) / 2) as u128) as u8;
        let mut listing = Listing {
            list: ClassList::new(n, degree, has_keys),
            known: Known::default(),
            expected,
            found: 0,
            switched: Vec::new(),
            target: increment,
            increment,
            next: 0,
            closing: None,
            round: Round::default(),
            rounds: 0,
            before: 0,
            tries: 0,
            checksum: Checksum::new(),
        };
        let mut batch = Batch::new(n, degree);
        batch.push(&Graph::circulant(n, degree));
        let mut output = 0u64.to_le_bytes().to_vec();
        classify(&batch, degree, &mut output);
        listing.take(FoundClasses::read(n, degree, &output).expect("just written"))?;
        listing.end_round()?;
        Ok(listing)
    }

    pub fn is_complete(&self) -> bool {
        self.found == self.expected
    }

    /// The list, when it is complete.
    pub fn into_list(mut self) -> ClassList {
        self.list.shrink();
        self.list
    }

    /// Marks the key of a graph as known, without its class.
    #[cfg(test)]
    pub fn pretend_known(&mut self, graph: &Graph) {
        let mut batch = Batch::new(self.list.n, self.list.degree);
        batch.push(graph);
        self.known.insert(batch.keys()[0], false);
    }

    /// The number of the round, from 1.
    pub fn round(&self) -> usize {
        self.rounds
    }

    /// How many sources the round has.
    pub fn sources(&self) -> usize {
        self.round.len()
    }

    /// CRC-32 of all outputs taken: what the list rests on so far.
    pub fn checksum(&self) -> u32 {
        self.checksum.value()
    }

    /// About how much of the work is done at the beginning and at the end of the round, from 0 to 1.
    pub fn progress(&self) -> Range<f64> {
        let mass = self.found as f64 / self.expected as f64;
        match &self.closing {
            // how much a round of sampling will find is not known
            None => SAMPLED * mass..SAMPLED * (mass + (1.0 - mass) / 4.0),
            Some(queue) => {
                let all = self.list.pairs() as f64;
                let followed = |left: usize| {
                    let followed = (1.0 - left as f64 / all) / FOLLOWED;
                    SAMPLED + (1.0 - SAMPLED) * followed.min(1.0)
                };
                followed(queue.len() + self.round.len())..followed(queue.len())
            }
        }
    }

    /// The classes to which the sources of the round in `range` lead, as bytes.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn run(&self, range: Range<usize>, watch: &dyn Watch) -> Result<Vec<u8>, Stopped> {
        self.round.run(&self.list, &self.known, range, watch)
    }

    fn row_pairs(&self) -> u8 {
        (self.list.n * (self.list.n - 1) / 2) as u8
    }

    /// Begins the next round: chooses what to switch next, and marks it as done.
    ///
    /// # Errors
    /// [`ClassesError::Mass`] when every switch has been followed and the mass is not complete.
    pub fn next_round(&mut self) -> Result<(), ClassesError> {
        let all = self.row_pairs();
        let mut sources: Vec<(u32, u8, u8)> = Vec::new();
        if self.closing.is_none() {
            if self.next == self.switched.len() {
                self.next = 0;
                self.target = (self.target + self.increment).min(all);
            }
            // what has been found since is further on, so it takes its turn before the others have another
            let round = ROUND.max(self.switched.len() / 8);
            while sources.len() < round && self.next < self.switched.len() {
                let switched = &mut self.switched[self.next];
                if *switched < self.target {
                    sources.push((self.next as u32, *switched, self.target));
                    *switched = self.target;
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
        self.round = Round { sources };
        self.rounds += 1;
        Ok(())
    }

    fn mass_error(&self) -> ClassesError {
        ClassesError::Mass {
            columns: self.list.n as u32,
            degree: self.list.degree as u32,
            classes: self.list.classes() as u64,
            found: self.found,
            expected: self.expected,
        }
    }

    /// Adds what a unit found.
    ///
    /// # Errors
    /// [`ClassesError::Leaf`] when a leaf key does not say which class or which sign.
    pub fn take(&mut self, finds: FoundClasses) -> Result<(), ClassesError> {
        self.tries = self.tries.saturating_add(finds.tries);
        finds.found.into_iter().try_for_each(|found| self.add(found))
    }

    /// Adds the bytes of an output to the checksum of the listing.
    pub fn add_to_checksum(&mut self, output: &[u8]) {
        self.checksum.update(output);
    }

    /// Ends the round, when all of it is taken.
    ///
    /// # Errors
    /// [`ClassesError::Mass`] when there is more than can be.
    pub fn end_round(&mut self) -> Result<(), ClassesError> {
        let new = self.before..self.list.pairs();
        if let Some(queue) = &mut self.closing {
            queue.extend(by_automorphisms(&self.list, new));
        } else if self.tries > RARE && (new.len() as u64).saturating_mul(RARE) < self.tries {
            self.closing = Some(by_automorphisms(&self.list, 0..self.list.pairs()));
        }
        self.before = self.list.pairs();
        self.tries = 0;
        if self.found > self.expected {
            return Err(self.mass_error());
        }
        Ok(())
    }

    fn add(&mut self, found: Found) -> Result<(), ClassesError> {
        let first = found.sides[0].as_ref().expect("the graph itself");
        let is_known = match &first.leaves {
            None => self.known.get(first.key).is_some(),
            Some(leaves) => self.list.at_leaf(leaves[0].key).is_some(),
        };
        if is_known {
            return Ok(());
        }
        let mut non_discrete = [false; 2];
        let mut odd = [false; 2];
        let mut keys = [0; 2];
        let mut many = 0;
        for side in found.sides.iter().flatten() {
            (non_discrete[many], odd[many], keys[many]) = (side.leaves.is_some(), side.odd, side.key);
            many += 1;
        }
        let class = Class {
            graph: found.graph,
            automorphisms: found.automorphisms,
            own_transpose: many == 1,
            non_discrete,
            odd,
        };
        self.list.push(class, &keys[..many]);
        self.found += u128::from(self.list.labelled(self.list.pairs() - 1));
        self.switched.push(0);
        for side in found.sides.iter().flatten() {
            self.known.insert(side.key, side.leaves.is_some());
            for leaf in side.leaves.iter().flatten() {
                if !self.list.push_leaf(leaf, found.odd_automorphism) {
                    return Err(ClassesError::Leaf {
                        columns: self.list.n as u32,
                        degree: self.list.degree as u32,
                    });
                }
            }
        }
        Ok(())
    }
}

/// The pairs in `range`, those with few automorphisms first.
fn by_automorphisms(list: &ClassList, range: Range<usize>) -> Vec<u32> {
    let keyed = |at| u64::from(list.automorphisms(at)) << 32 | at as u64;
    let mut pairs: Vec<u64> = range.map(keyed).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|pair| pair as u32).collect()
}
