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
    /// The files of all parts of a stage, an argument each.
    Files { stage: String, parts: u32 },
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

/// Before the name of a stage, the one that joins its files.
const MERGE: &str = "merge-";

/// The stages of a job, each behind those that it depends on.
pub fn stages(job: &Job) -> Vec<Stage> {
    match job.engine.takes() {
        Takes::Shape => by_columns(job),
        Takes::Columns => by_classes(job),
    }
}

fn by_columns(job: &Job) -> Vec<Stage> {
    let name = "part".to_owned();
    let mut words = job.counting();
    words.extend(job.options());
    words.extend(share(job.parts));
    words.extend(checkpoint(&name));
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
    let (lists, shared): (Vec<PlannedPhase>, Vec<PlannedPhase>) = phases
        .into_iter()
        .partition(|phase| matches!(phase.step, Step::List(_) | Step::Values(2)));
    let mut stages: Vec<Stage> = Vec::new();
    // what later shares read, and what is joined in the end
    let (mut read, mut written) = (Vec::new(), Vec::new());
    let mut ready: Vec<String> = Vec::new();
    if !lists.is_empty() {
        let mut words = job.counting();
        words.push(plain("--lists-only"));
        words.extend(job.options());
        words.extend([plain("--checkpoint"), plain(json("lists"))]);
        read.extend([plain("--from"), plain(json("lists"))]);
        written.push(plain(json("lists")));
        ready.push("lists".to_owned());
        stages.push(Stage {
            name: "lists".to_owned(),
            kind: Kind::Lists,
            after: Vec::new(),
            parts: 1,
            workers: job.list_workers,
            words,
            phases: lists.into_iter().map(|phase| phase.of).collect(),
        });
    }
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
        words.extend(checkpoint(&name));
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
            read.extend([plain("--from"), plain(json(&name))]);
            ready = vec![merge.name.clone()];
        }
        stages.push(merge);
        written.push(plain(json(&name)));
    }
    let mut words = vec![plain("merge")];
    words.extend(written);
    words.extend([plain("--output"), plain(json(WHOLE))]);
    words.extend(job.options());
    let merges = stages.iter().filter(|stage| stage.kind == Kind::Merge);
    let mut after: Vec<String> = merges.map(|stage| stage.name.clone()).collect();
    if after.is_empty() {
        after = ready;
    }
    stages.push(Stage {
        name: WHOLE.to_owned(),
        kind: Kind::Merge,
        after,
        parts: 1,
        workers: job.workers,
        words,
        phases: Vec::new(),
    });
    stages
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
            ["table", &columns, "--rows", &format!("{from}..{to}")].map(plain).into()
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
    words.push(Word::Files {
        stage: stage.to_owned(),
        parts,
    });
    words.extend(phase.into_iter().flat_map(|of| [plain("--phase"), plain(of)]));
    let output = if phase.is_some() { stage } else { WHOLE };
    words.extend(["--shares", &parts.to_string(), "--output", &json(output)].map(plain));
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
    [plain("--share"), Word::Numbered(String::new(), format!("/{parts}"))]
}

fn checkpoint(stage: &str) -> [Word; 2] {
    [plain("--checkpoint"), Word::Numbered(format!("{stage}-"), ".json".to_owned())]
}

fn plain(text: impl Into<String>) -> Word {
    Word::Plain(text.into())
}

fn json(name: &str) -> String {
    format!("{name}.json")
}

/// The file of a part of a stage.
pub fn file(stage: &str, part: u32) -> String {
    format!("{stage}-{part}.json")
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
                Word::Files { stage, parts } => arguments.extend((0..*parts).map(|part| file(stage, part))),
                Word::Resubmit(_) => {}
            }
        }
        arguments
    }

    /// What a part writes.
    pub fn output(&self, part: u32) -> String {
        match self.kind {
            Kind::Count | Kind::Values | Kind::Sums => file(&self.name, part),
            Kind::Lists => json(&self.name),
            Kind::Merge => json(self.name.strip_prefix(MERGE).unwrap_or(&self.name)),
        }
    }
}
