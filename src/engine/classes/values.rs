//! U, S and X: what the 1-factorisations of a graph add up to, and how they are kept and found for a level.

use std::sync::Arc;

use super::graph::Graph;
use super::key::Batch;
use super::leaf::first_leaves;
use super::level::Level;
use super::table::{Entry, Table};

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
            s: if (n - cycles) % 2 == 1 { -u } else { u },
            x: graph.determinant(),
        }
    }

    /// The values of a graph of this degree after an odd renaming: every factor changes its sign.
    #[inline(always)]
    pub fn renamed(self, degree: usize, odd: bool) -> Values {
        let sign = if odd { -1 } else { 1 };
        if degree % 2 == 1 {
            Values {
                s: sign * self.s,
                ..self
            }
        } else {
            Values {
                x: sign * self.x,
                ..self
            }
        }
    }

    /// Adds what the factorisations with one factor F are, from the values of G − F and the sign of F.
    #[inline(always)]
    pub fn add(&mut self, without: Values, odd: bool) {
        let sign = if odd { -1 } else { 1 };
        self.u += without.u;
        self.s += sign * without.s;
        self.x += without.s + sign * without.x;
    }

    /// Whether a regular graph of this degree can have them: it has a factorisation, and no sum of signs is larger than
    /// the number of these, or of those with one factor left out.
    pub fn are_possible(self, degree: usize) -> bool {
        let within = |sum: i64, most: Option<i64>| most.is_some_and(|most| (-most..=most).contains(&sum));
        self.u > 0 && within(self.s, Some(self.u)) && within(self.x, self.u.checked_mul(degree as i64))
    }

    /// Whether an odd renaming would change a value.
    fn is_signed(self, degree: usize) -> bool {
        self.renamed(degree, true) != self
    }
}

/// How values are kept in memory.
pub trait Stored: Copy + Default + Send + Sync + 'static {
    /// Of a graph's values in a file.
    const BYTES: usize;

    /// Packed.
    ///
    /// # Panics
    /// If one does not fit; for n ≤ 11 they all do, up to level n/2 in 32 bits.
    fn pack(values: Values) -> Self;
    fn unpack(self) -> Values;
    /// Appends the bytes.
    fn write(self, into: &mut Vec<u8>);
    /// From [`Stored::BYTES`] bytes.
    fn read(bytes: &[u8]) -> Self;
}

/// The bytes of these values.
pub fn packed<V: Stored>(values: &[Values]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(values.len() * V::BYTES);
    for &values in values {
        V::pack(values).write(&mut bytes);
    }
    bytes
}

/// Number `at` of the numbers of N bytes that stand one after the other.
fn word<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes[at * N..][..N].try_into().expect("N bytes")
}

/// 12 bytes, for the lower half of the levels.
#[derive(Clone, Copy, Default)]
pub struct Narrow {
    u: u32,
    s: i32,
    x: i32,
}

impl Stored for Narrow {
    const BYTES: usize = 12;

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

    fn write(self, into: &mut Vec<u8>) {
        into.extend(self.u.to_le_bytes());
        into.extend(self.s.to_le_bytes());
        into.extend(self.x.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        Narrow {
            u: u32::from_le_bytes(word(bytes, 0)),
            s: i32::from_le_bytes(word(bytes, 1)),
            x: i32::from_le_bytes(word(bytes, 2)),
        }
    }
}

impl Stored for Values {
    const BYTES: usize = 24;

    #[inline(always)]
    fn pack(values: Values) -> Self {
        values
    }

    #[inline(always)]
    fn unpack(self) -> Values {
        self
    }

    fn write(self, into: &mut Vec<u8>) {
        into.extend(self.u.to_le_bytes());
        into.extend(self.s.to_le_bytes());
        into.extend(self.x.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        Values {
            u: i64::from_le_bytes(word(bytes, 0)),
            s: i64::from_le_bytes(word(bytes, 1)),
            x: i64::from_le_bytes(word(bytes, 2)),
        }
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
    values: Arc<Vec<V>>,
    table: Option<Table<V>>,
}

impl<V: Stored> Valued<V> {
    /// The level with values for each of its pairs, and, where `entries` are given, a table to find them by key.
    pub fn new(level: Arc<Level>, degree: usize, values: Arc<Vec<V>>, entries: Option<Vec<Entry>>) -> Self {
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
    pub fn of_key(&self, key: u64, odd: bool) -> Option<Values> {
        let table = self.table.as_ref().expect("this level is looked up by key");
        Some(table.get(key)?.unpack().renamed(self.degree, odd))
    }

    /// The values of a graph by a leaf.
    pub fn of_leaf(&self, key: u64, odd: bool) -> Values {
        let (pair, representative_odd) = self
            .level
            .at_leaf(key)
            .expect("every leaf of every class is known");
        self.of(pair).renamed(self.degree, odd ^ representative_odd)
    }

    /// The values of all graphs in a batch, which are of the level's degree.
    pub fn of_batch(&self, batch: &Batch) -> Vec<Values> {
        if self.degree == 2 {
            return (0..batch.len())
                .map(|lane| Values::of_cycles(&batch.graph(lane)))
                .collect();
        }
        let (keys, odd) = batch.keys_and_odd();
        let quick = (0..batch.len()).map(|lane| self.of_key(keys[lane], odd >> lane & 1 == 1));
        let quick: Vec<Option<Values>> = quick.collect();
        if quick.iter().all(Option::is_some) {
            return quick.into_iter().flatten().collect();
        }
        let leaves = first_leaves(batch);
        let each = quick.into_iter().zip(leaves);
        each.map(|(quick, leaf)| quick.unwrap_or_else(|| self.of_leaf(leaf.key, leaf.odd)))
            .collect()
    }
}
