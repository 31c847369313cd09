//! What a count keeps, and what it was given of an earlier one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ClassesError;
use super::blocks::blocks_in;
use super::kept::KeptLevel;
use super::level::Level;
use super::phase::Output;
use super::steps::Step;
use super::values::{Narrow, Stored, Values};

/// The values of every degree that is done, with the lists that they belong to.
pub struct Keeping {
    n: usize,
    /// For each list of classes that is complete its checksum and its pairs.
    lists: BTreeMap<usize, (u32, usize)>,
    done: BTreeMap<usize, Done>,
    /// From an earlier count, as long as that degree is not done here.
    given: BTreeMap<usize, Arc<KeptLevel>>,
}

/// All values of a degree, as they are held for the count too.
pub enum Done {
    Lower(Arc<Vec<Narrow>>),
    Upper(Arc<Vec<Values>>),
}

impl Keeping {
    /// What is given is of any count with n columns.
    ///
    /// # Errors
    /// [`ClassesError::Kept`] when it cannot be.
    pub fn new(n: usize, given: Vec<KeptLevel>) -> Result<Self, ClassesError> {
        let mut by_degree = BTreeMap::new();
        for level in given {
            level.check(n as u32).map_err(ClassesError::Kept)?;
            let degree = level.degree as usize;
            if by_degree.insert(degree, Arc::new(level)).is_some() {
                return Err(ClassesError::Kept(format!(
                    "values of degree {degree} are there twice"
                )));
            }
        }
        Ok(Keeping {
            n,
            lists: BTreeMap::new(),
            done: BTreeMap::new(),
            given: by_degree,
        })
    }

    /// Takes note of a complete list.
    ///
    /// # Errors
    /// [`ClassesError::Kept`] when what is given belongs to another one.
    pub fn listed(&mut self, level: &Level) -> Result<(), ClassesError> {
        let list = (level.checksum(), level.pairs());
        self.lists.insert(level.degree, list);
        for degree in [level.degree, self.n - level.degree] {
            if let Some(given) = self.given.get(&degree)
                && (given.list, given.pairs as usize) != list
            {
                return Err(ClassesError::Kept(format!(
                    "the values of degree {degree} belong to another list of classes"
                )));
            }
        }
        Ok(())
    }

    /// Pairs of classes in a list that is complete.
    pub fn pairs(&self, degree: usize) -> Option<usize> {
        self.lists.get(&degree).map(|&(_, pairs)| pairs)
    }

    /// What is given of a degree.
    pub fn given(&self, degree: usize) -> Option<Arc<KeptLevel>> {
        self.given.get(&degree).cloned()
    }

    /// Takes note of all values of a degree.
    pub fn computed(&mut self, degree: usize, values: Done) {
        self.given.remove(&degree);
        self.done.insert(degree, values);
    }

    /// How many blocks of values there are of a degree; `in_hand` are the blocks that are just done of one.
    pub fn blocks(&self, degree: usize, in_hand: &InHand<'_>) -> usize {
        if self.done.contains_key(&degree) {
            return self.list(degree).map_or(0, |(_, pairs)| blocks_in(pairs));
        }
        let given = self.given.get(&degree).map_or(&[][..], |given| &given.blocks);
        let new = in_hand
            .of_degree(degree)
            .filter(|(block, _)| given.binary_search(block).is_err());
        given.len() + new.count()
    }

    /// All there is, by degree.
    pub fn kept(&self, in_hand: &InHand<'_>) -> Vec<KeptLevel> {
        let degrees = self.done.keys().chain(self.given.keys()).chain(&in_hand.degree);
        let mut degrees: Vec<usize> = degrees.copied().collect();
        degrees.sort_unstable();
        degrees.dedup();
        let levels = degrees.into_iter().map(|degree| self.level(degree, in_hand));
        levels.filter(|level| !level.blocks.is_empty()).collect()
    }

    fn level(&self, degree: usize, in_hand: &InHand<'_>) -> KeptLevel {
        if let Some(done) = self.done.get(&degree) {
            let (list, pairs) = self.list(degree).expect("values of a list");
            return KeptLevel {
                blocks: (0..blocks_in(pairs) as u32).collect(),
                values: done.bytes(),
                ..KeptLevel::new(degree, list, pairs)
            };
        }
        let given = self.given.get(&degree).map(Arc::as_ref);
        let mut blocks: Vec<(u32, &[u8])> = in_hand.of_degree(degree).collect();
        if let Some(given) = given {
            let columns = self.n as u32;
            blocks.extend(
                given
                    .blocks
                    .iter()
                    .filter_map(|&block| Some((block, given.of_block(block, columns)?))),
            );
        }
        // a block that was given and taken over is there twice, with the same values
        blocks.sort_by_key(|&(block, _)| block);
        blocks.dedup_by_key(|&mut (block, _)| block);
        let (list, pairs) = self
            .list(degree)
            .or_else(|| given.map(|given| (given.list, given.pairs as usize)))
            .expect("values of a list");
        let mut level = KeptLevel::new(degree, list, pairs);
        for (block, values) in blocks {
            level.push(block, values);
        }
        level
    }

    fn list(&self, degree: usize) -> Option<(u32, usize)> {
        self.lists.get(&degree.min(self.n - degree)).copied()
    }
}

/// Blocks of values that are done of the degree in hand.
#[derive(Default)]
pub struct InHand<'a> {
    degree: Option<usize>,
    blocks: Vec<(u32, &'a [u8])>,
}

impl<'a> InHand<'a> {
    /// Outputs of the phase of a step.
    pub fn of(step: Option<&Step>, outputs: &'a [(usize, Output)]) -> Self {
        let Some(&Step::Values(degree)) = step else {
            return InHand::default();
        };
        let block = |(unit, output): &'a (usize, Output)| Some((*unit as u32, output.values()?));
        InHand {
            degree: Some(degree),
            blocks: outputs.iter().filter_map(block).collect(),
        }
    }

    fn of_degree(&self, degree: usize) -> impl Iterator<Item = (u32, &'a [u8])> {
        let here = self.degree == Some(degree);
        self.blocks.iter().copied().filter(move |_| here)
    }
}

impl Done {
    fn bytes(&self) -> Vec<u8> {
        fn bytes<V: Stored>(values: &[V]) -> Vec<u8> {
            let mut bytes = Vec::with_capacity(values.len() * V::BYTES);
            values.iter().for_each(|values| values.write(&mut bytes));
            bytes
        }
        match self {
            Done::Lower(values) => bytes(values),
            Done::Upper(values) => bytes(values),
        }
    }
}
