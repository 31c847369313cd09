import { dayKey } from '../../format/date';
import type { FIGURES, SavedResult } from '../../model/saved-result';

export type Column = 'shape' | 'engine' | (typeof FIGURES)[number] | 'workers' | 'time' | 'date';

export type Order = { by: Column; descending: boolean };

/** An empty string selects all; days are written as in a date field. */
export type Filter = { shape: string; engine: string; from: string; to: string };

export const NO_FILTER: Filter = { shape: '', engine: '', from: '', to: '' };

export const shapeKey = ({ rows, columns }: SavedResult) => `${rows}x${columns}`;

export function filtered(results: SavedResult[], { shape, engine, from, to }: Filter): SavedResult[] {
  return results.filter((one) => {
    const day = dayKey(one.date);
    return (
      (shape === '' || shapeKey(one) === shape) &&
      (engine === '' || one.engine === engine) &&
      (from === '' || day >= from) &&
      (to === '' || day <= to)
    );
  });
}

/** A stable sort. */
export function sorted(results: SavedResult[], { by, descending }: Order): SavedResult[] {
  const compare = comparisonOf(by);
  return results.toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)));
}

type Comparison = (a: SavedResult, b: SavedResult) => number;

function comparisonOf(by: Column): Comparison {
  switch (by) {
    case 'shape':
      return (a, b) => a.columns - b.columns || a.rows - b.rows;
    case 'engine':
      return (a, b) => compareTexts(a.engine, b.engine);
    case 'workers':
      return (a, b) => a.workers - b.workers;
    case 'time':
      return (a, b) => a.elapsed_seconds - b.elapsed_seconds;
    case 'date':
      return (a, b) => compareTexts(a.date, b.date);
    default:
      return (a, b) => compareKnown(a[by], b[by]);
  }
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
/** Exactly; what is not known comes before all numbers. */
function compareKnown(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return compareExactly(BigInt(a), BigInt(b));
}

const compareExactly = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

/** The order after a click on the head of a column: figures and dates start with the largest. */
export function nextOrder(order: Order, by: Column): Order {
  if (order.by === by) return { by, descending: !order.descending };
  return { by, descending: by !== 'shape' && by !== 'engine' };
}

/** What the filters offer, sorted by shape and by name. */
export function choices(results: SavedResult[]): { shapes: SavedResult[]; engines: string[] } {
  const shapes = new Map(results.map((one) => [shapeKey(one), one]));
  return {
    shapes: sorted([...shapes.values()], { by: 'shape', descending: false }),
    engines: [...new Set(results.map(({ engine }) => engine))].toSorted(),
  };
}
