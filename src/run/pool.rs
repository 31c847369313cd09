//! Runs units on a rayon pool, on the calling thread or on remote workers; each worker takes one unit after another from a
//! queue.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use web_time::Instant;

use super::meter::Meter;
use super::remote_queue::RemoteQueue;
use super::schedule::{Queue, Schedule};
use super::watch::{Stopped, Watch};

/// Work in units that can be run in any order, on any thread.
pub trait Work: Send + Sync + 'static {
    /// What one unit gives.
    type Output: Send + 'static;

    /// How many units there are.
    fn units(&self) -> usize;

    /// Whether a unit is not to be run, because it is done or belongs to another share.
    fn skips(&self, _unit: usize) -> bool {
        false
    }

    /// How many units in a row are one piece of work for remote workers, divided only so that these handle messages in
    /// between.
    fn chunk(&self) -> usize {
        1
    }

    /// Runs unit number `unit` as worker number `worker`, reporting to `watch` often.
    ///
    /// # Errors
    /// [`Stopped`] when the watch said so.
    fn run(&self, unit: usize, worker: usize, watch: &dyn Watch) -> Result<Self::Output, Stopped>;
}

/// Who ran a unit, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timing {
    /// Its number among the work's units.
    pub unit: usize,
    /// From 0.
    pub worker: usize,
    /// Seconds from the start of the run to its beginning.
    pub begun: f64,
    pub seconds: f64,
}

/// A unit that is done.
#[derive(Clone, Debug)]
pub struct Finished<T> {
    pub timing: Timing,
    pub output: T,
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Running,
    /// Every unit is done, even if it was cancelled meanwhile.
    Done,
    /// It was cancelled before every unit was done, and no worker is at work any more.
    Cancelled,
    /// A unit panicked, with that message, and no worker is at work any more.
    Failed(String),
}

/// Where the workers come from.
pub enum Executor {
    /// A pool of its own, ended with the executor.
    Pool(rayon::ThreadPool),
    /// Rayon's global pool.
    Global,
    /// The calling thread, one unit at each [`Run::step`].
    Caller,
    /// This many remote workers, reached by messages: see [`Run::assign`].
    Messages(usize),
}

impl Executor {
    /// A pool of that many threads.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn pool(workers: usize) -> Result<Self, rayon::ThreadPoolBuildError> {
        Ok(Executor::Pool(
            rayon::ThreadPoolBuilder::new().num_threads(workers).build()?,
        ))
    }

    /// How many workers it has.
    pub fn workers(&self) -> usize {
        match self {
            Executor::Pool(pool) => pool.current_num_threads(),
            Executor::Global => rayon::current_num_threads(),
            Executor::Caller => 1,
            Executor::Messages(workers) => *workers,
        }
    }

    /// How many of them share this memory; the caller of remote workers counts as one.
    pub fn workers_here(&self) -> usize {
        match self {
            Executor::Messages(_) => 1,
            Executor::Pool(_) | Executor::Global | Executor::Caller => self.workers(),
        }
    }

    /// Does the same to each item, on every worker of a pool of its own, otherwise here; returns when all is done.
    ///
    /// # Errors
    /// The first error that is met; then some items may be left out.
    pub fn each<T: Sync, E: Send>(
        &self,
        items: &[T],
        task: impl Fn(&T) -> Result<(), E> + Sync,
    ) -> Result<(), E> {
        match self {
            Executor::Pool(pool) => {
                let next = AtomicUsize::new(0);
                let ended = pool.broadcast(|_| {
                    let mut items = std::iter::from_fn(|| items.get(next.fetch_add(1, Ordering::Relaxed)));
                    items.try_for_each(&task)
                });
                ended.into_iter().collect()
            }
            Executor::Global | Executor::Caller | Executor::Messages(_) => items.iter().try_for_each(task),
        }
    }

    /// Starts `work` on every worker and returns at once. The meter has a place for each worker; figures of earlier work in
    /// it are added to.
    pub fn start<W: Work>(&self, work: Arc<W>, schedule: Schedule, meter: Arc<Meter>) -> Run<W> {
        let workers = self.workers();
        (0..workers).for_each(|worker| meter.reopen(worker));
        let left = match self {
            Executor::Messages(_) => {
                let (units, chunk) = (work.units(), work.chunk());
                let skips = |unit| work.skips(unit);
                Left::Remote(Mutex::new(RemoteQueue::new(
                    schedule, units, chunk, skips, workers,
                )))
            }
            Executor::Pool(_) | Executor::Global | Executor::Caller => {
                Left::Local(Queue::new(schedule, work.units(), workers))
            }
        };
        let shared = Arc::new(Shared::new(work, left, meter, workers));
        let each = {
            let shared = shared.clone();
            move |context: rayon::BroadcastContext<'_>| shared.work_off(context.index())
        };
        match self {
            Executor::Pool(pool) => pool.spawn_broadcast(each),
            Executor::Global => rayon::spawn_broadcast(each),
            Executor::Caller | Executor::Messages(_) => {}
        }
        Run {
            shared,
            on_caller: matches!(self, Executor::Caller),
        }
    }
}

/// Work that has been started. It is cancelled when dropped: nobody is left to take its outputs.
pub struct Run<W: Work> {
    pub(super) shared: Arc<Shared<W>>,
    on_caller: bool,
}

/// The units that no worker has taken yet.
enum Left {
    Local(Queue),
    Remote(Mutex<RemoteQueue>),
}

pub(super) struct Shared<W: Work> {
    work: Arc<W>,
    units: Left,
    pub(super) meter: Arc<Meter>,
    pub(super) started: Instant,
    stop: AtomicBool,
    /// Units that are to be run and are not done.
    left: AtomicUsize,
    at_work: AtomicUsize,
    finished: Mutex<Vec<Finished<W::Output>>>,
    /// When the last worker finished.
    ended: Mutex<Option<Instant>>,
    /// Notified when no worker is at work any more.
    over: Condvar,
    failure: Mutex<Option<String>>,
}

impl<W: Work> Run<W> {
    /// Asks all workers to stop; they do within some milliseconds, and then [`Run::state`] says so.
    pub fn cancel(&self) {
        self.shared.stop.store(true, Ordering::Relaxed);
    }

    /// How far it is.
    pub fn state(&self) -> State {
        let at_work = self.shared.at_work.load(Ordering::Acquire) > 0;
        let all_done = self.shared.left.load(Ordering::Relaxed) == 0;
        // a remote worker that has not asked for units yet is not waited for
        let is_remote = matches!(self.shared.units, Left::Remote(_));
        if at_work && !(is_remote && all_done) {
            return State::Running;
        }
        if let Some(message) = lock(&self.shared.failure).clone() {
            return State::Failed(message);
        }
        if all_done { State::Done } else { State::Cancelled }
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.shared.stopped()
    }

    /// The units that were done since the last call, in the order in which they were done.
    pub fn take_finished(&self) -> Vec<Finished<W::Output>> {
        std::mem::take(&mut *lock(&self.shared.finished))
    }

    /// What each worker is doing.
    pub fn meter(&self) -> &Meter {
        &self.shared.meter
    }

    /// From the start to now, or to the moment when the last worker finished.
    pub fn elapsed_seconds(&self) -> f64 {
        let end = lock(&self.shared.ended).unwrap_or_else(Instant::now);
        end.duration_since(self.shared.started).as_secs_f64()
    }

    /// From the start to now, whether it is over or not.
    pub fn age_seconds(&self) -> f64 {
        self.shared.started.elapsed().as_secs_f64()
    }

    /// On [`Executor::Caller`], runs the next unit here. Does nothing once there is none.
    pub fn step(&self) {
        self.shared.step(0);
    }

    /// Waits until it is over, at most for that long; on [`Executor::Caller`] runs units meanwhile. Returns the state then.
    pub fn wait(&self, at_most: Duration) -> State {
        let start = Instant::now();
        if self.on_caller {
            while start.elapsed() < at_most && self.shared.step(0) {}
        } else {
            let mut ended = lock(&self.shared.ended);
            while self.shared.at_work.load(Ordering::Acquire) > 0 {
                let Some(left) = at_most.checked_sub(start.elapsed()) else {
                    break;
                };
                // not wait_timeout_while, whose clock a browser does not have
                let waited = self.shared.over.wait_timeout(ended, left);
                ended = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
        self.state()
    }
}

impl<W: Work> Drop for Run<W> {
    fn drop(&mut self) {
        self.cancel();
    }
}

impl<W: Work> Shared<W> {
    fn new(work: Arc<W>, units: Left, meter: Arc<Meter>, workers: usize) -> Self {
        let left = (0..work.units()).filter(|&unit| !work.skips(unit)).count();
        Shared {
            left: AtomicUsize::new(left),
            units,
            work,
            meter,
            started: Instant::now(),
            stop: AtomicBool::new(false),
            at_work: AtomicUsize::new(workers),
            finished: Mutex::new(Vec::new()),
            ended: Mutex::new(None),
            over: Condvar::new(),
            failure: Mutex::new(None),
        }
    }

    fn work_off(&self, worker: usize) {
        while self.step(worker) {}
    }

    /// Runs the next unit of a worker; false when the worker has finished.
    fn step(&self, worker: usize) -> bool {
        if self.meter.is_at_end(worker) {
            return false;
        }
        let stopped = || self.stopped();
        let worker_meter = self.meter.of_worker(worker, &stopped);
        if let Some(unit) = self.take(worker) {
            worker_meter.begin(unit);
            let start = Instant::now();
            match catch_unwind(AssertUnwindSafe(|| self.work.run(unit, worker, &worker_meter))) {
                Ok(Ok(output)) => {
                    let seconds = start.elapsed().as_secs_f64();
                    worker_meter.finish(seconds);
                    let timing = Timing {
                        unit,
                        worker,
                        begun: start.duration_since(self.started).as_secs_f64(),
                        seconds,
                    };
                    self.finish(Finished { timing, output });
                    return true;
                }
                Ok(Err(Stopped)) => {}
                Err(panic) => {
                    self.fail(panic_message(&*panic));
                }
            }
        }
        self.end(worker);
        false
    }

    /// A unit is done.
    pub(super) fn finish(&self, unit: Finished<W::Output>) {
        lock(&self.finished).push(unit);
        self.left.fetch_sub(1, Ordering::Relaxed);
    }

    pub(super) fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// The next unit that a local worker is to run; `None` when there is none for it, or all must stop.
    fn take(&self, worker: usize) -> Option<usize> {
        let Left::Local(queue) = &self.units else {
            return None;
        };
        if self.stopped() {
            return None;
        }
        std::iter::from_fn(|| queue.take(worker)).find(|&unit| !self.work.skips(unit))
    }

    /// The queue of the remote workers.
    ///
    /// # Panics
    /// Where the workers share this memory.
    pub(super) fn remote_queue(&self) -> MutexGuard<'_, RemoteQueue> {
        match &self.units {
            Left::Remote(queue) => lock(queue),
            Left::Local(_) => panic!("the workers are not remote"),
        }
    }

    /// A worker that had finished is at work again.
    pub(super) fn reopen(&self, worker: usize) {
        self.meter.reopen(worker);
        self.at_work.fetch_add(1, Ordering::Release);
    }

    /// Stops all workers; only the first message counts.
    pub(super) fn fail(&self, message: String) {
        lock(&self.failure).get_or_insert(message);
        self.stop.store(true, Ordering::Relaxed);
    }

    /// A worker has finished.
    pub(super) fn end(&self, worker: usize) {
        self.meter.of_worker(worker, &|| true).end();
        let mut ended = lock(&self.ended);
        *ended = Some(Instant::now());
        if self.at_work.fetch_sub(1, Ordering::Release) == 1 {
            self.over.notify_all();
        }
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a worker panicked".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Report;
    use std::sync::mpsc;
    use std::time::Duration;

    struct Squares(usize);

    impl Work for Squares {
        type Output = usize;

        fn units(&self) -> usize {
            self.0
        }

        fn run(&self, unit: usize, _: usize, _: &dyn Watch) -> Result<usize, Stopped> {
            Ok(unit * unit)
        }
    }

    /// Unit 1 panics, the others run until they are stopped.
    struct Endless;

    impl Work for Endless {
        type Output = ();

        fn units(&self) -> usize {
            4
        }

        fn run(&self, unit: usize, _: usize, watch: &dyn Watch) -> Result<(), Stopped> {
            assert!(unit != 1, "unit 1 went wrong");
            loop {
                watch.report(Report {
                    counted: [1, 0],
                    share: 0,
                    in_progress: &[],
                    ..Report::default()
                })?;
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }

    fn start<W: Work>(executor: &Executor, work: Arc<W>, schedule: Schedule) -> Run<W> {
        executor.start(work, schedule, Arc::new(Meter::new(executor.workers())))
    }

    fn wait<W: Work>(run: &Run<W>) -> State {
        while run.state() == State::Running {
            std::thread::sleep(Duration::from_millis(1));
        }
        run.state()
    }

    #[test]
    fn every_unit_is_done_once_by_every_schedule() {
        for workers in 1..=4 {
            let executor = Executor::pool(workers).unwrap();
            for schedule in Schedule::ALL {
                let run = start(&executor, Arc::new(Squares(23)), schedule);
                assert_eq!(wait(&run), State::Done);
                let mut outputs: Vec<usize> = run
                    .take_finished()
                    .iter()
                    .map(|finished| finished.output)
                    .collect();
                outputs.sort_unstable();
                assert_eq!(outputs, (0..23).map(|unit| unit * unit).collect::<Vec<_>>());
                assert!(run.take_finished().is_empty());
            }
        }
    }

    #[test]
    fn the_caller_steps_through_all_units() {
        let run = start(&Executor::Caller, Arc::new(Squares(3)), Schedule::Dynamic);
        for done in 1..=3 {
            run.step();
            assert_eq!(run.take_finished().len(), 1, "step {done}");
            assert_eq!(run.state(), State::Running);
        }
        run.step();
        assert_eq!(run.state(), State::Done);
        run.step();
        assert_eq!(run.state(), State::Done);
    }

    #[test]
    fn cancel_stops_all_workers() {
        let executor = Executor::pool(1).unwrap();
        let run = start(&executor, Arc::new(Endless), Schedule::Dynamic);
        std::thread::sleep(Duration::from_millis(20));
        assert_eq!(run.state(), State::Running);
        run.cancel();
        assert_eq!(wait(&run), State::Cancelled);
        assert!(run.take_finished().is_empty());
    }

    #[test]
    fn a_cancel_after_the_last_unit_leaves_it_done() {
        let run = start(&Executor::Caller, Arc::new(Squares(3)), Schedule::Dynamic);
        for _ in 0..3 {
            run.step();
        }
        run.cancel();
        run.step();
        assert_eq!(run.state(), State::Done);

        let run = start(&Executor::Caller, Arc::new(Squares(3)), Schedule::Dynamic);
        for _ in 0..2 {
            run.step();
        }
        run.cancel();
        run.step();
        assert_eq!(run.state(), State::Cancelled);
    }

    /// One unit that runs until it is stopped, and sends a message then.
    struct UntilStopped(mpsc::Sender<&'static str>);

    impl Work for UntilStopped {
        type Output = ();

        fn units(&self) -> usize {
            1
        }

        fn run(&self, _: usize, _: usize, watch: &dyn Watch) -> Result<(), Stopped> {
            self.0.send("begun").unwrap();
            let nothing = Report {
                counted: [0; 2],
                share: 0,
                in_progress: &[],
                ..Report::default()
            };
            while watch.report(nothing).is_ok() {
                std::thread::yield_now();
            }
            self.0.send("stopped").unwrap();
            Err(Stopped)
        }
    }

    #[test]
    fn a_run_that_is_dropped_stops_and_frees_its_worker() {
        let executor = Executor::pool(1).unwrap();
        let (says, said) = mpsc::channel();
        let within = Duration::from_secs(60);
        let run = start(&executor, Arc::new(UntilStopped(says)), Schedule::Dynamic);
        assert_eq!(said.recv_timeout(within), Ok("begun"));
        drop(run);
        assert_eq!(said.recv_timeout(within), Ok("stopped"));
        let next = start(&executor, Arc::new(Squares(3)), Schedule::Dynamic);
        assert_eq!(next.wait(within), State::Done);
    }

    #[test]
    fn a_panic_ends_the_run_with_its_message() {
        let executor = Executor::pool(2).unwrap();
        let run = start(&executor, Arc::new(Endless), Schedule::Dynamic);
        assert_eq!(wait(&run), State::Failed("unit 1 went wrong".to_owned()));
    }
}
