import { type Signal, signal } from '@preact/signals';
import { beforeEach, expect, it } from 'vitest';
import { EngineRestarted } from '../engine/calls';
import type { LearnAnswer, LearnRequest } from '../model/generated';
import { learnShape } from '../model/learn';
import { createLearn, type Learn } from './learn';
import { answersOf, type LearnAnswers } from './learn-answers';

type Call = { request: LearnRequest; resolve(answer: LearnAnswer): void; reject(reason: Error): void };

let calls: Call[];
let measuring: Signal<boolean>;
let counting: Signal<boolean>;
let learn: Learn;
let answers: LearnAnswers;

const shape = (rows: number) => ({ first_columns: { rows, columns: 5 } });
const answerFor = (rows: number) => ({ first_columns: { columns: [[rows]], row_orders: '1' } });
const turn = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  calls = [];
  measuring = signal(false);
  counting = signal(false);
  const engine = {
    ready: async () => {},
    call: ({ request }: { request: LearnRequest }) =>
      new Promise((resolve, reject) => {
        calls.push({ request, resolve: (answer) => resolve({ type: 'learned', id: 1, answer }), reject });
      }),
  };
  const place = { step: 1, page: null, ...learnShape({ rows: 4, columns: 5 }) };
  learn = createLearn(place, { measuring, counting });
  answers = answersOf({ engine: engine as never, learn });
});

it('asks one at a time, and leaves out what nobody waits for any more', async () => {
  const first = answers.answer<'first_columns'>(shape(1));
  const second = answers.answer<'first_columns'>(shape(2), () => false);
  const third = answers.answer<'first_columns'>(shape(3));
  await turn();
  expect(calls).toHaveLength(1);
  calls[0]?.resolve(answerFor(1));
  expect(await first).toEqual(answerFor(1).first_columns);
  expect(await second).toBeNull();
  await turn();
  expect(calls.map(({ request }) => request)).toEqual([shape(1), shape(3)]);
  calls[1]?.resolve(answerFor(3));
  expect(await third).toEqual(answerFor(3).first_columns);
});

it('knows the last answers, and asks nothing twice', async () => {
  expect(answers.known<'first_columns'>(shape(1))).toBeUndefined();
  const first = answers.answer<'first_columns'>(shape(1));
  await turn();
  calls[0]?.resolve(answerFor(1));
  await first;
  expect(answers.known<'first_columns'>(shape(1))).toEqual(answerFor(1).first_columns);
  expect(await answers.answer<'first_columns'>(shape(1))).toEqual(answerFor(1).first_columns);
  expect(calls).toHaveLength(1);
});

it('a refusal is told, and the next one is asked all the same', async () => {
  const first = answers.answer<'first_columns'>(shape(1));
  const second = answers.answer<'first_columns'>(shape(2));
  await turn();
  calls[0]?.reject(new Error('not today'));
  await expect(first).rejects.toThrow('not today');
  await turn();
  calls[1]?.resolve(answerFor(2));
  expect(await second).toEqual(answerFor(2).first_columns);
});

it('asks again when the engine was replaced', async () => {
  const first = answers.answer<'first_columns'>(shape(1));
  await turn();
  calls[0]?.reject(new EngineRestarted());
  await turn();
  calls[1]?.resolve(answerFor(1));
  expect(await first).toEqual(answerFor(1).first_columns);
});

it('leaves the engine alone while the lab measures, and measures nothing beside a count', async () => {
  measuring.value = true;
  await expect(answers.answer<'first_columns'>(shape(1))).rejects.toThrow('The lab is measuring.');
  measuring.value = false;
  counting.value = true;
  await expect(
    answers.compare({ way: 'own_tables', shape: { rows: 5, columns: 7 }, at_most_seconds: 1 }),
  ).rejects.toThrow('A count is running.');
  expect(calls).toHaveLength(0);
});
