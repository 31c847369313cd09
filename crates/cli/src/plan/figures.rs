//! What phases of counts by classes took that were measured once.

use latin_rectangles::engine::classes::Step;

const TABLE: &str = include_str!("figures.tsv");

/// What a phase took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// On one thread; `None` where it was not measured, here and below.
    pub seconds: Option<f64>,
    /// How long a part reads files and makes tables before its first unit.
    pub begin_seconds: Option<f64>,
    /// MiB that a part held.
    pub memory: Option<f64>,
    /// MiB of all files that were written.
    pub files: Option<f64>,
}

/// The line of a phase for n columns; `None` where there is none.
pub fn figure(columns: u32, step: Step) -> Option<Figure> {
    let (what, degree) = match step {
        Step::List(degree) => ("list", degree),
        Step::Values(degree) => ("values", degree),
        Step::Sum(degree) => ("sums", degree),
        Step::Close => ("close", columns as usize / 2),
    };
    let [n, degree] = [columns as usize, degree].map(|number| number.to_string());
    let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.find_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [here_n, here_what, here_degree, seconds, begin, memory, files] = cells[..] else {
            return None;
        };
        let number = |cell: &str| cell.parse().ok();
        ([here_n, here_what, here_degree] == [&n, what, &degree]).then(|| Figure {
            seconds: number(seconds),
            begin_seconds: number(begin),
            memory: number(memory),
            files: number(files),
        })
    })
}

/// The machine on which they were measured.
pub fn machine() -> &'static str {
    let mut lines = TABLE.lines();
    let line = lines.find_map(|line| line.strip_prefix("# machine: "));
    line.unwrap_or("a machine that is not named")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_figure_and_is_found() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 7, "{line}");
            let [n, degree] = [cells[0], cells[2]].map(|number| number.parse::<usize>().unwrap());
            let step = match cells[1] {
                "list" => Step::List(degree),
                "values" => Step::Values(degree),
                "sums" => Step::Sum(degree),
                "close" => Step::Close,
                what => panic!("there is no {what}"),
            };
            let figure = figure(n as u32, step).unwrap();
            for (cell, found) in cells[3..]
                .iter()
                .zip([figure.seconds, figure.memory, figure.files])
            {
                assert_eq!(*cell == "-", found.is_none(), "{line}");
            }
        }
        assert_ne!(machine(), "a machine that is not named");
        assert_eq!(figure(10, Step::List(9)), None);
    }
}
