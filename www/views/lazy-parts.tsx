import { useCounter } from './counter-context';
import { lazyView } from './lazy';

/** Several shapes, which a first visit does not ask for. */
export const LazyShapes = lazyView({
  room: 'shapes-room',
  failed: 'The table of shapes could not be fetched.',
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
