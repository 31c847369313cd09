//! CRC-32, by which lists of classes and files of checkpoints are told from others.

use crc::{CRC_32_ISO_HDLC, Crc, Digest, Table};

/// A larger table would be faster, and cannot be compressed in the module of the page.
static CRC_32: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// The checksum of bytes that come one after another.
#[derive(Clone)]
pub struct Checksum(Digest<'static, u32, Table<1>>);

impl Checksum {
    /// Of nothing yet.
    pub fn new() -> Self {
        Checksum(CRC_32.digest())
    }

    /// Adds what comes next.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Of all so far.
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
