//! How many primes are enough, and what every K and D must satisfy.
//!
//! # Primes
//! Rows 2…r of a normalised rectangle are derangements of 1…n, so
//! ```text
//! 0 ≤ K(r,n) ≤ d_n^{r−1},      d_n = n! Σ_{j≤n} (−1)^j/j!, and d_n ≤ n!/e + 1/2.
//! ```
//! The sums for K are rational expressions whose denominators have only prime factors up to max(2n+1, 6), so they
//! make sense modulo every larger prime, and give K(r,n) modulo it. Distinct primes with a product M > d_n^{r−1}
//! determine K by the Chinese remainder theorem as the one number in 0…M−1 with these residues.
//!
//! *One prime more.* The residue modulo a further prime p must be that of the number found. If any residue were
//! wrong, the number found would be another number below M, wrong by a multiple of the product of the primes with
//! right residues, and would agree modulo p only if p divided the error: for a p near 2³¹ that has no relation to
//! the error, one case in two billion. It also fails if the bound were too small. So agreement is evidence for the
//! arithmetic, and it is shown with the answer; that the formula is right is what the proofs say, and the other
//! engines, which share nothing with it, confirm.
//!
//! # Divisibility
//! ```text
//! (n−1)!/(n−r)!  divides  K(r,n) and D(r,n),      and      K ≡ D  modulo  2 (n−1)!/(n−r)!.
//! ```
//! *Proof.* The first column of a normalised rectangle is (1, a₂, …, a_r) with distinct a_i ≠ 1: there are
//! (n−1)!/(n−r)! of them. Take a permutation σ of 1…n with σ(1) = 1 and σ(a_i) = b_i, and rename symbols and
//! columns by it at the same time: the entry v in row i, column c becomes σ(v) in row i, column σ(c). Row i, as a
//! permutation, becomes its conjugate by σ: row 1 stays the identity, the other rows keep their signs, and the
//! first column (1, a₂, …) becomes (1, b₂, …). That is a bijection with inverse σ⁻¹. So each first column has the
//! same numbers R⁺ and R⁻ of rectangles of sign + and −, and with c = (n−1)!/(n−r)!
//! ```text
//! K = c (R⁺ + R⁻),      D = c (R⁺ − R⁻),      K − D = 2c R⁻. ∎
//! ```
//! K and D are computed by formulas that have no part in common, so the congruence is a check of both, at every n.
