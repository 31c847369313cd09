//! Checks a checkpoint, phase by phase.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::check::{Check, Outcome};
use super::figures::{StatedFigures, last_two_rows};
use super::options::{VerifyError, VerifyOptions};
use super::sample::{Chosen, choose, default_number};
use super::transcript::{CHECKSUM, Counted, Findings, Outputs, Recounted, RecountedUnits, hex};
use super::{chance, drive, first_columns, phase};
use crate::count::{Checkpoint, Head, SavedUnits, Session};
use crate::engine::enumerate::{Options, Popcount};
use crate::engine::seam::{Counted as PhaseCounted, Engine, EngineError, Key, Output, Phase};
use crate::engine::{Request, Takes};
use crate::latin::count::grouped;
use crate::latin::{Shape, SignedCount};
use crate::run::Watch;
use crate::simd::Arch;

/// Rows that need no list of classes, and so no outputs.
const BY_CYCLES: u32 = 3;

/// What is found of an undamaged checkpoint.
pub fn findings(
    checkpoint: &Checkpoint,
    head: &Head,
    options: VerifyOptions,
    watch: &(dyn Watch + Sync),
) -> Result<Findings, VerifyError> {
    let request = Request {
        options: Options {
            kernel: Some(Arch::plainest()),
            popcount: Popcount::Scalar,
            ..Options::default()
        },
        memory: options.memory,
        ..checkpoint.request().clone()
    };
    let session = Session::default();
    let engine = session
        .open(&request, rayon::current_num_threads())
        .map_err(refused)?;
    let kept: Vec<String> = engine.saved_phases().into_iter().map(|phase| phase.of).collect();
    let (done, units) = checkpoint.done(&session).map_err(refused)?;
    let there: usize = checkpoint
        .phases()
        .filter(|(key, _)| kept.contains(&key.of))
        .map(|(_, saved)| saved.done.len())
        .sum();
    let many = match options.units_recounted {
        Some(many) => many as usize,
        None => default_number(&request, units).map_err(refused)?,
    };
    let chosen = choose(checkpoint, &kept, many, options.seed);
    let mut verifying = Verifying {
        checkpoint,
        shapes: request.shapes().collect::<Vec<_>>().into_iter(),
        unmet: checkpoint.phases().map(|(key, _)| key.clone()).collect(),
        whole: done == units,
        filled: false,
        request,
        engine,
        chosen,
        findings: Findings {
            counted: vec![counted(checkpoint, head)],
            outputs: checkpoint.phases().map(outputs).collect(),
            checks: vec![Check::of(CHECKSUM, &head.checksum, &head.checksum)],
            missing: (done < units).then(|| format!("{done} of {units} units are there")),
            ..Findings::default()
        },
    };
    verifying.refuse_foreign(&kept);
    let finished = verifying.go_through(watch)?;
    verifying.end(finished);
    let Verifying {
        mut findings, chosen, ..
    } = verifying;
    findings.recounted = Some(recounted(chosen, there, options.seed));
    findings.certainty.push(by_chance(findings.recounted.as_ref()));
    findings.certainty.push(
        "Checksum: it shows damage. Whoever changes a file can renew it, so by itself it proves nothing."
            .to_owned(),
    );
    Ok(findings)
}

struct Verifying<'c> {
    checkpoint: &'c Checkpoint,
    request: Request,
    engine: Box<dyn Engine>,
    chosen: Chosen,
    /// Phases in the file that the engine has not come to.
    unmet: BTreeSet<Key>,
    /// Whether no saved output is missing.
    whole: bool,
    /// Whether saved outputs were missing and have been counted here, so that figures do not follow from the file.
    filled: bool,
    /// Shapes whose first columns have not been counted.
    shapes: std::vec::IntoIter<Shape>,
    findings: Findings,
}

impl Verifying<'_> {
    /// Outputs that no count of this request has.
    fn refuse_foreign(&mut self, kept: &[String]) {
        let of_columns = self.request.engine.takes() == Takes::Columns;
        let ends: Vec<String> = (self.request.columns.0..=self.request.columns.1)
            .map(|n| format!(" for n = {n}"))
            .collect();
        let is_known = |of: &str| {
            let is_computed = of.starts_with("round ") || of.starts_with("sums of ");
            let is_of_columns = ends.iter().any(|end| of.ends_with(end));
            kept.iter().any(|kept| kept == of) || of_columns && is_computed && is_of_columns
        };
        let (known, foreign): (BTreeSet<Key>, BTreeSet<Key>) = std::mem::take(&mut self.unmet)
            .into_iter()
            .partition(|key| is_known(&key.of));
        self.unmet = known;
        for key in foreign {
            let why = format!("{} has no such outputs", self.request);
            self.findings.checks.push(Check::wrong(key.of, why));
        }
    }

    /// Goes through the phases as far as the file does; whether that is to the end of the count.
    fn go_through(&mut self, watch: &(dyn Watch + Sync)) -> Result<bool, VerifyError> {
        while let Some(phase) = self.engine.phase().cloned() {
            let saved = match self.checkpoint.of(&phase.key) {
                Ok(saved) => saved,
                Err(error) => {
                    self.findings.checks.push(Check::wrong(&phase.key.of, error));
                    return Ok(false);
                }
            };
            self.unmet.remove(&phase.key);
            let there = saved.map_or(0, |saved| saved.done.len());
            let is_needed = self.whole || !self.unmet.is_empty();
            if there == 0 && !is_needed {
                return Ok(false);
            }
            if !self.go_through_phase(&phase, saved, is_needed, watch)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether the next phase is reached.
    fn go_through_phase(
        &mut self,
        phase: &Phase,
        saved: Option<&SavedUnits>,
        is_needed: bool,
        watch: &(dyn Watch + Sync),
    ) -> Result<bool, VerifyError> {
        let has = |unit: &usize| saved.is_some_and(|saved| saved.done.contains_key(&(*unit as u32)));
        let is_complete = (0..phase.units).all(|unit| has(&unit));
        let by_sign = phase.counted == PhaseCounted::BySign;
        let (again, more): (BTreeSet<usize>, BTreeSet<usize>) = if phase.saved {
            let chosen = self.chosen.get(&phase.key).into_iter().flatten();
            let missing = || (0..phase.units).filter(|unit| !has(unit)).collect();
            // units of first columns rest on nothing, and take long
            let goes_on = is_needed && !by_sign;
            (
                chosen.map(|&unit| unit as usize).collect(),
                if goes_on { missing() } else { BTreeSet::new() },
            )
        } else {
            // a list of classes is proved by its mass only if it is made here
            ((0..phase.units).filter(has).collect(), (0..phase.units).collect())
        };
        self.filled |= phase.saved && !more.is_empty();
        let found = phase::check(&*self.engine, phase, saved, &again, &more, watch)?;
        self.findings.checks.extend(found.checks);
        if by_sign && let Some(shape) = self.shapes.next() {
            let counts = self.columns(shape, &found.counts);
            let complete = counts.iter().flatten().count();
            let agree = first_columns::agree(shape, &counts);
            let go_on = agree.outcome != Outcome::Disagrees;
            self.findings.checks.push(agree);
            self.findings.certainty.push(first_columns::certainty(complete));
            if !go_on {
                return Ok(false);
            }
        }
        if !found.readable || !(is_complete || phase.units == found.outputs.len()) {
            return Ok(false);
        }
        let outputs: Vec<Output> = found.outputs.into_values().collect();
        if let Err(error) = drive::take(&mut *self.engine, outputs.iter()) {
            let what = format!("{}: what follows from the outputs", phase.key.of);
            self.findings.checks.push(Check::wrong(what, error));
            return Ok(false);
        }
        Ok(true)
    }

    /// The counts of first columns, by rank, as far as all their units are there.
    fn columns(&self, shape: Shape, counts: &BTreeMap<usize, SignedCount>) -> Vec<Option<SignedCount>> {
        let parts = self.request.parts.unwrap_or(1);
        let units = self.request.engine.units(shape, parts).unwrap_or_default();
        let mut columns: Vec<Option<SignedCount>> = Vec::new();
        for (number, unit) in units.iter().enumerate() {
            let at = unit.first_column as usize;
            if columns.len() <= at {
                columns.resize(at + 1, Some(SignedCount::default()));
            }
            columns[at] = columns[at]
                .take()
                .zip(counts.get(&number))
                .map(|(sum, count)| sum + count.clone());
        }
        columns
    }

    /// What is known at the end.
    fn end(&mut self, finished: bool) {
        for key in std::mem::take(&mut self.unmet) {
            let of = key.of.clone();
            self.findings.checks.push(if finished {
                Check::wrong(of, format!("{} comes to no such outputs", self.request))
            } else {
                Check::skipped(of, "what these outputs rest on is missing or disagrees")
            });
        }
        let answer = self.engine.answer();
        for evidence in &answer.evidence {
            // that first columns agree is a check of its own
            if evidence.things == "first columns" {
                continue;
            }
            let what = match evidence.degree {
                Some(_) => format!("{} of the {}", evidence.what, evidence.things),
                None => evidence.what.clone(),
            };
            self.findings.checks.push(
                Check::of(what, grouped(&evidence.found), grouped(&evidence.expected)).with_note(format!(
                    "in {} {}",
                    grouped(&evidence.count),
                    evidence.things
                )),
            );
        }
        let of_columns = self.request.engine.takes() == Takes::Columns;
        let known = answer.figures.iter().filter(|figures| {
            let follows = !of_columns || finished || figures.shape.rows() > BY_CYCLES;
            follows && !self.filled && (figures.total.is_some() || figures.difference.is_some())
        });
        let figures: Vec<StatedFigures> = known.map(StatedFigures::of).collect();
        let checks = &mut self.findings.checks;
        for one in &figures {
            checks.extend(one.rules());
            checks.extend(one.published());
        }
        checks.extend(last_two_rows(&figures));
        self.findings.figures = figures;
        match self.request.engine.takes() {
            Takes::Shape => {}
            Takes::Columns => self.findings.certainty.extend(BY_CLASSES.map(str::to_owned)),
            Takes::Rows => self.findings.certainty.push(BY_FORMULA.to_owned()),
        }
    }
}

/// What is certain of a count by classes.
const BY_CLASSES: [&str; 2] = [
    "Lists of classes: they are made again here, and the labelled graphs of all classes found are as many as there are, which \
     proves that none is missing and none is there twice.",
    "Values of classes: the sums over all classes find for certain what makes K or D no whole number of rectangles, or not \
     divisible as above. Units counted again are computed from the values of the degree below as the file has them. Other \
     wrong values are found if their unit is counted again, or if the published value differs.",
];

/// What is certain of a count by formula.
const BY_FORMULA: &str = "Residues: K from all primes but one must have the residues modulo that one, which a wrong residue \
     passes with a chance of about one in 2,000,000,000. D is computed here by a recurrence, not from the file, and must be \
     congruent to K.";

fn by_chance(recounted: Option<&Recounted>) -> String {
    let (chosen, units) = recounted.map_or((0, 0), |recounted| (recounted.chosen, recounted.units));
    if units == 0 {
        return "Units counted again: none, as the file has none.".to_owned();
    }
    format!(
        "Units counted again: {chosen} of {units}, chosen by a seed that whoever made the file could not know. One wrong unit \
         is among them with the chance {chosen}/{units}, at least one of w wrong ones with the chance \
         1 - C({units}-w,{chosen})/C({units},{chosen})."
    )
}

fn counted(checkpoint: &Checkpoint, head: &Head) -> Counted {
    let request = checkpoint.request();
    let what = match (request.shape(), request.parts) {
        (Some(shape), Some(parts)) if parts > 1 => format!("{shape}, about {parts} parts to a first column"),
        (Some(shape), _) => shape.to_string(),
        _ if request.columns.0 == request.columns.1 => {
            format!("{} to {} × {}", request.rows.0, request.rows.1, request.columns.0)
        }
        _ => request.to_string(),
    };
    Counted {
        what,
        engine: Some(request.engine),
        version: Some(head.version.clone()),
        date: None,
        kernel: None,
        workers: None,
        elapsed_seconds: Some(checkpoint.elapsed().as_secs_f64()),
    }
}

fn outputs((key, saved): (&Key, &SavedUnits)) -> Outputs {
    let mut sha256 = Sha256::new();
    saved.done.values().for_each(|saved| sha256.update(&saved.output));
    Outputs {
        of: key.of.clone(),
        over: key.over.clone(),
        done: saved.done.len() as u32,
        units: saved.units,
        sha256: hex(&sha256.finalize()),
    }
}

fn recounted(chosen: Chosen, units: usize, seed: u32) -> Recounted {
    let many: usize = chosen.values().map(BTreeSet::len).sum();
    let by_phase = chosen.into_iter().map(|(key, units)| RecountedUnits {
        of: key.of,
        units: units.into_iter().collect(),
    });
    Recounted {
        seed,
        kernel: Arch::plainest().name(),
        chosen: many as u32,
        units: units as u32,
        by_phase: by_phase.collect(),
        chances: chance::chances(units as u32, many as u32),
    }
}

fn refused(error: EngineError) -> VerifyError {
    VerifyError::Refused(error.to_string())
}
