//! Which format of checkpoints is written, and by which program.

/// The format of checkpoints. It covers more than the fields: the keys of phases, the order of their units, and the bytes of
/// their outputs. A change to any of these needs a new format.
pub const FORMAT: u32 = 2;

/// The version of the program that wrote it, for people who read the file: nothing depends on it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a file in binary form begins.
pub const MAGIC: &str = "latin-rectangles checkpoint\n";
