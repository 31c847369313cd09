//! Counts shared out phase by phase and merged from files.

use super::*;

/// Resumes the count from a file, and runs only these units of phase number `phase`.
fn share(request: &Request, so_far: &Checkpoint, phase: usize, units: Range<u32>) -> Checkpoint {
    let resumed = Resumed {
        checkpoint: Some(so_far.clone()),
        share: Some(Share::Units { phase, units }),
        ..Resumed::default()
    };
    let count = done(Count::resume(request.clone(), resumed, &Session::default(), pool(2)).unwrap());
    through_text(&count.checkpoint())
}

/// The number of the first phase whose name begins so, and how many units it has.
fn find(request: &Request, name: &str) -> (usize, u32) {
    let mut count = start(request.clone(), caller());
    loop {
        let phase = count.phase().unwrap();
        if phase.name.starts_with(name) && phase.units >= 3 {
            return (phase.number, phase.units as u32);
        }
        count.step();
    }
}

#[test]
fn values_a_round_of_a_listing_and_a_sum_can_be_shared_out() {
    let request = Request::by_classes(9, 1..=9);
    let whole = done(start(request.clone(), pool(2)));
    for name in [
        "values of the classes of degree 4",
        "listing the classes of degree 4",
        "sums over",
    ] {
        let (phase, units) = find(&request, name);
        let so_far = Checkpoint::new(request.clone());
        let shares = (0..3).map(|k| share(&request, &so_far, phase, units * k / 3..units * (k + 1) / 3));
        let shares: Vec<Checkpoint> = shares.collect();
        // with one of them missing, its units are run here
        for wanted in [3, 2] {
            let merged = shares[..wanted]
                .iter()
                .cloned()
                .reduce(|one, other| one.merge(other).unwrap())
                .unwrap();
            let count = done(resume(request.clone(), merged, pool(2)));
            assert_eq!(signs(&count), signs(&whole), "{name}, {wanted} shares");
        }
    }
}

/// A count of some rows of one n by classes, with what is given.
fn by_classes(
    n: u32,
    rows: std::ops::RangeInclusive<u32>,
    given: &Checkpoint,
    share: Option<Share>,
) -> Count {
    let resumed = Resumed {
        given: Some(given.clone()),
        share,
        ..Resumed::default()
    };
    let request = Request::by_classes(n, rows);
    Count::resume(request, resumed, &Session::default(), pool(2)).unwrap()
}

/// The lists that they need.
fn lists(n: u32, rows: std::ops::RangeInclusive<u32>) -> Checkpoint {
    let request = Request {
        lists_only: true,
        ..Request::by_classes(n, rows)
    };
    let count = done(start(request, pool(2)));
    let answer = count.answer().unwrap();
    assert!(answer.figures.is_empty() && !answer.evidence.is_empty());
    let (saved, all) = count.saved();
    assert!(saved == all && saved > 0);
    through_text(&count.checkpoint())
}

fn of_phase(of: &str, share: &str) -> Option<Share> {
    Some(Share::OfPhase {
        of: of.to_owned(),
        share: share.parse().unwrap(),
    })
}

#[test]
fn every_phase_is_counted_in_shares_over_lists_that_were_made_before() {
    for (n, rows) in [(8, 1..=8), (9, 4..=9)] {
        let mut files = lists(n, rows.clone());
        let phases = EngineName::Classes.phases_to_share(n, rows.clone());
        assert!(phases.len() > 6, "{phases:?}");
        for of in &phases {
            let shares = [2, 0, 1].map(|k| {
                let count = done(by_classes(
                    n,
                    rows.clone(),
                    &files,
                    of_phase(of, &format!("{k}/3")),
                ));
                assert!(matches!(count.answer(), Err(CountError::Missing { .. })));
                let share = through_text(&count.checkpoint());
                // its own outputs and nothing else
                let saved: Vec<_> = share
                    .phases()
                    .map(|(key, units)| (&key.of, units.shares))
                    .collect();
                assert_eq!(saved, [(of, Some(3))]);
                assert_eq!(share.request().rows, (*rows.start(), *rows.end()));
                share
            });
            for share in shares {
                files = files.merge(share).unwrap();
            }
            let whole = files.named(of).unwrap();
            assert_eq!(whole.done.len(), whole.units as usize);
        }
        let mut count = by_classes(n, rows.clone(), &files, None);
        while count.state() == State::Running {
            assert_eq!(count.done_here().1, 0, "nothing is left to be counted");
            count.wait(Duration::from_millis(1));
        }
        let whole = done(start(Request::by_classes(n, rows), pool(2)));
        assert_eq!(signs(&count), signs(&whole));
        assert_eq!(count.answer(), whole.answer());
        assert!(count.checkpoint().phases().next().is_none());
    }
}

#[test]
fn a_share_needs_what_comes_before_its_phase() {
    let lists = lists(8, 4..=5);
    let mut count = by_classes(8, 4..=5, &lists, of_phase("values of degree 4 for n = 8", "0/2"));
    count.wait(LONG);
    let missing = CountError::Incomplete {
        of: "values of degree 3 for n = 8".to_owned(),
        missing: "0-2".to_owned(),
        units: 3,
    };
    assert_eq!(count.answer(), Err(missing));
    let refused = |share| {
        let resumed = Resumed {
            share,
            ..Resumed::default()
        };
        let request = Request::by_classes(8, 4..=4);
        Count::resume(request, resumed, &Session::default(), caller())
            .err()
            .unwrap()
            .to_string()
    };
    assert_eq!(
        refused(of_phase("values of degree 4 for n = 8", "0/2")),
        "this count has no phase \"values of degree 4 for n = 8\" to be shared out; it has: values of degree 3 for n = 8, \
         sums of 4 rows for n = 8"
    );
    assert_eq!(
        refused(Some(Share::Numbered("0/2".parse().unwrap()))),
        "a share of this count is one of a phase that has to be named: values of degree 3 for n = 8, sums of 4 rows for \
         n = 8"
    );
}

#[test]
fn lists_from_a_file_are_checked_as_if_they_were_made() {
    let good = lists(8, 4..=5);
    let (key, units) = good
        .phases()
        .find(|(key, _)| key.of.starts_with("round"))
        .unwrap();
    let with = |output: Vec<u8>| {
        let mut bad = good.clone();
        let saved = Saved {
            microseconds: 0,
            output: output.into(),
        };
        bad.add(key, units.units, 0, saved);
        let mut count = by_classes(8, 4..=5, &through_text(&bad), None);
        count.wait(LONG);
        count.answer().unwrap_err().to_string()
    };
    let output = units.done[&0].output.to_vec();
    // an automorphism more in the first class
    let mut wrong = output.clone();
    wrong[8 + 8] ^= 1;
    assert!(with(wrong).contains("cannot be"), "a wrong class");
    assert!(with(output[..output.len() - 1].to_vec()).contains("it ends too early"));
    // without any class
    let none = with(output[..8].to_vec());
    assert!(
        none.contains("labelled graphs") || none.contains("rest on something else"),
        "{none}"
    );
}

#[test]
fn a_share_by_number_is_the_same_for_any_workers() {
    let share = |executor: Arc<Executor>| {
        let resumed = Resumed {
            share: Some(Share::Numbered("5/23".parse().unwrap())),
            ..Resumed::default()
        };
        let mut count =
            done(Count::resume(enumeration(5, 6), resumed, &Session::default(), executor).unwrap());
        assert_eq!((count.units_here(), count.progress() > 0.0), (5..6, true));
        let mut checkpoint = count.checkpoint();
        checkpoint.forget_times();
        checkpoint
    };
    let one = share(caller());
    assert_eq!(one.request().parts, Some(5));
    assert!([1, 2, 3].into_iter().all(|workers| share(pool(workers)) == one));
}
