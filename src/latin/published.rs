//! Published counts and their sources, to compare a finished count with; never an answer by themselves.
//!
//! What stands here is what was at hand in digits. More is published: R(3,n) to n = 254 (OEIS A001623), R(4,n) to 150 (A000573),
//! R(5,n) to 40 (A275921), R(6,n) to 20 (A275922), K(4,n) to 80 (A003170).
//!
//! The citations in full:
//! - B. D. McKay and E. Rogoyski, Latin squares of order ten, Electron. J. Combin. 2 (1995), N3, in OEIS A000315;
//! - B. D. McKay and I. M. Wanless, On the number of Latin squares, Ann. Comb. 9 (2005), 335–344, for n = 11 in OEIS A000315
//!   and A000576;
//! - J. Berndsen, MSc thesis, TU Eindhoven, 2012: AT(9) and AT(10), in OEIS A065711;
//! - D. S. Stones, The many formulae for the number of Latin rectangles, Electron. J. Combin. 17 (2010), A1: Doyle's formula in
//!   closed form, evaluated again for these values;
//! - D. S. Stones, Enumeration of Latin Squares and Rectangles, Combinatorics Wiki;
//! - latin-rectangle-counter: the table in its README.

use num_bigint::{BigInt, BigUint};
use num_traits::One;
use serde::Serialize;

use super::count::{SignedCount, decimal, grouped};
use super::parity;
use super::shape::Shape;

/// The published values of one shape: K, and its split by sign where that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Published {
    /// K(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub total: BigUint,
    /// R(r,n).
    #[serde(with = "decimal")]
    #[cfg_attr(
        feature = "types",
        ts(type = "string"),
        schemars(with = "crate::latin::count::Digits")
    )]
    pub reduced: BigUint,
    /// K⁺ and K⁻, where published.
    pub signed: Option<SignedCount>,
    /// Sources of the total.
    pub sources: Vec<Source>,
    /// Sources of the split by sign; empty if there is none.
    pub signed_sources: Vec<Source>,
}

/// A source that publishes a value: not always the figure itself, but one from which it follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Source {
    /// An OEIS number such as A001009, or a short name.
    pub id: String,
    /// A short citation.
    pub text: String,
    /// Its address; `null` if it has none.
    pub url: Option<String>,
    /// What it lists, for example "R" or "K⁺ and K⁻".
    pub lists: String,
    /// The value that it lists, with commas between groups of three digits; `null` where that is the figure itself.
    pub value: Option<String>,
    /// How the figure follows from that value, for example "K = 120 · R"; `null` where it is the figure itself.
    pub relation: Option<String>,
}

/// The data file, with one line for each shape and kind of value; its first lines describe it.
///
/// What a source lists is R, K or L of the shape; R(n,n), which is R(n−1,n) too; AT, that is AT(n); even or odd, the squares
/// with a constant diagonal that are even or odd by rows and columns together: K⁺ and K⁻ for n ≡ 0, 1 modulo 4, and else
/// K⁻ and K⁺; signs, both K⁺ and K⁻; or formula, whatever its line has.
const DATA: &str = include_str!("published.tsv");

/// The largest n there, so that nobody looks for the thousands of others.
const MOST_COLUMNS: u32 = 20;

/// The fields of the lines of one kind.
fn lines(kind: &'static str) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    DATA.lines().filter_map(move |line| {
        let mut fields = line.split('\t');
        (fields.next() == Some(kind)).then_some(fields)
    })
}

/// The two values on the line of a shape, and their sources.
fn entry(kind: &'static str, shape: Shape) -> Option<([BigUint; 2], Vec<Source>)> {
    let numbers = [shape.rows(), shape.columns()].map(|number| number.to_string());
    let mut fields = lines(kind).find_map(|mut fields| {
        let found = [fields.next()?, fields.next()?] == [&numbers[0], &numbers[1]];
        found.then_some(fields)
    })?;
    let mut value = || fields.next()?.parse().ok();
    let values = [value()?, value()?];
    let figures = match kind {
        "count" => Figures::Total(&values),
        _ => Figures::Signs(&values),
    };
    let sources = fields.filter_map(|id| source(id, shape, figures)).collect();
    Some((values, sources))
}

/// The figures on a line.
#[derive(Clone, Copy)]
enum Figures<'v> {
    /// R and K.
    Total(&'v [BigUint; 2]),
    /// K⁺ and K⁻.
    Signs(&'v [BigUint; 2]),
}

fn source(id: &str, shape: Shape, figures: Figures<'_>) -> Option<Source> {
    let mut fields = lines("source").find_map(|mut fields| (fields.next()? == id).then_some(fields))?;
    let (listed, text) = (fields.next()?, fields.next()?);
    let (lists, value, relation) = lists(listed, shape, figures)?;
    Some(Source {
        id: id.to_owned(),
        text: text.to_owned(),
        url: fields.next().map(str::to_owned),
        lists,
        value,
        relation,
    })
}

/// What a source lists for a shape, its value there, and how the figures follow from it.
fn lists(
    listed: &str,
    shape: Shape,
    figures: Figures<'_>,
) -> Option<(String, Option<String>, Option<String>)> {
    let n = shape.columns();
    let times = |figure: &str, sign: &str, factor: &BigUint, of: &str| {
        if factor.is_one() {
            format!("{figure} = {sign}{of}")
        } else {
            format!("{figure} = {sign}{} · {of}", grouped(factor))
        }
    };
    let own = |lists: &str| Some((lists.to_owned(), None, None));
    match (listed, figures) {
        ("K" | "formula", Figures::Total(_)) => own("K"),
        ("signs" | "formula", Figures::Signs(_)) => own("K⁺ and K⁻"),
        ("R" | "R(n,n)", Figures::Total([reduced, _])) => {
            let factor = shape.first_columns() * shape.row_orders();
            let relation = times("K", "", &factor, "R");
            let value = Some(grouped(reduced));
            if listed == "R" || shape.rows() == n {
                return Some(("R".to_owned(), value, Some(relation)));
            }
            let square = format!("R({n},{n})");
            let same = format!("R = {square}, {relation}");
            Some((square, value, Some(same)))
        }
        ("L", Figures::Total([_, total])) => {
            let all = shape.first_rows();
            let relation = if all.is_one() {
                "K = L".to_owned()
            } else {
                format!("K = L / {}", grouped(&all))
            };
            Some(("L".to_owned(), Some(grouped(&(total * all))), Some(relation)))
        }
        ("AT", Figures::Signs([positive, negative])) => {
            let orders: BigUint = (1..n).product();
            let difference = SignedCount::new(positive.clone(), negative.clone()).difference();
            let (sign, constant) = if parity::alon_tarsi_is_positive(n) {
                ("", difference)
            } else {
                ("-", -difference)
            };
            let relation = times("D", sign, &orders, "AT");
            let constant = constant / BigInt::from(orders);
            Some(("AT".to_owned(), Some(grouped(&constant)), Some(relation)))
        }
        ("even" | "odd", Figures::Signs(_)) => {
            let same = (listed == "even") == parity::alon_tarsi_is_positive(n);
            own(if same { "K⁺" } else { "K⁻" })
        }
        _ => None,
    }
}

impl Published {
    /// The published values of a shape, or `None` where no total is in the data file.
    pub fn of(shape: Shape) -> Option<Published> {
        if shape.columns() > MOST_COLUMNS {
            return None;
        }
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

    fn of(rows: u32, columns: u32) -> Published {
        Published::of(Shape::new(rows, columns).unwrap()).unwrap()
    }

    /// What a source lists, its value and the relation, in one line.
    fn says(sources: &[Source], id: &str) -> String {
        let source = sources.iter().find(|source| source.id == id).unwrap();
        let value = source.value.as_deref().unwrap_or("the figure");
        let relation = source.relation.as_deref().unwrap_or("as it is");
        format!("{}: {value}; {relation}", source.lists)
    }

    #[test]
    fn every_source_says_what_it_lists_and_what_follows() {
        let (rectangle, square) = (of(5, 6), of(6, 6));
        for (sources, id, expected) in [
            (&rectangle.sources, "A001009", "R: 9,408; K = 120 · R"),
            (
                &rectangle.sources,
                "A000315",
                "R(6,6): 9,408; R = R(6,6), K = 120 · R",
            ),
            (&rectangle.sources, "doyle", "L: 812,851,200; K = L / 720"),
            (&square.sources, "A000315", "R: 9,408; K = 120 · R"),
            (&square.sources, "A000479", "K: the figure; as it is"),
            (&square.sources, "A002860", "L: 812,851,200; K = L / 720"),
            (&square.signed_sources, "A065711", "AT: 2,304; D = -120 · AT"),
            (&square.signed_sources, "A114631", "K⁻: the figure; as it is"),
            (&square.signed_sources, "A114632", "K⁺: the figure; as it is"),
            (&of(8, 8).signed_sources, "A114631", "K⁺: the figure; as it is"),
            (&of(3, 3).signed_sources, "A065711", "AT: -1; D = -2 · AT"),
            (&of(2, 7).sources, "A000166", "K: the figure; as it is"),
            (&of(2, 2).sources, "A001009", "R: 1; K = R"),
        ] {
            assert_eq!(says(sources, id), expected, "{id}");
        }
    }

    #[test]
    fn the_constants_of_alon_and_tarsi_are_those_that_are_listed() {
        // OEIS A065711, from n = 2
        let listed = ["1", "-1", "4", "-24", "2,304", "368,640", "6,210,846,720"];
        for (n, listed) in (2..).zip(listed) {
            let said = says(&of(n, n).signed_sources, "A065711");
            assert!(said.starts_with(&format!("AT: {listed};")), "n = {n}: {said}");
        }
    }

    #[test]
    fn a_source_is_cited_with_its_address() {
        let square = of(6, 6);
        let cited = |sources: &[Source], id: &str| {
            let source = sources.iter().find(|source| source.id == id).unwrap();
            (source.text.clone(), source.url.clone().unwrap_or_default())
        };
        for (sources, id, text, url) in [
            (
                &square.sources,
                "A000315",
                "OEIS A000315",
                "https://oeis.org/A000315",
            ),
            (
                &square.signed_sources,
                "latin-rectangle-counter",
                "latin-rectangle-counter on GitHub, n ≤ 8",
                "https://github.com/ravivgal67-cloud/latin-rectangle-counter",
            ),
            (&of(2, 7).signed_sources, "formula", "closed form for r ≤ 3", ""),
        ] {
            assert_eq!(cited(sources, id), (text.to_owned(), url.to_owned()));
        }
        for mut fields in lines("source") {
            let id = fields.next().unwrap();
            let address = fields.nth(2).unwrap_or("https://");
            assert!(address.starts_with("http"), "{id}: {address}");
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
