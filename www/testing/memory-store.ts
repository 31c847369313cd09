import { keyOf } from '../lib/result-record';
import { jobOf } from '../lib/unfinished-record';
import type { UnfinishedStore } from '../lib/unfinished-store';
import type { Entry, ResultsStore } from '../state/results-store';

/** A store that lasts as long as the test. */
export function memoryStore(): ResultsStore {
  const [kept, deleted] = [new Map<string, unknown>(), new Map<string, unknown>()];
  const entries = (of: Map<string, unknown>): Entry[] => [...of].map(([key, value]) => ({ key, value }));
  const move = (from: Map<string, unknown>, to: Map<string, unknown>, keys: string[]) => {
    for (const key of keys) {
      if (from.has(key)) to.set(key, from.get(key));
      from.delete(key);
    }
  };
  return {
    read: async () => ({ kept: entries(kept), deleted: entries(deleted) }),
    async put(results) {
      for (const one of results) kept.set(keyOf(one), one);
    },
    remove: async (keys) => move(kept, deleted, keys),
    restore: async () => move(deleted, kept, [...deleted.keys()]),
    forget: async () => deleted.clear(),
  };
}

/** The same for counts that are not finished. */
export function unfinishedMemory(): UnfinishedStore {
  const kept = new Map<string, unknown>();
  return {
    read: async () => [...kept].map(([name, value]) => ({ name, value })),
    get: async (name) => kept.get(name),
    put: async (count) => void kept.set(jobOf(count), count),
    remove: async (name) => void kept.delete(name),
  };
}
