//! The units of a count that are done, to be kept in a file and gone on with, here or elsewhere.

use serde::{Deserialize, Serialize};

use super::sealed::{self, FORMAT, Sealed, VERSION};
use super::{CheckpointError, Job, MOST_PARTS};
use crate::engine::{Engine, EngineName, UnitResult};
use crate::latin::{Shape, SignedCount};

/// What is done of one job, whoever did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    format: u32,
    version: String,
    engine: EngineName,
    shape: Shape,
    /// Into how many parts every first column is cut, about: it says which units there are.
    parts: u32,
    /// How many units there are.
    units: u32,
    /// Counting so far, all runs together.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    elapsed_microseconds: u64,
    /// In order of unit.
    done: Vec<DoneUnit>,
    checksum: String,
}

/// One unit with its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DoneUnit {
    /// Its number among the job's units.
    pub unit: u32,
    /// What counting it took.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub microseconds: u64,
    pub count: SignedCount,
}

impl Sealed for Checkpoint {
    const ENGINE: &'static str = "enumerate";

    fn checksum(&mut self) -> &mut String {
        &mut self.checksum
    }
}

impl Checkpoint {
    /// What is done of a job: which units, and the seconds that each took; `elapsed` seconds in all.
    pub fn of(job: &Job, seconds: impl Fn(usize) -> f64, elapsed: f64) -> Self {
        let done = (0..job.units().len()).filter_map(|unit| {
            Some(DoneUnit {
                unit: unit as u32,
                microseconds: (seconds(unit) * 1e6).round() as u64,
                count: job.result(unit)?.clone(),
            })
        });
        Checkpoint {
            format: FORMAT,
            version: VERSION.to_owned(),
            engine: job.engine(),
            shape: job.shape(),
            parts: job.parts(),
            units: job.units().len() as u32,
            elapsed_microseconds: (elapsed * 1e6) as u64,
            done: done.collect(),
            checksum: String::new(),
        }
        .sealed()
    }

    /// A checkpoint from a text that may be anything.
    ///
    /// # Errors
    /// [`CheckpointError`] says why it is refused.
    pub fn read(text: &str) -> Result<Self, CheckpointError> {
        let read: Checkpoint = sealed::read(text)?;
        if !read.done.is_sorted_by(|one, next| one.unit < next.unit) {
            return Err(CheckpointError::NotACheckpoint(
                "its units are not in order, each once".to_owned(),
            ));
        }
        if !(1..=MOST_PARTS).contains(&read.parts) {
            let message = format!(
                "first columns are cut into 1 to {MOST_PARTS} parts, not {}",
                read.parts
            );
            return Err(CheckpointError::NotACheckpoint(message));
        }
        Ok(read)
    }

    /// As it stands in a file.
    pub fn text(&self) -> String {
        sealed::text(self)
    }

    /// The shape that is counted.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The engine whose units these are.
    pub fn engine(&self) -> EngineName {
        self.engine
    }

    /// Into how many parts every first column is cut, about.
    pub fn parts(&self) -> u32 {
        self.parts
    }

    /// Units done, of all units.
    pub fn done(&self) -> (usize, usize) {
        (self.done.len(), self.units as usize)
    }

    /// The units done.
    pub fn units_done(&self) -> &[DoneUnit] {
        &self.done
    }

    /// Seconds of counting so far, all runs together.
    pub fn elapsed_seconds(&self) -> f64 {
        self.elapsed_microseconds as f64 / 1e6
    }

    /// The job as far as it is done.
    ///
    /// # Errors
    /// [`CheckpointError`] when the engine's job is another one, or a result cannot be.
    pub fn job(&self, engine: &dyn Engine) -> Result<Job, CheckpointError> {
        let mut job = Job::new(engine, self.parts);
        let expected = name(job.engine(), job.shape(), job.parts(), job.units().len() as u32);
        if self.name() != expected {
            return Err(CheckpointError::OtherJob {
                found: self.name(),
                expected,
            });
        }
        for DoneUnit { unit, count, .. } in &self.done {
            let Some(&unit) = job.units().get(*unit as usize) else {
                return Err(CheckpointError::NoUnit {
                    unit: *unit,
                    units: self.units,
                });
            };
            job.record(UnitResult {
                unit,
                count: count.clone(),
            })?;
        }
        Ok(job)
    }

    /// What is done in either of two checkpoints of one job; units in both must have the same result.
    ///
    /// The time is that of both, or that of the one which has all units of the other and so was gone on with from it.
    ///
    /// # Errors
    /// [`CheckpointError`] when they are of different jobs or contradict each other.
    pub fn merge(mut self, other: Checkpoint) -> Result<Self, CheckpointError> {
        if self.name() != other.name() {
            return Err(CheckpointError::OtherJob {
                found: other.name(),
                expected: self.name(),
            });
        }
        let (mine, others) = (self.done.len(), other.done.len());
        self.done = joined(
            self.done,
            other.done,
            |done| done.unit,
            |one, other| {
                if one.count == other.count {
                    return Ok(one);
                }
                Err(CheckpointError::Contradiction {
                    unit: one.unit,
                    one: Box::new(one.count),
                    other: Box::new(other.count),
                })
            },
        )?;
        let [one, two] = [
            (self.elapsed_microseconds, mine),
            (other.elapsed_microseconds, others),
        ];
        self.elapsed_microseconds = sealed::together([one, two], self.done.len());
        VERSION.clone_into(&mut self.version);
        Ok(self.sealed())
    }

    fn name(&self) -> String {
        name(self.engine, self.shape, self.parts, self.units)
    }
}

/// What is in either of two lists in the order of their keys; `both` says what becomes of two with one key.
fn joined<T, E>(
    one: Vec<T>,
    other: Vec<T>,
    key: impl Fn(&T) -> u32,
    both: impl Fn(T, T) -> Result<T, E>,
) -> Result<Vec<T>, E> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut other = other.into_iter().peekable();
    for item in one {
        let at = key(&item);
        while let Some(before) = other.next_if(|next| key(next) < at) {
            all.push(before);
        }
        all.push(match other.next_if(|next| key(next) == at) {
            None => item,
            Some(same) => both(item, same)?,
        });
    }
    all.extend(other);
    Ok(all)
}

fn name(engine: EngineName, shape: Shape, parts: u32, units: u32) -> String {
    format!("{shape} by {engine} in {units} units ({parts} to a first column)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::enumerate::Options;
    use crate::run::Unwatched;

    fn engine() -> Box<dyn Engine> {
        EngineName::Enumerate
            .open(Shape::new(4, 6).unwrap(), 1, u64::MAX, Options::default())
            .unwrap()
    }

    /// With the units whose numbers are taken.
    fn checkpoint(take: impl Fn(usize) -> bool) -> Checkpoint {
        let engine = engine();
        let mut job = Job::new(&*engine, 2);
        for (number, unit) in job.units().to_vec().into_iter().enumerate() {
            if take(number) {
                job.record(engine.run_unit(unit, &Unwatched).unwrap()).unwrap();
            }
        }
        Checkpoint::of(&job, |_| 7e-6, 1.5)
    }

    #[test]
    fn is_read_back_and_gone_on_with() {
        let half = checkpoint(|unit| unit % 2 == 0);
        assert_eq!(Checkpoint::read(&half.text()), Ok(half.clone()));
        assert_eq!((half.done(), half.elapsed_seconds()), ((10, 20), 1.5));
        let job = half.job(&*engine()).unwrap();
        assert_eq!(job.done(), 10);
    }

    #[test]
    fn disjoint_and_overlapping_ones_merge_to_the_whole() {
        let whole = checkpoint(|_| true).job(&*engine()).unwrap().merge().unwrap();
        let merged = checkpoint(|unit| unit < 12)
            .merge(checkpoint(|unit| unit >= 8))
            .unwrap();
        assert_eq!((merged.done(), merged.elapsed_seconds()), ((20, 20), 3.0));
        let more = merged.clone().merge(checkpoint(|unit| unit < 3)).unwrap();
        assert_eq!(more, merged);
        let read = Checkpoint::read(&merged.text()).unwrap();
        assert_eq!(read.job(&*engine()).unwrap().merge().unwrap(), whole);
    }

    #[test]
    fn what_is_wrong_is_refused_with_a_reason() {
        let text = checkpoint(|unit| unit < 3).text();
        let refused = |text: &str| Checkpoint::read(text).unwrap_err().to_string();
        assert!(refused("{}").starts_with("this is not a checkpoint: missing field `format`"));
        for (format, age) in [("9", "a newer version"), ("0", "an older version")] {
            let other = text.replace("\"format\":1", &format!("\"format\":{format},\"more\":[{{}}]"));
            let other = other.replace("\"engine\":\"enumerate\"", "\"engine\":{}");
            let message = format!("this checkpoint has format {format}, of {age} of this program");
            assert!(refused(&other).starts_with(&message), "{}", refused(&other));
        }
        let digit = text.find("\"positive\":\"").unwrap() + "\"positive\":\"".len();
        let mut damaged = text.clone();
        damaged.replace_range(digit..=digit, if &text[digit..=digit] == "1" { "2" } else { "1" });
        assert!(refused(&damaged).starts_with("this checkpoint is damaged"));
        assert!(refused(&text[..text.len() / 2]).starts_with("this is not a checkpoint"));
    }

    #[test]
    fn one_of_another_version_of_the_program_is_gone_on_with() {
        let mine = checkpoint(|unit| unit < 3);
        let other = Checkpoint {
            version: "0.0.1".to_owned(),
            ..checkpoint(|unit| unit > 3)
        };
        let read = Checkpoint::read(&other.sealed().text()).unwrap();
        assert_eq!(read.job(&*engine()).unwrap().done(), 16);
        let merged = read.merge(mine).unwrap();
        assert_eq!((merged.done(), merged.version.as_str()), ((19, 20), VERSION));
    }

    #[test]
    fn the_same_json_written_otherwise_is_the_same() {
        let some = checkpoint(|unit| unit < 3);
        for text in crate::job::sealed::otherwise(&some.text()) {
            assert_eq!(Checkpoint::read(&text), Ok(some.clone()), "{text}");
        }
    }

    /// As version 0.1.0 wrote it: units 2, 7 and 11 of 4 × 6 in two parts a first column. If it is refused, or its units
    /// are others, files of users are lost: that needs another format, and a way to read this one.
    #[test]
    fn one_that_was_written_long_ago_still_holds() {
        let text = include_str!("written/enumerate-0.1.0.json");
        let read = Checkpoint::read(text).unwrap();
        let mut job = read.job(&*engine()).unwrap();
        for done in read.units_done() {
            let unit = job.units()[done.unit as usize];
            job.record(engine().run_unit(unit, &Unwatched).unwrap()).unwrap();
        }
        assert_eq!(job.done(), 3);
    }

    #[test]
    fn interleaved_ones_are_joined_without_looking_back() {
        use std::cell::Cell;

        let looked = Cell::new(0);
        let key = |unit: &u32| {
            looked.set(looked.get() + 1);
            *unit
        };
        let even = (0..10_000).map(|at| 2 * at).collect();
        let odd = (0..10_000).map(|at| 2 * at + 1).collect();
        let all = joined(even, odd, key, |one, _| Ok::<u32, ()>(one)).unwrap();
        assert!(all.into_iter().eq(0..20_000));
        // for each unit of one: itself, the next of the other twice, and those passed by
        assert!(looked.get() <= 4 * 10_000, "{}", looked.get());
        let twice = |unit: u32| {
            let mut one = checkpoint(|_| true);
            one.done[1].unit = unit;
            Checkpoint::read(&one.sealed().text())
        };
        assert!(twice(1).is_ok());
        assert!(
            twice(0)
                .unwrap_err()
                .to_string()
                .contains("not in order, each once")
        );
    }

    #[test]
    fn another_job_or_another_result_is_refused() {
        let mine = checkpoint(|unit| unit < 3);
        let other = Checkpoint {
            parts: 3,
            ..mine.clone()
        };
        let message = mine.clone().merge(other).unwrap_err().to_string();
        assert!(message.contains("3 to a first column"), "{message}");
        let mut wrong = mine.clone();
        wrong.done[1].count = SignedCount::new(1u32, 1u32);
        assert!(matches!(
            mine.merge(wrong),
            Err(CheckpointError::Contradiction { unit: 1, .. })
        ));
        let mut beyond = checkpoint(|unit| unit < 1);
        beyond.done[0].unit = 20;
        assert_eq!(
            beyond.job(&*engine()).unwrap_err(),
            CheckpointError::NoUnit { unit: 20, units: 20 }
        );
    }
}
