//! The stages of a count that is shared out: jobs that depend on each other, each of parts that do not.

use std::ops::RangeInclusive;

use latin_rectangles::engine::classes::{PlannedPhase, Step, planned};
use latin_rectangles::engine::{EngineName, Takes};
use serde::Serialize;

/// What is to be counted, and into how many parts it is cut.
#[derive(Clone, Debug)]
pub struct Job {
    pub engine: EngineName,
    pub columns: u32,
    pub rows: RangeInclusive<u32>,
    /// Parts of a stage at most.
    pub parts: u32,
    /// Units of a count by formula that are shared out; `None` by another engine.
    pub units: Option<u32>,
    /// Threads of a part.
    pub workers: u32,
    /// Threads of the job that lists classes.
    pub list_workers: u32,
    /// MiB that a part may hold, where that is more than by default.
    pub memory: Option<u64>,
}

/// What the parts of a stage do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Shares of the units of a count.
    Count,
    /// Lists the classes that are needed.
    Lists,
    /// Shares of the values of the classes of a degree.
    Values,
    /// Shares of the sums over them.
    Sums,
    /// Joins the files of other stages.
    Merge,
}

/// An argument of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    Plain(String),
    /// The number of the part between two texts.
    Numbered(String, String),
    /// How many threads the part has.
    Workers,
    /// The files of all parts of a stage, an argument each: the number of a part stands between two texts.
    Files {
        before: String,
        after: &'static str,
        parts: u32,
    },
    /// The line that submits parts of a stage again; only scripts have one.
    Resubmit(String),
}

/// Jobs that differ by their number only, and run in any order, anywhere.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name, also in those of its files.
    pub name: String,
    pub kind: Kind,
    /// Stages that must have ended before.
    pub after: Vec<String>,
    pub parts: u32,
    pub workers: u32,
    pub words: Vec<Word>,
    /// The phases whose units it runs, by the first parts of their keys.
    pub phases: Vec<String>,
}

/// The name of the last stage, and of what it writes.
pub const WHOLE: &str = "whole";

/// The name of the stage that lists classes, and of what it writes.
const LISTS: &str = "lists";

/// With more columns the file of a whole count by classes is too large for JSON and for the page.
const LARGEST_AS_JSON: u32 = 10;

/// Before the name of a stage, the one that joins its files.
const MERGE: &str = "merge-";

/// The stages of a job, each behind those that it depends on.
pub fn stages(job: &Job) -> Vec<Stage> {
    match job.engine.takes() {
        Takes::Shape => by_units(job),
        Takes::Rows if job.units == Some(0) => vec![at_once(job)],
        Takes::Rows => by_units(job),
        Takes::Columns => by_classes(job),
    }
}

fn by_units(job: &Job) -> Vec<Stage> {
    let name = "part".to_owned();
    let mut words = job.counting();
    words.extend(job.options());
    words.extend(share(job.parts));
    words.extend(checkpoint(&name, JSON));
    let part = Stage {
        kind: Kind::Count,
        after: Vec::new(),
        parts: job.parts,
        workers: job.workers,
        words,
        phases: Vec::new(),
        name: name.clone(),
    };
    vec![part, merge(&name, job.parts, None)]
}

fn by_classes(job: &Job) -> Vec<Stage> {
    let phases = planned(job.columns, job.rows.clone());
    if phases.is_empty() {
        return vec![at_once(job)];
    }
    let (lists, shared): (Vec<PlannedPhase>, Vec<PlannedPhase>) = phases
        .into_iter()
        .partition(|phase| matches!(phase.step, Step::List(_) | Step::Values(2)));
    let lists = lists_of(job, lists);
    // what later shares read and come after, and what is joined in the end
    let mut read = vec![plain("--from"), plain(binary(&lists.name))];
    let mut written = vec![plain(binary(&lists.name))];
    let mut ready = vec![lists.name.clone()];
    let mut stages = vec![lists];
    for phase in shared {
        let (kind, name) = match phase.step {
            Step::Values(degree) => (Kind::Values, format!("values-{degree}")),
            Step::Sum(degree) => (Kind::Sums, format!("sums-{}", degree + 1)),
            Step::List(_) | Step::Close => (Kind::Sums, format!("sums-{}", job.columns)),
        };
        let parts = job.parts.min(phase.units.unwrap_or(job.parts));
        let mut words = job.counting();
        words.extend(job.options());
        words.extend(read.clone());
        words.extend([plain("--phase"), plain(&phase.of)]);
        words.extend(share(parts));
        words.extend(checkpoint(&name, BINARY));
        let merge = merge(&name, parts, Some(&phase.of));
        stages.push(Stage {
            name: name.clone(),
            kind,
            after: ready.clone(),
            parts,
            workers: job.workers,
            words,
            phases: vec![phase.of],
        });
        if kind == Kind::Values {
            read.extend([plain("--from"), plain(binary(&name))]);
            ready = vec![merge.name.clone()];
        }
        stages.push(merge);
        written.push(plain(binary(&name)));
    }
    stages.push(join(job, written, &stages));
    stages
}

/// Lists the classes that are needed, and whatever else these phases are.
fn lists_of(job: &Job, phases: Vec<PlannedPhase>) -> Stage {
    let mut words = job.counting();
    words.push(plain("--lists-only"));
    words.extend(job.options());
    words.extend([plain("--checkpoint"), plain(binary(LISTS))]);
    Stage {
        name: LISTS.to_owned(),
        kind: Kind::Lists,
        after: Vec::new(),
        parts: 1,
        workers: job.list_workers,
        words,
        phases: phases.into_iter().map(|phase| phase.of).collect(),
    }
}

/// Joins these files, which the stages have written, and computes the figures.
fn join(job: &Job, files: Vec<Word>, stages: &[Stage]) -> Stage {
    let mut words = vec![plain("merge")];
    words.extend(files);
    let whole = if job.columns <= LARGEST_AS_JSON {
        json(WHOLE)
    } else {
        binary(WHOLE)
    };
    words.extend([plain("--output"), plain(whole)]);
    words.extend(job.options());
    let merges = stages.iter().filter(|stage| stage.kind == Kind::Merge);
    Stage {
        name: WHOLE.to_owned(),
        kind: Kind::Merge,
        after: merges.map(|stage| stage.name.clone()).collect(),
        parts: 1,
        workers: job.workers,
        words,
        phases: Vec::new(),
    }
}

/// A count of so little that nothing can be shared out.
fn at_once(job: &Job) -> Stage {
    let mut words = job.counting();
    words.extend(job.options());
    words.extend([plain("--checkpoint"), plain(json(WHOLE))]);
    Stage {
        name: WHOLE.to_owned(),
        kind: Kind::Count,
        after: Vec::new(),
        parts: 1,
        workers: job.workers,
        words,
        phases: Vec::new(),
    }
}

impl Job {
    /// The arguments that say what is counted.
    fn counting(&self) -> Vec<Word> {
        let (from, to) = (self.rows.start(), self.rows.end());
        let columns = self.columns.to_string();
        if from == to {
            ["count", &to.to_string(), &columns, "--engine", self.engine.name()]
                .map(plain)
                .into()
        } else {
            ["table", &columns, "--rows", &format!("{from}..{to}")]
                .map(plain)
                .into()
        }
    }

    /// The arguments that say with what it is counted.
    fn options(&self) -> Vec<Word> {
        let memory = self.memory.map(|mib| [plain("--memory"), plain(mib.to_string())]);
        let workers = [plain("--workers"), Word::Workers];
        workers.into_iter().chain(memory.into_iter().flatten()).collect()
    }
}

/// Joins the files of the parts of a stage, which are all of a phase or all of a count.
fn merge(stage: &str, parts: u32, phase: Option<&str>) -> Stage {
    let mut words = vec![plain("merge")];
    let after = if phase.is_some() { BINARY } else { JSON };
    words.push(Word::Files {
        before: format!("{stage}-"),
        after,
        parts,
    });
    words.extend(phase.into_iter().flat_map(|of| [plain("--phase"), plain(of)]));
    let output = match phase {
        Some(_) => binary(stage),
        None => json(WHOLE),
    };
    words.extend(["--shares", &parts.to_string(), "--output", &output].map(plain));
    words.push(Word::Resubmit(stage.to_owned()));
    Stage {
        name: match phase {
            Some(_) => format!("{MERGE}{stage}"),
            None => WHOLE.to_owned(),
        },
        kind: Kind::Merge,
        after: vec![stage.to_owned()],
        parts: 1,
        workers: 1,
        words,
        phases: Vec::new(),
    }
}

fn share(parts: u32) -> [Word; 2] {
    [
        plain("--share"),
        Word::Numbered(String::new(), format!("/{parts}")),
    ]
}

fn checkpoint(stage: &str, ending: &str) -> [Word; 2] {
    let file = Word::Numbered(format!("{stage}-"), ending.to_owned());
    [plain("--checkpoint"), file]
}

fn plain(text: impl Into<String>) -> Word {
    Word::Plain(text.into())
}

/// The ending of files in JSON, and of those that are smaller.
const JSON: &str = ".json";
const BINARY: &str = ".bin";

fn json(name: &str) -> String {
    format!("{name}{JSON}")
}

fn binary(name: &str) -> String {
    format!("{name}{BINARY}")
}

impl Stage {
    /// The arguments of a part, in full.
    pub fn arguments(&self, part: u32) -> Vec<String> {
        let mut arguments = Vec::new();
        for word in &self.words {
            match word {
                Word::Plain(text) => arguments.push(text.clone()),
                Word::Numbered(before, after) => arguments.push(format!("{before}{part}{after}")),
                Word::Workers => arguments.push(self.workers.to_string()),
                Word::Files { before, after, parts } => {
                    arguments.extend((0..*parts).map(|part| format!("{before}{part}{after}")))
                }
                Word::Resubmit(_) => {}
            }
        }
        arguments
    }

    /// What a part writes.
    ///
    /// # Panics
    /// If it writes nothing.
    pub fn output(&self, part: u32) -> String {
        let arguments = self.arguments(part);
        let mut pairs = arguments.windows(2);
        let output = pairs.find(|pair| ["--checkpoint", "--output"].contains(&&pair[0][..]));
        output.expect("every part writes a file")[1].clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(engine: EngineName, rows: RangeInclusive<u32>, columns: u32, parts: u32) -> Job {
        Job {
            engine,
            columns,
            rows,
            parts,
            units: None,
            workers: 2,
            list_workers: 8,
            memory: None,
        }
    }

    fn in_words(stages: &[Stage]) -> Vec<String> {
        let lines = stages.iter().map(|stage| {
            let Stage {
                name, parts, after, ..
            } = stage;
            let arguments = stage.arguments(parts - 1).join(" ");
            format!("{name} ({parts}) after {}: {arguments}", after.join(", "))
        });
        lines.collect()
    }

    #[test]
    fn first_columns_are_shares_and_a_merge() {
        let stages = stages(&job(EngineName::Enumerate, 5..=5, 9, 3));
        assert_eq!(
            in_words(&stages),
            [
                "part (3) after : count 5 9 --engine enumerate --workers 2 --share 2/3 --checkpoint part-2.json",
                "whole (1) after part: merge part-0.json part-1.json part-2.json --shares 3 --output whole.json",
            ]
        );
        assert_eq!(stages[0].output(1), "part-1.json");
        assert_eq!(stages[1].output(0), "whole.json");
    }

    #[test]
    fn five_rows_of_ten_columns_are_lists_and_four_arrays() {
        let stages = stages(&job(EngineName::Classes, 1..=5, 10, 2));
        let (of, from) = ("table 10 --rows 1..5", "--workers 2 --from lists.bin");
        let merged = |name: &str, phase: &str| {
            format!(
                "merge-{name} (1) after {name}: merge {name}-0.bin {name}-1.bin --phase {phase} --shares 2 --output \
                 {name}.bin"
            )
        };
        let [values_3, sums_4, values_4, sums_5] = [
            "values of degree 3 for n = 10",
            "sums of 4 rows for n = 10",
            "values of degree 4 for n = 10",
            "sums of 5 rows for n = 10",
        ];
        assert_eq!(
            in_words(&stages),
            [
                format!("lists (1) after : {of} --lists-only --workers 8 --checkpoint lists.bin"),
                format!(
                    "values-3 (2) after lists: {of} {from} --phase {values_3} --share 1/2 --checkpoint values-3-1.bin"
                ),
                merged("values-3", values_3),
                format!(
                    "sums-4 (2) after merge-values-3: {of} {from} --from values-3.bin --phase {sums_4} --share 1/2 \
                     --checkpoint sums-4-1.bin"
                ),
                merged("sums-4", sums_4),
                format!(
                    "values-4 (2) after merge-values-3: {of} {from} --from values-3.bin --phase {values_4} --share 1/2 \
                     --checkpoint values-4-1.bin"
                ),
                merged("values-4", values_4),
                format!(
                    "sums-5 (2) after merge-values-4: {of} {from} --from values-3.bin --from values-4.bin --phase \
                     {sums_5} --share 1/2 --checkpoint sums-5-1.bin"
                ),
                merged("sums-5", sums_5),
                "whole (1) after merge-values-3, merge-sums-4, merge-values-4, merge-sums-5: merge lists.bin \
                 values-3.bin sums-4.bin values-4.bin sums-5.bin --output whole.json --workers 2"
                    .to_owned(),
            ]
        );
    }

    #[test]
    fn a_phase_has_no_more_parts_than_units() {
        let stages = stages(&job(EngineName::Classes, 9..=9, 9, 1000));
        let parts: Vec<(&str, u32)> = stages
            .iter()
            .map(|stage| (&stage.name[..], stage.parts))
            .collect();
        assert_eq!(parts[1], ("values-3", 10));
        assert_eq!(parts.last(), Some(&("whole", 1)));
    }

    #[test]
    fn what_needs_no_classes_is_counted_at_once() {
        let stages = stages(&job(EngineName::Classes, 3..=3, 20, 8));
        assert_eq!(
            in_words(&stages),
            ["whole (1) after : count 3 20 --engine classes --workers 2 --checkpoint whole.json"]
        );
    }

    #[test]
    fn the_files_of_two_stages_do_not_match_each_others_pattern() {
        for stages in [
            stages(&job(EngineName::Classes, 1..=10, 10, 3)),
            stages(&job(EngineName::Enumerate, 5..=5, 8, 3)),
        ] {
            let files = |stage: &Stage| {
                (0..stage.parts)
                    .map(|part| stage.output(part))
                    .collect::<Vec<_>>()
            };
            for stage in stages.iter().filter(|stage| stage.kind != Kind::Merge) {
                for other in stages.iter().filter(|other| other.name != stage.name) {
                    let pattern = format!("{}-", stage.name);
                    assert!(
                        files(other).iter().all(|file| !file.starts_with(&pattern)),
                        "{} and {}",
                        stage.name,
                        other.name
                    );
                }
            }
            let mut all: Vec<String> = stages.iter().flat_map(files).collect();
            let written = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), written, "no file is written twice");
        }
    }
}
