/** A term, its anchor, and what it means in one sentence. */
export type Term = { id: string; name: string; meaning: string };

/** Every term that the page uses, in alphabetical order. */
export const TERMS: readonly Term[] = [
  {
    id: 'alon-tarsi',
    name: 'Alon–Tarsi conjecture',
    meaning: 'That for even n the difference D(n, n) is never 0.',
  },
  {
    id: 'alon-tarsi-constant',
    name: 'Alon–Tarsi constant AT(n)',
    meaning: 'The difference D(n, n) divided by (n − 1)!, up to a sign that depends on n only.',
  },
  {
    id: 'and',
    name: 'AND',
    meaning: 'The operation on two bitsets that leaves the bits that are 1 in both.',
  },
  {
    id: 'automorphism',
    name: 'automorphism',
    meaning: 'A renaming of columns and symbols that takes a graph to itself.',
  },
  {
    id: 'bitset',
    name: 'bitset',
    meaning: 'A row of bits, one for each candidate: 1 if it is still possible, 0 if it is not.',
  },
  {
    id: 'candidate',
    name: 'candidate',
    meaning: 'A derangement that begins with the symbol that the first column gives its row.',
  },
  {
    id: 'checkpoint',
    name: 'checkpoint',
    meaning: 'A file with all that a count has finished, from which it can be resumed here or elsewhere.',
  },
  {
    id: 'class',
    name: 'class',
    meaning: 'All rectangles whose graphs become the same when columns and symbols are renamed.',
  },
  {
    id: 'classes',
    name: 'classes, counting by',
    meaning: 'The method that goes on with one rectangle of each class instead of all rectangles.',
  },
  {
    id: 'completion',
    name: 'completion',
    meaning: 'A full Latin rectangle that has what is filled in already.',
  },
  {
    id: 'conflict',
    name: 'conflict',
    meaning: 'The same symbol twice in a row or in a column.',
  },
  {
    id: 'cycle',
    name: 'cycle',
    meaning:
      'What a permutation does to a symbol when it is applied again and again, until the symbol is back.',
  },
  {
    id: 'degree',
    name: 'degree',
    meaning: 'How many symbols each column is joined to in the graph of a rectangle: the number of its rows.',
  },
  {
    id: 'derangement',
    name: 'derangement',
    meaning: 'A permutation that leaves no symbol in its place.',
  },
  {
    id: 'difference',
    name: 'difference D',
    meaning: 'The even rectangles minus the odd ones: D = K⁺ − K⁻.',
  },
  {
    id: 'enumeration',
    name: 'enumeration',
    meaning: 'The method that goes through every reduced rectangle, first column by first column.',
  },
  {
    id: 'even',
    name: 'even, odd',
    meaning: 'Of sign +1, of sign −1.',
  },
  {
    id: 'first-column',
    name: 'first column',
    meaning:
      'The first symbols of the rows, 1 and then r − 1 increasing symbols: the unit of work of enumeration.',
  },
  {
    id: 'graph',
    name: 'graph of a rectangle',
    meaning: 'The bipartite graph that joins each column to the symbols that it has.',
  },
  {
    id: 'idle',
    name: 'idle',
    meaning: 'Of a worker: without a unit to count, because none is left or it waits for another worker.',
  },
  {
    id: 'interquartile-range',
    name: 'interquartile range',
    meaning: 'The range in which the middle half of all measured times lies.',
  },
  {
    id: 'inversion',
    name: 'inversion',
    meaning: 'Two columns of a row of which the left one has the larger symbol: two arrows that cross.',
  },
  {
    id: 'labelled-graph',
    name: 'labelled graph',
    meaning: 'A graph with names: two that differ only by names are two labelled graphs and one class.',
  },
  {
    id: 'latin-rectangle',
    name: 'Latin rectangle',
    meaning:
      'Rows and columns of symbols in which each row has every symbol 1 … n once and no column has one twice.',
  },
  {
    id: 'latin-square',
    name: 'Latin square',
    meaning: 'A Latin rectangle with as many rows as columns.',
  },
  {
    id: 'lock',
    name: 'lock',
    meaning: 'What lets only one worker at a time change something, while the others wait.',
  },
  {
    id: 'module',
    name: 'module',
    meaning: 'The counting program as the browser loads it, in WebAssembly.',
  },
  {
    id: 'normalised',
    name: 'normalised',
    meaning: 'With first row 1 2 … n; K is the number of these rectangles.',
  },
  {
    id: 'orders',
    name: 'order of rows',
    meaning: 'One of the (r − 1)! ways to order rows 2 … r; each first column stands for all of them.',
  },
  {
    id: 'part',
    name: 'part',
    meaning:
      'The rectangles of a first column whose second rows come one after another in the list of candidates.',
  },
  {
    id: 'permutation',
    name: 'permutation',
    meaning: 'The symbols 1 … n in some order, each once.',
  },
  {
    id: 'pool',
    name: 'pool',
    meaning:
      'Workers that are started together, share the memory of one module, and take units until none is left.',
  },
  {
    id: 'popcount',
    name: 'popcount',
    meaning: 'How many bits of a word are 1: processors count 64 of them at once.',
  },
  {
    id: 'published',
    name: 'published value',
    meaning: 'A figure that a paper, a data file or the OEIS lists, with which a count is compared.',
  },
  {
    id: 'rate',
    name: 'rate',
    meaning: 'How many reduced rectangles, or classes, are gone through in a second.',
  },
  {
    id: 'reduced',
    name: 'reduced',
    meaning: 'Normalised, with first column 1 2 … r; R is the number of these rectangles.',
  },
  {
    id: 'bipartite',
    name: 'regular bipartite graph',
    meaning:
      'A graph whose lines all go between two sides, here columns and symbols, equally many from each point.',
  },
  {
    id: 'renaming',
    name: 'renaming',
    meaning: 'A permutation of the symbols, or of columns and symbols, that is applied to a whole rectangle.',
  },
  {
    id: 'schedule',
    name: 'schedule',
    meaning: 'How units go to workers: whoever is free takes the next, or each has its own from the start.',
  },
  {
    id: 'shared-memory',
    name: 'shared memory',
    meaning:
      'Memory that all workers of a pool read and write; a browser allows it only to pages that are isolated.',
  },
  {
    id: 'sign',
    name: 'sign',
    meaning:
      'Of a row +1 or −1 as its inversions are even or odd in number; of a rectangle the product over its rows.',
  },
  {
    id: 'simd',
    name: 'SIMD',
    meaning: 'Instructions that do the same with several words at once.',
  },
  {
    id: 'speed-up',
    name: 'speed-up',
    meaning: 'How many times as fast several workers are as one.',
  },
  {
    id: 'split',
    name: 'split',
    meaning:
      'The schedule that cuts first columns into parts, so that no worker is left with a whole one at the end.',
  },
  {
    id: 'strip',
    name: 'strip',
    meaning: 'The candidates of one row side by side, even ones first, then the odd ones.',
  },
  {
    id: 'table',
    name: 'tables',
    meaning: 'Lists of candidates and of what conflicts with what, which the loop looks up.',
  },
  {
    id: 'unit',
    name: 'unit',
    meaning: 'What a worker takes at once: a first column, a part of one, or a block of classes.',
  },
  {
    id: 'vertical-counters',
    name: 'vertical counters',
    meaning: 'A way to add many bitsets at once, each bit in its own column, and to count only at the end.',
  },
  {
    id: 'weight',
    name: 'weight',
    meaning:
      'The signs of all rectangles of a class summed up, each first multiplied by that of its renaming if need be.',
  },
  {
    id: 'word',
    name: 'word',
    meaning: 'So many bits as a processor takes as one: 64.',
  },
  {
    id: 'worker',
    name: 'worker',
    meaning: 'A thread of the browser or the command that counts beside others.',
  },
];
