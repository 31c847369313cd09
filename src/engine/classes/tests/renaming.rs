//! What renaming and transposition do to keys and values.

use crate::engine::classes::Classes;
use crate::engine::classes::class_list::ClassList;
use crate::engine::classes::degree_values::DegreeValues;
use crate::engine::classes::graph::Graph;
use crate::engine::classes::refinement::Batch;
use crate::engine::classes::search_tree::SearchTree;
use crate::engine::classes::testing::{random_graph, run_until, shuffled};
use crate::engine::classes::values::{Narrow, Values};
use crate::latin::{Sign, permutation::sign};

/// The classes of a degree up to n/2 and their values, with a table.
fn valued(n: u32, degree: usize) -> (ClassList, DegreeValues<Narrow>) {
    let mut classes = Classes::open(n, 1..=n, u64::MAX).unwrap();
    run_until(&mut classes, |classes| classes.lower.get(degree).is_some()).unwrap();
    let list = classes.lists.remove(degree).unwrap();
    (list, classes.lower.remove(degree).unwrap())
}

fn batch(graphs: &[Graph], degree: usize) -> Batch {
    let mut batch = Batch::new(graphs[0].n(), degree);
    graphs.iter().for_each(|graph| batch.push(graph));
    batch
}

fn is_odd(order: &[u8]) -> bool {
    let row: Vec<u8> = order.iter().map(|at| at + 1).collect();
    sign(&row) == Sign::Odd
}

fn renamed(graph: &Graph, random: &mut fastrand::Rng) -> (Graph, bool) {
    let (rows, columns) = (shuffled(graph.n(), random), shuffled(graph.n(), random));
    (graph.rename(&rows, &columns), is_odd(&rows) != is_odd(&columns))
}

#[test]
fn a_renaming_preserves_the_key() {
    let mut random = fastrand::Rng::with_seed(7);
    for n in 6..=11 {
        for degree in 3..=n / 2 {
            let graph = random_graph(n, degree, &mut random);
            let graphs: Vec<Graph> = (0..16).map(|_| renamed(&graph, &mut random).0).collect();
            let keys = batch(&graphs, degree).keys();
            assert!(keys.iter().all(|key| *key == keys[0]));
        }
    }
}

#[test]
fn a_renaming_changes_values_by_its_sign_and_a_transposition_does_not() {
    let mut random = fastrand::Rng::with_seed(8);
    for (n, degree) in [(6, 3), (7, 3), (8, 3), (8, 4), (9, 4)] {
        let (list, valued) = valued(n, degree);
        let (mut non_discrete, mut signed) = (0, 0);
        for pair in 0..list.pairs() {
            let class = list.class(pair);
            let values = valued.of(pair);
            non_discrete += usize::from(class.non_discrete[0]);
            signed += usize::from(values.renamed(degree, true) != values);
            let graphs: Vec<(Graph, bool)> = (0..16)
                .map(|at| {
                    let graph = if at % 2 == 0 {
                        class.graph
                    } else {
                        class.graph.transpose()
                    };
                    renamed(&graph, &mut random)
                })
                .collect();
            let found = valued.of_batch(
                &list,
                &batch(
                    &graphs.iter().map(|&(graph, _)| graph).collect::<Vec<_>>(),
                    degree,
                ),
            );
            for (found, (graph, odd)) in found.unwrap().into_iter().zip(graphs) {
                assert_eq!(found, values.renamed(degree, odd), "{graph:?}");
            }
        }
        assert!(non_discrete > 0 && signed > 0);
    }
}

#[test]
fn the_search_tree_counts_automorphisms() {
    // the cube: 24 automorphisms preserve its sides, all of them even; two cubes: 24²·2; K₄,₄ twice: 4!⁴·2
    let two = |half: &Graph| {
        let rows: Vec<u16> = half
            .rows()
            .iter()
            .copied()
            .chain(half.rows().iter().map(|row| row << half.n()))
            .collect();
        Graph::new(&rows)
    };
    let cube = Graph::new(&[0b1110, 0b1101, 0b1011, 0b0111]);
    for (graph, degree, automorphisms, odd) in [
        (cube, 3, 24, false),
        (two(&cube), 3, 24 * 24 * 2, false),
        (two(&Graph::circulant(4, 4)), 4, 24u64.pow(4) * 2, true),
        (two(&Graph::circulant(5, 5)), 5, 120u64.pow(4) * 2, true),
    ] {
        let tree = SearchTree::of(&graph, degree);
        assert_eq!(tree.automorphisms, automorphisms);
        assert_eq!(tree.odd_automorphism, odd);
    }
}

/// From the empty graph, which has one factorisation without factors: (U, S, X) = (1, 1, 0).
fn by_definition(graph: &Graph) -> Values {
    let n = graph.n();
    if graph.rows()[0] == 0 {
        return Values { u: 1, s: 1, x: 0 };
    }
    let mut values = Values::default();
    crate::engine::classes::matchings::Matchings::new(n).through_first_edge(graph, |block| {
        for at in 0..block.len {
            let rest = by_definition(&graph.toggle(&block.matching(at)[..n]));
            let sign = if block.odd[at] == 1 { -1 } else { 1 };
            values.u += rest.u;
            values.s += sign * rest.s;
            values.x += rest.s + sign * rest.x;
        }
    });
    values
}

#[test]
fn values_come_from_the_empty_graph() {
    let mut random = fastrand::Rng::with_seed(9);
    for n in 2..=7 {
        for _ in 0..20 {
            let graph = random_graph(n, 2, &mut random);
            assert_eq!(Values::of_cycles(&graph), by_definition(&graph), "{graph:?}");
        }
    }
    for (n, degree) in [(6, 3), (7, 3), (8, 4)] {
        let (list, valued) = valued(n, degree);
        for pair in (0..list.pairs()).step_by(3) {
            assert_eq!(valued.of(pair), by_definition(&list.class(pair).graph));
        }
    }
}
