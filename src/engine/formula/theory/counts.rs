//! K: the same pairing without signs, and for six rows inclusion and exclusion.
//!
//! Here S is empty, all variables are even, and w_i = |t_i|². For a Gaussian t, w is exponentially distributed: E
//! w^j = j!. τ is the product of all t_i, P = Π w_i = |τ|², and e₁, e₂ are the elementary symmetric polynomials in
//! the w_i.
//!
//! # Two and three rows
//! K(2,n) = n! Σ_j (−1)^j/j!, the derangements: rule L for the block of both rows leaves e^{−x} E exp(x t₁t₂ +
//! t̄₁t̄₂) = e^{−x}/(1−x).
//!
//! For r = 3, rule L takes the pairs (J K̄ = −|t_i|², each) and the triple (2x):
//! ```text
//! Σ K(3,n) xⁿ/n! = e^{2x} E exp(xτ + τ̄ − x e₁)
//!                = e^{2x} Σ_k x^k/k!² · (k!/(1+x)^{k+1})³ = e^{2x} Σ_k k! x^k/(1+x)^{3k+3},
//! ```
//! which Goulden and Jackson (1983) and Gessel (1986) have. As in [`closed_forms`](super::closed_forms), with z =
//! x/(1+x)³ and x z'/z = (1−2x)/(1+x), it satisfies
//! ```text
//! x²(1+x) Y' = (1−2x) [ (1 + 2x + 2x² + x³) Y − e^{2x} ].
//! ```
//!
//! # Four rows
//! H = τ − Σ u_ij t_k t_l + Σ u u' + 2 Σ v_i t_i − 6 t_{1234}, where {i,j,k,l} are all rows, the sum of uu' is over
//! the three pairs of complementary pairs, and v_i is the triple without i. Z has the same terms, each once.
//! 1. Rule L for the triples: J K̄ = 2w_i, the factor e^{2x e₁}; for the block of all rows e^{−6x}.
//! 2. Each of the three pairs (u, u') = (u_ij, u_kl) stands in xuu' + ūū' + au + a'u' + bū + b'ū' with a = −x t_k
//!    t_l, a' = −x t_i t_j, b = t̄_k t̄_l, b' = t̄_i t̄_j. The average over u and u' is (1−x)^{−1} exp{(aa' + ab +
//!    a'b' + x bb')/(1−x)}, by the formula under *Five rows* with M = (0 1; 1 0). Here aa' = x²τ, bb' = τ̄, ab +
//!    a'b' = −x(w_k w_l + w_i w_j).
//! 3. The three together: (1−x)^{−3}, and (3x²τ + 3xτ̄ − x e₂)/(1−x). With xτ + τ̄ from the singles the
//!    coefficients of τ and τ̄ are x(1+2x)/(1−x) and (1+2x)/(1−x).
//! 4. Expand in τ, τ̄ and e₂. Phases leave equal powers k of τ and τ̄. The weight e^{2x e₁} gives (1−2x)^{−1} for
//!    each of the four variables and for each of the 4k + 2m degrees in w.
//!
//! So with T = x(1+2x)²/((1−x)²(1−2x)⁴) and y = x/((1−x)(1−2x)²)
//! ```text
//! Σ K(4,n) xⁿ/n! = e^{−6x} (1−x)^{−3} (1−2x)^{−4} Σ_{k,m} T^k (−y)^m c(k,m)/(k!² m!)
//! c(k,m) = E(P^k e₂^m).
//! ```
//! 5. e₂ = (w₁+w₂)(w₃+w₄) + w₁w₂ + w₃w₄, so c is a sum over q + p + p' = m of m!/(q! p! p'!)·g(k+p, q) g(k+p', q)
//!    with g(K,q) = E((w₁w₂)^K (w₁+w₂)^q) = (2K+1+q)! K!²/(2K+1)!, because w₁+w₂ and w₁/(w₁+w₂) are independent,
//!    the second uniform.
//!
//! # Five rows
//! Singles t_i, ten pairs u_e, e = {i,j}, ten triples, five quadruples, and the block of all rows.
//! 1. Rule L. Triples, with e the complement and t_e = t_i t_j: J = 2(t_e − u_e), K = t_e + u_e, so x J K̄ =
//!    2x(|t_e|² + t_e ū_e − u_e t̄_e − |u_e|²). Quadruples: −6x w_i. All rows: 24x.
//! 2. What is left of xH + Z̄: xτ + τ̄; the terms 2x e₂ − 6x e₁ + 24x; the weight (1+2x)|u|², q = 1+2x; and in u
//!    ```text
//!    (x/2) uᵀMu + ½ ūᵀM̄ū + Σ_e (−x p_e − 2x t̄_e) u_e + Σ_e (p̄_e + 2x t_e) ū_e,
//!    ```
//!    p_e = τ/t_e the product of the three other singles, and M_ef = t_m for disjoint e, f that leave out m, 0
//!    otherwise: the 15 partitions 2+2+1, with coefficient μ = 1.
//! 3. For symmetric matrices 𝒫, 𝒬 and vectors α, β
//!    ```text
//!    E exp(½uᵀ𝒫u + ½ūᵀ𝒬ū + αᵀu + βᵀū)
//!      = det(1−𝒫𝒬)^{−1/2} exp{ αᵀ(1−𝒬𝒫)⁻¹β + ½αᵀ𝒬(1−𝒫𝒬)⁻¹α + ½βᵀ𝒫(1−𝒬𝒫)⁻¹β }.
//!    ```
//!    (Both sides are power series in the entries; the exponent on the right is the stationary value of ½uᵀ𝒫u +
//!    ½vᵀ𝒬v + αᵀu + βᵀv − uᵀv, and the determinant is that of its quadratic form.) Dividing u by √q gives q^{−10}
//!    and 𝒫 = xM/q, 𝒬 = M̄/q, α = −(x/√q)(p + 2t̄), β = (1/√q)(p̄ + 2x t).
//! 4. Let Δ = diag(t_e), N the adjacency matrix of the Petersen graph (e ~ f if disjoint), w_e = w_i w_j, T =
//!    N·diag(1/w_e), 1 the vector of ones, d the vector of the w_e. Since t_m = τ/(t_e t_f): M = τ Δ⁻¹NΔ⁻¹, and MM̄
//!    = P Δ⁻¹T²Δ, M̄M = P Δ̄⁻¹T²Δ̄. With y = xP/q² and R = (1 − yT²)⁻¹: det(1−𝒫𝒬) = det(1−yT²), (1−𝒫𝒬)⁻¹ = Δ⁻¹RΔ,
//!    (1−𝒬𝒫)⁻¹ = Δ̄⁻¹RΔ̄. Also p = τΔ⁻¹1, t = Δ1, and, as N1 = 3·1: Td = 3·1, 1ᵀdiag(1/w_e) = ⅓ 1ᵀT, 1ᵀd = e₂.
//! 5. With τ_m = 1ᵀT^m1 (τ₀ = 10), E = Σ_j τ_{2j} y^j and O = Σ_j τ_{2j+1} y^j:
//!    ```text
//!    1ᵀR1 = E,      1ᵀTR1 = O,      1ᵀT²R1 = (E−10)/y,
//!    1ᵀRd = e₂ + 3yO,      1ᵀTRd = 3E,      1ᵀT²Rd = 3O,
//!    ```
//!    from Rd = d + yT²Rd and T²d = 3T1.
//! 6. The three terms of the exponent are then
//!    ```text
//!    αᵀ(1−𝒬𝒫)⁻¹β   = −(x/q)[ PO/3 + 2xτE + 2τ̄E + 4x e₂ + 12xyO ]
//!    ½αᵀ𝒬(1−𝒫𝒬)⁻¹α = xτ(E−10)/6 + 2x²PO/q² + 6x²τ̄E/q²
//!    ½βᵀ𝒫(1−𝒬𝒫)⁻¹β = τ̄(E−10)/6 + 2x²PO/q² + 6x³τE/q²
//!    ```
//! 7. Collected, with κ = ((1−4x)/q)², which is 1 − 12x/q + 36x²/q²: the coefficient of τ is x[1 − 10/6 + E(1/6 −
//!    2x/q + 6x²/q²)] = x(κE/6 − 2/3), that of τ̄ is κE/6 − 2/3, that of PO is −(x/q)(1/3 − 4x/q + 12x²/q²) =
//!    −xκ/(3q), and that of e₂ is 2x − 4x²/q = 2x/q. Phases leave equal powers of τ and τ̄:
//!
//! ```text
//! Σ K(5,n) xⁿ/n! = e^{24x} q^{−10} E_w[ det(1−yT²)^{−1/2}
//!                  · exp(−6x e₁ + (2x/q) e₂ − (xκ/3q)·P·O) · Σ_k (xP)^k (κE/6 − 2/3)^{2k}/k!² ],
//! ```
//! E_w for the average over five independent exponentials. (P^jT^{2j} is a polynomial in the w_i, and so is PO:
//! nothing is divided by w.)
//!
//! *Exact quadrature.* The coefficient of xⁿ has degree at most n in each w_i: it comes from Hⁿ, which has degree n
//! in row i, and what is integrated out takes as much from it as from the conjugates. So if nodes 1…n+1 have
//! weights λ_a with Σ_a λ_a a^j = j! for j = 0…n, the average is the sum over nodes (a₁,…,a₅) with weights Πλ, and
//! by symmetry over C(n+5,5) multisets. The weights are rational, and integers modulo a prime beyond n.
//!
//! *As it is computed.* The factor e^{−6x e₁} goes into the weight of the exponentials: with b = 1+6x it gives b⁻⁵
//! and w_i/b in place of w_i. Let a₁…a₅ be the elementary symmetric polynomials (a₅ = P) and now y = x/(bq²), so
//! that the old yT² is a₅y T². Then
//! ```text
//! Σ K(5,n) xⁿ/n! = e^{24x} q^{−10} b^{−5} E_w[ Δ^{−1/2} exp((2q/b) a₂ y − 2γyO)
//!                  · Σ_k (a₅y)^k (γE − 2q/(3b²))^{2k}/k!² ],
//! ```
//! γ = (1−4x)²/(6b²q), Δ = det(1 − a₅y T²), E = Σ τ_{2j}(a₅y)^j, O = a₅ Σ τ_{2j+1}(a₅y)^j. To find them without
//! matrices let s² = a₅y. Then Δ = det(1−sT) det(1+sT), and
//! ```text
//! det(1−sT) = A + s y² C,      Σ_m τ_m s^m = E + sO/a₅ = (E₀ + sO₀/a₅)/det(1−sT)
//! A  = 1 − 3a₁y + 3a₁²y² − (a₁³ + 4a₃)y³ + (4a₁a₃ − 16a₄)y⁴ + 48a₅y⁵
//! C  = −24 + 24a₁y − 16a₂y²
//! E₀ = 10 − 12a₁y + (36a₂ − 6a₁²)y² + (8a₁³ − 36a₁a₂ + 32a₃)y³ + (16a₁a₃ − 64a₄)y⁴
//! O₀ = 3a₃ + (24a₄ − 6a₁a₃)y + (3a₁²a₃ − 12a₁a₄ − 60a₅)y²
//!    + (48a₂a₄ − 12a₃² − 12a₁²a₄ + 12a₁a₅)y³ − 16a₂a₅y⁴,
//! ```
//! identities of polynomials, by expanding the determinant and the adjugate of a 10 × 10 matrix. (C, say, begins
//! with the pentagons of the Petersen graph, which has no shorter odd cycles: there are 12, and each has −2s⁵/P².)
//! Multiplying out with s ↦ −s, Δ = A² − a₅y⁵C², E = (AE₀ − y³CO₀)/Δ and O = (AO₀ − a₅y²CE₀)/Δ.
//!
//! # Six rows, and any r
//! Row 1 is 1 2 … n. A row is a permutation if and only if it is a map from columns to symbols that omits no
//! symbol, so by inclusion and exclusion over the sets of symbols that each row may use,
//! ```text
//! K(r,n) = Σ over (T_j) of Π_j (−1)^{r−1−|T_j|} Π_c g(c),
//! ```
//! where T_j ⊆ {2…r} is the set of rows that may use symbol j, and g(c) is the number of ways to fill column c
//! below its first symbol with distinct symbols other than c, each row with one that it may use. By Möbius
//! inversion over set partitions of {2…r}
//! ```text
//! g(c) = Σ_π μ(π) Π_{B∈π} (f_B − [B ⊆ T_c]),      f_B = number of j with T_j ⊇ B.
//! ```
//! It depends on c by T_c only, and f_B on how many symbols have each set: with s_T symbols of set T, Σ s_T = n,
//! ```text
//! K(r,n) = Σ over (s_T) of n!/Π s_T! · Π_T [ (−1)^{r−1−|T|} g_T ]^{s_T}.
//! ```
//! A permutation of rows 2…r permutes the T and keeps the term, so one (s_T) of each orbit is enough, with the size
//! of the orbit. The empty set changes no g_T with T ≠ ∅ by its number, only through n: f_B counts sets that
//! contain B. So the sum over the other s_T is made once, and gives all n, with s_∅ = n − Σ s_T.
