//! The keys of the classes found while a degree is listed.

use hashbrown::HashTable;

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

    /// Adds a key; one that is known stays as it is.
    pub fn insert(&mut self, key: u64, deep: bool) {
        if self.get(key).is_none() {
            let entry = key >> 1 << 1 | u64::from(deep);
            self.0
                .insert_unique(Self::hash(key), entry, |&known| Self::hash(known));
        }
    }
}
