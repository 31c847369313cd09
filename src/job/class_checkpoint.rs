//! The values of classes that are computed, to be kept in a file and gone on with, here or elsewhere.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::CheckpointError;
use super::sealed::{self, FORMAT, Sealed, VERSION};
use crate::engine::classes::{KeptLevel, accepts, blocks_needed};

/// What is done of a count by classes with so many columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassCheckpoint {
    format: u32,
    version: String,
    engine: ByClasses,
    columns: u32,
    /// The numbers of rows that have been asked for, from the least to the most; what is done goes for others too.
    from: u32,
    to: u32,
    /// By degree.
    levels: Vec<KeptLevel>,
    /// Counting so far, all runs together.
    elapsed_microseconds: u64,
    checksum: String,
}

/// The name of the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ByClasses {
    Classes,
}

impl Sealed for ClassCheckpoint {
    const ENGINE: &'static str = "classes";

    fn checksum(&mut self) -> &mut String {
        &mut self.checksum
    }
}

impl ClassCheckpoint {
    /// What is done of a count for these numbers of rows, in `elapsed` seconds.
    pub fn of(columns: u32, rows: RangeInclusive<u32>, levels: Vec<KeptLevel>, elapsed: f64) -> Self {
        ClassCheckpoint {
            format: FORMAT,
            version: VERSION.to_owned(),
            engine: ByClasses::Classes,
            columns,
            from: *rows.start(),
            to: *rows.end(),
            levels,
            elapsed_microseconds: (elapsed * 1e6) as u64,
            checksum: String::new(),
        }
        .sealed()
    }

    /// A checkpoint from a text that may be anything.
    ///
    /// # Errors
    /// [`CheckpointError`] says why it is refused.
    pub fn read(text: &str) -> Result<Self, CheckpointError> {
        let read: ClassCheckpoint = sealed::read(text)?;
        let ClassCheckpoint {
            columns, from, to, ..
        } = read;
        let no = CheckpointError::NotACheckpoint;
        if accepts(columns, from..=to).is_err() {
            return Err(no(format!(
                "no rows {from} to {to} of {columns} columns are counted"
            )));
        }
        if !read.levels.is_sorted_by(|one, next| one.degree < next.degree) {
            return Err(no("its degrees are not in order".to_owned()));
        }
        for level in &read.levels {
            level.check(columns).map_err(no)?;
        }
        Ok(read)
    }

    /// As it stands in a file.
    pub fn text(&self) -> String {
        sealed::text(self)
    }

    /// n.
    pub fn columns(&self) -> u32 {
        self.columns
    }

    /// The numbers of rows that have been asked for, from the least to the most.
    pub fn rows(&self) -> RangeInclusive<u32> {
        self.from..=self.to
    }

    /// Blocks of classes whose values are computed, of all that the count needs.
    pub fn done(&self) -> (usize, usize) {
        let level = |degree: usize| self.levels.iter().find(|level| level.degree as usize == degree);
        let needed = blocks_needed(self.columns, &self.rows(), |degree| {
            level(degree).map(|level| level.pairs as usize)
        });
        let count = |(done, all), (degree, blocks)| {
            (
                done + level(degree).map_or(0, |level| level.blocks.len()),
                all + blocks,
            )
        };
        needed.into_iter().fold((0, 0), count)
    }

    /// Seconds of counting so far, all runs together.
    pub fn elapsed_seconds(&self) -> f64 {
        self.elapsed_microseconds as f64 / 1e6
    }

    /// What is done, for a count with so many columns.
    ///
    /// # Errors
    /// [`CheckpointError::OtherJob`] when it is of others.
    pub fn levels(self, columns: u32) -> Result<Vec<KeptLevel>, CheckpointError> {
        self.is_of(columns)?;
        Ok(self.levels)
    }

    /// What is done in either of two checkpoints of one n, for all rows from the first to the last asked for in them;
    /// blocks in both must have the same values. The time is that of both, as [`Checkpoint::merge`] has it.
    ///
    /// [`Checkpoint::merge`]: super::Checkpoint::merge
    ///
    /// # Errors
    /// [`CheckpointError`] when they are of different n or contradict each other.
    pub fn merge(self, other: ClassCheckpoint) -> Result<Self, CheckpointError> {
        other.is_of(self.columns)?;
        let columns = self.columns;
        let blocks = |levels: &[KeptLevel]| levels.iter().map(|level| level.blocks.len()).sum::<usize>();
        let [one, two] = [&self, &other].map(|of| (of.elapsed_microseconds, blocks(&of.levels)));
        let mut levels = self.levels;
        for level in other.levels {
            match levels.binary_search_by_key(&level.degree, |mine| mine.degree) {
                Err(place) => levels.insert(place, level),
                Ok(place) => {
                    let merged = levels[place].merge(&level, columns);
                    levels[place] = merged.map_err(|contradiction| CheckpointError::Values {
                        degree: level.degree,
                        contradiction,
                    })?;
                }
            }
        }
        let rows = spanning(&(self.from..=self.to), &(other.from..=other.to));
        Ok(ClassCheckpoint {
            from: *rows.start(),
            to: *rows.end(),
            elapsed_microseconds: sealed::together([one, two], blocks(&levels)),
            levels,
            format: self.format,
            version: VERSION.to_owned(),
            engine: self.engine,
            columns,
            checksum: String::new(),
        }
        .sealed())
    }

    fn is_of(&self, columns: u32) -> Result<(), CheckpointError> {
        if self.columns == columns {
            return Ok(());
        }
        let name = |columns| format!("n = {columns} by classes");
        Err(CheckpointError::OtherJob {
            found: name(self.columns),
            expected: name(columns),
        })
    }
}

/// From the least number of rows in either to the most.
pub fn spanning(one: &RangeInclusive<u32>, other: &RangeInclusive<u32>) -> RangeInclusive<u32> {
    *one.start().min(other.start())..=*one.end().max(other.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::classes::Classes;
    use crate::job::{AnyCheckpoint, Checkpoint};
    use crate::run::Unwatched;

    /// Of n = 8, up to the values of so large a degree.
    fn checkpoint(most: u32) -> ClassCheckpoint {
        let mut classes = Classes::open(8, 4..=8, u64::MAX).unwrap();
        while let Some(phase) = classes.phase().filter(|phase| phase.degree() <= most) {
            let outputs = (0..phase.units()).map(|unit| (unit, phase.run(unit, &Unwatched).unwrap()));
            let outputs = outputs.collect();
            drop(phase);
            classes.finish(outputs).unwrap();
        }
        ClassCheckpoint::of(8, 4..=8, classes.kept(&[]), 1.5)
    }

    #[test]
    fn is_read_back() {
        let some = checkpoint(3);
        assert_eq!(ClassCheckpoint::read(&some.text()), Ok(some.clone()));
        assert_eq!(some.elapsed_seconds(), 1.5);
        // 7 + 41 pairs of degrees 2 and 3; 130 of degree 4 and 41 of degree 5 are not there
        assert_eq!(some.done(), (1 + 3, 1 + 3 + 9 + 3));
        assert!(
            matches!(AnyCheckpoint::read(&some.text()), Ok(AnyCheckpoint::Classes(read)) if read == some)
        );
        let bytes = some
            .levels(8)
            .unwrap()
            .iter()
            .map(|level| level.values.len())
            .sum::<usize>();
        assert_eq!(bytes, (7 + 41) * 12);
    }

    #[test]
    fn two_make_one() {
        let (some, more) = (checkpoint(3), checkpoint(4));
        let merged = some.clone().merge(more.clone()).unwrap();
        assert_eq!(merged, more);
        assert_eq!(more.clone().merge(some.clone()).unwrap(), more);
        let mut rest = more.clone();
        rest.levels.remove(0);
        let other_rows = ClassCheckpoint {
            from: 2,
            to: 5,
            ..rest.sealed()
        }
        .sealed();
        let merged = some.merge(other_rows).unwrap();
        assert_eq!((merged.rows(), merged.elapsed_seconds()), (2..=8, 3.0));
        assert_eq!(merged.levels, more.levels);
    }

    #[test]
    fn the_same_json_written_otherwise_is_the_same() {
        let some = checkpoint(3);
        for text in sealed::otherwise(&some.text()) {
            assert_eq!(ClassCheckpoint::read(&text), Ok(some.clone()), "{text}");
            assert!(AnyCheckpoint::read(&text) == Ok(AnyCheckpoint::Classes(some.clone())));
        }
    }

    #[test]
    fn one_of_another_version_of_the_program_is_gone_on_with() {
        let some = checkpoint(3);
        let other = ClassCheckpoint {
            version: "0.0.1".to_owned(),
            ..some.clone()
        };
        let read = ClassCheckpoint::read(&other.sealed().text()).unwrap();
        assert_eq!(read.merge(some.clone()), Ok(some));
    }

    /// As version 0.1.0 wrote it. If it is refused, or its values belong to another list or other blocks, files of users
    /// are lost: that needs another format, and a way to read this one.
    #[test]
    fn one_that_was_written_long_ago_still_holds() {
        let read = ClassCheckpoint::read(include_str!("written/classes-0.1.0.json")).unwrap();
        assert_eq!(read.levels[0].blocks.len(), 1);
        let merged = checkpoint(3).merge(read).unwrap();
        assert_eq!(merged.levels, checkpoint(3).levels);
    }

    #[test]
    fn what_is_wrong_is_refused_with_a_reason() {
        let good = checkpoint(3);
        let text = good.text();
        let refused = |text: &str| ClassCheckpoint::read(text).unwrap_err().to_string();
        assert!(refused("{}").starts_with("this is not a checkpoint: missing field `format`"));
        assert!(refused(&text[..text.len() / 2]).starts_with("this is not a checkpoint"));
        let newer = text.replace("\"format\":1", "\"more\":[],\"format\":9");
        assert!(refused(&newer).contains("has format 9, of a newer version"));
        assert!(
            refused(&text.replace("\"degree\":3", "\"degree\":4")).starts_with("this checkpoint is damaged")
        );
        let changed = |change: fn(&mut ClassCheckpoint)| {
            let mut checkpoint = good.clone();
            change(&mut checkpoint);
            refused(&checkpoint.sealed().text())
        };
        for (change, why) in [
            (
                (|it| it.to = 9) as fn(&mut ClassCheckpoint),
                "no rows 4 to 9 of 8 columns are counted",
            ),
            (|it| it.levels.swap(0, 1), "its degrees are not in order"),
            (
                |it| it.levels[1].values.truncate(24),
                "the values of degree 3 have 24 bytes, and should have 492",
            ),
        ] {
            assert_eq!(changed(change), format!("this is not a checkpoint: {why}"));
        }
    }

    #[test]
    fn other_engines_other_n_and_other_values_are_refused() {
        let mine = checkpoint(3);
        let message = Checkpoint::read(&mine.text()).unwrap_err().to_string();
        assert_eq!(message, "this checkpoint is of the engine classes, not enumerate");
        let message = mine.clone().levels(9).unwrap_err().to_string();
        assert_eq!(
            message,
            "this checkpoint is of another job: n = 8 by classes, not n = 9 by classes"
        );
        let mut other = mine.clone();
        other.levels[1].values[491] ^= 1;
        let message = mine.clone().merge(other).unwrap_err().to_string();
        assert_eq!(
            message,
            "the values of degree 3 are not the same in both in block 2: one of them is wrong"
        );
        let mut other = mine.clone();
        other.levels[1].list ^= 1;
        let message = mine.merge(other).unwrap_err().to_string();
        assert!(message.contains("belong to other lists of classes"), "{message}");
    }
}
