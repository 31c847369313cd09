type Work = { authors: string; title: string; where: string; url?: string };

/** Where to read on, the oldest first. */
export const READING: readonly Work[] = [
  {
    authors: 'N. Alon, M. Tarsi',
    title: 'Colorings and orientations of graphs',
    where: 'Combinatorica 12 (1992) 125–134: the conjecture',
  },
  {
    authors: 'A. A. Drisko',
    title: 'On the number of even and odd Latin squares of order p + 1',
    where: 'Advances in Mathematics 128 (1997) 20–35',
  },
  {
    authors: 'B. D. McKay, I. M. Wanless',
    title: 'On the number of Latin squares',
    where: 'Annals of Combinatorics 9 (2005) 335–344: the counts by classes',
  },
  {
    authors: 'D. S. Stones',
    title: 'The many formulae for the number of Latin rectangles',
    where: 'Electronic Journal of Combinatorics 17 (2010) A1: a survey',
    url: 'https://doi.org/10.37236/487',
  },
  {
    authors: 'D. G. Glynn',
    title: 'The conjectures of Alon–Tarsi and Rota in dimension prime minus one',
    where: 'SIAM Journal on Discrete Mathematics 24 (2010) 394–399',
  },
  {
    authors: 'D. S. Stones, I. M. Wanless',
    title: 'How not to prove the Alon–Tarsi conjecture',
    where: 'Nagoya Mathematical Journal 205 (2012) 1–24',
  },
  {
    authors: 'OEIS',
    title: 'A065711',
    where: 'the Alon–Tarsi constants',
    url: 'https://oeis.org/A065711',
  },
];
