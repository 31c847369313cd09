//! Units run by remote workers: assigned in messages, and completed or returned in others.

use std::time::Duration;

use thiserror::Error;

use super::pool::{Finished, Run, Timing, Work};

/// Nothing is stolen before this: on a busy machine a worker may be held up for a while, and is at work again before the
/// others could have done its share.
const STEAL_AFTER: Duration = Duration::from_millis(200);

/// A remote worker completed or returned a unit that was not assigned to it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("worker {} returned unit {unit}, which it was not given", .worker + 1)]
pub struct Refused {
    /// From 0.
    pub worker: usize,
    pub unit: usize,
}

/// For [`Executor::Messages`](super::Executor::Messages) only.
impl<W: Work> Run<W> {
    /// Assigns units to a worker. A worker that gets none and has none left has finished, unless others return units later.
    pub fn assign(&self, worker: usize) -> Vec<usize> {
        let mut queue = self.shared.remote_queue();
        let at_end = self.shared.meter.is_at_end(worker);
        let units = if self.shared.stopped() {
            Vec::new()
        } else {
            queue.assign(worker, self.shared.started.elapsed() >= STEAL_AFTER)
        };
        match (at_end, units.is_empty()) {
            (true, false) => self.shared.reopen(worker),
            (false, true) if queue.held(worker) == 0 => self.shared.end(worker),
            _ => {}
        }
        units
    }

    /// How many units are assigned to a worker.
    pub fn held(&self, worker: usize) -> usize {
        self.shared.remote_queue().held(worker)
    }

    /// Takes the output of a unit that a worker has run in so many seconds.
    ///
    /// # Errors
    /// [`Refused`] when that unit was not assigned to the worker.
    pub fn complete(
        &self,
        worker: usize,
        unit: usize,
        seconds: f64,
        output: W::Output,
    ) -> Result<(), Refused> {
        if !self.shared.remote_queue().complete(worker, unit) {
            return Err(Refused { worker, unit });
        }
        // the worker's clock is another, so the beginning is reckoned back from now
        let begun = (self.shared.started.elapsed().as_secs_f64() - seconds).max(0.0);
        let timing = Timing {
            unit,
            worker,
            begun,
            seconds,
        };
        self.shared.finish(Finished { timing, output });
        Ok(())
    }

    /// A worker returns these units, which it has not begun.
    ///
    /// # Errors
    /// [`Refused`] when one of them was not assigned to the worker.
    pub fn return_units(&self, worker: usize, units: &[usize]) -> Result<(), Refused> {
        let taken = self.shared.remote_queue().return_units(worker, units);
        taken.map_err(|unit| Refused { worker, unit })
    }

    /// Copies a worker's own meter, word by word.
    pub fn sync(&self, worker: usize, meter: &[u64]) {
        self.shared.meter.copy(worker, meter);
    }

    /// A worker does nothing any more, whatever is assigned to it. After a cancel it has finished; otherwise it has failed.
    pub fn release(&self, worker: usize) {
        if self.shared.meter.is_at_end(worker) {
            return;
        }
        self.shared.remote_queue().forget(worker);
        if !self.shared.stopped() {
            self.shared.fail(format!("worker {} was lost", worker + 1));
        }
        self.shared.end(worker);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::run::{Executor, Meter, MeterField, Schedule, State};
    use crate::run::{Stopped, Watch};

    /// Units in chunks of five, every third of them done before.
    struct Numbers(usize);

    impl Work for Numbers {
        type Output = usize;

        fn units(&self) -> usize {
            self.0
        }

        fn skips(&self, unit: usize) -> bool {
            unit.is_multiple_of(3)
        }

        fn chunk(&self) -> usize {
            5
        }

        fn run(&self, _: usize, _: usize, _: &dyn Watch) -> Result<usize, Stopped> {
            unreachable!("nothing is run here")
        }
    }

    fn start(workers: usize, units: usize, schedule: Schedule) -> Run<Numbers> {
        let meter = Arc::new(Meter::new(workers));
        Executor::Messages(workers).start(Arc::new(Numbers(units)), schedule, meter)
    }

    #[test]
    fn every_unit_is_assigned_once_by_every_schedule() {
        for (schedule, workers) in Schedule::ALL
            .into_iter()
            .flat_map(|s| (1..=4).map(move |w| (s, w)))
        {
            let run = start(workers, 31, schedule);
            let mut most_held = 0;
            while run.state() == State::Running {
                for worker in 0..workers {
                    // two at a time, completed in the other order
                    let units = run.assign(worker);
                    let (run_here, returned) = units.split_at(units.len().min(2));
                    run.return_units(worker, returned).unwrap();
                    most_held = most_held.max(run.held(worker));
                    for &unit in run_here.iter().rev() {
                        run.complete(worker, unit, 0.0, 10 * unit).unwrap();
                    }
                }
            }
            assert_eq!(run.state(), State::Done);
            assert_eq!(most_held, 2);
            let mut outputs: Vec<usize> = run
                .take_finished()
                .iter()
                .map(|finished| finished.output)
                .collect();
            outputs.sort_unstable();
            let expected: Vec<usize> = (0..31)
                .filter(|unit| unit % 3 != 0)
                .map(|unit| 10 * unit)
                .collect();
            assert_eq!(outputs, expected, "{schedule}, {workers} workers");
        }
    }

    #[test]
    fn it_is_not_over_while_a_unit_is_assigned() {
        let run = start(2, 2, Schedule::Dynamic);
        assert_eq!(run.assign(0), [1]);
        assert!(run.assign(0).is_empty() && run.assign(1).is_empty());
        assert!(run.meter().is_at_end(1) && !run.meter().is_at_end(0));
        assert_eq!(run.state(), State::Running);
        run.complete(0, 1, 0.0, 0).unwrap();
        assert_eq!(run.state(), State::Done);
        assert!(run.assign(0).is_empty());
        assert_eq!(run.state(), State::Done);
    }

    #[test]
    fn a_worker_that_has_not_asked_yet_is_not_waited_for() {
        let run = start(2, 11, Schedule::Split);
        std::thread::sleep(STEAL_AFTER);
        loop {
            let units = run.assign(0);
            if units.is_empty() {
                break;
            }
            units
                .iter()
                .for_each(|&unit| run.complete(0, unit, 0.0, 0).unwrap());
        }
        assert_eq!(run.state(), State::Done);
    }

    #[test]
    fn after_a_cancel_nothing_is_assigned_and_it_ends_when_all_are_released() {
        let run = start(2, 30, Schedule::Dynamic);
        let first = run.assign(0)[0];
        run.assign(1);
        run.cancel();
        assert!(run.assign(0).is_empty());
        run.complete(0, first, 0.0, 7).unwrap();
        run.release(0);
        run.release(0);
        assert_eq!(run.state(), State::Running);
        run.release(1);
        assert_eq!(run.state(), State::Cancelled);
        assert_eq!(run.take_finished().len(), 1);
    }

    #[test]
    fn a_cancel_after_the_last_unit_leaves_it_done() {
        let run = start(2, 2, Schedule::Dynamic);
        assert_eq!(run.assign(0), [1]);
        run.cancel();
        run.complete(0, 1, 0.0, 7).unwrap();
        for worker in 0..2 {
            run.release(worker);
        }
        assert_eq!(run.state(), State::Done);
    }

    #[test]
    fn a_worker_that_is_lost_fails_the_run() {
        let run = start(2, 30, Schedule::Dynamic);
        run.assign(0);
        run.release(0);
        assert!(run.assign(1).is_empty());
        let message = "worker 1 was lost".to_owned();
        assert_eq!(run.state(), State::Failed(message));
    }

    #[test]
    fn a_unit_comes_back_once_and_from_the_worker_that_has_it() {
        let run = start(2, 30, Schedule::Dynamic);
        let unit = run.assign(0)[0];
        let refused = |worker| Err(Refused { worker, unit });
        assert_eq!(run.complete(1, unit, 0.0, 0), refused(1));
        assert_eq!(run.return_units(1, &[unit]), refused(1));
        run.complete(0, unit, 0.0, 0).unwrap();
        assert_eq!(run.complete(0, unit, 0.0, 0), refused(0));
        assert_eq!(run.return_units(0, &[unit]), refused(0));
        assert_eq!(run.take_finished().len(), 1);
    }

    #[test]
    fn a_worker_that_had_finished_runs_what_another_returns() {
        let run = start(2, 11, Schedule::Split);
        let units = [run.assign(0), run.assign(1)];
        let complete = |worker: usize, units: &[usize]| {
            units
                .iter()
                .for_each(|&unit| run.complete(worker, unit, 0.0, 0).unwrap());
        };
        complete(1, &units[1]);
        while let [unit] = run.assign(1)[..] {
            complete(1, &[unit]);
        }
        assert!(run.meter().is_at_end(1));
        run.return_units(0, &units[0][1..]).unwrap();
        assert!(run.assign(1).is_empty());
        std::thread::sleep(STEAL_AFTER);
        let more = run.assign(1);
        assert!(!more.is_empty() && !run.meter().is_at_end(1));
        complete(0, &units[0][..1]);
        complete(0, &run.assign(0));
        assert!(run.assign(0).is_empty());
        assert_eq!(run.state(), State::Running);
        complete(1, &more);
        assert!(run.assign(1).is_empty());
        assert_eq!(run.state(), State::Done);
    }

    #[test]
    fn a_worker_s_own_meter_is_copied_until_it_has_finished() {
        let run = start(2, 1, Schedule::Dynamic);
        let words: Vec<u64> = (1..=crate::run::WORDS_A_WORKER as u64).collect();
        run.sync(1, &words);
        assert_eq!(run.meter().words(1), words);
        assert!(run.meter().words(0).iter().all(|&word| word == 0));
        assert!(run.assign(1).is_empty());
        run.sync(1, &words);
        assert!(run.meter().is_at_end(1));
        assert_eq!(run.meter().read(1, MeterField::Positive), 4);
    }
}
