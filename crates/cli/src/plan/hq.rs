//! A script that submits task arrays to HyperQueue.

use super::report::{PlanReport, StageReport};
use super::shell::{Names, arguments, cases, example, names, quoted};
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
    let program = quoted(program);
    let example = example(stages);
    let names = names(stages);
    let parts = cases(stages, |stage| format!("echo {}", stage.parts));
    let runs = cases(stages, |stage| {
        format!("exec \"$program\" {}", arguments(stage, &IN_A_TASK))
    });
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
set -eu

# The command, the same on every node.
program={program}

# Each stage begins when the one before it has ended, however it ended: what is missing is named then.
stages='{names}'

# How many parts stage $1 has.
parts() {{
  case $1 in
{parts}  esac
}}

# In a task: counts part $2 of stage $1.
run() {{
  number=$2
  again="sh '$(printf %s "$PWD/$script" | sed "s/'/'\\\\''/g")' again"
  case $1 in
{runs}  esac
}}

# Submits parts $2 of stage $1, for example 3,7,12-14, and waits until they have ended.
submit() {{
  stage=$1 numbers=$2
  case $stage in
{requests}  esac
  hq submit --wait --name="$stage" --array="$numbers" --stdout="$PWD/logs/$stage-%{{TASK_ID}}.out" \
    --stderr="$PWD/logs/$stage-%{{TASK_ID}}.err" "$@" -- \
    sh "$PWD/$script" run "$stage" || echo "not every part of $stage was counted" >&2
}}

# Submits parts $2 of stage $1, and then every stage after it.
submit_from() {{
  begun=''
  for name in $stages; do
    if [ "$name" = "$1" ]; then
      begun=yes
      submit "$name" "$2"
    elif [ -n "$begun" ]; then
      submit "$name" "0-$(($(parts "$name") - 1))"
    fi
  done
  [ -n "$begun" ] || {{ echo "there is no stage $1; there are: $stages" >&2; exit 2; }}
  cat "logs/$name-0.out" "logs/$name-0.err"
}}

cd "$(dirname "$0")"
script=$(basename "$0")
mkdir -p logs
case ${{1-}} in
  run) run "$2" "$HQ_TASK_ID" ;;
  '') submit_from "${{stages%% *}}" "0-$(($(parts "${{stages%% *}}") - 1))" ;;
  again) submit_from "$2" "$3" ;;
  *) echo "usage: sh $script [again stage numbers]" >&2; exit 2 ;;
esac
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
