//! Published counts and their sources, to hold a finished count against; never an answer by themselves.

use std::collections::HashMap;
use std::sync::LazyLock;

use num_bigint::BigUint;
use serde::{Deserialize, Serialize};

use super::count::decimal;
use super::{Shape, SignedCount};

/// What is in print about one shape: K, and its split by sign where that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Published {
    /// K(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub total: BigUint,
    /// R(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(test, ts(type = "string"))]
    pub reduced: BigUint,
    /// K⁺ and K⁻, where published.
    pub signed: Option<SignedCount>,
    /// Where the total stands.
    pub sources: Vec<Source>,
    /// Where the signs stand; empty when they do not.
    pub signed_sources: Vec<Source>,
}

/// A place where a value is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Source {
    /// An OEIS number such as A001009, or a short name.
    pub id: String,
    pub text: String,
}

#[derive(Deserialize)]
struct DataFile {
    sources: HashMap<String, String>,
    counts: Vec<CountEntry>,
    signed: Vec<SignedEntry>,
}

#[derive(Deserialize)]
struct CountEntry {
    rows: u32,
    columns: u32,
    #[serde(with = "decimal")]
    reduced: BigUint,
    #[serde(with = "decimal")]
    normalised: BigUint,
    sources: Vec<String>,
}

#[derive(Deserialize)]
struct SignedEntry {
    rows: u32,
    columns: u32,
    #[serde(flatten)]
    count: SignedCount,
    sources: Vec<String>,
}

static DATA: LazyLock<DataFile> = LazyLock::new(|| {
    serde_json::from_str(include_str!("published.json")).expect("published.json is well formed")
});

impl Published {
    /// The published values of a shape, or `None` where no total is in the data file.
    pub fn of(shape: Shape) -> Option<Published> {
        let is_shape = |rows: u32, columns: u32| (rows, columns) == (shape.rows(), shape.columns());
        let count = DATA
            .counts
            .iter()
            .find(|entry| is_shape(entry.rows, entry.columns))?;
        let signed = DATA
            .signed
            .iter()
            .find(|entry| is_shape(entry.rows, entry.columns));
        Some(Published {
            total: count.normalised.clone(),
            reduced: count.reduced.clone(),
            signed: signed.map(|entry| entry.count.clone()),
            sources: sources(&count.sources),
            signed_sources: signed.map_or_else(Vec::new, |entry| sources(&entry.sources)),
        })
    }
}

fn sources(ids: &[String]) -> Vec<Source> {
    ids.iter()
        .map(|id| Source {
            id: id.clone(),
            text: DATA.sources[id].clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_consistent_and_has_its_sources() {
        for entry in &DATA.counts {
            let shape = Shape::new(entry.rows, entry.columns).unwrap();
            let published = Published::of(shape).unwrap();
            assert_eq!(
                published.total,
                &published.reduced * shape.first_columns() * shape.row_orders(),
                "{shape}"
            );
            assert!(!published.sources.is_empty(), "{shape}");
        }
        for entry in &DATA.signed {
            let published = Published::of(Shape::new(entry.rows, entry.columns).unwrap()).unwrap();
            assert_eq!(
                published.signed.unwrap().total(),
                published.total,
                "{} × {}",
                entry.rows,
                entry.columns
            );
            assert!(!published.signed_sources.is_empty());
        }
    }

    #[test]
    fn says_none_where_nothing_is_known() {
        assert_eq!(Published::of(Shape::new(7, 10).unwrap()), None);
        assert!(Published::of(Shape::new(6, 8).unwrap()).unwrap().signed.is_none());
    }
}
