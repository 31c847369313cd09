//! The sums for K modulo primes, cut into parts that run in any order.

use std::ops::Range;

use super::modular::Modulus;
use super::{k4, k5, k6};
use crate::run::Stopped;

/// Multisets of five rows that are worth a part of their own: some hundredths of a second.
const MULTISETS_A_PART: usize = 8192;

/// The sum for K(r, n) modulo primes, for all n from r up to one.
pub struct Sum(Kind);

enum Kind {
    /// Four rows, up to so many columns.
    Four(usize),
    /// Five rows.
    Five(usize),
    Six(k6::Sum),
}

impl Sum {
    /// For r = `rows` and n = r … `to`: four rows, five with up to 30 columns, or six with up to 12.
    ///
    /// # Panics
    /// For other rows and columns.
    pub fn new(rows: u32, to: u32) -> Self {
        let columns = to as usize;
        match (rows, to) {
            (4, 4..) => Sum(Kind::Four(columns)),
            (5, 5..=30) => Sum(Kind::Five(columns)),
            (6, 6..=12) => Sum(Kind::Six(k6::Sum::new(columns))),
            _ => panic!("there is no sum for {rows} rows and {to} columns"),
        }
    }

    /// Into how many parts of about equal work it is cut, none of them shorter than some hundredths of a second natively, unless
    /// all of it is; with six rows they are as long as a unit should be.
    pub fn nodes(&self) -> usize {
        match &self.0 {
            Kind::Four(_) => 1,
            Kind::Five(to) => k5::multisets(*to).div_ceil(MULTISETS_A_PART),
            Kind::Six(sum) => sum.parts(),
        }
    }

    /// What the parts of these numbers, from 0 on, add to K(r, n) modulo the prime, for n = r … `to`: numbers from 0 to prime − 1,
    /// whose sums over all parts modulo the prime are the residues of K. About every millisecond `report` gets the number
    /// of multiplications since the last time.
    ///
    /// # Errors
    /// [`Stopped`] when a report is refused.
    ///
    /// # Panics
    /// For a part that is not there, and for a number that [`primes`](super::primes::primes) does not give.
    pub fn run(
        &self,
        prime: u32,
        nodes: Range<usize>,
        report: &mut dyn FnMut(u64) -> Result<(), Stopped>,
    ) -> Result<Vec<u32>, Stopped> {
        assert!(nodes.end <= self.nodes(), "there are {} parts", self.nodes());
        let modulus = Modulus::new(prime);
        match &self.0 {
            Kind::Four(to) if nodes.is_empty() => Ok(vec![0; to - 3]),
            Kind::Four(to) => k4::residues(modulus, *to, report),
            Kind::Five(to) => {
                // none longer than another by more than one
                let parts = self.nodes();
                let begin = |part| part * k5::multisets(*to) / parts;
                k5::residues(modulus, *to, begin(nodes.start)..begin(nodes.end), report)
            }
            Kind::Six(sum) => sum.residues(modulus, nodes, report),
        }
    }

    /// Multiplications for one prime and all parts: the sum of what is reported.
    pub fn multiplications(&self) -> f64 {
        let multiplications = match &self.0 {
            Kind::Four(to) => k4::multiplications(*to),
            Kind::Five(to) => k5::multiplications(*to),
            Kind::Six(sum) => sum.multiplications(),
        };
        multiplications as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::formula::primes::{bound_bits, combine, primes};
    use crate::latin::{Published, Shape};

    /// The residues of these parts, and the multiplications reported.
    fn run(sum: &Sum, prime: u32, nodes: Range<usize>) -> (Vec<u32>, u64) {
        let mut multiplications = 0;
        let residues = sum.run(prime, nodes, &mut |more| {
            multiplications += more;
            Ok(())
        });
        (residues.expect("nothing stops it"), multiplications)
    }

    /// Compares K(rows, n) for all n up to one with what is published; how many are.
    fn equals_published(rows: u32, to: u32) -> usize {
        let sum = Sum::new(rows, to);
        let primes = primes(bound_bits(rows, to));
        let residues = primes.iter().map(|&prime| run(&sum, prime, 0..sum.nodes()).0);
        let totals = combine(&primes, &residues.collect::<Vec<_>>()).expect("the primes agree");
        assert_eq!(totals.len(), (rows..=to).count());
        let mut compared = 0;
        for (columns, total) in (rows..).zip(totals) {
            if let Some(published) = Published::of(Shape::new(rows, columns).unwrap()) {
                assert_eq!(total, published.total, "{rows} × {columns}");
                compared += 1;
            }
        }
        compared
    }

    #[test]
    fn every_published_value_of_four_rows() {
        assert!(equals_published(4, 60) >= 14);
    }

    #[test]
    fn published_values_of_five_and_six_rows() {
        assert_eq!(equals_published(5, 8), 4);
        assert_eq!(equals_published(6, 7), 2);
    }

    #[test]
    fn all_parts_together_are_the_whole() {
        let prime = 2_147_483_629;
        for (rows, to) in [(4, 20), (5, 10), (5, 14), (6, 8)] {
            let sum = Sum::new(rows, to);
            let (whole, multiplications) = run(&sum, prime, 0..sum.nodes());
            assert_eq!(multiplications as f64, sum.multiplications(), "{rows} × {to}");
            let mut residues = vec![0; whole.len()];
            let mut begin = 0;
            while begin < sum.nodes() {
                // parts of 1, 2, 3 … nodes
                let end = (2 * begin + 1).min(sum.nodes());
                for (into, residue) in residues.iter_mut().zip(run(&sum, prime, begin..end).0) {
                    *into = (*into + residue) % prime;
                }
                begin = end;
            }
            assert_eq!(residues, whole, "{rows} × {to}");
            assert!(run(&sum, prime, 0..0).0.iter().all(|&residue| residue == 0));
        }
    }

    #[test]
    fn fewer_columns_at_once_have_the_same_residues() {
        for (rows, to) in [(4, 30), (5, 9), (6, 8)] {
            let of = |to| run(&Sum::new(rows, to), 2_147_483_587, 0..Sum::new(rows, to).nodes()).0;
            assert!(of(to).starts_with(&of(rows)), "{rows} rows");
        }
    }

    #[test]
    fn a_report_can_stop_it() {
        for (rows, to) in [(4, 10), (5, 7), (6, 7)] {
            let sum = Sum::new(rows, to);
            assert_eq!(sum.run(2_147_483_647, 0..1, &mut |_| Err(Stopped)), Err(Stopped));
        }
    }

    /// Left out of the quick tests.
    mod slow {
        use super::*;

        #[test]
        fn published_values_of_five_rows_up_to_fifteen_columns() {
            assert_eq!(equals_published(5, 15), 11);
        }

        #[test]
        fn published_values_of_six_rows_up_to_nine_columns() {
            assert_eq!(equals_published(6, 9), 4);
        }

        #[test]
        #[ignore = "ten seconds"]
        fn published_values_of_six_rows_up_to_ten_columns() {
            assert_eq!(equals_published(6, 10), 5);
        }
    }
}
