//! Which format of checkpoints is written, and by which program.

/// Of checkpoints. What one means rests on more than its fields: on the keys of phases, on the order of their units, and
/// on the bytes of their outputs. A change to any of these needs another format.
pub const FORMAT: u32 = 2;

/// Of the program that wrote it, for whoever reads the file: nothing depends on it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
