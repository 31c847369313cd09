import { type Signal, signal } from '@preact/signals';

/** What the page shows. */
export type View = 'count' | 'lab' | 'results';

export const VIEWS: readonly View[] = ['count', 'lab', 'results'];

export function createView(initial: View): Signal<View> {
  return signal(initial);
}
