//! What must hold of records that come from a file, before answers are derived from them.

use std::collections::HashMap;

use latin_rectangles::engine::EngineName;
use latin_rectangles::latin::Shape;
use num_bigint::BigUint;

use super::plan::MOST_WORKERS;
use super::report::LabParameters;
use super::step::{Batch, Outcome, Step, StepRecord, Task};

/// Holds the records to their own sums and bounds.
///
/// # Errors
/// A sentence that says what does not hold.
pub fn check(parameters: &LabParameters, records: &[StepRecord]) -> Result<(), String> {
    for shape in [parameters.counted, parameters.timed] {
        EngineName::Enumerate
            .accepts(shape)
            .map_err(|error| error.to_string())?;
    }
    for workers in [parameters.workers, parameters.most_workers] {
        workers_allowed(workers)?;
    }
    let mut first_columns = HashMap::new();
    for StepRecord { step, outcome, .. } in records {
        workers_allowed(step.config.workers)?;
        match (&step.task, outcome) {
            (Task::Counts { shape, .. }, Outcome::Counts(batch)) => batch_adds_up(step, *shape, batch)?,
            (&Task::Unit { shape, .. }, Outcome::Unit(times))
            | (&Task::Baseline { shape, .. }, Outcome::Baseline(times))
                if times.times > 0 && times.seconds > 0.0 =>
            {
                let found = &times.rectangles;
                let before = *first_columns.entry(shape).or_insert(found);
                if before != found {
                    return Err(format!(
                        "one first column of {shape} was counted as {before} and as {found}"
                    ));
                }
            }
            (Task::Dispatch { .. }, Outcome::Dispatch { .. }) => {}
            _ => return Err("a step has an outcome of another kind".to_owned()),
        }
    }
    Ok(())
}

fn workers_allowed(workers: u32) -> Result<(), String> {
    if (1..=MOST_WORKERS).contains(&workers) {
        Ok(())
    } else {
        Err(format!(
            "{workers} workers are not possible: 1 to {MOST_WORKERS} are"
        ))
    }
}

fn batch_adds_up(step: &Step, shape: Shape, batch: &Batch) -> Result<(), String> {
    EngineName::Enumerate
        .accepts(shape)
        .map_err(|error| error.to_string())?;
    if batch.counts == 0 || batch.workers.len() != step.config.workers as usize {
        return Err(format!("a batch of {shape} lacks counts or workers"));
    }
    // a coarse clock may see no time go by, but none goes back
    let times = batch.workers.iter().map(|share| share.counting_seconds);
    if times.chain([batch.seconds]).any(|seconds| seconds < 0.0) {
        return Err(format!("a batch of {shape} took less than no time"));
    }
    let number = |text: &str| {
        text.parse::<BigUint>()
            .map_err(|_| format!("{text:?} is not a whole number"))
    };
    let mut counted = BigUint::ZERO;
    for share in &batch.workers {
        counted += number(&share.rectangles)?;
    }
    let total = number(&batch.total)?;
    if total == BigUint::ZERO {
        return Err(format!("there are rectangles of {shape}, and none were counted"));
    }
    if counted * shape.row_orders() != &total * batch.counts {
        return Err(format!(
            "the workers have not counted the total of {shape}, {total}"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::step::{PoolConfig, Purpose, UnitTimes, WorkerShare};
    use super::*;
    use latin_rectangles::engine::enumerate::Sharing;
    use latin_rectangles::run::Schedule;

    fn record(purpose: Purpose, task: Task, outcome: Outcome) -> StepRecord {
        StepRecord {
            step: Step {
                purpose,
                round: 0,
                config: PoolConfig::SEQUENTIAL,
                fresh: false,
                task,
            },
            start: None,
            outcome,
        }
    }

    fn checked_all(records: &[StepRecord]) -> Result<(), String> {
        let shape = Shape::new(2, 4).unwrap();
        let parameters = LabParameters {
            counted: shape,
            timed: shape,
            workers: 1,
            most_workers: 1,
        };
        check(&parameters, records)
    }

    fn checked(batch: Batch) -> Result<(), String> {
        let task = Task::Counts {
            shape: Shape::new(2, 4).unwrap(),
            schedule: Schedule::Dynamic,
            tables: Sharing::AllCounts,
            at_least_seconds: 0.0,
        };
        checked_all(&[record(Purpose::Rate, task, Outcome::Counts(batch))])
    }

    #[test]
    fn one_first_column_has_as_many_rectangles_however_it_is_counted() {
        let times = |rectangles: &str| UnitTimes {
            rectangles: rectangles.to_owned(),
            seconds: 0.05,
            times: 1,
        };
        let by = |columns, enumerated, backtracked| {
            let unit = Task::Unit {
                shape: Shape::new(2, 4).unwrap(),
                without: None,
                at_least_seconds: 0.05,
            };
            let baseline = Task::Baseline {
                shape: Shape::new(2, columns).unwrap(),
                at_least_seconds: 0.05,
            };
            checked_all(&[
                record(Purpose::Baseline, unit, Outcome::Unit(times(enumerated))),
                record(Purpose::Baseline, baseline, Outcome::Baseline(times(backtracked))),
            ])
        };
        assert_eq!(by(4, "3", "3"), Ok(()));
        assert_eq!(by(5, "3", "11"), Ok(()));
        assert_eq!(
            by(4, "3", "4"),
            Err("one first column of 2 × 4 was counted as 3 and as 4".to_owned())
        );
    }

    fn batch() -> Batch {
        Batch {
            counts: 2,
            seconds: 0.1,
            total: "9".to_owned(),
            workers: vec![WorkerShare {
                rectangles: "18".to_owned(),
                counting_seconds: 0.1,
                ..WorkerShare::default()
            }],
            bars: Vec::new(),
            last_seconds: 0.05,
            merge_seconds: 0.0,
        }
    }

    #[test]
    fn a_batch_adds_up_and_took_no_less_than_no_time() {
        assert_eq!(checked(batch()), Ok(()));
        assert_eq!(
            checked(Batch {
                seconds: 0.0,
                ..batch()
            }),
            Ok(())
        );
        let refused = |batch: Batch| checked(batch).unwrap_err();
        assert!(refused(Batch { counts: 1, ..batch() }).contains("have not counted the total"));
        assert!(refused(Batch { counts: 0, ..batch() }).contains("lacks counts"));
        assert!(
            refused(Batch {
                seconds: -0.1,
                ..batch()
            })
            .contains("took less than no time")
        );
        let nothing = vec![WorkerShare {
            rectangles: "0".to_owned(),
            ..batch().workers[0].clone()
        }];
        let none = Batch {
            total: "0".to_owned(),
            workers: nothing,
            ..batch()
        };
        assert!(refused(none).contains("none were counted"));
    }
}
