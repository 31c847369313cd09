//! A script that submits job arrays to SLURM, and that these run.

use super::report::{PlanReport, StageReport};
use super::shell::{Common, Names, cases, common, example};
use super::stages::Stage;

/// Tasks of an array: a site's MaxArraySize is 1001 by default, and numbers stay below it.
const MOST_TASKS: u32 = 1000;

const IN_A_JOB: Names<'static> = Names {
    number: "${number}",
    workers: Some("$SLURM_CPUS_PER_TASK"),
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
    } = common(stages, program, &IN_A_JOB);
    let requests = cases(stages, |stage| {
        format!("set -- {}", request(report.stage(&stage.name)))
    });
    format!(
        r#"#!/bin/sh
# {what}: {summary}
#
# `sh plan.sh` submits everything; `sh plan.sh again {example} 3,7,12-14` submits these parts again, and all stages after it.
# All files are written into the folder of this script, which every node must see; what the jobs say is in logs/ there.
# What is done is not counted again. SBATCH_ACCOUNT, SBATCH_PARTITION and the like are heeded.
{head}
# Tasks in one array: less than the site's MaxArraySize.
most={MOST_TASKS}

# The jobs that the next ones wait for, each after a colon.
after=''

# Submits tasks $2 of stage $1 as one array; the first number of a task means part $3.
array() {{
  stage=$1 tasks=$2 first=$3
  case $stage in
{requests}  esac
  [ -z "$after" ] || set -- "$@" "--dependency=afterany$after"
  job=$(sbatch --parsable --job-name="$stage" --array="$tasks" --output='logs/%x-%A_%a.log' "$@" \
    "./$script" run "$stage" "$first" "$script")
  echo "$stage: job ${{job%%;*}}"
  jobs=$jobs:${{job%%;*}}
}}

# Submits parts $2 of stage $1, for example 3,7,12-14, after the jobs in $after, which are then these.
submit() {{
  rest=$2, jobs='' first='' tasks=''
  while [ -n "$rest" ]; do
    numbers=${{rest%%,*}} rest=${{rest#*,}}
    from=${{numbers%-*}} to=${{numbers#*-}}
    while [ "$from" -le "$to" ]; do
      block=$((from - from % most))
      last=$((block + most - 1))
      [ "$last" -le "$to" ] || last=$to
      if [ "$first" != "$block" ]; then
        [ -z "$tasks" ] || array "$1" "$tasks" "$first"
        first=$block tasks=''
      fi
      tasks=${{tasks:+$tasks,}}$((from - block))-$((last - block))
      from=$((last + 1))
    done
  done
  array "$1" "$tasks" "$first"
  after=$jobs
}}

{submit_from}
if [ "${{1-}}" = run ]; then
  script=$4
  run "$2" "$(($3 + SLURM_ARRAY_TASK_ID))"
fi
cd "$(dirname "$0")"
script=$(basename "$0")
mkdir -p logs
case ${{1-}} in
{arguments}"#
    )
}

/// What a part of a stage asks SLURM for; what is not known is left to the site.
fn request(stage: &StageReport) -> String {
    let mut options = vec![format!("--cpus-per-task={}", stage.workers)];
    options.extend(stage.ask_mib().map(|mib| format!("--mem={mib}M")));
    options.extend(stage.ask_minutes().map(|minutes| {
        let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        format!("--time={days}-{hours:02}:{minutes:02}")
    }));
    options.join(" ")
}
