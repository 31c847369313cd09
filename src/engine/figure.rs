//! The figures of a shape, of which a request may ask for one alone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::seam::EngineError;

/// A figure of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub enum Figure {
    /// K(r,n), the normalised rectangles.
    K,
    /// K⁺(r,n), those of sign +1.
    #[serde(rename = "K+")]
    KPositive,
    /// K⁻(r,n), those of sign −1.
    #[serde(rename = "K-")]
    KNegative,
    /// D(r,n) = K⁺ − K⁻.
    D,
    /// R(r,n), the reduced rectangles.
    R,
}

impl Figure {
    /// Every figure.
    pub const ALL: [Figure; 5] = [
        Figure::K,
        Figure::KPositive,
        Figure::KNegative,
        Figure::D,
        Figure::R,
    ];

    /// The name in URLs, on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Figure::K => "K",
            Figure::KPositive => "K+",
            Figure::KNegative => "K-",
            Figure::D => "D",
            Figure::R => "R",
        }
    }

    /// Whether K has to be known for it.
    pub fn needs_total(self) -> bool {
        self != Figure::D
    }

    /// Whether D has to be known for it.
    pub fn needs_difference(self) -> bool {
        match self {
            Figure::K | Figure::R => false,
            Figure::KPositive | Figure::KNegative | Figure::D => true,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Figure {
    type Err = EngineError;

    fn from_str(name: &str) -> Result<Self, EngineError> {
        let found = Figure::ALL.into_iter().find(|figure| figure.name() == name);
        found.ok_or_else(|| {
            let names = Figure::ALL.map(Figure::name).join(", ");
            EngineError::Refused(format!("there is no figure {name:?}; there are: {names}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_by_name() {
        for figure in Figure::ALL {
            assert_eq!(figure.name().parse(), Ok(figure));
            let json = serde_json::to_string(&figure).unwrap();
            assert_eq!(json, format!("{:?}", figure.name()));
            assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), figure);
        }
        assert_eq!(
            "L".parse::<Figure>().unwrap_err().to_string(),
            "there is no figure \"L\"; there are: K, K+, K-, D, R"
        );
    }
}
