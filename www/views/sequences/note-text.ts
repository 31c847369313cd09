/** A part of a section; `$…$` is a formula, and backquotes are code. */
export type Part =
  | string
  | { formulas: readonly string[] }
  | { list: readonly string[] }
  | { steps: readonly string[] }
  | { table: 'coefficients' | 'laws' };

export type Section = { id: string; heading: string; parts: readonly Part[] };

export const TITLE = 'Signed Latin rectangles with few rows';

const raw = String.raw;

export const ABSTRACT = raw`Let $K(r,n)$ be the number of normalised $r×n$ Latin rectangles, and $D(r,n)$ the number of them with
the product of the signs of the rows as weight. We show that the exponential generating function of $D(r,n)$ in $n$ is a pairing of
two exponentials in commuting and anticommuting variables, one for each set of rows. For $r≤6$ it has a closed form, so that $D(r,n)$
satisfies a linear recurrence with polynomial coefficients, and we find its asymptotics. The same pairing without signs gives a double
sum for $K(4,n)$ and an average over five variables for $K(5,n)$, which are fast to evaluate.`;

/** Statement and proof, condensed; the documentation of the module has every step. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'theorem',
    heading: 'Theorem',
    parts: [
      raw`A Latin rectangle is normalised if its first row is $1\ 2…n$. Its sign is the product of the signs of its rows, as
      permutations. Let $S$ be the set of all rows if $r$ is even, and of rows $2…r$ if $r$ is odd: the number of signed rows is even.`,
      raw`Each nonempty set $B$ of rows, a block, has a variable $t_B$. It commutes with all others if $|B∩S|$ is even, and two with
      odd $|B∩S|$ anticommute. Over all set partitions $π$ of the rows let`,
      {
        formulas: [
          raw`H=\sum_π μ(π)\ s_π \prod_{B∈π} t_B,\quad Z=\sum_π s_π \prod_{B∈π} t_B,\quad μ(π)=\prod_{B∈π}(−1)^{|B|−1}(|B|−1)!`,
        ],
      },
      raw`with $s_π$ the sign of the permutation that lists the signed rows block by block, in the order of the product. Let
      $⟨t^α θ_U,t^β θ_V⟩=α!$ if $α=β$ and $U=V$, and $0$ otherwise, where $t^α$ is a monomial in the commuting variables and $θ_U$ the
      product of a set of anticommuting ones in a fixed order.`,
      raw`Theorem. For every $r$,`,
      {
        formulas: [raw`n!\ D(r,n)=⟨H^n,Z^n⟩,\quad G_r(x)=\sum_n D(r,n)\frac{x^n}{n!}=⟨e^{xH},e^Z⟩.`],
      },
      raw`If $S$ is empty, so that all variables commute and all $s_π=1$, the same holds with $K$ instead of $D$.`,
    ],
  },
  {
    id: 'proof',
    heading: 'Proof of the theorem',
    parts: [
      raw`Give row $i$ and symbol $j$ a variable $x(i,j)$, anticommuting for signed rows. Let $h$ be the sum of $x(1,j_1)…x(r,j_r)$ over
      distinct $j_1,…,j_r$. Its terms have an even number of anticommuting factors, so they commute, and $h^n$ is a sum over arrays without
      a symbol twice in a column. The coefficient of the product of all variables, taken symbol by symbol, collects the arrays whose rows
      are permutations. Sorting the product of such an array goes from column by column to row by row, then each row to ascending symbols,
      then to symbol by symbol. The first and the last step have equal signs, which depend on $n$ and $|S|$ only; the middle one is the
      product of the signs of the signed rows. Sorting columns by the first row multiplies the sign by $(±1)^{|S|}=1$. So the coefficient is
      $n!\ D(r,n)$.`,
      raw`By Möbius inversion over set partitions, $h$ is $H$ with $p_B=\sum_j y_B(j)$ in place of $t_B$, where $y_B(j)=\prod_{i∈B}x(i,j)$.
      The coefficient is a product of even functionals, one for each symbol, that take $\prod y_B(j)$ to $s_π$ if the blocks form a set
      partition and to $0$ otherwise; this is the pairing with $Z$. Multiplication is dual to $t_B→\sum_j t_B(j)$ under the pairing,
      so the coefficient in $f(p)$ is $⟨f,Z^n⟩$. Since $H^m$ has degree $m$ in each row, $⟨H^m,Z^n⟩=0$ for $m≠n$. This proves the theorem.`,
    ],
  },
  {
    id: 'reduction',
    heading: 'Reduction to one sum',
    parts: [
      raw`Read the pairing as an average $E(e^{xH+\bar{Z}})$, over standard complex Gaussians for the commuting variables and with
      $E(θ\bar{θ})=E(1)=1$ for the others; conjugation reverses products.`,
      {
        steps: [
          raw`If a block $B$ occurs linearly, $H=H_0+t_BJ$ and $Z=Z_0+t_BL$, its average leaves $\exp(xH_0+\bar{Z}_0+xJ\bar{L})$,
          whether $t_B$ commutes or not. All blocks with more than $r/2$ rows go at once.`,
          raw`For $r=6$ the blocks of three rows go in ten complementary pairs. From $4sθφ+θη+φη′$ in $H$ and $sθφ+θκ+φκ′$ in $Z$ remains
          $(1+4x)\exp\{…\}$ with exponent $(x(η\bar{κ}+η′\bar{κ}′)−x^2sηη′+4xs\bar{κ}\bar{κ}′)/(1+4x)$.`,
          raw`$H$ and $Z$ are invariant under $SL(S)$, because they are the coefficients of $e_S$ in exponentials in an exterior algebra, and
          the pairing is invariant under $U(S)$. So what remains needs to be known only where the matrix $A$ of the pairs of signed rows is a
          direct sum of multiples $u_aJ$ of one $2×2$ block. There the average over the anticommuting variables is finite algebra. It gives a
          polynomial $F$ in $x$, $w_a=|u_a|^2$ and a power of the Pfaffian, or of its conjugate, with 4, 14, 200 and 1,825 terms for $r=3,4,5,6$.`,
          raw`The $w_a$ have a density proportional to $\prod_{a<b}(w_a−w_b)^4\prod e^{−w_a}$, so each average is a polynomial in $k$ times
          factorials of $k$, with $k$ the power of the Pfaffian.`,
          raw`The sum over $k$ is geometric for $r=4$. For $r=5,6$ it is $\sum_k k!\ p(k)z^k$ with a polynomial $p$, and with
          $W_j=\sum_k(k+j)!\ z^k=j!+zW_{j+1}$ all is expressed by one $W$.`,
        ],
      },
    ],
  },
  {
    id: 'closed-forms',
    heading: 'Closed forms',
    parts: [
      {
        formulas: [
          raw`G_2=e^{−x}(1+x),\quad G_3=e^{2x}\frac{1−x^2+x^3}{(1+x)^2},\quad G_4=e^{−6x}\frac{1+x−2x^2−4x^3+16x^6}{(1−x)^5}`,
          raw`G_5=e^{24x}(\frac{P_5W}{2s^{10}b^5}+\frac{Q_5}{s^8b^4}),\quad s=1+2x,\ b=1+6x,\ W=\sum_k(k+4)!\ z^k,\ z=\frac{x}{s^2b}`,
          raw`G_6=e^{−120x}f^4(−\frac{P_6W}{48t^{30}}+\frac{Q_6}{t^{27}}),\quad t=1−6x,\ f=1+4x,\ W=\sum_k(k+9)!\ z^k,\ z=−\frac{x}{t^3}`,
        ],
      },
      raw`The polynomials have these coefficients:`,
      { table: 'coefficients' },
    ],
  },
  {
    id: 'recurrences',
    heading: 'Recurrences',
    parts: [
      raw`With $f_n=n![x^n]F$, the series $x^jF$ has $n(n−1)…(n−j+1)f_{n−j}$ in place of $f_n$, and $x^jF′$ has
      $n(n−1)…(n−j+1)f_{n−j+1}$. So the following equations are recurrences with integer coefficients, all of whose solutions here are
      integers, and $D(r,n)$ is P-recursive in $n$ for $r≤6$. In all of them $V(0)=1$.`,
      {
        formulas: [
          raw`r=3:\quad (1+x)V′=2xV,\quad G_3=(1−x^2+x^3)V`,
          raw`r=4:\quad (1−x)V′=(6x−1)V,\quad G_4=(1+x−2x^2−4x^3+16x^6)V`,
          raw`r=5:\quad sbV′=(24sb−16b−24s)V,\quad G_5=\frac{1}{2}P_5Y+Q_5V`,
          raw`x^2sbY′=(x^2(24sb−20b−30s)+(1−6x)(1+4x)(s^2b−5x))Y−24(1−6x)(1+4x)V`,
          raw`r=6:\quad tfV′=(−120tf+16t+162f)V,\quad G_6=−\frac{1}{48}P_6Y+Q_6V`,
          raw`x^2tfY′=(x^2(−120tf+16t+180f)−f(1+12x)(t^3+10x))Y+9!\ f(1+12x)V`,
        ],
      },
    ],
  },
  {
    id: 'unsigned',
    heading: 'The number of rectangles',
    parts: [
      raw`Without signs the same steps give, for three rows, a form that Goulden and Jackson, and Gessel in 1986, have,`,
      { formulas: [raw`\sum_n K(3,n)\frac{x^n}{n!}=e^{2x}\sum_k\frac{k!\ x^k}{(1+x)^{3k+3}},`] },
      raw`for four rows, with $T=x(1+2x)^2(1−x)^{−2}(1−2x)^{−4}$ and $y=x(1−x)^{−1}(1−2x)^{−2}$,`,
      {
        formulas: [
          raw`\sum_n K(4,n)\frac{x^n}{n!}=\frac{e^{−6x}}{(1−x)^3(1−2x)^4}\sum_{k,m}\frac{T^k(−y)^m}{k!^2\ m!}c(k,m)`,
          raw`c(k,m)=\sum_{q+p+p′=m}\frac{m!}{q!\ p!\ p′!}g(k+p,q)\ g(k+p′,q),\quad g(K,q)=\frac{(2K+1+q)!\ K!^2}{(2K+1)!},`,
        ],
      },
      raw`and for five rows an average over independent exponential variables $w_1,…,w_5$. Let $q=1+2x$, $κ=(1−4x)^2/q^2$,
      $P=w_1…w_5$, $y=xP/q^2$, let $e_1,e_2$ be elementary symmetric in the $w_i$, and $T$ the matrix of the Petersen graph on the ten pairs
      of rows with column $\{i,j\}$ divided by $w_iw_j$. With $τ_m=1^⊤T^m1$, $E=\sum τ_{2j}y^j$ and $O=\sum τ_{2j+1}y^j$,`,
      {
        formulas: [
          raw`\sum_n K(5,n)\frac{x^n}{n!}=\frac{e^{24x}}{q^{10}}E_w(\frac{\exp(−6xe_1+\frac{2x}{q}e_2−\frac{xκ}{3q}PO)}{\det(1−yT^2)^{1/2}}\sum_k\frac{(xP)^k}{k!^2}(\frac{κE}{6}−\frac{2}{3})^{2k}).`,
        ],
      },
      raw`The coefficient of $x^n$ has degree at most $n$ in each $w_i$, so the average is a finite sum by exact quadrature at the nodes
      $1…n+1$. The sums are evaluated modulo primes with a product above $d_n^{r−1}≥K(r,n)$, $d_n$ the number of derangements; a further
      prime must agree. For six rows we know no such reduction, and use inclusion and exclusion as Doyle does.`,
      raw`Both numbers are divisible by $(n−1)!/(n−r)!$, and $K≡D$ modulo twice that: renaming symbols and columns by a permutation that fixes
      1 takes each first column to any other, and conjugates the rows. Since $K$ and $D$ are computed in different ways, this checks both.`,
    ],
  },
  {
    id: 'laws',
    heading: 'Growth and signs',
    parts: [
      raw`Proved, for $n→∞$: by singularities at $∓1$ for $r=3,4$, and by Bender’s theorem for $r=5,6$. The law for $D/K$ also uses
      $K(r,n)∼n!^{r−1}e^{−r(r−1)/2}$, which Erdős and Kaplansky proved for fixed $r$, and Godsil and McKay in a sharper form for $r$ that grows
      with $n$.`,
      { table: 'laws' },
      raw`Conjecture, which these cases and $r=2$ fit: $|D(r,n)|∼C_r\ n^{m^2}n!^{⌊(r−1)/2⌋}$ for every $r$, with $m=⌊r/2⌋$ and
      $C_r=e^{−c_r}/\prod_{j<m}(2j)!$. For $r=2,…,6$ the $c_r$ are 0, 2, 6, 10, 18.`,
      raw`Observed, and not proved:`,
      {
        list: [
          raw`$D(3,n)=0$ only for $n=4$; otherwise its sign is $(−1)^{n+1}$ (looked at for $n≤10,000$).`,
          raw`$D(4,n)≠0$, and it is negative only for $n=5,7,9,11$ ($n≤10,000$).`,
          raw`$D(5,n)≠0$, and it is negative only for $n=5,9,11$ ($n≤4,000$).`,
          raw`$D(6,n)≠0$, with sign $(−1)^{n+1}$ for $16≤n≤3,000$; before that it is negative for $n=6,7,10,11,12,14,15$ and positive for
          $n=8,9,13$.`,
        ],
      },
    ],
  },
  {
    id: 'checks',
    heading: 'How to check this here',
    parts: [
      {
        list: [
          raw`The view Sequences of this page lists $D$, $K$ and what follows from them for a number of rows, and exports them.`,
          'The address of such a list ends in `?view=sequences&rows=6&figure=D`.',
          'The command lists the same: `latin-rectangles sequence 6 --figure D --to 100`.',
          raw`Known values of $K$: every one that was at hand in digits agrees. $R(3,n)$ is published up to $n=254$ (OEIS A001623), $R(4,n)$ up to
          150 (A000573), $R(5,n)$ up to 40 (A275921), $R(6,n)$ up to 20 (A275922), $K(4,n)$ up to 80 (A003170); of these lists only the first terms
          were at hand.`,
          'Counts by other methods, which share nothing with the formulas: choose Enumeration or Classes in Count, or ' +
            '`latin-rectangles 4 8 --engine classes`. The page compares them where both are possible.',
          'The package `crates/derive` of the source derives every coefficient above from the theorem, exactly, and its ' +
            'tests compare them with those that the page computes with: `cargo test -p latin-rectangles-derive`.',
          'Every step of the proofs is written out in the documentation of the module `engine::formula::theory`: `cargo doc`.',
        ],
      },
    ],
  },
  {
    id: 'prior-work',
    heading: 'Prior work, and what is new',
    parts: [
      raw`Gessel proved in 1987 that the number of Latin rectangles with a given number of rows is P-recursive, by a formula with Möbius functions
      of partition lattices; Spahn and Zeilberger sketch a generalisation. Doyle’s inclusion and exclusion was put into a closed form by Stones in 2010, and
      proved by Stones, Lin, Liu and Wang in 2016, who computed $R(4,n)$, $R(5,n)$ and $R(6,n)$ far beyond tables; Stones and Wanless found
      divisors of $R(r,n)$. The unsigned case of the theorem is close in spirit to these. Signs were studied for squares, because of the
      conjecture of Alon and Tarsi; Stones and Wanless counted signed squares up to $n=9$. Of signed
      rectangles with $3≤r<n$ we found one table, in latin-rectangle-counter, which enumerates for $n≤8$.`,
      raw`We have not found elsewhere: a generating function, a recurrence or the asymptotics of $D(r,n)$ for $3≤r<n$; the closed forms above;
      the double sum for $K(4,n)$; the average for $K(5,n)$. What was searched, in 2026, was a stored collection of public web pages, documentation,
      discussions and source code, with queries such as “signed Latin rectangles”, “even and odd Latin rectangles”, “Alon–Tarsi Latin
      rectangles”, “P-recursive Latin rectangles” and “Grassmann Pfaffian Latin squares”, and OEIS through the pages of it that the collection
      has. No database of reviews and no full text behind a subscription was searched. We would be glad to hear of earlier work.`,
    ],
  },
];

/** D(r,n) and D(r,n)/K(r,n) for n → ∞, with the ratio of D to the law at n = 1000. */
export const LAWS: readonly { rows: number; difference: string; ratio: string; at1000: string }[] = [
  { rows: 3, difference: raw`(−1)^{n+1}e^{−2}\ n\ n!`, ratio: raw`(−1)^{n+1}e\ n/n!`, at1000: '0.998' },
  { rows: 4, difference: raw`e^{−6}n^4\ n!/2`, ratio: raw`n^4/(2\ n!^2)`, at1000: '1.007' },
  { rows: 5, difference: raw`e^{−10}n^4\ n!^2/2`, ratio: raw`n^4/(2\ n!^2)`, at1000: '1.001' },
  {
    rows: 6,
    difference: raw`(−1)^{n+1}e^{−18}n^9\ n!^2/48`,
    ratio: raw`(−1)^{n+1}e^{−3}n^9/(48\ n!^3)`,
    at1000: '1.024',
  },
];
