//! What the scripts of all formats have in common.

use super::stages::{Kind, Stage, Word};

/// The text as one word of a shell.
pub fn quoted(text: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "_-./=,:@%+".contains(c);
    if !text.is_empty() && text.chars().all(is_bare) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// How a script writes what differs from part to part.
pub struct Names<'a> {
    /// Its number.
    pub number: &'a str,
    /// Its threads; `None` writes how many the stage has.
    pub workers: Option<&'a str>,
    /// The line that submits parts of a stage again, up to the stage; `None` leaves it out.
    pub again: Option<&'a str>,
}

/// The arguments of the parts of a stage, in words of a shell.
pub fn arguments(stage: &Stage, names: &Names<'_>) -> String {
    let words = stage.words.iter().filter_map(|word| match word {
        Word::Plain(text) => Some(quoted(text)),
        Word::Numbered(before, after) => Some(format!("\"{before}{}{after}\"", names.number)),
        Word::Workers => Some(match names.workers {
            Some(name) => format!("\"{name}\""),
            None => stage.workers.to_string(),
        }),
        Word::Files { before, after, .. } => Some(format!("{}*{after}", quoted(before))),
        Word::Resubmit(stage) => Some(format!("--resubmit \"{} {} {{}}\"", names.again?, quoted(stage))),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The lines of a `case` on the name of a stage.
pub fn cases(stages: &[Stage], line: impl Fn(&Stage) -> String) -> String {
    let lines = stages
        .iter()
        .map(|stage| format!("    {}) {} ;;\n", stage.name, line(stage)));
    lines.collect()
}

/// Their names in order.
pub fn names(stages: &[Stage]) -> String {
    stages
        .iter()
        .map(|stage| &stage.name[..])
        .collect::<Vec<_>>()
        .join(" ")
}

/// A stage whose parts can be lost one by one, as an example.
pub fn example(stages: &[Stage]) -> &str {
    let shared = stages
        .iter()
        .find(|stage| !matches!(stage.kind, Kind::Lists | Kind::Merge));
    &shared.unwrap_or(&stages[0]).name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_what_was_quoted() {
        for (text, word) in [
            ("values-3", "values-3"),
            ("/opt/bin/latin-rectangles", "/opt/bin/latin-rectangles"),
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("$HOME;*", "'$HOME;*'"),
            ("5 × 9", "'5 × 9'"),
        ] {
            assert_eq!(quoted(text), word);
        }
    }
}
