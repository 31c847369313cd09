//! What has to be done, in which order, for the counts that are wanted.

/// What one phase, or one row of phases, is for; by degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    List(usize),
    Values(usize),
    /// K and D for k + 1 rows.
    Sum(usize),
    /// K and D for n and n − 1 rows.
    Close,
}

impl Step {
    /// The degree of the graphs that are listed, whose values are computed, or over which is summed.
    pub fn degree(self, n: usize) -> usize {
        match self {
            Step::List(degree) | Step::Values(degree) | Step::Sum(degree) => degree,
            Step::Close => n / 2,
        }
    }

    /// The degree of the list that it works on: above n/2 that of the complements.
    pub fn listed_degree(self, n: usize) -> usize {
        let degree = self.degree(n);
        degree.min(n - degree)
    }
}

/// The steps to counts for `from` to `to` rows, the last first.
pub fn steps(columns: u32, from: u32, to: u32) -> Vec<Step> {
    let (n, half) = (columns as usize, columns as usize / 2);
    let sums = (from.max(4)..=to)
        .map(|rows| rows as usize - 1)
        .filter(|k| k + 3 <= n);
    let sums: Vec<usize> = sums.collect();
    let close = to >= 4 && to as usize + 1 >= n;
    let last_half = if close { n.div_ceil(2) } else { 0 };
    let last = sums.iter().copied().max().unwrap_or(0).max(last_half);
    let mut steps = Vec::new();
    for degree in 2..=last {
        if (3..=half).contains(&degree) {
            steps.push(Step::List(degree));
        }
        steps.push(Step::Values(degree));
        if sums.contains(&degree) {
            steps.push(Step::Sum(degree));
        }
        if close && degree == last_half {
            steps.push(Step::Close);
        }
    }
    steps.reverse();
    steps
}
