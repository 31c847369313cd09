// @vitest-environment happy-dom
import { type Signal, signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepScreenOn, screenRefused } from './screen';
// There already, so that it comes without a wait.
import './wake-lock';

type Held = { released: boolean; release(): Promise<void> };

let runs: Signal<boolean>;
let held: Held[];
let allowed: boolean;

const lock = {
  async request() {
    if (!allowed) throw new DOMException('The battery is low.', 'NotAllowedError');
    const one: Held = {
      released: false,
      async release() {
        one.released = true;
      },
    };
    held.push(one);
    return one;
  },
} as unknown as WakeLock;

const on = () => held.filter(({ released }) => !released).length;
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  held = [];
  allowed = true;
  runs = signal(false);
  keepScreenOn(runs, lock);
});
afterEach(() => {
  runs.value = false;
  vi.useRealTimers();
});

it('is requested by a long count only, and released at its end', async () => {
  runs.value = true;
  await wait(10_000);
  runs.value = false;
  await wait(60_000);
  expect(held).toEqual([]);
  runs.value = true;
  await wait(20_000);
  expect(on()).toBe(1);
  runs.value = false;
  await wait(0);
  expect(on()).toBe(0);
});

it('is requested again if the browser released it while the page was hidden', async () => {
  runs.value = true;
  await wait(20_000);
  await held[0]?.release();
  document.dispatchEvent(new Event('visibilitychange'));
  await wait(0);
  expect(held).toHaveLength(2);
  expect(on()).toBe(1);
});

it('that comes after the end of the count is given back at once', async () => {
  let give = () => {};
  vi.spyOn(lock, 'request').mockImplementationOnce(async () => {
    await new Promise<void>((resolve) => {
      give = resolve;
    });
    return lock.request();
  });
  runs.value = true;
  await wait(20_000);
  runs.value = false;
  give();
  await wait(0);
  expect(held).toHaveLength(1);
  expect(on()).toBe(0);
});

it('that is refused is reported while the count runs, which continues', async () => {
  allowed = false;
  runs.value = true;
  await wait(20_000);
  expect(screenRefused.value).toBe(true);
  runs.value = false;
  expect(screenRefused.value).toBe(false);
});
