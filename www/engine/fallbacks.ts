import type { Opening } from './api';
import { stopped } from './error-message';

/** An opening for which what was tried before has failed, for this reason. */
export type Way = (why: string) => Opening;

/** A pool that measures is started as it was asked for, or not at all. */
const LAB_TRIES = 4;
/** Of more workers than this a pool is small that starts where they do not. */
const FEW = 8;

const fewer = (workers: number) => (workers > FEW ? FEW : Math.ceil(workers / 2));

/** How an engine is started, one way after another until one succeeds; the first are what was asked for. */
export function waysOf(opening: Opening): Way[] {
  const asked: Way = () => opening;
  const { purpose, workers, pool } = opening;
  if (!pool) return [asked];
  if (purpose === 'lab') return Array.from({ length: LAB_TRIES }, () => asked);
  const instead = (how: Partial<Opening>, shared: boolean): Way => {
    return (why) => ({ ...opening, ...how, instead: { asked: workers, shared, why: stopped(why) } });
  };
  const few = fewer(workers);
  return [
    asked,
    asked,
    ...(workers > 2 ? [instead({ workers: few }, true)] : []),
    instead({ workers: workers > 2 ? few : workers }, false),
    instead({ workers: 1, pool: false }, false),
  ];
}
