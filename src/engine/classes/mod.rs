//! The engine that counts by isomorphism classes of regular bipartite graphs, with signs.
//!
//! # What is counted
//! After k rows all that matters for the others is which symbol has been used in which column: a k-regular bipartite
//! graph G on columns and symbols. The rows are a *1-factorisation* of G, a partition of its edges into perfect
//! matchings. For each G let, over its 1-factorisations without regard to order,
//! - U(G) be their number,
//! - S(G) the sum of the products of the signs of their k factors,
//! - X(G) the sum, over each of them and each factor that is left out, of the products of the signs of the others.
//!
//! Fix any edge e. Each 1-factorisation has one factor F with e in it, so over the perfect matchings F of G with e in
//! them
//!
//! U(G) = Σ U(G − F),  S(G) = Σ sgn(F)·S(G − F),  X(G) = Σ [ S(G − F) + sgn(F)·X(G − F) ].
//!
//! From U, S and X of all G of degree k the numbers K and D = K⁺ − K⁻ follow for r = k + 1 rows, and for r = n and n − 1
//! from those of degree about n/2 alone (`sums`).
//!
//! # Why classes are enough, and the signs right
//! A *renaming* φ permutes columns by σ and symbols by τ; let ε(φ) = sgn σ · sgn τ. It takes a perfect matching F, as a
//! permutation, to τFσ⁻¹, so it multiplies every sign by ε. Hence U(φG) = U(G), S(φG) = ε^k·S(G) and
//! X(φG) = ε^(k−1)·X(G), and these are kept once for each class. For S or X, whichever changes, the renaming from a
//! graph to that of its class which is kept has to be known up to its sign: by sorting both by labels that a renaming
//! carries along (`key`, and `leaf` where labels are equal). An automorphism with ε = −1 makes that value 0. Exchanging
//! columns and symbols turns each F into its inverse and changes no value.
//!
//! # Why no class is missing
//! No canonical form is computed. Classes are told apart by a key, which is only known to be the same for isomorphic
//! graphs. The labelled graphs of the classes that were found, (n!)²/|Aut| each, are compared with the number of all
//! labelled k-regular graphs, which is counted independently (`graph::labelled`). No class is counted twice, as it has
//! one key; so when both agree, there is no other class, and no two have the same key. This is checked at every level of
//! every count, and a mismatch is an error, not a result (`listing`).
//!
//! # How it is run
//! [`Classes`] is a sequence of [`Phase`]s. The units of a phase can be run in any order on any threads, each pure;
//! between phases one thread folds what they gave. So a list of classes is always in the same order, and values can be
//! kept without it ([`KeptLevel`]).

mod blocks;
mod count;
mod estimate;
mod graph;
mod keeping;
mod kept;
mod key;
mod leaf;
mod level;
mod listing;
mod matchings;
mod neighbours;
mod permanent;
mod phase;
mod pull;
mod report;
mod round;
mod small;
mod steps;
mod sums;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod ties;
mod values;

use num_bigint::BigUint;
use thiserror::Error;

pub use crate::simd::lanes_kernel as kernel;
pub use count::Classes;
pub use estimate::{Estimate, accepts, estimate};
pub use kept::{Contradiction, KeptLevel, blocks_needed};
pub use phase::{Output, Phase};

/// Columns at most, for up to so many rows: all, 5, 3 and 2.
///
/// How large figures become under these limits, in the 4 rows and more that take classes:
/// - A sum for K or D is L(r,n) at most, and L(10,10) is below 2¹²⁷. Sums are checked for overflow all the same.
/// - A k-regular graph has at most (k!)^(n/k) perfect matchings [Brègman 1973], so k!·U ≤ Π (j!)^(n/j) over j ≤ k, with
///   |S| ≤ U and |X| ≤ k·U. That is below 2³² for U up to degree n/2 and below 2⁶³ for k·U beyond. S and X are held in
///   32 bits up to degree n/2, which is checked when they are stored.
/// - A permanent is n! at most, below 2³² up to n = 12.
///
/// Tests hold these limits to that.
pub const LARGEST: [(u32, u32); 4] = [(10, 10), (11, 5), (20, 3), (1000, 2)];

/// Why there is no count by classes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClassesError {
    #[error(
        "{rows} rows and {columns} columns are too large for classes: n goes up to 10, to 11 for r ≤ 5, to 20 for r ≤ 3, to 1000 for r ≤ 2"
    )]
    TooLarge { rows: u32, columns: u32 },
    #[error("r goes from 1 to n, and {from} to {to} are asked for with n = {columns}")]
    Rows { from: u32, to: u32, columns: u32 },
    #[error("classes of n = {columns} need about {needed} MiB of memory, and {allowed} MiB are allowed here")]
    Memory { columns: u32, needed: u64, allowed: u64 },
    #[error(
        "the {classes} classes of {degree}-regular graphs found on {columns} + {columns} vertices stand for {found} labelled graphs, but there are {expected}"
    )]
    Mass {
        columns: u32,
        degree: u32,
        classes: u64,
        found: u128,
        expected: u128,
    },
    #[error(
        "a leaf of a {degree}-regular graph on {columns} + {columns} vertices does not tell its class and sign"
    )]
    Leaf { columns: u32, degree: u32 },
    #[error("{given} results were given for the {units} units of {phase}, each of which has one")]
    Units {
        phase: String,
        units: usize,
        given: usize,
    },
    #[error("what was kept cannot be gone on with: {0}")]
    Kept(String),
    #[error("a sum over the classes of n = {columns} does not fit in 128 bits: there is no count")]
    Overflow { columns: u32 },
    #[error(
        "the sum for {rows} rows and {columns} columns is not one of whole rectangles of both signs, or its two forms differ"
    )]
    Sum { rows: u32, columns: u32 },
}

/// What was found of the k-regular graphs, for one k.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelReport {
    /// k.
    pub degree: u32,
    pub classes: u64,
    /// The labelled graphs of these classes.
    pub found: BigUint,
    /// All that there are, counted independently.
    pub expected: BigUint,
}
