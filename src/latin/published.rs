//! Published counts and their sources, to hold a finished count against; never an answer by themselves.

use num_bigint::BigUint;
use serde::Serialize;

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

/// One line of the data file for each shape and kind of value; what it holds is said in its first lines.
const DATA: &str = include_str!("published.tsv");

/// The fields of the lines of one kind.
fn lines(kind: &'static str) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    DATA.lines().filter_map(move |line| {
        let mut fields = line.split('\t');
        (fields.next() == Some(kind)).then_some(fields)
    })
}

/// The two values on the line of a shape, and their sources.
fn entry(kind: &'static str, shape: Shape) -> Option<([BigUint; 2], Vec<Source>)> {
    let shape = [shape.rows(), shape.columns()].map(|number| number.to_string());
    let mut fields = lines(kind).find_map(|mut fields| {
        let found = [fields.next()?, fields.next()?] == [&shape[0], &shape[1]];
        found.then_some(fields)
    })?;
    let mut value = || fields.next()?.parse().ok();
    let values = [value()?, value()?];
    Some((values, fields.filter_map(source).collect()))
}

fn source(id: &str) -> Option<Source> {
    let mut fields = lines("source").find_map(|mut fields| (fields.next()? == id).then_some(fields))?;
    Some(Source {
        id: id.to_owned(),
        text: fields.next()?.to_owned(),
    })
}

impl Published {
    /// The published values of a shape, or `None` where no total is in the data file.
    pub fn of(shape: Shape) -> Option<Published> {
        let ([reduced, total], sources) = entry("count", shape)?;
        let (signed, signed_sources) = match entry("signed", shape) {
            Some(([positive, negative], sources)) => (Some(SignedCount::new(positive, negative)), sources),
            None => (None, Vec::new()),
        };
        Some(Published {
            total,
            reduced,
            signed,
            sources,
            signed_sources,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shapes on the lines of one kind, with how many sources each names.
    fn shapes(kind: &'static str) -> Vec<(Shape, usize)> {
        lines(kind)
            .map(|fields| {
                let fields: Vec<_> = fields.collect();
                let number = |at: usize| fields[at].parse().unwrap();
                (Shape::new(number(0), number(1)).unwrap(), fields.len() - 4)
            })
            .collect()
    }

    #[test]
    fn every_entry_is_consistent_and_has_its_sources() {
        let (counts, signed) = (shapes("count"), shapes("signed"));
        assert!(counts.len() >= signed.len() && !signed.is_empty());
        for (shape, sources) in counts {
            let published = Published::of(shape).unwrap();
            assert_eq!(
                published.total,
                &published.reduced * shape.first_columns() * shape.row_orders(),
                "{shape}"
            );
            assert!(sources > 0, "{shape}");
            assert_eq!(published.sources.len(), sources, "{shape}");
        }
        for (shape, sources) in signed {
            let published = Published::of(shape).unwrap();
            assert_eq!(published.signed.unwrap().total(), published.total, "{shape}");
            assert!(sources > 0, "{shape}");
            assert_eq!(published.signed_sources.len(), sources, "{shape}");
        }
    }

    #[test]
    fn every_line_is_of_a_known_kind() {
        let known = ["count", "signed", "source"].map(|kind| lines(kind).count());
        let comments = DATA.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(known.iter().sum::<usize>() + comments, DATA.lines().count());
    }

    #[test]
    fn says_none_where_nothing_is_known() {
        assert_eq!(Published::of(Shape::new(7, 10).unwrap()), None);
        assert!(Published::of(Shape::new(6, 8).unwrap()).unwrap().signed.is_none());
    }
}
