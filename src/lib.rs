//! Exact counts of normalised Latin rectangles, split by sign.
//!
//! A Latin rectangle of shape r × n has rows that are permutations of 1…n and no symbol twice in a column. It is
//! *normalised* when its first row is 1 2 … n, *reduced* when its first column is 1 2 … r too. Its sign is the product
//! of the signs of its rows.
//!
//! From the ground up: [`latin`] is what is counted, [`bitset`] the arithmetic of sets, [`engine`] how it is counted,
//! [`job`] a count as work in units, [`run`] who does that work, [`report`] what is said of it, and [`counting`] puts
//! them together.

pub mod bitset;
pub mod counting;
pub mod engine;
pub mod job;
pub mod latin;
pub mod report;
pub mod run;
