//! Exact counts of normalised Latin rectangles, split by sign.
//!
//! A Latin rectangle of shape r × n has rows that are permutations of 1…n and no symbol twice in a column. It is
//! *normalised* when its first row is 1 2 … n, *reduced* when its first column is 1 2 … r too. Its sign is the product
//! of the signs of its rows.
//!
//! From the ground up: [`latin`] is what is counted, [`simd`] the arithmetic by instruction set, [`engine`] how it is
//! counted, [`run`] who does the work, [`count`] a count from request to answer over any engine, and [`report`] what is
//! said of it.

#[cfg(feature = "cli")]
pub mod cli;
pub mod count;
pub mod engine;
#[cfg(feature = "lab")]
pub mod lab;
pub mod latin;
#[cfg(feature = "lab")]
pub mod measuring;
pub mod report;
pub mod run;
pub mod simd;
#[cfg(all(test, feature = "lab"))]
mod typescript;
#[cfg(feature = "web")]
pub mod web;
