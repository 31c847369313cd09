//! Counts whose progress is saved in files, interrupted, shared and merged, as a user does it.

use std::time::Duration;

use crate::common::{command, folder, interrupt, run, text};
use serde_json::Value;

/// The figures on which the literature and every way of counting must agree.
fn figures(json: &[u8]) -> Vec<Value> {
    let report: Value = serde_json::from_slice(json).unwrap();
    let keys = [
        "total",
        "positive",
        "negative",
        "difference",
        "reduced",
        "first_columns",
    ];
    let columns = report["per_column"].as_array().unwrap().iter();
    let each = columns.map(|column| Value::from(vec![column["column"].clone(), column["positive"].clone()]));
    keys.iter().map(|key| report[key].clone()).chain(each).collect()
}

#[test]
fn an_interrupted_count_is_resumed_and_gives_the_same() {
    // without this optimisation, which only this engine has, it takes long enough to be interrupted
    let slow = [
        "count",
        "5",
        "7",
        "--without",
        "last-row-counted",
        "--workers",
        "2",
        "--format",
        "json",
        "--per-column",
    ];
    let whole = figures(&run(&slow).stdout);
    let file = folder("interrupted").join("count.json");
    let resumable = [&slow[..], &["--checkpoint", file.to_str().unwrap()]].concat();
    let mut random = fastrand::Rng::new();
    let mut interruptions = 0;
    for _ in 0..50 {
        let output = interrupt(&resumable, Duration::from_millis(random.u64(150..400)));
        if output.status.success() {
            assert_eq!(figures(&output.stdout), whole);
            break;
        }
        // before its first tick an interrupt ends it at once, with nothing to save
        if output.status.code() == Some(130) {
            interruptions += 1;
            assert!(
                text(&output.stderr).contains("units are done, and kept in"),
                "{output:?}"
            );
        }
    }
    assert!(interruptions > 0);
    assert_eq!(figures(&run(&resumable).stdout), whole);
}

#[test]
fn shares_are_merged_to_the_whole() {
    let folder = folder("shares");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let count =
        |units: &str, file: &str| run(&["count", "4", "7", "--units", units, "--checkpoint", &path(file)]);
    let first = count("0..12", "a.json");
    assert!(
        text(&first.stdout).starts_with("units 0..12 are counted: 12 of 20 units are done"),
        "{first:?}"
    );
    count("8..15", "b.json");
    let part = run(&[
        "merge",
        &path("a.json"),
        &path("b.json"),
        "--output",
        &path("ab.json"),
    ]);
    assert_eq!(text(&part.stdout), "4 × 7: 15 of 20 units are done\n");
    count("15..20", "c.json");
    let whole = run(&[
        "merge",
        &path("ab.json"),
        &path("c.json"),
        "--format",
        "json",
        "--per-column",
    ]);
    let expected = run(&["count", "4", "7", "--format", "json", "--per-column"]);
    assert_eq!(figures(&whole.stdout), figures(&expected.stdout));
}

#[test]
fn what_cannot_be_resumed_is_refused() {
    let folder = folder("refused");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let count = ["count", "4", "6", "--engine", "enumerate", "--checkpoint"];
    run(&[&count[..], &[&path("a.json")]].concat());
    run(&[
        "count",
        "4",
        "7",
        "--units",
        "0..20",
        "--checkpoint",
        &path("b.json"),
    ]);
    let good = std::fs::read_to_string(path("a.json")).unwrap();
    std::fs::write(
        path("damaged.json"),
        good.replacen("\"microseconds\":[", "\"microseconds\":[1", 1),
    )
    .unwrap();
    std::fs::write(path("text.json"), "no checkpoint").unwrap();
    for (arguments, message) in [
        (
            vec!["count", "4", "7", "--checkpoint", "a.json"],
            "is of another job",
        ),
        (
            vec!["count", "4", "6", "--checkpoint", "damaged.json"],
            "this checkpoint is damaged",
        ),
        (
            vec!["count", "4", "6", "--checkpoint", "text.json"],
            "this is not a checkpoint",
        ),
        (vec!["merge", "a.json", "b.json"], "is of another job"),
        (vec!["merge", "none.json"], "none.json"),
        (vec!["count", "4", "6", "--units", "0..5"], "--checkpoint"),
        (
            vec!["count", "4", "6", "--checkpoint", "c.json", "--units", "5..5"],
            "0..1000",
        ),
        (
            vec!["count", "4", "6", "--checkpoint", "c.json", "--units", "5..99"],
            "this job has units 0..10",
        ),
    ] {
        let output = command(&arguments).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {output:?}");
        assert!(text(&output.stderr).contains(message), "{arguments:?} {output:?}");
    }
    // and nothing was written over it
    assert_eq!(std::fs::read_to_string(path("a.json")).unwrap(), good);
}
