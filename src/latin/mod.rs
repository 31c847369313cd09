//! What is counted: shapes, permutations and their signs, first columns, signed counts, rectangles, published values.

pub mod count;
pub mod first_column;
pub mod parity;
pub mod permutation;
pub mod published;
pub mod rectangle;
pub mod shape;

pub use count::SignedCount;
pub use first_column::FirstColumn;
pub use permutation::Sign;
pub use published::Published;
pub use rectangle::{Rectangle, Rectangles};
pub use shape::{Shape, ShapeError};
