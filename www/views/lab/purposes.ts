import type { Purpose } from '../../model/generated';

/** What a step of the lab measures. */
export const PURPOSES: Record<Purpose, string> = {
  warm_up: 'warming up',
  assignment: 'who takes which first columns',
  tables: 'tables',
  optimisation: 'optimisations',
  baseline: 'backtracking',
  rate: 'rates',
  start: 'starting pools',
  dispatch: 'handing out jobs',
  break_even: 'the break-even',
};
