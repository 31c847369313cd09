//! Derives what the engine `formula` computes differences with: the closed forms of Σ D(r,n) xⁿ/n! for r = 2…6 and their
//! linear differential equations, from the pairing theorem and nothing else.
//!
//! Statement and proof are in the documentation of `latin_rectangles::engine::formula`; the names here are those there.
//! The steps, a file each:
//! 1. [`blocks`]: set partitions of the rows, their Möbius numbers μ(π) and signs s_π, and with them H and Z;
//! 2. [`integrate`]: large blocks go by rule L, for six rows halves by rule T, the singles by expanding; F remains;
//! 3. [`moments`]: the average of F over the matrix of pairs, a polynomial in k for every power of the Pfaffian;
//! 4. [`ClosedForm`]: the sum over k, reduced to one power series;
//! 5. [`Recurrence`]: the differential equations of its two parts.
//!
//! All of it is exact: integers, with the few common denominators kept apart.

pub mod algebra;
pub mod blocks;
mod closed_form;
pub mod integrate;
pub mod moments;
mod polynomial;
mod recurrence;

pub use closed_form::{ClosedForm, Part, Powers, Series, Z, closed_form};
pub use polynomial::Polynomial;
pub use recurrence::{Recurrence, SeriesRecurrence};
