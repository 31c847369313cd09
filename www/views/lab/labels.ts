import type { Optimisation, PoolConfig, Purpose, Schedule, Sharing, Step } from '../../model/generated';
import { numberWord } from '../../model/shape';

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

/** What is measured, and which of its repetitions: 'starting pools: 3 of 12'. */
export function stepWords(steps: Step[], done: number): string {
  const step = steps[done];
  if (!step) return 'drawing the report';
  const same = ({ purpose }: Step) => purpose === step.purpose;
  const all = steps.filter(same).length;
  return `${PURPOSES[step.purpose]}: ${steps.slice(0, done + 1).filter(same).length} of ${all}`;
}

export const LEFT_OUT: Record<Optimisation, string> = {
  prefilter: 'without first-value lists',
  'sign-order': 'without sign order',
  reindexing: 'without short lists',
  'last-row-counted': 'without counting the last row',
};

export const SHARINGS: Record<Sharing, string> = {
  all_counts: 'kept for all counts',
  one_count: 'shared',
  worker: 'per worker',
  unit: 'per first column',
};

export const SCHEDULE_WORDS: Record<Schedule, string> = {
  static: 'Each worker has a block of neighbours, known beforehand.',
  dynamic: 'Each takes the next one when it is free.',
  split: 'First columns are cut into parts, so that several workers share one.',
};

export function crewName({ workers, pool }: PoolConfig): string {
  if (!pool) return 'no pool';
  return workers === 1 ? 'pool of one' : `pool of ${numberWord(workers)}`;
}

/** 'One', 'Two', … 'Ten', '11'. */
export function capital(count: number): string {
  const word = numberWord(count);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
