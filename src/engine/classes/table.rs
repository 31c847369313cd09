//! Values by key: open addressing, one cache line a lookup as a rule.
//!
//! A slot has 31 bits of its key only. That is exact all the same: every key that is ever asked for is in the table,
//! since the list is complete, and when a key is put in, no slot that a lookup passes on its way has the same bits as
//! the one it is bound for. Should that happen, the keys are scrambled with another factor.

/// Values of the certificates of all classes of a degree.
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

/// In how many ways keys can be scrambled; nearly always the first does.
pub const WAYS: usize = FACTORS.len();

impl<V: Copy + Default> Table<V> {
    /// With capacity for so many keys, scrambled in one of [`WAYS`].
    pub fn new(keys: usize, way: usize) -> Self {
        let slots = (keys * 5 / 3 + 2).next_power_of_two();
        let empty = Slot {
            tag: 0,
            values: V::default(),
        };
        Table {
            factor: FACTORS[way],
            shift: 64 - slots.trailing_zeros(),
            slots: vec![empty; slots],
        }
    }

    /// Inserts a key with the values of its certificate, or `None` where a leaf key is needed to find the class; false when
    /// another key has the same bits.
    #[must_use]
    pub fn insert(&mut self, key: u64, values: Option<V>) -> bool {
        let (mut at, tag) = self.place(key);
        while self.slots[at].tag != 0 {
            if self.slots[at].tag & !1 == tag {
                return false;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = Slot {
            tag: tag | u32::from(values.is_none()),
            values: values.unwrap_or_default(),
        };
        true
    }

    /// Where a search for a key begins, and the bits that it ends with.
    #[inline(always)]
    fn place(&self, key: u64) -> (usize, u32) {
        let hash = (key ^ key >> 31).wrapping_mul(self.factor);
        let tag = (hash as u32 | 2) & !1;
        ((hash >> self.shift) as usize, tag)
    }

    /// The values of the certificate with this key; `None` when a leaf key is needed to find the class, or when no class has
    /// this key.
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
            if slot.tag == 0 {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}
