//! How it is counted: the engines behind one [`seam`], the list of them, and what a count would take.
//!
//! An engine is a folder and its lines in [`EngineName`].

mod checksum;
pub mod classes;
pub mod enumerate;
mod estimate;
mod figure;
mod first_columns;
pub mod formula;
mod list;
pub mod naive;
mod request;
pub mod seam;

pub(crate) use checksum::Checksum;
pub use estimate::{Estimate, latin_rectangles_about};
pub use figure::Figure;
pub use list::{EngineName, QUICK_SECONDS, Takes, shapes};
pub use request::Request;
