import type { EngineOptions } from './api';
import { withFullStop } from './error-message';

/** Options to try after the previous ones failed for this reason. */
export type Fallback = (why: string) => EngineOptions;

/** A pool for the lab is started as requested, or not at all. */
const LAB_TRIES = 4;
/** The size of a small pool that may start where a larger one does not. */
const FEW = 8;

const fewer = (workers: number) => (workers > FEW ? FEW : Math.ceil(workers / 2));

/** Options to try one after another until an engine starts; the first are as requested. */
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
