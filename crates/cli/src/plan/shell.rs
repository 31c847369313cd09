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

/// What the scripts that submit one stage after the other have in common.
pub struct Common {
    /// The command, the stages, and functions on what a stage has and how a part of it is counted.
    pub head: String,
    /// Submits what is asked for, by the function `submit` of the script.
    pub submit_from: &'static str,
    /// The arguments of the script, once those of a job have been read.
    pub arguments: &'static str,
}

/// These for the stages, where `names` stand for what differs from part to part.
pub fn common(stages: &[Stage], program: &str, names: &Names<'_>) -> Common {
    let parts = cases(stages, |stage| format!("echo {}", stage.parts));
    let runs = cases(stages, |stage| {
        format!("exec \"$program\" {}", arguments(stage, names))
    });
    let program = quoted(program);
    let in_order = stages
        .iter()
        .map(|stage| &stage.name[..])
        .collect::<Vec<_>>()
        .join(" ");
    let head = format!(
        r#"set -eu

# The command, the same on every node.
program={program}

# Each stage begins when the one before it has ended, however it ended: what is missing is named then.
stages='{in_order}'

# How many parts stage $1 has.
parts() {{
  case $1 in
{parts}  esac
}}

# In a job: counts part $2 of stage $1.
run() {{
  number=$2
  again="sh '$(printf %s "$PWD/$script" | sed "s/'/'\\\\''/g")' again"
  case $1 in
{runs}  esac
}}
"#
    );
    Common {
        head,
        submit_from: r#"# Submits parts $2 of stage $1, and then every stage after it.
submit_from() {
  begun=''
  for name in $stages; do
    if [ "$name" = "$1" ]; then
      begun=yes
      submit "$name" "$2"
    elif [ -n "$begun" ]; then
      submit "$name" "0-$(($(parts "$name") - 1))"
    fi
  done
  [ -n "$begun" ] || { echo "there is no stage $1; there are: $stages" >&2; exit 2; }
}
"#,
        arguments: r#"  '') submit_from "${stages%% *}" "0-$(($(parts "${stages%% *}") - 1))" ;;
  again) submit_from "$2" "$3" ;;
  *) echo "usage: sh $script [again stage numbers]" >&2; exit 2 ;;
esac
"#,
    }
}

/// The lines of a `case` on the name of a stage.
pub fn cases(stages: &[Stage], line: impl Fn(&Stage) -> String) -> String {
    let lines = stages
        .iter()
        .map(|stage| format!("    {}) {} ;;\n", stage.name, line(stage)));
    lines.collect()
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
