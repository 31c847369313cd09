//! Files that are verified as a user does it: right ones, partial ones, wrong ones with a renewed checksum, and others.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::common::{command, folder, text};
use latin_rectangles::count::{Checkpoint, Saved};
use serde_json::Value;

fn in_folder(folder: &Path, arguments: &str) -> Output {
    let arguments: Vec<&str> = arguments.split(' ').collect();
    command(&arguments).current_dir(folder).output().unwrap()
}

/// The transcript, and the status that is expected.
fn verified(folder: &Path, arguments: &str, status: i32) -> String {
    let output = in_folder(folder, &format!("verify {arguments}"));
    assert_eq!(output.status.code(), Some(status), "{arguments} {output:?}");
    text(&output.stdout)
}

/// The same checkpoint with a bit of these units changed, under a right checksum.
fn plant(folder: &Path, from: &str, to: &str, units: &[u32]) {
    let read = Checkpoint::read(&fs::read_to_string(folder.join(from)).unwrap()).unwrap();
    let mut wrong = Checkpoint::new(read.request().clone());
    for (key, saved) in read.phases() {
        for (&unit, one) in &saved.done {
            let mut bytes = one.output.to_vec();
            bytes[0] ^= u8::from(units.contains(&unit));
            let saved_unit = Saved {
                microseconds: one.microseconds,
                output: bytes.into(),
            };
            wrong.add(key, saved.units, unit, saved_unit);
        }
    }
    fs::write(folder.join(to), wrong.text()).unwrap();
}

#[test]
fn a_checkpoint_is_verified_and_wrong_digits_are_found() {
    let folder = folder("verify-columns");
    in_folder(&folder, "count 4 7 --engine enumerate --checkpoint a.json");
    let found = verified(&folder, "a.json --units-recounted 3 --seed 9", 0);
    for line in [
        "Transcript of a verification\n",
        "  a checkpoint of format 2, ",
        "  4 × 7 by enumerate, version ",
        "  agrees       4 × 7: K is the published value\n               found and expected 155,185,920\n",
        "  3 of 20 units, by seed 9, with the kernel ",
        "latin-rectangles verify FILE --units-recounted 3 --seed 9\n",
        "      1  15 %\n",
        "  Everything that was checked agrees.\n",
    ] {
        assert!(found.contains(line), "{line}: {found}");
    }
    let same = |text: &str| text.lines().filter(|line| !line.starts_with('*')).count();
    assert_eq!(same(&found) + 2, found.lines().count());
    plant(&folder, "a.json", "wrong.json", &[5]);
    let wrong = in_folder(&folder, "verify wrong.json --units-recounted 0");
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stdout).contains("DISAGREES    4 × 7: reduced rectangles of every first column"));
    assert!(text(&wrong.stderr).contains("wrong.json: 1 of "), "{wrong:?}");
    let json: Value = serde_json::from_str(&verified(&folder, "wrong.json --format json", 1)).unwrap();
    assert_eq!((&json["agrees"], &json["whole"]), (&false.into(), &true.into()));
}

#[test]
fn values_of_classes_and_partial_files_are_verified() {
    let folder = folder("verify-classes");
    in_folder(&folder, "table 8 --checkpoint t.json");
    let found = verified(&folder, "t.json --seed 1", 0);
    assert!(
        found.contains("agrees       labelled graphs of the classes of degree 4\n"),
        "{found}"
    );
    plant(&folder, "t.json", "wrong.json", &[0]);
    let found = verified(&folder, "wrong.json --seed 1 --units-recounted 99", 1);
    assert!(
        found.contains("DISAGREES    values of degree 2 for n = 8: "),
        "{found}"
    );
    in_folder(&folder, "count 4 7 --units 2..9 --checkpoint part.json");
    let found = verified(&folder, "part.json", 0);
    assert!(
        found.contains("This file is partial: 7 of 20 units are there."),
        "{found}"
    );
}

#[test]
fn answers_of_the_command_and_of_the_page_are_verified() {
    let folder = folder("verify-answers");
    let save = |name: &str, arguments: &str| {
        fs::write(folder.join(name), in_folder(&folder, arguments).stdout).unwrap();
    };
    save("count.json", "count 5 6 --format json --per-column");
    save("table.json", "table 6 --format json");
    let page = include_str!("../../../../src/report/verify/written/classes.json");
    fs::write(folder.join("page.json"), page).unwrap();
    for (name, digits, others) in [
        ("count.json", "1128960", "1128961"),
        ("table.json", "393120", "393240"),
        ("page.json", "\"1814400\"", "\"1814820\""),
    ] {
        let found = verified(&folder, name, 0);
        assert!(found.contains("counted again whole"), "{found}");
        let right = fs::read_to_string(folder.join(name)).unwrap();
        assert!(right.contains(digits));
        fs::write(folder.join("wrong.json"), right.replacen(digits, others, 1)).unwrap();
        assert!(verified(&folder, "wrong.json", 1).contains("DISAGREES"), "{name}");
    }
}

#[test]
fn exports_of_the_command_are_verified_and_wrong_digits_are_found() {
    let folder = folder("verify-exports");
    for (name, arguments, said, digits, others) in [
        ("count.csv", "count 5 6 --format csv", "", "1128960", "1128961"),
        (
            "columns.csv",
            "count 5 6 --engine enumerate --format csv --per-column",
            "",
            "4800",
            "4801",
        ),
        ("table.csv", "table 6 --format csv", "", "393120", "393240"),
        (
            "terms.csv",
            "sequence 3 --to 8 --format csv",
            "",
            ",21280,",
            ",21290,",
        ),
        (
            "terms.tex",
            "sequence 3 --to 8 --figure D --format latex",
            "",
            "5 & 72",
            "5 & 84",
        ),
        (
            "b.txt",
            "sequence --columns 6 --format bfile",
            "--columns 6 --figure K",
            "4 393120",
            "4 393240",
        ),
    ] {
        let right = text(&in_folder(&folder, arguments).stdout);
        fs::write(folder.join(name), &right).unwrap();
        let options = format!("{name} {said}");
        let found = verified(&folder, options.trim_end(), 0);
        assert!(found.contains("counted again whole"), "{found}");
        assert!(right.contains(digits), "{right}");
        fs::write(folder.join(name), right.replacen(digits, others, 1)).unwrap();
        let found = verified(&folder, options.trim_end(), 1);
        let line = 1 + right[..right.find(digits).unwrap()].matches('\n').count();
        let named = match name {
            "columns.csv" => "4,801 + 4,608 as in (1, 2, 3, 4, 5)".to_owned(),
            _ => format!("line {line} of the file"),
        };
        assert!(
            found.contains("DISAGREES") && found.contains(&named),
            "{named}: {found}"
        );
    }
    for (arguments, why) in [
        ("b.txt", "it is a b-file, which does not say of what"),
        ("b.txt --rows 3", "--figure"),
        ("b.txt --figure K", "--rows"),
        ("table.csv --columns 6 --figure K", "with a b-file only"),
    ] {
        let output = in_folder(&folder, &format!("verify {arguments}"));
        assert_eq!(output.status.code(), Some(2), "{arguments} {output:?}");
        assert!(text(&output.stderr).contains(why), "{output:?}");
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    let folder = folder("verify-others");
    in_folder(&folder, "count 4 6 --engine enumerate --checkpoint a.json");
    let good = fs::read_to_string(folder.join("a.json")).unwrap();
    fs::write(folder.join("short.json"), &good[..good.len() / 2]).unwrap();
    fs::write(folder.join("other.json"), r#"{"sage":"9.0","squares":576}"#).unwrap();
    fs::write(folder.join("text.txt"), "K(5, 6) = 1,128,960").unwrap();
    for (name, why) in [
        ("short.json", "this file cannot be verified: it is cut off"),
        ("other.json", "it is neither a checkpoint nor an answer"),
        ("text.txt", "it is not JSON with named fields"),
        ("none.json", "none.json: "),
    ] {
        let output = in_folder(&folder, &format!("verify {name}"));
        assert_eq!(output.status.code(), Some(2), "{name} {output:?}");
        assert!(
            text(&output.stderr).contains(why) && output.stdout.is_empty(),
            "{output:?}"
        );
    }
    let damaged = good.replacen("\"microseconds\":[", "\"microseconds\":[1", 1);
    fs::write(folder.join("damaged.json"), damaged).unwrap();
    assert!(verified(&folder, "damaged.json", 1).contains("DISAGREES    CRC-32"));
}
