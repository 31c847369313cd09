//! The command `sequence`: every format, into files and on standard output, and what it refuses.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use crate::common::{command, folder, interrupt, run, text};
use num_bigint::BigInt;
use serde_json::Value;

fn words(arguments: &str) -> Vec<&str> {
    arguments.split(' ').collect()
}

/// Standard output and standard error of a command that succeeds.
fn said(arguments: &str) -> (String, String) {
    let output = run(&words(arguments));
    assert!(output.status.success(), "{arguments}: {output:?}");
    (text(&output.stdout), text(&output.stderr))
}

fn terms(arguments: &str) -> Vec<(u32, String, String)> {
    let (json, _) = said(&format!("sequence {arguments} --format json"));
    let report: Value = serde_json::from_str(&json).unwrap();
    let terms = report["terms"].as_array().unwrap().iter();
    let field = |term: &Value, name: &str| term[name].as_str().unwrap().to_owned();
    terms
        .map(|term| {
            let at = term["at"].as_u64().unwrap() as u32;
            (at, field(term, "value"), field(term, "engine"))
        })
        .collect()
}

#[test]
fn a_b_file_has_n_and_the_term_and_nothing_else() {
    let (file, errors) = said("sequence 4 --figure D --to 9 --format bfile");
    assert_eq!(file, "4 24\n5 -576\n6 12960\n7 -126720\n8 1814400\n9 -10450944\n");
    assert_eq!(errors, "");
}

/// What the command says first on standard error, after which it is ended.
fn said_first(arguments: &str) -> String {
    let mut command = command(&words(arguments));
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let errors = child.stderr.take().unwrap();
    BufReader::new(errors).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    line
}

/// By enumeration it takes days on any machine; what takes minutes on some is announced in the command's unit tests.
#[test]
fn more_than_a_minute_is_said_before_it_is_counted() {
    let line = said_first("count 5 9 --engine enumerate --workers 1");
    assert!(
        line.starts_with("5 × 9 takes about ") && line.ends_with(" here on 1 worker; Ctrl-C ends it\n"),
        "{line}"
    );
}

#[test]
fn what_takes_less_is_not_said() {
    assert_eq!(said("sequence 6 --to 8 --workers 1 --format csv").1, "");
    assert_eq!(said("count 6 8 --engine formula --workers 1").1, "");
}

#[test]
fn a_row_without_an_end_has_a_thousand_terms_where_they_are_short() {
    let found = terms("1");
    assert_eq!(found.len(), 1000);
    assert!(
        found
            .iter()
            .all(|(_, value, engine)| value == "1" && engine == "classes")
    );
}

#[test]
fn a_b_file_ends_before_a_term_of_more_than_1000_digits() {
    let (file, errors) = said("sequence 6 --figure D --to 400 --format bfile");
    assert!(file.is_ascii() && file.ends_with('\n'));
    let mut n = 6;
    for line in file.lines() {
        let (at, value) = line.split_once(' ').unwrap();
        assert_eq!(at, n.to_string());
        let digits = value.trim_start_matches('-');
        assert!((1..=1000).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit()));
        n += 1;
    }
    assert!(n < 400);
    let ends = format!("The b-file ends at n = {}: D(6,{n}) has 1,00", n - 1);
    assert!(
        errors.starts_with(&ends) && errors.ends_with("a b-file takes at most 1,000.\n"),
        "{errors}"
    );
    // all other formats have every term
    let all = terms("6 --figure D --to 400");
    assert_eq!(all.len(), 395);
    assert!(all[394].1.len() > 1000);
}

#[test]
fn terms_are_those_of_count_and_of_table() {
    let column = terms("--columns 8 --figure K+");
    let (json, _) = said("table 8 --format json");
    let table: Value = serde_json::from_str(&json).unwrap();
    let rows = table["counts"].as_array().unwrap();
    assert_eq!((column.len(), rows.len()), (8, 8));
    for ((r, value, engine), row) in column.iter().zip(rows) {
        assert_eq!(
            (&row["rows"], &row["positive"]),
            (&(*r).into(), &value.as_str().into())
        );
        assert_eq!(engine, "classes");
    }
    for (figure, key) in [
        ("K", "total"),
        ("K-", "negative"),
        ("D", "difference"),
        ("R", "reduced"),
    ] {
        for (n, value, engine) in terms(&format!("3 --figure {figure} --to 9")) {
            let (json, _) = said(&format!("count 3 {n} --engine classes --format json"));
            let counted: Value = serde_json::from_str(&json).unwrap();
            assert_eq!(
                (&counted[key], engine.as_str()),
                (&value.as_str().into(), "formula"),
                "{figure}(3,{n})"
            );
        }
    }
}

#[test]
fn a_column_says_who_counted_what() {
    let found = terms("--columns 20 --figure D");
    let engines: Vec<&str> = found.iter().map(|(_, _, engine)| engine.as_str()).collect();
    assert_eq!(
        engines,
        ["classes", "formula", "formula", "formula", "formula", "formula"]
    );
    assert_eq!(found[1], (2, "-19".to_owned(), "formula".to_owned()));
}

#[test]
fn what_is_not_known_is_left_out_and_said() {
    let (csv, errors) = said("sequence --columns 2000 --figure K --from 2 --to 4 --format csv --workers 2");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0], "rows,columns,figure,value,engine");
    assert!(lines[1].starts_with("2,2000,K,") && lines[1].ends_with(",formula"));
    assert!(
        errors.starts_with("not known: r = 3 to 4: K is counted for n up to "),
        "{errors}"
    );
    let (table, errors) = said("sequence 6 --figure D --from 2999 --to 3002");
    assert!(table.contains("\nnot known: n = 3001 to 3002: D(6,n) is counted for n up to 3,000\n"));
    assert_eq!(errors, "");
}

#[test]
fn text_csv_and_latex_have_every_digit() {
    let value: BigInt = terms("4 --figure D --from 60 --to 60")[0].1.parse().unwrap();
    let digits = |text: &str| text.replace([',', '+'], "").replace("\\group ", "");
    for format in ["text", "csv", "latex", "bfile"] {
        let (written, _) = said(&format!(
            "sequence 4 --figure D --from 60 --to 60 --format {format}"
        ));
        let plain = if format == "csv" {
            written
        } else {
            digits(&written)
        };
        assert!(plain.contains(&value.to_string()), "{plain}");
    }
}

#[test]
fn a_file_is_written_instead_of_standard_output() {
    let folder = folder("sequence-output");
    let file = folder.join("b.txt");
    let path = file.to_str().unwrap();
    let (out, _) = said(&format!(
        "sequence 3 --figure D --to 30 --format bfile --output {path}"
    ));
    assert_eq!(out, "");
    let (same, _) = said("sequence 3 --figure D --to 30 --format bfile");
    assert_eq!(fs::read_to_string(&file).unwrap(), same);
    let bad = run(&words("sequence 3 --output /missing/folder/b.txt"));
    assert_eq!(bad.status.code(), Some(2));
    assert!(
        text(&bad.stderr).contains("/missing/folder/b.txt cannot be written"),
        "{bad:?}"
    );
}

#[test]
fn without_an_end_it_goes_as_far_as_a_second() {
    let d = terms("4 --figure D");
    assert!(d.len() > 100 && d[0].0 == 4, "{} terms", d.len());
    assert!(d.iter().all(|(_, value, _)| value.len() < 1100));
    let seven = terms("7");
    assert_eq!(
        (seven[0].0, &*seven[0].1, &*seven[0].2),
        (7, "12198297600", "classes")
    );
    assert!((1..=4).contains(&seven.len()), "{seven:?}");
}

#[test]
fn progress_can_be_saved_where_one_count_has_all() {
    let folder = folder("sequence-checkpoint");
    let file = folder.join("seven.json");
    let path = file.to_str().unwrap();
    let (first, _) = said(&format!("sequence 7 --to 8 --checkpoint {path}"));
    let (again, errors) = said(&format!("sequence 7 --to 8 --checkpoint {path}"));
    assert_eq!(first, again);
    assert!(errors.contains("going on: "), "{errors}");
    let several = run(&words(&format!(
        "sequence --columns 20 --figure D --checkpoint {path}"
    )));
    assert_eq!(several.status.code(), Some(2));
    assert!(
        text(&several.stderr).contains("these terms take several"),
        "{several:?}"
    );
}

#[test]
fn a_long_one_ends_when_it_is_interrupted() {
    let file = folder("sequence-interrupt").join("six.json");
    let path = file.to_str().unwrap();
    let long = "sequence 6 --from 12 --to 12 --workers 1";
    for (arguments, kept) in [
        (long.to_owned(), false),
        (format!("{long} --checkpoint {path}"), true),
    ] {
        let output = interrupt(&words(&arguments), Duration::from_millis(700));
        assert_eq!(output.status.code(), Some(130), "{output:?}");
        assert!(output.stdout.is_empty());
        let said = text(&output.stderr);
        assert_eq!(
            (said.contains("and kept in "), file.exists()),
            (kept, kept),
            "{said}"
        );
    }
}

#[test]
fn bad_input_is_refused_with_what_is_allowed() {
    for (arguments, sentence) in [
        ("", "<ROWS>"),
        ("4 --columns 9", "cannot be used with"),
        ("0", "rows r = 0 is too small: r goes from 1 to n"),
        ("x", "a whole number is wanted"),
        ("-1", "a whole number is wanted"),
        ("4 --from 3", "n = 3 is too small: with 4 rows n goes from 4 on"),
        (
            "4 --from 9 --to 8",
            "n goes from the first to the last, and 9 to 8 are asked for",
        ),
        (
            "--columns 9 --to 10",
            "r = 10 is not possible: with 9 columns r goes from 1 to 9",
        ),
        ("4 --figure L", "[possible values: K, K+, K-, D, R]"),
        (
            "4 --format xml",
            "[possible values: text, csv, json, latex, bfile]",
        ),
        (
            "6 --from 13 --to 15",
            "no engine counts K(6,n), n = 13 to 15: K is counted for n up to 1,000 for r = 1",
        ),
        ("11", "no engine counts K(11,n) from n = 11 on"),
    ] {
        let output = run(&words(format!("sequence {arguments}").trim_end()));
        assert_eq!(output.status.code(), Some(2), "{arguments}: {output:?}");
        let said = text(&output.stderr);
        assert!(said.contains(sentence), "{arguments}: {said}");
        assert!(output.stdout.is_empty());
    }
}
