//! The chance of meeting a wrong unit, in whole numbers.

use num_bigint::BigUint;
use num_traits::Zero;

use super::transcript::Chance;

/// For these numbers of wrong units the chance is given.
const WRONG: [u32; 7] = [1, 2, 5, 10, 20, 50, 100];

/// Digits of a percentage.
const DIGITS: u32 = 100;

/// The chance that at least one wrong unit is among `chosen` of `units`, for several numbers of wrong ones.
pub fn chances(units: u32, chosen: u32) -> Vec<Chance> {
    let wrong = WRONG.into_iter().filter(|&wrong| wrong <= units);
    wrong
        .map(|wrong| {
            let (met, all) = met(units, chosen, wrong);
            Chance {
                wrong,
                percent: percent(&met, &all),
            }
        })
        .collect()
}

/// 1 − C(u − w, k) / C(u, k) for w wrong ones of u, as a fraction: C(u − w, k) / C(u, k) is the product of
/// (u − k − i) / (u − i) over i < w.
fn met(units: u32, chosen: u32, wrong: u32) -> (BigUint, BigUint) {
    let product = |from: u32| -> BigUint {
        (0..wrong)
            .map(|i| BigUint::from(from.saturating_sub(i)))
            .product()
    };
    let (missed, all) = (product(units - chosen), product(units));
    (&all - missed, all)
}

/// Three digits, rounded down, so that no chance is said to be better than it is.
pub fn percent(part: &BigUint, whole: &BigUint) -> String {
    if part == whole {
        return "100 %".to_owned();
    }
    if part.is_zero() {
        return "0 %".to_owned();
    }
    let mut shown = part * 100u32 / whole;
    let mut decimals = 0;
    while shown < DIGITS.into() && decimals < 12 {
        decimals += 1;
        shown = part * 100u32 * BigUint::from(10u32).pow(decimals) / whole;
    }
    let digits = format!("{shown:0>width$}", width = decimals as usize + 1);
    let (before, after) = digits.split_at(digits.len() - decimals as usize);
    let after = after.trim_end_matches('0');
    if after.is_empty() {
        format!("{before} %")
    } else {
        format!("{before}.{after} %")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_integer::binomial;

    #[test]
    fn are_those_of_binomials() {
        for units in 1..=12u32 {
            for (chosen, wrong) in
                (0..=units).flat_map(|chosen| (1..=units).map(move |wrong| (chosen, wrong)))
            {
                let big = BigUint::from;
                let all = binomial(big(units), big(chosen));
                let missed = match units - wrong {
                    right if right >= chosen => binomial(big(right), big(chosen)),
                    _ => BigUint::zero(),
                };
                let (met, of) = met(units, chosen, wrong);
                assert_eq!(
                    met * &all,
                    (&all - missed) * of,
                    "{wrong} of {units}, {chosen} chosen"
                );
            }
        }
    }

    #[test]
    fn one_wrong_unit_is_met_by_k_of_u() {
        let said: Vec<String> = chances(280, 12)
            .into_iter()
            .map(|chance| format!("{}: {}", chance.wrong, chance.percent))
            .collect();
        assert_eq!(
            said,
            [
                "1: 4.28 %",
                "2: 8.4 %",
                "5: 19.7 %",
                "10: 35.9 %",
                "20: 59.6 %",
                "50: 91 %",
                "100: 99.5 %"
            ]
        );
        assert_eq!(chances(1, 1)[0].percent, "100 %");
        assert_eq!(chances(10, 0)[0].percent, "0 %");
        assert_eq!(chances(10, 1)[0].percent, "10 %");
        // however near it is
        assert_eq!(chances(1_000_000, 999_999)[0].percent, "99.9 %");
        assert_eq!(chances(3_000_000, 1)[0].percent, "0.0000333 %");
    }
}
