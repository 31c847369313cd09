//! What a count would take that is shared out, and the scripts that share it out.

mod arguments;
mod build;
mod cost;
mod describe;
mod figures;
mod hq;
mod measure;
mod parallel;
mod report;
mod shell;
mod slurm;
mod stages;
mod text;

use std::io::{self, Write};

pub use arguments::PlanArguments;
#[cfg(test)]
pub use report::PlanReport;

use super::failure::Failure;
use super::result;
use arguments::PlanFormat;
use build::Asked;

/// Writes what a count would take, or a script.
pub fn plan(arguments: &PlanArguments) -> Result<(), Failure> {
    let asked = Asked::of(arguments)?;
    let mut out = io::stdout().lock();
    let script = match arguments.format {
        PlanFormat::Text => return Ok(text::write(&mut out, &asked.plan(measure::SECONDS)?.0)?),
        PlanFormat::Json => return Ok(result::json(&mut out, &asked.plan(measure::SECONDS)?.0)?),
        PlanFormat::Slurm => slurm::script,
        PlanFormat::Hq => hq::script,
        PlanFormat::Parallel => parallel::script,
    };
    if let Some(refused) = asked.refused {
        return Err(Failure::BadInput(refused));
    }
    let program = std::env::current_exe()
        .map_err(|error| Failure::Failed(format!("the path of this command is not known: {error}")))?;
    let program = program
        .to_str()
        .ok_or_else(|| Failure::Failed(format!("{} cannot be written into a script", program.display())))?;
    let (plan, stages) = asked.plan(measure::SECONDS)?;
    write!(out, "{}", script(&plan, &stages, program))?;
    Ok(())
}
