//! Units run elsewhere: given out one by one, and given back with what they gave.

use thiserror::Error;

use super::pool::{Finished, Run, Timing, Work, lock};

/// A worker elsewhere gave back what it does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("worker {} returned unit {unit}, which it was not given", .worker + 1)]
pub struct Refused {
    /// From 0.
    pub worker: usize,
    pub unit: usize,
}

/// What [`Executor::Messages`](super::Executor::Messages) needs: none of it is for work that is done here.
impl<W: Work> Run<W> {
    /// The next unit for a worker, which has it from now on. With `None` for a worker that has none left, the worker has
    /// come to its end.
    pub fn hand_out(&self, worker: usize) -> Option<usize> {
        if self.shared.meter.is_at_end(worker) {
            return None;
        }
        let next = self.shared.take(worker);
        let held = &mut lock(&self.shared.held)[worker];
        match next {
            Some(unit) => held.push(unit),
            None if held.is_empty() => self.shared.end(worker),
            None => {}
        }
        next
    }

    /// How many units a worker has.
    pub fn held(&self, worker: usize) -> usize {
        lock(&self.shared.held)[worker].len()
    }

    /// Takes what a worker has made of a unit, in so many seconds.
    ///
    /// # Errors
    /// [`Refused`] when the worker does not have that unit.
    pub fn take_back(
        &self,
        worker: usize,
        unit: usize,
        seconds: f64,
        output: W::Output,
    ) -> Result<(), Refused> {
        let held = &mut lock(&self.shared.held)[worker];
        let at = held
            .iter()
            .position(|&held| held == unit)
            .ok_or(Refused { worker, unit })?;
        held.remove(at);
        // clocks elsewhere are others, so it is reckoned back from now
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

    /// Takes over a worker's own meter, word by word.
    pub fn hear(&self, worker: usize, meter: &[u64]) {
        self.shared.meter.copy(worker, meter);
    }

    /// A worker does nothing any more, whatever it still has. That is its end after a cancel, and else a failure.
    pub fn let_go(&self, worker: usize) {
        if self.shared.meter.is_at_end(worker) {
            return;
        }
        lock(&self.shared.held)[worker].clear();
        if !self.shared.stopped() {
            self.shared.fail(format!("worker {} was lost", worker + 1));
        }
        self.shared.end(worker);
    }

    /// Ends the run as failed, with that message.
    pub fn fail(&self, message: String) {
        self.shared.fail(message);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::run::{Executor, Meter, MeterField, Schedule, State};
    use crate::run::{Stopped, Watch};

    /// Units in lots of five, every third of them done before.
    struct Numbers(usize);

    impl Work for Numbers {
        type Output = usize;

        fn units(&self) -> usize {
            self.0
        }

        fn skips(&self, unit: usize) -> bool {
            unit.is_multiple_of(3)
        }

        fn lot(&self) -> usize {
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
    fn every_unit_is_given_out_once_by_every_schedule() {
        for (schedule, workers) in Schedule::ALL
            .into_iter()
            .flat_map(|s| (1..=4).map(move |w| (s, w)))
        {
            let run = start(workers, 31, schedule);
            let mut most_held = 0;
            while run.state() == State::Running {
                for worker in 0..workers {
                    // two at a time, given back in the other order
                    let units: Vec<usize> = (0..2).filter_map(|_| run.hand_out(worker)).collect();
                    most_held = most_held.max(run.held(worker));
                    for unit in units.into_iter().rev() {
                        run.take_back(worker, unit, 0.0, 10 * unit).unwrap();
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
    fn it_is_not_over_while_a_worker_has_a_unit() {
        let run = start(2, 2, Schedule::Dynamic);
        assert_eq!(run.hand_out(0), Some(1));
        assert_eq!([run.hand_out(0), run.hand_out(1)], [None, None]);
        assert!(run.meter().is_at_end(1) && !run.meter().is_at_end(0));
        assert_eq!(run.state(), State::Running);
        run.take_back(0, 1, 0.0, 0).unwrap();
        assert_eq!(run.state(), State::Running);
        assert_eq!(run.hand_out(0), None);
        assert_eq!(run.state(), State::Done);
    }

    #[test]
    fn after_a_cancel_nothing_is_given_out_and_it_ends_when_all_have_let_go() {
        let run = start(2, 30, Schedule::Dynamic);
        let first = run.hand_out(0).unwrap();
        run.hand_out(0).unwrap();
        run.hand_out(1).unwrap();
        run.cancel();
        assert_eq!(run.hand_out(0), None);
        run.take_back(0, first, 0.0, 7).unwrap();
        run.let_go(0);
        run.let_go(0);
        assert_eq!(run.state(), State::Running);
        run.let_go(1);
        assert_eq!(run.state(), State::Cancelled);
        assert_eq!(run.take_finished().len(), 1);
    }

    #[test]
    fn a_cancel_after_the_last_unit_leaves_it_done() {
        let run = start(2, 2, Schedule::Dynamic);
        assert_eq!(run.hand_out(0), Some(1));
        run.cancel();
        run.take_back(0, 1, 0.0, 7).unwrap();
        for worker in 0..2 {
            run.let_go(worker);
        }
        assert_eq!(run.state(), State::Done);
    }

    #[test]
    fn a_worker_that_is_lost_fails_the_run() {
        let run = start(2, 30, Schedule::Dynamic);
        run.hand_out(0).unwrap();
        run.let_go(0);
        assert_eq!(run.hand_out(1), None);
        let message = "worker 1 was lost".to_owned();
        assert_eq!(run.state(), State::Failed(message));
    }

    #[test]
    fn a_unit_comes_back_once_and_from_who_has_it() {
        let run = start(2, 30, Schedule::Dynamic);
        let unit = run.hand_out(0).unwrap();
        let refused = |worker| Err(Refused { worker, unit });
        assert_eq!(run.take_back(1, unit, 0.0, 0), refused(1));
        run.take_back(0, unit, 0.0, 0).unwrap();
        assert_eq!(run.take_back(0, unit, 0.0, 0), refused(0));
        assert_eq!(run.take_finished().len(), 1);
    }

    #[test]
    fn a_worker_s_own_meter_is_taken_over_until_its_end() {
        let run = start(2, 1, Schedule::Dynamic);
        let words: Vec<u64> = (1..=crate::run::WORDS_A_WORKER as u64).collect();
        run.hear(1, &words);
        assert_eq!(run.meter().words(1), words);
        assert!(run.meter().words(0).iter().all(|&word| word == 0));
        assert_eq!(run.hand_out(1), None);
        run.hear(1, &words);
        assert!(run.meter().is_at_end(1));
        assert_eq!(run.meter().read(1, MeterField::Positive), 4);
    }
}
