//! Exact counts of normalised Latin rectangles, split by sign.
//!
//! A Latin rectangle of shape r × n has rows that are permutations of 1…n and no symbol twice in a column. It is
//! *normalised* when its first row is 1 2 … n, *reduced* when its first column is 1 2 … r too. Its sign is the product
//! of the signs of its rows.
//!
//! From the ground up: [`latin`] is what is counted, [`simd`] the arithmetic by instruction set, [`run`] runs units on
//! workers, [`engine`] has the ways to count, [`count`] takes a count from request to answer over any engine, and
//! [`report`] describes it.
//!
//! ```
//! use latin_rectangles::{Shape, count};
//!
//! let k = count(Shape::new(5, 6)?)?;
//! assert_eq!(k.total().to_string(), "1128960");
//! assert_eq!(k.difference().to_string(), "23040");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod count;
pub mod engine;
mod front;
pub mod latin;
pub mod report;
pub mod run;
pub mod simd;

pub use front::{Error, count};
pub use latin::{Shape, SignedCount};
