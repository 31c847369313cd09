//! By formulas, for two to six rows: D from the closed form of its exponential generating function, which gives a
//! recurrence, and K from a recurrence or from sums modulo primes. One count has every n up to the greatest. Why it is so
//! is said, and proved, in [`theory`].

mod checks;
mod difference;
mod division;
mod engine;
mod estimate;
mod k4;
mod k5;
mod k6;
mod limits;
mod modular;
pub mod primes;
mod recurrence;
mod series;
pub mod sums;
#[cfg(test)]
mod tests;
pub mod theory;
mod total;
mod values;

pub use difference::{differences, equations, of_rows};
pub use engine::Formula;
pub use estimate::{Estimate, estimate};
pub use limits::{LARGEST, LEAST_ROWS, MOST_ROWS, accepts, accepts_k, most_columns, most_columns_of_k};
pub use recurrence::{Divergent, Equations};
