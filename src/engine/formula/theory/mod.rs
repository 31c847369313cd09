//! Why the formulas hold: statement and proofs, and nothing else. These modules have no code.
//!
//! # Result
//! Let D(r,n) be the number of normalised r × n Latin rectangles, each counted with its sign, the product of the
//! signs of its rows, and K(r,n) their number. Then the exponential generating functions
//! ```text
//! G_r(x) = Σ_n D(r,n) xⁿ/n!      and      Σ_n K(r,n) xⁿ/n!
//! ```
//! are values of one pairing of two exponentials, exp(xH) and exp(Z), in as many variables as there are blocks of
//! rows ([`pairing`]). For D half of the variables anticommute, and a number of steps that depends on r only
//! leaves, for r ≤ 6, one sum over k ([`integration`]), which has a closed form ([`closed_forms`]). So D obeys
//! linear recurrences with polynomial coefficients. For K the same steps leave a sum (r = 3), a double sum (r = 4)
//! and an average over five variables (r = 5), and for r = 6 there is a sum by inclusion and exclusion
//! ([`counts`]). [`exactness`] has the bound for the number of primes, and the congruences that every K and D must
//! satisfy.
//!
//! The coefficients of the closed forms and of the recurrences are not only quoted: the package
//! `latin-rectangles-derive` in `crates/derive` derives them by the steps proved here, and its tests hold them
//! equal to those that [`equations`](super::equations) has.
//!
//! # Notation
//! | | |
//! |---|---|
//! | rows, columns, symbols | 1…r, 1…n, 1…n |
//! | S | the signed rows: all for even r, rows 2…r for odd r |
//! | B, π | a block, that is a set of rows that is not empty; a set partition of the rows into blocks |
//! | μ(π) | Π_{B∈π} (−1)^(\|B\|−1) (\|B\|−1)! |
//! | s_π | the sign of the permutation that lists the signed rows block by block, ascending in each block |
//! | t_B | the variable of block B, even (commuting) or odd (anticommuting) as \|B∩S\| is |
//! | H, Z | Σ_π μ(π) s_π Π_{B∈π} t_B and Σ_π s_π Π_{B∈π} t_B |
//! | θ_i, u_ij | t_{i} and t_{i,j} for signed rows i < j, and u_ji = −u_ij |
//! | z̄, f̄ | the conjugate variables; a conjugate of a product has the factors in reverse order |
//! | n⁽ʲ⁾ | n(n−1)…(n−j+1) |
//!
//! The product over the blocks of π is taken in the same order of blocks as the list of which s_π is the sign;
//! exchanging two neighbours changes both signs or neither, so that s_π Π t_B does not depend on the order.
//!
//! All series are formal power series in x. That nothing in between needs convergence is seen from degrees: t_B has
//! degree 1 in each row of B, and x counts how often H is taken. Only products of equal degree in every row have a
//! pairing other than 0, so each power of x gets finitely many terms.

pub mod closed_forms;
pub mod counts;
pub mod exactness;
pub mod integration;
pub mod pairing;
