//! Counts whose units are run by workers that share no memory with them.

use super::*;
use crate::engine::seam::Prepared;
use crate::report::CountResult;
use serde::{Deserialize, Serialize};

const WORKERS: usize = 3;

fn request(schedule: Schedule) -> Request {
    Request {
        schedule: Some(schedule),
        parts: Some(7),
        ..enumeration(4, 6)
    }
}

fn through_json<T: Serialize + for<'a> Deserialize<'a>>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

/// A worker, and how many phases it has folded.
pub struct Worker {
    remote: Remote,
    folded: usize,
}

impl Worker {
    fn open(count: &Count) -> Self {
        let settled = through_json(count.request());
        Worker {
            remote: Remote::open(&settled, &Session::default()).unwrap(),
            folded: 0,
        }
    }

    /// Folds the phases that it has not folded yet.
    fn fold(&mut self, count: &Count) {
        let phases = count.phase_outputs(self.folded);
        phases
            .iter()
            .map(|outputs| messages::read_outputs(&messages::outputs(outputs)).unwrap())
            .for_each(|outputs| self.remote.fold(&outputs, &|| ()).unwrap());
        self.folded += phases.len();
    }

    /// Runs up to three of the units that it is assigned, and returns the others.
    fn run(&mut self, number: usize, count: &mut Count) {
        self.fold(count);
        let units = count.assign(number);
        if !units.is_empty() {
            assert_eq!(self.remote.phase(), count.phase());
        }
        let (run, returned) = units.split_at(units.len().min(3));
        count.return_units(number, returned);
        for &unit in run {
            let completed = messages::completed(&[self.remote.run(unit, &|| ())]);
            for completed in messages::read_completed(&completed).unwrap() {
                count.complete(number, completed);
            }
        }
        count.sync_meter(number, &self.remote.meter().words(0));
    }
}

pub fn open_remote(request: Request, checkpoint: Option<Checkpoint>) -> (Count, Vec<Worker>) {
    let executor = Arc::new(Executor::Messages(WORKERS));
    let resumed = Resumed {
        checkpoint,
        ..Resumed::default()
    };
    let count = Count::resume(request, resumed, &Session::default(), executor).unwrap();
    let workers = (0..WORKERS).map(|_| Worker::open(&count)).collect();
    (count, workers)
}

/// Every worker in turn runs up to three units, until `enough` units are done or there are no more.
pub fn run_remote(count: &mut Count, workers: &mut [Worker], enough: usize) {
    while count.poll() == State::Running && count.records().len() < enough {
        for (number, worker) in workers.iter_mut().enumerate() {
            worker.run(number, count);
        }
    }
}

#[test]
fn remote_workers_count_what_a_pool_counts_by_every_schedule() {
    for schedule in Schedule::ALL {
        let expected = done(start(request(schedule), pool(2)));
        let (mut count, mut workers) = open_remote(request(schedule), None);
        run_remote(&mut count, &mut workers, usize::MAX);
        assert_eq!(signs(&count), signs(&expected));
        let result = CountResult::of(&count).unwrap();
        assert_eq!(result.workers, 3);
        let units = |worker: usize| result.per_worker[worker].units;
        assert!((0..WORKERS).all(|worker| units(worker) > 0), "{schedule}");
        assert_eq!((0..WORKERS).map(units).sum::<u32>(), 70);
        let read = |field| (0..WORKERS).map(move |worker| (worker, field));
        let metered: u64 = read(MeterField::Positive)
            .chain(read(MeterField::Negative))
            .map(|(worker, field)| count.meter().read(worker, field))
            .sum();
        let figures = &result.figures[0];
        let reduced = figures.reduced.clone().unwrap();
        assert_eq!(reduced * figures.first_columns, metered.into());
    }
}

#[test]
fn phases_that_are_run_here_and_by_remote_workers_give_the_table() {
    let request = Request::by_classes(7, 1..=7);
    let expected = done(start(request.clone(), pool(2)));
    let (mut count, mut workers) = open_remote(request, None);
    let here = pool(2);
    while count.poll() == State::Running {
        let is_list = count.phase().is_some_and(|phase| !phase.saved);
        if !is_list {
            workers[0].run(0, &mut count);
            continue;
        }
        let units = count.assign(0);
        let Some(work) = count.work(&units) else { break };
        let run = here.start(Arc::new(work), Schedule::Dynamic, Arc::new(Meter::new(2)));
        assert_eq!(run.wait(LONG), State::Done);
        let finished = run.take_finished();
        assert_eq!(finished.len(), units.len());
        for Finished { timing, output } in finished {
            let unit = Completed {
                unit: timing.unit as u32,
                seconds: timing.seconds,
                prepared: output.prepared,
                output: output.output,
            };
            count.complete(0, unit);
        }
    }
    assert_eq!(signs(&count), signs(&expected));
}

#[test]
fn remote_workers_give_the_table_by_classes() {
    let (mut count, mut workers) = open_remote(Request::by_classes(8, 1..=8), None);
    run_remote(&mut count, &mut workers, usize::MAX);
    let expected = done(start(Request::by_classes(8, 1..=8), pool(2)));
    assert_eq!(signs(&count), signs(&expected));
}

#[test]
fn a_worker_that_joins_late_is_sent_all_outputs_so_far() {
    let (mut count, mut workers) = open_remote(Request::by_classes(8, 1..=8), None);
    while count.phase_outputs(0).len() < 4 {
        for (number, worker) in workers.iter_mut().enumerate() {
            worker.run(number, &mut count);
        }
        count.poll();
    }
    workers[1] = Worker::open(&count);
    run_remote(&mut count, &mut workers, usize::MAX);
    assert_eq!(count.state(), State::Done);
    let expected = done(start(Request::by_classes(8, 1..=8), pool(2)));
    assert_eq!(signs(&count), signs(&expected));
}

#[test]
fn under_static_and_dynamic_a_first_column_has_one_worker() {
    for (schedule, alone) in [
        (Schedule::Static, true),
        (Schedule::Dynamic, true),
        (Schedule::Split, false),
    ] {
        let (mut count, mut workers) = open_remote(request(schedule), None);
        run_remote(&mut count, &mut workers, usize::MAX);
        let columns = CountResult::of(&count).unwrap().by_column.unwrap().per_column;
        assert_eq!(
            columns.iter().all(|column| column.worker.is_some()),
            alone,
            "{schedule}"
        );
    }
}

#[test]
fn a_count_that_is_interrupted_and_resumed_gives_the_same() {
    for schedule in Schedule::ALL {
        let (mut whole, mut workers) = open_remote(request(schedule), None);
        run_remote(&mut whole, &mut workers, usize::MAX);

        let (mut count, mut workers) = open_remote(request(schedule), None);
        run_remote(&mut count, &mut workers, 20);
        count.cancel();
        for worker in 0..WORKERS {
            count.release(worker);
        }
        assert_eq!(count.poll(), State::Cancelled);
        assert_eq!(count.answer().unwrap_err(), CountError::Cancelled);
        let checkpoint = through_text(&count.checkpoint());
        let (done, units) = checkpoint.done(&Session::default()).unwrap();
        assert!((20..units).contains(&done), "{done} of {units}");

        let (mut count, mut workers) = open_remote(request(schedule), Some(checkpoint));
        run_remote(&mut count, &mut workers, usize::MAX);
        assert_eq!(signs(&count), signs(&whole));
        let result = CountResult::of(&count).unwrap();
        let here: u32 = result.per_worker.iter().map(|worker| worker.units).sum();
        assert_eq!(here as usize, units - done);
    }
}

type Spoil = fn(&mut Completed);

#[test]
fn what_is_not_of_the_unit_ends_the_count_without_a_figure() {
    let wrong: [(Spoil, &str); 3] = [
        (
            |completed| {
                completed.output.pop();
            },
            "what is given for unit",
        ),
        (|completed| completed.unit = 1_000_000, "there are units 0 to 69"),
        (
            |completed| completed.unit += 7,
            "worker 1 returned unit 7, which it was not given",
        ),
    ];
    for (spoil, expected) in wrong {
        let (mut count, workers) = open_remote(request(Schedule::Dynamic), None);
        let unit = count.assign(0)[0];
        let mut completed = workers[0].remote.run(unit, &|| ());
        spoil(&mut completed);
        count.complete(0, completed);
        for worker in 1..WORKERS {
            assert!(count.assign(worker).is_empty());
        }
        let State::Failed(message) = count.poll() else {
            panic!("a wrong result was taken")
        };
        assert!(message.contains(expected), "{message}");
        assert!(count.answer().is_err());
    }
}

#[test]
fn a_result_that_contradicts_another_column_gives_no_total() {
    let (mut count, mut workers) = open_remote(request(Schedule::Dynamic), None);
    let units = count.assign(0);
    let unit = units[0];
    count.return_units(0, &units[1..]);
    let completed = Completed {
        unit,
        seconds: 0.0,
        prepared: Prepared::default(),
        output: [77u128.to_le_bytes(), 3u128.to_le_bytes()].concat(),
    };
    count.complete(0, completed);
    run_remote(&mut count, &mut workers, usize::MAX);
    let message = count.answer().unwrap_err().to_string();
    assert!(message.starts_with("the first columns do not agree"), "{message}");
}

#[test]
fn a_remote_worker_reports_while_it_counts() {
    let (count, workers) = open_remote(request(Schedule::Static), None);
    let reported = std::cell::Cell::new(0);
    for unit in count.assign(0).into_iter().take(7) {
        workers[0].remote.run(unit, &|| reported.set(reported.get() + 1));
    }
    assert!(reported.get() > 0);
    assert_eq!(workers[0].remote.meter().read(0, MeterField::UnitsDone), 7);
}
