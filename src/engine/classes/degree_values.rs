//! The values of all graphs of one degree, and their look-up.

use super::blocks::block;
use super::class_list::{ClassList, KeyedSide};
use super::error::ClassesError;
use super::refinement::Batch;
use super::search_tree::first_leaves;
use super::table::{Table, WAYS};
use super::values::{Stored, Values};
use crate::engine::seam::Output;

/// Pairs that are put into a table in one slice: about 10 ms.
const SLICE: usize = 1 << 16;

/// The values of all graphs of one degree, with a table to find them by key where they are looked up.
///
/// Above n/2 a graph goes by its complement, which has the same renamings: pair number i of the list then stands for
/// the complement of its representative.
pub struct DegreeValues<V> {
    pub degree: usize,
    /// The outputs of the units, which are shared with whoever saves them.
    blocks: Vec<Output>,
    /// Pairs in each of these.
    block: usize,
    table: Option<Table<V>>,
    making: Option<Making<V>>,
}

/// A table while it is made.
struct Making<V> {
    way: usize,
    table: Table<V>,
    /// The next pair, and the number of its first key.
    pair: usize,
    key: usize,
}

impl<V: Stored> DegreeValues<V> {
    /// The values of so many pairs, as outputs that were checked.
    pub fn new(degree: usize, pairs: usize, blocks: Vec<Output>) -> Self {
        DegreeValues {
            degree,
            blocks,
            block: block(pairs),
            table: None,
            making: None,
        }
    }

    /// The values of the representative of a pair.
    pub fn of(&self, pair: usize) -> Values {
        let block = &self.blocks[pair / self.block];
        V::read(&block[pair % self.block * V::BYTES..][..V::BYTES]).unpack()
    }

    /// Makes a slice of the table; whether it is complete. The list must have keys.
    ///
    /// # Errors
    /// [`ClassesError::Keys`] when no way to scramble keys keeps them apart: two classes have one key.
    pub fn tabulate(&mut self, list: &ClassList) -> Result<bool, ClassesError> {
        let making = self.making.take();
        let mut making = match making {
            Some(making) => making,
            None => return self.begin_table(list, 0).map(|()| false),
        };
        let to = (making.pair + SLICE).min(list.pairs());
        for side in list.sides_from(making.pair, making.key) {
            if side.pair >= to {
                break;
            }
            making.key += 1;
            // those not discrete were inserted first
            if !side.non_discrete && !making.table.insert(side.key, Some(self.of_certificate(side).0)) {
                return self.begin_table(list, making.way + 1).map(|()| false);
            }
        }
        making.pair = to;
        if to < list.pairs() {
            self.making = Some(making);
            return Ok(false);
        }
        self.table = Some(making.table);
        Ok(true)
    }

    /// A table with the classes that are not discrete, several of which may have one key.
    fn begin_table(&mut self, list: &ClassList, way: usize) -> Result<(), ClassesError> {
        let mut non_discrete: Vec<KeyedSide> =
            list.sides_from(0, 0).filter(|side| side.non_discrete).collect();
        non_discrete.sort_unstable_by_key(|side| side.key);
        for way in way..WAYS {
            let mut table = Table::new(list.keys(), way);
            let mut same = non_discrete.chunk_by(|one, other| one.key == other.key);
            let all_in = same.all(|same| {
                let (values, signed) = self.of_certificate(same[0]);
                // values without sign do not depend on the renaming
                let is_quick = same.len() == 1 && !signed;
                table.insert(same[0].key, is_quick.then_some(values))
            });
            if all_in {
                self.making = Some(Making {
                    way,
                    table,
                    pair: 0,
                    key: 0,
                });
                return Ok(());
            }
        }
        Err(ClassesError::Keys {
            columns: list.n as u32,
            degree: list.degree as u32,
        })
    }

    /// The values of a side's certificate, and whether they depend on the sign of the renaming.
    fn of_certificate(&self, side: KeyedSide) -> (V, bool) {
        let values = self.of(side.pair).renamed(self.degree, side.odd);
        let packed = V::pack(values).expect("values fit with either sign, as was checked");
        (packed, values.is_signed(self.degree))
    }

    /// The values of a graph by the key of it, or of its complement; `None` when it takes [`DegreeValues::of_leaf`].
    #[inline(always)]
    pub fn of_key(&self, key: u64, odd: bool) -> Option<Values> {
        let table = self.table.as_ref().expect("this degree is looked up by key");
        Some(table.get(key)?.unpack().renamed(self.degree, odd))
    }

    /// The values of a graph by a leaf; `None` when no class of the list has it.
    pub fn of_leaf(&self, list: &ClassList, key: u64, odd: bool) -> Option<Values> {
        let (pair, representative_odd) = list.at_leaf(key)?;
        Some(self.of(pair).renamed(self.degree, odd ^ representative_odd))
    }

    /// The values of all graphs in a batch, which are of the list's degree; `None` when one is in no class of it.
    pub fn of_batch(&self, list: &ClassList, batch: &Batch) -> Option<Vec<Values>> {
        let graphs = 0..batch.len();
        if self.degree == 2 {
            return Some(graphs.map(|lane| Values::of_cycles(&batch.graph(lane))).collect());
        }
        let (keys, odd) = batch.keys_and_odd();
        let quick = graphs.map(|lane| self.of_key(keys[lane], odd >> lane & 1 == 1));
        let quick: Vec<Option<Values>> = quick.collect();
        if quick.iter().all(Option::is_some) {
            return quick.into_iter().collect();
        }
        let each = quick.into_iter().zip(first_leaves(batch));
        each.map(|(quick, leaf)| quick.or_else(|| self.of_leaf(list, leaf.key, leaf.odd)))
            .collect()
    }
}
