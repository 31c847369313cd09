import type { Class, Classes, Comparison, Graphs, Search, SignedRows, Trace } from '../model/generated';

const word = (digits: string) => digits.padStart(16, '0');

/** What is gone through below the first column 1, 2, 3 of 3 × 4. */
export const searchOf34: Search = {
  first_column: [1, 2, 3],
  strips: [
    {
      row: 2,
      candidates: [
        [2, 1, 4, 3],
        [2, 3, 4, 1],
        [2, 4, 1, 3],
      ],
      even: 1,
      bits: [0, 64, 65],
      even_words: 1,
      words: 2,
    },
    {
      row: 3,
      candidates: [
        [3, 4, 1, 2],
        [3, 1, 4, 2],
        [3, 4, 2, 1],
      ],
      even: 1,
      bits: [0, 64, 65],
      even_words: 1,
      words: 2,
    },
  ],
};

const none = [word('0'), word('0')];
const only = [word('1'), word('0')];
const all = [word('1'), word('3')];
const struck = [word('1'), word('2')];

/** The loop with row 2 = 2 1 4 3: row 3 has one even candidate left, and one odd one. */
export const traceOf34: Trace = {
  steps: [
    {
      kind: 'choose',
      row: 2,
      chosen: [0],
      left: [only, all],
      conflicts: [],
      popcounts: null,
      chosen_odd: false,
      positive: 0,
      negative: 0,
    },
    {
      kind: 'strike',
      row: 3,
      chosen: [0],
      left: [only, struck],
      conflicts: [none, [word('0'), word('1')], [word('0'), word('1')], none],
      popcounts: null,
      chosen_odd: false,
      positive: 0,
      negative: 0,
    },
    {
      kind: 'popcount',
      row: 3,
      chosen: [0],
      left: [only, struck],
      conflicts: [],
      popcounts: [1, 1],
      chosen_odd: false,
      positive: 1,
      negative: 1,
    },
    {
      kind: 'backtrack',
      row: 2,
      chosen: [],
      left: [only, all],
      conflicts: [],
      popcounts: null,
      chosen_odd: false,
      positive: 1,
      negative: 1,
    },
  ],
  total: { positive: 1, negative: 1 },
};

const rowsOf = (rows: number[][]): SignedRows => ({ rows, sign: 1 });

const classOf = (key: number, rows: number[][], others: Partial<Class> = {}): Class => ({
  key,
  representative: rowsOf(rows),
  joined: [],
  labelled: 6,
  automorphisms: 6,
  odd_automorphism: false,
  rectangles: 1,
  weight: 1,
  renamed_weight: 1,
  completions: { positive: '2', negative: '0' },
  next: [],
  ...others,
});

/** The classes of n = 3, of which the second of these has an odd renaming onto itself. */
export const classesOf3: Classes = {
  degrees: [
    {
      classes: [classOf(1, [[1, 2, 3]], { next: [{ class: 0, even: 2, odd: 0, renamed_oddly: 0 }] })],
      count: { positive: '2', negative: '0' },
    },
    {
      classes: [
        classOf(
          2,
          [
            [1, 2, 3],
            [2, 3, 1],
          ],
          { odd_automorphism: true, renamed_weight: 0, rectangles: 2, weight: 2 },
        ),
      ],
      count: { positive: '2', negative: '0' },
    },
    { classes: [], count: { positive: '2', negative: '0' } },
  ],
};

/** Two graphs of one class; the renaming is odd. */
export const sameGraphs: Graphs = {
  graphs: [
    {
      joined: [
        [1, 2],
        [1, 2],
        [3, 4],
        [3, 4],
      ],
      degree: 2,
      key: 1,
      automorphisms: 32,
      odd_automorphism: true,
      labelled: 18,
    },
    {
      joined: [
        [1, 3],
        [2, 4],
        [1, 3],
        [2, 4],
      ],
      degree: 2,
      key: 1,
      automorphisms: 32,
      odd_automorphism: true,
      labelled: 18,
    },
  ],
  renaming: { columns: [1, 3, 2, 4], symbols: [1, 3, 2, 4], sign: -1 },
};

/** The shared counter on two workers. */
export const comparison: Comparison = {
  way: 'shared_counter',
  shape: { rows: 5, columns: 7 },
  workers: 2,
  parts: 12,
  all_parts: 96,
  count: { positive: '600', negative: '400' },
  spoilt: { seconds: 4, rate: 250, busy_seconds: [4, 4] },
  good: { seconds: 0.5, rate: 2000, busy_seconds: [0.5, 0.5] },
  times_slower: 8,
};
