//! The saved outputs of one phase: whether its engine can read them, and whether those counted again are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::check::Check;
use super::drive;
use super::options::VerifyError;
use crate::count::SavedUnits;
use crate::engine::seam::{Engine, Output, Phase};
use crate::latin::SignedCount;
use crate::latin::count::grouped;
use crate::run::Watch;

/// Units named in a sentence, at most.
const NAMED: usize = 5;

/// What was found of a phase.
pub struct PhaseFindings {
    pub checks: Vec<Check>,
    /// Those counted here, and the saved ones.
    pub outputs: BTreeMap<usize, Output>,
    /// N⁺ and N⁻ of the saved ones, where the phase counts rectangles.
    pub counts: BTreeMap<usize, SignedCount>,
    /// Whether the saved ones can be given to the engine.
    pub readable: bool,
}

/// Checks what is saved of the engine's current phase. Units in `again` are counted again; those in `more` are counted for
/// what comes after.
pub fn check(
    engine: &dyn Engine,
    phase: &Phase,
    saved: Option<&SavedUnits>,
    again: &BTreeSet<usize>,
    more: &BTreeSet<usize>,
    watch: &(dyn Watch + Sync),
) -> Result<PhaseFindings, VerifyError> {
    let of = &phase.key.of;
    let mut findings = PhaseFindings {
        checks: Vec::new(),
        outputs: BTreeMap::new(),
        counts: BTreeMap::new(),
        readable: true,
    };
    if let Some(saved) = saved {
        findings.read(engine, phase, saved);
        if !findings.readable {
            return Ok(findings);
        }
    }
    let units: Vec<usize> = again.union(more).copied().collect();
    let counted = drive::run(engine, &units, watch)?;
    let mut differ = Vec::new();
    for (unit, output) in units.into_iter().zip(counted) {
        if let Some(before) = findings.outputs.get(&unit)
            && again.contains(&unit)
            && *before != output
        {
            differ.push((unit, before.clone(), output.clone()));
        }
        if more.contains(&unit) {
            findings.outputs.insert(unit, output);
        }
    }
    if !again.is_empty() {
        findings
            .checks
            .push(counted_again(engine, of, again.len(), &differ));
    }
    Ok(findings)
}

impl PhaseFindings {
    fn read(&mut self, engine: &dyn Engine, phase: &Phase, saved: &SavedUnits) {
        let of = &phase.key.of;
        let units = Check::of(format!("{of}: number of units"), saved.units, phase.units);
        self.readable = units.agrees();
        self.checks.push(units);
        let mut refused = Vec::new();
        for (&unit, saved) in &saved.done {
            let unit = unit as usize;
            if unit >= phase.units {
                refused.push(format!("there is no unit {unit}"));
                continue;
            }
            match engine.read(unit, &saved.output) {
                Ok(count) => {
                    self.outputs.insert(unit, saved.output.clone());
                    self.counts.extend(count.map(|count| (unit, count)));
                }
                Err(error) => refused.push(error.to_string()),
            }
        }
        let all = saved.done.len();
        let read = Check::of(
            format!("{of}: outputs that its engine can read"),
            all - refused.len(),
            all,
        );
        self.readable &= refused.is_empty();
        self.checks.push(match refused.first() {
            Some(why) => read.with_note(why),
            None => read,
        });
    }
}

fn counted_again(engine: &dyn Engine, of: &str, chosen: usize, differ: &[(usize, Output, Output)]) -> Check {
    let check = Check::of(
        format!("{of}: units counted again that are the same"),
        chosen - differ.len(),
        chosen,
    );
    if differ.is_empty() {
        return check;
    }
    let words = |unit: usize, output: &Output| match engine.read(unit, output) {
        Ok(Some(count)) => format!("{} + {}", grouped(&count.positive), grouped(&count.negative)),
        _ => String::new(),
    };
    let each = differ.iter().take(NAMED).map(|(unit, before, now)| {
        match (words(*unit, before), words(*unit, now)) {
            (before, now) if before.is_empty() || now.is_empty() => format!("unit {unit}"),
            (before, now) => format!("unit {unit} ({before} in the file, {now} here)"),
        }
    });
    let each: Vec<String> = each.collect();
    let more = differ.len().saturating_sub(NAMED);
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    check.with_note(format!("other outputs: {}{more}", each.join(", ")))
}
