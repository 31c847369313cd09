//! The answers as figures, derived from the records of all steps.

use latin_rectangles::engine::enumerate::Sharing;
use latin_rectangles::engine::enumerate::{self, Enumerate, Optimisation};
use latin_rectangles::latin::{FirstColumn, Shape, permutation};
use latin_rectangles::run::Schedule;
use num_bigint::BigUint;
use num_traits::ToPrimitive;

use super::bench::LabError;
use super::report::*;
use super::statistics::{Amdahl, Line, Spread};
use super::step::{
    Bar, Batch, Outcome, PoolConfig, Purpose, Start, StepRecord, Task, UnitTimes, WorkerShare,
};
use super::words;

/// Rates that vary by more than this were measured on a busy machine.
const BUSY: f64 = 0.1;

/// Smaller differences of rates are not mentioned, however well they were measured.
const SMALL: f64 = 0.01;

/// All measurements, with queries for the answers.
pub(super) struct Records<'m> {
    records: &'m [StepRecord],
    parameters: LabParameters,
    kernel: &'m str,
    /// The largest pool that lasts from step to step.
    pub(super) all: PoolConfig,
}

type Found<'m, T> = (&'m StepRecord, &'m T);

impl<'m> Records<'m> {
    pub(super) fn of(parameters: LabParameters, kernel: &'m str, records: &'m [StepRecord]) -> Self {
        let steady = records.iter().filter(|record| !record.step.fresh);
        let pool = steady
            .map(|record| record.step.config)
            .find(|config| *config == PoolConfig::pool(parameters.workers));
        Records {
            records,
            kernel,
            parameters,
            all: pool.unwrap_or(PoolConfig::SEQUENTIAL),
        }
    }

    fn batches(
        &self,
        purpose: Purpose,
        config: PoolConfig,
    ) -> impl Iterator<Item = Found<'m, Batch>> + use<'m> {
        let own = self.of_purpose(purpose, config);
        own.filter_map(|record| match &record.outcome {
            Outcome::Counts(batch) => Some((record, batch)),
            Outcome::Unit(_) | Outcome::Baseline(_) | Outcome::Dispatch { .. } => None,
        })
    }

    fn units(&self, purpose: Purpose) -> impl Iterator<Item = Found<'m, UnitTimes>> + use<'m> {
        let own = self.of_purpose(purpose, PoolConfig::SEQUENTIAL);
        own.filter_map(|record| match &record.outcome {
            Outcome::Unit(times) | Outcome::Baseline(times) => Some((record, times)),
            Outcome::Counts(_) | Outcome::Dispatch { .. } => None,
        })
    }

    fn of_purpose(
        &self,
        purpose: Purpose,
        config: PoolConfig,
    ) -> impl Iterator<Item = &'m StepRecord> + use<'m> {
        let records = self.records.iter();
        records.filter(move |record| record.step.purpose == purpose && record.step.config == config)
    }

    /// Sizes of the pools that last from step to step.
    fn pools(&self) -> Vec<u32> {
        let mut sizes: Vec<u32> = self
            .records
            .iter()
            .filter(|record| record.step.config.pool && !record.step.fresh)
            .map(|record| record.step.config.workers)
            .collect();
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }

    /// Of the rates of the sequential code or of the pool, whichever vary more.
    pub(super) fn spread(&self) -> f64 {
        let pool = Spread::of(self.count_seconds(Purpose::Rate, self.all));
        self.sequential_rate().relative().max(pool.relative())
    }

    pub(super) fn busy(&self) -> bool {
        self.spread() > BUSY
    }

    fn sequential_rate(&self) -> Spread {
        let batches = self.batches(Purpose::Rate, PoolConfig::SEQUENTIAL);
        Spread::of(batches.flat_map(|(_, batch)| batch.workers.iter().filter_map(rate)))
    }

    /// Seconds of one count, by repetition.
    fn count_seconds(&self, purpose: Purpose, config: PoolConfig) -> Vec<f64> {
        self.batches(purpose, config)
            .map(|(_, batch)| batch.seconds / f64::from(batch.counts))
            .collect()
    }

    pub(super) fn answers(&self) -> Result<Answers, LabError> {
        let pooled = self.all.pool;
        let rates = self.rates()?;
        let overhead = pooled.then(|| self.overhead()).transpose()?;
        Ok(Answers {
            assignment: self.assignment()?,
            tables: self.tables()?,
            optimisations: self.optimisations()?,
            one_worker: pooled.then(|| self.one_worker()),
            agreement: pooled.then(|| self.agreement(&rates)),
            gain: overhead.as_ref().map(|overhead| self.gain(overhead)),
            rates,
            overhead,
        })
    }

    fn assignment(&self) -> Result<AssignmentAnswer, LabError> {
        let shape = self.parameters.counted;
        let schedules = Schedule::ALL.map(|wanted| {
            let last = self
                .batches(Purpose::Assignment, self.all)
                .filter(|(record, _)| matches!(record.step.task, Task::Counts { schedule, .. } if schedule == wanted))
                .last();
            last.map(|(_, batch)| assignment(wanted, batch))
        });
        let schedules: Vec<Assignment> = schedules.into_iter().flatten().collect();
        if schedules.len() < Schedule::ALL.len() {
            return Err(LabError::Missing("the schedules"));
        }
        Ok(AssignmentAnswer {
            text: words::assignment(&schedules),
            first_columns: FirstColumn::all(shape)
                .map(|column| column.symbols().to_vec())
                .collect(),
            schedules,
        })
    }

    fn table_batches(&self, wanted: Sharing) -> Vec<&'m Batch> {
        self.batches(Purpose::Tables, self.all)
            .filter(|(record, _)| matches!(record.step.task, Task::Counts { tables, .. } if tables == wanted))
            .map(|(_, batch)| batch)
            .collect()
    }

    fn tables(&self) -> Result<TablesAnswer, LabError> {
        let way = |tables| -> Result<TablesWay, LabError> {
            let batches = self.table_batches(tables);
            let last = batches.last().ok_or(LabError::Missing("the tables"))?;
            let sum =
                |pick: fn(&WorkerShare) -> u32| last.workers.iter().map(pick).sum::<u32>() / last.counts;
            Ok(TablesWay {
                tables,
                built: sum(|share| share.tables_built),
                lists: sum(|share| share.lists_built),
                table_seconds: Spread::of(batches.iter().map(|batch| {
                    let seconds: f64 = batch.workers.iter().map(|share| share.table_seconds).sum();
                    seconds / f64::from(batch.counts)
                })),
                seconds: Spread::of(
                    batches
                        .iter()
                        .map(|batch| batch.seconds / f64::from(batch.counts)),
                ),
            })
        };
        let ways = vec![
            way(Sharing::OneCount)?,
            way(Sharing::Worker)?,
            way(Sharing::Unit)?,
        ];
        Ok(TablesAnswer {
            text: words::tables(&ways, self.all, self.parameters.counted),
            ways,
        })
    }

    fn optimisations(&self) -> Result<OptimisationsAnswer, LabError> {
        let shape = self.parameters.counted;
        let batches = self.table_batches(Sharing::OneCount);
        let batch = batches.last().ok_or(LabError::Missing("the optimisations"))?;
        let counts = u64::from(batch.counts);
        let workers: Vec<WorkerOptimisations> = batch
            .workers
            .iter()
            .map(|share| WorkerOptimisations {
                worker: share.worker,
                first_columns: share.units / batch.counts,
                candidates: share.candidates / counts,
                derangements: share.derangements / counts,
                even: share.even / counts,
                kernel: self.kernel.to_owned(),
            })
            .collect();
        let seconds = |wanted: Option<Optimisation>| {
            let own = self.units(Purpose::Optimisation).filter(
                |(record, _)| matches!(record.step.task, Task::Unit { without, .. } if without == wanted),
            );
            Spread::of(own.map(|(_, times)| times.seconds / f64::from(times.times)))
        };
        let with_all = seconds(None).median;
        if with_all == 0.0 {
            return Err(LabError::Missing("the optimisations"));
        }
        let all = [None].into_iter().chain(Optimisation::ALL.map(Some));
        let ablations: Vec<Ablation> = all
            .map(|without| {
                let seconds = seconds(without);
                Ablation {
                    without,
                    seconds,
                    slowdown: seconds.median / with_all,
                }
            })
            .collect();
        let derangements = permutation::derangements(shape.columns())
            .to_u32()
            .unwrap_or(u32::MAX);
        let candidates = Enumerate::second_rows(shape);
        let baseline = self.baseline();
        Ok(OptimisationsAnswer {
            text: words::optimisations(derangements, candidates, &workers, &ablations, baseline.as_ref()),
            derangements,
            candidates,
            workers,
            ablations,
            baseline,
        })
    }

    /// `None` where it was not measured.
    fn baseline(&self) -> Option<Baseline> {
        let seconds = |backtracking: bool| {
            let own = self
                .units(Purpose::Baseline)
                .filter(move |(record, _)| matches!(record.step.task, Task::Baseline { .. }) == backtracking);
            Spread::of(own.map(|(_, times)| times.seconds / f64::from(times.times)))
        };
        let shape = self
            .units(Purpose::Baseline)
            .find_map(|(record, _)| match record.step.task {
                Task::Baseline { shape, .. } => Some(shape),
                _ => None,
            })?;
        let (seconds, enumeration_seconds) = (seconds(true), seconds(false));
        enumeration_seconds.is_measured().then(|| Baseline {
            shape,
            seconds,
            enumeration_seconds,
            slowdown: seconds.median / enumeration_seconds.median,
        })
    }

    fn rates(&self) -> Result<RatesAnswer, LabError> {
        if self
            .batches(Purpose::Rate, PoolConfig::SEQUENTIAL)
            .next()
            .is_none()
        {
            return Err(LabError::Missing("the rates"));
        }
        let sequential = self.sequential_rate();
        let config = self.all;
        let workers: Vec<Spread> = (0..config.workers as usize)
            .filter(|_| config.pool)
            .map(|worker| {
                let shares = self
                    .batches(Purpose::Rate, config)
                    .map(|(_, batch)| &batch.workers[worker]);
                Spread::of(shares.filter_map(rate))
            })
            .collect();
        let together = config.pool.then(|| {
            Spread::of_ratios(self.batches(Purpose::Rate, config).map(|(_, batch)| {
                let rectangles: f64 = batch.workers.iter().map(rectangles).sum();
                (rectangles, batch.seconds)
            }))
        });
        let columns = FirstColumn::all(self.parameters.timed)
            .enumerate()
            .map(|(rank, column)| ColumnRate {
                first_column: column.symbols().to_vec(),
                sequential: self.column_rate(PoolConfig::SEQUENTIAL, rank),
                parallel: config.pool.then(|| self.column_rate(config, rank)),
            })
            .collect();
        Ok(RatesAnswer {
            text: words::rates(sequential, &workers),
            sequential,
            workers,
            together,
            columns,
        })
    }

    /// From the last count of each repetition.
    fn column_rate(&self, config: PoolConfig, rank: usize) -> Spread {
        Spread::of(self.batches(Purpose::Rate, config).flat_map(|(_, batch)| {
            let all: f64 = batch.workers.iter().map(rectangles).sum();
            let each = all / f64::from(batch.counts) / batch.bars.len() as f64;
            // a coarse clock may see no time go by
            let own = batch
                .bars
                .iter()
                .filter(move |bar| bar.first_column as usize == rank && bar.to > bar.tables);
            own.map(move |bar| each / (bar.to - bar.tables))
        }))
    }

    fn one_worker(&self) -> OneWorkerAnswer {
        let configs =
            std::iter::once(PoolConfig::SEQUENTIAL).chain(self.pools().into_iter().map(PoolConfig::pool));
        let pools: Vec<PoolTimes> = configs
            .map(|config| PoolTimes {
                config,
                seconds: Spread::of(self.count_seconds(Purpose::Rate, config)),
                rate: Spread::of(
                    self.batches(Purpose::Rate, config)
                        .flat_map(|(_, batch)| batch.workers.iter().filter_map(rate).collect::<Vec<_>>()),
                ),
            })
            .collect();
        OneWorkerAnswer {
            text: words::one_worker(&pools, self.parameters.timed),
            pools,
        }
    }

    fn starts(&self, workers: u32) -> Vec<(Start, &'m Batch)> {
        self.batches(Purpose::Start, PoolConfig::pool(workers))
            .filter_map(|(record, batch)| Some((record.start?, batch)))
            .collect()
    }

    fn overhead(&self) -> Result<OverheadAnswer, LabError> {
        let starts: Vec<StartTimes> = (1..=self.parameters.most_workers)
            .filter_map(|workers| {
                let starts = self.starts(workers);
                let spread = |figure: fn(&(Start, &Batch)) -> f64| Spread::of(starts.iter().map(figure));
                (!starts.is_empty()).then(|| StartTimes {
                    workers,
                    load: spread(|(start, _)| start.loaded),
                    spawn: spread(|(start, _)| start.ready - start.loaded),
                    tables: spread(|(_, batch)| batch.workers.iter().map(|share| share.table_seconds).sum()),
                    before: spread(|(start, batch)| start.begun + first_counting(&batch.bars)),
                    end: spread(|(start, _)| start.ending),
                })
            })
            .collect();
        if starts.is_empty() {
            return Err(LabError::Missing("the start of pools"));
        }
        let points: Vec<(f64, f64)> = starts
            .iter()
            .map(|start| (f64::from(start.workers), start.before.median))
            .collect();
        let fit = Line::fit(&points);
        let dispatches: Vec<DispatchTimes> = self
            .pools()
            .into_iter()
            .map(|workers| DispatchTimes {
                workers,
                seconds: Spread::of(
                    self.of_purpose(Purpose::Dispatch, PoolConfig::pool(workers))
                        .filter_map(|record| match record.outcome {
                            Outcome::Dispatch { seconds, .. } => Some(seconds),
                            Outcome::Counts(_) | Outcome::Unit(_) | Outcome::Baseline(_) => None,
                        }),
                ),
            })
            .collect();
        Ok(OverheadAnswer {
            text: words::overhead(&fit, &starts, &dispatches),
            starts,
            fit,
            dispatches,
        })
    }

    fn agreement(&self, rates: &RatesAnswer) -> AgreementAnswer {
        let rates_of = |config| {
            self.batches(Purpose::Rate, config)
                .map(|(_, batch)| mean(batch.workers.iter().filter_map(rate)))
        };
        // the two of one round were measured right after each other
        let change = Spread::of_ratios(rates_of(self.all).zip(rates_of(PoolConfig::SEQUENTIAL))).plus(-1.0);
        let over_columns = Spread::of(rates.columns.iter().map(|column| column.sequential.median)).relative();
        let medians: Vec<f64> = rates
            .workers
            .iter()
            .filter(|rate| rate.is_measured())
            .map(|rate| rate.median)
            .collect();
        let extreme = |pick: fn(f64, f64) -> f64| medians.iter().copied().reduce(pick);
        let over_workers = match (extreme(f64::max), extreme(f64::min)) {
            (Some(most), Some(least)) if most > 0.0 => (most - least) / mean(medians.iter().copied()),
            _ => 0.0,
        };
        let noise = rates
            .sequential
            .relative()
            .max(change.upper - change.lower)
            .max(SMALL);
        let verdict = match change.median {
            _ if !change.is_measured() => Verdict::TooShort,
            change if change.abs() <= noise => Verdict::Agree,
            change if change < 0.0 => Verdict::Slower,
            _ => Verdict::Faster,
        };
        let reports = Spread::of(self.batches(Purpose::Rate, self.all).flat_map(|(_, batch)| {
            let busy = batch.workers.iter().filter(|share| share.counting_seconds > 0.0);
            busy.map(|share| share.reports as f64 / share.counting_seconds)
                .collect::<Vec<_>>()
        }));
        let mut answer = AgreementAnswer {
            text: AnswerText::default(),
            verdict,
            change,
            over_columns,
            over_workers,
            over_repetitions: rates.sequential.relative(),
            reports_a_second: reports.median,
            table_bytes: enumerate::table_bytes(self.parameters.timed.columns()),
        };
        answer.text = words::agreement(&answer, noise);
        answer
    }

    fn gain(&self, overhead: &OverheadAnswer) -> Gain {
        let workers = self.parameters.workers;
        let ratios = |one: Vec<f64>, all: Vec<f64>| Spread::of_ratios(one.into_iter().zip(all));
        let seconds = |config| self.count_seconds(Purpose::Rate, config);
        let speed_up = ratios(seconds(PoolConfig::SEQUENTIAL), seconds(self.all));
        let whole = |workers| -> Vec<f64> {
            self.starts(workers)
                .iter()
                .map(|(start, batch)| start.begun + batch.last_seconds + batch.merge_seconds)
                .collect()
        };
        let first_columns = FirstColumn::all(self.parameters.timed).count() as u32;
        let medians: Vec<(u32, f64)> = self
            .pools()
            .into_iter()
            .map(|workers| (workers, Spread::of(seconds(PoolConfig::pool(workers))).median))
            .collect();
        let start = overhead.starts.iter().find(|start| start.workers == workers);
        let gained = if speed_up.is_measured() {
            1.0 - 1.0 / speed_up.median
        } else {
            0.0
        };
        let ceiling = f64::from(first_columns) / f64::from(first_columns.div_ceil(workers));
        let share = 1.0 / f64::from(workers);
        Gain {
            speed_up,
            speed_up_with_start: ratios(whole(1), whole(workers)),
            ceiling,
            serial_of_whole_columns: if workers > 1 {
                (1.0 / ceiling - share) / (1.0 - share)
            } else {
                0.0
            },
            first_columns,
            efficiency: speed_up.median / f64::from(workers),
            amdahl: Amdahl::fit(&medians),
            break_even: BreakEven {
                shape: None,
                seconds_with_start: start
                    .filter(|_| gained > 0.0)
                    .map(|start| start.spawn.median / gained),
                shapes: self.growing(),
            }
            .found(),
        }
    }

    /// The shapes of growing size, in order of sequential time.
    fn growing(&self) -> Vec<ShapeTimes> {
        let mut shapes: Vec<Shape> = Vec::new();
        for (record, _) in self.batches(Purpose::BreakEven, PoolConfig::SEQUENTIAL) {
            if let Task::Counts { shape, .. } = record.step.task
                && !shapes.contains(&shape)
            {
                shapes.push(shape);
            }
        }
        let seconds = |config, wanted| {
            let own = self.batches(Purpose::BreakEven, config).filter(
                move |(record, _)| matches!(record.step.task, Task::Counts { shape, .. } if shape == wanted),
            );
            Spread::of(own.map(|(_, batch)| batch.seconds / f64::from(batch.counts)))
        };
        let mut times: Vec<ShapeTimes> = shapes
            .into_iter()
            .map(|shape| ShapeTimes {
                shape,
                sequential: seconds(PoolConfig::SEQUENTIAL, shape),
                parallel: seconds(self.all, shape),
            })
            .collect();
        times.sort_by(|a, b| a.sequential.median.total_cmp(&b.sequential.median));
        times
    }
}

impl BreakEven {
    /// With the smallest shape from which on the pool is quicker.
    fn found(self) -> Self {
        let quicker = |times: &&ShapeTimes| times.parallel.median < times.sequential.median;
        let shape = self
            .shapes
            .iter()
            .rev()
            .take_while(quicker)
            .last()
            .map(|times| times.shape);
        BreakEven { shape, ..self }
    }
}

fn assignment(schedule: Schedule, batch: &Batch) -> Assignment {
    let workers = batch.workers.len();
    let own = |worker: usize| batch.bars.iter().filter(move |bar| bar.worker as usize == worker);
    let units: Vec<u32> = (0..workers).map(|worker| own(worker).count() as u32).collect();
    let busy_seconds: Vec<f64> = (0..workers)
        .map(|worker| own(worker).map(|bar| bar.to - bar.from).sum())
        .collect();
    Assignment {
        schedule,
        first_columns: (0..workers)
            .map(|worker| {
                let mut columns: Vec<u32> = own(worker).map(|bar| bar.first_column).collect();
                columns.dedup();
                columns
            })
            .collect(),
        balance: balance(units.iter().map(|&units| f64::from(units))),
        balance_by_time: balance(busy_seconds.iter().copied()),
        units,
        busy_seconds,
    }
}

fn balance(shares: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let least = shares.clone().reduce(f64::min)?;
    let most = shares.reduce(f64::max)?;
    (least > 0.0).then(|| most / least)
}

/// When the first unit's tables are there and it is counted.
fn first_counting(bars: &[Bar]) -> f64 {
    bars.iter().map(|bar| bar.tables).reduce(f64::min).unwrap_or(0.0)
}

/// As a double, for rates only.
fn rectangles(share: &WorkerShare) -> f64 {
    let exact: Option<BigUint> = share.rectangles.parse().ok();
    exact.and_then(|exact| exact.to_f64()).unwrap_or(0.0)
}

/// Reduced rectangles a second, while counting; `None` of a worker that took nothing, or too little for the clock.
fn rate(share: &WorkerShare) -> Option<f64> {
    let timed = share.units > 0 && share.counting_seconds > 0.0;
    timed.then(|| rectangles(share) / share.counting_seconds)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (count, sum) = values.fold((0, 0.0), |(count, sum), value| (count + 1, sum + value));
    sum / f64::from(count.max(1))
}

#[cfg(test)]
mod tests {
    use latin_rectangles::count::Session;

    use super::*;
    use crate::{LabPlan, LabRequest, Measurements};
    use latin_rectangles::latin::Published;

    /// What a step gives where the clock sees no time go by.
    fn of_no_time(step: &super::super::step::Step) -> Outcome {
        let (workers, task) = (step.config.workers, &step.task);
        match *task {
            Task::Counts { shape, .. } => {
                let published = Published::of(shape).unwrap();
                let share = |worker: u32| WorkerShare {
                    worker,
                    units: 1,
                    rectangles: match worker {
                        0 => (&published.total / shape.row_orders()).to_string(),
                        _ => "0".to_owned(),
                    },
                    ..WorkerShare::default()
                };
                Outcome::Counts(Batch {
                    counts: 1,
                    seconds: 0.0,
                    total: published.total.to_string(),
                    workers: (0..workers).map(share).collect(),
                    bars: Vec::new(),
                    last_seconds: 0.0,
                    merge_seconds: 0.0,
                })
            }
            // is run until the clock has gone on
            Task::Unit { at_least_seconds, .. } => Outcome::Unit(UnitTimes {
                rectangles: "1".to_owned(),
                seconds: at_least_seconds,
                times: 1,
            }),
            Task::Baseline { at_least_seconds, .. } => Outcome::Baseline(UnitTimes {
                rectangles: "1".to_owned(),
                seconds: 10.0 * at_least_seconds,
                times: 1,
            }),
            Task::Dispatch { .. } => Outcome::Dispatch {
                seconds: 0.0,
                jobs: 1,
            },
        }
    }

    /// The keys under which there is nothing.
    fn nulls(value: &serde_json::Value, key: &str, into: &mut Vec<String>) {
        match value {
            serde_json::Value::Null => into.push(key.to_owned()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| nulls(item, key, into)),
            serde_json::Value::Object(fields) => {
                fields.iter().for_each(|(key, value)| nulls(value, key, into));
            }
            _ => {}
        }
    }

    #[test]
    fn a_clock_that_sees_no_time_go_by_gives_a_report_without_infinities() {
        let shape = Shape::new(4, 5).unwrap();
        let request = LabRequest {
            counted: shape,
            timed: Some(shape),
            workers: 2,
            cores: 2,
            threads: true,
        };
        let plan = LabPlan::of(&request, &Session::default(), u64::MAX).unwrap();
        let start = Start {
            loaded: 0.0,
            ready: 0.0,
            begun: 0.0,
            ending: 0.0,
        };
        let records = plan.steps.iter().map(|step| StepRecord {
            step: step.clone(),
            start: step.fresh.then_some(start),
            outcome: of_no_time(step),
        });
        let report = LabReport::of(
            Measurements {
                measured_at: 0,
                seconds: 0.0,
                parameters: plan.parameters,
                platform: "a coarse clock".to_owned(),
                cores: 2,
                no_threads: None,
                memory_gib: None,
                records: records.collect(),
            },
            &Session::default(),
        );
        let report = report.unwrap();
        let baseline = report.answers.optimisations.baseline.as_ref().unwrap();
        assert_eq!((baseline.shape, baseline.slowdown), (shape, 10.0));
        assert!(!report.answers.rates.sequential.is_measured());
        assert_eq!(
            report.answers.agreement.as_ref().unwrap().verdict,
            Verdict::TooShort
        );
        let text = serde_json::to_string(&report).unwrap();
        // a number that is none becomes null
        let mut found = Vec::new();
        nulls(&serde_json::from_str(&text).unwrap(), "", &mut found);
        let may_be_absent = [
            "no_threads",
            "memory_gib",
            "popcount",
            "without",
            "start",
            "balance",
            "balance_by_time",
            "amdahl",
            "shape",
            "seconds_with_start",
        ];
        found.retain(|key| !may_be_absent.contains(&key.as_str()));
        assert!(found.is_empty(), "{found:?}");
        let again = LabReport::read(&text).unwrap();
        assert_eq!(again.answers, report.answers);
        reads_what_was_exported_before(report);
    }

    /// A report from before there was a baseline.
    fn reads_what_was_exported_before(report: LabReport) {
        let records = report.records.into_iter();
        let before = LabReport {
            format: 1,
            records: records
                .filter(|record| record.step.purpose != Purpose::Baseline)
                .collect(),
            ..report
        };
        let mut text = serde_json::to_value(&before).unwrap();
        text["answers"]["optimisations"]
            .as_object_mut()
            .unwrap()
            .remove("baseline");
        let read = LabReport::read(&text.to_string()).unwrap();
        assert_eq!((read.format, &read.records), (1, &before.records));
        assert_eq!(read.answers.optimisations.baseline, None);
        assert_eq!(
            read.answers.optimisations.ablations,
            before.answers.optimisations.ablations
        );
        text["format"] = (FORMAT + 1).into();
        assert!(LabReport::read(&text.to_string()).is_err());
    }

    #[test]
    fn the_pool_breaks_even_where_it_stays_quicker() {
        let found = |times: [(f64, f64); 4]| {
            let shapes = (3..)
                .zip(times)
                .map(|(columns, (sequential, parallel))| ShapeTimes {
                    shape: Shape::new(3, columns).unwrap(),
                    sequential: Spread::of([sequential]),
                    parallel: Spread::of([parallel]),
                });
            let even = BreakEven {
                shape: None,
                seconds_with_start: None,
                shapes: shapes.collect(),
            };
            even.found().shape.map(Shape::columns)
        };
        assert_eq!(found([(1.0, 3.0), (2.0, 3.0), (4.0, 3.0), (8.0, 5.0)]), Some(5));
        // once quicker by chance is not quicker from there on
        assert_eq!(found([(1.0, 0.9), (2.0, 3.0), (4.0, 5.0), (8.0, 5.0)]), Some(6));
        assert_eq!(found([(1.0, 3.0), (2.0, 3.0), (4.0, 5.0), (8.0, 9.0)]), None);
    }

    #[test]
    fn a_worker_without_work_has_no_balance() {
        assert_eq!(balance([2.0, 3.0].into_iter()), Some(1.5));
        assert_eq!(balance([0.0, 5.0].into_iter()), None);
    }
}
