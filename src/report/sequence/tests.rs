//! Sequences from request to file, of terms that are counted and terms that are not.

use std::sync::Arc;
use std::time::Duration;

use num_bigint::BigInt;

use super::*;
use crate::count::{Count, Session};
use crate::engine::formula::differences;
use crate::engine::{EngineName, Figure};
use crate::latin::{Published, Shape};
use crate::report::CountResult;
use crate::run::{Executor, State};

/// About the time of a word of bitset work.
const WORD_SECONDS: f64 = 0.3e-9;

fn plan(fixed: Fixed, figure: Figure, from: Option<u32>, to: Option<u32>) -> Result<SequencePlan, String> {
    let request = SequenceRequest {
        fixed,
        figure,
        from,
        to,
    };
    request.plan(2, WORD_SECONDS).map_err(|error| error.to_string())
}

/// Engine, columns and rows of a part.
type Part = (EngineName, (u32, u32), (u32, u32));

fn parts(plan: &SequencePlan) -> Vec<Part> {
    let parts = plan.parts.iter();
    parts.map(|part| (part.engine, part.columns, part.rows)).collect()
}

fn unknown(plan: &SequencePlan) -> Vec<(u32, u32)> {
    plan.unknown.iter().map(|terms| (terms.from, terms.to)).collect()
}

/// Every term that is counted.
fn terms(plan: &SequencePlan) -> Vec<Term> {
    let mut terms = Vec::new();
    for part in &plan.parts {
        let executor = Arc::new(Executor::pool(2).unwrap());
        let mut count = Count::start(part.request(), &Session::default(), executor).unwrap();
        while count.wait(Duration::from_secs(1)) == State::Running {}
        let result = CountResult::of(&count).unwrap();
        let figures = result.figures.iter();
        terms.extend(figures.filter_map(|figures| Term::of(&plan.sequence, figures, result.engine)));
    }
    terms
}

fn written(plan: &SequencePlan, terms: &[Term], format: SequenceFormat) -> (String, Option<String>) {
    let mut file = SequenceFile::new(plan.sequence, plan.unknown.clone(), format);
    let mut out = Vec::new();
    for term in terms {
        file.add(term, &mut out).unwrap();
    }
    file.end(&mut out).unwrap();
    (String::from_utf8(out).unwrap(), file.ended().map(str::to_owned))
}

fn term(at: u32, value: &str) -> Term {
    Term {
        at,
        value: value.to_owned(),
        engine: EngineName::Formula,
    }
}

#[test]
fn each_term_is_counted_by_an_engine_that_knows_it() {
    use EngineName::{Classes, Formula};
    let d = plan(Fixed::Rows(4), Figure::D, None, Some(200)).unwrap();
    assert_eq!(parts(&d), [(Formula, (4, 200), (4, 4))]);
    assert_eq!(unknown(&d), []);
    let k = plan(Fixed::Rows(6), Figure::K, None, Some(15)).unwrap();
    assert_eq!(parts(&k), [(Formula, (6, 12), (6, 6))]);
    assert_eq!(unknown(&k), [(13, 15)]);
    assert_eq!(k.unknown[0].why, "K(6,n) is counted for n up to 12");
    assert_eq!(
        parts(&plan(Fixed::Rows(1), Figure::R, None, Some(5)).unwrap()),
        [(Classes, (1, 5), (1, 1))]
    );
    let seven = plan(Fixed::Rows(7), Figure::D, None, Some(4_000_000_000)).unwrap();
    assert_eq!(parts(&seven), [(Classes, (7, 10), (7, 7))]);
    assert_eq!(unknown(&seven), [(11, 4_000_000_000)]);
}

#[test]
fn a_column_of_the_triangle_takes_several_engines_where_it_must() {
    use EngineName::{Classes, Formula};
    let nine = plan(Fixed::Columns(9), Figure::KPositive, None, Some(9)).unwrap();
    assert_eq!(parts(&nine), [(Classes, (9, 9), (1, 9))]);
    let twenty = plan(Fixed::Columns(20), Figure::K, None, Some(20)).unwrap();
    assert_eq!(
        parts(&twenty),
        [(Classes, (20, 20), (1, 1)), (Formula, (20, 20), (2, 5))]
    );
    assert_eq!(unknown(&twenty), [(6, 20)]);
    let d = plan(Fixed::Columns(20), Figure::D, Some(2), Some(7)).unwrap();
    assert_eq!(parts(&d), [(Formula, (20, 20), (2, 6))]);
    assert_eq!(unknown(&d), [(7, 7)]);
    let wide = plan(Fixed::Columns(5000), Figure::D, None, Some(9)).unwrap();
    assert_eq!(unknown(&wide), [(1, 1), (5, 9)]);
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_can() {
    let refused = |fixed, from, to| plan(fixed, Figure::K, from, to).unwrap_err();
    for (fixed, from, to, sentence) in [
        (
            Fixed::Rows(0),
            None,
            None,
            "rows r = 0 is too small: r goes from 1 to n",
        ),
        (
            Fixed::Columns(0),
            None,
            None,
            "columns n = 0 is too small: r goes from 1 to n",
        ),
        (
            Fixed::Rows(4),
            Some(3),
            Some(9),
            "n = 3 is too small: with 4 rows n goes from 4 on",
        ),
        (
            Fixed::Rows(4),
            Some(9),
            Some(8),
            "n goes from the first to the last, and 9 to 8 are asked for",
        ),
        (
            Fixed::Columns(9),
            Some(0),
            Some(3),
            "r = 0 is not possible: with 9 columns r goes from 1 to 9",
        ),
        (
            Fixed::Columns(9),
            None,
            Some(10),
            "r = 10 is not possible: with 9 columns r goes from 1 to 9",
        ),
    ] {
        assert_eq!(refused(fixed, from, to), sentence);
    }
    let allowed = "K is counted for n up to 1,000 for r = 1, 10,000 for r = 2, 1,000 for r = 3, 200 for r = 4, \
                   30 for r = 5, 12 for r = 6, 10 for r = 7 to 10";
    assert_eq!(
        refused(Fixed::Rows(6), Some(13), Some(15)),
        format!("no engine counts K(6,n), n = 13 to 15: {allowed}")
    );
    assert_eq!(
        refused(Fixed::Rows(11), None, None),
        format!("no engine counts K(11,n) from n = 11 on: {allowed}")
    );
}

#[test]
fn without_an_end_it_takes_about_a_second() {
    for figure in Figure::ALL {
        for rows in 1..=10 {
            let found = plan(Fixed::Rows(rows), figure, None, None).unwrap();
            let sequence = found.sequence;
            assert_eq!(sequence.from(), rows);
            assert_eq!(unknown(&found), [], "{sequence}");
            assert!(
                found.seconds <= 1.0 || sequence.to() == rows,
                "{sequence}: {} s",
                found.seconds
            );
            assert!(sequence.to() - sequence.from() < 1000, "{sequence}");
        }
        for columns in [1, 2, 9, 10, 11, 20, 30, 200, 1000] {
            let found = plan(Fixed::Columns(columns), figure, None, None).unwrap();
            assert_eq!(found.sequence.from(), 1);
            assert!(found.sequence.to() <= columns.min(10), "{}", found.sequence);
        }
    }
    assert_eq!(
        plan(Fixed::Rows(2), Figure::D, None, None).unwrap().sequence.to(),
        1001
    );
    assert!(plan(Fixed::Rows(6), Figure::D, None, None).unwrap().sequence.to() > 200);
    // as many terms as there may be, or as their digits allow
    for figure in Figure::ALL {
        let to = |fixed| plan(fixed, figure, None, None).unwrap().sequence.to();
        assert_eq!(to(Fixed::Rows(1)), 1000, "{figure}");
        if figure != Figure::D {
            assert_eq!(to(Fixed::Rows(2)), 449, "{figure}");
        }
        assert_eq!(
            to(Fixed::Columns(1000)),
            if figure == Figure::D { 6 } else { 3 },
            "{figure}"
        );
    }
    let late = plan(Fixed::Rows(4), Figure::D, Some(5000), None).unwrap();
    assert_eq!((late.sequence.from(), late.sequence.to()), (5000, 5000));
}

#[test]
fn d_is_that_of_the_recurrences() {
    for rows in 2..=6 {
        let plan = plan(Fixed::Rows(rows), Figure::D, Some(rows + 1), Some(60)).unwrap();
        let found = terms(&plan);
        let expected = differences(rows, 60);
        assert_eq!(found.len(), 60 - rows as usize);
        for term in &found {
            let value: BigInt = term.value.parse().unwrap();
            assert_eq!(value, expected[term.at as usize], "D({rows},{})", term.at);
        }
    }
}

#[test]
fn terms_are_the_published_ones_whichever_engine_has_them() {
    for fixed in [Fixed::Rows(1), Fixed::Rows(7), Fixed::Columns(8)] {
        let total = plan(fixed, Figure::K, None, Some(8)).unwrap();
        let reduced = plan(fixed, Figure::R, None, Some(8)).unwrap();
        for (k, r) in terms(&total).iter().zip(terms(&reduced)) {
            let (rows, columns) = fixed.shape_at(k.at);
            let published = Published::of(Shape::new(rows, columns).unwrap()).unwrap();
            assert_eq!(k.value, published.total.to_string());
            assert_eq!(r.value, published.reduced.to_string());
        }
    }
}

#[test]
fn text_is_a_table() {
    let plan = plan(Fixed::Rows(6), Figure::D, Some(9), Some(3001)).unwrap();
    let (text, _) = written(
        &plan,
        &[term(9, "1234567"), term(10, "-1234"), term(11, "0")],
        SequenceFormat::Text,
    );
    assert_eq!(
        text,
        "D(6,n), n = 9 to 3001, exactly: even minus odd normalised Latin rectangles, whose first row is 1 2 … n\n\
         The sign of a rectangle is the product of the signs of its rows: even if it is +1, odd if it is -1.\n\
         \u{20}    n  engine     D(6,n)\n\
         \u{20}    9  formula    +1,234,567\n\
         \u{20}   10  formula    -1,234\n\
         \u{20}   11  formula    0\n\
         not known: n = 3001: D(6,n) is counted for n up to 3,000\n"
    );
}

#[test]
fn csv_says_what_each_line_is() {
    let plan = plan(Fixed::Columns(9), Figure::KNegative, None, Some(2)).unwrap();
    let (csv, _) = written(&plan, &[term(1, "0"), term(2, "133496")], SequenceFormat::Csv);
    assert_eq!(
        csv,
        "rows,columns,figure,value,engine\n1,9,K-,0,formula\n2,9,K-,133496,formula\n"
    );
}

#[test]
fn json_is_that_of_the_report() {
    let plan = plan(Fixed::Rows(6), Figure::K, None, Some(14)).unwrap();
    for terms in [vec![], vec![term(6, "12")], vec![term(6, "12"), term(7, "-3")]] {
        let (json, _) = written(&plan, &terms, SequenceFormat::Json);
        let found: serde_json::Value = serde_json::from_str(&json).unwrap();
        let report = SequenceReport {
            sequence: plan.sequence,
            sign: crate::latin::parity::SIGN,
            terms,
            unknown: plan.unknown.clone(),
        };
        assert_eq!(found, serde_json::to_value(&report).unwrap());
        assert_eq!(found["fixed"], serde_json::json!({ "rows": 6 }));
        assert!(json.ends_with("}\n"));
    }
}

#[test]
fn latex_groups_digits_and_can_break_them() {
    let plan = plan(Fixed::Rows(3), Figure::D, None, Some(4)).unwrap();
    let (latex, _) = written(&plan, &[term(3, "-1234567"), term(4, "0")], SequenceFormat::Latex);
    assert!(latex.contains("$n$ & $D(3,n)$ \\\\\n"), "{latex}");
    assert!(
        latex.contains("3 & $-$1\\group 234\\group 567 \\\\\n4 & 0 \\\\\n\\hline\n"),
        "{latex}"
    );
    assert!(latex.contains("odd if it is $-1$."), "{latex}");
    for (begin, end) in [
        ("\\begingroup", "\\endgroup"),
        ("\\begin{longtable}", "\\end{longtable}"),
    ] {
        assert_eq!((latex.matches(begin).count(), latex.matches(end).count()), (1, 1));
    }
    let braces = |brace| latex.matches(brace).count();
    assert_eq!(braces('{'), braces('}'));
}

#[test]
fn a_b_file_is_what_the_oeis_takes() {
    let plan = plan(Fixed::Rows(3), Figure::D, None, Some(6)).unwrap();
    let terms = [term(3, "2"), term(4, "0"), term(5, "-72"), term(6, "240")];
    let whole = ("3 2\n4 0\n5 -72\n6 240\n".to_owned(), None);
    assert_eq!(written(&plan, &terms, SequenceFormat::Bfile), whole);
    // 1,000 digits are the most, and a sign is none
    let (most, too_long) = (format!("-{}", "9".repeat(1000)), "1".repeat(1001));
    let terms = [term(3, "2"), term(4, &most), term(5, &too_long), term(6, "240")];
    let (file, ended) = written(&plan, &terms, SequenceFormat::Bfile);
    assert_eq!(file, format!("3 2\n4 {most}\n"));
    assert_eq!(
        ended.unwrap(),
        "The b-file ends at n = 4: D(3,5) has 1,001 digits, and a b-file takes at most 1,000."
    );
}

#[test]
fn a_gap_ends_a_b_file() {
    let plan = plan(Fixed::Rows(3), Figure::K, None, Some(6)).unwrap();
    let gap = "The b-file ends at n = 4: K(3,5) is not known.";
    for terms in [
        vec![term(3, "2"), term(4, "24"), term(6, "21280")],
        vec![term(3, "2"), term(4, "24")],
    ] {
        let (file, ended) = written(&plan, &terms, SequenceFormat::Bfile);
        assert_eq!((file.as_str(), ended.as_deref()), ("3 2\n4 24\n", Some(gap)));
    }
    let (file, ended) = written(&plan, &[], SequenceFormat::Bfile);
    assert_eq!(
        (file.as_str(), ended.as_deref()),
        ("", Some("The b-file is empty: K(3,3) is not known."))
    );
}

#[test]
fn files_and_messages_are_refused_that_are_none() {
    for bad in [
        r#"{"at":3,"value":"1e5","engine":"formula"}"#,
        r#"{"at":3,"value":"","engine":"formula"}"#,
        r#"{"at":3,"value":"-","engine":"formula"}"#,
        r#"{"at":3,"value":"12","engine":"guess"}"#,
        r#"{"at":-3,"value":"12","engine":"formula"}"#,
    ] {
        assert!(serde_json::from_str::<Term>(bad).is_err(), "{bad}");
    }
    for bad in [
        r#"{"fixed":{"rows":4},"figure":"D","from":3,"to":5}"#,
        r#"{"fixed":{"columns":4},"figure":"D","from":3,"to":5}"#,
        r#"{"fixed":{"columns":0},"figure":"D","from":0,"to":0}"#,
        r#"{"fixed":{},"figure":"D","from":4,"to":5}"#,
    ] {
        assert!(serde_json::from_str::<Sequence>(bad).is_err(), "{bad}");
    }
    let good: Sequence =
        serde_json::from_str(r#"{"fixed":{"rows":4},"figure":"K+","from":4,"to":5}"#).unwrap();
    assert_eq!(good.to_string(), "K+(4,n), n = 4 to 5");
}
