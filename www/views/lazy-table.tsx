import { lazyView } from './lazy';

export const LazyTable = lazyView({
  heading: 'Table',
  room: 'table-room',
  failed: 'The table could not be loaded.',
  fetch: async () => (await import('./table/table')).TableView,
});
