//! What each worker is doing: words in shared memory that anyone may read while the work is running.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::watch::{Report, Stopped, Watch};

/// Words that one worker has in the meter.
pub const WORDS_A_WORKER: usize = MeterField::InProgress as usize + IN_PROGRESS_WORDS;

const IN_PROGRESS_WORDS: usize = 10;

/// The place of each figure among a worker's words.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(repr(enum)))]
#[repr(usize)]
pub enum MeterField {
    /// 0 not begun, 1 at work, 2 finished.
    State = 0,
    /// Goes up with every report.
    Heartbeat = 1,
    UnitsDone = 2,
    /// Counted so far, including the unit in progress.
    Positive = 3,
    Negative = 4,
    /// Microseconds spent on finished units.
    BusyMicroseconds = 5,
    /// Number of the unit in progress plus 1; 0 for none.
    Unit = 6,
    /// Millionths of the unit in progress that are done.
    Share = 7,
    /// Steps so far, including the unit in progress.
    Steps = 8,
    /// Ten words about the unit in progress, as the work packs them; 0 where there is nothing.
    InProgress = 9,
}

const NOT_BEGUN: u64 = 0;
const AT_WORK: u64 = 1;
const AT_END: u64 = 2;

/// The words of all workers, one worker after the other.
pub struct Meter {
    words: Box<[AtomicU64]>,
}

impl Meter {
    /// All zero.
    pub fn new(workers: usize) -> Self {
        Meter {
            words: (0..workers * WORDS_A_WORKER).map(|_| AtomicU64::new(0)).collect(),
        }
    }

    /// How many workers it has.
    pub fn workers(&self) -> usize {
        self.words.len() / WORDS_A_WORKER
    }

    /// Where the words are in memory.
    pub fn address(&self) -> *const AtomicU64 {
        self.words.as_ptr()
    }

    /// One figure of one worker.
    pub fn read(&self, worker: usize, field: MeterField) -> u64 {
        self.word(worker, field as usize).load(Relaxed)
    }

    /// The words of one worker, to write; its reports are refused once `stop` returns true.
    pub fn of_worker<'m>(&'m self, worker: usize, stop: &'m (dyn Fn() -> bool + Sync)) -> WorkerMeter<'m> {
        WorkerMeter {
            meter: self,
            worker,
            stop,
        }
    }

    /// All words of one worker, as they are now.
    pub fn words(&self, worker: usize) -> Vec<u64> {
        (0..WORDS_A_WORKER)
            .map(|field| self.word(worker, field).load(Relaxed))
            .collect()
    }

    /// Copies the words of a worker's own meter, unless the worker has finished.
    pub(super) fn copy(&self, worker: usize, words: &[u64]) {
        if self.is_at_end(worker) {
            return;
        }
        for (field, &word) in words.iter().enumerate().take(WORDS_A_WORKER) {
            self.word(worker, field).store(word, Relaxed);
        }
    }

    /// A worker is no longer finished; its figures are added to.
    pub(super) fn reopen(&self, worker: usize) {
        self.word(worker, MeterField::State as usize)
            .store(NOT_BEGUN, Relaxed);
    }

    /// Whether a worker has finished.
    pub fn is_at_end(&self, worker: usize) -> bool {
        self.read(worker, MeterField::State) == AT_END
    }

    fn word(&self, worker: usize, field: usize) -> &AtomicU64 {
        &self.words[worker * WORDS_A_WORKER + field]
    }
}

/// One worker's words in the meter, and how its work learns that it must stop.
pub struct WorkerMeter<'m> {
    meter: &'m Meter,
    worker: usize,
    stop: &'m (dyn Fn() -> bool + Sync),
}

impl WorkerMeter<'_> {
    /// Begins unit number `unit`.
    pub fn begin(&self, unit: usize) {
        self.set(MeterField::Share, 0);
        self.set(MeterField::Unit, unit as u64 + 1);
        self.set(MeterField::State, AT_WORK);
        self.add(MeterField::Heartbeat, 1);
    }

    /// Ends the unit in progress, which took so many seconds.
    pub fn finish(&self, seconds: f64) {
        self.add(MeterField::BusyMicroseconds, (seconds * 1e6).round() as u64);
        self.add(MeterField::UnitsDone, 1);
        self.set(MeterField::Unit, 0);
        self.add(MeterField::Heartbeat, 1);
    }

    /// Shows that the worker is alive, between units.
    pub fn beat(&self) {
        self.add(MeterField::Heartbeat, 1);
    }

    pub(super) fn end(&self) {
        self.set(MeterField::Unit, 0);
        self.set(MeterField::State, AT_END);
    }

    fn set(&self, field: MeterField, value: u64) {
        self.meter.word(self.worker, field as usize).store(value, Relaxed);
    }

    fn add(&self, field: MeterField, value: u64) {
        self.meter
            .word(self.worker, field as usize)
            .fetch_add(value, Relaxed);
    }
}

impl Watch for WorkerMeter<'_> {
    fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
        self.add(MeterField::Positive, report.counted[0]);
        self.add(MeterField::Negative, report.counted[1]);
        self.add(MeterField::Steps, report.steps);
        self.set(MeterField::Share, report.share);
        for at in 0..IN_PROGRESS_WORDS {
            let word = report.in_progress.get(at).copied().unwrap_or(0);
            self.meter
                .word(self.worker, MeterField::InProgress as usize + at)
                .store(word, Relaxed);
        }
        self.add(MeterField::Heartbeat, 1);
        if (self.stop)() { Err(Stopped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_writes_only_its_own_words() {
        let meter = Meter::new(2);
        let never = || false;
        let worker_meter = meter.of_worker(1, &never);
        worker_meter.begin(6);
        worker_meter
            .report(Report {
                counted: [3, 4],
                share: 500_000,
                in_progress: &[7],
                ..Report::default()
            })
            .unwrap();
        worker_meter
            .report(Report {
                counted: [1, 0],
                share: 600_000,
                in_progress: &[8, 9],
                ..Report::default()
            })
            .unwrap();
        let read = |field| meter.read(1, field);
        assert_eq!([read(MeterField::Positive), read(MeterField::Negative)], [4, 4]);
        assert_eq!(
            [
                read(MeterField::Unit),
                read(MeterField::Share),
                read(MeterField::InProgress)
            ],
            [7, 600_000, 8]
        );
        worker_meter.finish(0.5);
        worker_meter.end();
        assert_eq!(
            [read(MeterField::UnitsDone), read(MeterField::BusyMicroseconds)],
            [1, 500_000]
        );
        assert!(meter.is_at_end(1) && !meter.is_at_end(0));
        assert!((0..WORDS_A_WORKER).all(|field| meter.word(0, field).load(Relaxed) == 0));
    }

    #[test]
    fn a_stopped_worker_s_reports_are_refused() {
        let meter = Meter::new(1);
        let stop = || true;
        assert!(
            meter
                .of_worker(0, &stop)
                .report(Report {
                    counted: [0; 2],
                    share: 0,
                    in_progress: &[],
                    ..Report::default()
                })
                .is_err()
        );
    }
}
