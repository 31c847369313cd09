//! The keys of the classes found while a degree is listed.

use hashbrown::HashTable;

/// The keys of the classes found, each with a mark if the class is not discrete.
///
/// The mark replaces the key's lowest bit; 63 bits are as good as 64.
#[derive(Clone, Default)]
pub struct Known(HashTable<u64>);

impl Known {
    fn hash(key: u64) -> u64 {
        (key >> 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    /// None if the key is not known, otherwise whether its class is not discrete.
    pub fn get(&self, key: u64) -> Option<bool> {
        let entry = self.0.find(Self::hash(key), |&known| (known ^ key) >> 1 == 0)?;
        Some(entry & 1 == 1)
    }

    /// Adds a key; one that is known stays as it is.
    pub fn insert(&mut self, key: u64, non_discrete: bool) {
        if self.get(key).is_none() {
            let entry = key >> 1 << 1 | u64::from(non_discrete);
            self.0
                .insert_unique(Self::hash(key), entry, |&known| Self::hash(known));
        }
    }
}
