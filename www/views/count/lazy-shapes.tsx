import { lazyView } from '../lazy';

/** Several shapes, which a first visit does not ask for. */
export const LazyShapes = lazyView({
  room: 'shapes-room',
  failed: 'The table of shapes could not be loaded.',
  fetch: async () => (await import('./shapes')).ShapesView,
});
