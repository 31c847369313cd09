//! From the pairing to one sum: block variables are integrated out until a polynomial F is left.
//!
//! # The pairing as an average
//! Let E be the linear functional on even and odd variables and their conjugates that is a product over the
//! variables of E(t^a t̄^b) = a!·\[a = b\] for an even one, a standard complex Gaussian, and E(1) = E(θθ̄) = 1,
//! E(θ) = E(θ̄) = 0 for an odd one. Each factor is an even functional, so the order in which variables are
//! integrated out does not matter. With f̄ for f with conjugate variables and all products reversed,
//! ```text
//! ⟨f, g⟩ = E(f · ḡ),      so      G_r = E exp(xH + Z̄),
//! ```
//! because E(θ_U θ̄_V) with the second product reversed is 1 for U = V: the innermost pair is θ_jθ̄_j of the last
//! j, and so on outwards. Reversing a product of d odd factors is a sign (−1)^{d(d−1)/2}: Z̄ has these, H has not.
//! (H and Z̄ are even, so the exponential of the sum is the product.)
//!
//! # Rule L: a block that occurs linearly
//! If H = H₀ + t_B J and Z = Z₀ + t_B K, where neither has t_B any more, then integrating t_B out of exp(xH + Z̄)
//! leaves
//! ```text
//! exp(xH₀ + Z̄₀ + x J K̄).
//! ```
//! *Proof.* Even t: E exp(xJt + K̄t̄) = Σ_k (xJ)^k K̄^k/k! with commuting even J, K. Odd t: J and K are odd. The
//! conjugate of tK is K̄t̄. (1 + x tJ)(1 + K̄t̄) has the average 1 + x E(tJK̄t̄) = 1 + xJK̄, because JK̄ is even
//! and E(tt̄) = 1; and (JK̄)² = −J²K̄² = 0. ∎
//!
//! Two blocks with more than r/2 rows each meet, so they never stand in one partition, and the rule takes all of
//! them at once, each with its own J and K. The block of all rows has J = μ = (−1)^(r−1)(r−1)! and K = 1, which is
//! a factor e^{μx}. In general J = Σ μ(π)s_π Π t and K = Σ s_π Π t over the partitions π of which B is the first
//! block, with the product over the others. The signs s of the two sides are the same and cancel in what follows:
//! - |B| = r−1, missing row i: J K̄ = (−1)^r (r−2)!·t_i t̄_i.
//! - |B| = r−2, missing i and j: K = s(t_i t_j + t_ij), J = (−1)^(r−1)(r−3)!·s(t_i t_j − t_ij).
//!
//! # Rule T: halves of six rows
//! For r = 6 the twenty odd blocks of three rows go in ten pairs of complementary blocks B, B'. Let θ = t_B, φ =
//! t_B' and s = s_{B,B'}. What contains them is x(4sθφ + θη + φη') in xH, since μ = 2·2, and sθφ + θκ + φκ' in Z,
//! with odd η, η', κ, κ'. Integrating θ and φ out leaves
//! ```text
//! (1+4x) · exp{ [x(ηκ̄ + η'κ̄') − x²s·ηη' + 4xs·κ̄κ̄'] / (1+4x) }.
//! ```
//! *Proof.* The two factors are 1 + xθη + xφη' + θφ(4xs − x²ηη') and 1 + κ̄θ̄ + κ̄'φ̄ + (s + κ̄κ̄')φ̄θ̄. With
//! E(θφφ̄θ̄) = 1 their average is
//! ```text
//! 1 + x(ηκ̄ + η'κ̄') + (4xs − x²ηη')(s + κ̄κ̄') = 1 + 4x + q − x²ηη'κ̄κ̄',
//! ```
//! q the bracket above. q² = −2x²(1+4x)·ηη'κ̄κ̄', from (ηκ̄)(η'κ̄') = −ηη'κ̄κ̄' and (ηη')(κ̄κ̄'), and q³ = 0. So
//! (1+4x)(1 + q/(1+4x) + q²/(2(1+4x)²)) is the same. ∎
//!
//! # Invariance, and why one point is enough
//! Let e_i, i ∈ S, be generators of an exterior algebra that commute with the block variables, and for even r let
//! T_d = Σ_{|B|=d} t_B e_B. The T_d commute with each other, since t_B and e_B are both odd or both even, and Π t_B
//! e_B = s_π Π t_B · e_S over the blocks of a partition π, 0 for blocks that meet. So
//! ```text
//! Z = coefficient of e_S in exp(Σ_d T_d),
//! H = coefficient of e_S in exp(Σ_d (−1)^(d−1)(d−1)! T_d).
//! ```
//! For odd r, with T'\_d = Σ t_{{1}∪C} e_C over C ⊆ S with d elements (d = 0: a = t_{1}), each partition has one
//! block with row 1, and the exponentials get the factors Σ_d T'\_d and Σ_d (−1)^d d! T'\_d.
//!
//! A matrix g that acts on the e_i acts on each family t_B, |B| = d, through its d-th compound, and multiplies the
//! coefficient of e_S by det g. So H and Z are invariant under SL(S). A unitary g acts unitarily on each family,
//! and so keeps the pairing, which is the standard one in the t_B. So any part of the integration that takes whole
//! families gives a function of the other families that is invariant under simultaneous transformation by g and, of
//! the conjugates, by ḡ, for all g in SU(S).
//!
//! Let |S| = 2m ≥ 4 and A = (u_ij), an antisymmetric matrix, A ↦ gAgᵀ. When all but A, and a for odd r, has been
//! integrated out, a function F(A) is left, a polynomial in entries of A, Ā, a and ā. Every antisymmetric complex
//! matrix is gDgᵀ with g in SU(2m) and D = u₁J ⊕ … ⊕ u_mJ, J = (0 1; −1 0) (Youla's normal form has g unitary and
//! u_a ≥ 0; the determinant of g goes into u₁). So F is known when it is known at all D: the integrals over the odd
//! variables need be done only with m complex numbers in place of m(2m−1). Degrees show more: what comes from HᵏZ̄ˡ
//! has degree k − l in each row, variables minus conjugates, and integrating takes as much from both. So the net
//! power, u minus ū, is the same for all u_a, and for a; and the monomials of F are products of
//! ```text
//! w_a = |u_a|²,  |a|² for odd r,  and one power of  Pf A = u₁…u_m (a Pf A for odd r) or its conjugate.
//! ```
//!
//! # What is left
//! | r | by rule L | exponent outside F | blocks in F |
//! |---|---|---|---|
//! | 3 | \|B\| ≥ 2 | 2x − x\|a\|² | a; θ₂, θ₃ |
//! | 4 | \|B\| ≥ 3 | −6x + x Pf A + conjugate of Pf A | A; θ₁…θ₄ |
//! | 5 | \|B\| ≥ 3 | 24x − 6x\|a\|² − 2x\|A\|² + x a Pf A + conjugate of a Pf A | a, A; θ₂…θ₅, ψ₂…ψ₅ |
//! | 6 | \|B\| ≥ 4, and rule T | −120x + 6x\|A\|² − x Pf A + conjugate of Pf A | A; θ₁…θ₆ |
//!
//! Here |A|² = Σ_{i<j} |u_ij|², ψ_i = t_{1,i} (odd), and for r = 6 there is the factor (1+4x)¹⁰. These exponents
//! are the terms without odd variables: from Rule L for |B| = r−2 (r = 5: −2|u|²; r = 6: +6|u|²), from |B| = r−1 (r
//! = 5: −6|a|² for B = S), and from the partitions into pairs (r = 6: μ = −1). F is the average over the odd
//! variables of exp of all other terms. Each of these, as a product of one coefficient and at least two odd
//! variables, has square 0, so that exp is a product of factors 1 + term, and F comes out as a sum of 4, 14, 200
//! and 1825 monomials for r = 3, 4, 5, 6. The two short ones:
//! ```text
//! F₃ = (1−x)² + x|a|²
//! F₄ = 1 + 9x + 24x² + 32x³ + 16x⁴ − x(1+2x)²|A|² + x²|Pf A|² + x² Pf A + x·Pf Ā
//! ```
//!
//! # The average over A
//! The w_a of a Gaussian A have a joint density proportional to
//! ```text
//! Π_{a<b} (w_a − w_b)⁴ · Π_a e^{−w_a},      w_a > 0.
//! ```
//! *Proof.* The density of A is a constant times e^{−|A|²}, |A|² = Σ w_a. In A = gDgᵀ with u_a > 0 let g vary by
//! g(1+ω), ω anti-Hermitian: the variation of g⁻¹A(gᵀ)⁻¹ is δD + ωD + Dωᵀ. In the 2 × 2 block (a,b), a ≠ b, with
//! ω_ab = p + iq, p and q quaternions as real 2 × 2 complex matrices with XJ = JX̄, it is u_b ω_ab J − u_a J ω̄_ab
//! = (u_b − u_a)pJ + i(u_b + u_a)qJ, four real dimensions each, so that the Jacobian has the factor (u_a² − u_b²)⁴.
//! In the block (a,a) there are the radius δu_a and u_a times a phase: a factor u_a, and 2u_a du_a = dw_a. ∎
//!
//! So an average of a polynomial in the w_a is a finite sum of products of factorials, with the Vandermonde power
//! multiplied out, and
//! ```text
//! E |Pf A|^{2k} = Π_{j<m} (k+2j)!/(2j)!,      E(w^e |Pf A|^{2k}) = k!^m · (a polynomial in k).
//! ```
//! Exponents −c x|A|² change the weight: they give a factor (1+cx)^{−1} for each of the m(2m−1) entries and one for
//! each degree in the w_a; and likewise for a.
