//! Notices a worker that has died: one that has not finished and has reported nothing for too long.

use std::time::Duration;

use super::meter::{Meter, MeterField};

/// Silence after which a worker counts as dead; reports come about every millisecond.
const SILENCE: Duration = Duration::from_millis(1500);

/// The longest time between two readings that counts as silence in full: after a machine has slept no worker is dead.
const LONGEST_STEP: Duration = Duration::from_millis(250);

/// Reads a meter now and then.
pub struct Watchdog {
    /// The last heartbeat seen of each worker, and for how long it has not changed.
    seen: Vec<(u64, Duration)>,
    last_reading: Duration,
}

impl Watchdog {
    /// Starts at time `now`, on any clock.
    pub fn new(workers: usize, now: Duration) -> Self {
        Watchdog {
            seen: vec![(0, Duration::ZERO); workers],
            last_reading: now,
        }
    }

    /// The number of the first worker, from 0, that is dead at time `now`, if any is.
    pub fn dead(&mut self, meter: &Meter, now: Duration) -> Option<usize> {
        let step = now.saturating_sub(self.last_reading).min(LONGEST_STEP);
        self.last_reading = now;
        for (worker, (heartbeat, silence)) in self.seen.iter_mut().enumerate() {
            let current = meter.read(worker, MeterField::Heartbeat);
            if current != *heartbeat || meter.is_at_end(worker) {
                *silence = Duration::ZERO;
                *heartbeat = current;
            } else {
                *silence += step;
            }
        }
        self.seen.iter().position(|(_, silence)| *silence >= SILENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::{Report, Watch};

    const TICK: Duration = Duration::from_millis(100);

    #[test]
    fn notices_within_two_seconds_and_only_the_silent_one() {
        let meter = Meter::new(3);
        let never = || false;
        let worker_meters: Vec<_> = (0..3).map(|worker| meter.of_worker(worker, &never)).collect();
        worker_meters[2].end();
        worker_meters[1].begin(0);
        let mut watchdog = Watchdog::new(3, Duration::ZERO);
        for tick in 1..=20 {
            worker_meters[0]
                .report(Report {
                    counted: [0; 2],
                    share: 0,
                    in_progress: &[],
                    ..Report::default()
                })
                .unwrap();
            if let Some(dead) = watchdog.dead(&meter, TICK * tick) {
                assert_eq!(dead, 1);
                return;
            }
        }
        panic!("the silent worker was not noticed");
    }

    #[test]
    fn a_worker_is_not_dead_because_the_machine_slept() {
        let meter = Meter::new(1);
        let mut watchdog = Watchdog::new(1, Duration::ZERO);
        assert_eq!(watchdog.dead(&meter, Duration::from_secs(3600)), None);
    }
}
