//! Counts that are divided into shares, as a job array counts them: each by a process of its own, in any order.

use std::path::Path;
use std::process::{Output, Stdio};

use crate::common::{command, folder, text};
use serde_json::Value;

/// Runs the command in a folder, with words that have no spaces.
fn run(folder: &Path, words: &str) -> Output {
    run_with(folder, words, &[])
}

/// The same with more arguments, which may have spaces.
fn run_with(folder: &Path, words: &str, more: &[&str]) -> Output {
    let words: Vec<&str> = words.split(' ').chain(more.iter().copied()).collect();
    command(&words).current_dir(folder).output().unwrap()
}

/// What it prints when it ends with that status.
fn said(output: &Output, status: i32) -> String {
    assert_eq!(output.status.code(), Some(status), "{output:?}");
    text(&output.stdout)
}

/// All figures of each number of rows.
fn figures(json: &str) -> Vec<Value> {
    let report: Value = serde_json::from_str(json).unwrap();
    let keys = ["rows", "total", "positive", "negative", "difference", "reduced"];
    let one = |count: &Value| Value::from(keys.map(|key| count[key].clone()).to_vec());
    match report["counts"].as_array() {
        Some(counts) => counts.iter().map(one).collect(),
        None => vec![one(&report)],
    }
}

/// Counts these shares of `shares` of what the words say, two processes at a time.
fn count_shares(folder: &Path, words: &str, more: &[&str], name: &str, numbers: &[u32], shares: u32) {
    for two in numbers.chunks(2) {
        let children: Vec<_> = two
            .iter()
            .map(|number| {
                let (share, file) = (format!("{number}/{shares}"), format!("{name}-{number}.json"));
                let arguments = [more, &["--share", &share, "--checkpoint", &file]].concat();
                let words: Vec<&str> = words.split(' ').chain(arguments).collect();
                let mut command = command(&words);
                command.current_dir(folder);
                command
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for (child, number) in children.into_iter().zip(two) {
            let printed = said(&child.wait_with_output().unwrap(), 0);
            assert!(
                printed.starts_with(&format!("share {number}/{shares} of ")),
                "{printed}"
            );
            assert!(
                printed.ends_with(&format!("kept in {name}-{number}.json\n")),
                "{printed}"
            );
        }
    }
}

fn merge(folder: &Path, name: &str, numbers: &[u32], more: &[&str]) -> Output {
    let files: Vec<String> = numbers
        .iter()
        .map(|number| format!("{name}-{number}.json"))
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    run_with(folder, "merge", &[&files, more].concat())
}

#[test]
fn shares_in_any_order_some_twice_are_the_whole_and_a_missing_one_is_named() {
    // by naive there are five units, so that three shares have none, the last not among them
    for (engine, shape, shares) in [
        ("enumerate", "5 7", 8),
        ("enumerate", "5 6", 23),
        ("naive", "5 6", 8),
    ] {
        let folder = folder(&format!("shares-{engine}-{shares}"));
        let words = format!("count {shape} --engine {engine}");
        let mut numbers: Vec<u32> = (0..shares).collect();
        fastrand::shuffle(&mut numbers);
        let missing = numbers.iter().copied().find(|&number| number % 8 == 7).unwrap();
        numbers.retain(|&number| number != missing);
        count_shares(&folder, &words, &[], "part", &numbers, shares);
        // again, with everything in the file already, and another under a second name
        count_shares(&folder, &words, &[], "part", &numbers[..1], shares);
        let rest = [&numbers[1..], &numbers[..2]].concat();
        let resubmit = ["--resubmit", "sbatch --array={} job.sh", "--output", "most.json"];
        let printed = said(&merge(&folder, "part", &rest, &resubmit), 4);
        let lines: Vec<&str> = printed.lines().collect();
        assert!(lines[0].starts_with(&shape.replace(' ', " × ")), "{printed}");
        assert!(
            lines[1].ends_with(&format!("1 of {shares} shares missing: {missing}")),
            "{printed}"
        );
        assert_eq!(lines[2..], [format!("sbatch --array={missing} job.sh")]);
        // without a command the numbers stand in a line of their own
        let printed = said(&run(&folder, "merge most.json"), 4);
        assert_eq!(printed.lines().last(), Some(missing.to_string().as_str()));
        count_shares(&folder, &words, &[], "part", &[missing], shares);
        let whole = run(
            &folder,
            &format!("merge most.json part-{missing}.json --format json"),
        );
        let expected = run(&folder, &format!("{words} --format json"));
        assert_eq!(figures(&said(&whole, 0)), figures(&said(&expected, 0)));
    }
}

#[test]
fn the_division_does_not_depend_on_workers_and_first_columns_are_cut_for_more_shares() {
    let folder = folder("division");
    // five first columns, each in five parts
    let units: Vec<String> = ["1", "2", "3"]
        .map(|workers| {
            let file = format!("by-{workers}.json");
            let words = format!("count 5 6 --share 3/23 --workers {workers} --checkpoint {file}");
            let printed = said(&run(&folder, &words), 0);
            printed.replace(&file, "")
        })
        .to_vec();
    assert_eq!(
        units,
        ["share 3/23 of 5 × 6 is counted: units 3..4 of 25 are done, and kept in \n"; 3]
    );
    let printed = said(&run(&folder, "count 3 3 --share 0/7 --checkpoint none.json"), 0);
    assert_eq!(
        printed,
        "share 0/7 of 3 × 3 has none of its 1 units: nothing is to be counted, and kept in none.json\n"
    );
    // the last has the only unit, and so the whole
    let printed = said(&run(&folder, "count 3 3 --share 6/7 --checkpoint all.json"), 0);
    assert!(
        printed.starts_with("3 × 3 Latin rectangles, exactly"),
        "{printed}"
    );
    assert_eq!(
        said(&run(&folder, "merge none.json"), 4),
        "3 × 3: 0 of 1 units are done\nfirst columns of 3 × 3: 1 of 7 shares missing:\n6\n"
    );
}

#[test]
fn a_share_that_was_interrupted_is_resumed() {
    let folder = folder("resumed-share");
    let words = "count 5 7 --share 1/3 --checkpoint part.json";
    said(&run(&folder, "count 5 7 --share 4/9 --checkpoint part.json"), 0);
    let again = run(&folder, words);
    assert!(text(&again.stderr).starts_with("going on: "), "{again:?}");
    let printed = said(&again, 0);
    assert!(
        printed.starts_with("share 1/3 of 5 × 7 is counted: units 5..10 of 15"),
        "{printed}"
    );
    // it is said for the finer division which shares are missing
    let printed = said(&run(&folder, "merge part.json"), 4);
    assert!(
        printed.ends_with("6 of 9 shares missing:\n0-2,6-8\n"),
        "{printed}"
    );
    let printed = said(&run(&folder, "merge part.json --shares 3"), 4);
    assert!(printed.ends_with("2 of 3 shares missing:\n0,2\n"), "{printed}");
}

#[test]
fn what_is_no_share_is_refused() {
    let folder = folder("no-share");
    said(&run(&folder, "count 5 6 --share 0/3 --checkpoint three.json"), 0);
    said(&run(&folder, "count 5 6 --share 0/7 --checkpoint seven.json"), 0);
    said(
        &run(
            &folder,
            "table 8 --rows 1..5 --lists-only --checkpoint lists.json",
        ),
        0,
    );
    let of_phase = "give the file that has them with --from";
    let phase = "values of degree 4 for n = 8";
    let one = "5 × 6 by enumerate (1 part to a first column)";
    let two = "5 × 6 by enumerate (2 parts to a first column)";
    for (words, more, message) in [
        ("count 5 6 --checkpoint x.json --share 3/3", &[][..], "0 ≤ k < m"),
        ("count 5 6 --checkpoint x.json --share -1/3", &[], "0 ≤ k < m"),
        ("count 5 6 --checkpoint x.json --share 3", &[], "0 ≤ k < m"),
        ("count 5 6 --checkpoint x.json --share 0/0", &[], "0 ≤ k < m"),
        ("count 5 6 --share 0/3", &[], "--checkpoint"),
        (
            "count 5 6 --checkpoint x.json --share 0/3 --units 0..2",
            &[],
            "--units",
        ),
        ("count 5 6 --lists-only", &[], "--checkpoint"),
        (
            "count 5 6 --engine enumerate --lists-only --checkpoint x.json",
            &[],
            "enumerate has no lists of classes",
        ),
        ("merge three.json seven.json", &[], one),
        ("merge three.json seven.json", &[], two),
        ("count 5 6 --share 1/7 --checkpoint three.json", &[], one),
        (
            "count 5 6 --share 1/7 --checkpoint x.json --from three.json",
            &[],
            two,
        ),
        ("count 5 6 --checkpoint three.json --from seven.json", &[], two),
        ("merge three.json --shares 7", &[], "2 parts to a first column"),
        ("merge three.json --shares 0", &[], "0 is not in 1..=1000000"),
        (
            "table 8 --share 0/8 --checkpoint x.json",
            &[],
            "one of a phase that has to be named: values of degree 3 for n = 8, sums of 4 rows for n = 8, ",
        ),
        (
            "count 5 6 --engine enumerate --share 0/8 --checkpoint x.json",
            &["--phase", "first columns"],
            "no phase of this count can be shared out by its name",
        ),
        (
            "table 8 --rows 1..4 --share 0/8 --checkpoint x.json",
            &["--phase", phase],
            "this count has no phase \"values of degree 4 for n = 8\"",
        ),
        (
            "table 8 --share 0/8 --checkpoint x.json",
            &["--phase", phase],
            "must be complete before a phase after it is shared out: of 1 units 0 are missing",
        ),
        (
            "table 8 --share 0/8 --checkpoint x.json --from lists.json",
            &["--phase", phase],
            "values of degree 3 for n = 8 must be complete before a phase after it is shared out: of 3 units 0-2 are \
             missing",
        ),
        (
            "table 8 --share 0/8 --checkpoint x.json --from lists.json",
            &["--phase", phase],
            of_phase,
        ),
        ("table 8 --rows 5..9", &[], "5 to 9 are asked for with n = 8"),
        (
            "table 8 --checkpoint lists.json --from lists.json",
            &[],
            "lists.json is named by --from, which is only read, and by --checkpoint",
        ),
        ("table 8 --rows 5..3", &[], "for example 1..5"),
        (
            "table 8 --from three.json",
            &[],
            "is of the engine enumerate, not classes",
        ),
        (
            "merge lists.json --phase nothing",
            &[],
            "this count has no phase \"nothing\"",
        ),
    ] {
        let output = run_with(&folder, words, more);
        assert_eq!(output.status.code(), Some(2), "{words} {output:?}");
        assert!(text(&output.stderr).contains(message), "{words} {output:?}");
        assert!(output.stdout.is_empty());
    }
    assert!(!folder.join("x.json").exists());
}

/// Counts a table in shares, one array a phase with a merge behind it, and returns the table that all files make.
fn table_in_shares(folder: &Path, n: u32, rows: &str, phases: &[&str], lists: &str) -> String {
    let words = format!("table {n} --rows {rows}");
    let listed = said(
        &run(folder, &format!("{words} --lists-only --checkpoint {lists}")),
        0,
    );
    assert!(
        listed.ends_with(&format!(
            "together they account for every labelled graph\nkept in {lists}\n"
        )),
        "{listed}"
    );
    let before = std::fs::read(folder.join(lists)).unwrap();
    let mut from = vec!["--from".to_owned(), lists.to_owned()];
    for (at, phase) in phases.iter().enumerate() {
        let more: Vec<&str> = ["--phase", phase]
            .into_iter()
            .chain(from.iter().map(String::as_str))
            .collect();
        let mut numbers: Vec<u32> = (0..8).collect();
        fastrand::shuffle(&mut numbers);
        let name = format!("phase-{at}");
        count_shares(folder, &words, &more, &name, &numbers[1..], 8);
        let merged = format!("{name}.json");
        let of_phase = ["--phase", phase, "--output", &merged];
        let resubmit = ["--shares", "8", "--resubmit", "hq submit --array {}"];
        let part = merge(folder, &name, &numbers[1..], &[&of_phase[..], &resubmit].concat());
        let missing = format!(
            "{phase}: 1 of 8 shares missing: {0}\nhq submit --array {0}\n",
            numbers[0]
        );
        // a share of few units may have none
        if part.status.code() != Some(0) {
            assert_eq!(said(&part, 4), missing);
        }
        count_shares(folder, &words, &more, &name, &numbers[..1], 8);
        let whole = merge(folder, &name, &numbers, &of_phase);
        assert_eq!(said(&whole, 0), format!("{phase}: all 8 shares are done\n"));
        from.extend(["--from".to_owned(), merged]);
    }
    // what is given is only read
    assert_eq!(std::fs::read(folder.join(lists)).unwrap(), before);
    let parts: Vec<String> = (0..phases.len()).map(|at| format!("phase-{at}.json")).collect();
    let all = run(
        folder,
        &format!("merge {lists} {} --format json", parts.join(" ")),
    );
    said(&all, 0)
}

#[test]
fn a_table_is_counted_in_shares_of_its_phases() {
    let folder = folder("table-in-shares");
    let phases = [
        "values of degree 3 for n = 9",
        "sums of 4 rows for n = 9",
        "values of degree 4 for n = 9",
        "sums of 5 rows for n = 9",
    ];
    let table = table_in_shares(&folder, 9, "1..5", &phases, "lists.bin");
    assert_eq!(
        figures(&table),
        figures(&said(&run(&folder, "table 9 --rows 1..5 --format json"), 0))
    );
    // the lists are taken from the file, and the rest is finished here
    let rest = "--from lists.bin --from phase-0.json --checkpoint rest.json --format json";
    let rest = run(&folder, &format!("table 9 --rows 1..5 {rest}"));
    assert!(text(&rest.stderr).starts_with("going on: 11 of "), "{rest:?}");
    assert_eq!(figures(&said(&rest, 0)), figures(&table));
    let kept = std::fs::read_to_string(folder.join("rest.json")).unwrap();
    assert!(kept.contains("values of degree 4") && !kept.contains("values of degree 3"));
    // the two forms hold the same
    let as_json = "merge lists.bin --phase";
    let other = run_with(&folder, as_json, &[phases[0], "--output", "lists.json"]);
    assert_eq!(
        said(&other, 4),
        format!(
            "{}: 0 of 10 units are done, and these are missing: 0-9\n",
            phases[0]
        )
    );
    let other = run_with(
        &folder,
        "merge lists.json --phase",
        &[phases[0], "--output", "again.bin"],
    );
    said(&other, 4);
    let bytes = |name: &str| std::fs::read(folder.join(name)).unwrap();
    assert!(bytes("again.bin") == bytes("lists.bin") && bytes("lists.json").len() > bytes("lists.bin").len());
    // one shape of it too
    let words =
        "count 5 9 --engine classes --share 7/8 --checkpoint one.json --from lists.bin --from phase-0.json";
    let one = run_with(&folder, words, &["--phase", phases[2]]);
    assert!(said(&one, 0).starts_with("share 7/8 of values of degree 4 for n = 9 is counted"));
}

/// Left out of the quick tests.
mod slow {
    use super::*;

    #[test]
    fn five_rows_of_ten_columns_in_eight_shares_are_what_is_published() {
        let folder = folder("ten-in-shares");
        let phases = [
            "values of degree 3 for n = 10",
            "sums of 4 rows for n = 10",
            "values of degree 4 for n = 10",
            "sums of 5 rows for n = 10",
        ];
        let table = table_in_shares(&folder, 10, "1..5", &phases, "lists.bin");
        let report: Value = serde_json::from_str(&table).unwrap();
        for (rows, count) in (1..).zip(report["counts"].as_array().unwrap()) {
            assert_eq!(count["rows"], rows);
            assert_eq!(count["total"], count["published"]["total"], "{rows} × 10");
        }
    }
}
