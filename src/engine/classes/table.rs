//! Values by key: open addressing, one cache line a lookup as a rule.
//!
//! A slot has 31 bits of its key only. That is exact all the same: every key that is ever asked for is in the table,
//! since the level is complete, and when the table is built, no slot that a lookup passes on its way has the same bits
//! as the one it is bound for. Should that happen, the keys are scrambled with another factor.

use super::values::Stored;

/// One class's key and where its values are.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub key: u64,
    /// Number of the pair of classes.
    pub pair: u32,
    /// Whether the renaming of the representative, or its transpose, to the frame is odd.
    pub odd: bool,
    /// Whether refinement does not tell all vertices but twins apart.
    pub deep: bool,
}

/// Values of all classes of a level in their frames.
pub struct Table<V> {
    factor: u64,
    shift: u32,
    slots: Vec<Slot<V>>,
}

#[derive(Clone, Copy)]
struct Slot<V> {
    /// 0 for an empty slot; otherwise 31 bits of the key, and whether the class needs a leaf key.
    tag: u32,
    values: V,
}

const FACTORS: [u64; 4] = [
    0x9e37_79b9_7f4a_7c15,
    0xc2b2_ae3d_27d4_eb4f,
    0xd6e8_feb8_6659_fd93,
    0xa076_1d64_78bd_642f,
];

impl<V: Stored> Table<V> {
    /// The table of these classes; `values` gives the values of a pair, as those of its representative, and `framed`
    /// takes them to the frame.
    ///
    /// # Panics
    /// If no factor does; with any level there is, one nearly always does at once.
    pub fn new(mut entries: Vec<Entry>, values: impl Fn(Entry) -> (V, bool)) -> Self {
        entries.sort_unstable_by_key(|entry| entry.key);
        let slots = (entries.len() * 5 / 3 + 2).next_power_of_two();
        FACTORS
            .iter()
            .find_map(|&factor| Self::with_factor(factor, slots, &entries, &values))
            .expect("some factor keeps the keys apart")
    }

    fn with_factor(
        factor: u64,
        slots: usize,
        entries: &[Entry],
        values: &impl Fn(Entry) -> (V, bool),
    ) -> Option<Self> {
        let mut table = Table {
            factor,
            shift: 64 - slots.trailing_zeros(),
            slots: vec![
                Slot {
                    tag: 0,
                    values: V::default(),
                };
                slots
            ],
        };
        for same in entries.chunk_by(|one, other| one.key == other.key) {
            let (values, signed) = values(same[0]);
            // a value without sign does not ask for the frame
            let slow = same.len() > 1 || same[0].deep && signed;
            let (mut at, tag) = table.place(same[0].key);
            while table.slots[at].tag != 0 {
                if table.slots[at].tag & !1 == tag {
                    return None;
                }
                at = (at + 1) & (slots - 1);
            }
            table.slots[at] = Slot {
                tag: tag | u32::from(slow),
                values,
            };
        }
        Some(table)
    }

    /// Where a search for a key begins, and the bits that it ends with.
    #[inline(always)]
    fn place(&self, key: u64) -> (usize, u32) {
        let hash = (key ^ key >> 31).wrapping_mul(self.factor);
        let tag = (hash as u32 | 2) & !1;
        ((hash >> self.shift) as usize, tag)
    }

    /// The values of the class with this key, in its frame; `None` when it takes a leaf key to know class and frame.
    #[inline(always)]
    pub fn get(&self, key: u64) -> Option<V> {
        let (mut at, tag) = self.place(key);
        loop {
            let slot = &self.slots[at];
            if slot.tag & !1 == tag {
                return if slot.tag & 1 == 0 {
                    Some(slot.values)
                } else {
                    None
                };
            }
            assert!(slot.tag != 0, "a graph has a key that no class of its level has");
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}
