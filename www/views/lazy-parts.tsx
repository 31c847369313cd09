import type { ComponentType } from 'preact';
import type * as Rarely from './count/rarely';
import { useCounter } from './counter-context';
import { lazyView } from './lazy';

/** Several shapes, which a first visit does not ask for. */
export const LazyShapes = lazyView({
  room: 'shapes-room',
  failed: 'The table of shapes could not be loaded.',
  fetch: async () => (await import('./count/shapes')).ShapesView,
});

/** A saved result, of which a first visit has none. */
export const LazySaved = lazyView({
  room: 'saved-room',
  failed: 'The saved result could not be shown.',
  fetch: async () => {
    const { Saved } = await import('./count/saved');
    return function SavedView() {
      const result = useCounter().saved.value;
      return result && <Saved result={result} />;
    };
  },
});

const rarely = <P extends object>(pick: (parts: typeof Rarely) => ComponentType<P>) =>
  lazyView<P>({
    failed: 'This part of the page could not be loaded.',
    fetch: async () => pick(await import('./count/rarely')),
  });

export const LazyByClasses = rarely((parts) => parts.ByClasses);
export const LazyCancelled = rarely((parts) => parts.Cancelled);
export const LazyClassesRunning = rarely((parts) => parts.ClassesRunning);
export const LazyContradiction = rarely((parts) => parts.Contradiction);
export const LazyFailed = rarely((parts) => parts.Failed);
export const LazyLongQuestion = rarely((parts) => parts.LongQuestion);
export const LazyPages = rarely((parts) => parts.Pages);
export const LazyUnfinishedOffers = rarely((parts) => parts.UnfinishedOffers);
