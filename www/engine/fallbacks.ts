import type { EngineOptions } from './api';
import { withFullStop } from './error-message';

/** An opening for which what was tried before has failed, for this reason. */
export type Fallback = (why: string) => EngineOptions;

/** A pool that measures is started as it was asked for, or not at all. */
const LAB_TRIES = 4;
/** Of more workers than this a pool is small that starts where they do not. */
const FEW = 8;

const fewer = (workers: number) => (workers > FEW ? FEW : Math.ceil(workers / 2));

/** How an engine is started, one way after another until one succeeds; the first are what was asked for. */
export function fallbacksFor(options: EngineOptions): Fallback[] {
  const unchanged: Fallback = () => options;
  const { purpose, workers, pool } = options;
  if (!pool) return [unchanged];
  if (purpose === 'lab') return Array.from({ length: LAB_TRIES }, () => unchanged);
  const instead = (how: Partial<EngineOptions>, shared: boolean): Fallback => {
    return (why) => ({ ...options, ...how, instead: { requested: workers, shared, why: withFullStop(why) } });
  };
  const few = fewer(workers);
  return [
    unchanged,
    unchanged,
    ...(workers > 2 ? [instead({ workers: few }, true)] : []),
    instead({ workers: workers > 2 ? few : workers }, false),
    instead({ workers: 1, pool: false }, false),
  ];
}
