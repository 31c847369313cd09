import { beforeEach, expect, it } from 'vitest';
import { classesProgress, classesResult } from '../testing/classes';
import { type ClassesCrew, startClassesCrew } from './classes-crew';
import type { Environment, Event, Request } from './protocol';

const environment: Environment = {
  workers: 2,
  threads: true,
  plain: false,
  simd: true,
  reason: null,
  version: '0',
  opened: { loadedAt: 0, readyAt: 0 },
};
const range = { columns: 10, from: 1, to: 10 };

let sent: Request[];
let say: (event: Event) => void;
let crew: ClassesCrew;

beforeEach(() => {
  sent = [];
  crew = startClassesCrew(() => ({
    send: (request) => void sent.push(request),
    listen: (listener) => {
      say = listener;
      return () => {};
    },
    end: async () => {},
  }));
  say({ type: 'ready', environment });
});

it('passes on what is kept and what it goes on with, and hears of it', async () => {
  const [heard, told] = [[] as unknown[], [] as unknown[]];
  const answer = crew.count(range, (progress) => heard.push(progress), {
    keep: true,
    checkpoint: 'the text',
    kept: (trouble) => told.push(trouble),
  });
  await crew.ready();
  expect(sent).toEqual([{ type: 'classes', id: 1, ...range, keep: true, checkpoint: 'the text' }]);
  say({ type: 'classesProgress', id: 1, progress: classesProgress });
  say({ type: 'kept', trouble: null });
  say({ type: 'kept', trouble: 'no room' });
  say({ type: 'classesCounted', id: 1, result: classesResult(range) });
  expect(await answer).toMatchObject({ columns: 10 });
  expect(heard).toEqual([classesProgress]);
  expect(told).toEqual([null, 'no room']);
});

it('has paused when the question is answered', async () => {
  await crew.pause();
  const answer = crew.count(range, () => {}, { keep: true, checkpoint: null });
  await crew.ready();
  let over = false;
  const paused = crew.pause().then(() => {
    over = true;
  });
  expect(sent.at(-1)).toEqual({ type: 'pause' });
  await Promise.resolve();
  expect(over).toBe(false);
  say({ type: 'classesRefused', id: 1, message: 'Cancelled.' });
  await expect(answer).rejects.toThrow('Cancelled.');
  await paused;
  expect(sent).toHaveLength(2);
});
