//! Which units are assigned to which remote worker, many in one message.
//!
//! Two thirds are assigned round-robin, so that each worker gets some of the long units wherever they are; the rest goes to
//! whichever worker is free. What a worker has not begun after a while it returns, and it is assigned again.

use std::collections::VecDeque;

use super::Schedule;

/// Units in one message at most, so that returning them costs little however many there are.
const MOST_IN_A_MESSAGE: usize = 256;

/// The units of one run: those waiting to be assigned, and those that each worker has.
pub(super) struct RemoteQueue {
    schedule: Schedule,
    /// By number; the units of a chunk go to one worker.
    chunks: Vec<Chunk>,
    chunk_units: usize,
    /// Chunks reserved for each worker, not assigned yet.
    own: Vec<VecDeque<usize>>,
    /// Chunks for whichever worker is free.
    rest: VecDeque<usize>,
    /// Units assigned to each worker.
    held: Vec<Vec<usize>>,
}

#[derive(Default)]
struct Chunk {
    /// Units not assigned, in order.
    waiting: Vec<usize>,
    /// How many of its units are to be run, assigned or not.
    units: usize,
    /// The worker that it is reserved for.
    owner: Option<usize>,
}

impl Chunk {
    /// Whether units of it have been assigned.
    fn is_begun(&self) -> bool {
        self.waiting.len() < self.units
    }
}

impl RemoteQueue {
    /// The units below `units` that are not skipped, in chunks of `chunk_units` units in a row; under split every unit is a
    /// chunk.
    pub(super) fn new(
        schedule: Schedule,
        units: usize,
        chunk_units: usize,
        skips: impl Fn(usize) -> bool,
        workers: usize,
    ) -> Self {
        let chunk_units = match schedule {
            Schedule::Dynamic | Schedule::Static => chunk_units.max(1),
            Schedule::Split => 1,
        };
        let mut chunks: Vec<Chunk> = (0..units.div_ceil(chunk_units))
            .map(|_| Chunk::default())
            .collect();
        for unit in (0..units).filter(|&unit| !skips(unit)) {
            let chunk = &mut chunks[unit / chunk_units];
            chunk.waiting.push(unit);
            chunk.units += 1;
        }
        let mut queue = RemoteQueue {
            schedule,
            chunks,
            chunk_units,
            own: vec![VecDeque::new(); workers],
            rest: VecDeque::new(),
            held: vec![Vec::new(); workers],
        };
        match schedule {
            Schedule::Static => queue.reserve_blocks(),
            Schedule::Dynamic | Schedule::Split => queue.reserve_round_robin(),
        }
        queue
    }

    /// Contiguous blocks, as [`Schedule::Static`] says.
    fn reserve_blocks(&mut self) {
        let (chunks, workers) = (self.chunks.len(), self.own.len());
        for worker in 0..workers {
            for chunk in worker * chunks / workers..(worker + 1) * chunks / workers {
                self.reserve(chunk, worker);
            }
        }
    }

    /// For each of w workers 2/(3w) of the chunks, rounded up.
    fn reserve_round_robin(&mut self) {
        let workers = self.own.len();
        let to_run: Vec<usize> = (0..self.chunks.len())
            .filter(|&chunk| self.chunks[chunk].units > 0)
            .collect();
        let share = (2 * to_run.len()).div_ceil(3 * workers);
        let turns = workers + workers.div_ceil(2);
        for (at, &chunk) in to_run.iter().enumerate() {
            let worker = at % turns;
            if worker < workers && self.own[worker].len() < share {
                self.reserve(chunk, worker);
            } else {
                self.rest.push_back(chunk);
            }
        }
        for worker in 0..workers {
            while self.own[worker].len() < share {
                let Some(chunk) = self.rest.pop_back() else {
                    return;
                };
                self.reserve(chunk, worker);
            }
        }
    }

    fn reserve(&mut self, chunk: usize, worker: usize) {
        if self.chunks[chunk].units > 0 {
            self.chunks[chunk].owner = Some(worker);
            self.own[worker].push_back(chunk);
        }
    }

    /// Assigns units to a worker: those reserved for it, else some of the rest. With `stealing`, chunks that are reserved for
    /// others and that these have not begun are part of the rest. None when there is none for it.
    pub(super) fn assign(&mut self, worker: usize, stealing: bool) -> Vec<usize> {
        let (mut chunks, mut units) = (Vec::new(), 0);
        let mut most = if self.own[worker].is_empty() {
            self.share_of_rest(worker, stealing)
        } else {
            self.own[worker].len()
        };
        while most > 0 && units < MOST_IN_A_MESSAGE {
            let Some(chunk) = self.next(worker, stealing) else {
                break;
            };
            units += self.chunks[chunk].waiting.len();
            chunks.push(chunk);
            most -= 1;
        }
        let mut assigned = Vec::with_capacity(units);
        for chunk in chunks {
            assigned.append(&mut self.chunks[chunk].waiting);
        }
        self.held[worker].extend(&assigned);
        assigned
    }

    /// How many chunks of the rest a free worker is assigned, so that all finish at about the same time.
    fn share_of_rest(&self, worker: usize, stealing: bool) -> usize {
        let stealable: usize = self
            .victims(worker, stealing)
            .map(|victim| self.stealable(victim))
            .sum();
        (self.rest.len() + stealable).div_ceil(2 * self.own.len())
    }

    fn next(&mut self, worker: usize, stealing: bool) -> Option<usize> {
        let next = self.own[worker].pop_front().or_else(|| self.rest.pop_front());
        next.or_else(|| {
            let mut victims = self.victims(worker, stealing);
            let victim = victims.find(|&victim| self.stealable(victim) > 0)?;
            self.own[victim].pop_back()
        })
    }

    /// The workers from which this one can steal chunks.
    fn victims(&self, worker: usize, stealing: bool) -> impl Iterator<Item = usize> + use<> {
        let stealing = stealing && self.schedule != Schedule::Static;
        (0..self.own.len()).filter(move |&other| stealing && other != worker)
    }

    /// How many of the chunks reserved for a worker others can steal, from the back: those that it has begun come first.
    fn stealable(&self, worker: usize) -> usize {
        let own = &self.own[worker];
        let begun = own.iter().take_while(|&&chunk| self.chunks[chunk].is_begun());
        own.len() - begun.count()
    }

    /// A worker has run that unit; false when the unit was not assigned to it.
    pub(super) fn complete(&mut self, worker: usize, unit: usize) -> bool {
        let held = &mut self.held[worker];
        let at = held.iter().position(|&held| held == unit);
        at.map(|at| held.remove(at)).is_some()
    }

    /// A worker returns these units, which it has not begun.
    ///
    /// # Errors
    /// A unit that was not assigned to it; those before it are returned.
    pub(super) fn return_units(&mut self, worker: usize, units: &[usize]) -> Result<(), usize> {
        let mut units = units.to_vec();
        units.sort_unstable();
        let mut chunks: Vec<usize> = Vec::new();
        for unit in units {
            if !self.complete(worker, unit) {
                return Err(unit);
            }
            let chunk = unit / self.chunk_units;
            self.chunks[chunk].waiting.push(unit);
            if chunks.last() != Some(&chunk) {
                chunks.push(chunk);
            }
        }
        for chunk in chunks.into_iter().rev() {
            if self.chunks[chunk].is_begun() {
                self.chunks[chunk].owner = Some(worker);
            }
            match self.chunks[chunk].owner {
                Some(owner) => self.own[owner].push_front(chunk),
                None => self.rest.push_front(chunk),
            }
        }
        Ok(())
    }

    /// How many units are assigned to a worker.
    pub(super) fn held(&self, worker: usize) -> usize {
        self.held[worker].len()
    }

    /// Nothing is assigned to a worker any more.
    pub(super) fn forget(&mut self, worker: usize) {
        self.held[worker].clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue_of(schedule: Schedule, units: usize, chunk: usize, workers: usize) -> RemoteQueue {
        RemoteQueue::new(schedule, units, chunk, |_| false, workers)
    }

    /// Runs all these units.
    fn run(queue: &mut RemoteQueue, worker: usize, units: &[usize]) {
        units
            .iter()
            .for_each(|&unit| assert!(queue.complete(worker, unit)));
    }

    #[test]
    fn two_thirds_are_assigned_round_robin_and_the_rest_to_whoever_is_free() {
        let mut queue = queue_of(Schedule::Dynamic, 12, 1, 2);
        assert_eq!(queue.assign(0, false), [0, 3, 6, 9]);
        run(&mut queue, 0, &[0, 3, 6, 9]);
        assert_eq!(queue.assign(0, false), [2]);
        assert_eq!(queue.assign(0, false), [5]);
        assert_eq!(queue.assign(1, false), [1, 4, 7, 10]);
        assert_eq!(queue.assign(1, false), [8]);
        assert_eq!(queue.assign(1, false), [11]);
        assert!(queue.assign(0, false).is_empty());
        assert_eq!([queue.held(0), queue.held(1)], [2, 6]);
    }

    #[test]
    fn each_has_its_share_whoever_is_quick() {
        for (units, workers) in (8..=300).flat_map(|units| (1..=9).map(move |workers| (units, workers))) {
            let mut queue = queue_of(Schedule::Dynamic, units, 1, workers);
            let first: Vec<Vec<usize>> = (0..workers).map(|worker| queue.assign(worker, false)).collect();
            let mut ran = vec![0; workers];
            for (worker, own) in first.iter().enumerate().skip(1) {
                let few = own.len().min(1);
                queue.return_units(worker, &own[few..]).unwrap();
                run(&mut queue, worker, &own[..few]);
                ran[worker] = few;
            }
            run(&mut queue, 0, &first[0]);
            ran[0] = first[0].len();
            // the first worker runs all that it is assigned, before the others ask again
            for (worker, ran) in ran.iter_mut().enumerate() {
                loop {
                    let more = queue.assign(worker, false);
                    if more.is_empty() {
                        break;
                    }
                    run(&mut queue, worker, &more);
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
    fn what_is_returned_stays_reserved_until_it_can_be_stolen() {
        let mut queue = queue_of(Schedule::Dynamic, 12, 1, 2);
        let [own, others] = [0, 1].map(|worker| queue.assign(worker, false));
        run(&mut queue, 1, &others);
        queue.return_units(0, &own[1..]).unwrap();
        let mut more = Vec::new();
        while let [unit] = queue.assign(1, false)[..] {
            more.push(unit);
        }
        assert_eq!(more, [2, 5, 8, 11]);
        assert_eq!(queue.assign(1, true), [9]);
        assert_eq!(queue.assign(0, true), [3, 6]);
    }

    #[test]
    fn what_came_from_the_rest_goes_back_to_it() {
        let mut queue = queue_of(Schedule::Dynamic, 24, 1, 2);
        let own = queue.assign(0, false);
        run(&mut queue, 0, &own);
        assert_eq!(queue.assign(0, false), [2, 5]);
        queue.return_units(0, &[5]).unwrap();
        queue.assign(1, false);
        assert_eq!(queue.assign(1, false), [5, 8]);
    }

    #[test]
    fn a_chunk_that_is_begun_stays_with_its_worker_unless_it_is_split() {
        let mut queue = queue_of(Schedule::Dynamic, 12, 4, 2);
        assert_eq!(queue.assign(0, false), [0, 1, 2, 3]);
        run(&mut queue, 0, &[0]);
        queue.return_units(0, &[1, 2, 3]).unwrap();
        assert_eq!(queue.assign(1, true), [4, 5, 6, 7]);
        assert_eq!(queue.assign(1, true), [8, 9, 10, 11]);
        assert!(queue.assign(1, true).is_empty());
        assert_eq!(queue.assign(0, true), [1, 2, 3]);

        let mut queue = queue_of(Schedule::Split, 12, 4, 2);
        assert_eq!(queue.assign(0, false), [0, 3, 6, 9]);
        run(&mut queue, 0, &[0]);
        queue.return_units(0, &[3, 6, 9]).unwrap();
        queue.assign(1, false);
        let taken: Vec<usize> = std::iter::repeat_with(|| queue.assign(1, true))
            .take(7)
            .flatten()
            .collect();
        assert_eq!(taken, [2, 5, 8, 11, 9, 6, 3]);
    }

    #[test]
    fn static_assigns_two_and_three_of_five_and_nothing_is_stolen() {
        let mut queue = queue_of(Schedule::Static, 5, 1, 2);
        assert_eq!(queue.assign(0, true), [0, 1]);
        assert!(queue.assign(0, true).is_empty());
        assert_eq!(queue.assign(1, true), [2, 3, 4]);
    }

    #[test]
    fn a_message_has_few_units_however_many_there_are() {
        for schedule in Schedule::ALL {
            let mut queue = queue_of(schedule, 100_000, 1, 2);
            assert_eq!(queue.assign(0, false).len(), MOST_IN_A_MESSAGE);
        }
    }

    #[test]
    fn every_schedule_assigns_every_unit_once() {
        for schedule in Schedule::ALL {
            for units in 0..40 {
                for (workers, chunk) in (1..=9).flat_map(|workers| [1, 2, 7].map(|chunk| (workers, chunk))) {
                    let mut queue = RemoteQueue::new(schedule, units, chunk, |unit| unit % 5 == 0, workers);
                    let mut all: Vec<usize> = Vec::new();
                    for worker in 0..workers {
                        loop {
                            let some = queue.assign(worker, false);
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
                        "{schedule}, {units} units in chunks of {chunk}, {workers} workers"
                    );
                }
            }
        }
    }

    #[test]
    fn a_worker_returns_only_what_it_has() {
        let mut queue = queue_of(Schedule::Dynamic, 12, 1, 2);
        queue.assign(0, false);
        assert_eq!(queue.return_units(0, &[1]), Err(1));
        assert!(!queue.complete(1, 0));
    }
}
