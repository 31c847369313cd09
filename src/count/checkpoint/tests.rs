use super::version::MAGIC;
use super::*;
use crate::count::{Count, Resumed, Session, Share};
use crate::engine::EngineName;
use crate::latin::Shape;
use crate::run::Executor;

fn of_shape() -> Request {
    Request {
        parts: Some(2),
        ..Request::of(Shape::new(4, 6).unwrap(), EngineName::Enumerate)
    }
}

fn by_classes() -> Request {
    Request::by_classes(8, 4..=8)
}

/// Of 4 × 6 in 20 units, with those from `from` to `to` − 1, after 1.5 seconds.
fn enumeration(from: u32, to: u32) -> Checkpoint {
    some(
        of_shape(),
        Share::Units {
            phase: 0,
            units: from..to,
        },
    )
}

fn some(request: Request, share: Share) -> Checkpoint {
    let resumed = Resumed {
        share: Some(share),
        ..Resumed::default()
    };
    let executor = Arc::new(Executor::Caller);
    let mut count = Count::resume(request, resumed, &Session::default(), executor).unwrap();
    count.wait(Duration::from_secs(600));
    let mut checkpoint = count.checkpoint();
    checkpoint.forget_times();
    checkpoint.set_elapsed(Duration::from_secs_f64(1.5));
    checkpoint
}

/// By classes of n = 8, with the values of degrees 2 to `most`.
fn classes(most: u32) -> Checkpoint {
    let mut count = Count::start(by_classes(), &Session::default(), Arc::new(Executor::Caller)).unwrap();
    let beyond = format!("values of the classes of degree {}", most + 1);
    while count.phase().is_some_and(|phase| phase.name != beyond) && count.answer().is_err() {
        count.step();
    }
    let mut checkpoint = count.checkpoint();
    checkpoint.forget_times();
    checkpoint.set_elapsed(Duration::from_secs_f64(1.5));
    checkpoint
}

fn done(checkpoint: &Checkpoint) -> (usize, usize) {
    checkpoint.done(&Session::default()).unwrap()
}

fn refused(text: &str) -> String {
    Checkpoint::read(text).unwrap_err().to_string()
}

#[test]
fn is_read_back() {
    let half = enumeration(0, 10);
    assert_eq!(Checkpoint::read(&half.text()), Ok(half.clone()));
    assert_eq!(
        (done(&half), half.elapsed()),
        ((10, 20), Duration::from_secs_f64(1.5))
    );
    let some = classes(3);
    assert_eq!(Checkpoint::read(&some.text()), Ok(some.clone()));
    // 7 + 41 pairs of degrees 2 and 3; 130 of degree 4 and 41 of degree 5 are missing
    assert_eq!(done(&some), (1 + 3, 1 + 3 + 9 + 3));
    let outputs = some.phases.iter().flat_map(|(_, units)| units.done.values());
    assert_eq!(
        outputs.map(|saved| saved.output.len()).sum::<usize>(),
        (7 + 41) * 12
    );
}

#[test]
fn disjoint_and_overlapping_ones_merge_to_the_whole() {
    let whole = enumeration(0, 20);
    let merged = enumeration(0, 12).merge(enumeration(8, 20)).unwrap();
    assert_eq!(
        (done(&merged), merged.elapsed()),
        ((20, 20), Duration::from_secs(3))
    );
    assert_eq!(merged.phases, whole.phases);
    let more = merged.clone().merge(enumeration(0, 3)).unwrap();
    assert_eq!(more, merged);
    let (some, more) = (classes(3), classes(4));
    assert_eq!(some.clone().merge(more.clone()), Ok(more.clone()));
    assert_eq!(more.clone().merge(some.clone()), Ok(more.clone()));
    let mut rest = more.clone();
    let first = rest.phases[0].0.clone();
    rest.drop_phase(&first);
    rest.request.rows = (2, 5);
    let merged = some.merge(rest).unwrap();
    assert_eq!(
        (merged.request.rows, merged.elapsed()),
        ((2, 8), Duration::from_secs(3))
    );
    assert_eq!(merged.phases, more.phases);
}

#[test]
fn what_is_wrong_is_refused_with_a_reason() {
    for checkpoint in [enumeration(0, 3), classes(3)] {
        let text = checkpoint.text();
        assert!(refused("{}").starts_with("this is not a checkpoint: missing field `format`"));
        assert_eq!(refused(" \n"), "this is not a checkpoint: it is empty");
        for (format, age) in [("9", "a newer version"), ("0", "an older version")] {
            let other = text.replace("\"format\":2", &format!("\"format\":{format},\"more\":[{{}}]"));
            let other = other.replace("\"engine\":\"", "\"engine\":{},\"of\":\"");
            let message = format!("this checkpoint has format {format}, of {age} of this program");
            assert!(refused(&other).starts_with(&message), "{}", refused(&other));
        }
        let damaged = text.replacen("\"lengths\":[", "\"lengths\":[1", 1);
        assert!(refused(&damaged).starts_with("this checkpoint is damaged"));
        assert!(refused(&text[..text.len() / 2]).starts_with("this is not a checkpoint: it is cut off"));
    }
}

#[test]
fn what_cannot_be_under_a_right_checksum_is_refused_with_a_reason() {
    let text = |change: fn(&mut Checkpoint)| {
        let mut checkpoint = enumeration(0, 3);
        change(&mut checkpoint);
        refused(&checkpoint.text())
    };
    let units = |checkpoint: &mut Checkpoint, units: u32| {
        checkpoint
            .phases
            .iter_mut()
            .map(|(_, units)| units)
            .for_each(|phase| phase.units = units);
    };
    assert_eq!(
        text(|checkpoint| checkpoint.request.rows = (4, 7)),
        "this is not a checkpoint: no rows 4 to 7 of 6 to 6 columns are counted by enumerate"
    );
    assert_eq!(
        text(|checkpoint| checkpoint.request.parts = Some(0)),
        "this is not a checkpoint: first columns are cut into 1 to 4096 parts, not 0"
    );
    let mut checkpoint = enumeration(0, 3);
    units(&mut checkpoint, 2);
    assert_eq!(
        refused(&checkpoint.text()),
        "this is not a checkpoint: the first columns of 4 × 6 have units 0 to 1, and others are named"
    );
}

/// The right checksum is no proof: outputs with a byte changed or missing are refused or taken, without a panic.
#[test]
fn a_byte_changed_anywhere_in_a_file_is_refused() {
    let mut random = fastrand::Rng::with_seed(25);
    for checkpoint in [enumeration(0, 3), classes(3)] {
        let text = checkpoint.text();
        for _ in 0..2000 {
            let mut bytes = text.clone().into_bytes();
            let at = random.usize(..bytes.len());
            let before = bytes[at];
            bytes[at] = random.u8(32..127);
            if bytes[at] == before {
                continue;
            }
            // only text can be read at all
            if let Ok(changed) = String::from_utf8(bytes) {
                assert!(Checkpoint::read(&changed).is_err(), "byte {at}: {changed}");
            }
        }
    }
}

#[test]
fn the_same_json_written_otherwise_is_the_same() {
    for some in [enumeration(0, 3), classes(3)] {
        for text in otherwise(&some.text()) {
            assert_eq!(Checkpoint::read(&text), Ok(some.clone()), "{text}");
        }
    }
}

fn binary(checkpoint: &Checkpoint) -> Vec<u8> {
    let mut bytes = Vec::new();
    checkpoint.write_binary(&mut bytes).unwrap();
    bytes
}

#[test]
fn the_binary_form_is_read_back_and_has_the_same_checksum() {
    for some in [enumeration(0, 3), Checkpoint::new(of_shape()), classes(3)] {
        let bytes = binary(&some);
        assert!(Checkpoint::is_binary(&bytes) && !Checkpoint::is_binary(some.text().as_bytes()));
        assert_eq!(Checkpoint::read_binary(&mut &bytes[..]), Ok(some.clone()));
        assert!(some.text().contains(&some.head().checksum));
        // where only text is read, it is said what this is
        assert_eq!(
            refused(&String::from_utf8_lossy(&bytes)),
            "this is not a checkpoint: it is in binary form, which the command reads"
        );
    }
}

#[test]
fn a_binary_form_that_is_changed_or_cut_off_is_refused() {
    let mut random = fastrand::Rng::with_seed(28);
    let read = |bytes: &[u8]| Checkpoint::read_binary(&mut &bytes[..]);
    for checkpoint in [enumeration(0, 3), classes(3)] {
        let bytes = binary(&checkpoint);
        for _ in 0..2000 {
            let mut changed = bytes.clone();
            changed[random.usize(..bytes.len())] ^= random.u8(1..);
            assert!(read(&changed).is_err(), "{}", changed.escape_ascii());
        }
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "{length} bytes");
        }
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(
            read(&longer).unwrap_err().to_string(),
            "this is not a checkpoint: there is something after its end"
        );
        // a length that is too large reserves no memory
        let head = serde_json::to_string(&checkpoint.head()).unwrap();
        let head = head.replacen("\"lengths\":[", "\"lengths\":[4294967295,", 1);
        let head = head.replacen("\"done\":[0", "\"done\":[0,1", 1);
        let all = [MAGIC.as_bytes(), &u64::MAX.to_le_bytes(), head.as_bytes()].concat();
        assert!(read(&all).is_err());
        let all = [
            MAGIC.as_bytes(),
            &(head.len() as u64).to_le_bytes(),
            head.as_bytes(),
        ]
        .concat();
        assert!(read(&all).is_err());
    }
}

#[test]
fn into_how_many_shares_a_phase_was_divided_is_saved_and_the_finest_division_stays() {
    let in_shares = |shares: u32, from: u32| {
        let mut some = enumeration(from, from + 2);
        let key = some.phases[0].0.clone();
        some.share_out(&key, 20, shares);
        Checkpoint::read(&some.text()).unwrap()
    };
    let shares = |checkpoint: &Checkpoint| checkpoint.phases[0].1.shares;
    let plain = enumeration(4, 6);
    assert!(!plain.text().contains("shares"));
    for (one, other) in [(4, 10), (10, 4)] {
        let merged = in_shares(one, 0).merge(in_shares(other, 2)).unwrap();
        assert_eq!(shares(&merged), Some(10));
        assert_eq!(shares(&plain.clone().merge(merged).unwrap()), Some(10));
    }
    let text = in_shares(4, 0).text();
    assert!(refused(&text.replace("\"shares\":4", "\"shares\":5")).starts_with("this checkpoint is damaged"));
    let mut none = in_shares(4, 0);
    none.phases[0].1.shares = Some(0);
    assert_eq!(
        refused(&none.text()),
        "this is not a checkpoint: units are divided into 1 to 1000000 shares, not 0"
    );
}

/// The same JSON with other white space, with its keys in another order, with escapes, and with a byte order mark.
fn otherwise(text: &str) -> [String; 4] {
    fn backwards(value: &serde_json::Value) -> String {
        match value {
            serde_json::Value::Object(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .rev()
                    .map(|(key, value)| format!("{key:?} :\t{}", backwards(value)))
                    .collect();
                format!("{{ {} }}", fields.join(",\r\n"))
            }
            serde_json::Value::Array(items) => {
                let items: Vec<String> = items.iter().map(backwards).collect();
                format!("[ {} ]", items.join(" , "))
            }
            other => other.to_string(),
        }
    }
    let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let pretty = serde_json::to_string_pretty(&value).expect("JSON");
    let backwards = backwards(&value);
    assert_ne!(pretty.find("format"), backwards.find("format"));
    [
        format!("\u{feff}{text}"),
        text.replace('/', "\\/").replace("\"engine\"", "\"\\u0065ngine\""),
        pretty,
        backwards,
    ]
}

/// As version 0.1.0 wrote them. If one is refused, or its outputs are others, files of users are lost.
#[test]
fn those_of_format_1_still_hold() {
    // units 2, 7 and 11 of 4 × 6 in two parts a first column
    let read = Checkpoint::read(include_str!("written/enumerate-0.1.0.json")).unwrap();
    assert_eq!(done(&read), (3, 20));
    assert_eq!(done(&read.clone().merge(enumeration(0, 20)).unwrap()), (20, 20));
    assert_eq!(Checkpoint::read(&read.text()), Ok(read));
    let read = Checkpoint::read(include_str!("written/classes-0.1.0.json")).unwrap();
    assert_eq!(read.phases[0].1.done.len(), 1);
    let merged = classes(3).merge(read.clone()).unwrap();
    assert_eq!(merged.phases, classes(3).phases);
    assert_eq!(Checkpoint::read(&read.text()), Ok(read));
}

#[test]
fn a_byte_changed_in_a_file_of_format_1_is_refused() {
    let mut random = fastrand::Rng::with_seed(1);
    for text in [
        include_str!("written/enumerate-0.1.0.json"),
        include_str!("written/classes-0.1.0.json"),
    ] {
        let text = text.trim_end();
        for _ in 0..500 {
            let mut bytes = text.as_bytes().to_vec();
            let at = random.usize(..bytes.len());
            bytes[at] ^= 1;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert!(Checkpoint::read(&changed).is_err(), "byte {at}: {changed}");
            }
        }
    }
}

#[test]
fn other_engines_other_counts_and_other_outputs_are_refused() {
    let mine = enumeration(0, 3);
    let message = |one: Checkpoint, other: Checkpoint| one.merge(other).unwrap_err().to_string();
    assert_eq!(
        message(mine.clone(), classes(3)),
        "this checkpoint is of the engine classes, not enumerate"
    );
    let mut other = mine.clone();
    other.request.parts = Some(3);
    assert!(message(mine.clone(), other).contains("3 parts to a first column"));
    let mut other = classes(3);
    other.request = Request::by_classes(9, 4..=9);
    assert_eq!(
        message(classes(3), other),
        "this checkpoint is of another job: n = 9 by classes, not n = 8 by classes"
    );
    let mut wrong = mine.clone();
    let saved = wrong
        .phases
        .iter_mut()
        .map(|(_, units)| units)
        .next()
        .unwrap()
        .done
        .get_mut(&1)
        .unwrap();
    saved.output = output(vec![0; 32]);
    assert_eq!(
        message(mine, wrong),
        "unit 1 of first columns of 4 × 6 is not the same in both: one of them is wrong"
    );
    let other = classes(3).over_another_list("values of degree 3 for n = 8");
    let message = message(classes(3), other);
    assert!(
        message.starts_with("the saved values of degree 3 for n = 8 rest on something else: list "),
        "{message}"
    );
}
