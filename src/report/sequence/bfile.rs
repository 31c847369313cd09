//! A b-file, as the OEIS takes it.

use std::io::{self, Write};

use super::kind::Sequence;
use super::term::Term;
use crate::latin::count::grouped;

/// Digits of a term, at most.
const MOST_DIGITS: usize = 1000;

pub fn term(term: &Term, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} {}", term.at, term.value)
}

/// Why a file whose last term is `last` does not continue with this one, if so.
pub fn ends_before(sequence: &Sequence, term: &Term, last: Option<u32>) -> Option<String> {
    if let Some(last) = last
        && term.at != last + 1
    {
        return ends_after(sequence, Some(last));
    }
    let digits = term.digits();
    (digits > MOST_DIGITS).then(|| {
        let why = format!(
            "{} has {} digits, and a b-file takes at most {}",
            sequence.name_at(term.at),
            grouped(&digits),
            grouped(&MOST_DIGITS)
        );
        ends(sequence, last, &why)
    })
}

/// Why a file ends that has no term after `last`, if its sequence does not end there.
pub fn ends_after(sequence: &Sequence, last: Option<u32>) -> Option<String> {
    let next = last.map_or(sequence.from(), |last| last + 1);
    (next <= sequence.to()).then(|| {
        let why = format!("{} is not known", sequence.name_at(next));
        ends(sequence, last, &why)
    })
}

fn ends(sequence: &Sequence, last: Option<u32>, why: &str) -> String {
    match last {
        Some(last) => format!("The b-file ends at {} = {last}: {why}.", sequence.fixed().index()),
        None => format!("The b-file is empty: {why}."),
    }
}
