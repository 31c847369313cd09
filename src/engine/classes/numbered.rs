//! Things that go by a small number, as a degree.

use std::ops::Index;

/// A few of them: a list, which takes less code than a tree.
pub struct Numbered<T>(Vec<(usize, T)>);

impl<T> Numbered<T> {
    pub const fn new() -> Self {
        Numbered(Vec::new())
    }

    fn position(&self, number: usize) -> Option<usize> {
        self.0.iter().position(|&(other, _)| other == number)
    }

    pub fn get(&self, number: usize) -> Option<&T> {
        let at = self.position(number)?;
        Some(&self.0[at].1)
    }

    /// Instead of what had the number.
    pub fn insert(&mut self, number: usize, thing: T) {
        self.remove(number);
        self.0.push((number, thing));
    }

    pub fn get_or_insert_with(&mut self, number: usize, make: impl FnOnce() -> T) -> &mut T {
        let at = self.position(number).unwrap_or_else(|| {
            self.0.push((number, make()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    pub fn remove(&mut self, number: usize) -> Option<T> {
        let at = self.position(number)?;
        Some(self.0.swap_remove(at).1)
    }

    pub fn retain(&mut self, is_needed: impl Fn(usize) -> bool) {
        self.0.retain(|&(number, _)| is_needed(number));
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (usize, &mut T)> {
        self.0.iter_mut().map(|(number, thing)| (*number, thing))
    }
}

impl<T> Index<usize> for Numbered<T> {
    type Output = T;

    fn index(&self, number: usize) -> &T {
        self.get(number).expect("it is there")
    }
}
