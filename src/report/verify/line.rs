//! Where in a file it is that something disagrees.

use super::check::{Check, Outcome};

/// Says of those of the checks that disagree in which line of the file it is; nothing where that is not known.
pub fn name_line(checks: &mut [Check], line: Option<u64>) {
    let Some(line) = line else { return };
    for check in checks {
        if check.outcome == Outcome::Disagrees {
            let note = check
                .note
                .take()
                .map_or_else(String::new, |note| format!("; {note}"));
            check.note = Some(format!("line {line} of the file{note}"));
        }
    }
}
