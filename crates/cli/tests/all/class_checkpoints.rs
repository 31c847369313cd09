//! Counts by classes whose progress is saved in files, interrupted and merged, as a user does it.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::common::{command, folder, interrupt, run, text};
use latin_rectangles::count::{Count, Request, Resumed, Session, Share};
use latin_rectangles::run::{Executor, State};
use serde_json::Value;

/// All figures of each number of rows.
fn figures(json: &[u8]) -> Vec<Value> {
    let report: Value = serde_json::from_slice(json).unwrap();
    let keys = ["rows", "total", "positive", "negative", "difference", "reduced"];
    let one = |count: &Value| Value::from(keys.map(|key| count[key].clone()).to_vec());
    match report["counts"].as_array() {
        Some(counts) => counts.iter().map(one).collect(),
        None => vec![one(&report)],
    }
}

/// Of n = 8, these units of the values of some degree, and all of smaller degrees.
fn write_some(path: &str, degree: u32, units: Range<u32>) {
    let request = Request::by_classes(8, 4..=6);
    let (session, executor) = (Session::default(), Arc::new(Executor::Caller));
    let mut count = Count::start(request.clone(), &session, executor.clone()).unwrap();
    let phase = loop {
        let phase = count.phase().unwrap();
        if phase.name == format!("values of the classes of degree {degree}") {
            break phase.number;
        }
        count.step();
    };
    let resumed = Resumed {
        share: Some(Share::Units { phase, units }),
        ..Resumed::default()
    };
    let mut count = Count::resume(request, resumed, &session, executor).unwrap();
    while count.wait(Duration::from_secs(1)) == State::Running {}
    std::fs::write(path, count.checkpoint().text()).unwrap();
}

/// Left out of the quick tests.
mod slow {
    use super::*;

    #[test]
    fn an_interrupted_count_is_resumed_and_gives_the_same() {
        let plain = "count 5 10 --engine classes --workers 2 --format json";
        let plain: Vec<&str> = plain.split(' ').collect();
        let began = Instant::now();
        let whole = run(&plain);
        let took = began.elapsed();
        let file = folder("interrupted-classes").join("count.json");
        let resumable = [&plain[..], &["--checkpoint", file.to_str().unwrap()]].concat();
        let mut random = fastrand::Rng::new();
        let mut halfway = 0;
        for _ in 0..8 {
            let output = interrupt(&resumable, took.mul_f64(0.3 + 0.5 * random.f64()));
            if output.status.success() {
                if halfway > 0 {
                    break;
                }
                // it was quicker than the first one
                std::fs::remove_file(&file).unwrap();
                continue;
            }
            assert_eq!(output.status.code(), Some(130), "{output:?}");
            let said = text(&output.stderr);
            assert!(said.contains("units are done, and kept in"), "{said}");
            // 1 of degree 2, 46 of degree 3 and 256 of degree 4
            halfway += usize::from(!said.contains("stopped: 0 of") && !said.contains("stopped: 303 of 303"));
        }
        assert!(halfway > 0);
        let rest = run(&resumable);
        assert!(text(&rest.stderr).contains("going on: "), "{rest:?}");
        assert!(text(&rest.stderr).contains(" of 303 units are done"), "{rest:?}");
        assert_eq!(figures(&rest.stdout), figures(&whole.stdout));
        let seconds =
            |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap()["elapsed_seconds"].as_f64();
        let all = run(&resumable);
        assert!(
            text(&all.stderr).contains("going on: 303 of 303 units are done"),
            "{all:?}"
        );
        assert!(seconds(&all.stdout) > seconds(&rest.stdout));
        assert_eq!(figures(&all.stdout), figures(&whole.stdout));
    }

    #[test]
    fn shares_are_merged_to_the_whole() {
        let folder = folder("shares-classes");
        let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        write_some(&path("a.json"), 4, 0..5);
        write_some(&path("b.json"), 4, 6..9);
        let part = run(&[
            "merge",
            &path("a.json"),
            &path("b.json"),
            "--output",
            &path("ab.json"),
        ]);
        assert_eq!(
            text(&part.stdout),
            "4 to 6 × 8: 12 of 16 units are done\n",
            "{part:?}"
        );
        write_some(&path("c.json"), 5, 0..3);
        let whole = run(&["merge", &path("c.json"), &path("ab.json"), "--format", "json"]);
        let expected = figures(&run(&["table", "8", "--format", "json"]).stdout);
        assert_eq!(figures(&whole.stdout), expected[3..6]);
    }
}

#[test]
fn a_table_is_saved_and_resumed_for_other_rows() {
    let folder = folder("table");
    let in_folder = |arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let output = command(&arguments).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output
    };
    let table = in_folder("table 8 --format json --checkpoint t.json");
    assert_eq!(
        figures(&table.stdout),
        figures(&in_folder("table 8 --format json").stdout)
    );
    let again = in_folder("table 8 --format json --checkpoint t.json");
    assert_eq!(text(&again.stderr), "going on: 16 of 16 units are done\n");
    assert_eq!(figures(&again.stdout), figures(&table.stdout));
    // the file says which engine, whatever is cheaper
    let one = in_folder("count 4 8 --format json --checkpoint t.json");
    assert_eq!(
        text(&one.stderr),
        "by classes, as t.json is\ngoing on: 4 of 4 units are done\n"
    );
    assert_eq!(figures(&one.stdout), figures(&table.stdout)[3..4]);
    let enumerated = in_folder("count 4 6 --engine enumerate --checkpoint e.json");
    assert_eq!(text(&enumerated.stderr), "");
    let again = in_folder("count 4 6 --checkpoint e.json");
    assert!(text(&again.stderr).starts_with("by enumerate, as e.json is\ngoing on: "));
}

#[test]
fn what_cannot_be_resumed_is_refused() {
    let folder = folder("refused-classes");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    write_some(&path("a.json"), 4, 0..5);
    run(&[
        "count",
        "4",
        "6",
        "--engine",
        "enumerate",
        "--checkpoint",
        &path("e.json"),
    ]);
    let good = std::fs::read_to_string(path("a.json")).unwrap();
    let damaged = |name: &str, from: &str, to: &str| {
        assert!(good.contains(from));
        std::fs::write(path(name), good.replacen(from, to, 1)).unwrap();
    };
    damaged("damaged.json", "\"outputs\":\"A", "\"outputs\":\"B");
    damaged("newer.json", "\"format\":2", "\"format\":3,\"more\":{}");
    std::fs::write(path("short.json"), &good[..good.len() / 2]).unwrap();
    for (arguments, message) in [
        ("table 8 --checkpoint damaged.json", "this checkpoint is damaged"),
        (
            "table 8 --checkpoint newer.json",
            "has format 3, of a newer version",
        ),
        ("table 8 --checkpoint short.json", "this is not a checkpoint"),
        ("count 5 8 --checkpoint short.json", "this is not a checkpoint"),
        (
            "table 9 --checkpoint a.json",
            "n = 8 by classes, not n = 9 by classes",
        ),
        (
            "table 8 --checkpoint e.json",
            "is of the engine enumerate, not classes",
        ),
        (
            "count 4 6 --engine classes --checkpoint e.json",
            "is of the engine enumerate, not classes",
        ),
        (
            "count 4 8 --engine enumerate --checkpoint a.json",
            "is of the engine classes, not enumerate",
        ),
        (
            "count 4 8 --units 0..3 --checkpoint a.json",
            "is of the engine classes, not enumerate",
        ),
        (
            "count 4 8 --engine classes --units 0..3 --checkpoint a.json",
            "--engine classes does not take --units, which only enumerate has",
        ),
        (
            "merge a.json e.json",
            "e.json: this checkpoint is of the engine enumerate, not classes",
        ),
        (
            "merge a.json --per-column",
            "--engine classes does not take --per-column, which only enumerate has",
        ),
    ] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let output = command(&arguments).current_dir(&folder).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {output:?}");
        assert!(text(&output.stderr).contains(message), "{arguments:?} {output:?}");
        assert!(output.stdout.is_empty());
    }
    // and nothing was written over it
    assert_eq!(std::fs::read_to_string(path("a.json")).unwrap(), good);
    assert!(!Path::new(&path("a.json.new")).exists());
}
