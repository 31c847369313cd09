//! Scripts of `plan`, run with stand-ins for SLURM, HyperQueue and GNU parallel.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::common::{folder, run, text};
use serde_json::Value;

/// Runs a task of an array for each number at once, but for the one in LOST; a job in which one failed ends like it.
const SBATCH: &str = r#"#!/bin/sh
for option; do
  case $option in
    --array=*) array=${option#*=} ;;
    --cpus-per-task=*) SLURM_CPUS_PER_TASK=${option#*=} ;;
    --job-name=*) name=${option#*=} ;;
    --*) ;;
    *) break ;;
  esac
  shift
done
export SLURM_CPUS_PER_TASK
echo "$name $array" >> arrays
IFS=,
for range in $array; do
  for SLURM_ARRAY_TASK_ID in $(seq "${range%-*}" "${range#*-}" | tr '\n' ,); do
    export SLURM_ARRAY_TASK_ID
    [ "$name $(($4 + SLURM_ARRAY_TASK_ID))" = "${LOST-}" ] || sh "$@" >> "logs/$name.log" 2>&1 || echo "$name ended with $?" >> ends
  done
done
echo "$(wc -l < arrays);cluster"
"#;

/// The same for HyperQueue.
const HQ: &str = r#"#!/bin/sh
shift
for option; do
  case $option in
    --array=*) array=${option#*=} ;;
    --name=*) name=${option#*=} ;;
    --stdout=*) out=${option#*=} ;;
    --stderr=*) err=${option#*=} ;;
    --) shift; break ;;
  esac
  shift
done
IFS=,
for range in $array; do
  for HQ_TASK_ID in $(seq "${range%-*}" "${range#*-}" | tr '\n' ,); do
    export HQ_TASK_ID
    to() { echo "${1%%%*}$HQ_TASK_ID${1##*\}}"; }
    [ "$name $HQ_TASK_ID" = "${LOST-}" ] || "$@" > "$(to "$out")" 2> "$(to "$err")" || echo "$name ended with $?" >> ends
  done
done
"#;

/// The same for GNU parallel, whose options come first.
const PARALLEL: &str = r#"#!/bin/sh
shift 5
exec xargs -I{} "$@"
"#;

/// A folder whose name has blanks, with a script of a plan and stand-ins.
struct Plan {
    folder: PathBuf,
    json: Value,
}

impl Plan {
    fn new(name: &str, arguments: &str, format: &str) -> Self {
        let folder = folder(name).join("it's a folder");
        fs::create_dir_all(folder.join("bin")).unwrap();
        let planned = |format: &str| {
            let arguments: Vec<&str> = ["plan"].into_iter().chain(arguments.split(' ')).collect();
            let output = run(&[&arguments[..], &["--format", format]].concat());
            assert!(output.status.success(), "{}", text(&output.stderr));
            text(&output.stdout)
        };
        fs::write(folder.join("plan.sh"), planned(format)).unwrap();
        for (name, script) in [("sbatch", SBATCH), ("hq", HQ), ("parallel", PARALLEL)] {
            let file = folder.join("bin").join(name);
            fs::write(&file, script).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        Plan {
            json: serde_json::from_str(&planned("json")).unwrap(),
            folder,
        }
    }

    /// Runs a line of a shell elsewhere; the part in `lost` is not counted.
    fn shell(&self, line: &str, lost: &str) -> Output {
        let path = std::env::var("PATH").unwrap();
        Command::new("sh")
            .args(["-c", line])
            .current_dir("/")
            .env("PATH", format!("{}:{path}", self.folder.join("bin").display()))
            .env("LOST", lost)
            .output()
            .unwrap()
    }

    fn script(&self) -> String {
        let path = self.folder.join("plan.sh");
        format!("sh '{}'", path.to_str().unwrap().replace('\'', r"'\''"))
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap_or_default()
    }
}

/// K(4,6).
const PUBLISHED_4_6: &str = "393,120";

#[test]
fn a_slurm_script_counts_and_says_what_is_lost() {
    let plan = Plan::new("plan-slurm", "4 6 --engine enumerate --parts 5", "slurm");
    // as if arrays had two tasks at most
    let script = plan.read("plan.sh").replace("most=1000", "most=2");
    fs::write(plan.folder.join("plan.sh"), script).unwrap();
    let first = plan.shell(&plan.script(), "part 3");
    assert_eq!(
        text(&first.stdout),
        "part: job 1\npart: job 2\npart: job 3\nwhole: job 4\n",
        "{}",
        text(&first.stderr)
    );
    assert_eq!(plan.read("arrays"), "part 0-1\npart 0-1\npart 0-0\nwhole 0-0\n");
    assert_eq!(plan.read("ends"), "whole ended with 4\n");
    let log = plan.read("logs/whole.log");
    let again = log.lines().find(|line| line.starts_with("sh ")).unwrap();
    assert_eq!(again, format!("{} again part 3", plan.script()));
    plan.shell(again, "");
    assert_eq!(
        plan.read("ends"),
        "whole ended with 4\n",
        "the second merge is whole"
    );
    assert!(plan.read("arrays").ends_with("part 1-1\nwhole 0-0\n"));
    assert!(plan.read("logs/whole.log").contains(PUBLISHED_4_6));
    // several numbers and ranges, over the edges of arrays
    plan.shell(&format!("{} again part 0,2-4", plan.script()), "");
    assert!(
        plan.read("arrays")
            .ends_with("part 0-0\npart 0-0,1-1\npart 0-0\nwhole 0-0\n")
            || plan
                .read("arrays")
                .ends_with("part 0-0\npart 0-1\npart 0-0\nwhole 0-0\n")
    );
    for wrong in ["again nothing 1", "elsewhere"] {
        let output = plan.shell(&format!("{} {wrong}", plan.script()), "");
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn a_slurm_script_by_classes_goes_from_stage_to_stage() {
    let plan = Plan::new("plan-slurm-classes", "3..5 8 --parts 2", "slurm");
    plan.shell(&plan.script(), "values-4 1");
    let log = plan.read("logs/merge-values-4.log");
    let again = log.lines().find(|line| line.starts_with("sh ")).unwrap();
    assert_eq!(again, format!("{} again values-4 1", plan.script()));
    fs::remove_file(plan.folder.join("arrays")).unwrap();
    plan.shell(again, "");
    assert_eq!(
        plan.read("arrays"),
        "values-4 1-1\nmerge-values-4 0-0\nsums-5 0-1\nmerge-sums-5 0-0\nwhole 0-0\n"
    );
    // K(5,8)
    assert!(plan.read("logs/whole.log").contains("22,853,592,760,320"));
}

#[test]
fn a_script_for_hyperqueue_counts_and_says_what_is_lost() {
    let plan = Plan::new("plan-hq", "4 6 --engine enumerate --parts 3", "hq");
    let first = plan.shell(&plan.script(), "part 1");
    let printed = text(&first.stdout);
    let again = printed.lines().find(|line| line.starts_with("sh "));
    let again = again.unwrap_or_else(|| panic!("{printed}{}", text(&first.stderr)));
    assert_eq!(again, format!("{} again part 1", plan.script()));
    assert!(text(&plan.shell(again, "").stdout).contains(PUBLISHED_4_6));
}

#[test]
fn a_line_of_gnu_parallel_counts() {
    let plan = Plan::new("plan-parallel", "4 6 --engine enumerate --parts 3", "parallel");
    let output = plan.shell(&plan.script(), "");
    assert!(
        text(&output.stdout).contains(PUBLISHED_4_6),
        "{}",
        text(&output.stderr)
    );
    let files = ["part-0.json", "part-1.json", "part-2.json", "whole.json"];
    assert!(files.iter().all(|file| plan.folder.join(file).exists()));
}

/// What a part of the script runs, a line for each argument.
fn arguments_in(plan: &Plan, stage: &str, part: usize, format: &str) -> Vec<String> {
    let script = plan.read("plan.sh");
    let program = plan.folder.join("bin/print");
    fs::write(&program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let lines = script.lines().map(|line| {
        if line.starts_with("program=") {
            "program=bin/print"
        } else {
            line
        }
    });
    let lines: Vec<&str> = lines.collect();
    let output = Command::new("sh")
        .arg("-c")
        .arg(lines.join("\n"))
        .args(["plan.sh", "run", stage])
        .args(if format == "slurm" {
            &["0", "plan.sh"][..]
        } else {
            &[]
        })
        .current_dir(&plan.folder)
        .env("SLURM_ARRAY_TASK_ID", part.to_string())
        .env("SLURM_CPUS_PER_TASK", "2")
        .env("HQ_TASK_ID", part.to_string())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn a_script_runs_the_arguments_that_are_told_in_json() {
    for format in ["slurm", "hq"] {
        let plan = Plan::new(
            &format!("plan-arguments-{format}"),
            "1..5 8 --parts 2 --workers 2",
            format,
        );
        let stages = plan.json["stages"].as_array().unwrap();
        for stage in stages.iter().filter(|stage| stage["kind"] != "merge") {
            let name = stage["name"].as_str().unwrap();
            for (number, part) in stage["parts"].as_array().unwrap().iter().enumerate() {
                let told: Vec<&str> = part["arguments"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|a| a.as_str().unwrap())
                    .collect();
                assert_eq!(
                    arguments_in(&plan, name, number, format),
                    told,
                    "{format} {name} {number}"
                );
            }
        }
        assert_eq!(stages.last().unwrap()["parts"][0]["file"], "whole.json");
    }
}

/// The parts of a plan in JSON, run one after another, stage by stage.
#[test]
fn the_parts_in_json_give_the_figure() {
    let plan = Plan::new("plan-json", "5 7 --engine enumerate --parts 3", "slurm");
    let mut last = String::new();
    for stage in plan.json["stages"].as_array().unwrap() {
        for part in stage["parts"].as_array().unwrap() {
            let arguments: Vec<&str> = part["arguments"]
                .as_array()
                .unwrap()
                .iter()
                .map(|a| a.as_str().unwrap())
                .collect();
            let output = crate::common::command(&arguments)
                .current_dir(&plan.folder)
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", text(&output.stderr));
            assert!(plan.folder.join(part["file"].as_str().unwrap()).exists());
            last = text(&output.stdout);
        }
    }
    assert!(last.contains("4,057,344,000"), "{last}");
}

#[test]
fn the_syntax_of_scripts_is_right() {
    for (at, arguments) in [
        "5 6 --parts 7 --engine enumerate",
        "1..9 9 --parts 3",
        "3 20",
        "3 6 --engine naive",
    ]
    .into_iter()
    .enumerate()
    {
        for format in ["slurm", "hq", "parallel"] {
            let plan = Plan::new(&format!("plan-syntax-{format}-{at}"), arguments, format);
            let check = |program: &str, option: &str| {
                Command::new(program)
                    .arg(option)
                    .arg(plan.folder.join("plan.sh"))
                    .output()
            };
            let output = check("sh", "-n").unwrap();
            assert!(
                output.status.success(),
                "{arguments} {format}: {}",
                text(&output.stderr)
            );
            if let Ok(output) = check("shellcheck", "--shell=sh") {
                assert!(
                    output.status.success(),
                    "{arguments} {format}: {}",
                    text(&output.stdout)
                );
            }
        }
    }
}

#[test]
fn what_is_not_counted_is_refused() {
    let output = run(&["plan", "11", "11", "--format", "slurm"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("too large for classes"));
    for wrong in [
        &["plan", "5..4", "9"][..],
        &["plan", "5", "9", "--parts", "0"],
        &["plan", "5", "40", "--engine", "classes"],
    ] {
        assert_eq!(run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}
