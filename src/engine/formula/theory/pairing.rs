//! The theorem: D and K are pairings of Hⁿ and Zⁿ.
//!
//! # Statement
//! Monomials in the block variables are t^α θ_U with t the even variables, θ the odd ones, α powers, and U a set of
//! odd blocks, whose product is taken in one fixed order. Let
//! ```text
//! ⟨t^α θ_U, t^β θ_V⟩ = α! if α = β and U = V, and 0 otherwise,      α! = Π_B α_B!,
//! ```
//! bilinear. Then, for every r,
//! ```text
//! n! · D(r,n) = ⟨Hⁿ, Zⁿ⟩,   ⟨H^m, Zⁿ⟩ = 0 for m ≠ n,   so   G_r(x) = ⟨exp(xH), exp(Z)⟩.
//! ```
//! With S empty, and then all variables even and all s_π = 1, the same holds with K instead of D.
//!
//! # Proof
//! *Variables of cells.* Take a variable x(i,j) for row i and symbol j; those of signed rows anticommute with each
//! other, the others commute with everything. |S| is even. Let
//! ```text
//! h = Σ x(1,j₁) x(2,j₂) … x(r,j_r)      over distinct symbols j₁, …, j_r.
//! ```
//! Each term has |S| odd factors, an even number, so it commutes with everything, and hⁿ is a sum over all r × n
//! arrays of symbols with no symbol twice in a column: column c of the array is the term that the c-th factor h
//! gives.
//!
//! *Signs, first part.* Let top be the product of all x(i,j), symbol by symbol: for j = 1 to n, x(1,j)…x(r,j). An
//! array contributes to the coefficient of top in hⁿ if and only if each x(i,j) occurs once, which says that each
//! row is a permutation: the array is a Latin rectangle L. Its product is sorted in three steps.
//! 1. From column by column to row by row, Π_c Π_i x(i,L(i,c)) = ε Π_i Π_c x(i,L(i,c)), where ε depends on n and
//!    |S| only.
//! 2. Within each row to ascending symbols, which gives sgn(row i) for a signed row and 1 for another.
//! 3. From row by row to symbol by symbol: the reordering of step 1 backwards, with symbols for columns, so again
//!    ε.
//!
//! ε² = 1. The coefficient of top in hⁿ is therefore Σ_L Π_{i∈S} sgn(row i) over all Latin rectangles.
//!
//! *Why the number of signed rows is even.* Permuting the columns of L by σ multiplies the sign of each row by sgn
//! σ, so the product over S by (sgn σ)^|S| = 1. Sorting the columns by the first row is such a permutation, and n!
//! rectangles have one normalised form; its first row has sign 1. So the sum is n! times the sum of Π_{i∈S} sgn(row
//! i) over normalised rectangles. There row 1 may be left out or not: S = {1…r} for even r and S = {2…r} for odd r
//! both give the sign of the rectangle, and the coefficient is n! · D(r,n). (With an odd number of signed rows it
//! would be 0.)
//!
//! *Blocks.* For a block B let y_B(j) = Π_{i∈B} x(i,j), rows ascending, and p_B = Σ_j y_B(j). The terms of Σ
//! x(1,j₁)…x(r,j_r) over *all* j₁…j_r for which j is constant on the blocks of π add up to s_π Π_{B∈π} p_B: the
//! factors of row order are listed block by block, and only those of signed rows anticommute. Möbius inversion over
//! the lattice of set partitions, whose Möbius function from the finest partition to π is μ(π), gives
//! ```text
//! h = Σ_π μ(π) s_π Π_{B∈π} p_B = H(p),      and so      hⁿ = Hⁿ(p):
//! ```
//! p_B is even or odd as t_B is, so t_B ↦ p_B is a homomorphism of algebras.
//!
//! *Symbols.* The coefficient of top is a product of functionals ω_j, one a symbol: top is the product of
//! x(1,j)…x(r,j) over j, each even, and ω_j, the coefficient of x(1,j)…x(r,j), is 0 on odd elements, so there is no
//! sign in taking one after the other. On products of blocks of one symbol, ω_j(Π y_B(j)) is s_π if the blocks are
//! those of a set partition π, by sorting the rows, and 0 otherwise, because a row is missing or stands twice. That
//! is ⟨·, Z⟩ of the same product of t_B.
//!
//! *Multiplication is dual to splitting.* Let Δ be the homomorphism with Δt_B = t_B ⊗ 1 + 1 ⊗ t_B (odd elements on
//! different sides anticommute). For all f, g, h
//! ```text
//! ⟨f, gh⟩ = ⟨Δf, g ⊗ h⟩      where      ⟨a ⊗ b, g ⊗ h⟩ = ⟨a,g⟩⟨b,h⟩.
//! ```
//! It is enough to see this for monomials. With g = t^β θ_V, h = t^γ θ_W and f = t^{β+γ} θ_U, θ_U = ε θ_V θ_W, the
//! coefficient of g ⊗ h in Δf is ε Π_B C(β_B+γ_B, β_B), so the right side is ε (β+γ)!, and so is the left.
//! Splitting n times sends t_B to the sum of n copies t_B(j), and t_B(j) ↦ y_B(j) sends that to p_B. So
//! ```text
//! (coefficient of top in f(p)) = ⟨f, Zⁿ⟩ for every f, in particular n! · D(r,n) = ⟨Hⁿ, Zⁿ⟩.
//! ```
//! H^m has degree m in every row and Zⁿ degree n, so for m ≠ n they pair to 0, and ⟨exp(xH), exp(Z)⟩ = Σ xⁿ
//! ⟨Hⁿ,Zⁿ⟩/n!² = Σ D(r,n) xⁿ/n!. ∎
//!
//! Three signs have appeared: μ(π), s_π once on the side of the columns (in H) and once on that of the symbols (in
//! Z), and the one by which a product of odd blocks in the order of the columns differs from the order of the
//! symbols, which the pairing takes care of.
//!
//! For r = 2: H = θ₁θ₂ − t₁₂, Z = θ₁θ₂ + t₁₂, G₂ = e^{−x}(1+x) and D(2,n) = (−1)ⁿ⁻¹(n−1).
