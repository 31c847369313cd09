import type { Event, Request } from '../engine/api';
import type { EngineName } from '../model/generated';

/** A response that estimates so many seconds for every request. */
export function estimatesFor(
  { id, requests }: Extract<Request, { type: 'estimate' }>,
  seconds: (engine: EngineName, place: number) => number,
): Event {
  const estimates = requests.map(({ engine, columns, to }, place) => ({
    shape: { rows: to, columns },
    first_columns: 5,
    rectangles: 47_040,
    total: true,
    seconds: seconds(engine, place),
    bytes: 1000,
  }));
  return { type: 'estimates', id, estimates };
}
