//! Classes of bipartite graphs against brute force, and against the counts that follow from them.

use std::collections::HashMap;

use crate::common::{answer, completions, rows, sign, sign_of};
use latin_rectangles::latin::Rectangles;
use latin_rectangles::{Shape, count};
use serde_json::{Value, json};

/// The symbols of each column, as bits.
type Graph = Vec<u8>;

fn graph(rows: &[Vec<u8>]) -> Graph {
    (0..rows[0].len())
        .map(|column| rows.iter().fold(0, |set, row| set | 1 << row[column]))
        .collect()
}

fn permutations(n: u8) -> Vec<Vec<u8>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(n - 1);
    let longer = shorter.iter().flat_map(|row| {
        (0..n as usize).map(move |at| {
            let mut row = row.clone();
            row.insert(at, n);
            row
        })
    });
    longer.collect()
}

/// Column c becomes column `columns[c]`, and symbol s `symbols[s]`.
fn rename(graph: &Graph, columns: &[u8], symbols: &[u8]) -> Graph {
    let mut renamed = vec![0; graph.len()];
    for (column, &set) in columns.iter().zip(graph) {
        let there = (1..).zip(symbols).filter(|(symbol, _)| set >> symbol & 1 == 1);
        renamed[usize::from(*column) - 1] = there.map(|(_, to)| 1 << to).sum();
    }
    renamed
}

/// Every graph that renaming makes of this one, with the signs of the renamings.
fn orbit(graph: &Graph) -> HashMap<Graph, Vec<i64>> {
    let all = permutations(graph.len() as u8);
    let mut orbit: HashMap<Graph, Vec<i64>> = HashMap::new();
    for columns in &all {
        for symbols in &all {
            let signs = orbit.entry(rename(graph, columns, symbols)).or_default();
            signs.push(sign(columns) * sign(symbols));
        }
    }
    orbit
}

/// The classes of a degree, completed to so many rows, and the count that follows.
fn classes(columns: u32, degree: u32, rows: u32) -> (Vec<Value>, Value) {
    let told = answer(&json!({ "classes": { "columns": columns, "rows": rows } }));
    let degrees = told["degrees"].as_array().unwrap();
    assert_eq!(degrees.len(), rows as usize);
    let told = &degrees[degree as usize - 1];
    (told["classes"].as_array().unwrap().clone(), told["count"].clone())
}

fn number(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| value.as_str().unwrap().parse().unwrap())
}

/// Holds the classes of every degree to all rectangles of n columns.
fn hold_to_brute_force(n: u32) {
    for degree in 1..=n {
        let (classes, _) = classes(n, degree, n);
        let mut rectangles: HashMap<Graph, Vec<i64>> = HashMap::new();
        for rectangle in Rectangles::of(Shape::new(degree, n).unwrap()) {
            let signs = rectangles.entry(graph(rectangle.rows())).or_default();
            signs.push(sign_of(rectangle.rows()));
        }
        let mut labelled = 0;
        for class in &classes {
            let representative = rows(&class["representative"]["rows"]);
            let orbit = orbit(&graph(&representative));
            let automorphisms = &orbit[&graph(&representative)];
            let odd = automorphisms.contains(&-1);
            assert_eq!(class["automorphisms"], automorphisms.len());
            assert_eq!(class["odd_automorphism"], odd);
            assert_eq!(class["labelled"], orbit.len());
            assert_eq!(class["representative"]["sign"], sign_of(&representative));
            labelled += orbit.len();
            let (mut found, mut weight, mut renamed_weight) = (0, 0, 0);
            for (graph, renamings) in &orbit {
                for sign in rectangles.remove(graph).unwrap_or_default() {
                    found += 1;
                    weight += sign;
                    // a renaming back has the sign of the renaming there
                    renamed_weight += if odd { 0 } else { sign * renamings[0] };
                }
            }
            assert_eq!(class["rectangles"], found);
            assert_eq!(class["weight"], weight);
            assert_eq!(class["renamed_weight"], renamed_weight);
            for rows in degree..=n {
                let told = self::classes(n, degree, rows).0;
                let told = told.iter().find(|other| other["key"] == class["key"]).unwrap();
                let mut start = representative.clone();
                start.resize(rows as usize, vec![0; n as usize]);
                let mut expected = completions(&start);
                if sign_of(&representative) < 0 {
                    expected.swap(0, 1);
                }
                assert_eq!(told["completions"]["positive"], expected[0].to_string());
                assert_eq!(told["completions"]["negative"], expected[1].to_string());
                assert!(!odd || (rows - degree) % 2 == 0 || expected[0] == expected[1]);
            }
        }
        assert!(
            rectangles.is_empty(),
            "every graph is in a class: n = {n}, degree {degree}"
        );
        // OEIS A008300: 0/1 matrices with so many ones in every row and column
        let all: &[usize] = match n {
            4 => &[24, 90, 24, 1],
            5 => &[120, 2040, 2040, 120, 1],
            _ => continue,
        };
        assert_eq!(labelled, all[degree as usize - 1]);
    }
}

#[test]
fn classes_are_those_of_brute_force() {
    (1..=5).for_each(hold_to_brute_force);
}

#[test]
fn there_are_as_many_as_is_known() {
    for (n, numbers, odd) in [
        (5, &[1, 2, 2, 1][..], &[(2, 1), (3, 1)][..]),
        (6, &[1, 4, 7, 4, 1], &[(2, 3), (3, 4), (4, 3)]),
    ] {
        for (degree, number) in (1..).zip(numbers) {
            assert_eq!(classes(n, degree, n).0.len(), *number, "n = {n}, degree {degree}");
        }
        for &(degree, number) in odd {
            let classes = classes(n, degree, n).0;
            let with = classes
                .iter()
                .filter(|class| class["odd_automorphism"] == true)
                .count();
            assert_eq!(with, number, "n = {n}, degree {degree}");
        }
    }
    // OEIS A008300
    for (degree, all) in (1..).zip([720, 67_950, 297_200, 67_950, 720, 1]) {
        let labelled: i64 = classes(6, degree, 6)
            .0
            .iter()
            .map(|class| number(&class["labelled"]))
            .sum();
        assert_eq!(labelled, all, "degree {degree}");
    }
}

#[test]
fn odd_automorphisms_of_6_columns_are_those_of_brute_force() {
    for degree in 2..=4 {
        for class in classes(6, degree, 6).0 {
            let graph = graph(&rows(&class["representative"]["rows"]));
            let all = permutations(6);
            let (mut automorphisms, mut odd) = (0, false);
            for columns in &all {
                for symbols in &all {
                    if rename(&graph, columns, symbols) == graph {
                        automorphisms += 1;
                        odd |= sign(columns) != sign(symbols);
                    }
                }
            }
            assert_eq!(class["automorphisms"], automorphisms);
            assert_eq!(class["odd_automorphism"], odd);
        }
    }
}

#[test]
fn every_degree_leads_to_the_engine_s_count() {
    for n in 1..=6 {
        for rows in 1..=n {
            let counted = count(Shape::new(rows, n).unwrap()).unwrap();
            for degree in 1..=rows {
                let told = classes(n, degree, rows).1;
                assert_eq!(
                    told,
                    serde_json::to_value(&counted).unwrap(),
                    "{rows} × {n}, degree {degree}"
                );
            }
        }
    }
}

#[test]
fn rows_lead_where_it_is_said() {
    for n in 2..=6 {
        for degree in 1..n {
            let (classes, next) = (classes(n, degree, n).0, self::classes(n, degree + 1, n).0);
            for (at, class) in next.iter().enumerate() {
                let mut found = 0;
                for before in &classes {
                    for edge in before["next"].as_array().unwrap() {
                        let rows = number(&edge["even"]) + number(&edge["odd"]);
                        assert!(number(&edge["renamed_oddly"]) <= rows);
                        if edge["class"] == at {
                            found += number(&before["rectangles"]) * rows;
                        }
                    }
                }
                assert_eq!(number(&class["rectangles"]), found);
            }
        }
    }
}

#[test]
fn two_rectangles_of_one_class_have_a_renaming() {
    let mut random = fastrand::Rng::with_seed(2);
    let (mut same, mut other) = (0, 0);
    for n in 1..=5u8 {
        for r in 1..=n {
            let shape = Shape::new(r.into(), n.into()).unwrap();
            for _ in 0..20 {
                let [first, second] = [0, 1].map(|_| {
                    latin_rectangles::latin::Rectangle::random(shape, &mut random)
                        .rows()
                        .to_vec()
                });
                let told = answer(&json!({ "graph": [first, second] }));
                let graphs = told["graphs"].as_array().unwrap();
                assert_eq!(graphs[0]["key"] == graphs[1]["key"], told["renaming"].is_object());
                let expected = n < 5 && orbit(&graph(&first)).contains_key(&graph(&second));
                if n < 5 {
                    assert_eq!(told["renaming"].is_object(), expected);
                }
                if told["renaming"].is_null() {
                    other += 1;
                    continue;
                }
                same += 1;
                let [columns, symbols]: [Vec<u8>; 2] = ["columns", "symbols"]
                    .map(|of| serde_json::from_value(told["renaming"][of].clone()).unwrap());
                assert_eq!(rename(&graph(&first), &columns, &symbols), graph(&second));
                assert_eq!(told["renaming"]["sign"], sign(&columns) * sign(&symbols));
                // completions to one row more and to a square are the same up to the sign rule
                for rows in [(r + 1).min(n), n] {
                    let [a, b] = [&first, &second].map(|given| {
                        let mut start = given.clone();
                        start.resize(rows.into(), vec![0; n.into()]);
                        let mut ways = completions(&start);
                        if sign_of(given) < 0 {
                            ways.swap(0, 1);
                        }
                        ways
                    });
                    let exchanged = told["renaming"]["sign"] == -1 && (rows - r) % 2 == 1;
                    assert_eq!(a, if exchanged { [b[1], b[0]] } else { b });
                }
            }
        }
    }
    assert!(same > 50 && other > 5, "{same} {other}");
}
