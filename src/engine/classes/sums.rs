//! K and D from the values of all classes.
//!
//! Every sum is over labelled graphs C, that is over classes with weight (n!)²/|Aut|, and counts rectangles with any
//! first row; dividing by n! leaves the normalised ones. It is divided at the end only: one class's part of it need not
//! be divisible.
//!
//! The sign of a normalised rectangle with rows F₁ … F_r is Π sgn Fᵢ · (sgn F₁)^r. So for r even it is the product over
//! all rows, and for r odd the product over all but the first.

use std::ops::Range;

use super::class_list::ClassList;
use super::degree_values::DegreeValues;
use super::error::ClassesError;
use super::graph::{Graph, factorial};
use super::permanent::{MANY, permanents};
use super::refinement::Batch;
use super::report::Reporter;
use super::small;
use super::steps::Step;
use super::values::{Narrow, Stored, Values};
use crate::latin::SignedCount;
use crate::run::{Stopped, Watch};
use crate::simd::Arch;
use crate::simd::lanes::LANES;

/// A sum of products in 128 bits; it has no value once one of them did not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked(Option<i128>);

impl Default for Checked {
    fn default() -> Self {
        Checked(Some(0))
    }
}

impl Checked {
    /// Adds a product.
    pub fn add<const MANY: usize>(&mut self, factors: [i128; MANY]) {
        let product = factors.into_iter().try_fold(1, i128::checked_mul);
        self.join(Checked(product));
    }

    fn join(&mut self, Checked(other): Checked) {
        self.0 = self.0.zip(other).and_then(|(sum, other)| sum.checked_add(other));
    }

    pub fn value(self) -> Option<i128> {
        self.0
    }

    /// A byte that says whether there is a value, and the value, or 0.
    fn write(self, into: &mut Vec<u8>) {
        into.push(self.0.is_some().into());
        into.extend(self.0.unwrap_or(0).to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (is_there, value) = bytes.split_first()?;
        let value = i128::from_le_bytes(value.try_into().ok()?);
        match (is_there, value) {
            (1, value) => Some(Checked(Some(value))),
            (0, 0) => Some(Checked(None)),
            _ => None,
        }
    }
}

/// A part of the sums for K and D, still to be divided by n!.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub total: Checked,
    /// One sum, or two: for the row counts that the kind of sum has, or two forms of the same.
    pub difference: [Checked; 2],
}

impl Sums {
    pub fn add(&mut self, other: &Sums) {
        self.total.join(other.total);
        self.difference[0].join(other.difference[0]);
        self.difference[1].join(other.difference[1]);
    }

    /// As the output of a unit: total and differences, each in 17 bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(3 * CHECKED);
        self.total.write(&mut bytes);
        self.difference.into_iter().for_each(|sum| sum.write(&mut bytes));
        bytes
    }

    /// From the output of a unit.
    ///
    /// # Errors
    /// Why no unit gives that.
    pub fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        if bytes.len() != 3 * CHECKED {
            return Err("it has not the length of three sums");
        }
        let mut sums = bytes.chunks_exact(CHECKED).map(Checked::read);
        let mut next = || sums.next().flatten().ok_or("a sum neither fits nor overflows");
        Ok(Sums {
            total: next()?,
            difference: [next()?, next()?],
        })
    }
}

/// Bytes of a sum.
const CHECKED: usize = 17;

/// What is summed over the classes of a list.
pub struct Sum<'a> {
    pub list: &'a ClassList,
    pub form: Form<'a>,
    pub kernel: Arch,
}

/// How rectangles are made of graphs C.
pub enum Form<'a> {
    /// k rows are C, one more is a perfect matching of the complement; k at most n/2.
    Lower(&'a DegreeValues<Narrow>),
    /// The same for k beyond n/2.
    Upper(&'a DegreeValues<Values>),
    /// n = 2h: h rows are C, h rows its complement.
    Halves(&'a DegreeValues<Narrow>),
    /// n = 2h + 1: h rows are C, h + 1 rows its complement.
    Unequal(&'a DegreeValues<Narrow>, &'a DegreeValues<Values>),
}

impl Sum<'_> {
    /// The sums over the pairs in `range`; `None` if a graph that is met is not in the list of its degree.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so.
    pub fn run(&self, range: Range<usize>, watch: &dyn Watch) -> Result<Option<Sums>, Stopped> {
        let mut reporter = Reporter::new(watch, range.len());
        let sums = match self.form {
            Form::Lower(valued) => Some(self.one_more_row(valued, range, &mut reporter)?),
            Form::Upper(valued) => Some(self.one_more_row(valued, range, &mut reporter)?),
            Form::Halves(valued) => self.halves(valued, range, &mut reporter)?,
            Form::Unequal(lower, upper) => Some(unequal(self.list, lower, upper, range, &mut reporter)?),
        };
        reporter.end()?;
        Ok(sums)
    }

    /// r = k + 1. K: k! orders of the rows in C, and the permanent of the complement. D: the determinant of the complement,
    /// with S for r even; for r odd with X, the first row being the one that is left out, so (k − 1)! orders.
    // A function of its own, like everything that units run: with every loop in one, V8 has too few registers.
    #[inline(never)]
    fn one_more_row<V: Stored>(
        &self,
        valued: &DegreeValues<V>,
        range: Range<usize>,
        reporter: &mut Reporter<'_>,
    ) -> Result<Sums, Stopped> {
        let list = self.list;
        let (n, k) = (list.n, valued.degree);
        let mut sums = Sums::default();
        for from in range.clone().step_by(MANY) {
            let pairs = from..(from + MANY).min(range.end);
            let graphs: Vec<_> = pairs.clone().map(|pair| list.class(pair).graph).collect();
            let rests: Vec<_> = match list.degree == k {
                true => graphs.iter().map(Graph::complement).collect(),
                false => graphs,
            };
            let permanents = permanents(self.kernel, &rests);
            for ((pair, rest), permanent) in pairs.clone().zip(&rests).zip(permanents) {
                let weight = i128::from(list.labelled(pair));
                let values = valued.of(pair);
                sums.total
                    .add([weight, factorial(k) as i128, values.u.into(), permanent.into()]);
                let (orders, signed) = if k % 2 == 1 {
                    (factorial(k), values.s)
                } else {
                    (factorial(k - 1), values.x)
                };
                // where there is an odd automorphism, or many even cycles, often
                if signed != 0 {
                    let determinant = rest.determinant();
                    sums.difference[0].add([weight, orders as i128, signed.into(), determinant.into()]);
                }
            }
            reporter.done(pairs.len());
            reporter.work(pairs.len() as u64, 0, 2000 * pairs.len() as u64 * (n as u64) / 10)?;
        }
        Ok(sums)
    }

    /// r = n, and r = n − 1. K is the same for both: h!² U(C) U(C′). D(n,n): all rows count, h!² S(C) S(C′). D(n−1,n): the
    /// first row and the row that is not there are left out; let one be in C and the other in C′, (h − 1)!² X(C) X(C′).
    #[inline(never)]
    fn halves(
        &self,
        valued: &DegreeValues<Narrow>,
        range: Range<usize>,
        reporter: &mut Reporter<'_>,
    ) -> Result<Option<Sums>, Stopped> {
        let list = self.list;
        let (n, h) = (list.n, valued.degree);
        let mut sums = Sums::default();
        for from in range.clone().step_by(LANES) {
            let pairs = from..(from + LANES).min(range.end);
            let mut batch = Batch::by(self.kernel, n, h);
            for pair in pairs.clone() {
                batch.push(&list.class(pair).graph.complement());
            }
            let Some(complements) = valued.of_batch(list, &batch) else {
                return Ok(None);
            };
            for (pair, other) in pairs.clone().zip(complements) {
                let weight = i128::from(list.labelled(pair));
                let values = valued.of(pair);
                let all = factorial(h).pow(2) as i128;
                let rest = factorial(h - 1).pow(2) as i128;
                sums.total.add([weight, all, values.u.into(), other.u.into()]);
                sums.difference[0].add([weight, all, values.s.into(), other.s.into()]);
                sums.difference[1].add([weight, rest, values.x.into(), other.x.into()]);
            }
            reporter.done(pairs.len());
            reporter.work(pairs.len() as u64, 0, 200 * pairs.len() as u64)?;
        }
        Ok(Some(sums))
    }
}

/// r = n, and r = n − 1, which are the same here: one row is left out, the first or the one that is not there. Let it
/// be in C, (h − 1)! (h + 1)! X(C) S(C′), or in C′, h!² S(C) X(C′): two forms of one number.
#[inline(never)]
fn unequal(
    list: &ClassList,
    lower: &DegreeValues<Narrow>,
    upper: &DegreeValues<Values>,
    range: Range<usize>,
    reporter: &mut Reporter<'_>,
) -> Result<Sums, Stopped> {
    let h = lower.degree;
    let mut sums = Sums::default();
    for pair in range {
        let weight = i128::from(list.labelled(pair));
        let (values, other) = (lower.of(pair), upper.of(pair));
        let orders = |one: usize, other: usize| (factorial(one) * factorial(other)) as i128;
        sums.total
            .add([weight, orders(h, h + 1), values.u.into(), other.u.into()]);
        sums.difference[0].add([weight, orders(h - 1, h + 1), values.x.into(), other.s.into()]);
        sums.difference[1].add([weight, orders(h, h), values.s.into(), other.x.into()]);
        reporter.done(1);
        reporter.work(1, 0, 50)?;
    }
    Ok(sums)
}

/// K⁺ and K⁻ for the numbers of rows that a step gives, with these.
///
/// # Errors
/// [`ClassesError::Overflow`] when a sum has no value, [`ClassesError::Sum`] when the sums is invalid.
pub fn counts(columns: u32, step: Step, sums: &Sums) -> Result<Vec<(u32, SignedCount)>, ClassesError> {
    let value = |sum: Checked| sum.value().ok_or(ClassesError::Overflow { columns });
    let sum = value(sums.total)?;
    let [one, other] = [value(sums.difference[0])?, value(sums.difference[1])?];
    let of = |rows: u32, difference: i128| {
        let wrong = || ClassesError::Sum { rows, columns };
        let total = normalised(sum, columns as usize).ok_or_else(wrong)?;
        let difference = normalised(difference, columns as usize).ok_or_else(wrong)?;
        let each = (columns + 1 - rows..columns).map(i128::from).product::<i128>();
        if total < 0 || difference.abs() > total || (total - difference) % 2 != 0 || total % each != 0 {
            return Err(wrong());
        }
        Ok((rows, small::split(&total.into(), &difference.into())))
    };
    match step {
        Step::Sum(degree) => Ok(vec![of(degree as u32 + 1, one)?]),
        _ if columns % 2 == 1 && one != other => Err(ClassesError::Sum {
            rows: columns,
            columns,
        }),
        _ => Ok(vec![of(columns, one)?, of(columns - 1, other)?]),
    }
}

/// A sum over labelled rectangles, divided by n!; `None` if it is not divisible.
pub fn normalised(sum: i128, n: usize) -> Option<i128> {
    let all = factorial(n) as i128;
    (sum % all == 0).then_some(sum / all)
}
