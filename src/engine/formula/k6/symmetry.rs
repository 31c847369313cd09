//! Which numbers of symbols are the same but for the order of the five rows.

/// The sets of rows but the empty one, in layers that every permutation of the rows keeps: of one row, of four, of two, of
/// three, and all five. A set is numbered by its bits.
pub const LAYERS: [&[usize]; 5] = [
    &[1, 2, 4, 8, 16],
    &[30, 29, 27, 23, 15],
    &[3, 5, 6, 9, 10, 12, 17, 18, 20, 24],
    &[28, 26, 25, 22, 21, 19, 14, 13, 11, 7],
    &[31],
];

/// A group of permutations of the rows: bit i says whether it has the i-th.
pub type Group = u128;

/// The permutations of the five rows.
pub struct Symmetry {
    /// For each permutation the set that it makes of each set; the identity is the first.
    images: Vec<[u8; 32]>,
}

/// The group of the identity.
const IDENTITY: Group = 1;

impl Symmetry {
    pub fn new() -> Self {
        let mut images = Vec::new();
        permute([0, 1, 2, 3, 4], 0, &mut images);
        Symmetry { images }
    }

    /// The group of all permutations.
    pub fn all(&self) -> Group {
        (1 << self.images.len()) - 1
    }

    /// Those of the group that leave the numbers of symbols of these sets as they are; `None` if one of the group makes the
    /// numbers greater, compared in the order of the sets. Of all that the group makes of one another, one is not `None`.
    #[inline]
    pub fn stabiliser(&self, group: Group, sets: &[usize], counts: &[u8; 32]) -> Option<Group> {
        if group == IDENTITY {
            return Some(group);
        }
        let mut stabiliser = 0;
        let mut left = group;
        while left > 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            let image = &self.images[at];
            let mut pairs = sets.iter().map(|&set| (counts[image[set] as usize], counts[set]));
            match pairs.find(|(image, own)| image != own) {
                None => stabiliser |= 1 << at,
                Some((image, own)) if image > own => return None,
                Some(_) => {}
            }
        }
        Some(stabiliser)
    }

    /// How many choices of up to `to` symbols there are, each with a set that is not empty, but for the order of rows and of
    /// symbols. By Burnside's lemma: as many as a permutation leaves as they are, on the average.
    pub fn orbits(&self, to: usize) -> u64 {
        let fixed = self.images.iter().map(|image| fixed_choices(image, to));
        fixed.sum::<u64>() / self.images.len() as u64
    }
}

/// Adds the images of all sets under the permutations that begin as this one, up to `known`.
fn permute(rows: [u8; 5], known: usize, images: &mut Vec<[u8; 32]>) {
    if known == rows.len() {
        images.push(std::array::from_fn(|set| {
            let bits = rows.iter().enumerate().filter(|(from, _)| set >> from & 1 == 1);
            bits.fold(0, |image, (_, to)| image | 1 << to)
        }));
        return;
    }
    for next in known..rows.len() {
        let mut rows = rows;
        rows.swap(known, next);
        permute(rows, known + 1, images);
    }
}

/// How many choices of up to `to` symbols a permutation leaves as they are: as many symbols for all sets of a cycle.
fn fixed_choices(image: &[u8; 32], to: usize) -> u64 {
    // by symbols so far
    let mut choices = vec![0; to + 1];
    choices[0] = 1;
    for first in 1..32 {
        // a cycle is met at its least set
        let (mut set, mut length) = (usize::from(image[first]), 1);
        while set > first {
            (set, length) = (usize::from(image[set]), length + 1);
        }
        if set == first {
            for symbols in length..=to {
                choices[symbols] += choices[symbols - length];
            }
        }
    }
    choices.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layers_have_every_set_of_rows_once_and_are_kept() {
        let mut sets: Vec<usize> = LAYERS.concat();
        sets.sort_unstable();
        assert!(sets.into_iter().eq(1..32));
        for image in Symmetry::new().images {
            for layer in LAYERS {
                assert!(layer.iter().all(|&set| layer.contains(&image[set].into())));
            }
        }
    }

    #[test]
    fn one_of_each_orbit_has_a_stabiliser() {
        let symmetry = Symmetry::new();
        let pairs = LAYERS[2];
        // up to two symbols for each pair of rows
        let (mut orbits, mut choices) = (0, 0);
        for number in 0..3usize.pow(10) {
            let mut counts = [0; 32];
            for (at, &pair) in pairs.iter().enumerate() {
                counts[pair] = (number / 3usize.pow(at as u32) % 3) as u8;
            }
            if let Some(stabiliser) = symmetry.stabiliser(symmetry.all(), pairs, &counts) {
                orbits += 1;
                choices += 120 / stabiliser.count_ones() as usize;
            }
        }
        assert_eq!(choices, 3usize.pow(10));
        assert!(orbits < choices / 50);
    }

    #[test]
    fn there_are_as_many_orbits_as_choices_that_no_permutation_makes_less() {
        let symmetry = Symmetry::new();
        assert_eq!(symmetry.orbits(0), 1);
        // three symbols, each of a set or, for 0, left out
        let mut orbits = 0;
        for first in 0..32 {
            for second in first..32 {
                for third in second..32 {
                    let image = |image: &[u8; 32]| {
                        let mut sets = [first, second, third].map(|set: usize| image[set]);
                        sets.sort_unstable();
                        sets
                    };
                    let least = symmetry.images.iter().map(image).min();
                    orbits += u64::from(least == Some(image(&symmetry.images[0])));
                }
            }
        }
        assert_eq!(symmetry.orbits(3), orbits);
    }
}
