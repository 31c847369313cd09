/** The note that asked the seven questions first, in its own figures and unit. */
export const ORIGINAL_NOTE = {
  name: 'The original note',
  about:
    'The original note: 5 × 6 with a process pool of two, in Python; its machine, Python version and date are not known. It counts each of the five first columns as 56,448 rectangles, 6 times the true 9,408 reduced ones, so its rates are in a unit of its own and are not to be compared with these.',
  tables: '1 time in sequence, 5 with the pool',
  assignment: '2 + 3',
  sequential: '2.90 M/s, in its unit',
  workers: '4.45 and 4.55 M/s, in its unit',
  overhead: '0.1747 s and 0.1096 s',
  speedUp: '1.853×',
  efficiency: '92.7 %',
} as const;
