//! A script with a line of GNU parallel for each stage.

use super::report::PlanReport;
use super::shell::{Names, arguments, quoted};
use super::stages::Stage;

/// The script for a plan, in which the command is at that path.
pub fn script(report: &PlanReport, stages: &[Stage], program: &str) -> String {
    let line = |stage: &Stage| {
        let words = |number| {
            let names = Names {
                number,
                workers: None,
                again: None,
            };
            format!("\"$program\" {}", arguments(stage, &names))
        };
        match stage.parts {
            1 => words("0"),
            parts => format!(
                "seq 0 {} | parallel --quote --jobs \"$jobs\" --joblog {1}.log {2} || lost {1}",
                parts - 1,
                stage.name,
                words("{}"),
            ),
        }
    };
    let lines: Vec<String> = stages.iter().map(line).collect();
    format!(
        r#"#!/bin/sh
# {what}: {summary}
#
# All files are written into the folder of this script. Run it again if a part was lost: what is done is not counted again.
set -eu
cd "$(dirname "$0")"

program={program}

# Parts at once; 100% is one for each core that GNU parallel sees.
jobs=${{JOBS:-100%}}

lost() {{ echo "not every part of $1 was counted" >&2; }}

{lines}
"#,
        what = report.what,
        summary = report.summary(),
        program = quoted(program),
        lines = lines.join("\n"),
    )
}
