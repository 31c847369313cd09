//! What outlives a count: the lists of the last n, and which popcount was the fastest here.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::method;
use super::options::{Options, PopcountChoice};
use super::race::{self, Race};
use super::tables::Tables;
use crate::latin::Shape;
use crate::simd::Arch;

/// A race that was not requested is this short.
const RACE_SECONDS: f64 = 0.02;

/// Owned by a session, and shared by the engines that it opens one after the other.
#[derive(Default)]
pub struct Cache {
    tables: Mutex<Option<Arc<Tables>>>,
    /// By kernel, of which there are few.
    popcounts: Mutex<Vec<(Arch, Raced)>>,
}

/// The races of the popcounts with one kernel.
#[derive(Default)]
struct Raced {
    race: Race,
    choice: Option<PopcountChoice>,
}

impl Cache {
    /// The lists of `columns` = n, held until those of another n are requested.
    pub(super) fn tables(&self, columns: u32) -> Arc<Tables> {
        let mut latest = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        match latest.as_ref() {
            Some(tables) if tables.columns() == columns => tables.clone(),
            _ => {
                // the old ones are dropped first, so that both are never held at once
                *latest = None;
                latest.insert(Arc::new(Tables::new(columns))).clone()
            }
        }
    }

    /// Races the popcounts of the fastest kernel for about so many seconds more, and stores the choice that follows.
    pub fn race(&self, seconds: f64) -> PopcountChoice {
        self.race_with(Arch::best(), seconds)
    }

    /// The popcount that was the fastest with the fastest kernel; if need be they are raced now, for 20 ms.
    pub fn popcount(&self) -> PopcountChoice {
        self.popcount_with(Arch::best())
    }

    /// Sets the outcome of a race of the fastest kernel that was run elsewhere on this machine.
    pub fn set_popcount(&self, choice: PopcountChoice) {
        with(&mut self.popcounts(), Arch::best()).choice = Some(choice);
    }

    /// The outcome with a kernel, if there is one.
    pub fn raced(&self, kernel: Arch) -> Option<PopcountChoice> {
        let popcounts = self.popcounts();
        popcounts.iter().find(|(of, _)| *of == kernel)?.1.choice
    }

    fn race_with(&self, kernel: Arch, seconds: f64) -> PopcountChoice {
        let mut popcounts = self.popcounts();
        let raced = with(&mut popcounts, kernel);
        *raced.choice.insert(raced.race.run(kernel, seconds))
    }

    fn popcount_with(&self, kernel: Arch) -> PopcountChoice {
        self.raced(kernel)
            .unwrap_or_else(|| self.race_with(kernel, RACE_SECONDS))
    }

    fn popcounts(&self) -> MutexGuard<'_, Vec<(Arch, Raced)>> {
        self.popcounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The races with a kernel, of which there may be none yet.
fn with(popcounts: &mut Vec<(Arch, Raced)>, kernel: Arch) -> &mut Raced {
    let at = popcounts.iter().position(|(of, _)| *of == kernel);
    let at = at.unwrap_or_else(|| {
        popcounts.push((kernel, Raced::default()));
        popcounts.len() - 1
    });
    &mut popcounts[at].1
}

/// The popcount that the options mean on this machine; for `auto` they are raced with the kernel of the options unless they
/// have been. `None` where the shape has no leaves to count.
pub fn settle_popcount(shape: Shape, options: &Options, cache: &Cache) -> Option<PopcountChoice> {
    method::has_triples(shape, *options).then(|| {
        race::fixed(options.popcount)
            .unwrap_or_else(|| cache.popcount_with(options.kernel.unwrap_or_else(Arch::best)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::options::Popcount;
    use super::*;

    #[test]
    fn tables_of_one_n_are_built_once() {
        let cache = Cache::default();
        let (first, second) = (cache.tables(5), cache.tables(5));
        assert!(Arc::ptr_eq(&first, &second));
        assert!(first.make(2).is_some());
        assert_eq!(second.make(2), None);
        assert!(!Arc::ptr_eq(&cache.tables(4), &first));
        assert!(cache.tables(5).make(2).is_some());
    }

    #[test]
    fn each_kernel_has_a_choice_of_its_own() {
        let cache = Cache::default();
        let vertical = race::fixed(Popcount::Vertical).unwrap();
        cache.set_popcount(vertical);
        assert_eq!(cache.popcount(), vertical);
        let shape = Shape::new(4, 8).unwrap();
        for kernel in Arch::available() {
            let options = Options {
                kernel: Some(kernel),
                ..Options::default()
            };
            assert_eq!(cache.raced(kernel).is_some(), kernel == Arch::best());
            let choice = settle_popcount(shape, &options, &cache);
            assert_eq!(cache.raced(kernel), choice);
        }
        assert_eq!(cache.popcount(), vertical);
    }

    #[test]
    fn nothing_is_raced_where_there_is_nothing_to_choose() {
        let cache = Cache::default();
        let auto = Options::default();
        assert_eq!(settle_popcount(Shape::new(5, 6).unwrap(), &auto, &cache), None);
        let fixed = Options {
            popcount: Popcount::Scalar,
            ..auto
        };
        let scalar = settle_popcount(Shape::new(4, 8).unwrap(), &fixed, &cache);
        assert_eq!(scalar, race::fixed(Popcount::Scalar));
        assert_eq!(cache.raced(Arch::best()), None);
        let quickest = settle_popcount(Shape::new(4, 8).unwrap(), &auto, &cache);
        assert!(quickest.is_some());
        assert_eq!(cache.raced(Arch::best()), quickest);
    }
}
