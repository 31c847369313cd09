/** The seven questions, in order. */
export const QUESTIONS = [
  'How many first columns does each worker take?',
  'How often are the tables built?',
  'Do all workers run all optimisations?',
  'What is the rate of each worker, and of one alone?',
  'Can the parallel code run with one worker?',
  'Is the overhead fixed, or does it grow?',
  'Why do the rates agree, or not?',
] as const;
