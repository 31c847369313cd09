//! The sum over k, the closed forms, the recurrences, and how fast D grows.
//!
//! # The sum over k
//! After [`integration`](super::integration) F is a sum of monomials c x^i (1+4x)^{−j} w^e |a|^{2d} times P^p or
//! P̄^{−p}, with P = a Pf A for r = 5 and Pf A for r = 4, 6, and the coupling is exp(σxP + P̄), σ = 1, 1, −1 for r
//! = 4, 5, 6. Expanded,
//! ```text
//! exp(σxP + P̄) = Σ_{l,l'} (σx)^l P^l P̄^l' / (l! l'!),
//! ```
//! and since phases of P average out, l' − l = p. With k the larger of the powers of P and P̄, the monomial
//! contributes
//! ```text
//! Σ_k (σx)^{k−p} k⁽ᵖ⁾/k!² · E(w^e |a|^{2d} |P|^{2k})      for p ≥ 0,
//! Σ_k (σx)^k k⁽ᵖ'⁾/k!² · E(w^e |a|^{2d} |P|^{2k})          for p < 0 and p' = −p.
//! ```
//! (Terms with k < |p| have k⁽ᵖ⁾ = 0.) With the weights included, the averages are
//! ```text
//! E(|a|^{2(k+d)})      = (k+d)! / (1+6x)^{k+d+1}                             (r = 5),
//! E(w^e |Pf A|^{2k})   = k!^m · polynomial(k) / (weight)^{mk + |e| + m(2m−1)},
//!                        weight 1, 1+2x, 1−6x for r = 4, 5, 6.
//! ```
//! So with z = x for r = 4, x/((1+2x)²(1+6x)) for r = 5 and −x/(1−6x)³ for r = 6, the sum is
//! ```text
//! r = 4:  Σ_k p(k) z^k          r = 5, 6:  Σ_k k! p(k) z^k
//! ```
//! with p a polynomial in k, of degree 4, 6, 12, whose coefficients are rational in x. For r ≤ 3 only k = 0 is
//! there.
//!
//! Write p(k) = Σ_j c_j (k+1)(k+2)…(k+j). For r = 4, Σ_k (k+1)…(k+j) x^k = j!/(1−x)^{j+1}. For r = 5, 6 let W_j =
//! Σ_k (k+j)! z^k. Then W_j = j! + z W_{j+1}, so all are expressed by one of them: W_N with the smallest N for
//! which no division by x is left, N = 4 for r = 5 and N = 9 for r = 6.
//!
//! # Closed forms
//! ```text
//! G₂ = e^{−x} (1 + x)
//! G₃ = e^{2x} (1 − x² + x³)/(1+x)²
//! G₄ = e^{−6x} (1 + x − 2x² − 4x³ + 16x⁶)/(1−x)⁵
//! G₅ = e^{24x} [ P₅ W/(2 s¹⁰ b⁵) + Q₅/(s⁸ b⁴) ]
//!      s = 1+2x,  b = 1+6x,  W = Σ_k (k+4)! z^k,  z = x/(s² b)
//! G₆ = e^{−120x} f⁴ [ −P₆ W/(48 t³⁰) + Q₆/t²⁷ ]
//!      t = 1−6x,  f = 1+4x,  W = Σ_k (k+9)! z^k,  z = −x/t³
//! ```
//! with P₅, Q₅, P₆, Q₆ of degree 14, 13, 24, 24; their coefficients are in [`equations`](super::super::equations).
//! r = 3 from F₃: e^{2x}[(1−x)²/(1+x) + x/(1+x)²].
//!
//! # Recurrences
//! A product V = e^{cx} Π (1+a_i x)^{n_i} has V'/V = c + Σ n_i a_i/(1+a_i x). For W, the operator θ = z d/dz
//! multiplies z^k by k, so W_{N+1} = θW + (N+1)W, and with W = N! + z W_{N+1}
//! ```text
//! θW = (W − N!)/z − (N+1) W,      x dW/dx = (x z'/z) θW.
//! ```
//! With V = e^{24x} s^{−8} b^{−4} and Y = e^{24x} s^{−10} b^{−5} W for r = 5, x z'/z = (1−6x)(1+4x)/(sb), and with
//! V = e^{−120x} f⁴ t^{−27} and Y = e^{−120x} f⁴ t^{−30} W for r = 6, x z'/z = (1+12x)/t:
//! ```text
//! r = 2:  V' = −V,      r = 3:  (1+x) V' = 2x V,      r = 4:  (1−x) V' = (6x−1) V
//! r = 5:  sb V' = (24sb − 16b − 24s) V
//!         x² sb Y' = [x²(24sb − 20b − 30s) + (1−6x)(1+4x)(s²b − 5x)] Y − 24(1−6x)(1+4x) V
//!         G₅ = P₅Y/2 + Q₅V
//! r = 6:  tf V' = (−120tf + 16t + 162f) V
//!         x² tf Y' = [x²(−120tf + 16t + 180f) − f(1+12x)(t³ + 10x)] Y + 9! f(1+12x) V
//!         G₆ = −P₆Y/48 + Q₆V
//! ```
//! and V(0) = 1. With f_n = n!·\[xⁿ\]F, xʲF has n⁽ʲ⁾f_{n−j} and xʲF' has n⁽ʲ⁾f_{n−j+1} in place of f_n, so each
//! equation is a linear recurrence with integer coefficients. The bracket is ±1 at x = 0, so the second equations
//! give y_n from y_{n−1}, y_{n−2}, … and v_n, v_{n−1}, …. The f_n of V and Y are integers, since e^{cx}, (1+ax)^n
//! and W are exponential generating functions of integers, and so are products. In particular D(r,n) is P-recursive
//! in n for r ≤ 6.
//!
//! # Growth, proved
//! For n → ∞
//! ```text
//! D(3,n) ~ (−1)ⁿ⁺¹ e^{−2} n n!          D(4,n) ~ e^{−6} n⁴ n!/2
//! D(5,n) ~ e^{−10} n⁴ n!²/2             D(6,n) ~ (−1)ⁿ⁺¹ e^{−18} n⁹ n!²/48
//! ```
//! *Proof.* r = 3: the only singularity is the double pole at −1, where e^{2x}(1−x²+x³) is −e^{−2}; so D/n! ~
//! −e^{−2}(−1)ⁿ n. r = 4: the pole of order 5 at 1 with e^{−6}·12, and n⁴/4! · 12 = n⁴/2. r = 5, 6: all factors but
//! W converge near 0, and the coefficients of W grow factorially, so by Bender's theorem on such series \[xⁿ\]G is
//! asymptotically \[xⁿ\]W(z(x)) times the value of the other factors at 0, which is P₅(0)/2 = 1/2 or −P₆(0)/48 =
//! −1/48. Let z = σx(1 + αx + …); for r = 5, σ = 1 and α = −10, for r = 6, σ = −1 and α = 18. The term k = n−j of W
//! contributes (n−j+N)! σ^{n−j} \[x^j\](1+αx+…)^{n−j}, which is asymptotically (n+N)! n^{−j} · σ^{n−j} (αn)^j/j!,
//! so the sum over j is σⁿ (n+N)! e^{σα}, with σα = −10 and −18, and (n+N)! ~ n^N n!. ∎
//!
//! With K(r,n) ~ n!^{r−1} e^{−r(r−1)/2} for fixed r (Erdős and Kaplansky 1946; Godsil and McKay 1990 have a form
//! for r = o(n^{6/7})), D/K is asymptotically
//! ```text
//! (−1)ⁿ⁺¹ e n/n!,   n⁴/(2 n!²),   n⁴/(2 n!²),   (−1)ⁿ⁺¹ e^{−3} n⁹/(48 n!³)   (r = 3, 4, 5, 6)
//! ```
//!
//! # Growth, conjectured
//! For r = 2…6 these say |D(r,n)| ~ C_r n^{m²} n!^{⌊(r−1)/2⌋} with m = ⌊r/2⌋, C_r = e^{−c_r}/Π_{j<m} (2j)! and c_r
//! = 0, 2, 6, 10, 18. That it is so for every r, with some c_r, is a conjecture.
