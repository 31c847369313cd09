import { lazyView } from './lazy';

export const LazyLab = lazyView({
  heading: 'The lab',
  room: 'lab-room',
  failed: 'The lab could not be loaded.',
  fetch: async () => (await import('./lab/lab')).LabView,
});
