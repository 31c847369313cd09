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
//! X(φG) = ε^(k−1)·X(G), and these are stored once for each class. For S or X, whichever changes, the renaming from a
//! graph to the representative of its class has to be known up to its sign: by sorting both by colours that a
//! renaming carries along (`refinement`, and `search_tree` where the colouring is not discrete). An automorphism with ε = −1 makes that value 0. Exchanging
//! columns and symbols turns each F into its inverse and changes no value.
//!
//! # Why no class is missing
//! No canonical form is computed. Classes are distinguished by a key, which is only known to be the same for isomorphic
//! graphs. The labelled graphs of the classes that were found, (n!)²/|Aut| each, are compared with the number of all
//! labelled k-regular graphs, which is counted independently (`graph::labelled`). No class is counted twice, as it has
//! one key; so when both agree, there is no other class, and no two have the same key. This is checked for every degree of
//! every count, and a mismatch is an error, not a result (`listing`).
//!
//! # How it is run
//! [`Classes`] is an [`Engine`](crate::engine::seam::Engine): a degree is listed in rounds, then the values of its classes
//! are computed, then they are summed. List, values and tables are the engine's own, and units read them; between phases
//! one thread folds the outputs of units. So a list of classes is always in the same order, and values can be saved without
//! it: they go with its checksum.

mod blocks;
mod class_list;
mod colouring;
mod count;
mod degree_values;
mod engine;
mod error;
mod estimate;
mod found;
mod graph;
mod known;
mod limits;
mod listing;
mod matchings;
mod neighbours;
mod numbered;
mod permanent;
mod phase;
mod plan;
mod progress;
mod recurrence;
mod refinement;
mod report;
mod round;
mod search_tree;
mod small;
mod steps;
mod sums;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod values;

pub use blocks::blocks_in;
pub use count::Classes;
pub use error::ClassesError;
pub use estimate::{Estimate, estimate};
pub use graph::labelled;
pub use limits::{LARGEST, accepts};
pub use phase::{phases_to_share, value_bytes, values_key};
pub use plan::{PlannedPhase, planned};
pub use steps::Step;
