//! The native half of the Python package: counts on threads of this process, units for workers of any scheduler, and the
//! rectangles themselves. What it takes and gives is bytes and integers; the Python half is beside it in `python/`.

mod answer;
mod count;
mod engines;
mod failure;
mod numbers;
mod progress;
mod rectangles;
mod request;
mod sequence;
mod signals;
mod verify;

use pyo3::prelude::*;

#[pymodule]
mod _native {
    #[pymodule_export]
    use super::answer::Finished;
    #[pymodule_export]
    use super::count::Count;
    #[pymodule_export]
    use super::engines::run_units;
    #[pymodule_export]
    use super::numbers::digits;
    #[pymodule_export]
    use super::progress::Progress;
    #[pymodule_export]
    use super::rectangles::Rectangles;
    #[pymodule_export]
    use super::sequence::{sequence_file, sequence_plan};
    #[pymodule_export]
    use super::verify::verify;

    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
