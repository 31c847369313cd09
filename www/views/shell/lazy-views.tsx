import { lazyView } from '../lazy';

// Each is a chunk of its own, so that a first visit loads only the count view.

export const LazyLab = lazyView({
  heading: 'The lab',
  room: 'lab-room',
  failed: 'The lab could not be loaded.',
  fetch: async () => (await import('../lab/lab')).LabView,
});

export const LazyTable = lazyView({
  heading: 'Table',
  room: 'table-room',
  failed: 'The table could not be loaded.',
  fetch: async () => (await import('../table/table')).TableView,
});

export const LazySequences = lazyView({
  heading: 'Sequences',
  room: 'sequences-room',
  failed: 'The sequences could not be loaded.',
  fetch: async () => (await import('../sequences/sequences')).SequencesView,
});

export const LazyLearn = lazyView({
  heading: 'How it works',
  room: 'learn-room',
  failed: 'The steps could not be loaded.',
  fetch: async () => (await import('../learn/learn')).LearnView,
});

export const LazyResults = lazyView({
  heading: 'Results',
  room: 'results-room',
  failed: 'The results could not be loaded.',
  fetch: async () => (await import('../results/results')).ResultsView,
});
