import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createOffline, holdCount, type Isolation, mark, type OfflineHost, whenSettled } from './offline';

let stored: Map<string, string>;
let reload: ReturnType<typeof vi.fn<() => void>>;

const storage = () => ({
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key),
});

function forbidden(): never {
  throw new Error('no storage');
}

/** A service worker that is at work, or one that cannot be had. */
function container(state: 'activated' | 'redundant' | 'refused'): ServiceWorkerContainer {
  const worker = Object.assign(new EventTarget(), { state });
  const registration = Object.assign(new EventTarget(), { active: worker, waiting: null, installing: null });
  const register = async () => {
    if (state === 'refused') throw new Error('not here');
    return registration;
  };
  return Object.assign(new EventTarget(), { controller: null, register }) as never;
}

function open(place: Partial<OfflineHost>, { busy = false, untouched = true } = {}) {
  const all = {
    script: 'sw.js',
    isolated: false,
    embedded: false,
    storage,
    reload,
    serviceWorker: container('activated'),
  };
  return createOffline({ ...all, ...place }, { busy: signal(busy), untouched: signal(untouched) });
}

beforeEach(() => {
  stored = new Map();
  reload = vi.fn();
});

describe('a page that is not isolated', () => {
  it('loads again once, and only once', async () => {
    await open({}).start();
    expect(reload).toHaveBeenCalledTimes(1);
    const again = open({});
    await again.start();
    expect(reload).toHaveBeenCalledTimes(1);
    expect(again.isolation.value).toBe('offered');
  });

  it('may do so again after it was isolated', async () => {
    await open({}).start();
    await open({ isolated: true }).start();
    await open({}).start();
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['something runs', { busy: true, untouched: true }, {}],
    ['a result is shown', { busy: false, untouched: false }, {}],
    ['storage is forbidden', { busy: false, untouched: true }, { storage: forbidden }],
  ])('leaves it to the visitor when %s', async (_, activity, place) => {
    const offline = open(place, activity);
    await offline.start();
    expect(reload).not.toHaveBeenCalled();
    expect(offline.isolation.value).toBe('offered');
    offline.reload();
    expect(reload).toHaveBeenCalledTimes(activity.busy ? 0 : 1);
  });

  it.each([undefined, container('redundant'), container('refused')])(
    'stays as it is without a service worker',
    async (serviceWorker) => {
      const offline = open({ serviceWorker });
      await offline.start();
      expect(reload).not.toHaveBeenCalled();
      expect(offline.isolation.value).toBe('impossible');
    },
  );
});

it('a page in a frame never loads again, because no reload isolates it', async () => {
  const offline = open({ embedded: true });
  expect(offline.isolation.value).toBe('impossible');
  await offline.start();
  expect(reload).not.toHaveBeenCalled();
  expect(offline.isolation.value).toBe('impossible');
});

it('a page that stays open looks for a newer version every hour, whether it finds its host or not', async () => {
  vi.useFakeTimers();
  const update = vi.fn(() => Promise.reject(new Error('no network')));
  const serviceWorker = container('activated');
  Object.assign(await serviceWorker.register('sw.js'), { update });
  await open({ isolated: true, serviceWorker }).start();
  expect(update).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3 * 60 * 60 * 1000);
  expect(update).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});

it('an isolated page never loads again by itself', async () => {
  const offline = open({ isolated: true });
  await offline.start();
  expect(reload).not.toHaveBeenCalled();
  expect(offline.isolation.value).toBe('there');
});

it('storage that forgets is no memory', () => {
  const forgetful = () => ({ ...storage(), setItem: () => {} });
  expect(mark(forgetful).set()).toBe(false);
});

it('a count that waits for the reload is made up for if there is none', () => {
  const isolation = signal<Isolation>('coming');
  const pending = signal(true);
  const count = vi.fn();
  holdCount({ isolation }, { pending, count });
  expect(pending.value).toBe(false);
  expect(count).not.toHaveBeenCalled();
  isolation.value = 'impossible';
  expect(count).toHaveBeenCalledTimes(1);
});

describe('whether a reload is to come', () => {
  it.each<Isolation>(['there', 'offered', 'impossible'])('is settled when isolation is %s', (now) => {
    const isolation = signal<Isolation>('coming');
    const settled = vi.fn();
    whenSettled({ isolation }, settled);
    expect(settled).not.toHaveBeenCalled();
    isolation.value = now;
    expect(settled).toHaveBeenCalledTimes(1);
  });

  it('is not waited for too long', async () => {
    vi.useFakeTimers();
    const settled = vi.fn();
    whenSettled({ isolation: signal<Isolation>('coming') }, settled);
    await vi.advanceTimersByTimeAsync(3000);
    expect(settled).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });
});
