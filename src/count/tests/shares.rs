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
