//! Counts by formula: figures that are not known, one figure alone, shares, and what is checked.

use std::path::Path;

use crate::common::{command, folder, run, text};
use serde_json::Value;

fn of(words: &str) -> (String, String) {
    let words: Vec<&str> = words.split(' ').collect();
    let output = run(&words);
    assert!(output.status.success(), "{}", text(&output.stderr));
    (text(&output.stdout), text(&output.stderr))
}

fn stdout(words: &str) -> String {
    of(words).0
}

fn json(words: &str) -> Value {
    serde_json::from_str(&stdout(words)).unwrap()
}

fn refused(words: &str) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let output = run(&words);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    text(&output.stderr)
}

const KEYS: [&str; 5] = ["total", "positive", "negative", "difference", "reduced"];

#[test]
fn counts_what_the_other_engines_count() {
    for shape in ["2 9", "3 9", "4 8", "5 7", "6 7"] {
        let figures = |engine: &str| {
            let report = json(&format!("count {shape} --format json --engine {engine}"));
            KEYS.map(|key| report[key].clone())
        };
        assert_eq!(figures("formula"), figures("classes"), "{shape}");
    }
}

#[test]
fn auto_takes_it_for_what_the_others_cannot_count() {
    let (printed, said) = of("count 3 21");
    assert!(
        said.starts_with("by formula, as no other engine takes 3 × 21: about "),
        "{said}"
    );
    assert!(printed.contains("formula, "), "{printed}");
    let (_, said) = of("count 5 11 --workers 2");
    assert!(
        said.starts_with("by formula, about ") && said.contains("classes would take about"),
        "{said}"
    );
    for quick in ["count 4 9 --workers 2", "count 4 11 --workers 2"] {
        let (_, said) = of(quick);
        assert!(!said.contains("formula"), "{said}");
    }
}

#[test]
fn what_is_not_known_is_null_and_said() {
    let report = json("count 6 20 --format json");
    assert_eq!(report["engine"], "formula");
    for key in KEYS {
        assert_eq!(report[key].is_null(), key != "difference", "{key}");
    }
    let evidence = report["evidence"].as_array().unwrap();
    assert!(evidence.iter().all(|one| one["found"] == one["expected"]));
    let printed = stdout("count 6 20");
    assert!(
        printed.starts_with(
            "6 × 20 Latin rectangles, exactly: D alone, as K is not computed for so many columns\n"
        ),
        "{printed}"
    );
    assert!(!printed.contains("\n  K"), "{printed}");
    let lines = stdout("count 6 20 --format csv");
    assert!(
        lines.lines().nth(1).unwrap().starts_with("6,20,formula,"),
        "{lines}"
    );
    assert!(lines.contains(",,,"), "{lines}");
}

#[test]
fn a_published_k_stands_beside_and_is_no_count() {
    let printed = stdout("count 6 13");
    assert!(printed.contains("published, not counted here: K = "), "{printed}");
    assert!(printed.contains("; with this D then K+ = "), "{printed}");
    assert!(printed.contains("A275922"), "{printed}");
    let report = json("count 6 13 --format json");
    assert!(report["total"].is_null() && report["positive"].is_null());
}

#[test]
fn one_figure_leaves_out_the_others() {
    for (figure, key) in ["K", "K+", "K-", "D", "R"].into_iter().zip(KEYS) {
        let all = json("count 4 30 --format json");
        let alone = json(&format!("count 4 30 --format json --figure {figure}"));
        for other in KEYS {
            let expected = if other == key {
                all[key].clone()
            } else {
                Value::Null
            };
            assert_eq!(alone[other], expected, "{figure}: {other}");
        }
        let printed = stdout(&format!("count 4 30 --figure {figure}"));
        assert!(
            printed.starts_with(&format!("4 × 30 Latin rectangles, exactly: {figure}\n")),
            "{printed}"
        );
        assert_eq!(
            printed.lines().filter(|line| line.starts_with("  ")).count(),
            1,
            "{printed}"
        );
    }
    // the others count no less, and show no more
    let report = json("count 4 6 --figure D --format json");
    assert_eq!(
        (&report["engine"], &report["total"]),
        (&"enumerate".into(), &Value::Null)
    );
    assert!(refused("count 6 13 --figure K").contains("computes K for n up to 12"));
    assert!(refused("count 4 6 --figure L").contains("there is no figure \"L\""));
}

#[test]
fn long_figures_have_their_size_beside() {
    let printed = stdout("count 4 200 --figure D");
    let line = printed.lines().nth(1).unwrap();
    assert!(
        line.contains("K+ minus K- (") && line.contains(" digits, about "),
        "{line}"
    );
}

#[test]
fn refusals_say_how_far_it_goes() {
    assert!(refused("count 6 3001 --engine formula").contains("with 6 rows it computes D for n up to 3000"));
    assert!(refused("count 7 9 --engine formula").contains("formula takes 2 to 6 rows"));
    assert!(refused("count 4 9 --engine formula --popcount scalar").contains("which only enumerate has"));
    let lists = refused("count 4 9 --engine formula --lists-only --checkpoint lists.json");
    assert!(lists.contains("formula has no lists of classes"), "{lists}");
    assert!(!Path::new("lists.json").exists());
}

fn run_in(folder: &Path, words: &str) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let output = command(&words).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn a_planned_count_is_shared_out_merged_and_verified() {
    let folder = folder("formula-shares");
    let plan: Value = serde_json::from_str(&run_in(
        &folder,
        "plan 5 9 --engine formula --parts 3 --format json",
    ))
    .unwrap();
    let stages = plan["stages"].as_array().unwrap();
    assert_eq!(stages.len(), 2);
    assert!(stages[0]["units"].as_u64().unwrap() >= 3);
    for stage in stages {
        for part in stage["parts"].as_array().unwrap() {
            let words: Vec<&str> = part["arguments"]
                .as_array()
                .unwrap()
                .iter()
                .map(|word| word.as_str().unwrap())
                .collect();
            run_in(&folder, &words.join(" "));
        }
    }
    let whole = run_in(&folder, "merge whole.json --format json");
    let whole: Value = serde_json::from_str(&whole).unwrap();
    assert_eq!(
        whole["total"],
        json("count 5 9 --engine classes --format json")["total"]
    );
    let verified = run_in(&folder, "verify whole.json");
    assert!(
        verified.contains("Everything that was checked agrees."),
        "{verified}"
    );
    assert!(
        verified.contains("one prime more than its size needs"),
        "{verified}"
    );
    // nothing of D is shared out
    let plan = run_in(&folder, "plan 6 20 --engine formula --parts 8");
    assert!(plan.contains("whole      1"), "{plan}");
}

#[test]
fn an_answer_is_verified() {
    let folder = folder("formula-answer");
    std::fs::write(folder.join("answer.json"), stdout("count 6 13 --format json")).unwrap();
    let verified = run_in(&folder, "verify answer.json");
    assert!(
        verified.contains("6 × 13: D counted again whole, by formula"),
        "{verified}"
    );
}
