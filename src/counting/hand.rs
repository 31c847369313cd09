//! A count whose units are counted elsewhere: what goes there and comes back by message, and who counts it there.

use serde::{Deserialize, Serialize};
use web_time::Instant;

use super::{CountError, Counted, Counting};
use crate::engine::enumerate::{Options, Popcount, PopcountChoice, settle};
use crate::engine::{Engine, EngineError, EngineName, Prepared, Unit, UnitResult};
use crate::job::RecordError;
use crate::latin::Shape;
use crate::run::{Lane, Meter};
use crate::run::{Report, Stopped, Watch};

/// What a hand is told before its first unit.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Errand {
    pub shape: Shape,
    pub engine: EngineName,
    pub options: Options,
    /// How the count has chosen to count leaves; `null` where there is nothing to choose.
    pub popcount: Option<PopcountChoice>,
}

/// A unit that goes to a hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct HandedOut {
    /// Its number among the plan's units.
    pub number: u32,
    pub unit: Unit,
}

/// What comes back of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct HandedBack {
    pub number: u32,
    #[serde(flatten)]
    pub result: UnitResult,
    pub seconds: f64,
    /// The part of them that tables took.
    pub table_seconds: f64,
}

/// A worker that shares no memory with the count: it has an engine and a meter of its own.
pub struct Hand {
    engine: Box<dyn Engine>,
    meter: Meter,
}

impl Hand {
    /// Ready for the units of an errand; it holds at most `memory` bytes.
    ///
    /// # Errors
    /// [`EngineError`] when the engine does not take the shape.
    pub fn open(errand: Errand, memory: u64) -> Result<Self, EngineError> {
        let Errand {
            shape,
            engine,
            options,
            popcount,
        } = errand;
        if let (Popcount::Auto, Some(choice)) = (options.popcount, popcount) {
            settle(choice);
        }
        Ok(Hand {
            engine: engine.open(shape, 1, memory, options)?,
            meter: Meter::new(1),
        })
    }

    /// What it is doing, in the words of [`MeterField`](crate::run::MeterField).
    pub fn meter(&self) -> Vec<u64> {
        self.meter.words(0)
    }

    /// Counts a unit, and calls `told` about every millisecond meanwhile, when the meter has been renewed.
    ///
    /// # Panics
    /// On a unit that is not of this errand.
    pub fn run(&self, HandedOut { number, unit }: HandedOut, told: &dyn Fn()) -> HandedBack {
        let lane = self.meter.lane(0, &|| false);
        lane.begin(number as usize);
        let start = Instant::now();
        let telling = Telling { lane: &lane, told };
        let prepared = self.engine.prepare(unit, &telling).expect("nobody stops it");
        let result = self.engine.run_unit(unit, &telling).expect("nobody stops it");
        let seconds = start.elapsed().as_secs_f64();
        lane.finish(seconds);
        HandedBack {
            number,
            result,
            seconds,
            table_seconds: prepared.seconds,
        }
    }
}

struct Telling<'h> {
    lane: &'h Lane<'h>,
    told: &'h dyn Fn(),
}

impl Watch for Telling<'_> {
    fn report(&self, report: Report<'_>) -> Result<(), Stopped> {
        self.lane.report(report)?;
        (self.told)();
        Ok(())
    }
}

/// For [`Executor::Messages`](crate::run::Executor::Messages) only.
impl Counting {
    /// What every hand is told before its first unit.
    pub fn errand(&self) -> Errand {
        let manner = self.units.manner();
        Errand {
            shape: manner.shape,
            engine: manner.engine,
            options: manner.options,
            popcount: self.units.engine().popcount(),
        }
    }

    /// At most so many units for a worker; none for one that has nothing left to do.
    pub fn hand_out(&self, worker: usize, most: usize) -> Vec<HandedOut> {
        std::iter::from_fn(|| self.run.hand_out(worker))
            .take(most)
            .map(|number| HandedOut {
                number: number as u32,
                unit: self.job.units()[number],
            })
            .collect()
    }

    /// Takes what a worker has made of a unit. What is not that unit's ends the count as failed.
    pub fn take_back(&self, worker: usize, back: HandedBack) {
        if let Err(error) = self.taken_back(worker, back) {
            self.run.fail(error.to_string());
            self.run.let_go(worker);
        }
    }

    fn taken_back(&self, worker: usize, back: HandedBack) -> Result<(), CountError> {
        let (number, result) = (back.number as usize, back.result);
        if self.job.units().get(number) != Some(&result.unit) {
            return Err(RecordError::Foreign(result.unit).into());
        }
        let prepared = Prepared {
            seconds: back.table_seconds,
            ..Prepared::default()
        };
        let counted = Counted {
            result,
            prepared,
            prepared_seconds: back.table_seconds,
        };
        let taken = self.run.take_back(worker, number, back.seconds, counted);
        taken.map_err(|refused| CountError::Worker(refused.to_string()))
    }

    /// Takes over a worker's own meter.
    pub fn hear(&self, worker: usize, meter: &[u64]) {
        self.run.hear(worker, meter);
    }

    /// A worker does nothing any more: its end after a cancel, and else a failure.
    pub fn let_go(&self, worker: usize) {
        self.run.let_go(worker);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counting::{Begun, Question};
    use crate::latin::SignedCount;
    use crate::report::ProgressState;
    use crate::run::{Executor, MeterField, Schedule, State};

    const WORKERS: usize = 3;

    fn question(schedule: Schedule) -> Question {
        Question {
            schedule: Some(schedule),
            parts: Some(7),
            ..Question::of(Shape::new(4, 6).unwrap())
        }
    }

    fn go_on(question: Question, begun: Begun) -> (Counting, Vec<Hand>) {
        let counting = Counting::go_on(question, begun, u64::MAX, &Executor::Messages(WORKERS)).unwrap();
        let errand = through_json(&counting.errand());
        let hands = (0..WORKERS)
            .map(|_| Hand::open(errand, u64::MAX).unwrap())
            .collect();
        (counting, hands)
    }

    fn start(schedule: Schedule) -> (Counting, Vec<Hand>) {
        go_on(question(schedule), Begun::default())
    }

    fn through_json<T: Serialize + for<'a> Deserialize<'a>>(value: &T) -> T {
        serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
    }

    /// Every worker in turn counts up to three units, until `enough` units are done or there are no more.
    fn count(counting: &mut Counting, hands: &[Hand], enough: usize) {
        while counting.state() == State::Running && counting.done().0 < enough {
            for (worker, hand) in hands.iter().enumerate() {
                for given in counting.hand_out(worker, 3) {
                    let back = hand.run(through_json(&given), &|| ());
                    counting.take_back(worker, through_json(&back));
                }
                counting.hear(worker, &hand.meter());
            }
            counting.collect().unwrap();
        }
    }

    #[test]
    fn hands_count_what_a_pool_counts_by_every_schedule() {
        let pool = Executor::pool(2).unwrap();
        for schedule in Schedule::ALL {
            let mut expected = Counting::start(question(schedule), u64::MAX, &pool).unwrap();
            while expected.wait(std::time::Duration::from_secs(1)) == State::Running {}
            expected.collect().unwrap();
            let expected = expected.result().unwrap();

            let (mut counting, hands) = start(schedule);
            count(&mut counting, &hands, usize::MAX);
            let result = counting.result().unwrap();
            assert_eq!(result.summary.total, expected.summary.total);
            assert_eq!(result.summary.difference, expected.summary.difference);
            assert_eq!(result.summary.workers, 3);
            let units = |worker: usize| result.per_worker[worker].units;
            assert!((0..WORKERS).all(|worker| units(worker) > 0), "{schedule}");
            assert_eq!((0..WORKERS).map(units).sum::<u32>(), 70);
            let read = |field| (0..WORKERS).map(move |worker| (worker, field));
            let metered: u64 = read(MeterField::Positive)
                .chain(read(MeterField::Negative))
                .map(|(worker, field)| counting.meter().read(worker, field))
                .sum();
            assert_eq!(
                result.summary.reduced * result.summary.first_columns,
                metered.into()
            );
        }
    }

    #[test]
    fn under_static_and_dynamic_a_first_column_has_one_worker() {
        for (schedule, alone) in [
            (Schedule::Static, true),
            (Schedule::Dynamic, true),
            (Schedule::Split, false),
        ] {
            let (mut counting, hands) = start(schedule);
            count(&mut counting, &hands, usize::MAX);
            let columns = counting.result().unwrap().per_column;
            assert_eq!(
                columns.iter().all(|column| column.worker.is_some()),
                alone,
                "{schedule}"
            );
        }
    }

    #[test]
    fn a_count_that_is_interrupted_and_gone_on_with_gives_the_same() {
        for schedule in Schedule::ALL {
            let (mut counting, hands) = start(schedule);
            count(&mut counting, &hands, usize::MAX);
            let whole = counting.result().unwrap();

            let (mut counting, hands) = start(schedule);
            count(&mut counting, &hands, 20);
            counting.cancel();
            for worker in 0..WORKERS {
                counting.let_go(worker);
            }
            assert_eq!(counting.progress().state, ProgressState::Cancelled);
            assert_eq!(counting.result().unwrap_err(), CountError::Cancelled);
            let checkpoint = through_json(&counting.checkpoint());
            let (done, units) = checkpoint.done();
            assert!((20..units).contains(&done), "{done} of {units}");

            let begun = Begun {
                checkpoint: Some(checkpoint),
                share: None,
            };
            let (mut counting, hands) = go_on(question(schedule), begun);
            count(&mut counting, &hands, usize::MAX);
            let result = counting.result().unwrap();
            assert_eq!(result.summary.total, whole.summary.total);
            assert_eq!(result.summary.difference, whole.summary.difference);
            let here: u32 = result.per_worker.iter().map(|worker| worker.units).sum();
            assert_eq!(here as usize, units - done);
        }
    }

    type Spoil = fn(&mut HandedBack);

    #[test]
    fn what_is_not_of_the_unit_ends_the_count_without_a_figure() {
        let wrong: [(Spoil, &str); 3] = [
            (
                |back| back.result.unit.first_column = 99,
                "is not one of this job's",
            ),
            (|back| back.number = 1_000_000, "is not one of this job's"),
            (
                |back| {
                    back.number = 1;
                    back.result.unit = question_unit(1);
                },
                "worker 1 gave back unit 1, which it does not have",
            ),
        ];
        for (spoil, expected) in wrong {
            let (mut counting, hands) = start(Schedule::Dynamic);
            let [given] = counting.hand_out(0, 1)[..] else {
                panic!("one unit")
            };
            let mut back = hands[0].run(given, &|| ());
            spoil(&mut back);
            counting.take_back(0, back);
            for worker in 1..WORKERS {
                assert_eq!(counting.hand_out(worker, 1), []);
            }
            let ProgressState::Failed(message) = counting.progress().state else {
                panic!("a wrong result was taken")
            };
            assert!(message.contains(expected), "{message}");
            assert!(counting.result().is_err());
        }
    }

    fn question_unit(number: usize) -> Unit {
        start(Schedule::Dynamic).0.job.units()[number]
    }

    #[test]
    fn a_result_that_contradicts_another_column_gives_no_total() {
        let (mut counting, hands) = start(Schedule::Dynamic);
        let given = counting.hand_out(0, 1)[0];
        let mut back = hands[0].run(given, &|| ());
        back.result.count = back.result.count + SignedCount::new(1u32, 0u32);
        counting.take_back(0, back);
        count(&mut counting, &hands, usize::MAX);
        assert!(matches!(counting.result(), Err(CountError::Merge(_))));
    }

    #[test]
    fn a_hand_tells_of_itself_while_it_counts() {
        let (counting, hands) = start(Schedule::Static);
        let told = std::cell::Cell::new(0);
        for given in counting.hand_out(0, 7) {
            hands[0].run(given, &|| told.set(told.get() + 1));
        }
        assert!(told.get() > 0);
        assert_eq!(hands[0].meter()[MeterField::UnitsDone as usize], 7);
    }
}
