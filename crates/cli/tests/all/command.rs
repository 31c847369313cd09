//! The command as a user sees it: output, exit status, errors.

use std::process::{Command, Output};

use latin_rectangles_lab::LabReport;
use serde_json::Value;

fn run(arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_latin-rectangles"))
        .args(arguments.split_whitespace())
        .output()
        .unwrap()
}

fn stdout(arguments: &str) -> String {
    let output = run(arguments);
    assert!(
        output.status.success(),
        "{arguments}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &str) -> Value {
    serde_json::from_str(&stdout(arguments)).unwrap()
}

#[test]
fn counts_5_by_6_in_json() {
    let report = json("count 5 6 --engine enumerate --workers 2 --format json --per-column");
    let keys: Vec<&str> = report.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = [
        "rows",
        "columns",
        "engine",
        "workers",
        "total",
        "positive",
        "negative",
        "difference",
        "reduced",
        "first_columns",
        "elapsed_seconds",
        "per_column",
        "sign",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    for (key, value) in [
        ("total", "1128960"),
        ("positive", "576000"),
        ("negative", "552960"),
        ("difference", "23040"),
        ("reduced", "9408"),
        ("engine", "enumerate"),
    ] {
        assert_eq!(report[key], value, "{key}");
    }
    assert_eq!(
        (
            report["rows"].as_u64(),
            report["columns"].as_u64(),
            report["workers"].as_u64()
        ),
        (Some(5), Some(6), Some(2))
    );
    assert_eq!(report["first_columns"], 5);
    assert!(report["elapsed_seconds"].as_f64().unwrap() > 0.0);
    let columns = report["per_column"].as_array().unwrap();
    assert_eq!(columns.len(), 5);
    assert_eq!(columns[1]["column"], serde_json::json!([1, 2, 3, 4, 6]));
    for column in columns {
        assert_eq!(
            (&column["positive"], &column["negative"]),
            (&"4800".into(), &"4608".into())
        );
        assert!((0..=1).contains(&column["worker"].as_u64().unwrap()));
        assert!(column["seconds"].as_f64().unwrap() > 0.0);
    }
}

/// What even, odd, positive and negative mean.
const SIGN: &str = "The sign of a rectangle is the product of the signs of its rows";

#[test]
fn even_and_odd_are_defined_wherever_they_stand() {
    for arguments in [
        "count 5 6 --engine enumerate",
        "count 5 6 --engine classes",
        "count 6 6 --engine classes",
        "table 6",
        "unit 4 6",
    ] {
        let text = stdout(arguments);
        assert_eq!(text.matches(SIGN).count(), 1, "{arguments}: {text}");
        let report = json(&format!("{arguments} --format json"));
        assert!(report["sign"].as_str().unwrap().starts_with(SIGN), "{arguments}");
    }
    let square = "of all squares of order 6, 6!·K- are even in that sense. D = -5!·AT(6)";
    for arguments in ["count 6 6", "count 6 6 --engine enumerate", "table 6"] {
        assert!(stdout(arguments).contains(square), "{arguments}");
    }
    assert!(!stdout("count 5 6").contains("squares"));
}

#[test]
fn leaves_first_columns_out_unless_asked() {
    assert!(
        json("count 3 5 --engine enumerate --format json")
            .get("per_column")
            .is_none()
    );
}

#[test]
fn a_negative_difference_keeps_its_sign() {
    let report = json("count 2 4 --format json");
    assert_eq!(
        (&report["total"], &report["difference"]),
        (&"9".into(), &"-3".into())
    );
}

#[test]
fn one_row_is_the_trivial_one() {
    let report = json("count 1 10 --format json");
    assert_eq!(
        (&report["total"], &report["positive"], &report["reduced"]),
        (&"1".into(), &"1".into(), &"1".into())
    );
}

#[test]
fn writes_csv() {
    let text = stdout("count 5 6 --engine enumerate --format csv");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "rows,columns,engine,workers,total,positive,negative,difference,reduced,first_columns,elapsed_seconds"
    );
    assert!(
        lines[1].starts_with("5,6,enumerate,") && lines[1].contains(",1128960,576000,552960,23040,9408,5,")
    );
    let text = stdout("count 5 6 --format csv --per-column");
    assert!(
        text.starts_with("column,positive,negative,seconds,worker\n\"1,2,3,4,5\",4800,4608,"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 6);
}

#[test]
fn writes_text_with_grouped_digits() {
    let text = stdout("count 5 6 --engine enumerate");
    for part in [
        "1,128,960",
        "576,000",
        "552,960",
        "+23,040",
        "9,408",
        "812,851,200",
        "4,800 even + 4,608 odd each",
        "agrees",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn lists_first_columns() {
    assert_eq!(
        stdout("columns 5 6"),
        "1,2,3,4,5\n1,2,3,4,6\n1,2,3,5,6\n1,2,4,5,6\n1,3,4,5,6\n"
    );
    assert_eq!(
        json("columns 2 3 --format json"),
        serde_json::json!([[1, 2], [1, 3]])
    );
}

#[test]
fn lists_rectangles() {
    assert_eq!(stdout("list 4 5").lines().count(), 1344);
    assert_eq!(stdout("list 4 5 --column 1,2,3,4").lines().count(), 56);
    assert_eq!(
        stdout("list 4 5 --column 1,2,3,4 --limit 1"),
        "1 2 3 4 5 | 2 1 4 5 3 | 3 4 5 1 2 | 4 5 2 3 1  -1\n"
    );
    let listed = json("list 3 4 --format json");
    assert_eq!(listed.as_array().unwrap().len(), 24);
    assert_eq!(listed[0]["rows"][0], serde_json::json!([1, 2, 3, 4]));
    assert_eq!(json("list 3 4 --format json --limit 0"), serde_json::json!([]));
}

#[test]
fn bad_input_says_what_is_allowed_and_exits_with_2() {
    for (arguments, allowed) in [
        ("count 7 6", "r goes from 1 to n"),
        ("count 0 6", "r goes from 1 to n"),
        ("count 0 0", "r goes from 1 to n"),
        ("count 2 11 --engine enumerate", "n goes up to 10"),
        ("count 2 11 --per-column", "n goes up to 10"),
        (
            "count 6 11 --engine classes",
            "n goes up to 10, to 11 for r ≤ 5, to 20 for r ≤ 3, to 1000 for r ≤ 2",
        ),
        ("count 3 21 --engine classes", "to 20 for r ≤ 3"),
        ("table 11", "n goes up to 10"),
        ("table 0", "r goes from 1 to n"),
        ("table x", "n ≤ 10"),
        ("count 5 0", "r goes from 1 to n"),
        ("count -1 6", "1 ≤ r ≤ n ≤ 10"),
        ("count 5 x", "1 ≤ r ≤ n ≤ 10"),
        ("count 2.5 6", "1 ≤ r ≤ n ≤ 10"),
        ("count 5 99999999999999999999", "1 ≤ r ≤ n ≤ 10"),
        ("count 5", "Usage"),
        ("count 5 6 --engine fast", "auto, enumerate, classes"),
        ("count 5 6 --schedule fast", "dynamic, static, split"),
        ("count 5 6 --workers 0", "1..=256"),
        ("count 5 6 --workers 257", "1..=256"),
        ("count 5 6 --format xml", "text, json, csv"),
        ("count 5 8 --engine enumerate --memory 1", "1 MiB are allowed"),
        ("count 5 8 --engine classes --memory 1", "1 MiB are allowed"),
        ("columns 7 6", "r goes from 1 to n"),
        ("list 2 11", "n goes up to 10"),
        ("list 4 5 --column 1,2,3", "first columns of 4"),
        ("list 4 5 --column 2,3,4,5", "different numbers from 2 to 5"),
        ("list 4 5 --column 1,2,2,3", "different numbers from 2 to 5"),
        ("list 4 5 --limit -1", "a whole number, 0 or more"),
        ("", "Usage"),
    ] {
        let output = run(arguments);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments}: {message}");
        assert!(message.contains(allowed), "{arguments}: {message}");
        assert!(output.stdout.is_empty(), "{arguments}");
    }
}

#[test]
fn options_change_no_count() {
    let expected = json("count 4 6 --engine enumerate --format json")["total"].clone();
    for options in [
        "--popcount scalar",
        "--popcount bytes",
        "--popcount vertical",
        "--without prefilter",
        "--without sign-order,reindexing",
        "--without last-row-counted",
        "--kernel portable",
    ] {
        let report = json(&format!("count 4 6 --format json {options}"));
        assert_eq!(report["total"], expected, "{options}");
    }
}

/// The figures, without workers and times.
fn figures(mut report: Value) -> Value {
    let object = report.as_object_mut().unwrap();
    for key in ["engine", "elapsed_seconds"] {
        object.remove(key).unwrap();
    }
    report
}

#[test]
fn both_engines_give_the_same_figures_under_the_same_keys() {
    for columns in 1..=6 {
        for rows in 1..=columns {
            let count = |engine: &str| {
                let report = json(&format!(
                    "count {rows} {columns} --workers 2 --format json --engine {engine}"
                ));
                assert_eq!(report["engine"], engine);
                figures(report)
            };
            assert_eq!(count("classes"), count("enumerate"), "{rows} × {columns}");
        }
    }
    let lines = |engine: &str| stdout(&format!("count 5 6 --format csv --engine {engine}"));
    assert_eq!(lines("classes").lines().next(), lines("enumerate").lines().next());
}

#[test]
fn auto_takes_the_cheaper_engine_and_says_why() {
    let output = run("count 7 8 --format json");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&report["engine"], &report["total"]),
        (&"classes".into(), &"2697818265354240".into())
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("by classes, about ") && said.contains("enumerate would take about"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1);

    let output = run("count 2 30 --format json");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with("by classes, as enumerate goes up to n = 10"),
        "{said}"
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&report["engine"], &report["difference"]),
        (&"classes".into(), &"-29".into())
    );
}

#[test]
fn options_of_enumerate_choose_it_and_go_with_no_other() {
    for option in [
        "--schedule static",
        "--popcount scalar",
        "--without prefilter",
        "--kernel portable",
        "--per-column",
    ] {
        assert_eq!(
            json(&format!("count 5 7 --format json {option}"))["engine"],
            "enumerate",
            "{option}"
        );
        let output = run(&format!("count 5 7 --engine classes {option}"));
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{message}");
        let name = option.split(' ').next().unwrap();
        assert!(
            message.contains(&format!(
                "--engine classes does not take {name}, which only enumerate has"
            )),
            "{message}"
        );
    }
    let output = run("count 5 7 --engine classes --checkpoint count.json --units 0..3");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        message.contains("--engine classes does not take --units"),
        "{message}"
    );
    assert!(!std::path::Path::new("count.json").exists());
}

#[test]
fn the_naive_engine_counts_the_same_where_it_is_not_too_slow() {
    let keys = ["total", "positive", "negative", "difference", "reduced"];
    let figures = |engine: &str| {
        let report = json(&format!("count 4 6 --format json --engine {engine}"));
        keys.map(|key| report[key].clone())
    };
    assert_eq!(figures("naive"), figures("enumerate"));
    for (arguments, message) in [
        (
            "count 8 8 --engine naive",
            "8 × 8 is too large for naive: it takes up to 10⁹ expected steps",
        ),
        (
            "count 4 6 --engine naive --popcount scalar",
            "--engine naive does not take --popcount, which only enumerate has",
        ),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(message), "{said}");
    }
}

#[test]
fn a_count_by_classes_says_that_none_is_missing() {
    let text = stdout("count 7 8 --engine classes --workers 2");
    for part in [
        "2,697,818,265,354,240",
        "+1,426,902,220,800",
        "classes, 2 workers, ",
        "classes: 7 of degree 2, 51 of degree 3, 194 of degree 4: together they account for every labelled graph",
        "published: total agrees",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(stdout("count 5 6 --engine classes").contains("published: agrees, total and signs"));
}

#[test]
fn the_table_of_one_n_is_that_of_its_shapes() {
    let table = json("table 6 --workers 2 --format json");
    assert_eq!((&table["columns"], &table["workers"]), (&6.into(), &2.into()));
    let counts = table["counts"].as_array().unwrap();
    assert_eq!(counts.len(), 6);
    let lines = stdout("table 6 --format csv");
    let text = stdout("table 6");
    for (at, count) in counts.iter().enumerate() {
        let alone = json(&format!("count {} 6 --engine enumerate --format json", at + 1));
        for key in ["rows", "total", "positive", "negative", "difference", "reduced"] {
            assert_eq!(count[key], alone[key], "{key}");
        }
        let figures = ["total", "positive", "negative", "difference", "reduced"]
            .map(|key| count[key].as_str().unwrap())
            .join(",");
        assert!(lines.lines().nth(at + 1).unwrap().contains(&figures), "{lines}");
    }
    assert!(
        text.contains("4 of degree 2, 7 of degree 3: together they account for every labelled graph"),
        "{text}"
    );
    assert_eq!(text.matches("agrees, total and signs").count(), 5);
    assert!(text.contains("-276,480") && text.contains("+23,040"), "{text}");
}

#[test]
fn times_a_part_of_a_first_column() {
    let whole = json("unit 5 7 --first-column 14 --repetitions 2 --format json");
    assert_eq!(whole["seconds"].as_array().unwrap().len(), 2);
    assert_eq!(whole["unit"]["to"], 309);
    let total = |report: &Value| -> u64 {
        ["positive", "negative"]
            .iter()
            .map(|sign| report["count"][sign].as_str().unwrap().parse::<u64>().unwrap())
            .sum()
    };
    assert_eq!(total(&whole), 11_270_400);
    let parts: u64 = (0..4)
        .map(|part| total(&json(&format!("unit 5 7 --parts 4 --part {part} --format json"))))
        .sum();
    assert_eq!(parts, 11_270_400);
    let text = stdout("unit 4 7 --popcount vertical");
    assert!(text.contains("popcount vertical counters"), "{text}");
}

#[test]
fn says_what_options_there_are() {
    for (arguments, allowed) in [
        ("count 4 6 --popcount fast", "auto, scalar, bytes, vertical"),
        (
            "count 4 6 --without speed",
            "prefilter, sign-order, reindexing, last-row-counted",
        ),
        ("count 4 6 --kernel neon9", "portable"),
        ("unit 4 6 --first-column 10", "the numbers go from 0 to 9"),
        ("unit 4 6 --parts 3 --part 3", "the numbers go from 0 to 2"),
        ("unit 4 6 --repetitions 0", "1"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(error.contains(allowed), "{arguments}: {error}");
    }
}

#[test]
fn the_lab_gives_a_report_that_its_schema_allows() {
    let report = json("lab 5 6 --workers 2 --timed 4x7 --format json");
    assert_eq!(report["question"]["timed"]["columns"], 7);

    let answers = &report["answers"];
    assert_eq!(answers["assignment"]["said"]["figure"], "2 + 3");
    let built: Vec<&Value> = answers["tables"]["ways"]
        .as_array()
        .unwrap()
        .iter()
        .map(|way| &way["built"])
        .collect();
    assert_eq!(built, [1, 2, 5]);
    assert_eq!(answers["optimisations"]["said"]["figure"], "265 → 53");
    for answer in ["rates", "one_worker", "overhead", "agreement"] {
        assert!(answers[answer]["said"]["sentence"].is_string(), "{answer}");
    }
    assert_eq!(answers["gain"]["ceiling"], 2.0);

    let text = report.to_string();
    assert_eq!(LabReport::read(&text).unwrap().answers.tables.ways.len(), 3);
    let marked = format!("\u{feff}{report:#}\r\n");
    assert_eq!(LabReport::read(&marked), LabReport::read(&text));
    let total = report["records"][0]["outcome"]["total"].as_str().unwrap();
    let wrong = text.replacen(total, "7", 1);
    let refused = LabReport::read(&wrong).unwrap_err().to_string();
    assert!(
        refused.ends_with("the workers have not counted the total of 4 × 7, 7"),
        "{refused}"
    );
    let newer = text.replacen("\"format\":2", "\"format\":3", 1);
    let refused = LabReport::read(&newer).unwrap_err().to_string();
    assert_eq!(
        refused,
        "this report has format 3, and only formats 1 to 2 can be read here"
    );
    assert!(
        LabReport::read("{}")
            .unwrap_err()
            .to_string()
            .starts_with("this is not a report of the lab")
    );
}

#[test]
fn the_lab_says_what_is_allowed() {
    for (arguments, message) in [
        ("lab 5 9", "5 × 9 takes about"),
        (
            "lab 5 6 --timed 8",
            "rows and columns are wanted, for example 5x7",
        ),
        (
            "lab 5 6 --workers 65",
            "workers = 65 is not possible here: 1 to 64 are",
        ),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(message), "{arguments}: {error}");
    }
}
