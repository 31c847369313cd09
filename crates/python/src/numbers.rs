//! Numbers of any length.

use num_bigint::BigInt;
use pyo3::prelude::*;

/// The decimal digits of a number, however many there are; `str` refuses more than some thousand.
#[pyfunction]
pub fn digits(py: Python<'_>, number: BigInt) -> String {
    py.detach(|| number.to_string())
}
