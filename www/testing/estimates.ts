import type { Event, Request } from '../engine/api';
import type { EngineName } from '../model/generated';

/** An answer by which every question takes its engine so many seconds. */
export function estimatesFor(
  { id, requests }: Extract<Request, { type: 'estimate' }>,
  seconds: (engine: EngineName, place: number) => number,
): Event {
  const estimates = requests.map(({ engine, columns, to }, place) => ({
    shape: { rows: to, columns },
    first_columns: 5,
    rectangles: 47_040,
    seconds: seconds(engine, place),
    bytes: 1000,
  }));
  return { type: 'estimates', id, estimates };
}
