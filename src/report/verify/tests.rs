//! Files that are right, partial, wrong with a renewed checksum, and no files of counts at all.

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::count::{Count, Request, Resumed, Saved, Session, Share};
use crate::engine::EngineName;
use crate::engine::seam::Output;
use crate::latin::Shape;
use crate::run::{Executor, State, Unwatched};
use crate::simd::Arch;

const ENUMERATE_1: &str = include_str!("../../count/checkpoint/written/enumerate-0.1.0.json");
const CLASSES_1: &str = include_str!("../../count/checkpoint/written/classes-0.1.0.json");

fn verified(file: &str, units: Option<u32>, seed: u32) -> Result<Transcript, VerifyError> {
    let options = VerifyOptions {
        units_recounted: units,
        seed,
        workers: 1,
        memory: u64::MAX,
        bfile: None,
    };
    verify(file.as_bytes(), options, &Unwatched)
}

fn transcript(file: &str, units: u32, seed: u32) -> Transcript {
    verified(file, Some(units), seed).unwrap()
}

fn refused(file: &str) -> String {
    verified(file, None, 1).unwrap_err().to_string()
}

/// The checks that disagree.
fn wrong(transcript: &Transcript) -> Vec<&str> {
    let wrong = transcript
        .checks
        .iter()
        .filter(|check| check.outcome == Outcome::Disagrees);
    wrong.map(|check| check.what.as_str()).collect()
}

fn counted_with(request: Request, share: Option<Share>) -> Checkpoint {
    let resumed = Resumed {
        share,
        ..Resumed::default()
    };
    let mut count = Count::resume(request, resumed, &Session::default(), Arc::new(Executor::Caller)).unwrap();
    while count.wait(Duration::from_secs(1)) == State::Running {}
    count.checkpoint()
}

/// Every first column in two parts: unit 2c and 2c + 1 are first column number c.
fn enumeration(share: Option<Share>) -> Checkpoint {
    let request = Request {
        parts: Some(2),
        ..Request::of(Shape::new(4, 6).unwrap(), EngineName::Enumerate)
    };
    counted_with(request, share)
}

fn classes() -> Checkpoint {
    counted_with(Request::by_classes(7, 1..=7), None)
}

fn formula() -> Checkpoint {
    let request = Request::of(Shape::new(5, 8).unwrap(), EngineName::Formula);
    counted_with(request, None)
}

/// The same with other outputs, and the checksum renewed.
fn changed(checkpoint: &Checkpoint, mut change: impl FnMut(&str, u32, &mut Vec<u8>)) -> String {
    let mut other = Checkpoint::new(checkpoint.request().clone());
    other.set_elapsed(checkpoint.elapsed());
    for (key, saved) in checkpoint.phases() {
        for (&unit, one) in &saved.done {
            let mut bytes = one.output.to_vec();
            change(&key.of, unit, &mut bytes);
            let output: Output = bytes.into();
            let microseconds = one.microseconds;
            other.add(key, saved.units, unit, Saved { microseconds, output });
        }
    }
    other.text()
}

/// The same JSON with one string instead of another, which is there.
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} in {text}");
    text.replacen(from, to, 1)
}

#[test]
fn whole_checkpoints_of_every_engine_agree() {
    let naive = Request::of(Shape::new(3, 5).unwrap(), EngineName::Naive);
    for checkpoint in [enumeration(None), classes(), counted_with(naive, None), formula()] {
        let found = transcript(&checkpoint.text(), u32::MAX, 1);
        assert_eq!(wrong(&found), [""; 0], "{found}");
        assert!(found.agrees && found.whole, "{found}");
        assert_eq!(found.conclusion, "Everything that was checked agrees.");
        let recounted = found.recounted.as_ref().unwrap();
        assert_eq!(recounted.kernel, Arch::plainest().name());
        assert_eq!(recounted.chosen, recounted.units);
        assert_eq!(recounted.chances[0].percent, "100 %");
        assert!(found.figures.iter().all(|figures| figures.total.is_some()));
    }
}

#[test]
fn the_same_file_and_seed_give_the_same_transcript() {
    let file = enumeration(None).text();
    let lines = |found: &Transcript| {
        let text = found.to_string();
        let lines = text.lines().filter(|line| !line.starts_with('*'));
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    let (one, other) = (transcript(&file, 5, 42), transcript(&file, 5, 42));
    assert_eq!(lines(&one), lines(&other));
    let units = |found: &Transcript| found.recounted.as_ref().unwrap().by_phase[0].units.clone();
    assert_eq!(units(&one).len(), 5);
    assert!((0..20).any(|seed| units(&transcript(&file, 5, seed)) != units(&one)));
}

#[test]
fn a_wrong_unit_makes_first_columns_differ_for_certain() {
    let file = changed(&enumeration(None), |_, unit, output| {
        output[0] ^= u8::from(unit == 7);
    });
    let found = transcript(&file, 0, 1);
    assert_eq!(
        wrong(&found),
        ["4 × 6: reduced rectangles of every first column, even + odd"]
    );
    assert!(!found.agrees && found.figures.is_empty(), "{found}");
    assert!(found.to_string().contains("in (1, 2, 4, 5)"), "{found}");
    let found = transcript(&file, 20, 1);
    assert_eq!(wrong(&found).len(), 2, "{found}");
    assert!(found.to_string().contains("other outputs: unit 7 ("), "{found}");
}

#[test]
fn wrong_units_that_cancel_in_a_sum_are_met_with_the_chance_that_is_said() {
    let add = |output: &mut Vec<u8>, number: i128| {
        let positive = i128::from_le_bytes(output[..16].try_into().unwrap()) + number;
        output[..16].copy_from_slice(&positive.to_le_bytes());
    };
    let file = changed(&enumeration(None), |_, unit, output| match unit {
        4 => add(output, 1),
        5 => add(output, -1),
        _ => {}
    });
    let mut met = 0;
    for seed in 0..100 {
        let found = transcript(&file, 5, seed);
        let recounted = found.recounted.as_ref().unwrap();
        let is_met = recounted.by_phase[0]
            .units
            .iter()
            .any(|unit| [4, 5].contains(unit));
        assert_eq!(found.agrees, !is_met, "{found}");
        // 1 − C(18,5)/C(20,5) = 17/38
        assert_eq!(recounted.chances[1].percent, "44.7 %");
        met += u32::from(is_met);
    }
    assert!((25..65).contains(&met), "{met} of 100 seeds");
    assert_eq!(
        wrong(&transcript(&file, 20, 1)),
        ["first columns of 4 × 6: units counted again that are the same"]
    );
}

#[test]
fn wrong_values_of_classes_are_found() {
    let right = classes();
    // U, S and X of a class, each in four bytes
    for field in 0..3 {
        let file = changed(&right, |of, unit, output| {
            if of == "values of degree 3 for n = 7" && unit == 0 {
                let at = 12 + 4 * field;
                let value = i32::from_le_bytes(output[at..at + 4].try_into().unwrap());
                let less = if value > 0 { value - 1 } else { value + 1 };
                output[at..at + 4].copy_from_slice(&less.to_le_bytes());
            }
        });
        let found = transcript(&file, u32::MAX, 1);
        let said = wrong(&found);
        assert!(
            said.contains(&"values of degree 3 for n = 7: units counted again that are the same"),
            "field {field}: {found}"
        );
        // and by sums or published values too, whichever units are counted again
        assert!(!transcript(&file, 0, 1).agrees, "field {field}");
    }
}

#[test]
fn a_wrong_residue_is_found_for_certain() {
    let file = changed(&formula(), |_, unit, output| output[0] ^= u8::from(unit == 1));
    let found = transcript(&file, 0, 1);
    let said = found.to_string();
    assert!(!found.agrees && found.figures.is_empty(), "{said}");
    assert!(
        said.contains("do not agree with those of the other primes"),
        "{said}"
    );
    let file = changed(&formula(), |_, _, output| output.truncate(3));
    let said = transcript(&file, 0, 1).to_string();
    assert!(said.contains("cannot be: it has 3"), "{said}");
    let share = Share::Numbered("0/2".parse().unwrap());
    let found = transcript(
        &counted_with(formula().request().clone(), Some(share)).text(),
        1,
        1,
    );
    assert!(found.agrees && !found.whole, "{found}");
    assert!(found.conclusion.starts_with("This file is partial"), "{found}");
}

#[test]
fn an_answer_of_d_alone_is_counted_again() {
    let answer = r#"{"rows":6,"columns":13,"engine":"formula","total":null,"positive":null,"negative":null,
        "difference":"DIFFERENCE","reduced":null,"first_columns":792}"#;
    let difference = crate::engine::formula::differences(6, 13).remove(13);
    let right = answer.replace("DIFFERENCE", &difference.to_string());
    let found = transcript(&right, 0, 1);
    assert!(found.agrees, "{found}");
    let again = "6 × 13: D counted again whole, by formula";
    assert!(found.checks.iter().any(|check| check.what == again), "{found}");
    let wrong_digit = answer.replace("DIFFERENCE", &(difference + 1u32).to_string());
    assert!(wrong(&transcript(&wrong_digit, 0, 1)).contains(&again));
}

#[test]
fn a_partial_file_is_said_to_be_partial() {
    let share = Share::Units {
        phase: 0,
        units: 3..9,
    };
    let found = transcript(&enumeration(Some(share)).text(), 2, 1);
    assert!(
        found.agrees && !found.whole && found.figures.is_empty(),
        "{found}"
    );
    assert!(
        found
            .conclusion
            .starts_with("This file is partial: 6 of 20 units are there.")
    );
    let mut some = Checkpoint::new(classes().request().clone());
    for (key, saved) in classes().phases() {
        if key.of == "values of degree 3 for n = 7" {
            some.add(key, saved.units, 0, saved.done[&0].clone());
        }
    }
    let found = transcript(&some.text(), 1, 1);
    assert!(found.agrees && !found.whole, "{found}");
    assert_eq!(found.recounted.as_ref().unwrap().units, 1);
}

#[test]
fn files_of_format_1_are_verified() {
    let found = transcript(ENUMERATE_1, u32::MAX, 1);
    assert!(found.agrees && !found.whole, "{found}");
    let found = transcript(CLASSES_1, u32::MAX, 1);
    assert!(found.agrees && found.whole, "{found}");
    assert_eq!(found.file.kind, "a checkpoint of format 1");
    assert_eq!(
        found.figures[0].total.as_ref().unwrap().to_string(),
        "88390995840"
    );
}

#[test]
fn binary_forms_and_lists_of_classes_are_verified() {
    let request = Request {
        lists_only: true,
        ..Request::by_classes(7, 4..=5)
    };
    let lists = counted_with(request, None);
    let mut file = Vec::new();
    lists.write_binary(&mut file).unwrap();
    let found = verify(&file, options_of(1), &Unwatched).unwrap();
    assert_eq!(found.file.kind, "a checkpoint of format 2, in binary form");
    assert!(
        found.agrees && !found.whole && found.figures.is_empty(),
        "{found}"
    );
    let again = "round 1 of the classes of degree 3 for n = 7: units counted again that are the same";
    assert!(found.checks.iter().any(|check| check.what == again), "{found}");
    let cut_off = verify(&file[..file.len() - 1], options_of(1), &Unwatched).unwrap_err();
    assert!(cut_off.to_string().contains("it is cut off"), "{cut_off}");
    let last = file.len() - 1;
    file[last] ^= 1;
    let damaged = verify(&file, options_of(1), &Unwatched).unwrap();
    assert_eq!(wrong(&damaged), [transcript::CHECKSUM]);
    let wrong_list = changed(&lists, |of, unit, output| {
        if of.starts_with("round 1 ") && unit == 0 {
            output[0] ^= 1;
        }
    });
    assert!(
        wrong(&transcript(&wrong_list, 0, 1)).contains(&again),
        "{wrong_list}"
    );
}

#[test]
fn outputs_over_another_list_and_of_another_count_disagree() {
    let file = classes().over_another_list("values of degree 3 for n = 7").text();
    let found = transcript(&file, 1, 1);
    assert_eq!(wrong(&found), ["values of degree 3 for n = 7"], "{found}");
    assert!(found.to_string().contains("rest on something else"), "{found}");
    let mut other = enumeration(None);
    for (key, saved) in classes().phases() {
        other.add(key, saved.units, 0, saved.done[&0].clone());
    }
    let found = transcript(&other.text(), 1, 1);
    assert!(wrong(&found).contains(&"values of degree 2 for n = 7"), "{found}");
}

#[test]
fn a_damaged_file_disagrees_with_its_checksum() {
    let text = enumeration(None).text();
    let found = transcript(&with(&text, "\"microseconds\":[", "\"microseconds\":[1"), 1, 1);
    assert_eq!(wrong(&found), [transcript::CHECKSUM]);
    assert!(found.recounted.is_none() && !found.agrees);
}

#[test]
fn what_is_no_file_of_a_count_is_refused_in_a_sentence() {
    let text = enumeration(None).text();
    for (file, why) in [
        ("", "it is empty"),
        ("12", "it is not JSON with named fields"),
        ("latin", "it is not JSON with named fields"),
        (&text[..text.len() / 2], "it is cut off"),
        (
            r#"{"name":"sage","value":1}"#,
            "it is neither a checkpoint nor an answer",
        ),
        (r#"{"records":[]}"#, "it is a report of the lab"),
        (r#"{"conclusion":""}"#, "it is a transcript"),
        (r#"{"checksum":"0"}"#, "this is not a checkpoint: missing field"),
        (r#"{"rows":5,"columns":4}"#, "more than columns"),
        (r#"{"rows":1,"columns":4000000000}"#, "n goes up to 1000"),
        (
            r#"{"rows":3,"columns":4,"total":24}"#,
            "it looks like an answer, but",
        ),
        (
            r#"{"rows":3,"columns":4,"total":"2x"}"#,
            "\"2x\" is not a whole number",
        ),
        (r#"{"format":2,"results":[]}"#, "format 2 of results"),
        (r#"{"format":1,"results":[]}"#, "has no count"),
    ] {
        let said = refused(file);
        assert!(
            said.starts_with("this file cannot be verified: ") && said.contains(why),
            "{said}"
        );
    }
    let newer = with(&text, "\"format\":2", "\"format\":9");
    assert!(refused(&newer).contains("has format 9, of a newer version"));
    assert!(verify(&[0xff, 0], options_of(1), &Unwatched).is_err());
}

fn options_of(seed: u32) -> VerifyOptions {
    VerifyOptions {
        units_recounted: None,
        seed,
        workers: 1,
        memory: u64::MAX,
        bfile: None,
    }
}

const ANSWER: &str = r#"{"rows":4,"columns":5,"engine":"enumerate","workers":2,"total":"1344","positive":"384",
    "negative":"960","difference":"-576","reduced":"56","first_columns":4,"elapsed_seconds":0.001,"sign":"",
    "per_column":[{"column":[1,2,3,4],"positive":"16","negative":"40","seconds":0,"worker":0},
    {"column":[1,2,3,5],"positive":"16","negative":"40"},{"column":[1,2,4,5],"positive":"16","negative":"40"},
    {"column":[1,3,4,5],"positive":"16","negative":"40"}]}"#;

#[test]
fn wrong_digits_in_an_answer_are_found() {
    let found = transcript(ANSWER, 1, 1);
    assert!(
        found.agrees && found.whole && found.recounted.is_none(),
        "{found}"
    );
    let counted = found
        .checks
        .iter()
        .filter(|check| check.what.contains("counted again whole, by classes"));
    assert_eq!(counted.count(), 2, "{found}");
    for (from, to, what) in [
        ("1344", "1345", "4 × 5: K plus"),
        ("\"384\"", "\"385\"", "4 × 5: K+ plus K- is K"),
        ("-576", "576", "4 × 5: K+ minus K- is D"),
        ("\"56\"", "\"57\"", "4 × 5: (n-1)!/(n-r)! times R is K"),
        (
            "\"first_columns\":4",
            "\"first_columns\":5",
            "4 × 5: number of sorted first columns",
        ),
        (
            "[1,2,3,5]",
            "[1,2,3,4]",
            "4 × 5: first columns that are there, each once",
        ),
        (
            "[1,2,3,5]",
            "[1,2,3,9]",
            "4 × 5: first columns that are there, each once",
        ),
        (
            "\"16\"",
            "\"17\"",
            "4 × 5: reduced rectangles of every first column, even + odd",
        ),
    ] {
        let found = transcript(&with(ANSWER, from, to), 1, 1);
        let said = wrong(&found);
        assert!(!said.is_empty(), "{from} {to}: {found}");
        assert!(
            what.ends_with("plus") || said.contains(&what),
            "{from} {to}: {found}"
        );
    }
}

#[test]
fn an_answer_wrong_in_every_figure_alike_is_found_by_counting_again() {
    // K and D of 4 × 5 moved so that every sum and rule holds
    let file = r#"{"rows":4,"columns":5,"engine":"classes","total":"1392","positive":"408","negative":"984",
        "difference":"-576","reduced":"58"}"#;
    let said = transcript(file, 1, 1);
    assert_eq!(
        wrong(&said),
        [
            "4 × 5: K is the published value",
            "4 × 5: K counted again whole, by enumerate"
        ],
        "{said}"
    );
}

#[test]
fn a_long_answer_is_checked_by_sums_only_and_that_is_said() {
    let file =
        r#"{"rows":9,"columns":11,"engine":"classes","total":"5272628818525476758386021691666989056000"}"#;
    let found = transcript(file, 1, 1);
    assert!(found.agrees, "{found}");
    let skipped = found
        .checks
        .iter()
        .find(|check| check.what == "9 × 11: counted again whole")
        .unwrap();
    assert_eq!(skipped.outcome, Outcome::NotChecked);
    assert!(
        found
            .certainty
            .iter()
            .any(|sentence| sentence.contains("checked by sums only"))
    );
}

#[test]
fn an_answer_by_classes_of_few_rows_is_counted_again_by_formula() {
    let file = r#"{"rows":5,"columns":11,"engine":"classes","total":"37968801308161426550292480"}"#;
    let found = transcript(file, 1, 1);
    let again = "5 × 11: K counted again whole, by formula";
    assert!(found.agrees, "{found}");
    assert!(found.checks.iter().any(|check| check.what == again), "{found}");
}

#[test]
fn tables_and_exports_of_the_page_are_verified() {
    let line = |rows, total, positive, negative| {
        format!(
            r#"{{"rows":{rows},"columns":3,"engine":"classes","workers":1,"total":"{total}","positive":"{positive}","negative":"{negative}","published":null}}"#
        )
    };
    let table = format!(
        r#"{{"sign":"","columns":3,"workers":1,"elapsed_seconds":0.1,"before_seconds":0,"kernel":"portable","counts":[{},{},{}],"levels":[],"per_worker":[]}}"#,
        line(1, 1, 1, 0),
        line(2, 2, 2, 0),
        line(3, 2, 2, 0)
    );
    let found = transcript(&table, 1, 1);
    assert!(found.agrees, "{found}");
    assert!(
        found
            .checks
            .iter()
            .any(|check| check.what == "2 × 3 and 3 × 3: D is the same, as n is odd")
    );
    let contradicted = r#"{"format":1,"results":[{"rows":2,"columns":3,"engine":"classes","total":"2","positive":"2",
        "negative":"0","levels":[{"degree":2,"classes":8,"graphs":"14398171200"}],"check":"contradicted",
        "contradicted_by":{"engine":"enumerate","total":"3","positive":"3","negative":"0","elapsed_seconds":1}}]}"#;
    let found = transcript(contradicted, 1, 1);
    assert_eq!(
        wrong(&found),
        [
            "2 × 3: the count by the other engine",
            "labelled graphs of the classes of degree 2 for n = 3"
        ],
        "{found}"
    );
    let cells = r#"{"sign":"","table":[{"rows":4,"columns":9,"total":"69761852246016","classes":{"workers":2,
        "kernel":"simd128","levels":[{"degree":3,"classes":224,"graphs":"12025780892160"}],"from":1,"to":9},
        "enumerate":null,"published":null}]}"#;
    let found = transcript(cells, 1, 1);
    assert!(found.agrees, "{found}");
    assert_eq!(found.counted[0].kernel.as_deref(), Some("simd128"));
    let wrong_mass = with(cells, "12025780892160", "12025780892161");
    assert!(!transcript(&wrong_mass, 1, 1).agrees);
}

/// A count may state D alone, and is compared with another by what both state.
#[test]
fn counts_that_contradict_each_other_are_compared_by_what_both_have() {
    let compared = |one: &str, other: &str| {
        let file = format!(
            r#"{{"format":1,"results":[{{"rows":6,"columns":13,"engine":"formula",{one},"check":"contradicted",
            "contradicted_by":{{"engine":"classes",{other},"elapsed_seconds":1}}}}]}}"#
        );
        let found = transcript(&file, 1, 1);
        let check = found
            .checks
            .into_iter()
            .find(|check| check.what.ends_with("the other engine"));
        let check = check.unwrap();
        assert_eq!(check.outcome, Outcome::Disagrees);
        check.found.zip(check.expected)
    };
    let d = |difference: i32| {
        format!(r#""total":null,"positive":null,"negative":null,"difference":"{difference}""#)
    };
    let all = r#""total":"5000","positive":"2000","negative":"3000","difference":"-1000""#;
    let k = r#""total":"4000","positive":null,"negative":null,"difference":null"#;
    let both = |one: &str, other: &str| Some((one.to_owned(), other.to_owned()));
    assert_eq!(compared(&d(1234), &d(-2)), both("D = 1,234", "D = -2"));
    assert_eq!(compared(all, &d(-2)), both("D = -1,000", "D = -2"));
    assert_eq!(compared(&d(1), all), both("D = 1", "D = -1,000"));
    assert_eq!(compared(all, k), both("K = 5,000", "K = 4,000"));
    assert_eq!(
        compared(all, r#""positive":"1","negative":"2""#),
        both("2,000 + 3,000", "1 + 2")
    );
    assert_eq!(compared(k, &d(1)), None);
}

/// The page writes what it knows of an answer in the same words: its tests hold it to the same files.
#[test]
fn an_answer_is_described_as_the_page_does_it() {
    let update = std::env::var_os("UPDATE_TYPES").is_some();
    for name in ["enumerate", "classes"] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/verify/written");
        let file = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
        let text = transcript(&file, 0, 1).to_string();
        let from = text.find("Counted, as the file states it").unwrap();
        let again = text.find("counted again whole").unwrap();
        let found = &text[from..=text[..again].rfind('\n').unwrap()];
        let golden = format!("{folder}/{name}.txt");
        if update {
            std::fs::write(&golden, found).unwrap();
        }
        assert_eq!(
            found,
            std::fs::read_to_string(golden).unwrap_or_default(),
            "{name}"
        );
    }
}

/// Whatever is in a file, it is verified or refused, without a panic.
#[test]
fn no_changed_byte_makes_a_panic() {
    let mut random = fastrand::Rng::with_seed(7);
    let (columns, by_classes) = (enumeration(None), classes());
    for checkpoint in [&columns, &by_classes] {
        for _ in 0..1000 {
            let text = changed(checkpoint, |_, _, output| {
                if !output.is_empty() && random.u8(..3) == 0 {
                    let at = random.usize(..output.len());
                    output[at] = random.u8(..);
                }
            });
            let _ = verified(&text, Some(1), random.u32(..));
        }
    }
    let texts = [
        &columns.text(),
        &by_classes.text(),
        ENUMERATE_1,
        CLASSES_1,
        ANSWER,
    ];
    for text in texts {
        for _ in 0..500 {
            let mut bytes = text.as_bytes().to_vec();
            let at = random.usize(..bytes.len());
            bytes[at] = random.u8(32..127);
            if random.u8(..) < 20 {
                bytes.truncate(at);
            }
            let _ = verify(&bytes, options_of(random.u32(..)), &Unwatched);
        }
    }
}
