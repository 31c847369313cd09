import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { EngineOptions, Event, JobRequest, Request } from './api';
import type { CallRequest } from './calls';

const { module } = vi.hoisted(() => {
  const refuse = () => {
    throw new Error('not today');
  };
  return {
    module: {
      refuse,
      randomRectangle: refuse as () => string,
      listRectangles: refuse,
      readCheckpoint: refuse,
      published: refuse,
      learn: refuse,
    },
  };
});

vi.mock('./boot', () => ({
  openEngine: async () => ({
    module,
    counter: {
      estimate: module.refuse,
      classesSeconds: module.refuse,
      race: module.refuse,
      labComparison: module.refuse,
    },
    memory: new WebAssembly.Memory({ initial: 1 }),
    environment: {},
  }),
}));
vi.mock('./lab-worker', () => ({ handleLabCall: module.refuse, timeUnit: module.refuse }));

const options: EngineOptions = {
  pool: false,
  workers: 1,
  purpose: 'counting',
  popcount: { rows: 'words', columns: 'words' } as never,
};
const shape = { rows: 3, columns: 5 };

/** One of each kind; the compiler wants them all. */
const questions: {
  [Type in (CallRequest | JobRequest)['type']]: Extract<CallRequest | JobRequest, { type: Type }>;
} = {
  estimate: { type: 'estimate', id: 1, requests: [{ engine: 'enumerate', columns: 5, from: 3, to: 3 }] },
  published: { type: 'published', id: 2, columns: 4 },
  unit: { type: 'unit', id: 3, shape, firstColumn: 0, part: 0, parts: 1, repetitions: 1, options: {} },
  rectangle: { type: 'rectangle', id: 4, shape },
  list: { type: 'list', id: 5, columns: 5, column: [1, 2, 3], offset: 0, limit: 1 },
  checkpoint: { type: 'checkpoint', id: 6, file: new Blob(['none']) },
  learn: { type: 'learn', id: 13, request: { first_columns: shape } },
  compareWays: {
    type: 'compareWays',
    id: 14,
    request: { way: 'shared_counter', shape, at_most_seconds: 1 },
  },
  sequencePlan: {
    type: 'sequencePlan',
    id: 15,
    request: { fixed: { rows: 3 }, figure: 'D', from: null, to: 5 },
  },
  sequenceFile: {
    type: 'sequenceFile',
    id: 16,
    sequence: { fixed: { rows: 3 }, figure: 'D', from: 3, to: 3 },
    unknown: [],
    terms: [{ at: 3, value: '2', engine: 'formula' }],
    format: 'bfile',
  },
  labPlan: { type: 'labPlan', id: 7, request: {} as never },
  labStep: { type: 'labStep', id: 8, step: {} as never },
  labReport: { type: 'labReport', id: 9, measurements: {} as never },
  labRead: { type: 'labRead', id: 10, text: 'none' },
  count: { type: 'count', id: 12, request: { engine: 'enumerate' } as never, checkpoint: null },
};

const posted: Event[] = [];
const send = (data: Request) => self.onmessage?.(new MessageEvent('message', { data }));
const responsesTo = (id: number) => posted.filter((event) => 'id' in event && event.id === id);

beforeAll(async () => {
  vi.stubGlobal('self', globalThis);
  vi.stubGlobal('Worker', class {});
  vi.stubGlobal('postMessage', (event: Event) => posted.push(event));
  await import('./worker');
});

beforeEach(() => {
  posted.length = 0;
});

it('a call made before the module is loaded gets its response then', async () => {
  const early = { ...questions.rectangle, id: 99 };
  send({ type: 'open', ...options, popcount: null });
  send(early);
  await vi.waitFor(() =>
    expect(responsesTo(99)).toEqual([{ type: 'requestFailed', id: 99, message: 'Not today.' }]),
  );
});

it.each(Object.values(questions))('$type has exactly one answer, here the reason', async (question) => {
  send(question);
  await vi.waitFor(() => expect(responsesTo(question.id)).toHaveLength(1));
  const [answer] = responsesTo(question.id);
  const reason = answer?.type === 'estimates' ? { message: answer.estimates[0] } : answer;
  expect(reason).toMatchObject({ message: expect.stringMatching(/^[A-Z].*\.$/) });
  expect(posted).toHaveLength(1);
});

it('a module that has trapped is broken', async () => {
  module.randomRectangle = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  send(questions.rectangle);
  await vi.waitFor(() =>
    expect(posted).toEqual([{ type: 'broken', message: 'The engine stopped: Unreachable.' }]),
  );
});
