//! The units of a count that are done, to be kept in a file and gone on with, here or elsewhere.

use serde::{Deserialize, Serialize};

use super::sealed::{self, FORMAT, Sealed, VERSION};
use super::{CheckpointError, Job, MOST_PARTS};
use crate::engine::{Engine, EngineName, UnitResult};
use crate::latin::{Shape, SignedCount};

/// What is done of one job, whoever did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
    #[cfg_attr(test, ts(type = "number"))]
    elapsed_microseconds: u64,
    /// In order of unit.
    done: Vec<DoneUnit>,
    checksum: String,
}

/// One unit with its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DoneUnit {
    /// Its number among the job's units.
    pub unit: u32,
    /// What counting it took.
    #[cfg_attr(test, ts(type = "number"))]
    pub microseconds: u64,
    pub count: SignedCount,
}

impl Sealed for Checkpoint {
    const ENGINE: &'static str = "enumerate";

    fn format(&self) -> u32 {
        self.format
    }

    fn version(&self) -> &str {
        &self.version
    }

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
        if !read.done.is_sorted_by_key(|done| done.unit) {
            return Err(CheckpointError::NotACheckpoint(
                "its units are not in order".to_owned(),
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
        for unit in other.done {
            match self.done.binary_search_by_key(&unit.unit, |done| done.unit) {
                Err(place) => self.done.insert(place, unit),
                Ok(place) if self.done[place].count == unit.count => {}
                Ok(place) => {
                    return Err(CheckpointError::Contradiction {
                        unit: unit.unit,
                        one: Box::new(self.done[place].count.clone()),
                        other: Box::new(unit.count),
                    });
                }
            }
        }
        let [one, two] = [
            (self.elapsed_microseconds, mine),
            (other.elapsed_microseconds, others),
        ];
        self.elapsed_microseconds = sealed::together([one, two], self.done.len());
        Ok(self.sealed())
    }

    fn name(&self) -> String {
        name(self.engine, self.shape, self.parts, self.units)
    }
}

fn name(engine: EngineName, shape: Shape, parts: u32, units: u32) -> String {
    format!("{shape} by {engine} in {units} units ({parts} to a first column)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Unwatched;
    use crate::engine::enumerate::Options;

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
        assert!(refused(&text.replace("\"format\":1", "\"format\":9")).contains("has format 9"));
        let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
        assert!(refused(&text.replace(&version, "\"version\":\"0.0.1\"")).contains("program version 0.0.1"));
        let digit = text.find("\"positive\":\"").unwrap() + "\"positive\":\"".len();
        let mut damaged = text.clone();
        damaged.replace_range(digit..=digit, if &text[digit..=digit] == "1" { "2" } else { "1" });
        assert!(refused(&damaged).starts_with("this checkpoint is damaged"));
        assert!(refused(&text[..text.len() / 2]).starts_with("this is not a checkpoint"));
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
