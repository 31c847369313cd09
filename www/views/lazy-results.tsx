import { lazyView } from './lazy';

export const LazyResults = lazyView({
  heading: 'Results',
  room: 'results-room',
  failed: 'The results could not be loaded.',
  fetch: async () => (await import('./results/results')).ResultsView,
});
