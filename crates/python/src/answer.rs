//! The answer of a count.

use latin_rectangles::engine::seam::Evidence;
use latin_rectangles::report::{CountFigures, CountResult};
use num_bigint::{BigInt, BigUint};
use pyo3::prelude::*;

/// Figures of a shape: r, n, then K, K⁺, K⁻, D, R and L, any of which may be missing, and the number of first columns.
type Figures = (
    u32,
    u32,
    Option<BigUint>,
    Option<BigUint>,
    Option<BigUint>,
    Option<BigInt>,
    Option<BigUint>,
    Option<BigUint>,
    u64,
);

/// What was compared, in how many of which things, of which degree; what was found, and what that must equal.
type Compared = (String, u64, String, Option<u32>, BigUint, BigUint);

/// A finished count.
#[pyclass(frozen, get_all, module = "latinrect._native")]
pub struct Finished {
    engine: &'static str,
    /// Of all runs and all shapes together.
    seconds: f64,
    kernel: &'static str,
    /// By rows.
    figures: Vec<Figures>,
    evidence: Vec<Compared>,
}

impl From<CountResult> for Finished {
    fn from(result: CountResult) -> Self {
        Finished {
            engine: result.engine.name(),
            seconds: result.elapsed_seconds,
            kernel: result.kernel,
            figures: result.figures.into_iter().map(figures).collect(),
            evidence: result.evidence.into_iter().map(compared).collect(),
        }
    }
}

fn figures(figures: CountFigures) -> Figures {
    (
        figures.rows,
        figures.columns,
        figures.total,
        figures.positive,
        figures.negative,
        figures.difference,
        figures.reduced,
        figures.all,
        figures.first_columns,
    )
}

fn compared(evidence: Evidence) -> Compared {
    let Evidence {
        what,
        count,
        things,
        degree,
        found,
        expected,
    } = evidence;
    (what, count, things, degree, found, expected)
}
