import { jobOf } from '../model/checkpoint-record';
import { keyOf } from '../model/saved-result';
import type { CheckpointsStore } from '../storage/checkpoints';
import type { Entry, ResultsStore } from '../storage/results';

/** A store that lasts as long as the test. */
export function memoryStore(): ResultsStore {
  const [saved, deleted] = [new Map<string, unknown>(), new Map<string, unknown>()];
  const entries = (of: Map<string, unknown>): Entry[] => [...of].map(([key, value]) => ({ key, value }));
  const move = (from: Map<string, unknown>, to: Map<string, unknown>, keys: string[]) => {
    for (const key of keys) {
      if (from.has(key)) to.set(key, from.get(key));
      from.delete(key);
    }
  };
  return {
    read: async () => ({ saved: entries(saved), deleted: entries(deleted) }),
    async put(results) {
      for (const one of results) saved.set(keyOf(one), one);
    },
    remove: async (keys) => move(saved, deleted, keys),
    restore: async () => move(deleted, saved, [...deleted.keys()]),
    forget: async () => deleted.clear(),
  };
}

/** The same for counts that are not finished. */
export function checkpointsMemory(): CheckpointsStore {
  const saved = new Map<string, { value: unknown; file: Blob }>();
  return {
    list: async () => [...saved].map(([name, { value }]) => ({ name, value })),
    get: async (name) => saved.get(name) ?? null,
    put: async (value, file) => void saved.set(jobOf(value), { value, file }),
    remove: async (name) => void saved.delete(name),
  };
}
