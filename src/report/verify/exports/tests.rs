//! What the command and the page export is verified; what is changed in it is found, by its line, and what is not theirs is
//! refused.

use super::super::{Outcome, Transcript, VerifyError, VerifyOptions, verify};
use crate::engine::{EngineName, Figure};
use crate::report::sequence::{Fixed, Sequence, SequenceFile, SequenceFormat, Term};
use crate::run::Unwatched;

const RESULTS: &str = include_str!("../written/results.csv");
const CELLS: &str = include_str!("../written/cells.csv");
const FIGURES: &str = include_str!("../written/figures.tex");

const SHAPES: &str = "rows,columns,engine,workers,total,positive,negative,difference,reduced,first_columns,elapsed_seconds\n\
     4,5,enumerate,2,1344,384,960,-576,56,4,0.001\n\
     5,5,enumerate,2,1344,,,,56,1,0.001\n";

/// Of 3 × 5: K = 552 = 2 · 6 · 46.
const COLUMNS: &str = "column,positive,negative,seconds,worker\n\
     \"1,2,3\",26,20,0.1,0\n\"1,2,4\",26,20,0.1,1\n\"1,2,5\",26,20,0.1,0\n\
     \"1,3,4\",26,20,0.1,\n\"1,3,5\",26,20,0.1,0\n\"1,4,5\",26,20,0.1,0\n";

/// D(r,5) for r = 1 to 5.
const DIFFERENCES: [(u32, &str); 5] = [(1, "1"), (2, "4"), (3, "72"), (4, "-576"), (5, "-576")];

fn verified(file: &[u8], bfile: Option<(Fixed, Figure)>) -> Result<Transcript, VerifyError> {
    let options = VerifyOptions {
        units_recounted: None,
        seed: 1,
        workers: 1,
        memory: u64::MAX,
        bfile,
    };
    verify(file, options, &Unwatched)
}

fn transcript(file: &str, bfile: Option<(Fixed, Figure)>) -> Transcript {
    verified(file.as_bytes(), bfile).unwrap_or_else(|error| panic!("{error}: {file}"))
}

fn refused(file: &str) -> String {
    verified(file.as_bytes(), None).unwrap_err().to_string()
}

fn sequence(format: SequenceFormat) -> String {
    let sequence = Sequence::new(Fixed::Columns(5), Figure::D, 1, 5).unwrap();
    let mut file = SequenceFile::new(sequence, Vec::new(), format);
    let mut out = Vec::new();
    for (at, value) in DIFFERENCES {
        let term = Term {
            at,
            value: value.to_owned(),
            engine: EngineName::Classes,
        };
        file.add(&term, &mut out).unwrap();
    }
    file.end(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const BFILE: Option<(Fixed, Figure)> = Some((Fixed::Columns(5), Figure::D));

/// A file that is right.
struct Right {
    file: String,
    bfile: Option<(Fixed, Figure)>,
    kind: &'static str,
    shapes: usize,
    /// What is wrong when it is changed into the other.
    digits: [&'static str; 2],
    /// The line of these.
    line: u64,
}

fn files() -> Vec<Right> {
    let right = |file: &str, kind, shapes, digits, line| Right {
        file: file.to_owned(),
        bfile: None,
        kind,
        shapes,
        digits,
        line,
    };
    let [csv, latex, bfile] =
        [SequenceFormat::Csv, SequenceFormat::Latex, SequenceFormat::Bfile].map(sequence);
    let terms = ["-576,classes\n5", "-575,classes\n5"];
    vec![
        right(
            RESULTS,
            "results of the page as CSV",
            2,
            ["1814400,", "1814410,"],
            3,
        ),
        right(
            CELLS,
            "the table of the page as CSV",
            11,
            ["3,5,552", "3,5,553"],
            8,
        ),
        right(FIGURES, "figures in LaTeX", 2, [r"9\,408 \\", r"9\,409 \\"], 5),
        right(SHAPES, "figures as CSV", 2, ["1344,,", "1345,,"], 3),
        right(&csv, "a sequence as CSV", 5, terms, 5),
        right(&latex, "a sequence in LaTeX", 5, ["3 & 72", "3 & 73"], 11),
        Right {
            bfile: BFILE,
            ..right(&bfile, "a b-file", 5, ["2 4", "2 5"], 2)
        },
    ]
}

#[test]
fn what_is_exported_agrees() {
    for right in files() {
        let found = transcript(&right.file, right.bfile);
        assert!(found.agrees && found.whole, "{found}");
        assert_eq!(
            (&found.file.kind[..], found.figures.len()),
            (right.kind, right.shapes)
        );
        assert_eq!(found.file.bytes, right.file.len() as u64);
    }
    assert!(transcript(&format!("\u{feff}{SHAPES}"), None).agrees);
}

#[test]
fn lines_are_the_same_whatever_ends_them() {
    for Right {
        file, bfile, shapes, ..
    } in files()
    {
        let stated = |text: &str| -> Vec<_> {
            let answers = super::read(text, bfile).unwrap().unwrap().answers;
            answers
                .into_iter()
                .map(|answer| (answer.line, answer.figures))
                .collect()
        };
        let lines = file.replace("\r\n", "\n");
        assert_eq!(stated(&lines).len(), shapes);
        assert_eq!(stated(&lines), stated(&lines.replace('\n', "\r\n")));
    }
}

#[test]
fn a_changed_digit_is_found_and_its_line_named() {
    for right in files() {
        let [digits, others] = right.digits;
        assert_eq!(
            right.file.matches(digits).count(),
            1,
            "{digits} in {}",
            right.file
        );
        let found = transcript(&right.file.replace(digits, others), right.bfile);
        let mut wrong = found
            .checks
            .iter()
            .filter(|check| check.outcome == Outcome::Disagrees);
        let note = wrong.next().and_then(|check| check.note.as_ref());
        let named = format!("line {} of the file", right.line);
        assert!(
            note.is_some_and(|note| note.starts_with(&named)),
            "{named}: {found}"
        );
    }
}

#[test]
fn first_columns_give_their_shape_and_its_figures() {
    let found = transcript(COLUMNS, None);
    assert!(found.agrees, "{found}");
    assert_eq!(found.file.kind, "first columns as CSV");
    assert_eq!(found.figures[0].total().unwrap(), 552u32.into());
    let found = transcript(&COLUMNS.replace("\"1,3,4\",26", "\"1,3,4\",27"), None);
    let text = found.to_string();
    assert!(!found.agrees && text.contains("in (1, 3, 4)"), "{text}");
    let found = transcript(&COLUMNS.replace("\"1,3,4\",26,20,0.1,\n", ""), None);
    assert!(
        found
            .to_string()
            .contains("first columns that are there, each once"),
        "{found}"
    );
    assert!(!found.agrees);
}

#[test]
fn the_engines_of_a_cell_are_those_that_have_counted_it() {
    let lines = CELLS
        .lines()
        .filter(|line| line.starts_with("rows") || line.contains("enumerate"));
    let file: String = lines.map(|line| format!("{line}\n")).collect();
    let found = transcript(&file.replace("enumerate", "classes enumerate"), None);
    assert_eq!(found.counted[0].engine, Some(EngineName::Classes));
    assert!(
        found.to_string().contains("the same, as the page has noted"),
        "{found}"
    );
}

#[test]
fn a_sequence_in_json_is_verified_too() {
    let file = sequence(SequenceFormat::Json);
    let found = transcript(&file, None);
    assert!(
        found.agrees && found.file.kind == "a sequence" && found.figures.len() == 5,
        "{found}"
    );
    let found = transcript(&file.replace("\"72\"", "\"84\""), None);
    assert!(!found.agrees, "{found}");
    assert!(
        refused(&file.replace("\"72\"", "\"x\""))
            .contains("it looks like a sequence, but a term is not a whole number")
    );
    assert!(
        refused(r#"{"fixed":{"rows":3},"figure":"K","terms":[]}"#)
            .contains("it is a sequence, and has no count")
    );
}

#[test]
fn what_is_not_theirs_is_refused_by_name() {
    let [csv, latex, bfile] =
        [SequenceFormat::Csv, SequenceFormat::Latex, SequenceFormat::Bfile].map(sequence);
    let head = SHAPES.lines().next().unwrap();
    for (file, why) in [
        (
            SHAPES.replace("total,", ""),
            "it looks like figures as CSV, but has no column \"total\"",
        ),
        (
            SHAPES.replace("workers", "threads"),
            "has no column \"workers\"; its first line should be: rows,columns,engine,",
        ),
        (
            SHAPES.replace("_seconds\n", "_seconds,note\n"),
            "has a column \"note\", which is not known",
        ),
        (
            SHAPES.replace("rows,columns", "columns,rows"),
            "has its columns in another order",
        ),
        (head.to_owned(), "it is figures as CSV, and has no count"),
        (
            SHAPES.replace("0.001\n5", "0.001,1\n5"),
            "line 2: it has 12 fields, and the first line has 11",
        ),
        (
            SHAPES.replace("1344,384", "1.3E+03,384"),
            "line 2: \"1.3E+03\" is not a whole number",
        ),
        (SHAPES.replace("\n5,5", "\n6,5"), "line 3: "),
        (SHAPES.replace("\n5,5", "\nfive,5"), "line 3: rows: "),
        (RESULTS.replace("classes", "sage"), "line 3: "),
        (
            CELLS.replace("enumerate", "sage"),
            "line 11: there is no engine \"sage\"",
        ),
        (csv.replace("D,72", "L,72"), "line 4: "),
        (
            csv.replace("1,5,D,1,", "1,5,K,-1,"),
            "line 2: \"-1\" is not a whole number",
        ),
        (
            COLUMNS.replace("1,3,4", "1,x,4"),
            "line 5: \"1,x,4\" is not a first column",
        ),
        (
            COLUMNS.replace("1,3,4", "1,4"),
            "line 5: a first column of 2 symbols, and the first one has 3",
        ),
        (
            "column,positive,negative,seconds,worker\n1,1,0,0.1,0\n".to_owned(),
            "does not say how many columns",
        ),
        (
            FIGURES.replace(r"\end{tabular}", ""),
            r"it is cut off: \end{tabular} is missing",
        ),
        (
            FIGURES.replace(r"9\,408 \\", r"9\,408"),
            "line 5: a row has seven cells",
        ),
        (
            latex.replace(r"\end{longtable}", ""),
            r"it is cut off: \end{longtable} is missing",
        ),
        (latex.replace("3 & 72", "3 - 72"), "line 11: it is not a term"),
        (
            bfile.clone(),
            "it is a b-file, which does not say of what: give rows r or columns n, and the figure",
        ),
        ("a,b,c\n1,2,3\n".to_owned(), "it is not JSON with named fields"),
        (
            "rows;columns;total\n3;5;552\n".to_owned(),
            "answers can be read as JSON, CSV, LaTeX and b-files",
        ),
        (String::new(), "it is empty"),
    ] {
        let said = refused(&file);
        assert!(
            said.starts_with("this file cannot be verified: ") && said.contains(why),
            "{said}"
        );
    }
    let said = verified(b"PK\x03\x04rest", None).unwrap_err().to_string();
    assert!(
        said.contains("it is a spreadsheet or another archive, and answers can be read as"),
        "{said}"
    );
    for (file, why) in [
        (csv, "rows or columns are given with a b-file only"),
        (bfile.replace("3 72", "3 72 1"), "line 3: "),
        (bfile.replace("5 -576", "6 -576"), "line 5: "),
    ] {
        let said = verified(file.as_bytes(), BFILE).unwrap_err().to_string();
        assert!(said.contains(why), "{said}");
    }
}

/// Whatever is in a file, it is read or refused, without a panic.
#[test]
fn no_changed_byte_makes_a_panic() {
    let mut random = fastrand::Rng::with_seed(7);
    for Right { file, bfile, .. } in files() {
        for _ in 0..500 {
            let mut bytes = file.clone().into_bytes();
            let at = random.usize(..bytes.len());
            bytes[at] = *random.choice(b"019,-\n \\&x\"$").unwrap();
            let _ = super::read(&String::from_utf8(bytes).unwrap(), bfile);
        }
    }
}
