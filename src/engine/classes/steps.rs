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

/// Whether the next degree, or the sum over complements, looks up the values of this one.
pub fn is_looked_up(steps: &[Step], n: usize, degree: usize) -> bool {
    let looks_up = |step: &Step| match *step {
        Step::Values(other) => other == degree + 1,
        Step::Close => 2 * degree == n,
        Step::List(_) | Step::Sum(_) => false,
    };
    degree > 2 && steps.iter().any(looks_up)
}

/// Whether a table is still to be made from the keys of a list.
pub fn needs_keys(steps: &[Step], n: usize, listed: usize) -> bool {
    steps.iter().any(|step| match *step {
        Step::Values(degree) => step.listed_degree(n) == listed && is_looked_up(steps, n, degree),
        Step::List(_) | Step::Sum(_) | Step::Close => false,
    })
}

/// Whether the values of a degree are still needed.
pub fn needs_values(steps: &[Step], n: usize, degree: usize) -> bool {
    steps.iter().any(|step| match *step {
        Step::List(_) => false,
        Step::Values(other) => other == degree + 1,
        Step::Sum(other) => other == degree,
        Step::Close => degree == n / 2 || degree == n / 2 + 1,
    })
}

/// Whether a list is still needed: values are those of its graphs, and those of the degree below are found by its leaves.
pub fn needs_list(steps: &[Step], n: usize, listed: usize) -> bool {
    steps.iter().any(|step| match *step {
        Step::List(_) => false,
        Step::Values(degree) => [degree - 1, degree, n - degree, n - degree + 1].contains(&listed),
        Step::Sum(_) | Step::Close => step.listed_degree(n) == listed,
    })
}
