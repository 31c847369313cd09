//! Standard output and error in every state: closed, full, read by a program, or unread.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Output, Stdio};

use crate::common::{command, folder, run, shell, text};
use serde_json::Value;

fn words(arguments: &str) -> Vec<&str> {
    arguments.split(' ').collect()
}

fn full() -> File {
    File::options().write(true).open("/dev/full").unwrap()
}

fn ends(output: &Output, status: i32) {
    assert_eq!(output.status.code(), Some(status), "{output:?}");
}

#[test]
fn the_result_is_printed_whatever_standard_error_does() {
    let (reader, gone) = std::io::pipe().unwrap();
    drop(reader);
    for stderr in [Stdio::from(full()), Stdio::from(gone)] {
        let output = command(&words("count 7 8")).stderr(stderr).output().unwrap();
        ends(&output, 0);
        assert!(
            text(&output.stdout).contains("2,697,818,265,354,240"),
            "{output:?}"
        );
    }
    let output = shell("exec \"$0\" count 7 8 2>&-").output().unwrap();
    ends(&output, 0);
    assert!(
        text(&output.stdout).contains("2,697,818,265,354,240"),
        "{output:?}"
    );
    let bad = command(&words("count 7 6")).stderr(full()).output().unwrap();
    ends(&bad, 2);
}

const OUTPUTS: [&str; 15] = [
    "count 5 6",
    "count 5 6 --format json --per-column",
    "count 5 6 --format csv",
    "count 5 6 --format csv --per-column",
    "count 5 6 --engine classes --format csv",
    "count 2 1000 --format csv",
    "table 6",
    "table 6 --format csv",
    "sequence 4 --figure D --to 9",
    "sequence --columns 6 --to 6 --format json",
    "columns 5 6 --format json",
    "list 4 6",
    "list 4 6 --format json",
    "unit 4 6",
    "--help",
];

#[test]
fn a_reader_that_has_had_enough_is_success() {
    for arguments in OUTPUTS {
        let (reader, gone) = std::io::pipe().unwrap();
        drop(reader);
        let output = command(&words(arguments)).stdout(gone).output().unwrap();
        ends(&output, 0);
        assert!(!text(&output.stderr).contains("error"), "{arguments} {output:?}");
    }
}

#[test]
fn a_full_disk_is_an_error() {
    for arguments in OUTPUTS {
        let output = command(&words(arguments)).stdout(full()).output().unwrap();
        ends(&output, 1);
        let said = text(&output.stderr);
        assert!(
            said.contains("error: standard output cannot be written: No space left"),
            "{arguments} {said}"
        );
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn quiet_says_nothing_but_what_went_wrong() {
    let folder = folder("quiet");
    for arguments in [
        "count 7 8 --quiet",
        "-q table 8 --checkpoint t.json",
        "count 4 8 --checkpoint t.json -q",
        "count 4 6 --engine enumerate --units 0..4 --checkpoint u.json -q",
        "lab 3 5 --timed 4x6 --workers 1 -q",
    ] {
        let output = command(&words(arguments)).current_dir(&folder).output().unwrap();
        ends(&output, 0);
        assert!(
            output.stderr.is_empty() && !output.stdout.is_empty(),
            "{arguments} {output:?}"
        );
    }
    let bad = run(&words("count 7 6 -q"));
    ends(&bad, 2);
    assert!(text(&bad.stderr).contains("r goes from 1 to n"));
}

#[test]
fn json_is_json_or_nothing() {
    let folder = folder("json");
    let run = |arguments: &str| command(&words(arguments)).current_dir(&folder).output().unwrap();
    for format in ["json", "csv"] {
        let share = run(&format!(
            "count 4 6 --units 0..4 --checkpoint a-{format}.json --format {format}"
        ));
        ends(&share, 0);
        assert!(share.stdout.is_empty(), "{share:?}");
        assert!(text(&share.stderr).contains("units 0..4 are counted: 4 of 10 units are done"));
        let part = run(&format!("merge a-{format}.json --format {format}"));
        ends(&part, 4);
        assert!(part.stdout.is_empty(), "{part:?}");
        assert_eq!(text(&part.stderr), "4 × 6: 4 of 10 units are done\n");
    }
    let part = run("merge a-json.json");
    ends(&part, 4);
    assert_eq!(text(&part.stdout), "4 × 6: 4 of 10 units are done\n");
    run("count 4 6 --units 4..10 --checkpoint b.json");
    let whole = run("merge a-json.json b.json --format json");
    ends(&whole, 0);
    serde_json::from_slice::<Value>(&whole.stdout).unwrap();
}

#[test]
fn a_long_count_says_now_and_then_how_far_it_is() {
    let mut child = command(&words("count 5 9 --engine enumerate --workers 1"))
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = lines
        .map(Result::unwrap)
        .find(|line| line.contains(" % of the work after "));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.unwrap().starts_with("0 % of the work after "));
}

#[test]
fn long_figures_are_not_padded_to_the_longest() {
    let output = text(&run(&words("count 1 1000")).stdout);
    let first = output.lines().nth(1).unwrap();
    assert_eq!(first, "  K    1  normalised: first row 1 2 … n");
}

#[test]
fn help_lists_the_exit_statuses() {
    for arguments in ["--help", "count --help", "table --help", "merge --help"] {
        let help = text(&run(&words(arguments)).stdout);
        for line in [
            "0  done",
            "1  failed",
            "2  bad input",
            "3  counted, but not saved",
            "4  merge only",
            "128 + ",
        ] {
            assert!(help.contains(line), "{arguments}: {line} in {help}");
        }
        assert!(help.contains("--quiet"));
    }
}

#[test]
fn too_many_threads_are_said_to_be_too_many() {
    for arguments in ["count 4 6 --engine enumerate", "table 8"] {
        let limited =
            format!("ulimit -v 200000; export MALLOC_ARENA_MAX=1; exec \"$0\" {arguments} --workers 256");
        let output = shell(&limited).output().unwrap();
        ends(&output, 1);
        let said = text(&output.stderr);
        assert!(
            said.contains("256 threads cannot be started here") && said.contains("--workers"),
            "{said}"
        );
    }
}
