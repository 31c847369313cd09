//! A script that submits task arrays to HyperQueue.

use super::report::{PlanReport, StageReport};
use super::shell::{Common, Names, cases, common, example};
use super::stages::Stage;

const IN_A_TASK: Names<'static> = Names {
    number: "${number}",
    workers: None,
    again: Some("$again"),
};

/// The script for a plan, in which the command is at that path.
pub fn script(report: &PlanReport, stages: &[Stage], program: &str) -> String {
    let what = &report.what;
    let summary = report.summary();
    let example = example(stages);
    let Common {
        head,
        submit_from,
        arguments,
    } = common(stages, program, &IN_A_TASK);
    let requests = cases(stages, |stage| {
        format!("set -- {}", request(report.stage(&stage.name)))
    });
    format!(
        r#"#!/bin/sh
# {what}: {summary}
#
# `sh plan.sh` submits stage after stage and waits for each; `sh plan.sh again {example} 3,7,12-14` submits these parts again,
# and all stages after it.
# All files are written into the folder of this script, which every worker must see; what the last stage says is in logs/.
# What is done is not counted again. A server of HyperQueue and its workers must be running.
{head}
# Submits parts $2 of stage $1, for example 3,7,12-14, and waits until they have ended.
submit() {{
  stage=$1 numbers=$2
  case $stage in
{requests}  esac
  hq submit --wait --name="$stage" --array="$numbers" --stdout="$PWD/logs/$stage-%{{TASK_ID}}.out" \
    --stderr="$PWD/logs/$stage-%{{TASK_ID}}.err" "$@" -- \
    sh "$PWD/$script" run "$stage" || echo "not every part of $stage was counted" >&2
}}

{submit_from}
cd "$(dirname "$0")"
script=$(basename "$0")
mkdir -p logs
case ${{1-}} in
  run) run "$2" "$HQ_TASK_ID" ;;
{arguments}# What the last stage says.
cat "logs/$name-0.out" "logs/$name-0.err"
"#
    )
}

/// What a part of a stage asks HyperQueue for.
fn request(stage: &StageReport) -> String {
    let mut options = vec![format!("--cpus={}", stage.workers)];
    options.extend(stage.ask_mib().map(|mib| format!("--resource=mem={mib}")));
    options.extend(
        stage
            .ask_minutes()
            .map(|minutes| format!("--time-request={minutes}m")),
    );
    options.join(" ")
}
