//! CRC-32, which identifies lists of classes and detects damaged checkpoints.

use std::sync::LazyLock;

use crc::{CRC_32_ISO_HDLC, Crc, Digest, Table};

/// Computed when it is first needed, since a table would not compress in the page's module; a larger one would be faster.
static CRC_32: LazyLock<Crc<u32, Table<1>>> = LazyLock::new(|| Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC));

/// The checksum of bytes that come one after another.
#[derive(Clone)]
pub struct Checksum(Digest<'static, u32, Table<1>>);

impl Checksum {
    /// The checksum of no bytes.
    pub fn new() -> Self {
        Checksum(CRC_32.digest())
    }

    /// Adds the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The checksum of all bytes so far.
    pub fn value(&self) -> u32 {
        self.0.clone().finalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_crc_32() {
        let mut checksum = Checksum::new();
        assert_eq!(checksum.value(), 0);
        checksum.update(b"12345");
        assert_eq!(checksum.value(), 0xcbf5_3a1c);
        checksum.update(b"6789");
        assert_eq!(checksum.value(), 0xcbf4_3926);
    }
}
