import type { Event, Request } from '../engine/api';
import type { EngineName } from '../model/generated';

/** A response that estimates so many seconds for every request; an engine without any does not take it. */
export function estimatesFor(
  { id, requests }: Extract<Request, { type: 'estimate' }>,
  seconds: (engine: EngineName, place: number) => number | undefined,
): Event {
  const estimates = requests.map(({ engine, columns, to }, place) => {
    const takes = seconds(engine, place);
    if (takes === undefined) return `${engine} does not take ${to} × ${columns}.`;
    return {
      shape: { rows: to, columns },
      first_columns: 5,
      rectangles: 47_040,
      total: true,
      seconds: takes,
      bytes: 1000,
    };
  });
  return { type: 'estimates', id, estimates };
}
