//! Which units go to which worker elsewhere, many in one message.
//!
//! Two thirds are dealt in turn, as cards are, so that each worker has some of the long units wherever they stand; the rest
//! goes to whoever is free. What a worker has not begun after a while it returns, and it is dealt again.

use std::collections::VecDeque;

use super::Schedule;

/// Units that go in one message at most, so that returning them costs little however many there are.
const AT_ONCE: usize = 256;

/// The units of one run that nobody has, and those that each worker has.
pub(super) struct Dealing {
    schedule: Schedule,
    /// Units of a lot go to one worker; each lot by its number.
    lots: Vec<Lot>,
    lot_units: usize,
    /// Lots for each worker before all others, none of which it has.
    own: Vec<VecDeque<usize>>,
    /// Lots for whoever is free.
    rest: VecDeque<usize>,
    /// Units that each worker has.
    held: Vec<Vec<usize>>,
}

#[derive(Default)]
struct Lot {
    /// Units that nobody has, in order.
    waiting: Vec<usize>,
    /// Units that are to be run, whoever has them.
    units: usize,
    /// Whose it is before all others.
    of: Option<usize>,
}

impl Lot {
    /// Whether a worker has run some of it.
    fn is_begun(&self) -> bool {
        self.waiting.len() < self.units
    }
}

impl Dealing {
    /// Deals the units below `units` that are not skipped, in lots of `lot` units in a row; under split every unit is a lot.
    pub(super) fn new(
        schedule: Schedule,
        units: usize,
        lot: usize,
        skips: impl Fn(usize) -> bool,
        workers: usize,
    ) -> Self {
        let lot_units = match schedule {
            Schedule::Dynamic | Schedule::Static => lot.max(1),
            Schedule::Split => 1,
        };
        let mut lots: Vec<Lot> = (0..units.div_ceil(lot_units)).map(|_| Lot::default()).collect();
        for unit in (0..units).filter(|&unit| !skips(unit)) {
            let lot = &mut lots[unit / lot_units];
            lot.waiting.push(unit);
            lot.units += 1;
        }
        let mut dealing = Dealing {
            schedule,
            lots,
            lot_units,
            own: vec![VecDeque::new(); workers],
            rest: VecDeque::new(),
            held: vec![Vec::new(); workers],
        };
        match schedule {
            Schedule::Static => dealing.deal_blocks(),
            Schedule::Dynamic | Schedule::Split => dealing.deal_in_turn(),
        }
        dealing
    }

    /// Contiguous blocks, as [`Schedule::Static`] says.
    fn deal_blocks(&mut self) {
        let (lots, workers) = (self.lots.len(), self.own.len());
        for worker in 0..workers {
            for lot in worker * lots / workers..(worker + 1) * lots / workers {
                self.give(lot, worker);
            }
        }
    }

    /// To each of w workers a 3w/2-th of the lots, rounded up.
    fn deal_in_turn(&mut self) {
        let workers = self.own.len();
        let to_run: Vec<usize> = (0..self.lots.len())
            .filter(|&lot| self.lots[lot].units > 0)
            .collect();
        let share = (2 * to_run.len()).div_ceil(3 * workers);
        let piles = workers + workers.div_ceil(2);
        for (turn, &lot) in to_run.iter().enumerate() {
            let pile = turn % piles;
            if pile < workers && self.own[pile].len() < share {
                self.give(lot, pile);
            } else {
                self.rest.push_back(lot);
            }
        }
        for worker in 0..workers {
            while self.own[worker].len() < share {
                let Some(lot) = self.rest.pop_back() else {
                    return;
                };
                self.give(lot, worker);
            }
        }
    }

    fn give(&mut self, lot: usize, worker: usize) {
        if self.lots[lot].units > 0 {
            self.lots[lot].of = Some(worker);
            self.own[worker].push_back(lot);
        }
    }

    /// Units for a worker, which has them from now on: its own, else some of the rest. Once all is `open`, lots of others
    /// that these have not begun are part of the rest. None when there is none for it.
    pub(super) fn assign(&mut self, worker: usize, open: bool) -> Vec<usize> {
        let (mut lots, mut units) = (Vec::new(), 0);
        let mut most = if self.own[worker].is_empty() {
            self.share_of_rest(worker, open)
        } else {
            self.own[worker].len()
        };
        while most > 0 && units < AT_ONCE {
            let Some(lot) = self.next(worker, open) else {
                break;
            };
            units += self.lots[lot].waiting.len();
            lots.push(lot);
            most -= 1;
        }
        let mut assigned = Vec::with_capacity(units);
        for lot in lots {
            assigned.append(&mut self.lots[lot].waiting);
        }
        self.held[worker].extend(&assigned);
        assigned
    }

    /// How many lots of the rest a free worker is given, so that all come to their end at about the same time.
    fn share_of_rest(&self, worker: usize, open: bool) -> usize {
        let of_others: usize = self.others(worker, open).map(|other| self.free_of(other)).sum();
        (self.rest.len() + of_others).div_ceil(2 * self.own.len())
    }

    fn next(&mut self, worker: usize, open: bool) -> Option<usize> {
        let next = self.own[worker].pop_front().or_else(|| self.rest.pop_front());
        next.or_else(|| {
            let other = self.others(worker, open).find(|&other| self.free_of(other) > 0)?;
            self.own[other].pop_back()
        })
    }

    /// Whose lots this worker can have too.
    fn others(&self, worker: usize, open: bool) -> impl Iterator<Item = usize> + use<> {
        let open = open && self.schedule != Schedule::Static;
        (0..self.own.len()).filter(move |&other| open && other != worker)
    }

    /// How many of a worker's own lots others can take, from the back: those that it has begun come first.
    fn free_of(&self, worker: usize) -> usize {
        let own = &self.own[worker];
        let begun = own.iter().take_while(|&&lot| self.lots[lot].is_begun());
        own.len() - begun.count()
    }

    /// A worker has that unit no more, having run it; false when it did not have it.
    pub(super) fn complete(&mut self, worker: usize, unit: usize) -> bool {
        let held = &mut self.held[worker];
        let at = held.iter().position(|&held| held == unit);
        at.map(|at| held.remove(at)).is_some()
    }

    /// A worker has these units no more, and has not begun them.
    ///
    /// # Errors
    /// A unit that it did not have; those before it are returned.
    pub(super) fn take_back(&mut self, worker: usize, units: &[usize]) -> Result<(), usize> {
        let mut units = units.to_vec();
        units.sort_unstable();
        let mut lots: Vec<usize> = Vec::new();
        for unit in units {
            if !self.complete(worker, unit) {
                return Err(unit);
            }
            let lot = unit / self.lot_units;
            self.lots[lot].waiting.push(unit);
            if lots.last() != Some(&lot) {
                lots.push(lot);
            }
        }
        for lot in lots.into_iter().rev() {
            if self.lots[lot].is_begun() {
                self.lots[lot].of = Some(worker);
            }
            match self.lots[lot].of {
                Some(of) => self.own[of].push_front(lot),
                None => self.rest.push_front(lot),
            }
        }
        Ok(())
    }

    /// How many units a worker has.
    pub(super) fn held(&self, worker: usize) -> usize {
        self.held[worker].len()
    }

    /// A worker has nothing any more.
    pub(super) fn forget(&mut self, worker: usize) {
        self.held[worker].clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deal(schedule: Schedule, units: usize, lot: usize, workers: usize) -> Dealing {
        Dealing::new(schedule, units, lot, |_| false, workers)
    }

    /// Runs all that it is given.
    fn run(dealing: &mut Dealing, worker: usize, units: &[usize]) {
        units
            .iter()
            .for_each(|&unit| assert!(dealing.complete(worker, unit)));
    }

    #[test]
    fn two_thirds_are_dealt_in_turn_and_the_rest_to_whoever_is_free() {
        let mut dealing = deal(Schedule::Dynamic, 12, 1, 2);
        assert_eq!(dealing.assign(0, false), [0, 3, 6, 9]);
        run(&mut dealing, 0, &[0, 3, 6, 9]);
        assert_eq!(dealing.assign(0, false), [2]);
        assert_eq!(dealing.assign(0, false), [5]);
        assert_eq!(dealing.assign(1, false), [1, 4, 7, 10]);
        assert_eq!(dealing.assign(1, false), [8]);
        assert_eq!(dealing.assign(1, false), [11]);
        assert!(dealing.assign(0, false).is_empty());
        assert_eq!([dealing.held(0), dealing.held(1)], [2, 6]);
    }

    #[test]
    fn each_has_its_share_whoever_is_quick() {
        for (units, workers) in (8..=300).flat_map(|units| (1..=9).map(move |workers| (units, workers))) {
            let mut dealing = deal(Schedule::Dynamic, units, 1, workers);
            let first: Vec<Vec<usize>> = (0..workers).map(|worker| dealing.assign(worker, false)).collect();
            let mut ran = vec![0; workers];
            for (worker, own) in first.iter().enumerate().skip(1) {
                let kept = own.len().min(1);
                dealing.take_back(worker, &own[kept..]).unwrap();
                run(&mut dealing, worker, &own[..kept]);
                ran[worker] = kept;
            }
            run(&mut dealing, 0, &first[0]);
            ran[0] = first[0].len();
            // the first worker takes all that it is given, before the others come
            for (worker, ran) in ran.iter_mut().enumerate() {
                loop {
                    let more = dealing.assign(worker, false);
                    if more.is_empty() {
                        break;
                    }
                    run(&mut dealing, worker, &more);
                    *ran += more.len();
                }
            }
            assert_eq!(ran.iter().sum::<usize>(), units, "{workers} workers");
            if workers == 2 {
                assert!(ran.iter().all(|&ran| 3 * ran >= units), "{units} units: {ran:?}");
            }
        }
    }

    #[test]
    fn what_is_returned_stays_its_worker_s_until_all_is_open() {
        let mut dealing = deal(Schedule::Dynamic, 12, 1, 2);
        let [own, others] = [0, 1].map(|worker| dealing.assign(worker, false));
        run(&mut dealing, 1, &others);
        dealing.take_back(0, &own[1..]).unwrap();
        let mut more = Vec::new();
        while let [unit] = dealing.assign(1, false)[..] {
            more.push(unit);
        }
        assert_eq!(more, [2, 5, 8, 11]);
        assert_eq!(dealing.assign(1, true), [9]);
        assert_eq!(dealing.assign(0, true), [3, 6]);
    }

    #[test]
    fn what_was_of_the_rest_goes_back_to_it() {
        let mut dealing = deal(Schedule::Dynamic, 24, 1, 2);
        let own = dealing.assign(0, false);
        run(&mut dealing, 0, &own);
        assert_eq!(dealing.assign(0, false), [2, 5]);
        dealing.take_back(0, &[5]).unwrap();
        dealing.assign(1, false);
        assert_eq!(dealing.assign(1, false), [5, 8]);
    }

    #[test]
    fn a_lot_that_is_begun_stays_with_its_worker_unless_it_is_split() {
        let mut dealing = deal(Schedule::Dynamic, 12, 4, 2);
        assert_eq!(dealing.assign(0, false), [0, 1, 2, 3]);
        run(&mut dealing, 0, &[0]);
        dealing.take_back(0, &[1, 2, 3]).unwrap();
        assert_eq!(dealing.assign(1, true), [4, 5, 6, 7]);
        assert_eq!(dealing.assign(1, true), [8, 9, 10, 11]);
        assert!(dealing.assign(1, true).is_empty());
        assert_eq!(dealing.assign(0, true), [1, 2, 3]);

        let mut dealing = deal(Schedule::Split, 12, 4, 2);
        assert_eq!(dealing.assign(0, false), [0, 3, 6, 9]);
        run(&mut dealing, 0, &[0]);
        dealing.take_back(0, &[3, 6, 9]).unwrap();
        dealing.assign(1, false);
        let taken: Vec<usize> = std::iter::repeat_with(|| dealing.assign(1, true))
            .take(7)
            .flatten()
            .collect();
        assert_eq!(taken, [2, 5, 8, 11, 9, 6, 3]);
    }

    #[test]
    fn static_gives_two_and_three_of_five_and_never_another_s() {
        let mut dealing = deal(Schedule::Static, 5, 1, 2);
        assert_eq!(dealing.assign(0, true), [0, 1]);
        assert!(dealing.assign(0, true).is_empty());
        assert_eq!(dealing.assign(1, true), [2, 3, 4]);
    }

    #[test]
    fn however_many_there_are_a_message_has_few() {
        for schedule in Schedule::ALL {
            let mut dealing = deal(schedule, 100_000, 1, 2);
            assert_eq!(dealing.assign(0, false).len(), AT_ONCE);
        }
    }

    #[test]
    fn every_schedule_gives_every_unit_once() {
        for schedule in Schedule::ALL {
            for units in 0..40 {
                for (workers, lot) in (1..=9).flat_map(|workers| [1, 2, 7].map(|lot| (workers, lot))) {
                    let mut dealing = Dealing::new(schedule, units, lot, |unit| unit % 5 == 0, workers);
                    let mut all: Vec<usize> = Vec::new();
                    for worker in 0..workers {
                        loop {
                            let some = dealing.assign(worker, false);
                            if some.is_empty() {
                                break;
                            }
                            all.extend(some);
                        }
                    }
                    all.sort_unstable();
                    assert_eq!(
                        all,
                        (0..units).filter(|unit| unit % 5 != 0).collect::<Vec<_>>(),
                        "{schedule}, {units} units in lots of {lot}, {workers} workers"
                    );
                }
            }
        }
    }

    #[test]
    fn a_worker_returns_only_what_it_has() {
        let mut dealing = deal(Schedule::Dynamic, 12, 1, 2);
        dealing.assign(0, false);
        assert_eq!(dealing.take_back(0, &[1]), Err(1));
        assert!(!dealing.complete(1, 0));
    }
}
