//! Bytes from outside that are not the output of a unit: refused, harmless or an error, never a panic.

use std::collections::BTreeMap;

use crate::engine::classes::Classes;
use crate::engine::classes::testing::{counts, drive, finish, output, signed};
use crate::engine::seam::{Engine, EngineError, Output};
use crate::latin::SignedCount;

/// One output of one phase, changed.
struct Change<'a> {
    phase: usize,
    unit: usize,
    change: &'a mut dyn FnMut(&mut Vec<u8>),
    /// Whether it is taken even if it is refused.
    unread: bool,
}

/// How a count with a changed output ended.
enum End {
    Refused,
    Failed,
    Counted(BTreeMap<u32, SignedCount>),
}

fn count(columns: u32, good: &[Vec<Output>], change: Change<'_>) -> End {
    let Change {
        phase: number,
        unit,
        change,
        unread,
    } = change;
    let mut classes = Classes::open(columns, 1..=columns, u64::MAX).unwrap();
    for outputs in &good[..number] {
        finish(&mut classes, outputs).unwrap();
    }
    let mut changed = good[number].clone();
    let mut bytes = changed[unit].to_vec();
    change(&mut bytes);
    let is_refused = classes.read(unit, &bytes).is_err();
    assert!(
        is_refused || *bytes != *changed[unit] || bytes.is_empty(),
        "nothing was changed"
    );
    changed[unit] = bytes.into();
    if is_refused && !unread {
        return End::Refused;
    }
    let outcome = finish(&mut classes, &changed).and_then(|()| {
        // from here on it runs by itself: other lists have other phases
        drive(&mut classes, |classes, unit| Some(output(classes, unit)))
    });
    match outcome {
        Ok(()) => End::Counted(signed(classes.answer())),
        Err(error) => {
            assert!(!matches!(error, EngineError::Refused(_)), "{error}");
            assert!(classes.phase().is_none());
            End::Failed
        }
    }
}

/// The outputs of every phase of a count.
fn all_outputs(columns: u32) -> (Vec<Vec<Output>>, Vec<String>) {
    let mut classes = Classes::open(columns, 1..=columns, u64::MAX).unwrap();
    let (mut outputs, mut names) = (Vec::<Vec<Output>>::new(), Vec::new());
    while let Some(phase) = classes.phase() {
        names.push(phase.name.clone());
        outputs.push((0..phase.units).map(|unit| output(&classes, unit)).collect());
        finish(&mut classes, outputs.last().unwrap()).unwrap();
    }
    (outputs, names)
}

#[test]
fn a_byte_that_is_changed_or_missing_never_ends_in_a_panic() {
    let mut random = fastrand::Rng::with_seed(10);
    for (columns, cases) in [(6, 1500), (7, 1500), (8, 600)] {
        let expected = counts(columns, 1..=columns);
        let (good, names) = all_outputs(columns);
        let mut ends = [0; 3];
        for case in 0..cases {
            let phase = random.usize(..good.len());
            let unit = random.usize(..good[phase].len());
            let is_listing = names[phase].starts_with("listing");
            let mut change = |bytes: &mut Vec<u8>| match random.u8(..8) {
                0 => bytes.truncate(random.usize(..bytes.len())),
                1 => bytes.push(random.u8(..)),
                2 => drop(bytes.remove(random.usize(..bytes.len()))),
                _ => {
                    let at = random.usize(..bytes.len());
                    bytes[at] ^= 1 << random.u8(..8);
                }
            };
            let unread = case % 2 == 1;
            match count(
                columns,
                &good,
                Change {
                    phase,
                    unit,
                    change: &mut change,
                    unread,
                },
            ) {
                End::Refused => ends[0] += 1,
                End::Failed => ends[1] += 1,
                End::Counted(found) => {
                    ends[2] += 1;
                    if is_listing && !unread {
                        assert_eq!(found, expected, "{}", names[phase]);
                    }
                }
            }
        }
        println!("n = {columns}: {ends:?} were refused, failed, counted");
        assert!(ends.iter().all(|&many| many > 0), "{ends:?}");
    }
}

#[test]
fn a_changed_listing_gives_no_other_figures() {
    for columns in 6..=8 {
        let expected = counts(columns, 1..=columns);
        let (good, names) = all_outputs(columns);
        let mut refused = 0;
        for (phase, name) in names.iter().enumerate() {
            if !name.starts_with("listing") {
                continue;
            }
            for unit in 0..good[phase].len() {
                // every byte behind the tries in its turn, of a few units
                for at in (8..good[phase][unit].len()).step_by(if columns == 8 { 29 } else { 5 }) {
                    let mut change = |bytes: &mut Vec<u8>| bytes[at] ^= 1 << (at % 8);
                    let end = count(
                        columns,
                        &good,
                        Change {
                            phase,
                            unit,
                            change: &mut change,
                            unread: false,
                        },
                    );
                    match end {
                        End::Refused => refused += 1,
                        End::Failed => {}
                        End::Counted(found) => assert_eq!(found, expected),
                    }
                }
            }
        }
        assert!(refused > 0);
    }
}
