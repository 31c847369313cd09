import type { ComponentType } from 'preact';
import { useApp } from '../app-context';
import { lazyView } from '../lazy';
import type * as Rarely from './on-demand';

/** A saved result, of which a first visit has none. */
export const LazySaved = lazyView({
  room: 'saved-room',
  failed: 'The saved result could not be shown.',
  fetch: async () => {
    const { Saved } = await import('./saved-result');
    return function SavedView() {
      const result = useApp().saved.value;
      return result && <Saved result={result} />;
    };
  },
});

const rarely = <P extends object>(pick: (parts: typeof Rarely) => ComponentType<P>) =>
  lazyView<P>({
    failed: 'This part of the page could not be loaded.',
    fetch: async () => pick(await import('./on-demand')),
  });

export const LazyByClasses = rarely((parts) => parts.ByClasses);
export const LazyByFormula = rarely((parts) => parts.ByFormula);
export const LazyCancelled = rarely((parts) => parts.Cancelled);
export const LazyPhasesRunning = rarely((parts) => parts.PhasesRunning);
export const LazyContradiction = rarely((parts) => parts.Contradiction);
export const LazyFailed = rarely((parts) => parts.Failed);
export const LazyConfirmLong = rarely((parts) => parts.ConfirmLong);
export const LazyRectanglePages = rarely((parts) => parts.Pages);
export const LazyCheckpointOffers = rarely((parts) => parts.CheckpointOffers);
