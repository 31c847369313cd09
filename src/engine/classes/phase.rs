//! A part of a count whose units can be run in any order, on any threads.

use std::fmt;
use std::sync::Arc;

use super::blocks::{blocks_in, pairs_of};
use super::listing::Listing;
use super::pull::{Pull, Pulled};
use super::round::{Finds, Round};
use super::sums::{Sum, Sums};
use crate::run::{Stopped, Watch};

/// What is to be done now.
pub struct Phase {
    work: Work,
}

pub(super) enum Work {
    Listing(Arc<Listing>, Round),
    Values(Pull),
    Sums(Sum),
}

/// What a unit gives, for [`Classes::finish`](super::Classes::finish).
pub struct Output(Kind);

enum Kind {
    Finds(Finds),
    Pulled(Pulled),
    Sums(Sums),
}

impl Phase {
    pub(super) fn new(work: Work) -> Self {
        Phase { work }
    }

    fn pairs(&self) -> usize {
        match &self.work {
            Work::Listing(_, round) => round.len(),
            Work::Values(pull) => pull.level.pairs(),
            Work::Sums(sum) => sum.pairs(),
        }
    }

    /// How many units there are.
    pub fn units(&self) -> usize {
        blocks_in(self.pairs())
    }

    /// Runs one unit: pure, the same output wherever and however often it is run. Reports classes as the first and
    /// matchings (or pairs of rows switched) as the second figure counted.
    ///
    /// # Errors
    /// [`Stopped`] when the watch says so, within some milliseconds.
    ///
    /// # Panics
    /// On a unit that there is not.
    pub fn run(&self, unit: usize, watch: &dyn Watch) -> Result<Output, Stopped> {
        let range = pairs_of(self.pairs(), unit);
        let kind = match &self.work {
            Work::Listing(listing, round) => Kind::Finds(round.run(listing, range, watch)?),
            Work::Values(pull) => Kind::Pulled(pull.run(unit as u32, range, watch)?),
            Work::Sums(sum) => Kind::Sums(sum.run(range, watch)?),
        };
        Ok(Output(kind))
    }

    /// The degree of the graphs that are listed, whose values are computed, or over which is summed.
    pub fn degree(&self) -> u32 {
        let degree = match &self.work {
            Work::Listing(listing, _) => listing.degree(),
            Work::Values(pull) => pull.degree,
            Work::Sums(sum) => sum.degree(),
        };
        degree as u32
    }
}

/// For example "listing the classes of degree 4", "values of the classes of degree 5", "sums over the classes of
/// degree 5".
impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match &self.work {
            Work::Listing(..) => "listing the classes of degree",
            Work::Values(_) => "values of the classes of degree",
            Work::Sums(_) => "sums over the classes of degree",
        };
        write!(f, "{what} {}", self.degree())
    }
}

impl Output {
    pub(super) fn finds(self) -> Finds {
        match self.0 {
            Kind::Finds(finds) => finds,
            _ => panic!("the output of another phase"),
        }
    }

    pub(super) fn pulled(self) -> Pulled {
        match self.0 {
            Kind::Pulled(pulled) => pulled,
            _ => panic!("the output of another phase"),
        }
    }

    /// The values of a block, as they are kept.
    pub(super) fn values(&self) -> Option<&[u8]> {
        match &self.0 {
            Kind::Pulled(pulled) => Some(&pulled.values),
            Kind::Finds(_) | Kind::Sums(_) => None,
        }
    }

    pub(super) fn sums(self) -> Sums {
        match self.0 {
            Kind::Sums(sums) => sums,
            _ => panic!("the output of another phase"),
        }
    }
}
