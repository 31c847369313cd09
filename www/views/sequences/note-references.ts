export type Work = { authors: string; title: string; where: string; url?: string };

/** What the note rests on or stands beside, by the names that it uses. */
export const WORKS = {
  'Erdős–Kaplansky': {
    authors: 'P. Erdős, I. Kaplansky',
    title: 'The asymptotic number of Latin rectangles',
    where: '1946',
  },
  Bender: {
    authors: 'E. A. Bender',
    title: 'An asymptotic expansion for the coefficients of some formal power series',
    where: 'Journal of the London Mathematical Society (2) 9 (1975) 451–458',
    url: 'https://doi.org/10.1112/jlms/s2-9.3.451',
  },
  Doyle: {
    authors: 'P. G. Doyle',
    title: 'The number of Latin rectangles',
    where: 'manuscript, about 1980',
    url: 'https://math.dartmouth.edu/~doyle/docs/latin/latin.pdf',
  },
  'Goulden–Jackson': {
    authors: 'I. P. Goulden, D. M. Jackson',
    title: 'Combinatorial Enumeration',
    where: 'Wiley, 1983, exercise 4.5.10',
  },
  'Gessel 1986': {
    authors: 'I. M. Gessel',
    title: 'Counting three-line Latin rectangles',
    where: '1986',
    url: 'https://doi.org/10.1007/BFb0072512',
  },
  'Gessel 1987': {
    authors: 'I. M. Gessel',
    title: 'Counting Latin rectangles',
    where: '1987',
  },
  'Godsil–McKay': {
    authors: 'C. D. Godsil, B. D. McKay',
    title: 'Asymptotic enumeration of Latin rectangles',
    where: 'Journal of Combinatorial Theory, Series B 48 (1990) 19–44',
    url: 'https://doi.org/10.1016/0095-8956(90)90128-M',
  },
  Stones: {
    authors: 'D. S. Stones',
    title: 'The many formulae for the number of Latin rectangles',
    where: 'Electronic Journal of Combinatorics 17 (2010) A1',
    url: 'https://doi.org/10.37236/487',
  },
  'Stones–Wanless 2010': {
    authors: 'D. S. Stones, I. M. Wanless',
    title: 'Divisors of the number of Latin rectangles',
    where: 'Journal of Combinatorial Theory, Series A 117 (2010) 204–215',
    url: 'https://doi.org/10.1016/j.jcta.2009.03.019',
  },
  'Stones–Wanless 2012': {
    authors: 'D. S. Stones, I. M. Wanless',
    title: 'How not to prove the Alon–Tarsi conjecture',
    where: 'Nagoya Mathematical Journal 205 (2012) 1–24',
  },
  'Stones–Lin–Liu–Wang': {
    authors: 'R. J. Stones, S. Lin, X. Liu, G. Wang',
    title: 'On computing the number of Latin rectangles',
    where: 'Graphs and Combinatorics 32 (2016) 1187–1202',
    url: 'https://doi.org/10.1007/s00373-015-1643-1',
  },
  'Spahn–Zeilberger': {
    authors: 'G. Spahn, D. Zeilberger',
    title: 'Automatic counting of generalized Latin rectangles and trapezoids',
    where: 'Enumerative Combinatorics and Applications 2 (2022) S2R8',
    url: 'https://doi.org/10.48550/arXiv.2108.11285',
  },
  'latin-rectangle-counter': {
    authors: 'ravivgal67-cloud on GitHub',
    title: 'latin-rectangle-counter',
    where: 'source code and a table for n ≤ 8',
    url: 'https://github.com/ravivgal67-cloud/latin-rectangle-counter',
  },
} as const satisfies Record<string, Work>;
