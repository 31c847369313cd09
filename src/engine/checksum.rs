//! CRC-32, by which lists of classes and files of checkpoints are told from others.

use crc::{CRC_32_ISO_HDLC, Crc, Digest, Table};

/// A checksum over bytes that come one after another.
pub type Checksum = Digest<'static, u32, Table<1>>;

/// A larger table would be faster, and incompressible in the module of the page.
static CRC_32: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

/// Over nothing yet.
pub fn checksum() -> Checksum {
    CRC_32.digest()
}
