/** Plans of a lesson; times are minutes from its beginning. */
export const LESSONS: readonly { minutes: number; parts: { time: string; what: string }[] }[] = [
  {
    minutes: 20,
    parts: [
      {
        time: '0–5',
        what: 'Step 1 with 3 × 4: one pupil fills in cells, the class predicts the next conflict.',
      },
      { time: '5–8', what: 'Step 2: the sign of one row by crossings, then of the rectangle.' },
      { time: '8–11', what: 'Step 4: the candidates of a row, even ones first.' },
      {
        time: '11–18',
        what: 'Step 5 with 3 × 4, rows 1 2 3 4 and 2 1 4 3: everyone predicts both popcounts on paper.',
      },
      { time: '18–20', what: 'Step 8: what nobody knows yet.' },
    ],
  },
  {
    minutes: 45,
    parts: [
      {
        time: '0–8',
        what: 'Step 1 with 4 × 5, in pairs: fill in until the number of completions is 0, and say why.',
      },
      { time: '8–14', what: 'Step 2: swap two columns, then two rows, and explain what the sign does.' },
      {
        time: '14–19',
        what: 'Step 3: why one first column would be enough, and what the others are good for.',
      },
      { time: '19–22', what: 'Step 4: from all derangements to the candidates.' },
      {
        time: '22–32',
        what: 'Step 5: by hand for 3 × 4, then Play for 4 × 5; compare the total of all row 2 with R in Count.',
      },
      { time: '32–38', what: 'Step 6: vote which mistake costs most here, then measure.' },
      { time: '38–42', what: 'Step 7: two rectangles, one graph.' },
      { time: '42–45', what: 'Step 8, and the last exercise of the sheet as homework.' },
    ],
  },
];

/** What to ask before each of the eight steps. */
export const QUESTIONS: readonly string[] = [
  'You have filled in two full rows. Can you get stuck? And with single cells?',
  'What happens to the sign when two columns change places? Does the number of rows matter?',
  'Rows 2 … r can be put in any order. How many orders are there, and which one would you keep?',
  'Row 1 is 1 2 … n. Which permutations can never be row 2?',
  'If row 2 is chosen, which candidates for row 3 are out? Must you look at the whole row to see it?',
  'Two workers, five first columns: who has how many, and when is everything done?',
  'Which changes to a rectangle do not change in how many ways it can be completed?',
  'Are there ever exactly as many even as odd squares? For which n would you look first?',
];

/** What may happen on a school’s machine, and what the page does then. */
export const TROUBLES: readonly { trouble: string; answer: string }[] = [
  {
    trouble: 'Workers cannot share memory',
    answer:
      'The line at the foot says so. Everything is counted, by workers without shared memory or by one worker; step 6 says which mistakes cannot be measured and shows what can.',
  },
  {
    trouble: 'The browser is too old',
    answer:
      'The page says what is missing, WebAssembly or its SIMD, and computes nothing. The glossary, step 8 and the pupil’s sheet can be read and printed all the same.',
  },
  {
    trouble: 'The projector is small or far away',
    answer:
      'Projector size, at the top, makes everything larger; each step fits 1024 × 768 without scrolling.',
  },
  {
    trouble: 'There is no network',
    answer:
      'Once opened, the page works without one. The whole page is also one file, which runs from a memory stick.',
  },
  {
    trouble: 'The computer is slow or busy',
    answer:
      'Counts that take too long for a step are not shown, and the step says so. Measured times are those of this computer; other programs make them longer.',
  },
  {
    trouble: 'A private window, or storage is not allowed',
    answer: 'Results last until the page is closed, and it says so. The walk stores nothing.',
  },
  {
    trouble: 'No mouse, or a screen reader',
    answer:
      'Every step can be done with the keyboard alone; each picture has a table or a sentence that says the same.',
  },
];
