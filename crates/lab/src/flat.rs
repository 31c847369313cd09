//! Deserialises tagged enums through flat structs with all their fields, because what serde derives for them makes the
//! page's module larger by a seventh.

use latin_rectangles::engine::enumerate::Optimisation;
use latin_rectangles::engine::enumerate::Sharing;
use latin_rectangles::latin::Shape;
use latin_rectangles::run::Schedule;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::step::{Bar, Batch, Outcome, Task, UnitTimes, WorkerShare};

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Counts,
    Unit,
    Baseline,
    Dispatch,
}

/// A field that is present, even if it is `null`.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(field: D) -> Result<Option<T>, D::Error> {
    T::deserialize(field).map(Some)
}

fn mixed<E: Error>(what: &str, kind: Kind) -> E {
    E::custom(format_args!(
        "{what} of kind {kind:?} lacks a field, or has one of another kind"
    ))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlatTask {
    kind: Kind,
    #[serde(default, deserialize_with = "present")]
    shape: Option<Shape>,
    #[serde(default, deserialize_with = "present")]
    schedule: Option<Schedule>,
    #[serde(default, deserialize_with = "present")]
    tables: Option<Sharing>,
    #[serde(default, deserialize_with = "present")]
    without: Option<Option<Optimisation>>,
    at_least_seconds: f64,
}

impl<'de> Deserialize<'de> for Task {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let FlatTask {
            kind,
            shape,
            schedule,
            tables,
            without,
            at_least_seconds,
        } = FlatTask::deserialize(deserializer)?;
        match (kind, shape, schedule, tables, without) {
            (Kind::Counts, Some(shape), Some(schedule), Some(tables), None) => Ok(Task::Counts {
                shape,
                schedule,
                tables,
                at_least_seconds,
            }),
            (Kind::Unit, Some(shape), None, None, without) => Ok(Task::Unit {
                shape,
                without: without.flatten(),
                at_least_seconds,
            }),
            (Kind::Baseline, Some(shape), None, None, None) => Ok(Task::Baseline {
                shape,
                at_least_seconds,
            }),
            (Kind::Dispatch, None, None, None, None) => Ok(Task::Dispatch { at_least_seconds }),
            _ => Err(mixed("a task", kind)),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlatOutcome {
    kind: Kind,
    #[serde(default, deserialize_with = "present")]
    counts: Option<u32>,
    #[serde(default, deserialize_with = "present")]
    rectangles: Option<String>,
    seconds: f64,
    #[serde(default, deserialize_with = "present")]
    total: Option<String>,
    #[serde(default, deserialize_with = "present")]
    workers: Option<Vec<WorkerShare>>,
    #[serde(default, deserialize_with = "present")]
    bars: Option<Vec<Bar>>,
    #[serde(default, deserialize_with = "present")]
    last_seconds: Option<f64>,
    #[serde(default, deserialize_with = "present")]
    merge_seconds: Option<f64>,
    #[serde(default, deserialize_with = "present")]
    times: Option<u32>,
    #[serde(default, deserialize_with = "present")]
    jobs: Option<u32>,
}

impl<'de> Deserialize<'de> for Outcome {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match FlatOutcome::deserialize(deserializer)? {
            FlatOutcome {
                kind: Kind::Counts,
                counts: Some(counts),
                rectangles: None,
                seconds,
                total: Some(total),
                workers: Some(workers),
                bars: Some(bars),
                last_seconds: Some(last_seconds),
                merge_seconds: Some(merge_seconds),
                times: None,
                jobs: None,
            } => Ok(Outcome::Counts(Batch {
                counts,
                seconds,
                total,
                workers,
                bars,
                last_seconds,
                merge_seconds,
            })),
            FlatOutcome {
                kind: kind @ (Kind::Unit | Kind::Baseline),
                counts: None,
                rectangles: Some(rectangles),
                seconds,
                total: None,
                workers: None,
                bars: None,
                last_seconds: None,
                merge_seconds: None,
                times: Some(times),
                jobs: None,
            } => {
                let times = UnitTimes {
                    rectangles,
                    seconds,
                    times,
                };
                Ok(match kind {
                    Kind::Baseline => Outcome::Baseline(times),
                    _ => Outcome::Unit(times),
                })
            }
            FlatOutcome {
                kind: Kind::Dispatch,
                counts: None,
                rectangles: None,
                seconds,
                total: None,
                workers: None,
                bars: None,
                last_seconds: None,
                merge_seconds: None,
                times: None,
                jobs: Some(jobs),
            } => Ok(Outcome::Dispatch { seconds, jobs }),
            FlatOutcome { kind, .. } => Err(mixed("an outcome", kind)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;

    const TASKS: [&str; 5] = [
        r#"{"kind":"counts","shape":{"rows":5,"columns":7},"schedule":"dynamic","tables":"all_counts","at_least_seconds":0.25}"#,
        r#"{"kind":"unit","shape":{"rows":5,"columns":7},"without":"sign-order","at_least_seconds":0.0}"#,
        r#"{"kind":"unit","shape":{"rows":5,"columns":7},"without":null,"at_least_seconds":0.0}"#,
        r#"{"kind":"baseline","shape":{"rows":5,"columns":7},"at_least_seconds":0.05}"#,
        r#"{"kind":"dispatch","at_least_seconds":0.05}"#,
    ];

    const OUTCOMES: [&str; 4] = [
        r#"{"kind":"counts","counts":1,"seconds":0.5,"total":"9","workers":[],"bars":[],"last_seconds":0.5,"merge_seconds":0.001}"#,
        r#"{"kind":"unit","rectangles":"3","seconds":0.5,"times":2}"#,
        r#"{"kind":"baseline","rectangles":"3","seconds":0.5,"times":2}"#,
        r#"{"kind":"dispatch","seconds":0.001,"jobs":40}"#,
    ];

    fn come_back<T: Serialize + DeserializeOwned>(texts: &[&str]) {
        for text in texts {
            let read: T = serde_json::from_str(text).unwrap();
            assert_eq!(&serde_json::to_string(&read).unwrap(), text);
        }
    }

    #[test]
    fn what_is_read_is_written_as_it_was() {
        come_back::<Task>(&TASKS);
        come_back::<Outcome>(&OUTCOMES);
    }

    #[test]
    fn the_kind_may_stand_anywhere_and_what_may_be_null_may_be_missing() {
        let unit = r#"{"at_least_seconds":0.0,"shape":{"rows":5,"columns":7},"kind":"unit"}"#;
        let read: Task = serde_json::from_str(unit).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), TASKS[2]);
    }

    /// Each field left out, made null, and one added, known to another kind or to none.
    fn refuses<T: DeserializeOwned>(texts: &[&str], added: &[&str]) {
        let refused = |fields: &serde_json::Map<String, serde_json::Value>| {
            assert!(
                serde_json::from_str::<T>(&serde_json::to_string(fields).unwrap()).is_err(),
                "{fields:?}"
            );
        };
        for text in texts {
            let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).unwrap();
            for name in fields.keys().filter(|name| *name != "without") {
                let mut fewer = fields.clone();
                fewer.remove(name);
                refused(&fewer);
                let mut null = fields.clone();
                null[name] = serde_json::Value::Null;
                refused(&null);
            }
            for name in added.iter().filter(|name| !fields.contains_key(**name)) {
                for value in [serde_json::Value::Null, 1.into(), "9".into()] {
                    let mut more = fields.clone();
                    more.insert((*name).to_owned(), value);
                    refused(&more);
                }
            }
        }
    }

    #[test]
    fn refuses_what_lacks_a_field_or_has_one_too_many() {
        refuses::<Task>(&TASKS, &["schedule", "tables", "shape", "without", "jobs", "x"]);
        let all = [
            "counts",
            "rectangles",
            "total",
            "workers",
            "bars",
            "last_seconds",
            "merge_seconds",
            "times",
            "jobs",
            "x",
        ];
        refuses::<Outcome>(&OUTCOMES, &all);
    }
}
