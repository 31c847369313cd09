import { type Signal, signal } from '@preact/signals';

/** What the page shows. */
export type View = 'count' | 'lab' | 'table' | 'sequences' | 'results' | 'learn';

export const VIEWS: readonly View[] = ['count', 'lab', 'table', 'sequences', 'results', 'learn'];

export function createView(initial: View): Signal<View> {
  return signal(initial);
}
